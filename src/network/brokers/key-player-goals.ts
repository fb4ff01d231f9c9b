import type { Graph } from '../graph.ts';
import { components, depthFirst } from '../structure/index.ts';

/**
 * The value of a set with one more node, for every such node, in an array that is used again. Entries of nodes in the set, and
 * of nodes that are no candidates, mean nothing.
 */
export type Extend = (set: readonly number[]) => Float64Array;

export interface Goal {
  /** The value of the set of nobody. */
  readonly before: () => number;
  readonly extend: Extend;
  /** How many arcs and nodes one call looks at. */
  readonly steps: number;
}

/**
 * F: for all nodes in one depth-first walk. A node parts the subtrees that do not reach above it; what is left of its
 * component stays one piece.
 */
export function pieceLoss(graph: Graph): Goal {
  const { nodeCount, targets } = graph;
  const removed = new Uint8Array(nodeCount);
  const values = new Float64Array(nodeCount);
  /** Ordered pairs that are still joined within the subtrees a node parts, and the nodes of these. */
  const joined = new Float64Array(nodeCount);
  const parted = new Float64Array(nodeCount);
  const rootOf = new Uint32Array(nodeCount);

  return {
    before: () => {
      const pairs = nodeCount * (nodeCount - 1);
      const joinedNow = components(graph).sizes.reduce((sum, size) => sum + size * (size - 1), 0);
      return pairs > 0 ? 1 - joinedNow / pairs : 1;
    },
    steps: nodeCount * 4 + targets.length * 2,
    extend(set) {
      for (const v of set) removed[v] = 1;
      const { order, place, parent, low, size } = depthFirst(graph, removed);
      for (const v of set) removed[v] = 0;
      joined.fill(0);
      parted.fill(0);
      let before = 0;
      for (const v of order) {
        const up = parent[v] as number;
        const below = size[v] as number;
        rootOf[v] = up < 0 ? v : (rootOf[up] as number);
        if (up < 0) {
          before += below * (below - 1);
        } else if ((low[v] as number) >= (place[up] as number)) {
          joined[up] = (joined[up] as number) + below * (below - 1);
          parted[up] = (parted[up] as number) + below;
        }
      }
      const remain = order.length - 1;
      const pairs = remain * (remain - 1);
      for (const v of order) {
        const all = size[rootOf[v] as number] as number;
        const rest = all - 1 - (parted[v] as number);
        const left = before - all * (all - 1) + (joined[v] as number) + rest * (rest - 1);
        values[v] = pairs > 0 ? 1 - left / pairs : 1;
      }
      return values;
    },
  };
}

/** How many sources one word holds. */
const WORD = 32;

/**
 * DF: every pair anew for each candidate, but 32 sources at once, one bit each: what a node's neighbours have reached within d
 * steps, the node reaches within d + 1.
 */
export function distanceLoss(graph: Graph, candidates: readonly number[]): Goal {
  const { nodeCount, offsets, targets } = graph;
  const words = Math.ceil(nodeCount / WORD);
  const values = new Float64Array(nodeCount);
  const removed = new Uint8Array(nodeCount);
  const seen = new Uint32Array(nodeCount);
  const front = new Uint32Array(nodeCount);
  const next = new Uint32Array(nodeCount);

  return {
    before: () => {
      let closeness = 0;
      for (let word = 0; word < words; word++) closeness += closenessFrom(word * WORD);
      return nodeCount > 1 ? 1 - closeness / (nodeCount * (nodeCount - 1)) : 1;
    },
    // Six layers are what a shortest path in such networks takes.
    steps: candidates.length * words * (targets.length + nodeCount) * 6,
    extend(set) {
      for (const v of set) removed[v] = 1;
      const remain = nodeCount - set.length - 1;
      for (const v of candidates) {
        if (removed[v] === 1) continue;
        removed[v] = 1;
        let closeness = 0;
        for (let word = 0; word < words; word++) closeness += closenessFrom(word * WORD);
        values[v] = remain > 1 ? 1 - closeness / (remain * (remain - 1)) : 1;
        removed[v] = 0;
      }
      for (const v of set) removed[v] = 0;
      return values;
    },
  };

  /** The sum of 1/distance from the 32 nodes that begin at `first` to everybody. */
  function closenessFrom(first: number): number {
    seen.fill(0);
    front.fill(0);
    for (let v = first; v < Math.min(nodeCount, first + WORD); v++) {
      if (removed[v] === 0) seen[v] = front[v] = 1 << (v - first);
    }
    let sum = 0;
    for (let distance = 1; ; distance++) {
      let reached = 0;
      for (let v = 0; v < nodeCount; v++) {
        if (removed[v] === 1) continue;
        let bits = 0;
        const end = offsets[v + 1] as number;
        for (let a = offsets[v] as number; a < end; a++) bits |= front[targets[a] as number] as number;
        bits &= ~(seen[v] as number);
        next[v] = bits;
        reached += ones(bits);
      }
      if (reached === 0) return sum;
      sum += reached / distance;
      for (let v = 0; v < nodeCount; v++) {
        if (removed[v] === 1) continue;
        front[v] = next[v] as number;
        seen[v] = (seen[v] as number) | (next[v] as number);
      }
    }
  }
}

/** The number of bits that are 1 (Warren, Hacker's Delight, 5-1). */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/**
 * m-reach where `within` is given, else DR. Each candidate spreads only as far as it is nearer than the set: beyond, others are
 * nearer still.
 */
export function reach(graph: Graph, candidates: readonly number[], within?: number): Goal {
  const { nodeCount, offsets, targets } = graph;
  const worth = (distance: number): number =>
    within === undefined ? 1 / Math.max(1, distance) : distance <= within ? 1 : 0;
  const FAR = nodeCount + 1;
  const limit = within ?? nodeCount;
  const values = new Float64Array(nodeCount);
  const nearest = new Uint32Array(nodeCount);
  /** Distance from the present candidate, valid where `seen` holds its number. */
  const distance = new Uint32Array(nodeCount);
  const seen = new Float64Array(nodeCount).fill(-1);
  const queue = new Uint32Array(nodeCount);
  let round = 0;

  return {
    before: () => 0,
    steps: candidates.length * (nodeCount + targets.length),
    extend(set) {
      nearest.fill(FAR);
      let base = 0;
      for (const v of set) base += spread(v, true);
      for (const v of candidates) values[v] = (base + spread(v, false)) / nodeCount;
      return values;
    },
  };

  /** What a node adds to those that `nearest` holds; with `keep` they are told of it. */
  function spread(source: number, keep: boolean): number {
    round++;
    let gain = 0;
    let tail = 0;
    if ((nearest[source] as number) === 0) return 0;
    distance[source] = 0;
    seen[source] = round;
    queue[tail++] = source;
    for (let head = 0; head < tail; head++) {
      const v = queue[head] as number;
      const own = distance[v] as number;
      const before = nearest[v] as number;
      gain += worth(own) - (before === FAR ? 0 : worth(before));
      if (keep) nearest[v] = own;
      if (own >= limit) continue;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        const w = targets[a] as number;
        if (seen[w] === round || own + 1 >= (nearest[w] as number)) continue;
        seen[w] = round;
        distance[w] = own + 1;
        queue[tail++] = w;
      }
    }
    return gain;
  }
}
