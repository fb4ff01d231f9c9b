/**
 * A frozen, undirected, simple graph in compressed sparse rows: every analysis of this room reads it, none changes it.
 *
 * Node `v` has the arcs `offsets[v]` to `offsets[v + 1]` (exclusive). Arc `a` leads to `targets[a]` and belongs to edge
 * `edges[a]`; every edge has two arcs, one from each end. Targets of a node are in ascending order, and edges are
 * numbered by (lower end, higher end) ascending, so that a graph does not depend on the order of its input.
 */
export interface Graph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Length `nodeCount + 1`. */
  readonly offsets: Uint32Array;
  /** Length `2 * edgeCount`. */
  readonly targets: Uint32Array;
  /** Length `2 * edgeCount`: the edge of each arc. */
  readonly edges: Uint32Array;
  /** Length `edgeCount`: the lower end of each edge. */
  readonly lower: Uint32Array;
  /** Length `edgeCount`: the higher end of each edge. */
  readonly higher: Uint32Array;
  /** Length `edgeCount`: the sum of the weights that were given for a pair; above 0. */
  readonly weights: Float64Array;
}

/**
 * Builds a graph of pairs of node numbers in linear time (two counting sorts).
 *
 * Pairs are folded whatever their direction, their weights added (1 each where none are given). An end that meets
 * itself is left out.
 *
 * @throws RangeError where an end is not below `nodeCount`, the ends differ in number, or a weight is not above 0.
 */
export function buildGraph(
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Graph {
  if (from.length !== to.length || (weights !== undefined && weights.length !== from.length)) {
    throw new RangeError('Every pair needs two ends, and a weight where weights are given.');
  }
  const pairs = sortedPairs(nodeCount, from, to, weights);
  const edgeCount = foldEqualPairs(pairs);
  const lower = pairs.lower.slice(0, edgeCount);
  const higher = pairs.higher.slice(0, edgeCount);
  const offsets = new Uint32Array(nodeCount + 1);
  for (let e = 0; e < edgeCount; e++) {
    count(offsets, (lower[e] as number) + 1);
    count(offsets, (higher[e] as number) + 1);
  }
  accumulate(offsets);
  const targets = new Uint32Array(2 * edgeCount);
  const edges = new Uint32Array(2 * edgeCount);
  const next = offsets.slice(0, nodeCount);
  // First the arcs to lower targets, then those to higher ones: with edges in order, both groups come out ascending.
  for (let e = 0; e < edgeCount; e++) placeArc(higher[e] as number, lower[e] as number, e);
  for (let e = 0; e < edgeCount; e++) placeArc(lower[e] as number, higher[e] as number, e);
  return {
    nodeCount,
    edgeCount,
    offsets,
    targets,
    edges,
    lower,
    higher,
    weights: pairs.weights.slice(0, edgeCount),
  };

  function placeArc(at: number, target: number, edge: number): void {
    const arc = next[at] as number;
    next[at] = arc + 1;
    targets[arc] = target;
    edges[arc] = edge;
  }
}

interface Pairs {
  readonly lower: Uint32Array;
  readonly higher: Uint32Array;
  readonly weights: Float64Array;
}

/** The pairs without loops, ordered by lower and then higher end (least significant first, both stable). */
function sortedPairs(
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Pairs {
  let length = 0;
  for (let i = 0; i < from.length; i++) {
    const a = from[i] as number;
    const b = to[i] as number;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    if (!(a >= 0 && a < nodeCount && b >= 0 && b < nodeCount)) {
      throw new RangeError(`Pair ${i} joins ${a} and ${b}; nodes are numbered from 0 to ${nodeCount - 1}.`);
    }
    if (!(weight > 0)) throw new RangeError(`Pair ${i} has the weight ${weight}; a weight is above 0.`);
    if (a !== b) length++;
  }
  const given: Pairs = emptyPairs(length);
  let at = 0;
  for (let i = 0; i < from.length; i++) {
    const a = from[i] as number;
    const b = to[i] as number;
    if (a === b) continue;
    given.lower[at] = a < b ? a : b;
    given.higher[at] = a < b ? b : a;
    given.weights[at] = weights === undefined ? 1 : (weights[i] as number);
    at++;
  }
  return countingSort(countingSort(given, 'higher', nodeCount), 'lower', nodeCount);
}

function emptyPairs(length: number): Pairs {
  return {
    lower: new Uint32Array(length),
    higher: new Uint32Array(length),
    weights: new Float64Array(length),
  };
}

function countingSort(pairs: Pairs, by: 'lower' | 'higher', nodeCount: number): Pairs {
  const keys = pairs[by];
  const starts = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < keys.length; i++) count(starts, (keys[i] as number) + 1);
  accumulate(starts);
  const sorted = emptyPairs(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    const place = starts[key] as number;
    starts[key] = place + 1;
    sorted.lower[place] = pairs.lower[i] as number;
    sorted.higher[place] = pairs.higher[i] as number;
    sorted.weights[place] = pairs.weights[i] as number;
  }
  return sorted;
}

/** Folds equal neighbours in place and says how many are left. */
function foldEqualPairs({ lower, higher, weights }: Pairs): number {
  let last = -1;
  for (let i = 0; i < lower.length; i++) {
    if (last >= 0 && lower[last] === lower[i] && higher[last] === higher[i]) {
      weights[last] = (weights[last] as number) + (weights[i] as number);
      continue;
    }
    last++;
    lower[last] = lower[i] as number;
    higher[last] = higher[i] as number;
    weights[last] = weights[i] as number;
  }
  return last + 1;
}

function count(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

function accumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number);
}
