import { seeded } from '../model/index.ts';
import {
  betweenness,
  closestPairs,
  type Graph,
  type JoinProposal,
  type JoinVerdict,
  joinNetwork,
  type LinkSuggestion,
  type Person,
  pageRank,
  proposeJoins,
  type Relation,
  rankIntervals,
  sampleBetweenness,
  stableCells,
  structuralHoles,
} from '../network/index.ts';
import { CONSENSUS_LINKS, EXACT_STEPS, INTERVAL_STEPS, SAMPLE, SEED } from './tuning.ts';
import type { RankMeasure } from './types.ts';

/** Ranks of all persons of a graph, by number. */
export interface RankedPersons {
  readonly values: ArrayLike<number>;
  readonly order: readonly number[];
  readonly rank: ArrayLike<number>;
  readonly best: ArrayLike<number>;
  readonly worst: ArrayLike<number>;
  /** Ranks are intervals; otherwise the network is too large for it. */
  readonly intervals: boolean;
  /** Of drawn betweenness. */
  readonly error?: number;
}

export interface FoundCells {
  readonly cellOf: ArrayLike<number>;
  readonly certainty: ArrayLike<number>;
  readonly runs: number;
}

/** What takes long, and so runs in a thread: name → from what to what. */
export interface Analyses {
  readonly ranks: (of: { readonly graph: Graph; readonly measure: RankMeasure }) => RankedPersons;
  readonly cells: (of: { readonly graph: Graph; readonly resolution: number }) => FoundCells;
  readonly links: (of: { readonly graph: Graph; readonly top: number }) => readonly LinkSuggestion[];
  readonly joins: (of: {
    readonly persons: readonly Person[];
    readonly relations: readonly Relation[];
    readonly judged: readonly JoinVerdict[];
  }) => readonly JoinProposal[];
}

const degrees = ({ nodeCount, offsets }: Graph): Float64Array =>
  Float64Array.from({ length: nodeCount }, (_, v) => (offsets[v + 1] as number) - (offsets[v] as number));

/** Values of persons; `lowestFirst` where the lowest ranks first. */
const MEASURES: Readonly<
  Record<RankMeasure, { readonly of: (graph: Graph) => ArrayLike<number>; readonly lowestFirst: boolean }>
> = {
  between: { of: betweenness, lowestFirst: false },
  links: { of: degrees, lowestFirst: false },
  pagerank: { of: (graph) => pageRank(graph), lowestFirst: false },
  constraint: { of: (graph) => structuralHoles(graph).constraint, lowestFirst: true },
};

export const ANALYSES: Analyses = {
  ranks({ graph, measure }) {
    const { of, lowestFirst } = MEASURES[measure];
    const steps = graph.nodeCount * graph.edgeCount;
    const sampled =
      measure === 'between' && steps > EXACT_STEPS
        ? sampleBetweenness(graph, { ...SAMPLE, random: seeded(SEED) })
        : undefined;
    const values = sampled?.values ?? of(graph);
    const sign = lowestFirst ? 1 : -1;
    const key = (v: number): number => {
      const value = values[v] as number;
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
    };
    const order = Array.from({ length: graph.nodeCount }, (_, v) => v).sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      return x === y ? a - b : x < y ? -1 : 1;
    });
    if (steps <= INTERVAL_STEPS && graph.edgeCount > 0) {
      const { rank, best, worst } = rankIntervals(graph, of, { seed: SEED, lowestFirst });
      return { values, order, rank, best, worst, intervals: true };
    }
    const rank = new Uint32Array(graph.nodeCount);
    for (const [i, v] of order.entries()) rank[v] = i + 1;
    return {
      values,
      order,
      rank,
      best: rank,
      worst: rank,
      intervals: false,
      ...(sampled && { error: sampled.error }),
    };
  },
  cells({ graph, resolution }) {
    const runs = graph.edgeCount <= CONSENSUS_LINKS ? 50 : 5;
    const { cellOf, certainty } = stableCells(graph, { seed: SEED, runs, resolution });
    return { cellOf, certainty, runs };
  },
  links: ({ graph, top }) => closestPairs(graph, { top, seed: SEED }),
  joins: ({ persons, relations, judged }) => proposeJoins(joinNetwork(persons, relations), judged),
};
