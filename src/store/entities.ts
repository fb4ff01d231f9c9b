import {
  captionOf,
  type Entity,
  type Grade,
  isA,
  type Judgement,
  PUBLIC_MARKING,
  parseMarking,
  SCHEMAS,
  type SchemaName,
  type Statement,
  type Verdict,
} from '../model/index.ts';
import type { Database, Queryable, Row } from './database.ts';
import { uuidV7 } from './ids.ts';
import { PRESENCE } from './lists.ts';

const STATEMENTS = `
  SELECT s.*, c.canonical_id, o.version AS first_version, coalesce(z.version, n.version) AS last_version,
    coalesce(z.recorded_at, n.recorded_at) AS last_seen_at
  FROM statements s
  LEFT JOIN canonical c ON c.entity_id = s.entity_id
  JOIN list_versions o ON o.id = s.opened_by
  LEFT JOIN list_versions z ON z.id = s.closed_by
  LEFT JOIN list_versions n ON n.dataset = s.dataset AND n.state = 'current'`;

/** Condition on record time; `$n` is the instant, or null for now. */
const asOfCondition = (n: number): string =>
  `(CASE WHEN $${n}::text IS NULL THEN s.recorded_until IS NULL
    ELSE s.recorded_from <= $${n} AND (s.recorded_until IS NULL OR s.recorded_until > $${n}) END)`;

const optional = <K extends string>(key: K, value: unknown): { [P in K]?: string } =>
  (value === null || value === undefined ? {} : { [key]: String(value) }) as { [P in K]?: string };

function statementOf(row: Row): Statement {
  return {
    id: String(row.id),
    entityId: String(row.entity_id),
    canonicalId: String(row.canonical_id ?? row.entity_id),
    schema: row.schema as SchemaName,
    property: String(row.property),
    value: String(row.value),
    ...optional('originalValue', row.original_value),
    ...optional('language', row.language),
    dataset: String(row.dataset),
    ...optional('origin', row.origin),
    sourceService: String(row.source_service),
    grade: row.grade as Grade,
    marking: parseMarking(String(row.marking)) ?? PUBLIC_MARKING,
    ...optional('validFrom', row.valid_from),
    ...optional('validUntil', row.valid_until),
    recordedFrom: String(row.recorded_from),
    ...optional('recordedUntil', row.recorded_until),
    firstSeen: String(row.first_version),
    lastSeen: String(row.last_version ?? row.first_version),
  };
}

/**
 * An entity is what its statements say together. `id` is the canonical one; source entities that judgements joined are
 * its referents. The schema is the most special of theirs.
 */
export function fold(id: string, statements: readonly Statement[], lastSeen = ''): Entity {
  const properties: Record<string, string[]> = {};
  const datasets = new Set<string>();
  const members = new Set<string>();
  let schema: SchemaName | undefined;
  let firstSeen = '';
  let lastChange = '';
  for (const statement of statements) {
    members.add(statement.entityId);
    datasets.add(statement.dataset);
    if (!schema || (isA(statement.schema, schema) && statement.schema !== schema)) schema = statement.schema;
    if (firstSeen === '' || statement.recordedFrom < firstSeen) firstSeen = statement.recordedFrom;
    if (statement.recordedFrom > lastChange) lastChange = statement.recordedFrom;
    if ((statement.recordedUntil ?? '') > lastChange) lastChange = statement.recordedUntil!;
    if (statement.property === PRESENCE) continue;
    properties[statement.property] ??= [];
    const values = properties[statement.property]!;
    if (!values.includes(statement.value)) values.push(statement.value);
  }
  const bare = { id, schema: schema ?? ('LegalEntity' as const), properties };
  return {
    ...bare,
    caption: captionOf(bare),
    datasets: [...datasets].sort(),
    referents: [...members].filter((member) => member !== id).sort(),
    firstSeen,
    lastSeen: lastSeen || lastChange,
    lastChange,
  };
}

/** The source entities that one canonical entity is made of; the id itself where nothing was merged. */
async function membersOf(database: Queryable, id: string): Promise<readonly string[]> {
  const rows = await database.query<{ entity_id: string }>(
    'SELECT entity_id FROM canonical WHERE canonical_id = $1 ORDER BY entity_id',
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

/** Everything that was ever said of a canonical entity, oldest first, or what was known at an instant. */
export async function statementsOf(
  database: Queryable,
  id: string,
  time: { readonly all: true } | { readonly asOf?: string },
): Promise<readonly Statement[]> {
  const members = await membersOf(database, id);
  const condition = 'all' in time ? 'true' : asOfCondition(2);
  const params = 'all' in time ? [members] : [members, time.asOf ?? null];
  const rows = await database.query(
    `${STATEMENTS} WHERE s.entity_id = ANY ($1::text[]) AND ${condition} ORDER BY s.id`,
    params,
  );
  return rows.map(statementOf);
}

/** Entities by canonical or source id, as known now or at an instant; ids that say nothing are left out. */
export async function entities(
  database: Queryable,
  ids: readonly string[],
  asOf?: string,
): Promise<ReadonlyMap<string, Entity>> {
  const found = new Map<string, Entity>();
  if (ids.length === 0) return found;
  const rows = await database.query(
    `${STATEMENTS}
     WHERE s.entity_id IN (
         SELECT unnest($1::text[])
         UNION SELECT m.entity_id FROM canonical m WHERE m.canonical_id = ANY ($1::text[])
         UNION SELECT m.entity_id FROM canonical k JOIN canonical m ON m.canonical_id = k.canonical_id
           WHERE k.entity_id = ANY ($1::text[]))
       AND ${asOfCondition(2)}
     ORDER BY s.id`,
    [ids, asOf ?? null],
  );
  const byCanonical = new Map<string, Statement[]>();
  const lastSeen = new Map<string, string>();
  for (const row of rows) {
    const statement = statementOf(row);
    const seen = String(row.last_seen_at ?? '');
    if (seen > (lastSeen.get(statement.canonicalId) ?? '')) lastSeen.set(statement.canonicalId, seen);
    const group = byCanonical.get(statement.canonicalId);
    if (group) group.push(statement);
    else byCanonical.set(statement.canonicalId, [statement]);
  }
  for (const [canonical, statements] of byCanonical) {
    const entity = fold(canonical, statements, lastSeen.get(canonical));
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
    [members, asOf ?? null],
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

/** Statements a page of {@link streamEntities} holds; no entity has more. */
const STREAM_PAGE = 40_000;

/**
 * All current entities of the schemas that an index needs, in batches: matchable ones, and documents, whose numbers
 * identify their holders. Bounded memory but for those that judgements joined, which come last.
 */
export async function* streamEntities(database: Queryable): AsyncIterable<readonly Entity[]> {
  const merged = new Map<string, Statement[]>();
  for (let after = ''; ; ) {
    const rows = await database.query(
      `SELECT s.id, s.entity_id, s.schema, s.property, s.value, s.dataset, s.recorded_from, c.canonical_id,
         '' AS source_service, '' AS first_version, 'A2' AS grade, 'TLP:CLEAR' AS marking
       FROM statements s LEFT JOIN canonical c ON c.entity_id = s.entity_id
       WHERE s.entity_id > $2 AND s.recorded_until IS NULL AND s.schema = ANY ($1::text[])
       ORDER BY s.entity_id LIMIT ${STREAM_PAGE}`,
      [INDEXED, after],
    );
    // Whole entities: a full page ends before the entity that it cuts.
    const cut = rows.length === STREAM_PAGE ? String(rows.at(-1)!.entity_id) : undefined;
    const groups = new Map<string, Statement[]>();
    for (const row of rows) {
      if (row.entity_id === cut) break;
      const statement = statementOf(row);
      const target = row.canonical_id === null ? groups : merged;
      const group = target.get(statement.canonicalId);
      if (group) group.push(statement);
      else target.set(statement.canonicalId, [statement]);
      after = statement.entityId;
    }
    if (groups.size > 0) yield [...groups].map(([id, statements]) => fold(id, statements));
    if (cut === undefined) break;
  }
  if (merged.size > 0) yield [...merged].map(([id, statements]) => fold(id, statements));
}

/** Judges two source entities and joins or parts canonical entities accordingly, in one transaction. */
export async function judge(
  database: Database,
  judgement: {
    readonly left: string;
    readonly right: string;
    readonly verdict: Verdict;
    readonly by: string;
    readonly reason: string;
  },
  now: Date,
): Promise<{ readonly judgement: Judgement; readonly touched: readonly string[] }> {
  const [left, right] = [judgement.left, judgement.right].sort() as [string, string];
  const at = now.toISOString();
  const id = uuidV7(now.getTime());
  return database.transaction(async (tx) => {
    // A newer judgement of the same pair takes the place of the older, which stays on record.
    await tx.query(
      `UPDATE judgements SET undone_by = $3, undone_at = $4, undone_reason = 'judged again'
       WHERE left_id = $1 AND right_id = $2 AND undone_at IS NULL`,
      [left, right, judgement.by, at],
    );
    await tx.query(
      `INSERT INTO judgements (id, left_id, right_id, verdict, made_by, made_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, left, right, judgement.verdict, judgement.by, at, judgement.reason],
    );
    const touched = await rejoin(tx, [left, right]);
    const { verdict, by, reason } = judgement;
    return { judgement: { id, left, right, verdict, by, at, reason }, touched };
  });
}

/** Undoes a judgement; `undefined` if there is none of that id that still holds. */
export async function undoJudgement(
  database: Database,
  id: string,
  by: string,
  reason: string,
  now: Date,
): Promise<{ readonly judgement: Judgement; readonly touched: readonly string[] } | undefined> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query(
      `UPDATE judgements SET undone_by = $2, undone_at = $3, undone_reason = $4
       WHERE id::text = $1 AND undone_at IS NULL RETURNING *`,
      [id, by, now.toISOString(), reason],
    );
    if (!row) return undefined;
    const touched = await rejoin(tx, [String(row.left_id), String(row.right_id)]);
    return { judgement: judgementOf(row), touched };
  });
}

const judgementOf = (row: Row): Judgement => ({
  id: String(row.id),
  left: String(row.left_id),
  right: String(row.right_id),
  verdict: row.verdict as Verdict,
  by: String(row.made_by),
  at: String(row.made_at),
  reason: String(row.reason),
  ...optional('undoneBy', row.undone_by),
  ...optional('undoneAt', row.undone_at),
});

/** All judgements about the members of a canonical entity, newest first, undone ones too. */
export async function judgementsOf(database: Queryable, id: string): Promise<readonly Judgement[]> {
  const members = await membersOf(database, id);
  const rows = await database.query(
    `SELECT * FROM judgements WHERE left_id = ANY ($1::text[]) OR right_id = ANY ($1::text[]) ORDER BY made_at DESC, id DESC`,
    [members],
  );
  return rows.map(judgementOf);
}

/**
 * Works out anew which entities are one, for all that are joined with some. The canonical id is the smallest of its
 * members', so that it does not depend on the order of judgements. Returns all canonical ids that came or went.
 */
async function rejoin(tx: Queryable, seeds: readonly string[]): Promise<readonly string[]> {
  const before = await tx.query<{ entity_id: string; canonical_id: string }>(
    `SELECT m.entity_id, m.canonical_id FROM canonical m
     WHERE m.canonical_id IN (SELECT canonical_id FROM canonical WHERE entity_id = ANY ($1::text[]))`,
    [seeds],
  );
  const touched = new Set([...seeds, ...before.flatMap((row) => [row.entity_id, row.canonical_id])]);
  const reached = new Map<string, string>();
  for (const seed of touched) {
    if (reached.has(seed)) continue;
    const component = await componentOf(tx, seed);
    const canonical = [...component].sort()[0]!;
    for (const member of component) {
      reached.set(member, canonical);
      touched.add(member);
    }
  }
  await tx.query('DELETE FROM canonical WHERE entity_id = ANY ($1::text[])', [[...touched]]);
  const joined = [...reached].filter(
    ([, canonical]) => [...reached.values()].filter((c) => c === canonical).length > 1,
  );
  await tx.query('INSERT INTO canonical SELECT * FROM unnest($1::text[], $2::text[])', [
    joined.map(([member]) => member),
    joined.map(([, canonical]) => canonical),
  ]);
  return [...touched];
}

async function componentOf(tx: Queryable, seed: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `WITH RECURSIVE reached (id) AS (
       VALUES ($1::text)
       UNION
       SELECT CASE WHEN j.left_id = r.id THEN j.right_id ELSE j.left_id END
       FROM reached r JOIN judgements j ON (j.left_id = r.id OR j.right_id = r.id)
       WHERE j.verdict = 'same' AND j.undone_at IS NULL
     ) SELECT id FROM reached`,
    [seed],
  );
  return new Set(rows.map((row) => row.id));
}
