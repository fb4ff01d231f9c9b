import { type Random, seeded } from '../../model/index.ts';
import { buildGraph, type Graph } from '../graph.ts';
import { type LinkScore, type Scorer, scorerOf, shareBelow } from './scorer.ts';
import { HIDDEN_RUNS, HIDDEN_SHARE } from './tuning.ts';

export interface HiddenOptions {
  readonly runs?: number;
  /** What share of the links is hidden, between 0 and 1. 0.2 unless told. */
  readonly share?: number;
  readonly seed?: number;
}

export interface HiddenLinks {
  /** How often a hidden link scores above a pair that has none, 0 to 1 (AUC; one half is chance). */
  readonly auc: number;
  /** The standard error of that over the runs. */
  readonly error: number;
}

/**
 * How far suggestions can be believed on this very network: some links are hidden, and it is measured how well what is left
 * finds them again. Pairs are those of persons who have any link. Told beside suggestions: in thin networks nothing is good.
 *
 * @throws RangeError where nothing would be hidden, or everybody is linked to everybody.
 */
export function hiddenLinks(
  graph: Graph,
  scores: readonly LinkScore[],
  { runs = HIDDEN_RUNS, share = HIDDEN_SHARE, seed = 7 }: HiddenOptions = {},
): readonly HiddenLinks[] {
  const hidden = Math.round(graph.edgeCount * share);
  const persons = personsWithLinks(graph);
  const pairs = (persons.length * (persons.length - 1)) / 2;
  if (!(hidden >= 1 && hidden < graph.edgeCount)) {
    throw new RangeError(
      `${hidden} of ${graph.edgeCount} links would be hidden; some must be, and some must stay.`,
    );
  }
  if (pairs === graph.edgeCount)
    throw new RangeError('Everybody is linked to everybody; nothing can be missing.');
  const random = seeded(seed);
  const found = scores.map(() => new Float64Array(runs));
  for (let run = 0; run < runs; run++) {
    const isHidden = choose(graph.edgeCount, hidden, random);
    const rest = without(graph, isHidden);
    scores.forEach((score, i) => {
      const scorer = scorerOf(rest, score, seed + run);
      (found[i] as Float64Array)[run] = auc(graph, persons, isHidden, scorer);
    });
  }
  return found.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / runs;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { auc: mean, error: runs > 1 ? Math.sqrt(square / (runs - 1) / runs) : 0 };
  });
}

function personsWithLinks({ nodeCount, offsets }: Graph): readonly number[] {
  const persons: number[] = [];
  for (let v = 0; v < nodeCount; v++) if (offsets[v] !== offsets[v + 1]) persons.push(v);
  return persons;
}

/** Marks some of all, each as likely as any other. */
function choose(all: number, some: number, random: Random): Uint8Array {
  const chosen = new Uint8Array(all);
  // Floyd's sampling: one draw for each that is chosen.
  for (let i = all - some; i < all; i++) {
    const at = random.below(i + 1);
    chosen[chosen[at] === 1 ? i : at] = 1;
  }
  return chosen;
}

function without(graph: Graph, isHidden: Uint8Array): Graph {
  const left = Array.from({ length: graph.edgeCount }, (_, e) => e).filter((e) => isHidden[e] === 0);
  return buildGraph(
    graph.nodeCount,
    left.map((e) => graph.lower[e] as number),
    left.map((e) => graph.higher[e] as number),
    left.map((e) => graph.weights[e] as number),
  );
}

/** The area under the curve: the share of (hidden link, gap) that stand in the right order, equal ones counting half. */
function auc(graph: Graph, persons: readonly number[], isHidden: Uint8Array, scorer: Scorer): number {
  const hidden: number[] = [];
  const gaps: number[] = [];
  for (const a of persons) {
    const scoreTo = scorer(a);
    let arc = graph.offsets[a] as number;
    for (const b of persons) {
      if (b <= a) continue;
      while (arc < (graph.offsets[a + 1] as number) && (graph.targets[arc] as number) < b) arc++;
      const linked = arc < (graph.offsets[a + 1] as number) && graph.targets[arc] === b;
      if (!linked) gaps.push(scoreTo(b));
      else if (isHidden[graph.edges[arc] as number] === 1) hidden.push(scoreTo(b));
    }
  }
  const sortedGaps = Float64Array.from(gaps).sort();
  let right = 0;
  for (const score of hidden) right += shareBelow(sortedGaps, score);
  return right / hidden.length;
}
