import { expect, test } from 'vitest';
import { type Grade, PUBLIC_MARKING } from '../../model/index.ts';
import { earliestArrival } from '../paths/index.ts';
import { contactsOf, dateOf, dayOf } from './contacts.ts';
import { joinNetwork } from './network.ts';
import type { Relation } from './relation.ts';
import { edgeReliability, truthOf } from './reliability.ts';

const persons = ['a', 'b', 'c'].map((id) => ({ id, caption: id, knownTo: [], withheldBy: [] }));
const tie = (from: string, to: string, more: Partial<Relation> = {}): Relation => ({
  from,
  to,
  kind: 'link',
  owners: [],
  sources: [],
  reports: [],
  derivedFrom: [],
  grade: 'B2',
  marking: PUBLIC_MARKING,
  weight: 1,
  ...more,
});

test('days of partial dates are their first, and come back as dates', () => {
  expect(['1970-01-01', '1970', '1970-02', '1969-12-31'].map(dayOf)).toEqual([0, 0, 31, -1]);
  expect(dateOf(dayOf('2015-11-13'))).toBe('2015-11-13');
});

test('what ended before the next began passes nothing on; the other way round it does', () => {
  const network = joinNetwork(persons, [
    tie('a', 'b', { validFrom: '2014', validUntil: '2015' }),
    tie('b', 'c', { validFrom: '2015-03', validUntil: '2015-06' }),
    tie('a', 'c', { validFrom: '2016', validUntil: '2016-01-01' }),
  ]);
  const { graph, relations, leftOut } = contactsOf(network);
  expect([graph.contactCount, relations.length, leftOut]).toEqual([2, 2, 1]);
  const there = earliestArrival(graph, 0, 2);
  expect(there?.times.map(dateOf)).toEqual(['2014-01-01', '2015-03-01']);
  expect(earliestArrival(graph, 2, 0)).toBeUndefined();
});

test('a grade says how likely; who cannot be judged says nothing, an unreliable source little', () => {
  const truths = (['A1', 'B1', 'E1', 'F6', 'E5', 'A5'] as const).map(truthOf);
  expect(truths).toEqual([...truths].sort((a, b) => b - a));
  expect([truthOf('F6'), truthOf('A6')]).toEqual([0.5, 0.5]);
  for (const truth of truths) expect(truth > 0 && truth < 1).toBe(true);
});

test('several independent origins raise it; the same report relayed by two services does not', () => {
  const of = (...told: readonly Partial<Relation>[]): number =>
    edgeReliability(
      joinNetwork(
        persons,
        told.map((one) => tie('a', 'b', one)),
      ),
    )[0] as number;
  const once = of({ reports: ['r1'] });
  expect(once).toBe(truthOf('B2'));
  expect(of({ reports: ['r1'] }, { reports: ['r2'], derivedFrom: ['r1'] })).toBe(once);
  expect(of({ reports: ['r1'] }, { reports: ['r2'] })).toBeCloseTo(1 - (1 - once) ** 2, 12);
  expect(of({}, {})).toBeCloseTo(1 - (1 - once) ** 2, 12);
  // Of one report the better word counts, in either order.
  const grades: readonly Grade[] = ['E5', 'A1'];
  for (const order of [grades, [...grades].reverse()])
    expect(of(...order.map((grade) => ({ grade, reports: ['r1'] })))).toBeCloseTo(truthOf('A1'), 12);
});
