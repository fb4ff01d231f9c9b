import type { Graph } from '../graph.ts';

/** How much room a person has between others. */
export interface StructuralHoles {
  /** Burt's constraint: low for who ties people that do not know one another. NaN for nodes without ties. */
  readonly constraint: Float64Array;
  /** Ties less what they have in common: as many as ties where no two neighbours know one another. 0 without ties. */
  readonly effectiveSize: Float64Array;
}

/**
 * Burt's structural holes (1992). Constraint of `i`: the sum over its neighbours `j` of (p_ij + Σ_q p_iq p_qj)², where p_ij is
 * the share of `i`'s ties that goes to `j` and `q` are the others. Effective size: Σ_j (1 - Σ_q p_iq m_jq), where m_jq
 * is the tie of `j` and `q` in proportion to the strongest of `j` (Everett & Borgatti 2020 for unweighted ties).
 *
 * @param weights one an edge, above 0; 1 each where none are given.
 */
export function structuralHoles(graph: Graph, weights?: ArrayLike<number>): StructuralHoles {
  const { nodeCount, offsets, targets, edges } = graph;
  const weight = tieWeights(graph, weights);
  const sums = new Float64Array(nodeCount);
  const strongest = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = weight[edges[a] as number] as number;
      sums[v] = (sums[v] as number) + w;
      if (w > (strongest[v] as number)) strongest[v] = w;
    }
  }
  const constraint = new Float64Array(nodeCount);
  const effectiveSize = new Float64Array(nodeCount);
  /** p_ij of the present node; 0 for those who are not its neighbours. */
  const share = new Float64Array(nodeCount);
  /** What reaches each neighbour by way of others. */
  const indirect = new Float64Array(nodeCount);

  for (let i = 0; i < nodeCount; i++) {
    const begin = offsets[i] as number;
    const end = offsets[i + 1] as number;
    for (let a = begin; a < end; a++) {
      share[targets[a] as number] = (weight[edges[a] as number] as number) / (sums[i] as number);
    }
    let redundant = 0;
    for (let a = begin; a < end; a++) redundant += spread(targets[a] as number);
    let total = 0;
    for (let a = begin; a < end; a++) {
      const j = targets[a] as number;
      total += ((share[j] as number) + (indirect[j] as number)) ** 2;
      indirect[j] = 0;
    }
    for (let a = begin; a < end; a++) share[targets[a] as number] = 0;
    constraint[i] = begin === end ? Number.NaN : total;
    effectiveSize[i] = end - begin - redundant;
  }
  return { constraint, effectiveSize };

  /** Passes on what the present node has in neighbour `q`, and says how much of `q` is had by way of others too. */
  function spread(q: number): number {
    const perTie = (share[q] as number) / (sums[q] as number);
    let redundant = 0;
    const end = offsets[q + 1] as number;
    for (let a = offsets[q] as number; a < end; a++) {
      const j = targets[a] as number;
      const own = share[j] as number;
      if (own === 0) continue;
      const w = weight[edges[a] as number] as number;
      indirect[j] = (indirect[j] as number) + perTie * w;
      redundant += own * w;
    }
    return redundant / (strongest[q] as number);
  }
}

function tieWeights({ edgeCount }: Graph, weights: ArrayLike<number> | undefined): Float64Array {
  if (weights === undefined) return new Float64Array(edgeCount).fill(1);
  if (weights.length !== edgeCount) {
    throw new RangeError(`${weights.length} weights were given for ${edgeCount} edges; give one an edge.`);
  }
  return Float64Array.from(weights, (w, e) => {
    if (!(w > 0)) throw new RangeError(`Edge ${e} has the weight ${w}; a weight is above 0.`);
    return w;
  });
}
