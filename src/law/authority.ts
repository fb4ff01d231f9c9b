import type { StoredAccount, StoredKey } from '../store/index.ts';
import { uuidV7 } from '../store/index.ts';
import { AccountError } from './account-error.ts';
import { ACCOUNT_NAME_RULE, isAccountName } from './account-name.ts';
import { ACTIONS } from './actions.ts';
import { openGate } from './gate.ts';
import { always, type InForce } from './in-force.ts';
import { type Openid, openOpenid } from './oidc.ts';
import type { OpenidSettings } from './oidc-provider.ts';
import { openPasskeyDesk, type Passkeys } from './passkeys.ts';
import { type Asker, decide, purposesOf } from './policy.ts';
import type { Policy, Purpose } from './policy-text.ts';
import { hashCode, hashToken, newCode, newToken } from './secrets.ts';
import { openDoor, type SessionOptions, type Sessions } from './sessions.ts';
import { KEY_TRUSTED } from './tuning.ts';

/** Whoever changes accounts or keys, or reads the ledger. */
export interface Officer {
  readonly account: string;
  readonly roles: readonly string[];
}

export interface Account {
  readonly account: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
  /** Whether the OpenID provider signs it in, and says its roles. */
  readonly openid: boolean;
  readonly passkeys: number;
}

/** A program: it acts for one account, with one purpose and legal basis. */
export interface KeyHolder {
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
}

/** A key as it is shown: its secret is only told when it is made. */
export type ApiKey = StoredKey;

export interface AuthorityOptions extends SessionOptions {
  readonly policy: Policy | InForce;
  /** Absent where nobody signs in by OpenID Connect. */
  readonly openid?: OpenidSettings;
}

/** Who people and programs are. */
export interface Authority extends Sessions {
  /** `undefined` where no provider is set. */
  readonly openid: Openid | undefined;
  readonly passkeys: Passkeys;

  /**
   * Makes the first administrator and gives the one-time code; `undefined` once an administrator has set a password. A
   * code that nobody has used is replaced, because it may have been lost.
   */
  firstAdministrator(): Promise<{ readonly account: string; readonly code: string } | undefined>;

  purposes(roles: readonly string[]): readonly Purpose[];
  roles(): readonly string[];

  /** The program behind an API key, if the key is known, not revoked, and its account not disabled. */
  key(key: string): Promise<KeyHolder | undefined>;

  /** All below go through the gate: RefusedError where the roles do not allow it, AccountError where it cannot be done. */
  accounts(officer: Officer): Promise<readonly Account[]>;
  createAccount(
    officer: Officer,
    account: string,
    roles: readonly string[],
  ): Promise<{ readonly account: Account; readonly code: string }>;
  disableAccount(officer: Officer, account: string): Promise<Account>;
  /** A new one-time code for somebody who forgot the password; ends the account's sessions. */
  resetAccount(officer: Officer, account: string): Promise<{ readonly code: string }>;
  /** For a lost or stolen device: takes all passkeys of an account and ends its sessions. Gives how many there were. */
  removePasskeys(officer: Officer, account: string): Promise<number>;
  keys(officer: Officer): Promise<readonly ApiKey[]>;
  createKey(
    officer: Officer,
    key: { readonly name: string } & KeyHolder,
  ): Promise<{ readonly id: string; readonly key: string }>;
  revokeKey(officer: Officer, id: string): Promise<void>;
}

const FIRST = 'administrator';

/** Opens accounts, sessions and keys. */
export function openAuthority(options: AuthorityOptions): Authority {
  const { accounts, ledger, now } = options;
  const rules = 'current' in options.policy ? options.policy : always(options.policy);
  const gate = openGate(rules, ledger, now);
  /** Keys that were found to work, by hash: a program asks many times a second. */
  const workingKeys = new Map<string, { readonly asker: Asker; readonly until: number }>();

  const as = (officer: Officer, purpose: 'administration' | 'audit') => ({
    account: officer.account,
    roles: officer.roles,
    purpose,
    legalBasis: rules.known().purposes.find(({ name }) => name === purpose)?.legalBases[0]?.name ?? '',
  });
  const manage = <T>(officer: Officer, ids: readonly string[], run: () => Promise<T>): Promise<T> =>
    gate.pass(as(officer, 'administration'), 'manage-accounts', { ids }, async () => {
      const result = await run().finally(() => workingKeys.clear());
      return { result, ids: [], count: 1 };
    });

  const checkRoles = (roles: readonly string[]): void => {
    const known = rules.known().roles;
    const strange = roles.find((role) => !known.includes(role));
    if (strange !== undefined) {
      throw new AccountError('invalid', `There is no role "${strange}"; there are ${known.join(', ')}.`);
    }
    if (roles.length === 0) throw new AccountError('invalid', 'An account has at least one role.');
  };
  const newAccount = (account: string, roles: readonly string[], code: string): StoredAccount => ({
    account,
    roles,
    codeHash: hashCode(code),
    disabled: false,
    createdAt: now().toISOString(),
    failures: 0,
  });
  const needAccount = async (name: string): Promise<StoredAccount> => {
    const account = await accounts.account(name);
    if (!account) throw new AccountError('unknown', `There is no account "${name}".`);
    return account;
  };
  const isWorkingAdministrator = (one: StoredAccount): boolean =>
    one.roles.includes('administrator') && !one.disabled && one.passwordHash !== undefined;

  const door = openDoor(options);
  const withDoor = { accounts, ledger, door, now };
  const { openid: settings } = options;
  if (settings) checkRoles(settings.roles.map(({ role }) => role));

  return {
    ...door.sessions,
    openid: settings && openOpenid({ ...withDoor, settings }),
    passkeys: openPasskeyDesk(withDoor),

    async firstAdministrator() {
      const all = await accounts.accounts();
      if (all.some((one) => one.roles.includes('administrator') && one.passwordHash !== undefined)) {
        return undefined;
      }
      const code = newCode();
      // One person starts alone, with all roles; they are parted between accounts later.
      const account = newAccount(FIRST, rules.known().roles, code);
      const { codeHash = null } = account;
      if (!(await accounts.addAccount(account))) {
        await accounts.changeAccount(FIRST, { codeHash, failures: 0, lockedUntil: null });
      }
      return { account: FIRST, code };
    },

    purposes: (roles) => purposesOf(rules.known(), roles),
    roles: () => rules.known().roles,

    async key(key) {
      const hash = hashToken(key);
      const working = workingKeys.get(hash);
      if (working && now().getTime() < working.until) return working.asker;
      workingKeys.delete(hash);
      const stored = await accounts.key(hash);
      if (!stored || stored.revokedAt !== undefined) return undefined;
      if ((await accounts.account(stored.account))?.disabled) return undefined;
      const used = now();
      // By the day is enough to find keys that nobody uses; by the request would be a write each.
      if (stored.lastUsedAt?.slice(0, 10) !== used.toISOString().slice(0, 10)) {
        await accounts.markKey(stored.id, { usedAt: used.toISOString() });
      }
      const { account, roles, purpose, legalBasis } = stored;
      const asker = { account, roles, purpose, legalBasis };
      workingKeys.set(hash, { asker, until: used.getTime() + KEY_TRUSTED });
      return asker;
    },

    accounts: (officer) =>
      manage(officer, [], async () => {
        const counts = await accounts.passkeys.counts();
        return (await accounts.accounts()).map((one) => shown(one, counts.get(one.account)));
      }),
    createAccount: (officer, name, roles) =>
      manage(officer, [name], async () => {
        if (!isAccountName(name)) throw new AccountError('invalid', ACCOUNT_NAME_RULE);
        checkRoles(roles);
        const code = newCode();
        const account = newAccount(name, roles, code);
        if (!(await accounts.addAccount(account))) {
          throw new AccountError('exists', `There is an account "${name}" already.`);
        }
        return { account: shown(account), code };
      }),
    disableAccount: (officer, name) =>
      manage(officer, [name], async () => {
        const account = await needAccount(name);
        const left = (await accounts.accounts()).filter(
          (one) => isWorkingAdministrator(one) && one.account !== name,
        );
        if (isWorkingAdministrator(account) && left.length === 0) {
          throw new AccountError('invalid', 'This is the last administrator: make another one first.');
        }
        await accounts.changeAccount(name, { disabled: true });
        await accounts.endSessions({ account: name });
        const counts = await accounts.passkeys.counts();
        return shown({ ...account, disabled: true }, counts.get(name));
      }),
    resetAccount: (officer, name) =>
      manage(officer, [name], async () => {
        if ((await needAccount(name)).openid) {
          throw new AccountError('invalid', 'The OpenID provider signs this account in: it has no password.');
        }
        const code = newCode();
        await accounts.changeAccount(name, {
          codeHash: hashCode(code),
          failures: 0,
          lockedUntil: null,
        });
        await accounts.endSessions({ account: name });
        return { code };
      }),

    removePasskeys: (officer, name) =>
      manage(officer, [name], async () => {
        await needAccount(name);
        const count = await accounts.passkeys.removeAll(name);
        await accounts.endSessions({ account: name });
        return count;
      }),

    keys: (officer) => manage(officer, [], () => accounts.keys()),
    createKey: (officer, { name, account, roles, purpose, legalBasis }) => {
      const id = uuidV7(now().getTime());
      return manage(officer, [id, account], async () => {
        checkRoles(roles);
        const decisions = ACTIONS.map((action) =>
          decide(rules.known(), { account, roles, purpose, legalBasis }, action),
        );
        if (!decisions.some(({ allowed }) => allowed)) {
          throw new AccountError('invalid', `Such a key could do nothing: ${decisions[0]?.reason}`);
        }
        const key = `tocsin_${newToken()}`;
        const createdAt = now().toISOString();
        await accounts.addKey({ id, name, account, roles, purpose, legalBasis, createdAt }, hashToken(key));
        return { id, key };
      });
    },
    revokeKey: (officer, id) =>
      manage(officer, [id], async () => {
        if (!(await accounts.markKey(id, { revokedAt: now().toISOString() }))) {
          throw new AccountError('unknown', `There is no key "${id}", or it was revoked before.`);
        }
      }),
  };
}

const shown = (
  { account, roles, disabled, createdAt, lastSignInAt, openid }: StoredAccount,
  passkeys = 0,
): Account => ({
  account,
  roles,
  disabled,
  createdAt,
  ...(lastSignInAt === undefined ? {} : { lastSignInAt }),
  openid: openid !== undefined,
  passkeys,
});
