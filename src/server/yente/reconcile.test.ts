import { describe, expect, it } from 'vitest';
import { compare } from '../../match/index.ts';
import type { Entity, SourceEntity } from '../../model/index.ts';
import { HttpProblem } from '../problem.ts';
import { PROPERTIES, parseBatch, reconcileResults, suggested, TYPES } from './reconcile.ts';

describe('parseBatch', () => {
  it('reads what OpenRefine sends: types and cells in all their forms', () => {
    const batch = {
      q0: { query: 'X', type: 'Person', limit: 3, properties: [{ pid: 'Person:birthDate', v: 1961 }] },
      q1: {
        query: 'Y',
        type: [{ id: 'Company', name: 'Company' }],
        properties: [{ pid: 'country', v: [{ id: 'fr' }] }],
      },
      q2: { query: 'Z', limit: 10_000 },
      q3: { query: 'W', type: ['Organization', { id: 'Person' }, 'Person'], type_strict: 'any' },
    };
    const read = [...parseBatch(JSON.stringify(batch)).values()];
    expect(read).toEqual([
      { examples: [{ schema: 'Person', properties: { name: ['X'], birthDate: ['1961'] } }], limit: 3 },
      { examples: [{ schema: 'Company', properties: { name: ['Y'], country: ['fr'] } }], limit: 5 },
      { examples: [{ schema: 'Thing', properties: { name: ['Z'] } }], limit: 100 },
      // Any of the types will do: each is asked for, once.
      {
        examples: ['Organization', 'Person'].map((schema) => ({ schema, properties: { name: ['W'] } })),
        limit: 5,
      },
    ]);
  });

  it.each(['', '[]', '{"q0": 1}', '{"q0": {"query": "X", "properties": [{"v": 1}]}}'])(
    'refuses %s',
    (batch) => {
      expect(() => parseBatch(batch)).toThrow(HttpProblem);
    },
  );

  it('takes hostile property names for property names', () => {
    const [read] = parseBatch({ q: { query: 'X', properties: [{ pid: 'constructor', v: 'y' }] } }).values();
    expect(Object.keys(read?.examples[0]?.properties ?? {})).toEqual(['name', 'constructor']);
  });
});

describe('suggested', () => {
  it('finds by the beginning of the id or of a word', () => {
    expect(suggested(TYPES, 'pers').map(({ id }) => id)).toEqual(['Person']);
    expect(suggested(PROPERTIES, 'date').map(({ id }) => id)).toContain('birthDate');
    expect(PROPERTIES.map(({ id }) => id)).not.toContain('religion');
  });
});

describe('reconcileResults', () => {
  const hit = (record: SourceEntity, query: SourceEntity['properties']) => ({
    entity: {
      ...record,
      caption: 'X',
      datasets: ['list'],
      referents: [],
      firstSeen: '',
      lastSeen: '',
      lastChange: '',
    } satisfies Entity,
    comparison: compare({ id: 'q', schema: 'Person', properties: query }, record),
  });
  const record = (id: string): SourceEntity => ({
    id,
    schema: 'Person',
    properties: { name: ['Viktor Bezymyanny'], birthDate: ['1961-03-07'] },
  });
  const dated = { name: ['Viktor Bezymyanny'], birthDate: ['1961-03-07'] };

  it('lets OpenRefine take over a candidate only where more than the name agrees, and nobody else does', () => {
    const match = (...hits: Parameters<typeof reconcileResults>[0]) =>
      reconcileResults(hits, 5).map((one) => one.match);
    expect(match(hit(record('a'), dated))).toEqual([true]);
    expect(match(hit(record('a'), { name: ['Viktor Bezymyanny'] }))).toEqual([false]);
    expect(match(hit(record('a'), dated), hit(record('b'), dated))).toEqual([false, false]);
  });

  it('says what the score rests on in numbers and yes or no, as the API wants it', () => {
    const [found] = reconcileResults([hit(record('a'), dated)], 5);
    expect(found?.features).toEqual([
      { id: 'name_score', value: 1 },
      { id: 'document', value: false },
      { id: 'birth_date', value: true },
    ]);
  });
});
