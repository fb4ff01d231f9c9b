import { basename } from 'node:path';
import { expect, test } from 'vitest';
import {
  betweenness,
  components,
  coreNumbers,
  cuts,
  keyPlayers,
  pageRank,
  structuralHoles,
} from '../../src/network/index.ts';
import { type ReferenceNetwork, readNetwork, referenceFolders } from './networks.ts';

// Every number is what igraph (C, 0.10.2) says of the same network, to the sixth place, at which the reference is cut off.
const folders = referenceFolders();
const networks = [
  readNetwork('test/fixtures/network/paris-brussels', 'the committed fixture'),
  ...folders.map((folder) => readNetwork(folder, basename(folder))),
];
if (folders.length === 0) {
  console.warn(
    'Only the committed network is compared: name the folder of the data sets in TOCSIN_DATA for all.',
  );
}

test.each(networks)('components, cut points, bridges and cores of $name', ({ graph, ids, expected }) => {
  expect([graph.nodeCount, graph.edgeCount]).toEqual([expected.n, expected.m]);
  const { count, sizes } = components(graph);
  const largestFirst = [...sizes].sort((a, b) => b - a);
  expect(count).toBe(expected.component_count);
  expect(largestFirst.slice(0, expected.components.length)).toEqual(expected.components);
  const { cutPoints, bridges } = cuts(graph);
  expect(names(cutPoints, ids)).toEqual([...expected.articulation_points].sort());
  const pair = (a: string, b: string): string => [a, b].sort().join(' – ');
  expect([...bridges].map((e) => pair(ids[graph.lower[e]!]!, ids[graph.higher[e]!]!)).sort()).toEqual(
    expected.bridges.map(([a, b]) => pair(a, b)).sort(),
  );
  expect(Math.max(...coreNumbers(graph))).toBe(expected.coreness_max);
});

test.each(networks)('betweenness, PageRank and constraint of $name', ({ graph, numberOf, expected }) => {
  const between = betweenness(graph);
  same(expected.betweenness_top15, between, numberOf);
  inOrder(
    expected.betweenness_top15.map(([, value]) => value),
    [...between].sort((a, b) => b - a),
  );
  // igraph was asked for every value to six places before they were added up.
  expect(between.reduce((sum, value) => sum + value, 0)).toBeCloseTo(expected.betweenness_sum, 2);
  const ranks = pageRank(graph);
  same(expected.pagerank_top10, ranks, numberOf);
  inOrder(
    expected.pagerank_top10.map(([, value]) => value),
    [...ranks].sort((a, b) => b - a),
  );
  const { constraint } = structuralHoles(graph);
  same(expected.constraint_lowest15, constraint, numberOf);
  const lowest = [...constraint].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  inOrder(
    expected.constraint_lowest15.map(([, value]) => value),
    lowest,
  );
});

const small = networks.filter(({ expected }) => expected.kpp_neg_fragmentation_F_k2);

test.each(small)('key players of $name', ({ graph, ids, expected }) => {
  const goals = [
    ['fragmentation', 2, expected.kpp_neg_fragmentation_F_k2],
    ['distance', 1, expected.kpp_neg_distance_weighted_k1],
    ['distance', 2, expected.kpp_neg_distance_weighted_k2],
  ] as const;
  for (const [goal, count, best] of goals) {
    if (best === undefined) continue;
    const found = keyPlayers(graph, { goal, count });
    expect(found.method).toBe('exhaustive');
    expect(found.value).toBeCloseTo(best.best_value, 6);
    expect(found.ties).toBe(best['ties_within_1e-9']);
    if (found.ties === 1) expect(names(found.nodes, ids)).toEqual([...best.best_set].sort());
    // The greedy search finds the best one, and may miss the best pair.
    const greedy = keyPlayers(graph, { goal, count, exhaustiveSteps: 0 });
    expect(greedy.method).toBe('greedy');
    expect(greedy.value).toBeLessThanOrEqual(found.value + 1e-9);
    if (count === 1) expect(greedy.nodes).toEqual(found.nodes);
  }
});

function names(nodes: Iterable<number>, ids: readonly string[]): readonly string[] {
  return [...nodes].map((v) => ids[v] as string).sort();
}

function same(
  expected: readonly (readonly [string, number])[],
  values: Float64Array,
  numberOf: ReferenceNetwork['numberOf'],
): void {
  const found = expected.map(([id]) => [id, Number(values[numberOf(id)]!.toFixed(6))]);
  expect(found).toEqual(expected.map(([id, value]) => [id, expect.closeTo(value, 6)]));
}

/** That nobody else stands before those who are named. */
function inOrder(expected: readonly number[], sorted: readonly number[]): void {
  expect(sorted.slice(0, expected.length)).toEqual(expected.map((value) => expect.closeTo(value, 6)));
}
