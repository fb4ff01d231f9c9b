import type { Graph } from '../graph.ts';
import { BETWEENNESS_CHUNK } from '../tuning.ts';
import { openBrandes } from './brandes.ts';

/**
 * Exact betweenness (Freeman 1977): for each node, over all pairs of others, the share of their shortest paths that lead
 * through it. Pairs count once, ends are left out, nothing is normalised. O(nodes × edges): {@link betweennessApart} does it
 * in threads, {@link sampleBetweenness} estimates it.
 */
export function betweenness(graph: Graph): Float64Array {
  const brandes = openBrandes(graph);
  const sums = openSums(graph.nodeCount);
  for (let chunk = 0; chunk < chunkCount(graph.nodeCount); chunk++) {
    sums.take(chunk, chunkOf(brandes, graph.nodeCount, chunk));
  }
  return sums.result();
}

/** The sources are dealt out in chunks. */
export const chunkCount = (nodeCount: number): number => Math.ceil(nodeCount / BETWEENNESS_CHUNK);

export function chunkOf(
  brandes: ReturnType<typeof openBrandes>,
  nodeCount: number,
  chunk: number,
): Float64Array<ArrayBuffer> {
  const part = new Float64Array(nodeCount);
  const first = chunk * BETWEENNESS_CHUNK;
  brandes.add(first, Math.min(nodeCount, first + BETWEENNESS_CHUNK), part);
  return part;
}

/**
 * Adds chunks up in the order of their numbers, whatever order they come in: sums of fractions depend on their order in the
 * last digits, and a rank must not depend on which thread was faster.
 */
export function openSums(nodeCount: number) {
  const total = new Float64Array(nodeCount);
  const early = new Map<number, Float64Array>();
  let next = 0;
  return {
    take(chunk: number, part: Float64Array): void {
      early.set(chunk, part);
      for (let one = early.get(next); one !== undefined; one = early.get(next)) {
        for (let v = 0; v < nodeCount; v++) total[v] = (total[v] as number) + (one[v] as number);
        early.delete(next++);
      }
    },
    /** Every pair was met from both ends. */
    result(): Float64Array {
      for (let v = 0; v < nodeCount; v++) total[v] = (total[v] as number) / 2;
      return total;
    },
  };
}
