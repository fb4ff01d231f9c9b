import type { Graph } from '../graph.ts';
import { PAGERANK_DAMPING, PAGERANK_PASSES, PAGERANK_TOLERANCE } from '../tuning.ts';

export interface PageRankOptions {
  /** Share of a rank that is passed on, from 0 to below 1. */
  readonly damping?: number;
  /** The passes end when one changes all ranks together by less. */
  readonly tolerance?: number;
}

/**
 * PageRank (Brin & Page 1998): how often somebody is met who walks from person to person along ties, and at times (as damping
 * says) begins anew anywhere. The ranks add up to 1.
 *
 * Gauss–Seidel passes, in which a rank that is new is used at once: half as many as without. What isolated nodes pass on goes
 * to everybody alike; since nobody leads to them, their rank is known beforehand.
 *
 * @throws RangeError where the damping is not from 0 to below 1.
 */
export function pageRank(
  { nodeCount, offsets, targets }: Graph,
  { damping = PAGERANK_DAMPING, tolerance = PAGERANK_TOLERANCE }: PageRankOptions = {},
): Float64Array {
  if (!(damping >= 0 && damping < 1))
    throw new RangeError(`A damping of ${damping} is not from 0 to below 1.`);
  let isolated = 0;
  for (let v = 0; v < nodeCount; v++) if (offsets[v] === offsets[v + 1]) isolated++;
  const base = (1 - damping) / (nodeCount - damping * isolated);
  /** The rank of a node divided by its ties: what each of its neighbours gets. */
  const gives = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const degree = (offsets[v + 1] as number) - (offsets[v] as number);
    if (degree > 0) gives[v] = 1 / nodeCount / degree;
  }
  for (let pass = 0; pass < PAGERANK_PASSES; pass++) {
    let change = 0;
    for (let v = 0; v < nodeCount; v++) {
      const begin = offsets[v] as number;
      const end = offsets[v + 1] as number;
      if (begin === end) continue;
      let sum = 0;
      for (let a = begin; a < end; a++) sum += gives[targets[a] as number] as number;
      const rank = base + damping * sum;
      change += Math.abs(rank - (gives[v] as number) * (end - begin));
      gives[v] = rank / (end - begin);
    }
    if (change < tolerance) break;
  }
  return toRanks(offsets, gives, base);
}

function toRanks(offsets: Uint32Array, gives: Float64Array, base: number): Float64Array {
  const ranks = new Float64Array(gives.length);
  let sum = 0;
  for (let v = 0; v < ranks.length; v++) {
    const degree = (offsets[v + 1] as number) - (offsets[v] as number);
    ranks[v] = degree === 0 ? base : (gives[v] as number) * degree;
    sum += ranks[v] as number;
  }
  for (let v = 0; v < ranks.length; v++) ranks[v] = (ranks[v] as number) / sum;
  return ranks;
}
