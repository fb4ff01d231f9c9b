/**
 * Who it is: index, candidates, score, explanation.
 */
export type {
  Comparison,
  EvidenceGrade,
  Explanation,
  FieldComparison,
  FieldOutcome,
  MatchEntity,
  TokenAgreement,
  TokenPair,
} from './types.ts';
