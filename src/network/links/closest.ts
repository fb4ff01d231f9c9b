import type { Graph } from '../graph.ts';
import { type ContactScore, eachAtTwoFrom, eachPairAtTwo } from './common-contacts.ts';
import { katz } from './katz.ts';
import { bestPairs, explained, type LinkSuggestion } from './suggestion.ts';
import { KATZ_WORK, SUGGESTIONS } from './tuning.ts';

export interface ClosestOptions {
  /** `resource-allocation` unless told: the best of the plain scores on the real sets. */
  readonly by?: ContactScore | 'katz';
  /** How many. 20 unless told. */
  readonly top?: number;
  /** Only links of this person. */
  readonly of?: number;
}

/**
 * Links worth asking about: the pairs without a link that score highest, with their reasons. Pairs are not kept, only the best.
 *
 * @throws RangeError where nobody has that number, or Katz is asked for everybody in a network too large for it.
 */
export function closestPairs(graph: Graph, options: ClosestOptions = {}): readonly LinkSuggestion[] {
  const { by = 'resource-allocation', top = SUGGESTIONS, of } = options;
  if (of !== undefined && !(Number.isInteger(of) && of >= 0 && of < graph.nodeCount)) {
    throw new RangeError(`Nobody has the number ${of}; persons are numbered from 0 to ${graph.nodeCount - 1}.`);
  }
  const best = bestPairs(top);
  const offer = (one: number, other: number, score: number): void =>
    best.offer(Math.min(one, other), Math.max(one, other), score);
  if (by === 'katz') offerWalks(graph, of, offer);
  else if (of === undefined) eachPairAtTwo(graph, by, best.offer);
  else eachAtTwoFrom(graph, of, by, (other, score) => offer(of, other, score));
  return explained(graph, best.sorted());
}

function offerWalks(
  graph: Graph,
  of: number | undefined,
  offer: (one: number, other: number, score: number) => void,
): void {
  const walks = katz(graph);
  if (of === undefined && graph.nodeCount * graph.edgeCount * walks.steps > KATZ_WORK) {
    throw new RangeError(
      `Katz between all of ${graph.nodeCount} persons takes too long; ask for one person, or for resource allocation.`,
    );
  }
  const linked = new Uint32Array(graph.nodeCount);
  const first = of ?? 0;
  const last = of ?? graph.nodeCount - 1;
  for (let a = first; a <= last; a++) {
    const scores = walks.from(a);
    linked[a] = a + 1;
    for (let i = graph.offsets[a] as number; i < (graph.offsets[a + 1] as number); i++) {
      linked[graph.targets[i] as number] = a + 1;
    }
    for (let b = of === undefined ? a + 1 : 0; b < graph.nodeCount; b++) {
      if (linked[b] !== a + 1 && (scores[b] as number) > 0) offer(a, b, scores[b] as number);
    }
  }
}
