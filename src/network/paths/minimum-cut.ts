import type { Graph } from '../graph.ts';
import { checkEdgeValues, checkNode } from './path.ts';

/** The least that has to be lost so that nobody of one group reaches anybody of the other. */
export interface MinimumCut {
  /** The edges of the cut, ascending. */
  readonly edges: readonly number[];
  /** The sum of their capacities; their number where none were given. */
  readonly value: number;
  /** Length `nodeCount`: 1 for nodes that the first group still reaches. */
  readonly near: Uint8Array;
}

/**
 * The minimum cut between two groups; of several, the one nearest to the first group, so that it does not depend on the order
 * of nodes. Maximum flow by Dinic's algorithm (1970), without recursion; Ford & Fulkerson 1956 for why the two are equal.
 *
 * @param capacities one an edge, 0 or more and finite; 1 each where none are given.
 * @throws RangeError where a group is empty, or a node is in both.
 */
export function minimumCut(
  graph: Graph,
  groupA: readonly number[],
  groupB: readonly number[],
  capacities?: ArrayLike<number>,
): MinimumCut {
  const { nodeCount, edgeCount, offsets, targets, edges, lower } = graph;
  const group = groupsOf(graph, groupA, groupB);
  if (capacities !== undefined) checkCapacities(graph, capacities);
  const capacity = (e: number): number => (capacities === undefined ? 1 : (capacities[e] as number));
  // What may still flow through edge e: at 2e from its lower end, at 2e + 1 from its higher one.
  const left = new Float64Array(2 * edgeCount);
  for (let e = 0; e < edgeCount; e++) left[2 * e] = left[2 * e + 1] = capacity(e);
  const level = new Int32Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  const nextArc = new Uint32Array(nodeCount);
  /** The way from the first group to where the walk is: slots of `left`. */
  const way = new Uint32Array(nodeCount);

  while (layer()) {
    nextArc.set(offsets.subarray(0, nodeCount));
    for (const source of groupA) block(source);
  }

  const near = new Uint8Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) if ((level[v] as number) >= 0) near[v] = 1;
  const cut: number[] = [];
  for (let e = 0; e < edgeCount; e++) {
    if (near[lower[e] as number] !== near[graph.higher[e] as number] && capacity(e) > 0) cut.push(e);
  }
  return { edges: cut, value: cut.reduce((sum, e) => sum + capacity(e), 0), near };

  function slot(v: number, arc: number): number {
    const e = edges[arc] as number;
    return lower[e] === v ? 2 * e : 2 * e + 1;
  }

  /** Breadth first through what is left; says whether the second group is still reached. */
  function layer(): boolean {
    level.fill(-1);
    let tail = 0;
    for (const source of groupA) {
      if (level[source] === 0) continue;
      level[source] = 0;
      queue[tail++] = source;
    }
    let reached = false;
    for (let head = 0; head < tail; head++) {
      const v = queue[head] as number;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        const w = targets[a] as number;
        if (level[w] !== -1 || left[slot(v, a)] === 0) continue;
        level[w] = (level[v] as number) + 1;
        if (group[w] === 2) reached = true;
        queue[tail++] = w;
      }
    }
    return reached;
  }

  /** Walks down the layers from one source until no way is left, and lets through what each way holds. */
  function block(source: number): void {
    let depth = 0;
    let v = source;
    for (;;) {
      if (group[v] === 2) {
        depth = letThrough(depth);
        v = depth === 0 ? source : endOf(way[depth - 1] as number);
        continue;
      }
      const arc = openArc(v);
      if (arc >= 0) {
        way[depth++] = slot(v, arc);
        v = targets[arc] as number;
        continue;
      }
      if (depth === 0) return;
      // Nothing leads on from v: back one step, and past the arc that led to it.
      depth--;
      v = startOf(way[depth] as number);
      nextArc[v] = (nextArc[v] as number) + 1;
    }
  }

  function openArc(v: number): number {
    const end = offsets[v + 1] as number;
    const next = (level[v] as number) + 1;
    let arc = nextArc[v] as number;
    while (arc < end && (level[targets[arc] as number] !== next || left[slot(v, arc)] === 0)) arc++;
    nextArc[v] = arc;
    return arc < end ? arc : -1;
  }

  /** Says how deep the walk still is: before the first edge of the way that is full now. */
  function letThrough(depth: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < depth; i++) least = Math.min(least, left[way[i] as number] as number);
    let full = depth;
    for (let i = depth - 1; i >= 0; i--) {
      const s = way[i] as number;
      left[s] = (left[s] as number) - least;
      left[s ^ 1] = (left[s ^ 1] as number) + least;
      if (left[s] === 0) full = i;
    }
    return full;
  }

  function startOf(s: number): number {
    return ((s & 1) === 0 ? lower[s >> 1] : graph.higher[s >> 1]) as number;
  }
  function endOf(s: number): number {
    return startOf(s ^ 1);
  }
}

function groupsOf(graph: Graph, groupA: readonly number[], groupB: readonly number[]): Uint8Array {
  if (groupA.length === 0 || groupB.length === 0) {
    throw new RangeError('A cut is between two groups; one of them has nobody in it.');
  }
  const group = new Uint8Array(graph.nodeCount);
  for (const v of groupA) {
    checkNode(graph, v);
    group[v] = 1;
  }
  for (const v of groupB) {
    checkNode(graph, v);
    if (group[v] === 1) throw new RangeError(`Node ${v} is in both groups; no cut parts it from itself.`);
    group[v] = 2;
  }
  return group;
}

function checkCapacities(graph: Graph, capacities: ArrayLike<number>): void {
  checkEdgeValues(graph, capacities, 'capacity');
  for (let e = 0; e < graph.edgeCount; e++) {
    if (capacities[e] === Number.POSITIVE_INFINITY) {
      throw new RangeError(
        `Edge ${e} has an infinite capacity; give one that is larger than all others together.`,
      );
    }
  }
}
