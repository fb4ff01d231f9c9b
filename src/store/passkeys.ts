import type { Database, Row } from './database.ts';

/** The public half of a passkey; the private one never leaves its authenticator. */
export interface StoredPasskey {
  /** The credential id, base64url. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** The host that it signs for (WebAuthn calls it RP id). */
  readonly host: string;
  /** Random, base64url: by it an authenticator tells accounts apart. */
  readonly userHandle: string;
  readonly publicKey: Uint8Array;
  /** How often it signed, as it says itself; 0 where it does not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: string;
  readonly lastUsedAt?: string;
}

export interface Passkeys {
  passkey(id: string): Promise<StoredPasskey | undefined>;
  passkeysOf(account: string): Promise<readonly StoredPasskey[]>;
  /** How many each account has; those without are left out. */
  counts(): Promise<ReadonlyMap<string, number>>;
  /** False where the id is known already. */
  add(passkey: StoredPasskey): Promise<boolean>;
  /**
   * Notes a use. False where the counter did not grow (WebAuthn Level 3 §6.1.1): the passkey was copied, or the same
   * answer came twice at once. Authenticators that do not count say 0 always.
   */
  use(id: string, counter: number, at: string): Promise<boolean>;
  rename(account: string, id: string, name: string): Promise<boolean>;
  remove(account: string, id: string): Promise<boolean>;
  /** Gives how many there were. */
  removeAll(account: string): Promise<number>;
}

const passkeyOf = (row: Row): StoredPasskey => ({
  id: String(row.id),
  account: String(row.account),
  name: String(row.name),
  host: String(row.host),
  userHandle: String(row.user_handle),
  publicKey: row.public_key as Uint8Array,
  counter: Number(row.counter),
  transports: row.transports as string[],
  createdAt: String(row.created_at),
  ...(row.last_used_at === null ? {} : { lastUsedAt: String(row.last_used_at) }),
});

/** Passkeys of a database. */
export function openPasskeys(database: Database): Passkeys {
  return {
    async passkey(id) {
      const [row] = await database.query('SELECT * FROM passkeys WHERE id = $1', [id]);
      return row && passkeyOf(row);
    },
    async passkeysOf(account) {
      const rows = await database.query('SELECT * FROM passkeys WHERE account = $1 ORDER BY created_at, id', [
        account,
      ]);
      return rows.map(passkeyOf);
    },
    async counts() {
      const rows = await database.query<{ account: string; n: number }>(
        'SELECT account, count(*) AS n FROM passkeys GROUP BY account',
      );
      return new Map(rows.map(({ account, n }) => [account, Number(n)]));
    },
    async add(p) {
      const rows = await database.query(
        `INSERT INTO passkeys VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT DO NOTHING RETURNING id`,
        [
          p.id,
          p.account,
          p.name,
          p.host,
          p.userHandle,
          p.publicKey,
          p.counter,
          JSON.stringify(p.transports),
          p.createdAt,
        ],
      );
      return rows.length > 0;
    },
    async use(id, counter, at) {
      const rows = await database.query(
        `UPDATE passkeys SET counter = $2, last_used_at = $3
         WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING id`,
        [id, counter, at],
      );
      return rows.length > 0;
    },
    async rename(account, id, name) {
      const rows = await database.query(
        'UPDATE passkeys SET name = $3 WHERE account = $1 AND id = $2 RETURNING id',
        [account, id, name],
      );
      return rows.length > 0;
    },
    async remove(account, id) {
      const rows = await database.query('DELETE FROM passkeys WHERE account = $1 AND id = $2 RETURNING id', [
        account,
        id,
      ]);
      return rows.length > 0;
    },
    async removeAll(account) {
      return (await database.query('DELETE FROM passkeys WHERE account = $1 RETURNING id', [account])).length;
    },
  };
}
