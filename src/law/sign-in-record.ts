import type { Ledger } from '../store/index.ts';

/** What happened at the door, for the ledger. `rule` is the way in, or why it stayed shut. */
export interface DoorEvent {
  readonly action:
    | 'sign-in'
    | 'set-password'
    | 'add-passkey'
    | 'remove-passkey'
    | 'manage-accounts'
    | 'declare-close-person'
    | 'withdraw-close-person';
  readonly allowed: boolean;
  readonly rule: string;
  readonly subjects?: readonly string[];
}

export type RecordDoorEvent = (
  who: { readonly account: string; readonly roles: readonly string[] },
  event: DoorEvent,
) => Promise<void>;

/**
 * Writes sign-ins and changes of what signs somebody in. Only of people who were recognised: anybody may try, and would fill
 * the ledger with names that they made up.
 */
export const recordOn =
  (ledger: Ledger, now: () => Date): RecordDoorEvent =>
  ({ account, roles }, { action, allowed, rule, subjects = [account] }) =>
    ledger.append({
      at: now().toISOString(),
      account,
      roles,
      purpose: 'sign-in',
      legalBasis: 'accountability',
      action,
      allowed,
      rule,
      subjects,
      count: subjects.length,
    });
