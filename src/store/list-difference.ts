import type { Queryable, Row } from './database.ts';
import { queryPage } from './query-page.ts';
import { PRESENCE } from './statements.ts';

/** What one version of a list changed. Values of `id` properties (the bare presence) are left out. */
export interface ListDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly {
    readonly id: string;
    readonly added: readonly PropertyValue[];
    readonly removed: readonly PropertyValue[];
  }[];
  readonly captions: Readonly<Record<string, string>>;
}

export interface PropertyValue {
  readonly property: string;
  readonly value: string;
}

/** What a version changed, or would change where it is held; `undefined` where there is no such version. */
export async function readDifference(
  database: Queryable,
  dataset: string,
  version: string,
): Promise<ListDifference | undefined> {
  const [row] = await database.query<{ id: number; state: string }>(
    'SELECT id, state FROM list_versions WHERE dataset = $1 AND version = $2',
    [dataset, version],
  );
  return row && differenceOf(database, Number(row.id), row.state === 'held' ? WOULD_CHANGE : CHANGED);
}

const CHANGED = `
  SELECT entity_id, property, value, id, opened_by = $1 AS opened FROM statements
  WHERE opened_by = $1 OR closed_by = $1`;

const SAME =
  's.entity_id = h.entity_id AND s.schema = h.schema AND s.property = h.property AND s.value = h.value';
const HELD = `
  FROM list_versions v, statements s WHERE v.id = $1 AND s.dataset = v.dataset AND s.recorded_until IS NULL`;
const WOULD_CHANGE = `
  SELECT h.entity_id, h.property, h.value, 0 AS id, true AS opened FROM held_statements h
  WHERE h.version_id = $1 AND NOT EXISTS (SELECT 1 ${HELD} AND ${SAME})
  UNION ALL
  SELECT s.entity_id, s.property, s.value, s.id, false ${HELD}
    AND NOT EXISTS (SELECT 1 FROM held_statements h WHERE h.version_id = $1 AND ${SAME})`;

/** What of one entity came and went. */
type Touched = Row & {
  readonly entity_id: string;
  /** Whether the bare statement of presence came, went; both: the entity came under another schema. */
  readonly came: boolean;
  readonly went: boolean;
  /** Property, value, and whether it came; only of entities that are there before and after. */
  readonly pairs: readonly (readonly [string, string, boolean])[] | null;
  readonly caption: string | null;
};

async function differenceOf(database: Queryable, version: number, changes: string): Promise<ListDifference> {
  const touched = await queryPage<Touched>(
    database,
    `SELECT t.entity_id, t.came, t.went, CASE WHEN t.came = t.went THEN t.pairs END AS pairs,
       coalesce(
         (SELECT n.value FROM statements n WHERE n.entity_id = t.entity_id AND n.property = 'name'
          ORDER BY n.recorded_until IS NOT NULL, n.id LIMIT 1),
         t.name) AS caption
     FROM (
       SELECT entity_id, bool_or(property = '${PRESENCE}' AND opened) AS came,
         bool_or(property = '${PRESENCE}' AND NOT opened) AS went,
         json_agg(json_build_array(property, value, opened) ORDER BY id) FILTER (WHERE property <> '${PRESENCE}') AS pairs,
         min(value) FILTER (WHERE property = 'name') AS name
       FROM (${changes}) changes GROUP BY entity_id
     ) t ORDER BY t.entity_id`,
    [version],
  );
  const valuesOf = ({ pairs }: Touched, opened: boolean): PropertyValue[] =>
    (pairs ?? []).filter((pair) => pair[2] === opened).map(([property, value]) => ({ property, value }));
  return {
    added: touched.filter(({ came, went }) => came && !went).map((one) => one.entity_id),
    removed: touched.filter(({ came, went }) => went && !came).map((one) => one.entity_id),
    changed: touched
      .filter(({ came, went }) => came === went)
      .map((one) => ({ id: one.entity_id, added: valuesOf(one, true), removed: valuesOf(one, false) })),
    captions: Object.fromEntries(
      touched.flatMap(({ entity_id: id, caption }) => (caption === null ? [] : [[id, caption]])),
    ),
  };
}
