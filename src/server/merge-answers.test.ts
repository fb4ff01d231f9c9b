import { expect, it } from 'vitest';
import { compare } from '../match/index.ts';
import type { Hit, SearchAnswer } from '../screening/index.ts';
import { mergeAnswers } from './merge-answers.ts';

const query = {
  id: 'q',
  schema: 'Person',
  properties: { name: ['Viktor Bezymyanny'], birthDate: ['1961'] },
} as const;

const hit = (id: string, name: string, birthDate: readonly string[] = []): Hit => {
  const source = { id, schema: 'Person', properties: { name: [name], birthDate } } as const;
  const entity = {
    ...source,
    caption: name,
    datasets: [],
    referents: [],
    firstSeen: '',
    lastSeen: '',
    lastChange: '',
  };
  return { entity, comparison: compare(query, source) };
};
const answer = (hits: readonly Hit[], total = hits.length): SearchAnswer => ({
  hits,
  total,
  versions: {},
  listsSeen: 0,
});

it('puts the best first, orders the same score by evidence and then by id, and shows nobody twice', () => {
  const dated = hit('c', 'Viktor Bezymyanny', ['1961-05-05']);
  const named = {
    ...hit('b', 'Viktor Bezymyanny'),
    comparison: { ...dated.comparison, grade: 'name-only' as const },
  };
  const twin = { ...named, entity: { ...named.entity, id: 'a' } };
  const weaker = hit('d', 'Viktor Bezymyan');
  const { hits, cut } = mergeAnswers([answer([weaker, named]), answer([dated, twin, named])]);
  expect(hits.map(({ entity }) => entity.id)).toEqual(['c', 'a', 'b', 'd']);
  expect(cut).toBe(false);
});

it('tells that one of the searches was cut', () => {
  expect(mergeAnswers([answer([hit('a', 'X')], 7), answer([])]).cut).toBe(true);
  expect(mergeAnswers([answer([hit('a', 'X')], 7)])).toMatchObject({ total: 7, cut: true });
});
