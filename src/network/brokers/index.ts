/**
 * Who stands between: betweenness exact, in threads and sampled, PageRank, structural holes, roles between groups, key players.
 */
export { betweenness } from './betweenness.ts';
export { betweennessApart } from './betweenness-workers.ts';
export { type Brokerage, brokerage } from './brokerage.ts';
export { type KeyPlayerGoal, type KeyPlayerOptions, type KeyPlayers, keyPlayers } from './key-players.ts';
export { type PageRankOptions, pageRank } from './pagerank.ts';
export { type SampledBetweenness, type SampleOptions, sampleBetweenness } from './sampled-betweenness.ts';
export { type StructuralHoles, structuralHoles } from './structural-holes.ts';
