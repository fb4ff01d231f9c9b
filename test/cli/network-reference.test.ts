import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { program } from './program.ts';

/*
 * Every figure that igraph gave of the real sets, as `tocsin network FILES --show all --json` tells it. One set is committed, under
 * pseudonyms; the others name people and stay in the folder that TOCSIN_DATA names.
 */

interface Expected {
  readonly n: number;
  readonly m: number;
  readonly components: readonly number[];
  readonly component_count: number;
  readonly bridges: readonly Pair[];
  readonly articulation_points: readonly string[];
  readonly betweenness_top15: readonly Valued[];
  readonly betweenness_sum: number;
  readonly constraint_lowest15: readonly Valued[];
  readonly pagerank_top10: readonly Valued[];
  readonly coreness_max: number;
  readonly transitivity?: number | null;
  readonly triangles?: number | null;
  readonly best_modularity_200_leiden_runs: number;
  readonly adamic_adar_top15_nonadjacent: readonly (readonly [string, string, number])[];
  readonly resource_allocation_top15_nonadjacent: readonly (readonly [string, string, number])[];
  readonly kpp_neg_distance_weighted_k1?: BestSet;
  readonly kpp_neg_distance_weighted_k2?: BestSet;
  readonly kpp_neg_fragmentation_F_k2?: BestSet;
}
type Pair = readonly [string, string];
type Valued = readonly [string, number];
interface BestSet {
  readonly initial: number;
  readonly best_value: number;
  readonly best_set: readonly string[];
  readonly 'ties_within_1e-9': number;
}

interface Told {
  readonly summary: Record<'persons' | 'links' | 'triangles' | 'transitivity', number>;
  readonly components: readonly (readonly string[])[];
  readonly bridges: readonly { readonly persons: Pair }[];
  readonly 'cut-points': readonly { readonly person: string }[];
  readonly core: readonly { readonly core: number }[];
  readonly brokers: { readonly persons: readonly Broker[] };
  readonly cells: { readonly best: number };
  readonly links: {
    readonly byScore: Record<string, readonly { readonly persons: Pair; readonly score: number }[]>;
  };
  readonly 'key-players': readonly {
    readonly goal: string;
    readonly count: number;
    readonly value: number;
    readonly before: number;
    readonly ties?: number;
    readonly persons: readonly string[];
  }[];
}
type Measure = 'betweenness' | 'constraint' | 'pageRank';
type Broker = { readonly person: string } & Readonly<Record<Measure, number | null>>;

const tocsin = program();
const committed = resolve('test/fixtures/network/paris-brussels');
const others = process.env.TOCSIN_DATA && join(process.env.TOCSIN_DATA, 'networks');
const folders = [
  committed,
  ...(others && existsSync(others) ? readdirSync(others).map((name) => join(others, name)) : []),
].filter((folder) => existsSync(join(folder, 'expected.json')));

/** The reference is cut off at the sixth place. */
const same = (own: number | null | undefined, theirs: number): void => {
  expect(Math.abs((own ?? Number.NaN) - theirs)).toBeLessThan(1.01e-6);
};
const pair = (persons: Pair): string => [...persons].sort().join(' - ');

describe.each(folders)('%s', (folder) => {
  test('every figure of the reference, from the command', async () => {
    const links = ['person_edges.tsv', 'edges.tsv'].find((name) => existsSync(join(folder, name))) as string;
    const files = ['nodes.tsv', links].map((name) => join(folder, name));
    const { code, out, err } = await tocsin.run(['network', ...files, '--show', 'all', '--json']);
    expect([code, err]).toEqual([0, '']);
    const told = JSON.parse(out) as Told;
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;

    expect(told.summary).toMatchObject({ persons: expected.n, links: expected.m });
    expect(told.components).toHaveLength(expected.component_count);
    expect(told.components.map(({ length }) => length).slice(0, expected.components.length)).toEqual(
      expected.components,
    );
    expect(told.bridges.map(({ persons }) => pair(persons)).sort()).toEqual(
      expected.bridges.map(pair).sort(),
    );
    expect(told['cut-points'].map(({ person }) => person).sort()).toEqual(
      [...expected.articulation_points].sort(),
    );
    expect(Math.max(...told.core.map(({ core }) => core))).toBe(expected.coreness_max);
    if (typeof expected.triangles === 'number') expect(told.summary.triangles).toBe(expected.triangles);
    if (typeof expected.transitivity === 'number') same(told.summary.transitivity, expected.transitivity);

    const brokers = new Map(told.brokers.persons.map((one) => [one.person, one]));
    const measured = (measure: Measure, values: readonly Valued[]): void => {
      for (const [person, value] of values) same(brokers.get(person)?.[measure], value);
    };
    measured('betweenness', expected.betweenness_top15);
    measured('constraint', expected.constraint_lowest15);
    measured('pageRank', expected.pagerank_top10);
    const sum = told.brokers.persons.reduce((all, { betweenness }) => all + (betweenness ?? 0), 0);
    expect(sum).toBeCloseTo(expected.betweenness_sum, 2);

    // Equal on most sets; on three, igraph's best of 200 runs is not the best there is.
    const best = Math.round(told.cells.best * 1e6) / 1e6;
    expect(best).toBeGreaterThanOrEqual(expected.best_modularity_200_leiden_runs);

    for (const [score, pairs] of [
      ['adamic-adar', expected.adamic_adar_top15_nonadjacent],
      ['resource-allocation', expected.resource_allocation_top15_nonadjacent],
    ] as const) {
      const own = told.links.byScore[score] ?? [];
      const scores = new Map(own.map(({ persons, score: value }) => [pair(persons), value]));
      const last = pairs.at(-1)?.[2] ?? 0;
      for (const [i, [a, b, value]] of pairs.entries()) {
        same(own[i]?.score, value);
        // Of pairs that score as the last one does, others may be told.
        if (value > last + 1e-6) same(scores.get(pair([a, b])), value);
      }
    }

    for (const [goal, count, wanted] of [
      ['distance', 1, expected.kpp_neg_distance_weighted_k1],
      ['distance', 2, expected.kpp_neg_distance_weighted_k2],
      ['fragmentation', 2, expected.kpp_neg_fragmentation_F_k2],
    ] as const) {
      if (!wanted) continue;
      const own = told['key-players'].find((one) => one.goal === goal && one.count === count);
      same(own?.value, wanted.best_value);
      same(own?.before, wanted.initial);
      expect(own?.ties).toBe(wanted['ties_within_1e-9']);
      if (own?.ties === 1) expect([...own.persons].sort()).toEqual([...wanted.best_set].sort());
    }
  }, 120_000);
});
