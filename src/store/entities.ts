import { type Entity, SCHEMAS } from '../model/index.ts';
import { canonicalOfAll, membersOf } from './canonical.ts';
import type { Queryable } from './database.ts';
import { type FoldedStatements, fold, foldedColumns, foldedGroups } from './fold.ts';
import { queryPage } from './query-page.ts';
import { asOfCondition, instantOf } from './statements.ts';
import { ENTITIES } from './tuning.ts';

/** Entities by canonical or source id, as known now or at an instant; ids that say nothing are left out. */
export async function entities(
  database: Queryable,
  ids: readonly string[],
  asOf?: string,
): Promise<ReadonlyMap<string, Entity>> {
  const found = new Map<string, Entity>();
  if (ids.length === 0) return found;
  const canonical = await canonicalOfAll(database, ids);
  const rows = await queryPage<FoldedStatements>(
    database,
    `SELECT ${foldedColumns(2)} FROM statements s WHERE s.entity_id = ANY ($1::text[]) ${foldedGroups(2)} ORDER BY place`,
    [[...new Set([...ids, ...canonical.keys()])], instantOf(asOf)],
  );
  const byCanonical = new Map<string, FoldedStatements[]>();
  for (const row of rows) put(byCanonical, canonical.get(row.entity_id) ?? row.entity_id, row);
  for (const [id, statements] of byCanonical) {
    const entity = fold(id, statements);
    found.set(id, entity);
    for (const member of entity.referents) found.set(member, entity);
  }
  return found;
}

/** Entities that point to one, or that it points to, with the property that does. */
export async function adjacent(
  database: Queryable,
  id: string,
  asOf?: string,
): Promise<readonly { readonly property: string; readonly entity: Entity }[]> {
  const members = await membersOf(database, id);
  const rows = await database.query<{ other: string; property: string }>(
    `SELECT s.entity_id AS other, s.property FROM statements s
       WHERE s.reference AND s.value = ANY ($1::text[]) AND ${asOfCondition(2)}
     UNION SELECT s.value, s.property FROM statements s
       WHERE s.reference AND s.entity_id = ANY ($1::text[]) AND ${asOfCondition(2)}
     ORDER BY 1, 2`,
    [members, instantOf(asOf)],
  );
  const near = await entities(database, [...new Set(rows.map((row) => row.other))], asOf);
  return rows.flatMap(({ other, property }) => {
    const entity = near.get(other);
    return entity ? [{ property, entity }] : [];
  });
}

/** Schemas that are looked for by name, and those whose numbers identify their holder. */
const INDEXED = Object.entries(SCHEMAS)
  .filter(([name, { matchable }]) => matchable || name === 'Passport' || name === 'Identification')
  .map(([name]) => name);

/**
 * All current entities of the schemas that an index needs, in batches: matchable ones, and documents, whose numbers
 * identify their holders. Bounded memory but for those that judgements joined, which come last.
 */
export async function* streamEntities(database: Queryable): AsyncIterable<readonly Entity[]> {
  const merged = new Map<string, FoldedStatements[]>();
  for (let after = ''; ; ) {
    const rows = await queryPage<FoldedStatements & { readonly canonical_id: string | null }>(
      database,
      `SELECT *, (SELECT c.canonical_id FROM canonical c WHERE c.entity_id = f.entity_id) AS canonical_id
       FROM (
         SELECT ${foldedColumns(3)} FROM statements s
         WHERE s.entity_id > $2 AND s.schema = ANY ($1::text[]) AND s.entity_id <= (
           SELECT max(e.entity_id) FROM (
             SELECT DISTINCT entity_id FROM statements
             WHERE entity_id > $2 AND recorded_until IS NULL AND schema = ANY ($1::text[])
             ORDER BY entity_id LIMIT ${ENTITIES}
           ) e)
         ${foldedGroups(3)}
       ) f ORDER BY entity_id, place`,
      [INDEXED, after, null],
    );
    const last = rows.at(-1);
    if (!last) break;
    after = last.entity_id;
    const groups = new Map<string, FoldedStatements[]>();
    for (const row of rows) {
      if (row.canonical_id === null) put(groups, row.entity_id, row);
      else put(merged, row.canonical_id, row);
    }
    if (groups.size > 0) yield [...groups].map(([id, group]) => fold(id, group));
  }
  if (merged.size > 0) yield [...merged].map(([id, group]) => fold(id, group));
}

function put<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
