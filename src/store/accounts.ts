import type { Database, Row } from './database.ts';
import { openPasskeys, type Passkeys } from './passkeys.ts';
import { openSignInAttempts, type SignInAttempts } from './sign-in-attempts.ts';

/** Who somebody is at an OpenID provider: the only pair that it never gives to another (OpenID Connect Core §5.7). */
export interface OpenidIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** An account as it is kept; secrets only as hashes. Instants are ISO 8601. */
export interface StoredAccount {
  readonly account: string;
  readonly roles: readonly string[];
  readonly passwordHash?: string;
  readonly codeHash?: string;
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
  readonly failures: number;
  readonly lockedUntil?: string;
  /** Given where the OpenID provider signs this account in, and nothing else does. */
  readonly openid?: OpenidIdentity;
}

/** How somebody showed who they are. */
export type SignInWay = 'password' | 'code' | 'openid' | 'passkey';

export interface StoredSession {
  readonly tokenHash: string;
  readonly account: string;
  readonly signedInBy: SignInWay;
  readonly mustSetPassword: boolean;
  readonly createdAt: string;
  readonly usedAt: string;
  readonly expiresAt: string;
}

export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

/** What of an account can change. */
export interface AccountChange {
  readonly roles?: readonly string[];
  readonly passwordHash?: string;
  readonly codeHash?: string | null;
  readonly disabled?: boolean;
  readonly lastSignInAt?: string;
  readonly failures?: number;
  readonly lockedUntil?: string | null;
}

const COLUMNS: Readonly<Record<keyof AccountChange, string>> = {
  roles: 'roles',
  passwordHash: 'password_hash',
  codeHash: 'code_hash',
  disabled: 'disabled',
  lastSignInAt: 'last_sign_in_at',
  failures: 'failures',
  lockedUntil: 'locked_until',
};

/** Where accounts, sessions and keys are kept; what they may do is decided in `law`. */
export interface Accounts {
  readonly passkeys: Passkeys;
  readonly attempts: SignInAttempts;
  account(name: string): Promise<StoredAccount | undefined>;
  accountOf(identity: OpenidIdentity): Promise<StoredAccount | undefined>;
  accounts(): Promise<readonly StoredAccount[]>;
  /** False where there is an account of that name already; nothing is changed then. */
  addAccount(account: StoredAccount): Promise<boolean>;
  /** Changes what is given; `null` takes a value away. False where there is no such account. */
  changeAccount(name: string, change: AccountChange): Promise<boolean>;
  session(tokenHash: string): Promise<StoredSession | undefined>;
  saveSession(session: StoredSession): Promise<void>;
  /** Notes a use; a session that was ended meanwhile stays ended. */
  touchSession(tokenHash: string, usedAt: string): Promise<void>;
  endSessions(which: { readonly tokenHash: string } | { readonly account: string }): Promise<void>;
  key(keyHash: string): Promise<StoredKey | undefined>;
  keys(): Promise<readonly StoredKey[]>;
  addKey(key: StoredKey, keyHash: string): Promise<void>;
  /** Sets the instant of last use or of revocation. */
  markKey(id: string, mark: { readonly usedAt: string } | { readonly revokedAt: string }): Promise<boolean>;
}

const text = <K extends string>(key: K, value: unknown): { [P in K]?: string } =>
  (value === null || value === undefined ? {} : { [key]: String(value) }) as { [P in K]?: string };

const accountOf = (row: Row): StoredAccount => ({
  account: String(row.account),
  roles: row.roles as string[],
  ...text('passwordHash', row.password_hash),
  ...text('codeHash', row.code_hash),
  disabled: Boolean(row.disabled),
  createdAt: String(row.created_at),
  ...text('lastSignInAt', row.last_sign_in_at),
  failures: Number(row.failures),
  ...text('lockedUntil', row.locked_until),
  ...(typeof row.openid_subject === 'string' && {
    openid: { issuer: String(row.openid_issuer), subject: row.openid_subject },
  }),
});

const keyOf = (row: Row): StoredKey => ({
  id: String(row.id),
  name: String(row.name),
  account: String(row.account),
  roles: row.roles as string[],
  purpose: String(row.purpose),
  legalBasis: String(row.legal_basis),
  createdAt: String(row.created_at),
  ...text('lastUsedAt', row.last_used_at),
  ...text('revokedAt', row.revoked_at),
});

/** Accounts, sessions and keys of a database. */
export function openAccounts(database: Database): Accounts {
  return {
    passkeys: openPasskeys(database),
    attempts: openSignInAttempts(database),
    async account(name) {
      const [row] = await database.query('SELECT * FROM accounts WHERE account = $1', [name]);
      return row && accountOf(row);
    },
    async accountOf({ issuer, subject }) {
      const [row] = await database.query(
        'SELECT * FROM accounts WHERE openid_issuer = $1 AND openid_subject = $2',
        [issuer, subject],
      );
      return row && accountOf(row);
    },
    async accounts() {
      return (await database.query('SELECT * FROM accounts ORDER BY account')).map(accountOf);
    },
    async addAccount(a) {
      const rows = await database.query(
        `INSERT INTO accounts VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT DO NOTHING RETURNING account`,
        [
          a.account,
          JSON.stringify(a.roles),
          a.passwordHash ?? null,
          a.codeHash ?? null,
          a.disabled,
          a.createdAt,
          a.lastSignInAt ?? null,
          a.failures,
          a.lockedUntil ?? null,
          a.openid?.issuer ?? null,
          a.openid?.subject ?? null,
        ],
      );
      return rows.length > 0;
    },
    async changeAccount(name, change) {
      // Only what changes: a sign-in must not write back an account that was disabled meanwhile.
      const changes = (Object.keys(COLUMNS) as (keyof AccountChange)[]).filter(
        (key) => change[key] !== undefined,
      );
      const set = changes.map((key, i) => `${COLUMNS[key]} = $${i + 2}`);
      const rows = await database.query(
        `UPDATE accounts SET ${['account = account', ...set].join(', ')} WHERE account = $1 RETURNING account`,
        [name, ...changes.map((key) => (key === 'roles' ? JSON.stringify(change.roles) : change[key]))],
      );
      // Whoever has left declares nothing any more.
      if (change.disabled === true)
        await database.query('DELETE FROM close_persons WHERE account = $1', [name]);
      return rows.length > 0;
    },
    async session(tokenHash) {
      const [row] = await database.query('SELECT * FROM sessions WHERE token_hash = $1', [tokenHash]);
      return (
        row && {
          tokenHash: String(row.token_hash),
          account: String(row.account),
          signedInBy: row.signed_in_by as SignInWay,
          mustSetPassword: Boolean(row.must_set_password),
          createdAt: String(row.created_at),
          usedAt: String(row.used_at),
          expiresAt: String(row.expires_at),
        }
      );
    },
    async saveSession(s) {
      await database.query(
        `INSERT INTO sessions VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (token_hash) DO UPDATE SET must_set_password = $3, used_at = $5, expires_at = $6`,
        [s.tokenHash, s.account, s.mustSetPassword, s.createdAt, s.usedAt, s.expiresAt, s.signedInBy],
      );
    },
    async touchSession(tokenHash, usedAt) {
      await database.query('UPDATE sessions SET used_at = $2 WHERE token_hash = $1', [tokenHash, usedAt]);
    },
    async endSessions(which) {
      if ('tokenHash' in which)
        await database.query('DELETE FROM sessions WHERE token_hash = $1', [which.tokenHash]);
      else await database.query('DELETE FROM sessions WHERE account = $1', [which.account]);
    },
    async key(keyHash) {
      const [row] = await database.query('SELECT * FROM api_keys WHERE key_hash = $1', [keyHash]);
      return row && keyOf(row);
    },
    async keys() {
      return (await database.query('SELECT * FROM api_keys ORDER BY created_at')).map(keyOf);
    },
    async addKey(key, keyHash) {
      await database.query(
        `INSERT INTO api_keys (id, key_hash, name, account, roles, purpose, legal_basis, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          key.id,
          keyHash,
          key.name,
          key.account,
          JSON.stringify(key.roles),
          key.purpose,
          key.legalBasis,
          key.createdAt,
        ],
      );
    },
    async markKey(id, mark) {
      const rows =
        'usedAt' in mark
          ? await database.query('UPDATE api_keys SET last_used_at = $2 WHERE id::text = $1 RETURNING id', [
              id,
              mark.usedAt,
            ])
          : await database.query(
              'UPDATE api_keys SET revoked_at = $2 WHERE id::text = $1 AND revoked_at IS NULL RETURNING id',
              [id, mark.revokedAt],
            );
      return rows.length > 0;
    },
  };
}
