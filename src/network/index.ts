/**
 * Who stands between: the network that is made of what several services say, and what no service sees alone.
 *
 * Pure: values in, values out, on typed arrays ({@link buildGraph}); work that takes long is done in a worker.
 */

export { percolatedCells } from './cells/clique-percolation.ts';
export { type CellOptions, findCells } from './cells/leiden.ts';
export { type LinkCells, linkCells } from './cells/link-communities.ts';
export { type Measure, modularity, type Partition, pottsQuality } from './cells/partition.ts';
export { type StabilityOptions, type StableCells, stableCells } from './cells/stability.ts';
export { buildGraph, type Graph } from './graph.ts';
export { type BlockModel, type BlockOptions, blockModel } from './links/block-model.ts';
export { type ClosestOptions, closestPairs } from './links/closest.ts';
export { type ContactScore, contactScore, eachPairAtTwo } from './links/common-contacts.ts';
export { type HiddenLinks, type HiddenOptions, hiddenLinks } from './links/hidden.ts';
export { type Katz, katz } from './links/katz.ts';
export type { LinkScore } from './links/scorer.ts';
export type { LinkSuggestion } from './links/suggestion.ts';
export {
  type IntervalOptions,
  type RankIntervals,
  rankIntervals,
  type TrialOptions,
  tellRank,
  trialGraphs,
} from './robustness/rank-intervals.ts';
export { type Components, components } from './structure/components.ts';
