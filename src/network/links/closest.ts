import type { Graph } from '../graph.ts';
import { hasEdge } from '../has-edge.ts';
import { type ContactScore, eachAtTwoFrom, eachPairAtTwo } from './common-contacts.ts';
import { type LinkScore, scorerOf } from './scorer.ts';
import { bestPairs, explained, type LinkSuggestion } from './suggestion.ts';
import { PAIR_WORK, SUGGESTIONS } from './tuning.ts';

export interface ClosestOptions {
  /** `resource-allocation` unless told: the best of the plain scores on the real sets, and fast. */
  readonly by?: LinkScore;
  /** How many. 20 unless told. */
  readonly top?: number;
  /** Only links of this person. */
  readonly of?: number;
  /** Of the block model, which samples. 1 unless told. */
  readonly seed?: number;
}

/**
 * Links worth asking about: the pairs without a link that score highest, with their reasons. Pairs are not kept, only the best.
 *
 * Scores of common contacts are quick for any network; Katz is for one person, or for all of some thousands; the block model and
 * the stack are for up to 3,000 persons. {@link hiddenLinks} tells how far to believe any of them on this network.
 *
 * @throws RangeError where nobody has that number, or the network is too large for the score.
 */
export function closestPairs(graph: Graph, options: ClosestOptions = {}): readonly LinkSuggestion[] {
  const { by = 'resource-allocation', top = SUGGESTIONS, of, seed = 1 } = options;
  if (of !== undefined && !(Number.isInteger(of) && of >= 0 && of < graph.nodeCount)) {
    throw new RangeError(
      `Nobody has the number ${of}; persons are numbered from 0 to ${graph.nodeCount - 1}.`,
    );
  }
  const best = bestPairs(top);
  const offer = (one: number, other: number, score: number): void =>
    best.offer(Math.min(one, other), Math.max(one, other), score);
  if (!isContactScore(by)) offerAll(graph, by, of, seed, offer);
  else if (of === undefined) eachPairAtTwo(graph, by, best.offer);
  else eachAtTwoFrom(graph, of, by, (other, score) => offer(of, other, score));
  return explained(graph, best.sorted());
}

function isContactScore(by: LinkScore): by is ContactScore {
  return by === 'common-neighbours' || by === 'adamic-adar' || by === 'resource-allocation';
}

function offerAll(
  graph: Graph,
  by: LinkScore,
  of: number | undefined,
  seed: number,
  offer: (one: number, other: number, score: number) => void,
): void {
  if (of === undefined && graph.nodeCount * (graph.nodeCount + graph.edgeCount) > PAIR_WORK) {
    throw new RangeError(
      `Pairs of all ${graph.nodeCount} persons by ${by} take too long; ask for one person, or for resource allocation.`,
    );
  }
  const scorer = scorerOf(graph, by, seed);
  for (let a = of ?? 0; a <= (of ?? graph.nodeCount - 1); a++) {
    const scoreTo = scorer(a);
    for (let b = of === undefined ? a + 1 : 0; b < graph.nodeCount; b++) {
      if (a === b || hasEdge(graph, a, b)) continue;
      const score = scoreTo(b);
      if (score > 0) offer(a, b, score);
    }
  }
}
