import type { Graph } from '../graph.ts';
import { shortestPaths } from './k-shortest.ts';
import type { Path } from './path.ts';

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
  return mostReliablePaths(graph, from, to, 1, probabilities)[0];
}

/** The `k` paths that most probably hold, each by {@link mostReliablePath}; fewer where there are no more. */
export function mostReliablePaths(
  graph: Graph,
  from: number,
  to: number,
  k: number,
  probabilities: ArrayLike<number>,
): readonly ReliablePath[] {
  const costs = Float64Array.from(probabilities, (p, e) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`Edge ${e} has the probability ${p}; it is from 0 to 1.`);
    // Not -log(1), which is -0.
    return p === 1 ? 0 : -Math.log(p);
  });
  return shortestPaths(graph, from, to, k, costs).map((path) => ({
    ...path,
    probability: path.edges.reduce((product, e) => product * (probabilities[e] as number), 1),
  }));
}
