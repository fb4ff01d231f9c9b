import type { Queryable } from './database.ts';

/** The source entities that are one with an entity, itself among them. */
export async function membersOf(database: Queryable, id: string): Promise<readonly string[]> {
  const rows = await database.query<{ entity_id: string }>(
    `SELECT m.entity_id FROM canonical m
     WHERE m.canonical_id = coalesce((SELECT k.canonical_id FROM canonical k WHERE k.entity_id = $1), $1)
     ORDER BY m.entity_id`,
    [id],
  );
  return rows.length > 0 ? rows.map((row) => row.entity_id) : [id];
}

/** The canonical entity that a source entity belongs to; the id itself where nothing was merged. */
export async function canonicalOf(database: Queryable, id: string): Promise<string> {
  const [row] = await database.query<{ canonical_id: string }>(
    'SELECT canonical_id FROM canonical WHERE entity_id = $1',
    [id],
  );
  return row?.canonical_id ?? id;
}

/** Source entity → canonical entity, for all that some canonical or source ids stand for and that judgements joined. */
export async function canonicalOfAll(
  database: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query<{ entity_id: string; canonical_id: string }>(
    `SELECT entity_id, canonical_id FROM canonical
     WHERE canonical_id IN (SELECT k.canonical_id FROM canonical k WHERE k.entity_id = ANY ($1::text[]))`,
    [ids],
  );
  return new Map(rows.map((row) => [row.entity_id, row.canonical_id]));
}
