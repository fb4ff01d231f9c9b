import type { Queryable, Row } from './database.ts';

/**
 * A long answer as one JSON text: drivers, and the way between threads, take several times as long for tens of thousands
 * of rows of several columns. `sql` names and orders its columns.
 */
export async function queryPage<T extends Row = Row>(
  database: Queryable,
  sql: string,
  params: readonly unknown[],
): Promise<T[]> {
  const [row] = await database.query<{ page: string | null }>(
    `SELECT json_agg(page)::text AS page FROM (${sql}) page`,
    params,
  );
  return JSON.parse(row?.page ?? '[]') as T[];
}
