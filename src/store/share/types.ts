import type { Marking } from '../../model/index.ts';

/** What is kept of the blind question. Times are ISO 8601 instants. */

/** `own`: this service answers in it; `partner`: it asks in it; `held`: it is a second key holder for the owner. */
export type EpochRole = 'own' | 'partner' | 'held';

export interface StoredEpoch {
  readonly role: EpochRole;
  readonly owner: string;
  readonly epoch: number;
  /** `building`: not told to anybody yet; `over`: keys, tables and outputs are gone. */
  readonly state: 'building' | 'open' | 'over';
  readonly from: string;
  readonly until: string;
  /** The signed manifest, where there is one. */
  readonly manifest?: string;
  /** The last change of lists that own outputs and tables hold. */
  readonly listsSeen: number;
}

/** How a statement is marked, and who said it. Equal ones of one answer are the same object. */
export interface MarkedBy {
  readonly marking: Marking;
  readonly sourceService: string;
}

/** A value of a record that can stand in a person key. */
export interface RecordValue {
  readonly property: string;
  readonly value: string;
  /**
   * What it tells of: itself, that the person is on the list, and for the number of a paper of its own that there is this
   * paper and that the person holds it.
   */
  readonly rests: readonly MarkedBy[];
}

export interface PersonRecord {
  /** Canonical id. */
  readonly record: string;
  readonly values: readonly RecordValue[];
  /** Somebody of this service works on it now. */
  readonly activeCase?: boolean;
}

/** Outputs of the function for keys of a record: 16 bytes of the key's SHA-256 and 64 bytes of output, one behind the other. */
export interface StoredOutputs {
  readonly record: string;
  readonly outputs: Buffer;
}

export interface StoredReference {
  /** Hex, 16 bytes. */
  readonly reference: string;
  readonly partner: string;
  readonly epoch: number;
  readonly record: string;
  /** Fingerprint of what the table tells of the record. */
  readonly told: string;
  /** Nobody: who asks on it has guessed. */
  readonly decoy: boolean;
  /** Kept for the next epochs, since the partner has found that its person is another. */
  readonly carried: boolean;
  readonly withdrawnAt?: string;
  /** Set when its epoch is over: until then the partner may still come with it. */
  readonly keepUntil?: string;
}

export interface TableId {
  readonly owner: string;
  readonly asker: string;
  readonly epoch: number;
}

/** One part of a table: the whole, or what came since. */
export interface StoredPart {
  readonly part: number;
  /** Id of the agreement that it was made under. */
  readonly agreement: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Limits {
  readonly perDay: number;
  /** Within any 60 seconds; absent where only the day counts. */
  readonly perMinute?: number;
}

export type Spent =
  | { readonly spent: true; readonly leftToday: number; readonly leftNow: number }
  | { readonly spent: false; readonly why: 'replayed' | 'day' | 'minute' };

export interface StoredOpening {
  readonly commitment: string;
  readonly partner: string;
  readonly askedAt: string;
  readonly eraseAt: string;
  readonly sealed: Buffer;
}

export interface StoredStanding {
  readonly id: string;
  readonly account: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Who is asked for and why, encrypted. */
  readonly sealed: Buffer;
}

/** What one partner's epoch gave for a standing question. */
export interface StandingOutputs {
  readonly standing: string;
  readonly partner: string;
  readonly epoch: number;
  readonly sealed: Buffer;
  /** References that were told already. */
  readonly told: readonly string[];
}

export interface StoredReceipt {
  readonly owner: string;
  readonly partner: string;
  readonly epoch: number;
  /** The service that signed it. */
  readonly by: string;
  readonly receipt: string;
  readonly at: string;
}
