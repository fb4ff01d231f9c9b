import type { Graph } from '../graph.ts';

/** Which component each node is in. Components are numbered by their lowest node. */
export interface Components {
  readonly count: number;
  /** Length `nodeCount`: the component of each node. */
  readonly of: Uint32Array;
  /** Length `count`: the nodes in each component. */
  readonly sizes: Uint32Array;
}

/** Nodes that reach one another by any path. Breadth first, O(nodes + edges). */
export function components(graph: Graph): Components {
  return spread(graph, undefined);
}

/**
 * Components where some edges are not walked: `closed[e]` is 1 for those. With bridges closed, these are the
 * 2-edge-connected components.
 */
export function componentsWithout(graph: Graph, closed: Uint8Array): Components {
  return spread(graph, closed);
}

function spread({ nodeCount, offsets, targets, edges }: Graph, closed: Uint8Array | undefined): Components {
  // One more than the component, so that a fresh array says "not reached yet".
  const of = new Uint32Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  const sizes: number[] = [];
  let tail = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (of[root] !== 0) continue;
    const mark = sizes.length + 1;
    const begin = tail;
    of[root] = mark;
    queue[tail++] = root;
    for (let head = begin; head < tail; head++) {
      const v = queue[head] as number;
      const end = offsets[v + 1] as number;
      for (let a = offsets[v] as number; a < end; a++) {
        const w = targets[a] as number;
        if (of[w] !== 0 || (closed !== undefined && closed[edges[a] as number] === 1)) continue;
        of[w] = mark;
        queue[tail++] = w;
      }
    }
    sizes.push(tail - begin);
  }
  for (let v = 0; v < nodeCount; v++) of[v] = (of[v] as number) - 1;
  return { count: sizes.length, of, sizes: Uint32Array.from(sizes) };
}
