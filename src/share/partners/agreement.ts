import type { JWK } from 'jose';
import type { Family } from '../ask/person-keys.ts';

/** One service of an agreement. */
export interface Party {
  /** Name of the service, `[a-z0-9-]`, unique among its partners. */
  readonly id: string;
  readonly title: string;
  /** Address of its link, `https://host:port`. */
  readonly url: string;
  /** SHA-256 of the SubjectPublicKeyInfo of its TLS certificate, base64url (RFC 7469 §2.4). */
  readonly spki: string;
  /** Ed25519 public key that it signs with, as JWK (RFC 8037). */
  readonly signingKey: JWK;
}

/** What two services agree on. Signed by both, it is an {@link Agreement}. */
export interface AgreementTerms {
  /** UUID; stays when the terms are changed. */
  readonly id: string;
  /** 1 where it is absent; each change counts one up, and takes the place of the version before. */
  readonly version?: number;
  /** Who invited, who accepted. */
  readonly parties: readonly [Party, Party];
  /** What may be asked for, on which legal basis. */
  readonly purposes: readonly { readonly name: string; readonly legalBases: readonly string[] }[];
  readonly families: readonly Family[];
  readonly canon: 1;
  /** Questions that each may ask the other a day (UTC), and within any minute. */
  readonly questionsPerDay: number;
  readonly questionsPerMinute: number;
  /** Days after which keys, tables and references are new; at most 30. */
  readonly epochDays: number;
  /** Whether outputs of approved watches may be kept for an epoch and tried on updates of the table. */
  readonly standingQuestions: boolean;
  /** Whether both learn that they work on the same person. */
  readonly deconfliction: boolean;
  /** Whether what came by answers stays with who got it when the agreement is over; where it is absent it is erased. */
  readonly keepReceived?: boolean;
  /** Sharing groups that each belongs to, by id of the party. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** ISO 8601 instants. */
  readonly from: string;
  readonly until: string;
}

export interface Agreement extends AgreementTerms {
  /** JWS in compact form over the canonical JSON of the terms (RFC 7515, RFC 8785), by each party. */
  readonly signatures: Readonly<Record<string, string>>;
}

/** What the other rooms need of the partners. */
export interface Partners {
  /** This service, as its partners know it. */
  self(): Promise<Party>;
  /** The agreement with a partner that is in force now: begun, not ended, not past its end. */
  inForce(partner: string): Promise<Agreement | undefined>;
  /**
   * Ed25519 keys that a partner may sign with now: two while it changes them, none where it is no partner. The agreement has
   * those of the day on which it was signed.
   */
  keysOf(partner: string): Promise<readonly JWK[]>;
  /** All partners with an agreement in force. */
  list(): Promise<readonly { readonly party: Party; readonly agreement: Agreement }[]>;
}
