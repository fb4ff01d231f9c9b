import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Database, type Queryable, StoreError } from './database.ts';

/**
 * Secrets of the service (signing keys, seeds of epochs, keys of the link to partners), encrypted at rest with AES-256-GCM
 * under one master key that is not in the database. A backup of the database alone opens none of them.
 */
export interface KeyRing {
  /** The secret of this name; made by `make` and kept where there is none. Two processes get the same. */
  secret(name: string, make: () => Uint8Array): Promise<Buffer>;
  /** `undefined` where there is none, or where it was destroyed. */
  find(name: string): Promise<Buffer | undefined>;
  /** Takes the place of an older one of this name. */
  keep(name: string, secret: Uint8Array): Promise<void>;
  /** Gone for good: on the embedded store no file holds it afterwards. Gives whether there was one. */
  destroy(name: string): Promise<boolean>;
  /** Names and when each was made; never a secret. */
  list(): Promise<readonly { readonly name: string; readonly madeAt: string }[]>;
  /** Encrypts all secrets anew under another master key, in one transaction; gives how many. */
  changeMasterKey(next: Uint8Array): Promise<number>;
}

const NONCE_BYTES = 12;
const MARK_BYTES = 16;

const seal = (key: Uint8Array, name: string, secret: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
};

/** Throws {@link StoreError} where the master key is another, or the row was altered or put under another name. */
const unseal = (key: Uint8Array, name: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(
    Buffer.from(name),
  );
  decipher.setAuthTag(bytes.subarray(-MARK_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -MARK_BYTES)), decipher.final()]);
  } catch {
    throw new StoreError(
      `the secret ${name} cannot be opened: the master key is not the one it was sealed with; restore master.key of the data folder or set TOCSIN_MASTER_KEY`,
    );
  }
};

/** Opens the ring; `now` is the clock, `masterKey` has 32 bytes. */
export function openKeyRing(database: Database, masterKey: Uint8Array, now: () => Date): KeyRing {
  let master = masterKey;
  const find = async (on: Queryable, name: string): Promise<Buffer | undefined> => {
    const [row] = await on.query<{ sealed: Uint8Array }>('SELECT sealed FROM sealed_keys WHERE name = $1', [
      name,
    ]);
    return row && unseal(master, name, row.sealed);
  };
  return {
    async secret(name, make) {
      const kept = await find(database, name);
      if (kept) return kept;
      await database.query('INSERT INTO sealed_keys VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        name,
        now().toISOString(),
        seal(master, name, make()),
      ]);
      // Another process may have been quicker.
      return (await find(database, name)) as Buffer;
    },
    find: (name) => find(database, name),
    async keep(name, secret) {
      await database.query(
        `INSERT INTO sealed_keys VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET made_at = excluded.made_at, sealed = excluded.sealed`,
        [name, now().toISOString(), seal(master, name, secret)],
      );
    },
    async destroy(name) {
      const rows = await database.query('DELETE FROM sealed_keys WHERE name = $1 RETURNING name', [name]);
      if (rows.length > 0) await database.scrub(['sealed_keys']);
      return rows.length > 0;
    },
    async list() {
      const rows = await database.query<{ name: string; made_at: string }>(
        'SELECT name, made_at FROM sealed_keys ORDER BY name',
      );
      return rows.map((row) => ({ name: row.name, madeAt: row.made_at }));
    },
    async changeMasterKey(next) {
      const count = await database.transaction(async (tx) => {
        const rows = await tx.query<{ name: string; sealed: Uint8Array }>(
          'SELECT name, sealed FROM sealed_keys FOR UPDATE',
        );
        for (const { name, sealed } of rows)
          await tx.query('UPDATE sealed_keys SET sealed = $2 WHERE name = $1', [
            name,
            seal(next, name, unseal(master, name, sealed)),
          ]);
        return rows.length;
      });
      master = next;
      await database.scrub(['sealed_keys']);
      return count;
    },
  };
}
