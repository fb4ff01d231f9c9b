import type { Queryable } from './database.ts';
import { inBatches } from './in-batches.ts';
import { versionId } from './list-version.ts';
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

async function differenceOf(database: Queryable, version: number): Promise<ListDifference> {
  const rows = await database.query<{
    entity_id: string;
    property: string;
    value: string;
    opened: boolean;
  }>(
    `SELECT entity_id, property, value, true AS opened FROM statements WHERE opened_by = $1
     UNION ALL
     SELECT entity_id, property, value, false FROM statements WHERE closed_by = $1`,
    [version],
  );
  const byEntity = new Map<
    string,
    { added: PropertyValue[]; removed: PropertyValue[]; came: boolean; went: boolean }
  >();
  for (const { entity_id: id, property, value, opened } of rows) {
    let entry = byEntity.get(id);
    if (!entry) {
      entry = { added: [], removed: [], came: false, went: false };
      byEntity.set(id, entry);
    }
    if (property === PRESENCE) {
      if (opened) entry.came = true;
      else entry.went = true;
    } else (opened ? entry.added : entry.removed).push({ property, value });
  }
  const added: string[] = [];
  const removed: string[] = [];
  const changed: { id: string; added: PropertyValue[]; removed: PropertyValue[] }[] = [];
  const captions: Record<string, string> = {};
  for (const [id, entry] of byEntity) {
    // Both: the entity is there before and after, under another schema.
    if (entry.came && !entry.went) added.push(id);
    else if (entry.went && !entry.came) removed.push(id);
    else changed.push({ id, added: entry.added, removed: entry.removed });
    const name = [...entry.added, ...entry.removed].find(({ property }) => property === 'name');
    if (name) captions[id] = name.value;
  }
  const unnamed = changed.map(({ id }) => id).filter((id) => captions[id] === undefined);
  await inBatches(unnamed, async (batch) => {
    const names = await database.query<{ entity_id: string; value: string }>(
      `SELECT entity_id, min(value) AS value FROM statements
       WHERE entity_id = ANY ($1::text[]) AND property = 'name' GROUP BY entity_id`,
      [batch],
    );
    for (const { entity_id: id, value } of names) captions[id] = value;
  });
  return { added, removed, changed, captions };
}
