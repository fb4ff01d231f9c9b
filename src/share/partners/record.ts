import type { Agreement, Party } from './agreement.ts';
import type { Offer } from './terms.ts';

/** What is kept of a partner. */
export interface PartnerRecord {
  readonly id: string;
  /** As it is known now; the party in the agreement is as it was when both signed. */
  readonly party: Party;
  /** Announced, signed by the keys before; both are taken until it says that only these are in use. */
  readonly next?: Party;
  /** Number of the newest of our own key sets that this partner has acknowledged. */
  readonly knows: number;
  /** `ended`: nothing but receipts, withdrawals and the like; `revoked`: its certificate is refused. */
  readonly state: 'agreed' | 'ended' | 'revoked';
  readonly agreement: Agreement;
  /** A new version that one side has signed. */
  readonly proposal?: { readonly agreement: Agreement; readonly by: string; readonly at: string };
  readonly since: string;
  readonly ended?: { readonly at: string; readonly by: string; readonly reason: string };
  /** What other rooms keep for this partner (tables, references) was deleted after the end. */
  readonly cleared?: true;
  /** Its messages that changed its keys, as it signed them. */
  readonly rotations: readonly { readonly at: string; readonly jws: string }[];
}

/** What is kept of an invitation; never its secret. */
export interface InvitationRecord {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  readonly self: Party;
  readonly offer: Offer;
  readonly secretHash: string;
  readonly by: string;
  readonly at: string;
  readonly until: string;
  /** Canonical JSON of the terms that were accepted with it. */
  readonly usedFor?: string;
}
