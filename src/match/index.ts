/**
 * Who it is: index, candidates, score, explanation.
 *
 * Works without a database or a server: {@link buildIndex} from entities, `search` it, {@link compare} two entities.
 * Pure: values in, values out. How the search proves that it misses nothing is told in `segment-search.ts`; every
 * number is in `tuning.ts`.
 */
export { compare } from './compare.ts';
export {
  buildIndex,
  type IndexHit,
  type MatchIndex,
  openSegments,
  type SearchOptions,
  type SearchResult,
} from './match-index.ts';
export { readSnapshot, SNAPSHOT_FORMAT, SnapshotError, writeSnapshot } from './snapshot.ts';
export { DEFAULT_LIMIT, DEFAULT_THRESHOLD, LOWEST_THRESHOLD } from './tuning.ts';
export {
  type Comparison,
  EVIDENCE_GRADES,
  type EvidenceGrade,
  type Explanation,
  type FieldComparison,
  type FieldOutcome,
  type IndexedEntity,
  type MatchEntity,
  type TokenAgreement,
  type TokenPair,
} from './types.ts';
export { type SearchPool, startPool } from './worker-pool.ts';
