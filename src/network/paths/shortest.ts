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

/** A path and how likely it is that all of its edges hold. */
export interface ReliablePath extends Path {
  readonly probability: number;
}

/**
 * The path whose edges most probably all hold, if they hold independently of one another: Dijkstra on `-log p`.
 *
 * Independence is the caller's to defend: reports that go back to one source have to be counted as one before.
 *
 * @param probabilities one an edge, from 0 (never walked) to 1.
 * @throws RangeError where a probability is outside of that.
 */
export function mostReliablePath(
  graph: Graph,
  from: number,
  to: number,
  probabilities: ArrayLike<number>,
): ReliablePath | undefined {
  const costs = Float64Array.from(probabilities, (p, e) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`Edge ${e} has the probability ${p}; it is from 0 to 1.`);
    // Not -log(1), which is -0.
    return p === 1 ? 0 : -Math.log(p);
  });
  const path = shortestPath(graph, from, to, costs);
  if (path === undefined) return undefined;
  return {
    ...path,
    probability: path.edges.reduce((product, e) => product * (probabilities[e] as number), 1),
  };
}
