import type { Graph } from '../graph.ts';

/**
 * A link worth asking about. It is a question to a person, with its reasons; it is never drawn as a fact, never stored as a
 * statement, and says nothing about either person.
 */
export interface LinkSuggestion {
  /** The lower of both numbers. */
  readonly a: number;
  readonly b: number;
  readonly score: number;
  /** Whom both know, those with the fewest links first: they say most. */
  readonly contacts: readonly number[];
  /** A shortest chain of contacts from one to the other, without the two; empty where nobody joins them. */
  readonly chain: readonly number[];
}

/** The best pairs seen so far: a heap with the worst on top, so that all pairs pass and few are kept. */
export interface BestPairs {
  offer(a: number, b: number, score: number): void;
  /** The best first; equal scores by the numbers of the persons. */
  sorted(): readonly { readonly a: number; readonly b: number; readonly score: number }[];
}

export function bestPairs(top: number): BestPairs {
  if (!(Number.isInteger(top) && top >= 1)) {
    throw new RangeError(`${top} suggestions were asked for; a whole number from 1 is needed.`);
  }
  // Grown by need: somebody may ask for all.
  const scores: number[] = [];
  const lower: number[] = [];
  const higher: number[] = [];
  const worse = (i: number, j: number): boolean => {
    if (scores[i] !== scores[j]) return (scores[i] as number) < (scores[j] as number);
    if (lower[i] !== lower[j]) return (lower[i] as number) > (lower[j] as number);
    return (higher[i] as number) > (higher[j] as number);
  };
  const swap = (i: number, j: number): void => {
    for (const column of [scores, lower, higher]) {
      const kept = column[i] as number;
      column[i] = column[j] as number;
      column[j] = kept;
    }
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= scores.length) return;
      if (child + 1 < scores.length && worse(child + 1, child)) child++;
      if (!worse(child, at)) return;
      swap(at, child);
      at = child;
    }
  };
  const replaces = (a: number, b: number, score: number): boolean => {
    const worst = scores[0] as number;
    if (score !== worst) return score > worst;
    return a !== lower[0] ? a < (lower[0] as number) : b < (higher[0] as number);
  };
  return {
    offer: (a, b, score) => {
      if (scores.length === top) {
        if (!replaces(a, b, score)) return;
        scores[0] = score;
        lower[0] = a;
        higher[0] = b;
        sink();
        return;
      }
      scores.push(score);
      lower.push(a);
      higher.push(b);
      for (let at = scores.length - 1; at > 0; ) {
        const parent = (at - 1) >>> 1;
        if (!worse(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    sorted: () =>
      scores
        .map((_, i) => i)
        .sort((i, j) => (worse(j, i) ? -1 : 1))
        .map((i) => ({ a: lower[i] as number, b: higher[i] as number, score: scores[i] as number })),
  };
}

/** Whom two persons both know, those with the fewest links first. */
export function commonContacts({ offsets, targets }: Graph, a: number, b: number): readonly number[] {
  const common: number[] = [];
  let i = offsets[a] as number;
  let j = offsets[b] as number;
  while (i < (offsets[a + 1] as number) && j < (offsets[b + 1] as number)) {
    const x = targets[i] as number;
    const y = targets[j] as number;
    if (x === y) common.push(x);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  return common.sort((x, y) => degree(x) - degree(y) || x - y);
}

/** Gives pairs their reasons. */
export function explained(
  graph: Graph,
  pairs: readonly { readonly a: number; readonly b: number; readonly score: number }[],
): readonly LinkSuggestion[] {
  return pairs.map(({ a, b, score }) => {
    const contacts = commonContacts(graph, a, b);
    return {
      a,
      b,
      score,
      contacts,
      chain: contacts.length > 0 ? contacts.slice(0, 1) : chainOf(graph, a, b),
    };
  });
}

/** Whom a shortest chain passes between two persons, the lower numbers of equal ones; empty where there is none. */
function chainOf({ nodeCount, offsets, targets }: Graph, a: number, b: number): readonly number[] {
  const before = new Int32Array(nodeCount).fill(-1);
  const queue = [b];
  before[b] = b;
  for (const v of queue) {
    for (let arc = offsets[v] as number; arc < (offsets[v + 1] as number); arc++) {
      const target = targets[arc] as number;
      if (before[target] !== -1) continue;
      before[target] = v;
      if (target !== a) {
        queue.push(target);
        continue;
      }
      const chain: number[] = [];
      for (let at = before[a] as number; at !== b; at = before[at] as number) chain.push(at);
      return chain;
    }
  }
  return [];
}
