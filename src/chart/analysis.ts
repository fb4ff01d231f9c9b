import { seeded } from '../model/index.ts';
import {
  type Brokerage,
  betweenness,
  brokerage,
  closestPairs,
  components,
  type Graph,
  hopDistances,
  type JoinVerdict,
  joinNetwork,
  keyPlayers,
  type LinkSuggestion,
  type MinimumCut,
  minimumCut,
  type Person,
  pageRank,
  proposeJoins,
  type Relation,
  rankIntervals,
  sampleBetweenness,
  stableCells,
  structuralHoles,
} from '../network/index.ts';
import { type PaperPair, type Proposed, withPapers } from './papers.ts';
import {
  CONSENSUS_LINKS,
  EXACT_STEPS,
  INTERVAL_STEPS,
  NEARNESS_STEPS,
  REACH_STEPS,
  SAMPLE,
  SEED,
} from './tuning.ts';
import type { KeyPlayersGoal, RankMeasure } from './types.ts';

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

/** A set of persons, by number, with what it is worth, and what each of them adds. */
export interface FoundPlayers {
  readonly nodes: readonly number[];
  readonly value: number;
  /** Of nobody. */
  readonly before: number;
  readonly alone: readonly number[];
  readonly without: readonly number[];
  readonly certain: boolean;
  readonly equallyGood?: number;
  /** How many were looked at, where not everybody was. */
  readonly candidates?: number;
}

export interface FoundCut extends MinimumCut {
  readonly sides: readonly [number, number];
}

/** What takes long, and so runs in a thread: name → from what to what. */
export interface Analyses {
  readonly ranks: (of: { readonly graph: Graph; readonly measure: RankMeasure }) => RankedPersons;
  readonly players: (of: {
    readonly graph: Graph;
    readonly goal: KeyPlayersGoal;
    readonly count: number;
  }) => FoundPlayers;
  readonly roles: (of: {
    readonly graph: Graph;
    readonly groupsOf: readonly (readonly number[])[];
  }) => Brokerage;
  readonly cut: (of: {
    readonly graph: Graph;
    readonly groupA: readonly number[];
    readonly groupB: readonly number[];
    readonly capacities?: ArrayLike<number>;
  }) => FoundCut;
  readonly cells: (of: { readonly graph: Graph; readonly resolution: number }) => FoundCells;
  readonly links: (of: { readonly graph: Graph; readonly top: number }) => readonly LinkSuggestion[];
  readonly joins: (of: {
    readonly persons: readonly Person[];
    readonly relations: readonly Relation[];
    readonly papers: readonly PaperPair[];
    readonly judged: readonly JoinVerdict[];
  }) => readonly Proposed[];
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
  players({ graph, goal, count }) {
    const near = goal === 'closeness' || goal === 'reach';
    const room = Math.max(count, Math.floor(NEARNESS_STEPS / (graph.nodeCount + graph.targets.length)));
    const few = near && room < graph.nodeCount ? bestTied(graph, room) : undefined;
    const wanted = goal === 'reach' ? { goal, steps: REACH_STEPS } : { goal };
    const found = keyPlayers(graph, { ...wanted, count, ...(few && { candidates: few }) });
    const worth = (nodes: readonly number[]): number =>
      nodes.length === 0
        ? emptyValue(graph, goal)
        : keyPlayers(graph, { ...wanted, count: nodes.length, candidates: nodes }).value;
    const certain = found.method === 'exhaustive' && !few;
    return {
      nodes: found.nodes,
      value: found.value,
      before: worth([]),
      alone: found.nodes.map((v) => worth([v])),
      without: found.nodes.map((v) => worth(found.nodes.filter((other) => other !== v))),
      certain,
      ...(certain && found.ties !== undefined && { equallyGood: found.ties }),
      ...(few && { candidates: few.length }),
    };
  },
  roles: ({ graph, groupsOf }) => brokerage(graph, groupsOf),
  cut({ graph, groupA, groupB, capacities }) {
    const found = minimumCut(graph, groupA, groupB, capacities);
    // Whoever reaches the second group and is not on the side of the first is on that of the second: no tie is cut that need not be.
    const far = hopDistances(graph, groupB).reduce(
      (count, hops, v) => count + (hops >= 0 && found.near[v] === 0 ? 1 : 0),
      0,
    );
    return { ...found, sides: [found.near.reduce((sum, one) => sum + one, 0), far] };
  },
  cells({ graph, resolution }) {
    const runs = graph.edgeCount <= CONSENSUS_LINKS ? 50 : 5;
    const { cellOf, certainty } = stableCells(graph, { seed: SEED, runs, resolution });
    return { cellOf, certainty, runs };
  },
  links: ({ graph, top }) => closestPairs(graph, { top, seed: SEED }),
  joins: ({ persons, relations, papers, judged }) =>
    withPapers(papers, proposeJoins(joinNetwork(persons, relations), judged), judged),
};

/** What is parted while all are there; nobody is near to anybody while nobody is chosen. */
function emptyValue(graph: Graph, goal: KeyPlayersGoal): number {
  const { nodeCount } = graph;
  if (goal === 'closeness' || goal === 'reach' || nodeCount < 2) return 0;
  const pairs = nodeCount * (nodeCount - 1);
  let joined = 0;
  if (goal === 'fragmentation') for (const size of components(graph).sizes) joined += size * (size - 1);
  else
    for (let v = 0; v < nodeCount; v++)
      for (const hops of hopDistances(graph, [v])) if (hops > 0) joined += 1 / hops;
  return 1 - joined / pairs;
}

function bestTied(graph: Graph, most: number): readonly number[] {
  const ties = degrees(graph);
  return Array.from(ties, (_, v) => v)
    .sort((a, b) => (ties[b] as number) - (ties[a] as number) || a - b)
    .slice(0, most);
}
