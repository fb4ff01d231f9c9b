import type { Dataset, SourceEntity } from '../model/index.ts';
import { formatMarking, PUBLIC_MARKING, propertyType } from '../model/index.ts';
import type { Database, Queryable, Row } from './database.ts';
import { StoreError } from './database.ts';

export interface SourceFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** One state of one list. */
export interface ListVersion {
  readonly dataset: string;
  readonly version: string;
  readonly recordedAt: string;
  readonly files: readonly SourceFile[];
  readonly format: string;
  readonly entities: number;
  readonly statements: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly quarantined: number;
  /** Properties not on the allow-list: name → how often. Never a value. */
  readonly dropped: Readonly<Record<string, number>>;
  /** `held`: shrank by more than the set share and waits for confirmation; `refused`: was not confirmed. */
  readonly state: 'current' | 'superseded' | 'held' | 'refused';
}

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

export interface LoadedEntity {
  readonly entity: SourceEntity;
  /** Values as written, where cleaning changed them: keyed `property\u0000value`; likewise languages. */
  readonly originals?: ReadonlyMap<string, string>;
  readonly languages?: ReadonlyMap<string, string>;
}

/** What a load brings: read once, as a stream; everything happens in one transaction. */
export interface ListLoad {
  readonly dataset: Dataset;
  readonly format: string;
  readonly files: readonly SourceFile[];
  readonly recordedAt: string;
  readonly sourceService: string;
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
/** Rows a statement of bulk insertion carries: above 200 the gain is small, above 10,000 memory is wasted. */
const BATCH = 4_000;

const KEY = (entity: string, schema: string, property: string, value: string): string =>
  `${entity}\u0000${schema}\u0000${property}\u0000${value}`;

interface NewStatement {
  readonly entityId: string;
  readonly schema: string;
  readonly property: string;
  readonly value: string;
  readonly original: string | null;
  readonly language: string | null;
}

/** The bare statement that an entity is on the list. */
export const PRESENCE = 'id';

function* statementsOf({ entity, originals, languages }: LoadedEntity): Iterable<NewStatement> {
  const { id, schema } = entity;
  yield { entityId: id, schema, property: PRESENCE, value: id, original: null, language: null };
  for (const [property, values] of Object.entries(entity.properties)) {
    for (const value of values) {
      const key = `${property}\u0000${value}`;
      yield {
        entityId: id,
        schema,
        property,
        value,
        original: originals?.get(key) ?? null,
        language: languages?.get(key) ?? null,
      };
    }
  }
}

/**
 * Loads one version of a list: in one transaction, what is new is added, and what is gone gets an end of record time.
 * Files that are byte for byte those of the current version change nothing.
 */
export async function loadList(
  database: Database,
  load: ListLoad,
): Promise<{ readonly version: ListVersion; readonly unchanged: boolean }> {
  const { name, title, publisher, url, terms } = load.dataset;
  return database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO datasets VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (name) DO UPDATE SET title = $2, publisher = $3, url = $4, terms = $5`,
      [name, title, publisher, url ?? null, terms ?? null],
    );
    // One load of a list at a time, also between processes.
    await tx.query('SELECT 1 FROM datasets WHERE name = $1 FOR UPDATE', [name]);
    const [current] = await tx.query(`SELECT * FROM list_versions WHERE dataset = $1 AND state = 'current'`, [
      name,
    ]);
    if (current && sameFiles(current.files as SourceFile[], load.files)) {
      return { version: versionOf(current), unchanged: true };
    }

    const known = await currentStatements(tx, name);
    const fresh: NewStatement[] = [];
    const dropped: Record<string, number> = {};
    const quarantine: object[] = [];
    let entities = 0;
    let statements = 0;
    for await (const item of load.content) {
      if (item.type === 'quarantine') quarantine.push(item.entry);
      else if (item.type === 'dropped') dropped[item.property] = (dropped[item.property] ?? 0) + item.count;
      else {
        entities++;
        for (const statement of statementsOf(item)) {
          statements++;
          const key = KEY(statement.entityId, statement.schema, statement.property, statement.value);
          // What stays is taken off; what is then left of `known` has gone.
          if (!known.ids.delete(key)) fresh.push(statement);
        }
      }
    }
    const vanished = [...known.ids.keys()].filter((key) => key.split('\u0000')[2] === PRESENCE).length;
    const held =
      load.shrinkLimit !== undefined && current !== undefined && vanished > known.entities * load.shrinkLimit;
    const [inserted] = await tx.query<{ id: number }>(
      `INSERT INTO list_versions (dataset, version, recorded_at, format, files, entities, statements, quarantined, dropped, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'held') RETURNING id`,
      [
        name,
        load.version(),
        load.recordedAt,
        load.format,
        JSON.stringify(load.files),
        entities,
        statements,
        quarantine.length,
        JSON.stringify(dropped),
      ],
    );
    const id = Number(inserted!.id);
    await insertQuarantine(tx, id, quarantine);
    if (held) {
      // Kept whole: what it would change is worked out again when somebody has looked.
      const kept = [...(await keptStatements(tx, name, known.ids)), ...fresh];
      await insertHeld(tx, id, kept);
    } else {
      await apply(tx, { id, dataset: name, load }, fresh, [...known.ids.values()]);
    }
    return { version: await readVersion(tx, id), unchanged: false };
  });
}

const sameFiles = (a: readonly SourceFile[], b: readonly SourceFile[]): boolean =>
  a.length === b.length && a.every((file, i) => file.sha256 === b[i]?.sha256);

/** Statement key → id, of all that a list says now. */
async function currentStatements(
  tx: Queryable,
  dataset: string,
): Promise<{ readonly ids: Map<string, number>; readonly entities: number }> {
  const ids = new Map<string, number>();
  let entities = 0;
  for (let after = 0; ; ) {
    const rows = await tx.query<{
      id: number;
      entity_id: string;
      schema: string;
      property: string;
      value: string;
    }>(
      `SELECT id, entity_id, schema, property, value FROM statements
       WHERE dataset = $1 AND recorded_until IS NULL AND id > $2 ORDER BY id LIMIT 20000`,
      [dataset, after],
    );
    for (const row of rows) {
      ids.set(KEY(row.entity_id, row.schema, row.property, row.value), Number(row.id));
      if (row.property === PRESENCE) entities++;
    }
    const last = rows.at(-1);
    if (!last) return { ids, entities };
    after = Number(last.id);
  }
}

/** The statements of a list that stay, given those that go. */
async function keptStatements(
  tx: Queryable,
  dataset: string,
  going: ReadonlyMap<string, number>,
): Promise<NewStatement[]> {
  const gone = new Set(going.values());
  const rows = await tx.query(
    'SELECT * FROM statements WHERE dataset = $1 AND recorded_until IS NULL ORDER BY id',
    [dataset],
  );
  return rows
    .filter((row) => !gone.has(Number(row.id)))
    .map((row) => ({
      entityId: String(row.entity_id),
      schema: String(row.schema),
      property: String(row.property),
      value: String(row.value),
      original: (row.original_value as string | null) ?? null,
      language: (row.language as string | null) ?? null,
    }));
}

async function inBatches<T>(
  items: readonly T[],
  run: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH) await run(items.slice(at, at + BATCH));
}

async function insertQuarantine(tx: Queryable, version: number, entries: readonly object[]): Promise<void> {
  let place = 0;
  await inBatches(entries, (batch) => {
    const places = batch.map(() => place++);
    return tx.query(
      `INSERT INTO quarantine SELECT $1, place, entry::jsonb FROM unnest($2::integer[], $3::text[]) AS t (place, entry)`,
      [version, places, batch.map((entry) => JSON.stringify(entry))],
    );
  });
}

const columns = (batch: readonly NewStatement[]) => [
  batch.map((s) => s.entityId),
  batch.map((s) => s.schema),
  batch.map((s) => s.property),
  batch.map((s) => s.value),
  batch.map((s) => s.original),
  batch.map((s) => s.language),
];

async function insertHeld(
  tx: Queryable,
  version: number,
  statements: readonly NewStatement[],
): Promise<void> {
  await inBatches(statements, (batch) =>
    tx.query(
      `INSERT INTO held_statements
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
      [version, ...columns(batch)],
    ),
  );
}

const isReference = (statement: NewStatement): boolean =>
  propertyType(statement.schema as Parameters<typeof propertyType>[0], statement.property) === 'entity';

async function apply(
  tx: Queryable,
  target: {
    readonly id: number;
    readonly dataset: string;
    readonly load: { readonly recordedAt: string; readonly sourceService: string };
  },
  fresh: readonly NewStatement[],
  gone: readonly number[],
): Promise<void> {
  const { id, dataset, load } = target;
  await tx.query(`UPDATE list_versions SET state = 'superseded' WHERE dataset = $1 AND state = 'current'`, [
    dataset,
  ]);
  await inBatches(fresh, (batch) =>
    tx.query(
      `INSERT INTO statements (entity_id, schema, property, value, original_value, language, dataset, source_service,
         grade, marking, recorded_from, opened_by, reference)
       SELECT e, s, p, v, o, l, $7, $8, $9, $10, $11, $12, r
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $13::boolean[])
         AS t (e, s, p, v, o, l, r)`,
      [
        ...columns(batch),
        dataset,
        load.sourceService,
        PUBLISHED_GRADE,
        formatMarking(PUBLIC_MARKING),
        load.recordedAt,
        id,
        batch.map(isReference),
      ],
    ),
  );
  await inBatches(gone, (batch) =>
    tx.query('UPDATE statements SET recorded_until = $1, closed_by = $2 WHERE id = ANY ($3::bigint[])', [
      load.recordedAt,
      id,
      batch,
    ]),
  );
  const { added, changed, removed } = await differenceOf(tx, id);
  await tx.query(
    `UPDATE list_versions SET state = 'current', added = $2, changed = $3, removed = $4 WHERE id = $1`,
    [id, added.length, changed.length, removed.length],
  );
}

/** Applies a held version, or refuses it. Throws {@link StoreError} if there is none of that name. */
export async function confirmHeld(
  database: Database,
  dataset: string,
  version: string,
  decision: { readonly accept: boolean; readonly at: string; readonly sourceService: string },
): Promise<ListVersion> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query(
      `SELECT id FROM list_versions WHERE dataset = $1 AND version = $2 AND state = 'held' ORDER BY id DESC LIMIT 1`,
      [dataset, version],
    );
    if (!row) throw new StoreError(`no version ${version} of ${dataset} waits for confirmation`);
    const id = Number(row.id);
    if (decision.accept) {
      const known = await currentStatements(tx, dataset);
      const held = await tx.query('SELECT * FROM held_statements WHERE version_id = $1', [id]);
      const fresh: NewStatement[] = [];
      for (const one of held) {
        const statement: NewStatement = {
          entityId: String(one.entity_id),
          schema: String(one.schema),
          property: String(one.property),
          value: String(one.value),
          original: (one.original_value as string | null) ?? null,
          language: (one.language as string | null) ?? null,
        };
        const key = KEY(statement.entityId, statement.schema, statement.property, statement.value);
        if (!known.ids.delete(key)) fresh.push(statement);
      }
      const load = { recordedAt: decision.at, sourceService: decision.sourceService };
      await apply(tx, { id, dataset, load }, fresh, [...known.ids.values()]);
    } else {
      await tx.query(`UPDATE list_versions SET state = 'refused' WHERE id = $1`, [id]);
    }
    await tx.query('DELETE FROM held_statements WHERE version_id = $1', [id]);
    return readVersion(tx, id);
  });
}

async function readVersion(tx: Queryable, id: number): Promise<ListVersion> {
  const [row] = await tx.query('SELECT * FROM list_versions WHERE id = $1', [id]);
  return versionOf(row!);
}

const versionOf = (row: Row): ListVersion => ({
  dataset: String(row.dataset),
  version: String(row.version),
  recordedAt: String(row.recorded_at),
  files: row.files as SourceFile[],
  format: String(row.format),
  entities: Number(row.entities),
  statements: Number(row.statements),
  added: Number(row.added),
  changed: Number(row.changed),
  removed: Number(row.removed),
  quarantined: Number(row.quarantined),
  dropped: row.dropped as Record<string, number>,
  state: row.state as ListVersion['state'],
});

export async function datasets(database: Queryable): Promise<readonly Dataset[]> {
  const rows = await database.query('SELECT * FROM datasets ORDER BY name');
  return rows.map((row) => ({
    name: String(row.name),
    title: String(row.title),
    publisher: String(row.publisher),
    ...(row.url !== null && { url: String(row.url) }),
    ...(row.terms !== null && { terms: String(row.terms) }),
  }));
}

/** All versions of a list, newest first. */
export async function versionsOf(database: Queryable, dataset: string): Promise<readonly ListVersion[]> {
  const rows = await database.query('SELECT * FROM list_versions WHERE dataset = $1 ORDER BY id DESC', [
    dataset,
  ]);
  return rows.map(versionOf);
}

async function versionId(database: Queryable, dataset: string, version: string): Promise<number | undefined> {
  const [row] = await database.query(
    'SELECT id FROM list_versions WHERE dataset = $1 AND version = $2 ORDER BY id DESC LIMIT 1',
    [dataset, version],
  );
  return row && Number(row.id);
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

/** What could not be read of a version, in the order of the file. */
export async function readQuarantine(
  database: Queryable,
  dataset: string,
  version: string,
): Promise<readonly object[] | undefined> {
  const id = await versionId(database, dataset, version);
  if (id === undefined) return undefined;
  const rows = await database.query('SELECT entry FROM quarantine WHERE version_id = $1 ORDER BY place', [
    id,
  ]);
  return rows.map((row) => row.entry as object);
}
