import type { Accounts, Ledger, SignInWay, StoredAccount, StoredSession } from '../store/index.ts';
import { AccountError } from './account-error.ts';
import { type AddressLimit, openAddressLimit } from './address-limit.ts';
import {
  hashCode,
  hashPassword,
  hashToken,
  newToken,
  passwordFits,
  passwordProblem,
  sameHash,
} from './secrets.ts';
import { recordOn } from './sign-in-record.ts';
import {
  ADDRESS_BEGUN,
  FIRST_WAIT,
  FREE_FAILURES,
  LONGEST_WAIT,
  SCRYPT_COST,
  SESSION_TOUCH,
} from './tuning.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly account: string;
  readonly roles: readonly string[];
  /** Signed in with a one-time code: nothing else is allowed before a password is set. */
  readonly mustSetPassword: boolean;
  /** ISO 8601 instant. */
  readonly expiresAt: string;
  readonly signedInBy: SignInWay;
  /** ISO 8601 instant. */
  readonly signedInAt: string;
}

/** The token is for the cookie of the browser, and for nobody else. */
export interface SignedIn {
  readonly ok: true;
  readonly token: string;
  readonly session: Session;
}

/** Why somebody could not sign in; `retryAfter` in seconds when there were too many attempts. */
export type SignInResult = SignedIn | { readonly ok: false; readonly retryAfter?: number };

export type PasswordResult =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly reason: string };

export interface Sessions {
  /** `from` is the address of the caller, for the limit of attempts. */
  signIn(
    account: string,
    secret: { readonly password: string } | { readonly code: string },
    from: string,
  ): Promise<SignInResult>;
  session(token: string): Promise<Session | undefined>;
  signOut(token: string): Promise<void>;
  /** Ends all other sessions of the account and uses its one-time code up. */
  setPassword(token: string, password: string, oldPassword: string | undefined): Promise<PasswordResult>;
}

export interface SessionOptions {
  readonly accounts: Accounts;
  readonly ledger: Ledger;
  /** The clock. */
  readonly now: () => Date;
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number;
  /** Hours after which a session ends in any case. */
  readonly sessionHours: number;
  /** Binary logarithm of scrypt's N, for new passwords; lower in tests. */
  readonly scryptCost?: number;
}

/** What other ways of signing in share with the password: sessions, and the limit of attempts from an address. */
export interface Door {
  readonly sessions: Sessions;
  readonly addresses: AddressLimit;
  /** Counts a sign-in that is begun without a secret. Throws AccountError `too-many`. */
  countBegun(from: string): void;
  /** Writes the sign-in down, then opens the session. */
  open(account: StoredAccount, by: SignInWay): Promise<SignedIn>;
}

/** Sign-in and sessions on local accounts. Only hashes of secrets are kept. */
export function openDoor({
  accounts,
  ledger,
  now,
  idleMinutes,
  sessionHours,
  scryptCost = SCRYPT_COST,
}: SessionOptions): Door {
  const record = recordOn(ledger, now);
  const addresses = openAddressLimit();
  const begun = openAddressLimit(ADDRESS_BEGUN);
  // One attempt at a time: attempts that run beside each other would all see the same count of failures, and each
  // takes the memory of one scrypt.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const result = turn.then(run);
    turn = result.catch(() => {});
    return result;
  };
  const later = (milliseconds: number): string => new Date(now().getTime() + milliseconds).toISOString();

  const open = async (account: StoredAccount, by: SignInWay): Promise<SignedIn> => {
    const token = newToken();
    const at = now().toISOString();
    await record(account, { action: 'sign-in', allowed: true, rule: by });
    await accounts.changeAccount(account.account, { failures: 0, lockedUntil: null, lastSignInAt: at });
    const session: StoredSession = {
      tokenHash: hashToken(token),
      account: account.account,
      signedInBy: by,
      mustSetPassword: by === 'code',
      createdAt: at,
      usedAt: at,
      expiresAt: later(sessionHours * 3_600_000),
    };
    await accounts.saveSession(session);
    return { ok: true, token, session: shown(session, account) };
  };

  const shown = (session: StoredSession, account: StoredAccount): Session => {
    const ends = [Date.parse(session.usedAt) + idleMinutes * 60_000, Date.parse(session.expiresAt)];
    return {
      account: account.account,
      roles: account.roles,
      mustSetPassword: session.mustSetPassword,
      expiresAt: new Date(Math.min(...ends)).toISOString(),
      signedInBy: session.signedInBy,
      signedInAt: session.createdAt,
    };
  };

  const find = async (token: string) => {
    const session = await accounts.session(hashToken(token));
    if (!session) return undefined;
    const account = await accounts.account(session.account);
    const at = now().toISOString();
    if (!account || account.disabled || shown(session, account).expiresAt <= at) {
      await accounts.endSessions({ tokenHash: session.tokenHash });
      return undefined;
    }
    return { session, account };
  };

  const sessions: Sessions = {
    signIn: (name, secret, from) =>
      inTurn(async () => {
        const at = now();
        const addressWait = addresses.wait(from, at.getTime());
        if (addressWait > 0) return { ok: false, retryAfter: addressWait / 1000 };
        const account = await accounts.account(name);
        if (account?.lockedUntil !== undefined && account.lockedUntil > at.toISOString()) {
          return { ok: false, retryAfter: (Date.parse(account.lockedUntil) - at.getTime()) / 1000 };
        }
        const fits =
          'password' in secret
            ? await passwordFits(secret.password, account?.passwordHash, scryptCost)
            : sameHash(hashCode(secret.code), account?.codeHash ?? '');
        if (account && fits && !account.disabled) {
          return open(account, 'code' in secret ? 'code' : 'password');
        }
        addresses.failed(from, at.getTime());
        if (account) {
          const failures = account.failures + 1;
          const wait = Math.min(FIRST_WAIT * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT);
          await accounts.changeAccount(name, {
            failures,
            lockedUntil: failures < FREE_FAILURES ? null : later(wait),
          });
        }
        return { ok: false };
      }),

    async session(token) {
      const found = await find(token);
      if (!found) return undefined;
      const { session, account } = found;
      const at = now();
      if (at.getTime() - Date.parse(session.usedAt) >= SESSION_TOUCH) {
        const used = { ...session, usedAt: at.toISOString() };
        await accounts.touchSession(used.tokenHash, used.usedAt);
        return shown(used, account);
      }
      return shown(session, account);
    },

    async signOut(token) {
      await accounts.endSessions({ tokenHash: hashToken(token) });
    },

    setPassword: (token, password, oldPassword) =>
      inTurn(async () => {
        const found = await find(token);
        if (!found) return { ok: false, reason: 'The session has ended: sign in again.' };
        const { session, account } = found;
        if (account.openid) {
          return { ok: false, reason: 'This account has no password: the OpenID provider signs it in.' };
        }
        if (!session.mustSetPassword) {
          const at = now();
          const locked = account.lockedUntil !== undefined && account.lockedUntil > at.toISOString();
          if (locked || !(await passwordFits(oldPassword ?? '', account.passwordHash, scryptCost))) {
            const failures = account.failures + 1;
            await accounts.changeAccount(account.account, {
              failures,
              ...(failures < FREE_FAILURES ? {} : { lockedUntil: later(FIRST_WAIT) }),
            });
            return { ok: false, reason: 'The old password does not fit.' };
          }
        }
        const problem = passwordProblem(password, account.account);
        if (problem !== undefined) return { ok: false, reason: problem };
        const passwordHash = await hashPassword(password, scryptCost);
        await record(account, { action: 'set-password', allowed: true, rule: 'password' });
        await accounts.changeAccount(account.account, { passwordHash, codeHash: null });
        await accounts.endSessions({ account: account.account });
        const kept = { ...session, mustSetPassword: false, usedAt: now().toISOString() };
        await accounts.saveSession(kept);
        return { ok: true, session: shown(kept, account) };
      }),
  };
  const countBegun = (from: string): void => {
    const at = now().getTime();
    if (begun.wait(from, at) > 0) {
      throw new AccountError('too-many', 'Too many sign-ins were begun from this address.');
    }
    begun.failed(from, at);
  };
  return { sessions, addresses, countBegun, open };
}
