import { type Entity, SCHEMAS, type SchemaName } from '../model/index.ts';
import { membersOf } from './canonical.ts';
import type { Queryable, Row } from './database.ts';
import { type FoldedStatement, fold } from './fold.ts';
import { queryPage } from './query-page.ts';
import { asOfCondition, instantOf, SELECT_STATEMENTS } from './statements.ts';
import { PAGE } from './tuning.ts';

/** Entities by canonical or source id, as known now or at an instant; ids that say nothing are left out. */
export async function entities(
  database: Queryable,
  ids: readonly string[],
  asOf?: string,
): Promise<ReadonlyMap<string, Entity>> {
  const found = new Map<string, Entity>();
  if (ids.length === 0) return found;
  const rows = await database.query(
    `${SELECT_STATEMENTS}
     WHERE s.entity_id IN (
         SELECT unnest($1::text[])
         UNION SELECT m.entity_id FROM canonical m WHERE m.canonical_id = ANY ($1::text[])
         UNION SELECT m.entity_id FROM canonical k JOIN canonical m ON m.canonical_id = k.canonical_id
           WHERE k.entity_id = ANY ($1::text[]))
       AND ${asOfCondition(2)}
     ORDER BY s.id`,
    [ids, instantOf(asOf)],
  );
  const byCanonical = new Map<string, FoldedStatement[]>();
  for (const row of rows) put(byCanonical, String(row.canonical_id ?? row.entity_id), foldedOf(row));
  for (const [canonical, statements] of byCanonical) {
    const entity = fold(canonical, statements);
    found.set(canonical, entity);
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
  const merged = new Map<string, FoldedStatement[]>();
  let carried: Row[] = [];
  for (let after: readonly [string, number] = ['', 0]; ; ) {
    const page = await queryPage(
      database,
      `SELECT s.id, s.entity_id, s.schema, s.property, s.value, s.dataset, s.recorded_from, c.canonical_id,
         n.recorded_at AS seen_at
       FROM statements s LEFT JOIN canonical c ON c.entity_id = s.entity_id
         LEFT JOIN list_versions n ON n.dataset = s.dataset AND n.state = 'current'
       WHERE (s.entity_id, s.id) > ($2, $3::bigint) AND s.recorded_until IS NULL AND s.schema = ANY ($1::text[])
       ORDER BY s.entity_id, s.id LIMIT ${PAGE}`,
      [INDEXED, ...after],
    );
    // The last entity of a full page may go on in the next one.
    const last = page.at(-1);
    const cut = page.length === PAGE && last ? last.entity_id : undefined;
    const rows = [...carried, ...page];
    carried = cut === undefined ? [] : rows.filter((row) => row.entity_id === cut);
    const groups = new Map<string, FoldedStatement[]>();
    for (const row of rows) {
      if (row.entity_id === cut) break;
      if (row.canonical_id === null) put(groups, String(row.entity_id), foldedOf(row));
      else put(merged, String(row.canonical_id), foldedOf(row));
    }
    if (groups.size > 0) yield [...groups].map(([id, statements]) => fold(id, statements));
    if (cut === undefined || !last) break;
    after = [String(last.entity_id), Number(last.id)];
  }
  if (merged.size > 0) yield [...merged].map(([id, statements]) => fold(id, statements));
}

function put<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

const foldedOf = (row: Row): FoldedStatement => ({
  entityId: row.entity_id as string,
  schema: row.schema as SchemaName,
  property: row.property as string,
  value: row.value as string,
  dataset: row.dataset as string,
  recordedFrom: row.recorded_from as string,
  ...(typeof row.recorded_until === 'string' ? { recordedUntil: row.recorded_until } : {}),
  seenAt: (row.seen_at ?? row.recorded_from) as string,
});
