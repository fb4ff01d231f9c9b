import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/model/index.ts';
import { byProperty, keyOf, onlyIn, sourcesOf } from '../../web/src/shared/statements.ts';

const say = (property: string, value: string, dataset = 'list_a'): Statement => ({
  id: `${dataset} ${property} ${value}`,
  entityId: 'x',
  canonicalId: 'x',
  schema: 'Person',
  property,
  value,
  dataset,
  sourceService: 'test',
  grade: 'A2',
  marking: { tlp: 'CLEAR', originatorControl: false },
  recordedFrom: '2026-01-01T00:00:00.000Z',
  firstSeen: '1',
  lastSeen: '1',
});

describe('statements', () => {
  test('stand by property in reading order, each value once with all who say it', () => {
    const said = byProperty([
      say('notes', 'tall tales'),
      say('birthDate', '1961'),
      say('name', 'Ada', 'list_b'),
      say('id', 'x'),
      say('name', 'Ada'),
    ]);
    expect(said.map(({ property }) => property)).toEqual(['name', 'birthDate', 'notes']);
    expect(said[0]?.values).toHaveLength(1);
    expect(said[0]?.values[0]?.statements.map(({ dataset }) => dataset)).toEqual(['list_b', 'list_a']);
  });

  test('of two moments differ by value, not by who says it', () => {
    const then = [say('name', 'Ada'), say('birthDate', '1961')];
    const now = [say('name', 'Ada', 'list_b'), say('birthDate', '1961-03-07')];
    expect([...onlyIn(then, now)]).toEqual([keyOf('birthDate', '1961')]);
  });

  test('name each source once', () => {
    expect(sourcesOf([say('name', 'Ada'), say('name', 'Ada'), say('name', 'Ada', 'list_b')])).toHaveLength(2);
  });
});
