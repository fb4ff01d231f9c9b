import { expect, it } from 'vitest';
import { captionOf, type Entity, type SourceEntity } from '../../model/index.ts';
import { FACET_NAMES, facetsOf } from './facets.ts';

const entity = (source: SourceEntity, dataset: string): Entity => ({
  ...source,
  caption: captionOf(source),
  datasets: [dataset],
  referents: [],
  firstSeen: '',
  lastSeen: '',
  lastChange: '',
});

it('counts each entity once a value, the most frequent first, with names that people read', () => {
  const properties = {
    name: ['X'],
    nationality: ['ru'],
    country: ['ru', 'by'],
    topics: ['sanction'],
    gender: ['male'],
  };
  const facets = facetsOf(
    [
      entity({ id: 'a', schema: 'Person', properties }, 'one'),
      entity({ id: 'b', schema: 'Person', properties: { name: ['Y'], nationality: ['ru'] } }, 'two'),
    ],
    FACET_NAMES,
  );
  expect(facets.countries).toEqual({
    label: 'Countries',
    values: [
      { name: 'ru', label: 'Russian Federation', count: 2 },
      { name: 'by', label: 'Belarus', count: 1 },
    ],
  });
  expect(facets.schema?.values).toEqual([{ name: 'Person', label: 'Person', count: 2 }]);
  expect(facets.datasets?.values.map(({ name }) => name)).toEqual(['one', 'two']);
  expect(facets.genders?.values.map(({ name }) => name)).toEqual(['male']);
  expect(facets.identifiers?.values).toEqual([]);
});
