import type { Graph } from '../graph.ts';
import { hasEdge } from '../has-edge.ts';
import { CLIQUES } from './tuning.ts';

/**
 * Overlapping cells by clique percolation (Palla, Derényi, Farkas & Vicsek 2005, Nature 435:814): cliques of `size` persons who
 * all know one another make a cell with every clique that shares all but one of them. Somebody may be in several cells, and
 * most are in none. Nothing is random.
 *
 * @returns The members of each cell in ascending order, cells by their members.
 * @throws RangeError where the size is below 2, or the network holds more cliques than fit: ask for a part of it then.
 */
export function percolatedCells(graph: Graph, size = 3): readonly Uint32Array[] {
  if (!(Number.isInteger(size) && size >= 2)) {
    throw new RangeError(`A clique of ${size} was asked for; a whole number from 2 is needed.`);
  }
  const cliques = maximalCliques(graph, size);
  const parents = Uint32Array.from({ length: cliques.length }, (_, i) => i);
  const shared = new Uint32Array(cliques.length);
  const touched = new Uint32Array(cliques.length);
  const earlierOf: number[][] = Array.from({ length: graph.nodeCount }, () => []);
  for (let i = 0; i < cliques.length; i++) {
    const clique = cliques[i] as Uint32Array;
    let count = 0;
    for (const v of clique) {
      const earlier = earlierOf[v] as number[];
      for (const j of earlier) {
        if (shared[j] === 0) touched[count++] = j;
        shared[j] = (shared[j] as number) + 1;
      }
      earlier.push(i);
    }
    for (let t = 0; t < count; t++) {
      const j = touched[t] as number;
      if ((shared[j] as number) >= size - 1) join(parents, i, j);
      shared[j] = 0;
    }
  }
  const cells = new Map<number, Set<number>>();
  for (let i = 0; i < cliques.length; i++) {
    const root = find(parents, i);
    const cell = cells.get(root) ?? new Set<number>();
    for (const v of cliques[i] as Uint32Array) cell.add(v);
    cells.set(root, cell);
  }
  return inOrder([...cells.values()].map((cell) => Uint32Array.from(cell).sort()));
}

/** All maximal cliques of at least a size: Bron & Kerbosch with a pivot, from each node in order of degeneracy (Eppstein 2010). */
export function maximalCliques(graph: Graph, size: number): readonly Uint32Array[] {
  const { order, place } = degeneracyOrder(graph);
  const cliques: Uint32Array[] = [];
  for (const v of order) {
    const candidates: number[] = [];
    const excluded: number[] = [];
    for (let a = graph.offsets[v] as number; a < (graph.offsets[v + 1] as number); a++) {
      const target = graph.targets[a] as number;
      ((place[target] as number) > (place[v] as number) ? candidates : excluded).push(target);
    }
    if (candidates.length + 1 >= size) expand([v], candidates, excluded);
  }
  return cliques;

  function expand(
    clique: readonly number[],
    candidates: readonly number[],
    excluded: readonly number[],
  ): void {
    if (candidates.length === 0) {
      if (excluded.length === 0 && clique.length >= size) keep(clique);
      return;
    }
    if (clique.length + candidates.length < size) return;
    const pivot = pivotOf(candidates, excluded);
    const left = new Set(candidates);
    const done = [...excluded];
    for (const v of candidates) {
      if (hasEdge(graph, pivot, v)) continue;
      const near = (one: number): boolean => hasEdge(graph, v, one);
      expand([...clique, v], [...left].filter(near), done.filter(near));
      left.delete(v);
      done.push(v);
    }
  }

  /** Who knows most candidates: these need not be tried. */
  function pivotOf(candidates: readonly number[], excluded: readonly number[]): number {
    let best = candidates[0] as number;
    let most = -1;
    for (const among of [candidates, excluded]) {
      for (const one of among) {
        let known = 0;
        for (const v of candidates) if (hasEdge(graph, one, v)) known++;
        if (known <= most) continue;
        best = one;
        most = known;
      }
    }
    return best;
  }

  function keep(clique: readonly number[]): void {
    if (cliques.length === CLIQUES) {
      throw new RangeError(
        `The network holds more than ${CLIQUES} cliques; ask for larger cliques or for a part of it.`,
      );
    }
    cliques.push(Uint32Array.from(clique).sort());
  }
}

/** Nodes so that each has few neighbours after it: the one with fewest left is taken away again and again (Matula & Beck 1983). */
function degeneracyOrder(graph: Graph): { readonly order: Uint32Array; readonly place: Uint32Array } {
  const { nodeCount, offsets, targets } = graph;
  const left = Uint32Array.from(
    { length: nodeCount },
    (_, v) => (offsets[v + 1] as number) - (offsets[v] as number),
  );
  const buckets: number[][] = [];
  const into = (v: number): void => {
    const degree = left[v] as number;
    while (buckets.length <= degree) buckets.push([]);
    (buckets[degree] as number[]).push(v);
  };
  for (let v = nodeCount - 1; v >= 0; v--) into(v);
  const order = new Uint32Array(nodeCount);
  const place = new Uint32Array(nodeCount).fill(nodeCount);
  let taken = 0;
  for (let degree = 0; taken < nodeCount; ) {
    const v = buckets[degree]?.pop();
    if (v === undefined) {
      degree++;
      continue;
    }
    // A node waits in one bucket for every degree it had; only the last counts.
    if (place[v] !== nodeCount || left[v] !== degree) continue;
    place[v] = taken;
    order[taken++] = v;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const target = targets[a] as number;
      if (place[target] !== nodeCount) continue;
      left[target] = (left[target] as number) - 1;
      into(target);
    }
    if (degree > 0) degree--;
  }
  return { order, place };
}

/** Cells by their members, so that the order does not depend on how they were found. */
export function inOrder(cells: readonly Uint32Array[]): readonly Uint32Array[] {
  return [...cells].sort((one, other) => {
    for (let i = 0; i < one.length && i < other.length; i++) {
      if (one[i] !== other[i]) return (one[i] as number) - (other[i] as number);
    }
    return one.length - other.length;
  });
}

/** The root of a set (union–find with path halving). */
export function find(parents: Uint32Array, at: number): number {
  let node = at;
  while (parents[node] !== node) {
    parents[node] = parents[parents[node] as number] as number;
    node = parents[node] as number;
  }
  return node;
}

function join(parents: Uint32Array, a: number, b: number): void {
  const one = find(parents, a);
  const other = find(parents, b);
  if (one !== other) parents[one > other ? one : other] = one > other ? other : one;
}
