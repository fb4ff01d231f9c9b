import { captionOf, type Entity, isA, type SchemaName } from '../model/index.ts';
import type { Row } from './database.ts';
import { asOfCondition, PRESENCE } from './statements.ts';

/** All statements of one source entity in one list that hold at an instant, as {@link foldedColumns} reads them. */
export type FoldedStatements = Row & {
  readonly entity_id: string;
  readonly schema: SchemaName;
  readonly dataset: string;
  /** Instants: when the list first had it, when any statement of it last came or went, when the list was last read. */
  readonly first_seen: string;
  readonly last_change: string;
  readonly seen_at: string | null;
  /** Property and value, in the order in which they were added. */
  readonly pairs: readonly (readonly [string, string])[];
};

/** Columns of {@link FoldedStatements} of `statements s`; `$n` is the instant, or null for now. */
export const foldedColumns = (n: number): string => `
  s.entity_id, s.schema, s.dataset, min(s.id) AS place, min(s.recorded_from) AS first_seen,
  max(CASE WHEN s.recorded_until <= coalesce($${n}::text, s.recorded_until) THEN s.recorded_until ELSE s.recorded_from END)
    FILTER (WHERE s.recorded_from <= coalesce($${n}::text, s.recorded_from)) AS last_change,
  (SELECT max(v.recorded_at) FROM list_versions v WHERE v.dataset = s.dataset
    AND v.state IN ('current', 'superseded') AND v.recorded_at <= coalesce($${n}::text, v.recorded_at)) AS seen_at,
  json_agg(json_build_array(s.property, s.value) ORDER BY s.id) FILTER (WHERE ${asOfCondition(n)}) AS pairs`;

/** What {@link foldedColumns} groups by, and which groups say anything at the instant. */
export const foldedGroups = (n: number): string =>
  `GROUP BY s.entity_id, s.schema, s.dataset HAVING bool_or(${asOfCondition(n)})`;

/**
 * An entity is what its statements say together. `id` is the canonical one; source entities that judgements joined are
 * its referents. The schema is the most special of theirs. Values come in the order of the statements, once each.
 */
export function fold(id: string, groups: readonly FoldedStatements[]): Entity {
  const values = new Map<string, Set<string>>();
  const datasets = new Set<string>();
  const members = new Set<string>();
  let schema: SchemaName | undefined;
  let firstSeen = '';
  let lastSeen = '';
  let lastChange = '';
  for (const one of groups) {
    members.add(one.entity_id);
    datasets.add(one.dataset);
    if (!schema || (one.schema !== schema && isA(one.schema, schema))) schema = one.schema;
    if (firstSeen === '' || one.first_seen < firstSeen) firstSeen = one.first_seen;
    const seen = one.seen_at ?? one.last_change;
    if (seen > lastSeen) lastSeen = seen;
    if (one.last_change > lastChange) lastChange = one.last_change;
    for (const [property, value] of one.pairs) {
      if (property === PRESENCE) continue;
      const known = values.get(property);
      if (known) known.add(value);
      else values.set(property, new Set([value]));
    }
  }
  const properties = Object.fromEntries([...values].map(([property, set]) => [property, [...set]]));
  const bare = { id, schema: schema ?? ('LegalEntity' as const), properties };
  return {
    ...bare,
    caption: captionOf(bare),
    datasets: [...datasets].sort(),
    referents: [...members].filter((member) => member !== id).sort(),
    firstSeen,
    lastSeen,
    lastChange,
  };
}
