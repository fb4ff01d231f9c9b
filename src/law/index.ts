/**
 * What is allowed: the gate, the policy, purposes and legal bases, emergency access, accounts.
 *
 * {@link openGate} is the only way to person data: it decides, and writes to the ledger before anything is returned.
 * {@link openLaw} keeps the policy: which version is in force, which were proposed, and who broke the glass.
 * {@link openAuthority} knows accounts, sessions and keys. {@link openAudit} is for those who look after all of it.
 */

/** An export of a ledger is checked without any store, so also where there is no service. */
export { ExportError, type ExportVerification, NoteError, ProofError, verifyExport } from '../store/index.ts';
export { AccountError } from './account-error.ts';
export type { Action } from './actions.ts';
export { alarmWords } from './alarm-words.ts';
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
export {
  CLOSENESS,
  type CloseLook,
  type Closeness,
  type ClosePerson,
  type ClosePersonDesk,
  type DeclaredClosePerson,
  type OwnClosePerson,
} from './close-persons.ts';
export { DEFAULT_POLICY } from './default-policy.ts';
export { type Alarm, EMERGENCY_ACTIONS, type Emergency } from './emergency.ts';
export { erasureProof } from './erasure-proof.ts';
export { type Gate, openGate, RefusedError } from './gate.ts';
export type { InForce } from './in-force.ts';
export type { ErasedKind, KeepingRoom, KeptRow } from './keeping.ts';
export {
  type Alarms,
  type Law,
  openLaw,
  type PolicyInWords,
  type PolicyVersion,
  soundPolicy,
} from './law.ts';
export type { Openid, OpenidFailure, OpenidResult } from './oidc.ts';
export { CALLBACK_PATH, type OpenidSettings, ProviderError } from './oidc-provider.ts';
export type { Passkey, Passkeys, Site } from './passkeys.ts';
export type { ChangedDecision, PastReport } from './past.ts';
export { type Asker, type Could, type Decision, decide, type Matter, type PlainRule } from './policy.ts';
export { PolicyError } from './policy-error.ts';
export { type CaseResult, checkPolicy, type PolicyCheck } from './policy-tests.ts';
export { openPolicy, type Policy, type PolicyText, type Purpose, readPolicyFolder } from './policy-text.ts';
export {
  decideRelease,
  EXITS,
  type Exit,
  type Leaving,
  type Recipient,
  type ReleaseQuestion,
} from './release.ts';
export type { RoleMapping } from './role-mapping.ts';
export type { ServiceAlarm } from './service-alarms.ts';
export type { PasswordResult, Session, SignedIn, SignInResult } from './sessions.ts';
export type {
  HeldRecord,
  HeldSource,
  SubjectCandidate,
  SubjectQuestion,
  SubjectReport,
  TitledCandidate,
} from './subject-access.ts';
export { subjectPage } from './subject-page.ts';
