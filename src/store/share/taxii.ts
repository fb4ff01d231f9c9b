import { createHash, randomBytes } from 'node:crypto';
import type { Database, Queryable, Row } from '../database.ts';

/** An API root of the TAXII server. */
export interface TaxiiRoot {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
}

export interface TaxiiCollection {
  /** UUID. */
  readonly id: string;
  readonly root: string;
  readonly title: string;
  readonly description?: string;
  readonly mediaTypes: readonly string[];
  /** The list that it is filled from; absent for an inbox. */
  readonly dataset?: string;
  /** Accounts; `*` is all of them. */
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly createdAt: string;
  /** Every marking and service that something in it ever had, as {@link NewTaxiiObject.terms} writes them. */
  readonly terms: readonly string[];
  /** For whom it was filled, and up to which change of the lists. */
  readonly filled: Readonly<Record<string, number>>;
}

export interface NewTaxiiObject {
  readonly id: string;
  readonly type: string;
  readonly specVersion: string;
  /** As it is told; absent for what has neither `modified` nor `created`: the instant of adding stands for it. */
  readonly version?: string;
  /** The JSON as it came. */
  readonly text: string;
  /** Markings and services of everything in it: whoever gets it must be allowed all of them. */
  readonly terms: readonly string[];
  /** The account that sent it. */
  readonly from?: string;
  /** When the instant of adding is known from elsewhere; microseconds. */
  readonly addedAt?: string;
  /** Of what it was made from, where that is not the text itself. */
  readonly digest?: string;
}

export interface StoredTaxiiObject {
  readonly counter: number;
  readonly id: string;
  readonly type: string;
  readonly specVersion: string;
  readonly version: string;
  /** Instant with microseconds; within a collection each is later than the one before. */
  readonly addedAt: string;
  readonly text: string;
}

/** Which versions of an object: the newest, the oldest, or one by its instant. */
export type TaxiiVersion = 'first' | 'last' | 'all' | { readonly at: string };

export interface TaxiiQuery {
  readonly collection: string;
  readonly audience: string;
  /** What the reader may have; its own objects always. */
  readonly terms: readonly string[];
  readonly account: string;
  /** Counter of the last object of the page before. */
  readonly after?: number;
  readonly addedAfter?: string;
  readonly ids?: readonly string[];
  readonly types?: readonly string[];
  readonly specVersions?: readonly string[];
  readonly versions: readonly TaxiiVersion[];
  readonly limit: number;
}

/** Collections of the TAXII server: what says something of persons in it is handed out by the gate only. */
export interface TaxiiStore {
  roots(): Promise<readonly TaxiiRoot[]>;
  /** Does nothing where there is one of that name. */
  addRoot(root: TaxiiRoot): Promise<void>;
  collections(root?: string): Promise<readonly TaxiiCollection[]>;
  collection(id: string): Promise<TaxiiCollection | undefined>;
  addCollection(collection: Omit<TaxiiCollection, 'terms' | 'filled'>): Promise<void>;
  /** With everything in it. False where there is none. */
  /** Takes its API root away as well where nothing else is in it, but for `mainRoot`. */
  removeCollection(id: string, mainRoot: string): Promise<boolean>;
  /** Adds what is not there in that version; `true` for each that was new. With `latestOnly` older versions go. */
  add(
    collection: string,
    audience: string,
    objects: readonly NewTaxiiObject[],
    now: Date,
    latestOnly?: boolean,
  ): Promise<readonly boolean[]>;
  /** Version and digest of what an audience has, by id. */
  held(
    collection: string,
    audience: string,
    ids?: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly version: string; readonly digest: string }>>;
  /** Takes objects away from an audience, with all versions. */
  take(collection: string, audience: string, ids: readonly string[]): Promise<void>;
  markFilled(collection: string, audience: string, change: number): Promise<void>;
  /** One more than `limit` where there are more; oldest first. */
  find(query: TaxiiQuery): Promise<readonly StoredTaxiiObject[]>;
  /** Of the objects that an account sent itself; gives how many went. */
  remove(query: Omit<TaxiiQuery, 'limit' | 'after' | 'terms'>): Promise<number>;
  /** What an inbox holds, in order. */
  everything(collection: string): AsyncIterable<readonly string[]>;
  addStatus(id: string, root: string, account: string, at: string, body: object): Promise<void>;
  status(id: string, root: string, account: string): Promise<object | undefined>;
  /** Of the service: what stands in cursors is sealed with it. */
  cursorKey(): Promise<Buffer>;
}

/** Instants with microseconds as numbers: 2^53 microseconds are 285 years after 1970. */
export function microseconds(instant: string): number {
  const [, whole = '', fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(instant) ?? [];
  return Date.parse(`${whole}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
export function fromMicroseconds(value: number): string {
  const ms = Math.floor(value / 1000);
  return `${new Date(ms).toISOString().slice(0, -1)}${String(value % 1000).padStart(3, '0')}Z`;
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const STATUS_DAYS = 30;
const PAGE = 500;

/** Collections of a database. */
export function openTaxiiStore(database: Database): TaxiiStore {
  let key: Promise<Buffer> | undefined;
  return {
    async roots() {
      const rows = await database.query('SELECT * FROM taxii_roots ORDER BY place');
      return rows.map((row) => ({
        name: String(row.name),
        title: String(row.title),
        ...(row.description !== null && { description: String(row.description) }),
      }));
    },
    async addRoot({ name, title, description }) {
      await database.query(
        'INSERT INTO taxii_roots (name, title, description) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [name, title, description ?? null],
      );
    },
    async collections(root) {
      const rows = await database.query(
        'SELECT * FROM taxii_collections WHERE $1::text IS NULL OR root = $1 ORDER BY created_at, id',
        [root ?? null],
      );
      return rows.map(collectionOf);
    },
    async collection(id) {
      const [row] = await database.query('SELECT * FROM taxii_collections WHERE id = $1', [id]);
      return row && collectionOf(row);
    },
    async addCollection(c) {
      await database.query(
        `INSERT INTO taxii_collections (id, root, title, description, media_types, dataset, readers, writers, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          c.id,
          c.root,
          c.title,
          c.description ?? null,
          JSON.stringify(c.mediaTypes),
          c.dataset ?? null,
          JSON.stringify(c.readers),
          JSON.stringify(c.writers),
          c.createdAt,
        ],
      );
    },
    removeCollection: (id, mainRoot) =>
      database.transaction(async (tx) => {
        const [gone] = await tx.query('DELETE FROM taxii_collections WHERE id = $1 RETURNING root', [id]);
        if (gone)
          await tx.query(
            `DELETE FROM taxii_roots WHERE name = $1 AND name <> $2
               AND NOT EXISTS (SELECT 1 FROM taxii_collections WHERE root = $1)`,
            [gone.root, mainRoot],
          );
        return gone !== undefined;
      }),
    add: (collection, audience, objects, now, latestOnly = false) =>
      database.transaction((tx) => add(tx, collection, audience, objects, now, latestOnly)),
    async held(collection, audience, ids) {
      const rows = await database.query<{ object_id: string; version: string; digest: string }>(
        `SELECT DISTINCT ON (object_id) object_id, version, digest FROM taxii_objects
         WHERE collection = $1 AND audience = $2 AND ($3::text[] IS NULL OR object_id = ANY ($3::text[]))
         ORDER BY object_id, version_at DESC`,
        [collection, audience, ids ?? null],
      );
      return new Map(rows.map(({ object_id: id, version, digest }) => [id, { version, digest }]));
    },
    async take(collection, audience, ids) {
      await database.query(
        'DELETE FROM taxii_objects WHERE collection = $1 AND audience = $2 AND object_id = ANY ($3::text[])',
        [collection, audience, ids],
      );
    },
    async markFilled(collection, audience, change) {
      await database.query(
        'UPDATE taxii_collections SET filled = filled || jsonb_build_object($2::text, $3::bigint) WHERE id = $1',
        [collection, audience, change],
      );
    },
    async find(query) {
      const { sql, params } = chosen(query);
      const rows = await database.query(
        `SELECT o.* FROM taxii_objects o WHERE ${sql} AND o.counter > $10 ORDER BY o.counter LIMIT $11`,
        [...params, query.after ?? 0, query.limit + 1],
      );
      return rows.map(objectOf);
    },
    async remove(query) {
      const { sql, params } = chosen({ ...query, terms: [], limit: 0 });
      return (
        await database.query(
          `DELETE FROM taxii_objects WHERE (collection, counter) IN
             (SELECT o.collection, o.counter FROM taxii_objects o WHERE ${sql} AND o.received_from = $3) RETURNING counter`,
          params,
        )
      ).length;
    },
    async *everything(collection) {
      for (let after = 0; ; ) {
        const rows = await database.query<{ counter: number; object: string }>(
          `SELECT counter, object FROM taxii_objects WHERE collection = $1 AND counter > $2 ORDER BY counter LIMIT ${PAGE}`,
          [collection, after],
        );
        const last = rows.at(-1);
        if (!last) return;
        after = Number(last.counter);
        yield rows.map(({ object }) => object);
      }
    },
    async addStatus(id, root, account, at, body) {
      await database.query('DELETE FROM taxii_statuses WHERE at < $1', [
        new Date(Date.parse(at) - STATUS_DAYS * 86_400_000).toISOString(),
      ]);
      await database.query('INSERT INTO taxii_statuses VALUES ($1, $2, $3, $4, $5)', [
        id,
        root,
        account,
        at,
        JSON.stringify(body),
      ]);
    },
    async status(id, root, account) {
      const [row] = await database.query<{ body: object }>(
        'SELECT body FROM taxii_statuses WHERE id = $1 AND root = $2 AND account = $3',
        [id, root, account],
      );
      return row?.body;
    },
    cursorKey() {
      key ??= secret(database);
      return key;
    },
  };
}

/**
 * One writer at a time a collection: whoever saw a counter has seen everything below it, or a page would leave out what
 * another writer finished later.
 */
async function add(
  tx: Queryable,
  collection: string,
  audience: string,
  objects: readonly NewTaxiiObject[],
  now: Date,
  latestOnly: boolean,
): Promise<readonly boolean[]> {
  const [row] = await tx.query<{ counter: number; last_added: string; terms: string[] }>(
    'SELECT counter, last_added, terms FROM taxii_collections WHERE id = $1 FOR UPDATE',
    [collection],
  );
  if (!row) return objects.map(() => false);
  let counter = Number(row.counter);
  let last = row.last_added;
  const ids = [...new Set(objects.map(({ id }) => id))];
  const known = await tx.query<{ object_id: string; version_key: string; received_from: string | null }>(
    `SELECT object_id, version_key, received_from FROM taxii_objects
     WHERE collection = $1 AND audience = $2 AND object_id = ANY ($3::text[])`,
    [collection, audience, ids],
  );
  // Of every sender for itself: else who sends first would keep others out, and learn from what is missing who was first.
  const keyOf = (id: string, version: string, from: string | null = null): string =>
    [id, version, from ?? ''].join('\n');
  const there = new Set(known.map((one) => keyOf(one.object_id, one.version_key, one.received_from)));
  const terms = new Set(row.terms);
  const rows: unknown[] = [];
  const added = objects.map((object) => {
    const versionKey = object.version === undefined ? '' : sortable(object.version);
    const key = keyOf(object.id, versionKey, object.from);
    if (there.has(key)) return false;
    there.add(key);
    const next = Math.max(now.getTime() * 1000, microseconds(last) + 1);
    const addedAt = object.addedAt ?? fromMicroseconds(next);
    if (addedAt > last) last = addedAt;
    for (const term of object.terms) terms.add(term);
    rows.push({
      counter: ++counter,
      object_id: object.id,
      type: object.type,
      spec_version: object.specVersion,
      version: object.version ?? addedAt,
      version_key: versionKey,
      version_at: versionKey === '' ? addedAt : versionKey,
      added_at: addedAt,
      terms: object.terms,
      received_from: object.from ?? null,
      object: object.text,
      digest: object.digest ?? digestOf(object.text),
    });
    return true;
  });
  if (rows.length === 0) return added;
  if (latestOnly) {
    await tx.query(
      `DELETE FROM taxii_objects WHERE collection = $1 AND audience = $2
         AND object_id IN (SELECT r->>'object_id' FROM jsonb_array_elements($3::jsonb) r)`,
      [collection, audience, JSON.stringify(rows)],
    );
  }
  await tx.query(
    `INSERT INTO taxii_objects SELECT $1, $2, r.counter, r.object_id, r.type, r.spec_version, r.version, r.version_key,
       r.version_at, r.added_at, r.terms, r.received_from, r.object, r.digest
     FROM json_to_recordset($3::json) AS r (counter bigint, object_id text, type text, spec_version text, version text,
       version_key text, version_at text, added_at text, terms text[], received_from text, object text, digest text)`,
    [collection, audience, JSON.stringify(rows)],
  );
  await tx.query(
    'UPDATE taxii_collections SET counter = $2, last_added = $3, terms = $4::jsonb WHERE id = $1',
    [collection, counter, last, JSON.stringify([...terms])],
  );
  return added;
}

/** An instant so that text order is the order of time, whatever digits its fraction has. */
function sortable(instant: string): string {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z$/.exec(instant);
  return found ? `${found[1]}.${(found[2] ?? '').padEnd(9, '0')}Z` : instant;
}

/**
 * The condition on `o`. Which versions are the newest or the oldest is decided among those that the reader may have; of an
 * object in several versions of STIX the newest of these, where the query does not say another (TAXII 2.1 §3.4).
 */
function chosen(query: TaxiiQuery): { readonly sql: string; readonly params: readonly unknown[] } {
  const params = [
    query.collection,
    query.audience,
    query.account,
    query.terms,
    query.ids ?? null,
    query.types ?? null,
    query.specVersions ?? null,
    query.addedAfter ?? null,
    query.versions.flatMap((one) => (typeof one === 'object' ? [sortable(one.at)] : [])),
  ];
  const may = (t: string): string =>
    `${t}.collection = $1 AND ${t}.audience = $2 AND (${t}.received_from = $3 OR ${t}.terms <@ $4::text[])
     AND ($7::text[] IS NULL OR ${t}.spec_version = ANY ($7::text[]))`;
  const other = (condition: string): string =>
    `NOT EXISTS (SELECT 1 FROM taxii_objects n WHERE ${may('n')} AND n.object_id = o.object_id AND ${condition})`;
  const choices = query.versions.flatMap((one) => {
    if (one === 'all') return ['true'];
    if (one === 'last')
      return [
        other('n.version_at > o.version_at AND ($7::text[] IS NOT NULL OR n.spec_version >= o.spec_version)'),
      ];
    if (one === 'first')
      return [
        other('n.version_at < o.version_at AND ($7::text[] IS NOT NULL OR n.spec_version >= o.spec_version)'),
      ];
    return [];
  });
  const newestSpec = `($7::text[] IS NOT NULL OR ${other('n.spec_version > o.spec_version')})`;
  return {
    sql: `${may('o')} AND ($5::text[] IS NULL OR o.object_id = ANY ($5::text[]))
      AND ($6::text[] IS NULL OR o.type = ANY ($6::text[])) AND ($8::text IS NULL OR o.added_at > $8)
      AND (o.version_at = ANY ($9::text[]) OR ${choices.join(' OR ') || 'false'}) AND ${newestSpec}`,
    params,
  };
}

const collectionOf = (row: Row): TaxiiCollection => ({
  id: String(row.id),
  root: String(row.root),
  title: String(row.title),
  ...(row.description !== null && { description: String(row.description) }),
  mediaTypes: row.media_types as string[],
  ...(row.dataset !== null && { dataset: String(row.dataset) }),
  readers: row.readers as string[],
  writers: row.writers as string[],
  createdAt: String(row.created_at),
  terms: row.terms as string[],
  filled: row.filled as Record<string, number>,
});

const objectOf = (row: Row): StoredTaxiiObject => ({
  counter: Number(row.counter),
  id: String(row.object_id),
  type: String(row.type),
  specVersion: String(row.spec_version),
  version: String(row.version),
  addedAt: String(row.added_at),
  text: String(row.object),
});

/** Two processes get the same. */
async function secret(database: Queryable): Promise<Buffer> {
  await database.query(`INSERT INTO secrets VALUES ('taxii-cursor', $1) ON CONFLICT DO NOTHING`, [
    randomBytes(32).toString('base64'),
  ]);
  const [row] = await database.query<{ value: string }>(
    `SELECT value FROM secrets WHERE name = 'taxii-cursor'`,
  );
  return Buffer.from(row?.value ?? '', 'base64');
}
