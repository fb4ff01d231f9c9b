/**
 * What is allowed: the gate, purposes and legal bases, accounts.
 *
 * {@link openGate} is the only way to person data: it decides, and writes to the ledger before anything is returned.
 * {@link openAuthority} knows accounts, sessions and keys.
 */
export { AccountError } from './account-error.ts';
export {
  type Account,
  type ApiKey,
  type Authority,
  type AuthorityOptions,
  type KeyHolder,
  type LedgerPage,
  type Officer,
  openAuthority,
} from './authority.ts';
export { DEFAULT_POLICY } from './default-policy.ts';
export { type Gate, openGate, RefusedError } from './gate.ts';
export type { Openid, OpenidFailure, OpenidResult } from './oidc.ts';
export { CALLBACK_PATH, type OpenidSettings, ProviderError } from './oidc-provider.ts';
export type { Passkey, Passkeys, Site } from './passkeys.ts';
export { type Action, type Asker, type Decision, decide, type Policy, type Purpose } from './policy.ts';
export {
  decideRelease,
  EXITS,
  type Exit,
  type Leaving,
  type Recipient,
  type ReleaseQuestion,
} from './release.ts';
export type { RoleMapping } from './role-mapping.ts';
export type { PasswordResult, Session, SignedIn, SignInResult } from './sessions.ts';
