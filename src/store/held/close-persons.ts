import type { Database, Row } from '../database.ts';

/** A person close to somebody of the staff, as that one declared it; who it is, is encrypted. */
export interface StoredClosePerson {
  readonly id: string;
  readonly account: string;
  readonly declaredAt: string;
  readonly sealed: Buffer;
}

export interface ClosePersons {
  add(person: StoredClosePerson): Promise<void>;
  /** Of one account, or of all; oldest first. */
  list(account?: string): Promise<readonly StoredClosePerson[]>;
  /** False where the account declared nobody under this id. */
  remove(account: string, id: string): Promise<boolean>;
  removeAll(account: string): Promise<number>;
}

const closePersonOf = (row: Row): StoredClosePerson => ({
  id: String(row.id),
  account: String(row.account),
  declaredAt: String(row.declared_at),
  sealed: Buffer.from(String(row.sealed), 'base64'),
});

export function openClosePersons(database: Database): ClosePersons {
  const gone = async (rows: readonly Row[]): Promise<number> => {
    if (rows.length > 0) await database.scrub(['close_persons']);
    return rows.length;
  };
  return {
    async add({ id, account, declaredAt, sealed }) {
      await database.query(`INSERT INTO close_persons VALUES ($1::uuid, $2, $3, decode($4, 'base64'))`, [
        id,
        account,
        declaredAt,
        sealed.toString('base64'),
      ]);
    },
    async list(account) {
      const rows = await database.query(
        `SELECT id, account, declared_at, encode(sealed, 'base64') AS sealed FROM close_persons
         WHERE $1::text IS NULL OR account = $1 ORDER BY declared_at, id`,
        [account ?? null],
      );
      return rows.map(closePersonOf);
    },
    async remove(account, id) {
      const rows = await database.query(
        'DELETE FROM close_persons WHERE account = $1 AND id::text = $2 RETURNING id',
        [account, id],
      );
      return (await gone(rows)) > 0;
    },
    async removeAll(account) {
      return gone(
        await database.query('DELETE FROM close_persons WHERE account = $1 RETURNING id', [account]),
      );
    },
  };
}
