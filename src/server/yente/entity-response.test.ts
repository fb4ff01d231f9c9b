import { describe, expect, it } from 'vitest';
import { captionOf, type Entity, SCHEMA_NAMES, SCHEMAS, type SourceEntity } from '../../model/index.ts';
import { adjacentByProperty, entityResponse, nestedResponse, yenteInstant } from './entity-response.ts';
import { reverseName } from './followthemoney.ts';

const entity = (source: SourceEntity, referents: readonly string[] = []): Entity => ({
  ...source,
  caption: captionOf(source),
  datasets: ['list'],
  referents,
  firstSeen: '2026-01-01T10:00:00.123Z',
  lastSeen: '2026-02-01T00:00:00+02:00',
  lastChange: '2026-01-15T00:00:00Z',
});

const person = entity({ id: 'p', schema: 'Person', properties: { name: ['X'], addressEntity: ['a'] } }, [
  'old-p',
]);
const view = (...adjacent: readonly SourceEntity[]) => ({
  entity: person,
  statements: [],
  judgements: [],
  adjacent: adjacent.map((one) => ({ property: 'whatever', entity: entity(one) })),
  changes: [],
});

describe('entityResponse', () => {
  it('writes instants as seconds of UTC', () => {
    expect(entityResponse(person).first_seen).toBe('2026-01-01T10:00:00');
    expect(entityResponse(person).last_seen).toBe('2026-01-31T22:00:00');
    expect(yenteInstant('never')).toBeNull();
  });

  it('calls an entity a target for topics of concern only', () => {
    const target = (topics: readonly string[]) =>
      entityResponse(entity({ id: 'x', schema: 'Person', properties: { topics } })).target;
    expect([
      target(['sanction']),
      target(['crime.terror']),
      target(['role.pep']),
      target(['sanctioned']),
    ]).toEqual([true, true, false, false]);
  });
});

describe('adjacentByProperty', () => {
  it('names neighbours as FollowTheMoney does, both ways, also through merged ids', () => {
    const found = adjacentByProperty(
      view(
        { id: 'a', schema: 'Address', properties: { full: ['Street'] } },
        { id: 's', schema: 'Sanction', properties: { entity: ['old-p'], reason: ['r'] } },
        { id: 'd', schema: 'Passport', properties: { holder: ['p'], number: ['1'] } },
        { id: 'f', schema: 'Family', properties: { person: ['p'], relative: ['q'] } },
      ),
    );
    expect([...found].map(([property, entities]) => [property, entities.map(({ id }) => id)])).toEqual([
      ['addressEntity', ['a']],
      ['sanctions', ['s']],
      ['identification', ['d']],
      ['familyPerson', ['f']],
    ]);
    // The way back is not repeated, the way on is.
    expect(found.get('sanctions')?.[0]?.properties).toEqual({ reason: ['r'] });
    expect(found.get('familyPerson')?.[0]?.properties).toEqual({ relative: ['q'] });
  });

  it('puts neighbours in the place of their ids', () => {
    const nested = nestedResponse(view({ id: 'a', schema: 'Address', properties: { full: ['Street'] } }));
    expect(nested.properties.addressEntity).toEqual([
      expect.objectContaining({ id: 'a', caption: 'Street' }),
    ]);
    expect(nested.properties.name).toEqual(['X']);
  });
});

it('knows the way back along every property that points to an entity', () => {
  const missing = SCHEMA_NAMES.flatMap((schema) =>
    Object.entries<string>(SCHEMAS[schema].properties)
      .filter(([property, type]) => type === 'entity' && reverseName(schema, property) === undefined)
      .map(([property]) => `${schema}.${property}`),
  );
  expect(missing).toEqual([]);
});
