import { seeded } from '../../model/index.ts';
import { buildGraph, type Graph } from '../graph.ts';
import { hasEdge } from '../has-edge.ts';
import { COVERAGE, EQUAL, MISSING, TRIALS, WRONG } from './tuning.ts';

export interface TrialOptions {
  /** How many networks are tried. */
  readonly trials?: number;
  /** The share of links that may be wrong: in every trial each is left out with this chance. From 0, below 1. */
  readonly wrong?: number;
  /** By edge, how likely it is true, 0 to 1; takes the place of `wrong`. Grades and independent sources make it. */
  readonly probability?: ArrayLike<number>;
  /** How many links may be missing, as a share of those there are: so many random pairs are added. From 0 to 1. */
  readonly missing?: number;
  /** The same seed gives the same networks on every machine. */
  readonly seed?: number;
}

export interface IntervalOptions extends TrialOptions {
  /** The share of trials that an interval holds, above 0, at most 1. */
  readonly coverage?: number;
  /** Where the lowest value ranks first, as with constraint. */
  readonly lowestFirst?: boolean;
}

/** A place in a ranking, never told as a bare number: what is known of a network is part of it, and some of that is wrong. */
export interface RankIntervals {
  readonly trials: number;
  /** By person, from 1; equal values share the best place. */
  readonly rank: Uint32Array;
  /** The best place, in the trials that count, or the rank itself. */
  readonly best: Uint32Array;
  readonly worst: Uint32Array;
  /** In what share of trials the person came first, alone or with others. */
  readonly first: Float64Array;
}

/**
 * Ranks persons by a measure, and says how far each rank could be another if links are wrong and missing: the measure is taken
 * again on many networks that differ from the known one as much as it may differ from the truth (Borgatti, Carley & Krackhardt
 * 2006; Smith & Moody 2013).
 *
 * @param measure Any number for every person, highest first unless told; what is not a number ranks last.
 * @throws RangeError where a share or a probability is outside its range.
 */
export function rankIntervals(
  graph: Graph,
  measure: (graph: Graph) => ArrayLike<number>,
  options: IntervalOptions = {},
): RankIntervals {
  const { trials = TRIALS, coverage = COVERAGE, lowestFirst = false } = options;
  if (!(coverage > 0 && coverage <= 1))
    throw new RangeError(`The coverage is ${coverage}; above 0, at most 1.`);
  const { nodeCount } = graph;
  const ranks = (of: Graph): Uint32Array => ranksOf(measure(of), nodeCount, lowestFirst);
  const rank = ranks(graph);
  const best = new Uint32Array(nodeCount);
  const worst = new Uint32Array(nodeCount);
  const first = new Float64Array(nodeCount);
  /** The ranks of a person in all trials lie together. */
  const all = new Uint32Array(nodeCount * trials);
  let trial = 0;
  for (const tried of trialGraphs(graph, options)) {
    const there = ranks(tried);
    for (let v = 0; v < nodeCount; v++) {
      all[v * trials + trial] = there[v] as number;
      if (there[v] === 1) first[v] = (first[v] as number) + 1 / trials;
    }
    trial++;
  }
  const cut = Math.floor(((1 - coverage) / 2) * trials);
  for (let v = 0; v < nodeCount; v++) {
    const own = all.subarray(v * trials, (v + 1) * trials).sort();
    best[v] = Math.min(own[cut] as number, rank[v] as number);
    worst[v] = Math.max(own[trials - 1 - cut] as number, rank[v] as number);
  }
  return { trials, rank, best, worst, first };
}

/** Tells a place as people say it: `1st (1-3)`; `1st (1)` where no trial that counts had another. */
export function tellRank({ rank, best, worst }: RankIntervals, person: number): string {
  const from = best[person] as number;
  const to = worst[person] as number;
  return `${ordinal(rank[person] as number)} (${from === to ? from : `${from}-${to}`})`;
}

/** Networks as the known one might truly be, one after another. */
export function* trialGraphs(graph: Graph, options: TrialOptions = {}): Generator<Graph> {
  const { trials = TRIALS, wrong = WRONG, missing = MISSING, probability, seed = 1 } = options;
  if (!(Number.isInteger(trials) && trials >= 1)) {
    throw new RangeError(`${trials} trials were asked for; a whole number from 1 is needed.`);
  }
  if (!(wrong >= 0 && wrong < 1)) throw new RangeError(`A share of ${wrong} is wrong; from 0, below 1.`);
  if (!(missing >= 0 && missing <= 1)) throw new RangeError(`A share of ${missing} is missing; from 0 to 1.`);
  const kept = probability ?? new Float64Array(graph.edgeCount).fill(1 - wrong);
  if (kept.length !== graph.edgeCount) throw new RangeError('Every link needs a probability.');
  for (let e = 0; e < kept.length; e++) {
    if (!((kept[e] as number) >= 0 && (kept[e] as number) <= 1)) {
      throw new RangeError(`Link ${e} has the probability ${kept[e]}; from 0 to 1.`);
    }
  }
  const random = seeded(seed);
  const pairs = (graph.nodeCount * (graph.nodeCount - 1)) / 2;
  const added = Math.min(Math.round(graph.edgeCount * missing), pairs - graph.edgeCount);
  const room = graph.edgeCount + added;
  const from = new Uint32Array(room);
  const to = new Uint32Array(room);
  const weights = new Float64Array(room);
  for (let trial = 0; trial < trials; trial++) {
    let count = 0;
    for (let e = 0; e < graph.edgeCount; e++) {
      // Drawn also where the answer is known, so that one probability does not change what becomes of other links.
      if (random.next() >= (kept[e] as number)) continue;
      from[count] = graph.lower[e] as number;
      to[count] = graph.higher[e] as number;
      weights[count++] = graph.weights[e] as number;
    }
    const known = new Set<number>();
    while (known.size < added) {
      const a = random.below(graph.nodeCount);
      const b = random.below(graph.nodeCount);
      const pair = Math.min(a, b) * graph.nodeCount + Math.max(a, b);
      if (a === b || known.has(pair) || hasEdge(graph, a, b)) continue;
      known.add(pair);
      from[count] = a;
      to[count] = b;
      // As heavy as some link that is known.
      weights[count++] = graph.weights[random.below(graph.edgeCount)] as number;
    }
    yield buildGraph(
      graph.nodeCount,
      from.subarray(0, count),
      to.subarray(0, count),
      weights.subarray(0, count),
    );
  }
}

/** Places from 1; equal values share the best of theirs, so that no order of the input makes a difference. */
function ranksOf(values: ArrayLike<number>, nodeCount: number, lowestFirst: boolean): Uint32Array {
  if (values.length !== nodeCount) {
    throw new RangeError(`The measure gave ${values.length} values for ${nodeCount} persons.`);
  }
  const heights = Float64Array.from({ length: nodeCount }, (_, v) => {
    const value = values[v] as number;
    if (Number.isNaN(value)) return Number.NEGATIVE_INFINITY;
    return lowestFirst ? -value : value;
  });
  const order = Uint32Array.from({ length: nodeCount }, (_, v) => v).sort((a, b) => {
    const one = heights[a] as number;
    const other = heights[b] as number;
    return one === other ? 0 : other > one ? 1 : -1;
  });
  const ranks = new Uint32Array(nodeCount);
  let place = 0;
  let height = Number.NaN;
  for (let i = 0; i < nodeCount; i++) {
    const v = order[i] as number;
    const own = heights[v] as number;
    if (own !== height && !(height - own <= EQUAL * largestOf(height, own))) {
      place = i + 1;
      height = own;
    }
    ranks[v] = place;
  }
  return ranks;
}

/** 0 where one is no finite number: nothing is near it. */
function largestOf(one: number, other: number): number {
  return Number.isFinite(one) && Number.isFinite(other) ? Math.max(Math.abs(one), Math.abs(other)) : 0;
}

function ordinal(rank: number): string {
  const tens = rank % 100;
  if (tens >= 11 && tens <= 13) return `${rank}th`;
  return `${rank}${['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th'}`;
}
