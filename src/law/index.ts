/**
 * What is allowed: the gate, purposes and legal bases, accounts.
 *
 * {@link openGate} is the only way to person data: it decides, and writes to the ledger before anything is returned.
 * {@link openAuthority} knows accounts, sessions and keys. {@link openAudit} is for those who look after all of it.
 */

/** An export of a ledger is checked without any store, so also where there is no service. */
export { ExportError, type ExportVerification, NoteError, ProofError, verifyExport } from '../store/index.ts';
export { AccountError } from './account-error.ts';
export type { Act, Anomalies, Burst, IdleLooks, RefusedLooks } from './anomalies.ts';
export {
  type AnomalyPage,
  type Audit,
  type CheckpointPage,
  type LedgerPage,
  openAudit,
} from './audit.ts';
export {
  type Account,
  type ApiKey,
  type Authority,
  type AuthorityOptions,
  type KeyHolder,
  type Officer,
  openAuthority,
} from './authority.ts';
export { DEFAULT_POLICY } from './default-policy.ts';
export { type Gate, openGate, RefusedError } from './gate.ts';
export { type Action, type Asker, type Decision, decide, type Policy, type Purpose } from './policy.ts';
export {
  decideRelease,
  EXITS,
  type Exit,
  type Leaving,
  type Recipient,
  type ReleaseQuestion,
} from './release.ts';
export type { PasswordResult, Session, SignInResult } from './sessions.ts';
