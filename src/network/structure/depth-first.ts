import type { Graph } from '../graph.ts';

/** A forest of depth-first trees: every edge outside of it leads from a node to one of its ancestors. */
export interface DepthFirst {
  /** The visited nodes, each before its descendants. */
  readonly order: Uint32Array;
  /** Length `nodeCount`: where a node stands in `order`. */
  readonly place: Uint32Array;
  /** Length `nodeCount`: the node from which it was first reached, or -1 for the root of a tree. */
  readonly parent: Int32Array;
  /** Length `nodeCount`: the edge to its parent, or -1. */
  readonly parentEdge: Int32Array;
  /** Length `nodeCount`: the least place that its subtree reaches by one edge outside of the tree, or its own place. */
  readonly low: Uint32Array;
  /** Length `nodeCount`: the nodes in its subtree, itself included. */
  readonly size: Uint32Array;
}

/**
 * Walks depth first, without recursion: a chain of a million people is one tree of that depth.
 *
 * @param removed 1 for nodes that count as gone; their entries mean nothing.
 */
export function depthFirst(graph: Graph, removed?: Uint8Array): DepthFirst {
  const { nodeCount, offsets, targets, edges } = graph;
  const order = new Uint32Array(nodeCount);
  const place = new Uint32Array(nodeCount);
  const parent = new Int32Array(nodeCount).fill(-1);
  const parentEdge = new Int32Array(nodeCount).fill(-1);
  const seen = removed === undefined ? new Uint8Array(nodeCount) : removed.slice();
  const nextArc = offsets.slice(0, nodeCount);
  let visited = 0;
  const visit = (v: number): void => {
    seen[v] = 1;
    place[v] = visited;
    order[visited++] = v;
  };
  for (let root = 0; root < nodeCount; root++) {
    if (seen[root] === 1) continue;
    visit(root);
    let v = root;
    while (v >= 0) {
      const arc = nextArc[v] as number;
      if (arc === offsets[v + 1]) {
        v = parent[v] as number;
        continue;
      }
      nextArc[v] = arc + 1;
      const w = targets[arc] as number;
      if (seen[w] === 1) continue;
      parent[w] = v;
      parentEdge[w] = edges[arc] as number;
      visit(w);
      v = w;
    }
  }
  const forest = { order: order.subarray(0, visited), place, parent, parentEdge };
  return { ...forest, ...lowAndSize(graph, forest, removed) };
}

/** From the last visited to the first, so that a node's descendants are done before it. */
function lowAndSize(
  { nodeCount, offsets, targets }: Graph,
  { order, place, parent }: Pick<DepthFirst, 'order' | 'place' | 'parent'>,
  removed: Uint8Array | undefined,
): Pick<DepthFirst, 'low' | 'size'> {
  const low = place.slice();
  const size = new Uint32Array(nodeCount).fill(1);
  for (let i = order.length - 1; i >= 0; i--) {
    const v = order[i] as number;
    const up = parent[v] as number;
    let least = low[v] as number;
    const end = offsets[v + 1] as number;
    for (let a = offsets[v] as number; a < end; a++) {
      const w = targets[a] as number;
      if (w === up || (removed !== undefined && removed[w] === 1)) continue;
      const other = place[w] as number;
      if (other < least) least = other;
    }
    low[v] = least;
    if (up < 0) continue;
    size[up] = (size[up] as number) + (size[v] as number);
    if (least < (low[up] as number)) low[up] = least;
  }
  return { low, size };
}
