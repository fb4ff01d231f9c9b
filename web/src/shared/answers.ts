import type { Comparison, EvidenceGrade, MatchEntity } from '../../../src/match/index.ts';
import type { Entity, Judgement, Statement } from '../../../src/model/index.ts';
import type { DatasetState, EntityView, Hit } from '../../../src/screening/index.ts';
import type { ListDifference, ListVersion } from '../../../src/store/index.ts';

export type { FieldComparison, FieldOutcome, TokenAgreement, TokenPair } from '../../../src/match/index.ts';
export type { Verdict } from '../../../src/model/index.ts';
export type {
  Comparison,
  DatasetState,
  Entity,
  EntityView,
  EvidenceGrade,
  Hit,
  Judgement,
  ListDifference,
  ListVersion,
  MatchEntity,
  Statement,
};

/** Who is signed in. */
export interface Me {
  readonly account: string;
  readonly roles: readonly string[];
  readonly mustSetPassword: boolean;
  readonly expiresAt: string;
  readonly signedInBy: 'password' | 'code' | 'openid' | 'passkey';
  readonly signedInAt: string;
  readonly version: string;
}

/** How one can sign in here, beside password and code. */
export interface SignInWays {
  readonly openid?: { readonly title: string };
  /** False at an IP address, and without TLS. */
  readonly passkeys: boolean;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
}

/** What the signed-in account may say it is doing, and on which legal bases. */
export interface PolicyAnswer {
  readonly purposes: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly legalBases: readonly { readonly name: string; readonly title: string }[];
  }[];
  /** All roles that an account can have. */
  readonly roles: readonly string[];
}

export interface SearchAnswer {
  readonly query: MatchEntity;
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly cut: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly tookMs: number;
}

export interface Suggestion {
  readonly id: string;
  readonly caption: string;
  readonly schema: string;
  readonly datasets: readonly string[];
  readonly score: number;
  readonly grade: EvidenceGrade;
  readonly matchedName: string;
}

export interface CompareAnswer {
  readonly query: MatchEntity;
  readonly entity: Entity;
  readonly comparison: Comparison;
  readonly statements: readonly Statement[];
}

export interface EntityAnswer {
  readonly view: EntityView;
  /** The canonical id, where the entity was merged into another. */
  readonly redirect?: string;
  readonly asOf?: string;
}

export interface QuarantineEntry {
  readonly file: string;
  readonly line?: number;
  readonly byte?: number;
  readonly record?: string;
  readonly reason: string;
  readonly excerpt?: string;
}

export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly allowed: boolean;
  readonly rule: string;
  readonly subjects: readonly string[];
  readonly question?: string;
  readonly count: number;
  readonly note?: string;
  readonly hash: string;
  readonly erased?: boolean;
}

export interface LedgerAnswer {
  readonly entries: readonly LedgerEntry[];
  readonly total: number;
  readonly intact: boolean;
  readonly why?: string;
}

export interface Account {
  readonly account: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
  readonly openid: boolean;
  readonly passkeys: number;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

export type { Closeness, OwnClosePerson } from '../../../src/law/index.ts';
