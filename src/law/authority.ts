import type { Accounts, Ledger, RecordedEntry, StoredAccount, StoredSession } from '../store/index.ts';
import { uuidV7 } from '../store/index.ts';
import { RefusedError } from './gate.ts';
import { decide, type Policy, type Purpose, purposesOf } from './policy.ts';
import { hashSecret, hashToken, isSecret, newCode, newToken } from './secrets.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly account: string;
  readonly roles: readonly string[];
  /** Signed in with a one-time code: nothing else is allowed before a password is set. */
  readonly mustSetPassword: boolean;
  /** ISO 8601 instant. */
  readonly expiresAt: string;
}

/** A program with an API key: it acts for one account, with one purpose and legal basis. */
export interface KeyHolder {
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
}

export interface Account {
  readonly account: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
}

export interface ApiKey extends KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

export interface LedgerPage {
  readonly entries: readonly RecordedEntry[];
  readonly total: number;
  /** Whether the chain of hashes holds from the first entry to the last. */
  readonly intact: boolean;
}

/** Why somebody could not sign in; `retryAfter` in seconds when there were too many attempts. */
export type SignInResult =
  | { readonly ok: true; readonly token: string; readonly session: Session }
  | { readonly ok: false; readonly retryAfter?: number };

export type PasswordResult =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly reason: string };

/** Whoever changes accounts or keys, or reads the ledger. */
export interface Officer {
  readonly account: string;
  readonly roles: readonly string[];
}

export interface Authority {
  /** `from` is the address of the caller, for the limit of attempts. */
  signIn(
    account: string,
    secret: { readonly password: string } | { readonly code: string },
    from: string,
  ): Promise<SignInResult>;
  session(token: string): Promise<Session | undefined>;
  signOut(token: string): Promise<void>;
  setPassword(token: string, password: string, oldPassword: string | undefined): Promise<PasswordResult>;
  key(key: string): Promise<KeyHolder | undefined>;

  purposes(roles: readonly string[]): readonly Purpose[];
  roles(): readonly string[];

  /** These throw {@link RefusedError} where the officer's roles do not allow it. */
  accounts(officer: Officer): Promise<readonly Account[]>;
  createAccount(
    officer: Officer,
    account: string,
    roles: readonly string[],
  ): Promise<{ readonly account: Account; readonly code: string }>;
  disableAccount(officer: Officer, account: string): Promise<Account>;
  keys(officer: Officer): Promise<readonly ApiKey[]>;
  createKey(
    officer: Officer,
    key: { readonly name: string } & KeyHolder,
  ): Promise<{ readonly id: string; readonly key: string }>;
  revokeKey(officer: Officer, id: string): Promise<void>;
  ledger(
    officer: Officer,
    page: {
      readonly before?: number;
      readonly limit: number;
      readonly account?: string;
      readonly action?: string;
    },
  ): Promise<LedgerPage>;

  /** The one-time code of the first administrator; `undefined` once there is any account. */
  firstAdministrator(): Promise<{ readonly account: string; readonly code: string } | undefined>;
}

export interface AuthorityOptions {
  readonly policy: Policy;
  readonly accounts: Accounts;
  readonly ledger: Ledger;
  readonly now: () => Date;
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number;
  /** Hours after which a session ends in any case. */
  readonly sessionHours: number;
}

export const SHORTEST_PASSWORD = 12;
/** Failed attempts after which an account waits, and for how long: doubles with each further failure. */
const FREE_FAILURES = 5;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 900;
/** Writing the instant of last use at each request would make every read a write. */
const USED_STEP_MS = 60_000;

const ADMINISTRATOR = 'administrator';

/** Accounts, sessions and keys on the machine itself. */
export function openAuthority(options: AuthorityOptions): Authority {
  const { policy, accounts, ledger, now } = options;
  const later = (from: Date, ms: number): string => new Date(from.getTime() + ms).toISOString();

  const require = async (
    officer: Officer,
    action: 'manage-accounts' | 'read-ledger',
    subject: string,
  ): Promise<void> => {
    const purpose = action === 'read-ledger' ? 'audit' : 'administration';
    const asker = { ...officer, purpose, legalBasis: 'accountability' };
    const decision = decide(policy, asker, action);
    await ledger.append({
      at: now().toISOString(),
      ...asker,
      action,
      allowed: decision.allowed,
      rule: decision.rule,
      subjects: [subject],
      count: decision.allowed ? 1 : 0,
    });
    if (!decision.allowed) throw new RefusedError(decision);
  };

  const publicAccount = ({ account, roles, disabled, createdAt, lastSignInAt }: StoredAccount): Account => ({
    account,
    roles,
    disabled,
    createdAt,
    ...(lastSignInAt !== undefined && { lastSignInAt }),
  });

  const publicSession = (stored: StoredSession, roles: readonly string[]): Session => ({
    account: stored.account,
    roles,
    mustSetPassword: stored.mustSetPassword,
    expiresAt: stored.expiresAt,
  });

  const liveSession = async (token: string): Promise<[StoredSession, StoredAccount] | undefined> => {
    const stored = await accounts.session(hashToken(token));
    if (!stored) return undefined;
    const at = now();
    const idle = later(new Date(stored.usedAt), options.idleMinutes * 60_000);
    const owner = await accounts.account(stored.account);
    if (at.toISOString() >= stored.expiresAt || at.toISOString() >= idle || !owner || owner.disabled) {
      await accounts.endSessions({ tokenHash: stored.tokenHash });
      return undefined;
    }
    if (at.getTime() - new Date(stored.usedAt).getTime() >= USED_STEP_MS) {
      await accounts.saveSession({ ...stored, usedAt: at.toISOString() });
    }
    return [stored, owner];
  };

  const newAccount = async (
    account: string,
    roles: readonly string[],
  ): Promise<{ stored: StoredAccount; code: string }> => {
    const code = newCode();
    const stored: StoredAccount = {
      account,
      roles,
      codeHash: await hashSecret(code),
      disabled: false,
      createdAt: now().toISOString(),
      failures: 0,
    };
    await accounts.saveAccount(stored);
    return { stored, code };
  };

  const existing = async (name: string): Promise<StoredAccount> => {
    const found = await accounts.account(name);
    if (!found) throw new AccountError(`there is no account ${name}`);
    return found;
  };

  return {
    async signIn(name, secret) {
      const stored = await accounts.account(name);
      const at = now();
      if (stored?.lockedUntil !== undefined && at.toISOString() < stored.lockedUntil) {
        return {
          ok: false,
          retryAfter: Math.ceil((new Date(stored.lockedUntil).getTime() - at.getTime()) / 1000),
        };
      }
      const byCode = 'code' in secret;
      const right = await isSecret(
        byCode ? secret.code.trim().toUpperCase() : secret.password,
        byCode ? stored?.codeHash : stored?.passwordHash,
      );
      if (!stored || !right || stored.disabled) {
        if (stored) {
          const failures = stored.failures + 1;
          const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - FREE_FAILURES));
          const locked = failures >= FREE_FAILURES ? { lockedUntil: later(at, wait * 1000) } : {};
          const { lockedUntil: _, ...rest } = stored;
          await accounts.saveAccount({ ...rest, failures, ...locked });
        }
        return { ok: false };
      }
      const { codeHash, lockedUntil: _, ...rest } = stored;
      // A code works once.
      await accounts.saveAccount({
        ...rest,
        ...(!byCode && codeHash !== undefined && { codeHash }),
        failures: 0,
        lastSignInAt: at.toISOString(),
      });
      const token = newToken();
      const session: StoredSession = {
        tokenHash: hashToken(token),
        account: name,
        mustSetPassword: byCode,
        createdAt: at.toISOString(),
        usedAt: at.toISOString(),
        expiresAt: later(at, options.sessionHours * 3_600_000),
      };
      await accounts.saveSession(session);
      return { ok: true, token, session: publicSession(session, stored.roles) };
    },

    async session(token) {
      const live = await liveSession(token);
      return live && publicSession(live[0], live[1].roles);
    },

    async signOut(token) {
      await accounts.endSessions({ tokenHash: hashToken(token) });
    },

    async setPassword(token, password, oldPassword) {
      const live = await liveSession(token);
      if (!live) return { ok: false, reason: 'The session has ended; sign in again.' };
      const [session, owner] = live;
      if ([...password].length < SHORTEST_PASSWORD) {
        return { ok: false, reason: `A password has at least ${SHORTEST_PASSWORD} characters.` };
      }
      if (!session.mustSetPassword && !(await isSecret(oldPassword ?? '', owner.passwordHash))) {
        return { ok: false, reason: 'The old password is not right.' };
      }
      await accounts.saveAccount({ ...owner, passwordHash: await hashSecret(password) });
      // Whoever else was signed in with the old secret is signed out.
      await accounts.endSessions({ account: owner.account });
      const renewed = { ...session, mustSetPassword: false };
      await accounts.saveSession(renewed);
      return { ok: true, session: publicSession(renewed, owner.roles) };
    },

    async key(key) {
      const stored = await accounts.key(hashToken(key));
      if (!stored || stored.revokedAt !== undefined) return undefined;
      const at = now();
      if (at.getTime() - new Date(stored.lastUsedAt ?? 0).getTime() >= USED_STEP_MS) {
        await accounts.markKey(stored.id, { usedAt: at.toISOString() });
      }
      const { account, roles, purpose, legalBasis } = stored;
      return { account, roles, purpose, legalBasis };
    },

    purposes: (roles) => purposesOf(policy, roles),
    roles: () => policy.roles,

    async accounts(officer) {
      await require(officer, 'manage-accounts', 'accounts');
      return (await accounts.accounts()).map(publicAccount);
    },

    async createAccount(officer, account, roles) {
      await require(officer, 'manage-accounts', account);
      const unknown = roles.find((role) => !policy.roles.includes(role));
      if (unknown !== undefined) throw new AccountError(`there is no role ${unknown}`);
      if (await accounts.account(account)) throw new AccountError(`there is an account ${account} already`);
      const { stored, code } = await newAccount(account, roles);
      return { account: publicAccount(stored), code };
    },

    async disableAccount(officer, account) {
      await require(officer, 'manage-accounts', account);
      const stored = { ...(await existing(account)), disabled: true };
      await accounts.saveAccount(stored);
      await accounts.endSessions({ account });
      return publicAccount(stored);
    },

    async keys(officer) {
      await require(officer, 'manage-accounts', 'keys');
      return accounts.keys();
    },

    async createKey(officer, { name, account, roles, purpose, legalBasis }) {
      await require(officer, 'manage-accounts', account);
      const key = newToken();
      const id = uuidV7(now().getTime());
      const createdAt = now().toISOString();
      await accounts.addKey({ id, name, account, roles, purpose, legalBasis, createdAt }, hashToken(key));
      return { id, key };
    },

    async revokeKey(officer, id) {
      await require(officer, 'manage-accounts', id);
      if (!(await accounts.markKey(id, { revokedAt: now().toISOString() }))) {
        throw new AccountError(`there is no key ${id} that still works`);
      }
    },

    async ledger(officer, page) {
      await require(officer, 'read-ledger', 'ledger');
      const [entries, total, { intact }] = await Promise.all([
        ledger.read(page),
        ledger.length(),
        ledger.verify(),
      ]);
      return { entries, total, intact };
    },

    async firstAdministrator() {
      const all = await accounts.accounts();
      // A code that nobody has used yet is made anew: it is printed, and may have been lost.
      const unused =
        all.length === 1 && all[0]!.passwordHash === undefined && all[0]!.lastSignInAt === undefined;
      if (all.length > 0 && !unused) return undefined;
      const { code } = await newAccount(all[0]?.account ?? ADMINISTRATOR, policy.roles);
      return { account: all[0]?.account ?? ADMINISTRATOR, code };
    },
  };
}

/** An account or key is not there, or is there already. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
}
