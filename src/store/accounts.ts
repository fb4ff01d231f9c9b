import type { Database, Row } from './database.ts';

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
}

export interface StoredSession {
  readonly tokenHash: string;
  readonly account: string;
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

/** Where accounts, sessions and keys are kept; what they may do is decided in `law`. */
export interface Accounts {
  account(name: string): Promise<StoredAccount | undefined>;
  accounts(): Promise<readonly StoredAccount[]>;
  /** Adds or replaces. */
  saveAccount(account: StoredAccount): Promise<void>;
  session(tokenHash: string): Promise<StoredSession | undefined>;
  saveSession(session: StoredSession): Promise<void>;
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

export function openAccounts(database: Database): Accounts {
  return {
    async account(name) {
      const [row] = await database.query('SELECT * FROM accounts WHERE account = $1', [name]);
      return row && accountOf(row);
    },
    async accounts() {
      return (await database.query('SELECT * FROM accounts ORDER BY account')).map(accountOf);
    },
    async saveAccount(a) {
      await database.query(
        `INSERT INTO accounts VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (account) DO UPDATE SET roles = $2, password_hash = $3, code_hash = $4, disabled = $5,
           last_sign_in_at = $7, failures = $8, locked_until = $9`,
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
        ],
      );
    },
    async session(tokenHash) {
      const [row] = await database.query('SELECT * FROM sessions WHERE token_hash = $1', [tokenHash]);
      return (
        row && {
          tokenHash: String(row.token_hash),
          account: String(row.account),
          mustSetPassword: Boolean(row.must_set_password),
          createdAt: String(row.created_at),
          usedAt: String(row.used_at),
          expiresAt: String(row.expires_at),
        }
      );
    },
    async saveSession(s) {
      await database.query(
        `INSERT INTO sessions VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (token_hash) DO UPDATE SET must_set_password = $3, used_at = $5, expires_at = $6`,
        [s.tokenHash, s.account, s.mustSetPassword, s.createdAt, s.usedAt, s.expiresAt],
      );
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
