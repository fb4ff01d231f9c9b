import pg from 'pg';
import { type Database, type Row, StoreError } from './database.ts';

// Counts fit into a number; the driver gives strings for int8 otherwise.
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === 20 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as 'text'),
};

/** The oldest version of the server: what was tried (15 and 18). */
const OLDEST = 15;

/** A refused connection to several addresses is an error without a message of its own. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(reasonOf).join('; ')
    : error instanceof Error
      ? error.message
      : String(error);

/** Opens a PostgreSQL server (15 or later) by URL. Throws {@link StoreError} that never shows the password. */
export async function openPostgres(url: string): Promise<Database> {
  // Before the pool: its own message would show the password.
  if (!URL.canParse(url))
    throw new StoreError('the database URL is none; write postgres://user@host:5432/name');
  const { host, pathname } = new URL(url);
  const description = `PostgreSQL at ${host}${pathname}`;
  const pool = new pg.Pool({ connectionString: url, types: types as pg.CustomTypesConfig, max: 8 });
  // An idle connection that the server closes is replaced; the next query tells if it stays away.
  pool.on('error', () => {});
  // One in use that breaks rejects its query, and would end the process beside that.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const { rows } = await pool.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    );
    const version = Math.floor(Number(rows[0]?.version) / 10_000);
    if (version < OLDEST) throw new Error(`it is version ${version}; ${OLDEST} or later is needed`);
  } catch (error) {
    await pool.end();
    throw new StoreError(`${description} cannot be used: ${reasonOf(error)}`);
  }
  return {
    description,
    query: async <T extends Row>(sql: string, params?: readonly unknown[]) =>
      (await pool.query(sql, params ? [...params] : undefined)).rows as T[],
    async transaction(run) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await run({
          query: async <T extends Row>(sql: string, params?: readonly unknown[]) =>
            (await client.query(sql, params ? [...params] : undefined)).rows as T[],
        });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failed: Error) => {
          broken = failed;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async alone(lock, run) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [
          lock,
        ]);
        if (!rows[0]?.got) return undefined;
        try {
          return await run();
        } finally {
          await client.query('SELECT pg_advisory_unlock($1)', [lock]).catch((failed: Error) => {
            broken = failed;
          });
        }
      } finally {
        // A broken session has lost its lock; it must not go back to the pool.
        client.release(broken);
      }
    },
    async scrub(tables) {
      for (const table of tables) await pool.query(`VACUUM ${table}`);
    },
    close: () => pool.end(),
  };
}
