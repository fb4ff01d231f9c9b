import type { Graph } from '../graph.ts';
import { hasEdge } from '../has-edge.ts';
import { blockModel } from './block-model.ts';
import { type ContactScore, contactScore } from './common-contacts.ts';
import { katz } from './katz.ts';

/**
 * What scores pairs:
 * - a {@link ContactScore};
 * - `katz`: all walks between two persons ({@link katz});
 * - `block-model`: how likely a link is, given who is alike in whom they know ({@link blockModel});
 * - `stacked`: the mean of a pair's places by resource allocation and by the block model. Each finds what the other misses, and
 *   on the real sets both together find more than either (bench `network-cells`; Ghasemian et al. 2020 on stacking);
 * - `degree-product`: no suggestion, but what a good score must beat: who is known by many is linked to many.
 */
export type LinkScore = ContactScore | 'katz' | 'block-model' | 'stacked' | 'degree-product';

/** Scores of a person to others; good until the next person is asked for. */
export type Scorer = (a: number) => (b: number) => number;

export function scorerOf(graph: Graph, by: LinkScore, seed: number): Scorer {
  switch (by) {
    case 'katz': {
      const walks = katz(graph);
      return (a) => {
        const scores = walks.from(a);
        return (b) => scores[b] as number;
      };
    }
    case 'block-model': {
      const model = blockModel(graph, { seed });
      return (a) => (b) => model.reliability(a, b);
    }
    case 'stacked':
      return stacked(graph, seed);
    case 'degree-product': {
      const degree = (v: number): number => (graph.offsets[v + 1] as number) - (graph.offsets[v] as number);
      return (a) => (b) => degree(a) * degree(b);
    }
    default:
      return (a) => (b) => contactScore(graph, a, b, by);
  }
}

function stacked(graph: Graph, seed: number): Scorer {
  const scorers = (['block-model', 'resource-allocation'] as const).map((by) => {
    const scorer = scorerOf(graph, by, seed);
    return { scorer, gaps: scoresOfGaps(graph, scorer) };
  });
  return (a) => {
    const places = scorers.map(({ scorer, gaps }) => ({ score: scorer(a), gaps }));
    return (b) =>
      places.reduce((sum, { score, gaps }) => sum + shareBelow(gaps, score(b)), 0) / places.length;
  };
}

/** The scores of all pairs without a link, ascending. */
function scoresOfGaps(graph: Graph, scorer: Scorer): Float64Array {
  const { nodeCount, edgeCount } = graph;
  const scores = new Float64Array((nodeCount * (nodeCount - 1)) / 2 - edgeCount);
  let count = 0;
  for (let a = 0; a < nodeCount; a++) {
    const score = scorer(a);
    for (let b = a + 1; b < nodeCount; b++) if (!hasEdge(graph, a, b)) scores[count++] = score(b);
  }
  return scores.sort();
}

/** The share of sorted values that are below one, equal ones counting half. */
export function shareBelow(sorted: Float64Array, value: number): number {
  return (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / (2 * sorted.length);
}

/** How many of sorted values are below one, or up to it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] as number;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
