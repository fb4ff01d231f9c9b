/**
 * Ways between persons: shortest, several, in the order of time, most reliable; and what has to be lost so that no way is left.
 */
export { shortestPaths } from './k-shortest.ts';
export { type MinimumCut, minimumCut } from './minimum-cut.ts';
export type { Path } from './path.ts';
export { mostReliablePath, mostReliablePaths, type ReliablePath } from './reliable.ts';
export { type Closed, openSearch, type Search } from './search.ts';
export { hopDistances, shortestPath } from './shortest.ts';
export {
  buildTimedGraph,
  earliestArrival,
  fewestContacts,
  type TimedGraph,
  type TimedOptions,
  type TimedPath,
} from './timed.ts';
