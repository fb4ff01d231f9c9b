import type { Graph } from '../graph.ts';
import { checkNode, type Path } from './path.ts';
import { openSearch } from './search.ts';

/**
 * The shortest path between two nodes, or nothing where there is none; by number of edges, or by cost where costs are given
 * ({@link openSearch}, which is also what to use for many paths in one graph).
 */
export function shortestPath(
  graph: Graph,
  from: number,
  to: number,
  costs?: ArrayLike<number>,
): Path | undefined {
  return openSearch(graph, costs).find(from, to);
}

/** How many edges each node is away from the nearest source; -1 where it is not reached, or not within `within` edges. */
export function hopDistances(
  graph: Graph,
  sources: readonly number[],
  within = Number.POSITIVE_INFINITY,
): Int32Array {
  const { nodeCount, offsets, targets } = graph;
  const hops = new Int32Array(nodeCount).fill(-1);
  const queue = new Uint32Array(nodeCount);
  let tail = 0;
  for (const source of sources) {
    checkNode(graph, source);
    if (hops[source] === 0) continue;
    hops[source] = 0;
    queue[tail++] = source;
  }
  for (let head = 0; head < tail; head++) {
    const v = queue[head] as number;
    const next = (hops[v] as number) + 1;
    if (next > within) break;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      if (hops[w] !== -1) continue;
      hops[w] = next;
      queue[tail++] = w;
    }
  }
  return hops;
}
