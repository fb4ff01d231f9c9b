import { type Dataset, formatMarking, type Marking, PUBLIC_MARKING } from '../model/index.ts';
import type { Database, Queryable } from './database.ts';
import { StoreError } from './database.ts';
import { inBatches } from './in-batches.ts';
import { noteChange } from './list-changes.ts';
import { type ListVersion, readVersion, type SourceFile, versionOf } from './list-version.ts';
import {
  columns,
  isReference,
  jsonColumns,
  keyOf,
  type LoadedEntity,
  type NewStatement,
  newStatements,
  storable,
  writeSaid,
} from './new-statement.ts';
import { queryPage } from './query-page.ts';
import { PRESENCE } from './statements.ts';
import { LONGEST_ID, PAGE } from './tuning.ts';

/** What a load brings: read once, as a stream; everything happens in one transaction. */
export interface ListLoad {
  readonly dataset: Dataset;
  readonly format: string;
  readonly files: readonly SourceFile[];
  readonly recordedAt: string;
  readonly sourceService: string;
  /** How its statements are marked; that of the version before where none is given, and public without one. */
  readonly marking?: Marking;
  /** Yields entities, quarantine entries and what was dropped; throws if the list cannot be read. */
  readonly content: AsyncIterable<ListContent>;
  /** The publisher's version, known once the content was read. */
  version(): string;
  /** Share of entities (0 to 1) that may vanish without a person looking; `undefined` for any. */
  readonly shrinkLimit: number | undefined;
}

export type ListContent =
  | ({ readonly type: 'entity' } & LoadedEntity)
  | { readonly type: 'quarantine'; readonly entry: object }
  | { readonly type: 'dropped'; readonly property: string; readonly count: number };

/** Admiralty grade of what a public authority publishes: its reliability is not in question, its truth not judged by us. */
const PUBLISHED_GRADE = 'A2';

/**
 * What {@link NewStatement.said} is of a kept statement; null where it is as the list is marked now (`$3`): what was marked
 * otherwise is said anew, and the old statement ends.
 */
const SAID = `CASE WHEN marking = $3 AND grade = '${PUBLISHED_GRADE}' THEN NULL
  ELSE json_build_array(marking, grade, source_service)::text END`;

/** PostgreSQL writes JSON with other spaces. */
const sameWriting = (said: string | null): string | null => {
  if (said === null) return null;
  const [marking, grade, service] = JSON.parse(said) as [string, string, string];
  return writeSaid(marking, grade, service);
};

/** How what a list says now differs from what the store holds of it. */
interface Change {
  /** Statements that are not in the store. */
  readonly fresh: readonly NewStatement[];
  /** Numbers of the statements in the store that the list does not say any more. */
  readonly gone: readonly number[];
  /** Entities of the current version. */
  readonly before: number;
  /** Entities that came, that are there in both with other statements, and that are gone. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly entities: number;
  readonly statements: number;
  /** Entities that came, changed or went. */
  readonly touched: readonly string[];
}

/** Compares statements one by one with those of the current version of a list; each counts once. */
function comparer(known: Known) {
  const fresh: NewStatement[] = [];
  const newKeys = new Set<string>();
  const kept = new Set<number>();
  let entities = 0;
  return {
    add(statement: NewStatement): void {
      const key = keyOf(statement);
      const id = known.ids.get(key);
      if (id === undefined ? newKeys.has(key) : kept.has(id)) return;
      if (statement.property === PRESENCE) entities++;
      if (id === undefined) {
        newKeys.add(key);
        fresh.push(statement);
      } else kept.add(id);
    },
    change(): Change {
      const gone: number[] = [];
      const touched = new Set(fresh.map(({ entityId }) => entityId));
      const came = presences(fresh);
      const went = new Set<string>();
      for (const [key, id] of known.ids) {
        if (kept.has(id)) continue;
        gone.push(id);
        const [entity = '', , property] = key.split('\u0000');
        touched.add(entity);
        if (property === PRESENCE) went.add(entity);
      }
      // In both: an entity that is there before and after, under another schema.
      const both = [...came].filter((entity) => went.has(entity)).length;
      const added = came.size - both;
      const removed = went.size - both;
      const changed = touched.size - added - removed;
      const statements = kept.size + fresh.length;
      return {
        fresh,
        gone,
        before: known.entities,
        added,
        changed,
        removed,
        entities,
        statements,
        touched: [...touched],
      };
    },
  };
}

const presences = (statements: readonly NewStatement[]): Set<string> =>
  new Set(statements.filter(({ property }) => property === PRESENCE).map(({ entityId }) => entityId));

/**
 * Loads one version of a list. What is new is added, and what is gone gets an end of record time, all in one
 * transaction that begins when the list was read to its end: others go on reading meanwhile, and a list that cannot be
 * read changes nothing. Files that are byte for byte those of the current version, or of one that is held, change nothing.
 * Throws {@link StoreError} if another version of the list was loaded meanwhile.
 */
export async function loadList(
  database: Database,
  load: ListLoad,
): Promise<{ readonly version: ListVersion; readonly unchanged: boolean }> {
  const { name, title, publisher, url, terms } = load.dataset;
  const marking = load.marking ? formatMarking(load.marking) : await markingOf(database, name);
  const same = await sameVersion(database, load, marking);
  if (same) return { version: same, unchanged: true };

  const known = await currentStatements(database, name, marking);
  const compare = comparer(known);
  const dropped: Record<string, number> = {};
  const quarantine: object[] = [];
  for await (const item of load.content) {
    if (item.type === 'quarantine') quarantine.push(item.entry);
    else if (item.type === 'dropped') dropped[item.property] = (dropped[item.property] ?? 0) + item.count;
    else if (item.entity.id.length > LONGEST_ID) quarantine.push(idTooLong(item.entity.id, load.files));
    else for (const statement of newStatements(item, load.sourceService)) compare.add(statement);
  }
  const change = compare.change();
  const held =
    load.shrinkLimit !== undefined &&
    known.version !== undefined &&
    change.removed > change.before * load.shrinkLimit;

  return database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO datasets VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (name) DO UPDATE SET title = $2, publisher = $3, url = $4, terms = $5`,
      [name, title, publisher, url ?? null, terms ?? null],
    );
    await lockList(tx, name, known);
    const [inserted] = await tx.query<{ id: number }>(
      `INSERT INTO list_versions (dataset, version, recorded_at, format, files, entities, statements, quarantined,
         dropped, state, marking)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'held', $10) RETURNING id`,
      [
        name,
        await freeLabel(tx, name, load.version()),
        load.recordedAt,
        load.format,
        JSON.stringify(load.files),
        change.entities,
        change.statements,
        quarantine.length,
        JSON.stringify(dropped),
        marking,
      ],
    );
    const id = Number(inserted!.id);
    await insertQuarantine(tx, id, quarantine);
    if (held) await hold(tx, { version: id, dataset: name, marking }, change);
    else await apply(tx, { ...load, id, dataset: name, marking, previous: known.version }, change);
    return { version: await readVersion(tx, id), unchanged: false };
  });
}

const idTooLong = (id: string, files: readonly SourceFile[]): object => ({
  file: files.map((file) => file.name).join(', '),
  record: id.slice(0, 80),
  reason: `the id has ${id.length} characters, more than ${LONGEST_ID}: it cannot be looked up`,
});

/** The current version, or one that is held, if it was loaded from the very same files. */
async function sameVersion(
  database: Queryable,
  { dataset, files, shrinkLimit }: ListLoad,
  marking: string,
): Promise<ListVersion | undefined> {
  const rows = await database.query(
    `SELECT * FROM list_versions WHERE dataset = $1 AND state IN ('current', 'held') ORDER BY id DESC`,
    [dataset.name],
  );
  return rows
    .map(versionOf)
    .find(
      (version) =>
        sameFiles(version.files, files) &&
        version.marking === marking &&
        (version.state === 'current' || shrinkLimit !== undefined),
    );
}

const sameFiles = (a: readonly SourceFile[], b: readonly SourceFile[]): boolean =>
  a.length === b.length && a.every((file, i) => file.sha256 === b[i]?.sha256);

/** Publishers reuse a date or number now and then: a version's label is followed by `.2`, `.3` … then. */
async function freeLabel(tx: Queryable, dataset: string, version: string): Promise<string> {
  const rows = await tx.query<{ version: string }>('SELECT version FROM list_versions WHERE dataset = $1', [
    dataset,
  ]);
  const taken = new Set(rows.map((row) => row.version));
  let label = version;
  for (let n = 2; taken.has(label); n++) label = `${version}.${n}`;
  return label;
}

interface Known {
  /** Number of the current version in the store. */
  readonly version: number | undefined;
  /** Statement key → number of the statement. */
  readonly ids: ReadonlyMap<string, number>;
  readonly entities: number;
}

/** The marking of a list's current version. */
async function markingOf(database: Queryable, dataset: string): Promise<string> {
  const [row] = await database.query<{ marking: string }>(
    `SELECT marking FROM list_versions WHERE dataset = $1 AND state = 'current'`,
    [dataset],
  );
  return row?.marking ?? formatMarking(PUBLIC_MARKING);
}

/** All that a list says now, read in pages. */
async function currentStatements(database: Queryable, dataset: string, marking: string): Promise<Known> {
  const ids = new Map<string, number>();
  let entities = 0;
  const version = await currentVersion(database, dataset);
  for (let after = 0; ; ) {
    const rows = await queryPage<{
      id: number;
      entity_id: string;
      schema: string;
      property: string;
      value: string;
      said: string | null;
    }>(
      database,
      `SELECT id, entity_id, schema, property, value, ${SAID} AS said FROM statements
       WHERE dataset = $1 AND recorded_until IS NULL AND id > $2 ORDER BY id LIMIT ${PAGE}`,
      [dataset, after, marking],
    );
    for (const { id, entity_id: entityId, schema, property, value, said } of rows) {
      const one = { entityId, schema, property, value, original: null, language: null };
      ids.set(keyOf({ ...one, said: sameWriting(said) }), Number(id));
      if (property === PRESENCE) entities++;
      after = Number(id);
    }
    if (rows.length < PAGE) return { version, ids, entities };
  }
}

async function currentVersion(database: Queryable, dataset: string): Promise<number | undefined> {
  const [row] = await database.query<{ id: number }>(
    `SELECT id FROM list_versions WHERE dataset = $1 AND state = 'current'`,
    [dataset],
  );
  return row && Number(row.id);
}

/** One load of a list at a time, also between processes; throws if it is not any more what it was when it was read. */
async function lockList(tx: Queryable, dataset: string, known: Known): Promise<void> {
  await tx.query('SELECT 1 FROM datasets WHERE name = $1 FOR UPDATE', [dataset]);
  if ((await currentVersion(tx, dataset)) !== known.version) {
    throw new StoreError(
      `another version of ${dataset} was loaded meanwhile; nothing was changed; load again`,
    );
  }
}

const storableJson = (entry: object): string =>
  JSON.stringify(entry, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));

async function insertQuarantine(tx: Queryable, version: number, entries: readonly object[]): Promise<void> {
  let place = 0;
  await inBatches(entries, (batch) => {
    const places = batch.map(() => place++);
    return tx.query(
      `INSERT INTO quarantine SELECT $1, place, entry::jsonb
       FROM unnest($2::integer[], $3::text[]) AS t (place, entry)`,
      [version, places, batch.map(storableJson)],
    );
  });
}

/** Keeps a list whole until somebody has looked: what it would change is worked out again then. */
async function hold(
  tx: Queryable,
  {
    version,
    dataset,
    marking,
  }: { readonly version: number; readonly dataset: string; readonly marking: string },
  change: Change,
): Promise<void> {
  const { added, changed, removed } = change;
  await tx.query('UPDATE list_versions SET added = $2, changed = $3, removed = $4 WHERE id = $1', [
    version,
    added,
    changed,
    removed,
  ]);
  await tx.query(
    `INSERT INTO held_statements
     SELECT $1, entity_id, schema, property, value, original_value, language, ${SAID} FROM statements
     WHERE dataset = $2 AND recorded_until IS NULL AND NOT id = ANY ($4::bigint[])`,
    [version, dataset, marking, change.gone],
  );
  await inBatches(change.fresh, (batch) =>
    tx.query(
      `INSERT INTO held_statements
       SELECT $1, * FROM ROWS FROM (${jsonColumns(2, 8)})`,
      [version, ...columns(batch)],
    ),
  );
}

interface Target {
  readonly id: number;
  readonly dataset: string;
  readonly recordedAt: string;
  readonly sourceService: string;
  /** As `formatMarking` writes it. */
  readonly marking: string;
  /** The version that was current until now. */
  readonly previous: number | undefined;
}

async function apply(tx: Queryable, target: Target, change: Change): Promise<void> {
  const { id, dataset, recordedAt, sourceService, marking, previous } = target;
  const { fresh, gone, added, changed, removed, touched } = change;
  // Older ones that still wait would take newer statements away.
  await tx.query(
    `DELETE FROM held_statements WHERE version_id IN (SELECT id FROM list_versions WHERE dataset = $1 AND id < $2)`,
    [dataset, id],
  );
  await tx.query(
    `UPDATE list_versions SET state = CASE state WHEN 'current' THEN 'superseded' ELSE 'refused' END
     WHERE dataset = $1 AND state IN ('current', 'held') AND id < $2`,
    [dataset, id],
  );
  await inBatches(fresh, (batch) =>
    tx.query(
      `INSERT INTO statements (entity_id, schema, property, value, original_value, language, dataset, source_service,
         grade, marking, recorded_from, opened_by, reference)
       SELECT e, s, p, v, o, l, $9, coalesce(k::json ->> 2, $10), coalesce(k::json ->> 1, $11), coalesce(k::json ->> 0, $12),
         $13, $14, r::boolean
       FROM ROWS FROM (${jsonColumns(1, 8)}) AS t (e, s, p, v, o, l, k, r)`,
      [
        ...columns(batch),
        JSON.stringify(batch.map(isReference)),
        dataset,
        sourceService,
        PUBLISHED_GRADE,
        marking,
        recordedAt,
        id,
      ],
    ),
  );
  await inBatches(gone, (batch) =>
    tx.query('UPDATE statements SET recorded_until = $1, closed_by = $2 WHERE id = ANY ($3::bigint[])', [
      recordedAt,
      id,
      batch,
    ]),
  );
  // A version that was held is known from now on, not from when it came.
  await tx.query(
    `UPDATE list_versions SET state = 'current', added = $2, changed = $3, removed = $4, previous = $5, recorded_at = $6
     WHERE id = $1`,
    [id, added, changed, removed, previous ?? null, recordedAt],
  );
  await noteChange(tx, touched);
}

/** Applies a held version, or refuses it. Throws {@link StoreError} if none of that name waits. */
export async function confirmHeld(
  database: Database,
  dataset: string,
  version: string,
  decision: { readonly accept: boolean; readonly at: string; readonly sourceService: string },
): Promise<ListVersion> {
  return database.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM datasets WHERE name = $1 FOR UPDATE', [dataset]);
    const [row] = await tx.query(
      `SELECT id, marking FROM list_versions WHERE dataset = $1 AND version = $2 AND state = 'held'`,
      [dataset, version],
    );
    if (!row) throw new StoreError(`no version ${version} of ${dataset} waits for confirmation`);
    const id = Number(row.id);
    const marking = String(row.marking);
    if (decision.accept) {
      const known = await currentStatements(tx, dataset, marking);
      const compare = comparer(known);
      const held = await tx.query<HeldRow>('SELECT * FROM held_statements WHERE version_id = $1', [id]);
      for (const { entity_id: entityId, original_value: original, said, ...rest } of held) {
        compare.add({ ...rest, entityId, original, said: sameWriting(said) });
      }
      const { at: recordedAt, sourceService } = decision;
      const target = { id, dataset, recordedAt, sourceService, marking, previous: known.version };
      await apply(tx, target, compare.change());
    } else {
      await tx.query(`UPDATE list_versions SET state = 'refused' WHERE id = $1`, [id]);
    }
    await tx.query('DELETE FROM held_statements WHERE version_id = $1', [id]);
    return readVersion(tx, id);
  });
}

type HeldRow = {
  readonly entity_id: string;
  readonly schema: string;
  readonly property: string;
  readonly value: string;
  readonly original_value: string | null;
  readonly language: string | null;
  readonly said: string | null;
};
