import type { Contact } from '../link/index.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementState } from './directory.ts';

/** A partner as people see it. */
export interface PartnerView {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly state: AgreementState;
  /** SHA-256 of its public key: to be compared with what the partner says on another way. */
  readonly pin: string;
  readonly agreement: Agreement;
  readonly proposal?: { readonly agreement: Agreement; readonly by: string; readonly at: string };
  readonly since: string;
  readonly ended?: { readonly at: string; readonly by: string; readonly reason: string };
  /** Whether it has acknowledged our newest keys. */
  readonly knowsOurKeys: boolean;
  /** Messages that did not arrive yet, and those that it refused. */
  readonly waiting: number;
  readonly refused: readonly { readonly kind: string; readonly reason: string }[];
  /** How it went when the two last spoke, whoever began; absent where they never did. */
  readonly contact?: Contact;
  /** Where the agreement is in force. */
  readonly use?: AgreementUse;
}

/** A partner that does not answer. */
export interface UnreachablePartner {
  readonly partner: string;
  readonly title: string;
  /** When it was heard last, or the agreement began. */
  readonly since: string;
  /** Messages that wait for it. */
  readonly waiting: number;
}

/** How much of what may be asked was asked in one direction. */
export interface QuestionUse {
  readonly today: number;
  readonly leftToday: number;
  /** The epoch of whoever is asked; absent before its first. `questions`: in the days of the epoch, its first one whole. */
  readonly epoch?: {
    readonly number: number;
    readonly from: string;
    readonly until: string;
    readonly questions: number;
  };
}

/** Whom it is about, and what its agreement allows. */
export interface AskedOf {
  readonly partner: string;
  readonly questionsPerDay: number;
}

export interface AgreementUse {
  readonly weAsk: QuestionUse;
  readonly theyAsk: QuestionUse;
}

export interface InviteRequest {
  /** Name of the service that is invited. */
  readonly name: string;
  readonly url?: string;
  /** Terms as {@link ChosenTerms}; sensible ones for what is left out. */
  readonly terms?: unknown;
}
