import { describe, expect, test } from 'vitest';
import type { ChartEdge, MapPlace, PlacedTelling } from '../../../web/src/network/answers.ts';
import { countryName, onTheMap, selectionAt, selects } from '../../../web/src/network/placed.ts';

const place = (id: string, kind: MapPlace['kind'] = 'town'): MapPlace => ({
  ...{ id, kind, name: id.toUpperCase(), country: 'fr', latitude: 1, longitude: 2, codes: [] },
});
const edge = (a: string, b: string): ChartEdge => ({
  ...{ id: `${a} ${b}`, a, b, kinds: ['event'], services: ['fr'], halves: [], tellings: 1, independent: 1 },
  ...{ withheldBy: [], bridge: false, seenByNobodyAlone: false },
});
const EDGES = new Map([edge('a', 'b'), edge('b', 'c'), edge('c', 'd')].map((one) => [one.id, one]));
const PLACES = [place('x'), place('y'), place('z', 'country')];
const TELLINGS: readonly PlacedTelling[] = [
  { edge: 'a b', kind: 'event', places: ['x'], validFrom: '2014', validUntil: '2015-01-01' },
  { edge: 'b c', kind: 'event', places: ['x'], knownSince: '2016-02-01T00:00:00.000Z' },
  { edge: 'b c', kind: 'travel', places: ['y', 'x'], validFrom: '2016-03-04', validUntil: '2016-03-05' },
  { edge: 'gone away', kind: 'event', places: ['z'] },
];
const MAP = { places: PLACES, tellings: TELLINGS };
const NOBODY = { persons: [] };

describe('what is on the map', () => {
  test('each place once, with its ties and persons, most ties first; what left the chart is not', () => {
    const { rows, placed } = onTheMap(MAP, undefined, NOBODY, EDGES);
    expect(rows).toEqual([
      {
        ...{ place: PLACES[0], ties: ['a b', 'b c'], persons: ['a', 'b', 'c'], kinds: ['event', 'travel'] },
        ...{ from: '2014', until: '2016-03-05', lit: false },
      },
      {
        ...{ place: PLACES[1], ties: ['b c'], persons: ['b', 'c'], kinds: ['travel'] },
        ...{ from: '2016-03-04', until: '2016-03-05', lit: false },
      },
    ]);
    expect(placed).toBe(2);
  });

  test('only what is in the time; what is not dated may have been', () => {
    const span = { clock: 'event', from: '2016-03', until: '2016-04' } as const;
    const { rows, placed } = onTheMap(MAP, span, NOBODY, EDGES);
    expect(rows.map((row) => [row.place.id, row.ties])).toEqual([
      ['x', ['b c']],
      ['y', ['b c']],
    ]);
    expect(placed).toBe(1);
  });

  test('a journey is a line between two places, once for both directions', () => {
    const back: PlacedTelling = { edge: 'c d', kind: 'travel', places: ['x', 'y'] };
    const { ways } = onTheMap(
      { ...MAP, tellings: [...TELLINGS, back] },
      undefined,
      { persons: ['d'] },
      EDGES,
    );
    expect(ways).toHaveLength(1);
    expect(ways[0]).toMatchObject({ id: 'x y', lit: true });
  });
});

describe('one selection for all', () => {
  const lit = (selection: Parameters<typeof selects>[0]) =>
    onTheMap(MAP, undefined, selection, EDGES)
      .rows.filter((row) => row.lit)
      .map((row) => row.place.id);

  test('a person, a tie and a place light the places of their ties', () => {
    expect(lit({ persons: ['a'] })).toEqual(['x']);
    expect(lit({ persons: ['c'] })).toEqual(['x', 'y']);
    expect(lit({ persons: ['d'] })).toEqual([]);
    expect(lit({ persons: [], edge: 'b c' })).toEqual(['x', 'y']);
    expect(lit({ persons: [], at: { place: 'y', name: 'Y', ties: ['b c'] } })).toEqual(['x', 'y']);
  });

  test('a place selects its ties; one alone is looked at', () => {
    const [x, y] = onTheMap(MAP, undefined, NOBODY, EDGES).rows;
    expect(selectionAt(x!)).toEqual({ persons: [], at: { place: 'x', name: 'X', ties: ['a b', 'b c'] } });
    expect(selectionAt(y!)).toEqual({
      ...{ persons: [], edge: 'b c', at: { place: 'y', name: 'Y', ties: ['b c'] } },
    });
    expect([...EDGES.values()].filter(selects(selectionAt(x!))).map(({ id }) => id)).toEqual(['a b', 'b c']);
  });
});

test('countries by name; a code of the past stays', () => {
  expect(countryName('fr')).toBe('France');
  expect(countryName('suhh')).toBe('suhh');
});
