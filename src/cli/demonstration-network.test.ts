import { expect, it } from 'vitest';
import { networkOfCells, samePersons } from './demonstration-network.ts';

interface Line {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly source_service?: string;
}

const NOW = new Date('2026-03-01T08:00:00.000Z');
const lists = networkOfCells(NOW);
const lines = (service: string): readonly Line[] =>
  (lists.get(service) ?? []).map((line) => JSON.parse(line) as Line);
const everything = [...lists.keys()].flatMap(lines);

it('lets every service tell of its own persons only, with both times, and nothing of today or later', () => {
  expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
  for (const service of lists.keys()) {
    const own = new Set(lines(service).flatMap(({ id, schema }) => (schema === 'Person' ? [id] : [])));
    for (const { schema, properties, source_service } of lines(service)) {
      expect(source_service).toBe(service === '' ? undefined : service);
      if (schema === 'Person') continue;
      const {
        person = [],
        associate = [],
        subject = [],
        object = [],
        date = [],
        modifiedAt = [],
      } = properties;
      const ends = [...person, ...associate, ...subject, ...object];
      expect(ends).toHaveLength(2);
      expect(ends.every((id) => own.has(id))).toBe(true);
      expect((date[0] as string) <= (modifiedAt[0] as string)).toBe(true);
      expect((modifiedAt[0] as string) <= '2026-03-01').toBe(true);
    }
  }
});

it('is the same for everybody, and has something to join and something to propose', () => {
  expect(networkOfCells(NOW)).toEqual(lists);
  const same = samePersons(lists);
  expect(same.length).toBeGreaterThan(5);
  const found = new Map(everything.map((one) => [one.id, one]));
  for (const [a, b] of same) {
    const [left, right] = [found.get(a), found.get(b)];
    expect(left?.source_service).not.toBe(right?.source_service);
    expect(left?.properties.passportNumber).toEqual(right?.properties.passportNumber);
  }
});
