import { seeded } from '../src/model/index.ts';
import type { Graph } from '../src/network/index.ts';

/** Pairs of a made network, as a peer reads them too. */
export interface Pairs {
  readonly nodeCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** The cell that was planted, of each node. */
  readonly planted: Uint32Array;
}

/**
 * A network with planted cells of 50: 70 % of the pairs are inside a cell, the others join anybody, one end in five of them a
 * hub. Every pair is there once; the same seed gives the same network.
 */
export function plantedPairs(nodeCount: number, edgeCount: number, seed: number): Pairs {
  const CELL = 50;
  const random = seeded(seed);
  const hubs = Uint32Array.from({ length: Math.ceil(nodeCount / 1000) }, () => random.below(nodeCount));
  const from = new Uint32Array(edgeCount);
  const to = new Uint32Array(edgeCount);
  // An open hash table: a Set of ten million numbers would take a gigabyte.
  const slots = new Float64Array(2 ** Math.ceil(Math.log2(edgeCount * 2)));
  let made = 0;
  while (made < edgeCount) {
    const a = random.below(nodeCount);
    const inside = random.chance(0.7);
    const base = a - (a % CELL);
    const b = inside
      ? base + random.below(Math.min(CELL, nodeCount - base))
      : random.chance(0.2)
        ? random.pick(hubs as unknown as readonly number[])
        : random.below(nodeCount);
    if (a === b || !isNew(slots, nodeCount, Math.min(a, b), Math.max(a, b))) continue;
    from[made] = a;
    to[made++] = b;
  }
  return {
    nodeCount,
    from,
    to,
    planted: Uint32Array.from({ length: nodeCount }, (_, v) => Math.floor(v / CELL)),
  };
}

function isNew(slots: Float64Array, nodeCount: number, lower: number, higher: number): boolean {
  const key = lower * nodeCount + higher;
  let at = (Math.imul(lower, 0x9e3779b1) ^ Math.imul(higher, 0x85ebca6b)) & (slots.length - 1);
  while (slots[at] !== 0) {
    if (slots[at] === key) return false;
    at = at + 1 === slots.length ? 0 : at + 1;
  }
  slots[at] = key;
  return true;
}

/** How alike two divisions are, 0 to 1: mutual information over the mean of both entropies. */
export function likeness(
  graph: Pick<Graph, 'nodeCount'>,
  one: ArrayLike<number>,
  other: ArrayLike<number>,
): number {
  const n = graph.nodeCount;
  const count = (keys: (v: number) => number): Map<number, number> => {
    const counts = new Map<number, number>();
    for (let v = 0; v < n; v++) counts.set(keys(v), (counts.get(keys(v)) ?? 0) + 1);
    return counts;
  };
  const entropy = (counts: Map<number, number>): number =>
    [...counts.values()].reduce((sum, c) => sum - (c / n) * Math.log(c / n), 0);
  const a = entropy(count((v) => one[v] as number));
  const b = entropy(count((v) => other[v] as number));
  const both = entropy(count((v) => (one[v] as number) * n + (other[v] as number)));
  return a + b === 0 ? 1 : (2 * (a + b - both)) / (a + b);
}
