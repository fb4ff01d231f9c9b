import { type Grade, readMarking, type SchemaName, type Statement } from '../model/index.ts';
import { membersOf } from './canonical.ts';
import { type Queryable, type Row, StoreError } from './database.ts';

/** The property of the bare statement that an entity is on the list. */
export const PRESENCE = 'id';

/**
 * Statements with the versions that first and last had them: a statement that version `z` ended was last seen in the
 * version before `z`; one that holds is seen in the current version.
 */
export const SELECT_STATEMENTS = `
  SELECT s.*, c.canonical_id, o.version AS first_version, coalesce(p.version, n.version) AS last_version,
    coalesce(p.recorded_at, n.recorded_at) AS seen_at
  FROM statements s
  LEFT JOIN canonical c ON c.entity_id = s.entity_id
  JOIN list_versions o ON o.id = s.opened_by
  LEFT JOIN list_versions z ON z.id = s.closed_by
  LEFT JOIN list_versions p ON p.id = z.previous
  LEFT JOIN list_versions n ON n.dataset = s.dataset AND n.state = 'current'`;

/** Condition on record time; `$n` is the instant, or null for now. */
export const asOfCondition = (n: number): string =>
  `(CASE WHEN $${n}::text IS NULL THEN s.recorded_until IS NULL
    ELSE s.recorded_from <= $${n} AND (s.recorded_until IS NULL OR s.recorded_until > $${n}) END)`;

/** An instant as it is kept: the parameter of {@link asOfCondition}. Throws {@link StoreError} for what is none. */
export function instantOf(asOf: string | undefined): string | null {
  if (asOf === undefined) return null;
  const time = new Date(asOf);
  if (Number.isNaN(time.getTime()))
    throw new StoreError(`not an instant: ${asOf}; write 2026-03-07T12:00:00Z`);
  return time.toISOString();
}

const optional = <K extends string>(key: K, value: unknown): { [P in K]?: string } =>
  (value === null || value === undefined ? {} : { [key]: String(value) }) as { [P in K]?: string };

/** A statement from its row. */
export function statementOf(row: Row): Statement {
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
    marking: readMarking(String(row.marking)),
    ...optional('validFrom', row.valid_from),
    ...optional('validUntil', row.valid_until),
    recordedFrom: String(row.recorded_from),
    ...optional('recordedUntil', row.recorded_until),
    firstSeen: String(row.first_version),
    lastSeen: String(row.last_version ?? row.first_version),
  };
}

/** Everything that was ever said of a canonical entity, oldest first, or what was known at an instant. */
export async function statementsOf(
  database: Queryable,
  id: string,
  time: { readonly all: true } | { readonly asOf?: string },
): Promise<readonly Statement[]> {
  const members = await membersOf(database, id);
  const condition = 'all' in time ? 'true' : asOfCondition(2);
  const params = 'all' in time ? [members] : [members, instantOf(time.asOf)];
  const rows = await database.query(
    `${SELECT_STATEMENTS} WHERE s.entity_id = ANY ($1::text[]) AND ${condition} ORDER BY s.id`,
    params,
  );
  return rows.map(statementOf);
}
