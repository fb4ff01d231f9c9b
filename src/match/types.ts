import type { SchemaName } from '../model/index.ts';

/**
 * What the matcher needs of a query or a record: a FollowTheMoney entity. `id` may be anything for a query.
 * Properties it looks at: every name property; birthDate, gender, nationality, citizenship, country,
 * jurisdiction, flag, birthPlace; every identifier property. Documents may be written as `passportNumber`,
 * `idNumber` …; the caller folds Passport and Identification entities into them.
 */
export interface MatchEntity {
  readonly id: string;
  readonly schema: SchemaName;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/**
 * What a score rests on, from weakest to strongest. Two hits with the same score are ordered by it.
 * `name-and-year`: names and the year of birth agree; `name-and-date`: the full date of birth agrees;
 * `document`: a document or registration number agrees.
 */
export const EVIDENCE_GRADES = [
  'name-only',
  'name-and-attribute',
  'name-and-year',
  'name-and-date',
  'document',
] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

/** Why two tokens of a name were set beside each other, or that one of them stands alone. */
export type TokenAgreement =
  | 'same'
  | 'spelling'
  | 'sound'
  | 'script'
  | 'joined'
  | 'article'
  | 'nickname'
  | 'initial'
  | 'missing';

export interface TokenPair {
  /** As written in the query; absent where the record has a token that the query lacks. */
  readonly query?: string;
  /** As written in the record; absent where the query has a token that the record lacks. */
  readonly candidate?: string;
  /** 0 to 1; 0 for a token that stands alone. */
  readonly similarity: number;
  readonly agreement: TokenAgreement;
  /** How much this pair counts, 0 to 1: a common name counts little. */
  readonly weight: number;
  /** For people: `Mohammed and Muhamad sound alike`. */
  readonly detail: string;
}

export type FieldOutcome = 'agrees' | 'close' | 'contradicts' | 'not-compared';

/** One attribute beside the name: what each side says, and what that does to the score. */
export interface FieldComparison {
  readonly field: 'birth date' | 'sex' | 'country' | 'birth place' | 'document';
  readonly query: readonly string[];
  readonly candidate: readonly string[];
  readonly outcome: FieldOutcome;
  /** What this field did to the score, e.g. +0.12 or −0.3; 0 where it changed nothing. */
  readonly effect: number;
  /** For people: `same day and month swapped (1961-03-07, 1961-07-03)`. */
  readonly detail: string;
}

export interface Explanation {
  /** One sentence: why this is, or is not, the same person. */
  readonly summary: string;
  /** The pair of names that agreed best, as written. */
  readonly queryName: string;
  readonly candidateName: string;
  /** `name`, `alias`, `weakAlias` …: the record's property that holds the name. */
  readonly candidateProperty: string;
  readonly nameScore: number;
  readonly tokens: readonly TokenPair[];
  /** Whether the tokens stand in the same order on both sides. */
  readonly order: 'same' | 'different';
  /** What was done to read the names, e.g. `Arabic script read letter by letter`. */
  readonly steps: readonly string[];
  readonly fields: readonly FieldComparison[];
}

export interface Comparison {
  /** 0 to 1, rounded to 3 places. */
  readonly score: number;
  readonly grade: EvidenceGrade;
  readonly explanation: Explanation;
}

/** An entity to be found, with the datasets it stands on. */
export interface IndexedEntity extends MatchEntity {
  readonly datasets: readonly string[];
}
