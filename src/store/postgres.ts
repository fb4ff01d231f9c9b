import pg from 'pg';
import { type Database, type Row, StoreError } from './database.ts';

// Counts fit into a number; the driver gives strings for int8 otherwise.
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === 20 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format as 'text'),
};

/** Opens a PostgreSQL server (15 or later) by URL. Throws {@link StoreError} that never shows the password. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, types: types as pg.CustomTypesConfig, max: 8 });
  // An idle connection that the server closes is replaced; the next query tells if it stays away.
  pool.on('error', () => {});
  const { host, pathname } = new URL(url);
  const description = `PostgreSQL at ${host}${pathname}`;
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw new StoreError(`${description} cannot be reached: ${(error as Error).message}`);
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
    close: () => pool.end(),
  };
}
