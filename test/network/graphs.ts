import fc from 'fast-check';
import { buildGraph, type Graph } from '../../src/network/index.ts';

/** A graph as its pairs, for tests that join, turn around and rename. */
export interface Drawn {
  readonly nodeCount: number;
  readonly pairs: readonly (readonly [number, number])[];
}

/** Small graphs of all kinds: empty ones, sparse ones with several components, dense ones. */
export const drawn = (mostNodes: number): fc.Arbitrary<Drawn> =>
  fc
    .integer({ min: 1, max: mostNodes })
    .chain((nodeCount) =>
      fc
        .array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1)), { maxLength: 3 * nodeCount })
        .map((pairs) => ({ nodeCount, pairs })),
    );

export const graphOf = ({ nodeCount, pairs }: Drawn): Graph =>
  buildGraph(
    nodeCount,
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );

/** A drawn graph and a new number for each of its nodes. */
export const renamed = (mostNodes: number) =>
  drawn(mostNodes).chain((one) =>
    fc.tuple(
      fc.constant(one),
      fc.shuffledSubarray(
        Array.from({ length: one.nodeCount }, (_, v) => v),
        { minLength: one.nodeCount },
      ),
    ),
  );

export const rename = ({ nodeCount, pairs }: Drawn, to: readonly number[]): Drawn => ({
  nodeCount,
  pairs: pairs.map(([a, b]) => [to[b] as number, to[a] as number] as const).reverse(),
});

/** Both beside each other; the nodes of the second are numbered on. */
export const union = (one: Drawn, other: Drawn): Drawn => ({
  nodeCount: one.nodeCount + other.nodeCount,
  pairs: [...one.pairs, ...other.pairs.map(([a, b]) => [a + one.nodeCount, b + one.nodeCount] as const)],
});

/** The neighbours of each node, as a plain list for plain checks. */
export function neighbours({ nodeCount, offsets, targets }: Graph): readonly (readonly number[])[] {
  return Array.from({ length: nodeCount }, (_, v) => [...targets.slice(offsets[v], offsets[v + 1])]);
}

/** Distances between all pairs, Infinity where there is no path (Floyd 1962), without the nodes that are gone. */
export function allDistances(graph: Graph, gone: readonly number[] = []): readonly (readonly number[])[] {
  const n = graph.nodeCount;
  const d = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 0 : Infinity)),
  );
  neighbours(graph).forEach((list, v) => {
    for (const w of list) if (!gone.includes(v) && !gone.includes(w)) d[v]![w] = 1;
  });
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) d[i]![j] = Math.min(d[i]![j]!, d[i]![k]! + d[k]![j]!);
  return d;
}
