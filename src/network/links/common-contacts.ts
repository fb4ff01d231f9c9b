import type { Graph } from '../graph.ts';
import { ln } from './logarithm.ts';
import { GRAIN } from './tuning.ts';

/**
 * What a common contact counts:
 * - `common-neighbours`: 1 each;
 * - `adamic-adar`: 1 / ln(their links) (Adamic & Adar 2003);
 * - `resource-allocation`: 1 / their links (Zhou, Lü & Zhang 2009).
 *
 * Somebody whom everybody knows is a weak reason with the last two. Weights of links do not count.
 */
export type ContactScore = 'common-neighbours' | 'adamic-adar' | 'resource-allocation';

/** Visits every pair without a link that has a common contact, once, `a` below `b`, in ascending order of `a`. */
export function eachPairAtTwo(
  graph: Graph,
  by: ContactScore,
  visit: (a: number, b: number, score: number) => void,
): void {
  const { nodeCount, offsets, targets } = graph;
  const shares = sharesOf(graph, by);
  const sums = new Float64Array(nodeCount);
  const touched = new Uint32Array(nodeCount);
  /** Who knows the person in hand, by the number of that person and 1. */
  const linked = new Uint32Array(nodeCount);
  for (let a = 0; a < nodeCount; a++) {
    let count = 0;
    const end = offsets[a + 1] as number;
    for (let i = offsets[a] as number; i < end; i++) {
      const contact = targets[i] as number;
      linked[contact] = a + 1;
      const share = shares[contact] as number;
      // Targets ascend: from the end, until the pairs that another turn has.
      for (let j = (offsets[contact + 1] as number) - 1; ; j--) {
        const b = targets[j] as number;
        if (b <= a) break;
        const before = sums[b] as number;
        if (before === 0) touched[count++] = b;
        sums[b] = before + share;
      }
    }
    for (let t = 0; t < count; t++) {
      const b = touched[t] as number;
      if (linked[b] !== a + 1) visit(a, b, (sums[b] as number) * GRAIN);
      sums[b] = 0;
    }
  }
}

/** Visits everybody who has no link to a person but a common contact. */
export function eachAtTwoFrom(
  graph: Graph,
  person: number,
  by: ContactScore,
  visit: (other: number, score: number) => void,
): void {
  const { offsets, targets } = graph;
  const sums = new Map<number, number>();
  const linked = new Set<number>([person]);
  const share = shareBy(graph, by);
  for (let i = offsets[person] as number; i < (offsets[person + 1] as number); i++) {
    const contact = targets[i] as number;
    linked.add(contact);
    for (let j = offsets[contact] as number; j < (offsets[contact + 1] as number); j++) {
      const other = targets[j] as number;
      sums.set(other, (sums.get(other) ?? 0) + share(contact));
    }
  }
  for (const [other, sum] of sums) if (!linked.has(other)) visit(other, sum * GRAIN);
}

/** The score of one pair, linked or not. */
export function contactScore(graph: Graph, a: number, b: number, by: ContactScore): number {
  const { offsets, targets } = graph;
  const share = shareBy(graph, by);
  let sum = 0;
  let i = offsets[a] as number;
  let j = offsets[b] as number;
  while (i < (offsets[a + 1] as number) && j < (offsets[b + 1] as number)) {
    const x = targets[i] as number;
    const y = targets[j] as number;
    if (x === y) sum += share(x);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return sum * GRAIN;
}

function sharesOf(graph: Graph, by: ContactScore): Float64Array {
  const share = shareBy(graph, by);
  return Float64Array.from({ length: graph.nodeCount }, (_, v) => share(v));
}

/** What a contact counts, in whole grains. Whoever joins two has two links at least. */
function shareBy({ offsets }: Graph, by: ContactScore): (contact: number) => number {
  return (contact) => {
    const degree = (offsets[contact + 1] as number) - (offsets[contact] as number);
    if (degree < 2) return 0;
    const share = by === 'common-neighbours' ? 1 : by === 'adamic-adar' ? 1 / ln(degree) : 1 / degree;
    return Math.round(share / GRAIN);
  };
}
