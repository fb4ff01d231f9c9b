import type { Queryable, Row } from './database.ts';
import { versionId } from './list-version.ts';
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

/** What a version changed; `undefined` where there is no such version. */
export async function readDifference(
  database: Queryable,
  dataset: string,
  version: string,
): Promise<ListDifference | undefined> {
  const id = await versionId(database, dataset, version);
  return id === undefined ? undefined : differenceOf(database, id);
}

/** What of one entity a version opened and closed. */
type Touched = Row & {
  readonly entity_id: string;
  /** Whether the bare statement of presence was opened, closed; both: the entity came under another schema. */
  readonly came: boolean;
  readonly went: boolean;
  /** Property, value, and whether it was opened; only of entities that are there before and after. */
  readonly pairs: readonly (readonly [string, string, boolean])[] | null;
  readonly caption: string | null;
};

async function differenceOf(database: Queryable, version: number): Promise<ListDifference> {
  const touched = await queryPage<Touched>(
    database,
    `SELECT t.entity_id, t.came, t.went,
       CASE WHEN t.came = t.went THEN (
         SELECT json_agg(json_build_array(s.property, s.value, s.opened_by = $1) ORDER BY s.id) FROM statements s
         WHERE s.entity_id = t.entity_id AND s.property <> '${PRESENCE}' AND (s.opened_by = $1 OR s.closed_by = $1)
       ) END AS pairs,
       (SELECT n.value FROM statements n WHERE n.entity_id = t.entity_id AND n.property = 'name'
        ORDER BY n.recorded_until IS NOT NULL, n.id LIMIT 1) AS caption
     FROM (
       SELECT entity_id, bool_or(property = '${PRESENCE}' AND opened_by = $1) AS came,
         coalesce(bool_or(property = '${PRESENCE}' AND closed_by = $1), false) AS went
       FROM statements WHERE opened_by = $1 OR closed_by = $1 GROUP BY entity_id
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
