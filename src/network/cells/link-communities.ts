import type { Graph } from '../graph.ts';
import { hasEdge } from '../has-edge.ts';
import { find, inOrder } from './clique-percolation.ts';
import { LINK_PAIRS } from './tuning.ts';

export interface LinkCells {
  /** Length `edgeCount`: the cell of each link, numbered by the first link. */
  readonly cellOf: Uint32Array;
  readonly cellCount: number;
  /** The persons of each cell of at least two links, ascending: somebody is in every cell that one of their links is in. */
  readonly members: readonly Uint32Array[];
  /** The partition density that was reached, 0 (trees) to 1 (cliques). */
  readonly density: number;
  /** Links at least so alike were joined, 0 to 1. */
  readonly likeness: number;
}

/**
 * Overlapping cells by link communities (Ahn, Bagrow & Lehmann 2010, Nature 466:761): links, not persons, are put into cells, so
 * that somebody may be family in one and a courier in another. Two links that meet are as alike as what their other ends
 * know is the same (Jaccard, the ends themselves included); the most alike are joined first (single linkage), and the division
 * with the highest partition density is kept, the finest of equal ones. Nothing is random; weights do not count.
 *
 * @throws RangeError where more links meet than fit in memory: ask for a part of the network then.
 */
export function linkCells(graph: Graph): LinkCells {
  const pairs = alikePairs(graph);
  const trial = trialOf(graph);
  let best = { density: 0, likeness: 1, joined: 0 };
  for (let i = 0; i < pairs.order.length; ) {
    const likeness = pairs.likeness[pairs.order[i] as number] as number;
    for (; i < pairs.order.length && pairs.likeness[pairs.order[i] as number] === likeness; i++) {
      const pair = pairs.order[i] as number;
      trial.join(pairs.one[pair] as number, pairs.other[pair] as number);
    }
    // Sums may differ in their last digit by the order of joining; equal divisions must stay equal.
    if (trial.density() > best.density + 1e-12) best = { density: trial.density(), likeness, joined: i };
  }
  const parents = Uint32Array.from({ length: graph.edgeCount }, (_, e) => e);
  for (let i = 0; i < best.joined; i++) {
    const pair = pairs.order[i] as number;
    const a = find(parents, pairs.one[pair] as number);
    const b = find(parents, pairs.other[pair] as number);
    parents[Math.max(a, b)] = Math.min(a, b);
  }
  return { ...numbered(graph, parents), density: best.density, likeness: best.likeness };
}

interface AlikePairs {
  readonly one: Uint32Array;
  readonly other: Uint32Array;
  readonly likeness: Float64Array;
  /** Pairs, the most alike first. */
  readonly order: Uint32Array;
}

/** Every two links that meet in a person, with the likeness of what their other ends know. */
function alikePairs(graph: Graph): AlikePairs {
  const { nodeCount, offsets, targets, edges } = graph;
  let count = 0;
  for (let v = 0; v < nodeCount; v++) {
    const degree = (offsets[v + 1] as number) - (offsets[v] as number);
    count += (degree * (degree - 1)) / 2;
  }
  if (count > LINK_PAIRS) {
    throw new RangeError(`${count} pairs of links meet, above ${LINK_PAIRS}; ask for a part of the network.`);
  }
  const one = new Uint32Array(count);
  const other = new Uint32Array(count);
  const likeness = new Float64Array(count);
  let at = 0;
  for (let v = 0; v < nodeCount; v++) {
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      for (let b = a + 1; b < (offsets[v + 1] as number); b++) {
        one[at] = edges[a] as number;
        other[at] = edges[b] as number;
        likeness[at++] = sameKnown(graph, targets[a] as number, targets[b] as number);
      }
    }
  }
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (x, y) => (likeness[y] as number) - (likeness[x] as number) || x - y,
  );
  return { one, other, likeness, order };
}

/** Jaccard of two neighbourhoods, each with the node itself. */
function sameKnown(graph: Graph, a: number, b: number): number {
  const { offsets, targets } = graph;
  let i = offsets[a] as number;
  let j = offsets[b] as number;
  const iEnd = offsets[a + 1] as number;
  const jEnd = offsets[b + 1] as number;
  const known = iEnd - i + (jEnd - j) + 2;
  // Each knows itself, so two who know one another share both.
  let both = hasEdge(graph, a, b) ? 2 : 0;
  while (i < iEnd && j < jEnd) {
    const x = targets[i] as number;
    const y = targets[j] as number;
    if (x === y) both++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return both / (known - both);
}

/** Sets of links that are joined one after another, with their partition density. */
function trialOf(graph: Graph): { join(a: number, b: number): void; density(): number } {
  const { edgeCount, lower, higher } = graph;
  const parents = Uint32Array.from({ length: edgeCount }, (_, e) => e);
  const links = new Uint32Array(edgeCount).fill(1);
  const persons: (Set<number> | undefined)[] = Array.from(
    { length: edgeCount },
    (_, e) => new Set([lower[e] as number, higher[e] as number]),
  );
  let sum = 0;
  const part = (root: number): number => {
    const m = links[root] as number;
    const n = (persons[root] as Set<number>).size;
    return n <= 2 ? 0 : (m * (m - (n - 1))) / ((n - 2) * (n - 1));
  };
  return {
    join: (a, b) => {
      let into = find(parents, a);
      let from = find(parents, b);
      if (into === from) return;
      sum -= part(into) + part(from);
      if ((persons[into] as Set<number>).size < (persons[from] as Set<number>).size)
        [into, from] = [from, into];
      const grown = persons[into] as Set<number>;
      for (const person of persons[from] as Set<number>) grown.add(person);
      persons[from] = undefined;
      links[into] = (links[into] as number) + (links[from] as number);
      parents[from] = into;
      sum += part(into);
    },
    density: () => (edgeCount === 0 ? 0 : (2 * sum) / edgeCount),
  };
}

function numbered(graph: Graph, parents: Uint32Array): Omit<LinkCells, 'density' | 'likeness'> {
  const cellOf = new Uint32Array(graph.edgeCount);
  const numbers = new Map<number, number>();
  const links: number[] = [];
  const persons: Set<number>[] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    const root = find(parents, e);
    const cell = numbers.get(root) ?? numbers.size;
    numbers.set(root, cell);
    cellOf[e] = cell;
    links[cell] = (links[cell] ?? 0) + 1;
    persons[cell] ??= new Set();
    (persons[cell] as Set<number>).add(graph.lower[e] as number).add(graph.higher[e] as number);
  }
  const members = persons
    .filter((_, cell) => (links[cell] as number) >= 2)
    .map((cell) => Uint32Array.from(cell).sort());
  return { cellOf, cellCount: numbers.size, members: inOrder(members) };
}
