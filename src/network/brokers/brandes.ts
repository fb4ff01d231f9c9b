import type { Graph } from '../graph.ts';
import { components } from '../structure/index.ts';
import { PULL_SHARE } from '../tuning.ts';

/** Betweenness, source by source, in the same memory. */
export interface Brandes {
  /**
   * Adds to `total`, for every node, the share of the shortest paths from each source of the range that lead through it.
   * Summed over all sources, every pair is counted from both ends.
   */
  add(firstSource: number, endSource: number, total: Float64Array): void;
}

/**
 * Brandes 2001 on compressed rows, made for what a processor does well.
 *
 * Paths are counted layer by layer. A small layer pushes its counts on to the next one. Before a large layer, the nodes that
 * were not reached yet pull instead: each adds up what its neighbours hold, which is 0 for everybody outside of the layer
 * before. That is a loop without a branch, where a push meets one that a processor guesses wrong half of the time. The way
 * back pulls and pushes alike. (Beamer, Asanović & Patterson 2012 turn the direction of a plain search.)
 */
export function openBrandes(graph: Graph): Brandes {
  const work = workFor(graph);
  const { offsets, order, layers, paths, depends, layerOf } = work;
  return {
    add(firstSource, endSource, total) {
      for (let source = firstSource; source < endSource; source++) {
        if (offsets[source] === offsets[source + 1]) continue;
        const count = reach(work, source);
        for (let layer = count - 1; layer > 1; layer--) giveBack(work, layer, total);
        for (let i = 0; i < (layers[count] as number); i++) {
          const v = order[i] as number;
          paths[v] = 0;
          depends[v] = 0;
          layerOf[v] = -1;
        }
      }
    },
  };
}

/**
 * The arrays of one search. They are passed to functions outside of any closure: V8 keeps arrays of a closure in registers
 * for the first closure only, and a second graph would take 1.7 times as long.
 */
interface Work {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Number of shortest paths from the source; 0 for nodes not reached yet. */
  readonly paths: Float64Array;
  /** What a node holds out to those who pull: 0 outside of the layer that is pulled from. */
  readonly holds: Float64Array;
  /** Sum over all targets of the share of their shortest paths that lead through the node. */
  readonly depends: Float64Array;
  /** -1 for nodes not reached yet. */
  readonly layerOf: Int32Array;
  /** Nodes in the order they were reached. */
  readonly order: Uint32Array;
  /** Where each layer begins in `order`, and how many arcs it has. */
  readonly layers: Uint32Array;
  readonly layerArcs: Float64Array;
  /** Nodes that a pull still has to look at. */
  readonly waiting: Uint32Array;
  /** The nodes of each component beside one another; where they begin, and their arcs, by component. */
  readonly members: Uint32Array;
  readonly componentOf: Uint32Array;
  readonly begins: Uint32Array;
  readonly arcs: Float64Array;
}

function workFor(graph: Graph): Work {
  const { nodeCount, offsets, targets } = graph;
  const { of, sizes, count } = components(graph);
  const begins = new Uint32Array(count + 1);
  const arcs = new Float64Array(count);
  for (let c = 0; c < count; c++) begins[c + 1] = (begins[c] as number) + (sizes[c] as number);
  const next = begins.slice();
  const members = new Uint32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const c = of[v] as number;
    members[next[c]!++] = v;
    arcs[c]! += (offsets[v + 1] as number) - (offsets[v] as number);
  }
  return {
    offsets,
    targets,
    paths: new Float64Array(nodeCount),
    holds: new Float64Array(nodeCount),
    depends: new Float64Array(nodeCount),
    layerOf: new Int32Array(nodeCount).fill(-1),
    order: new Uint32Array(nodeCount),
    layers: new Uint32Array(nodeCount + 1),
    layerArcs: new Float64Array(nodeCount + 1),
    waiting: new Uint32Array(nodeCount),
    members,
    componentOf: of,
    begins,
    arcs,
  };
}

/** Counts the shortest paths from the source to everybody, and says how many layers there are. */
function reach(work: Work, source: number): number {
  const { offsets, order, layers, layerArcs, componentOf, begins } = work;
  const component = componentOf[source] as number;
  const all = (begins[component + 1] as number) - (begins[component] as number);
  order[0] = source;
  work.paths[source] = 1;
  work.layerOf[source] = 0;
  layers[0] = 0;
  layers[1] = 1;
  layerArcs[0] = (offsets[source + 1] as number) - (offsets[source] as number);
  let arcsAhead = (work.arcs[component] as number) - (layerArcs[0] as number);
  let waitingCount = -1;
  let layer = 0;
  while ((layers[layer + 1] as number) < all) {
    if ((layerArcs[layer] as number) > PULL_SHARE * arcsAhead) {
      if (waitingCount < 0) waitingCount = waitAll(work, component);
      waitingCount = pullPaths(work, layer, waitingCount);
    } else {
      pushPaths(work, layer);
    }
    layer++;
    let arcs = 0;
    const end = layers[layer + 1] as number;
    for (let i = layers[layer] as number; i < end; i++) {
      const v = order[i] as number;
      arcs += (offsets[v + 1] as number) - (offsets[v] as number);
    }
    layerArcs[layer] = arcs;
    arcsAhead -= arcs;
  }
  return layer + 1;
}

function waitAll({ waiting, members, begins, layerOf }: Work, component: number): number {
  const end = begins[component + 1] as number;
  let left = 0;
  for (let i = begins[component] as number; i < end; i++) {
    const v = members[i] as number;
    if ((layerOf[v] as number) < 0) waiting[left++] = v;
  }
  return left;
}

function pushPaths({ offsets, targets, paths, layerOf, order, layers }: Work, layer: number): void {
  const end = layers[layer + 1] as number;
  const next = layer + 1;
  let tail = end;
  for (let i = layers[layer] as number; i < end; i++) {
    const v = order[i] as number;
    const own = paths[v] as number;
    const arcsEnd = offsets[v + 1] as number;
    for (let a = offsets[v] as number; a < arcsEnd; a++) {
      const w = targets[a] as number;
      const at = layerOf[w] as number;
      if (at === next) {
        paths[w] = (paths[w] as number) + own;
      } else if (at < 0) {
        layerOf[w] = next;
        paths[w] = own;
        order[tail++] = w;
      }
    }
  }
  layers[next + 1] = tail;
}

/** Says how many nodes still wait. */
function pullPaths(work: Work, layer: number, waitingCount: number): number {
  const { offsets, targets, paths, holds, layerOf, order, layers, waiting } = work;
  const end = layers[layer + 1] as number;
  for (let i = layers[layer] as number; i < end; i++) {
    const v = order[i] as number;
    holds[v] = paths[v] as number;
  }
  let tail = end;
  let left = 0;
  for (let i = 0; i < waitingCount; i++) {
    const w = waiting[i] as number;
    if ((layerOf[w] as number) >= 0) continue;
    const arcsEnd = offsets[w + 1] as number;
    let sum = 0;
    for (let a = offsets[w] as number; a < arcsEnd; a++) sum += holds[targets[a] as number] as number;
    if (sum > 0) {
      paths[w] = sum;
      layerOf[w] = layer + 1;
      order[tail++] = w;
    } else {
      waiting[left++] = w;
    }
  }
  for (let i = layers[layer] as number; i < end; i++) holds[order[i] as number] = 0;
  layers[layer + 2] = tail;
  return left;
}

/** Hands what depends on a layer back to the layer before it, and that to the total. */
function giveBack(work: Work, layer: number, total: Float64Array): void {
  const { order, layers, layerArcs, depends } = work;
  if ((layerArcs[layer] as number) > PULL_SHARE * (layerArcs[layer - 1] as number)) pullBack(work, layer);
  else pushBack(work, layer);
  const end = layers[layer] as number;
  for (let i = layers[layer - 1] as number; i < end; i++) {
    const v = order[i] as number;
    total[v] = (total[v] as number) + (depends[v] as number);
  }
}

function pullBack({ offsets, targets, paths, holds, depends, order, layers }: Work, layer: number): void {
  const middle = layers[layer] as number;
  const end = layers[layer + 1] as number;
  for (let i = middle; i < end; i++) {
    const w = order[i] as number;
    holds[w] = (1 + (depends[w] as number)) / (paths[w] as number);
  }
  for (let i = layers[layer - 1] as number; i < middle; i++) {
    const v = order[i] as number;
    const arcsEnd = offsets[v + 1] as number;
    let sum = 0;
    for (let a = offsets[v] as number; a < arcsEnd; a++) sum += holds[targets[a] as number] as number;
    depends[v] = (paths[v] as number) * sum;
  }
  for (let i = middle; i < end; i++) holds[order[i] as number] = 0;
}

function pushBack({ offsets, targets, paths, depends, layerOf, order, layers }: Work, layer: number): void {
  const end = layers[layer + 1] as number;
  for (let i = layers[layer] as number; i < end; i++) {
    const w = order[i] as number;
    const share = (1 + (depends[w] as number)) / (paths[w] as number);
    const arcsEnd = offsets[w + 1] as number;
    for (let a = offsets[w] as number; a < arcsEnd; a++) {
      const v = targets[a] as number;
      if (layerOf[v] !== layer - 1) continue;
      depends[v] = (depends[v] as number) + (paths[v] as number) * share;
    }
  }
}
