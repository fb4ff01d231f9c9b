import type { Queryable, Row } from '../database.ts';
import type { LedgerEntry } from './entry.ts';
import type { FullTile } from './frontier.ts';
import { HASH_BYTES } from './merkle.ts';
import type { FoundEntry } from './walk.ts';

/** How entries stand in the database. */
interface EntryRow extends Row {
  readonly seq: number | string;
  readonly at: string;
  readonly kind: string;
  /** Hexadecimal digits: digest, leaf hash, and the root where there is one. */
  readonly hashes: string;
  readonly salt: string | null;
  /** JSON. */
  readonly entry: string | null;
}

export interface KeptEntry extends FoundEntry {
  readonly hash: Buffer;
}

/** As text: what the drivers make of bytes and JSON costs more than all hashes together. */
const COLUMNS = `seq, at, kind, encode(digest || hash || coalesce(root, ''), 'hex') AS hashes,
  encode(salt, 'hex') AS salt, entry::text AS entry`;

/** Entries in order, from `from` on. */
export async function entriesFrom(
  database: Queryable,
  from: number,
  limit: number,
): Promise<readonly KeptEntry[]> {
  const rows = await database.query<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entries WHERE seq >= $1 ORDER BY seq LIMIT $2`,
    [from, limit],
  );
  return rows.map(keptEntry);
}

function keptEntry({ seq, at, kind, hashes, salt, entry }: EntryRow): KeptEntry {
  const bytes = Buffer.from(hashes, 'hex');
  const root = bytes.subarray(2 * HASH_BYTES);
  return {
    seq: Number(seq),
    leaf: { at, kind, digest: bytes.subarray(0, HASH_BYTES) },
    hash: bytes.subarray(HASH_BYTES, 2 * HASH_BYTES),
    ...(root.length > 0 && { root }),
    ...(salt !== null &&
      entry !== null && {
        content: { salt: Buffer.from(salt, 'hex'), entry: JSON.parse(entry) as LedgerEntry },
      }),
  };
}

/** What may be asked for; everything that is given must hold. */
export interface LedgerFilter {
  readonly account?: string;
  readonly action?: string;
  /** One of these, as the leaf tells them. */
  readonly actions?: readonly string[];
  readonly purpose?: string;
  readonly rule?: string;
  /** An id that the entry names. */
  readonly subject?: string;
  readonly allowed?: boolean;
  /** Instants in ISO 8601, both included. */
  readonly from?: string;
  readonly to?: string;
}

const FIELDS = ['account', 'purpose', 'rule'] as const;

/** Entries that fit, as they stand; `order` says which come first. */
export async function findEntries(
  database: Queryable,
  filter: LedgerFilter,
  page: {
    readonly before?: number;
    readonly after?: number;
    readonly limit: number;
    readonly order: 'ASC' | 'DESC';
  },
): Promise<readonly KeptEntry[]> {
  const params: unknown[] = [];
  const parts: string[] = [];
  const need = (value: unknown, sql: (place: string) => string): void => {
    if (value !== undefined) parts.push(sql(`$${params.push(value)}`));
  };
  need(page.before, (p) => `seq < ${p}`);
  need(page.after, (p) => `seq > ${p}`);
  need(filter.from, (p) => `at >= ${p}`);
  need(filter.to, (p) => `at <= ${p}`);
  // An action that is no plain word stands in the leaf as "other".
  need(filter.action, (p) => `coalesce(entry->>'action', kind) = ${p}`);
  need(filter.actions, (p) => `kind = ANY(${p}::text[])`);
  for (const field of FIELDS) need(filter[field], (p) => `entry->>'${field}' = ${p}`);
  need(filter.subject, (p) => `entry->'subjects' ? ${p}`);
  need(filter.allowed === undefined ? undefined : String(filter.allowed), (p) => `entry->>'allowed' = ${p}`);
  const where = parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
  const rows = await database.query<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entries ${where}
     ORDER BY seq ${page.order} LIMIT $${params.push(page.limit)}`,
    params,
  );
  return rows.map(keptEntry);
}

export interface NewEntry {
  readonly seq: number;
  readonly leaf: FoundEntry['leaf'];
  /** Of the leaf. */
  readonly hash: Buffer;
  readonly salt: Buffer;
  /** The canonical JSON of the entry. */
  readonly json: string;
}

/** Entries that follow one another, at the end of a tree. */
export interface Grown {
  readonly rows: readonly NewEntry[];
  /** Of the tree with all of them. */
  readonly root: Buffer;
  readonly tiles: readonly FullTile[];
}

/** An array of texts without quotes and backslashes, as PostgreSQL reads it: one string costs less than an array of them. */
const arrayOf = (texts: readonly string[]): string => `{"${texts.join('","')}"}`;
/** An array of bytes. */
const bytesOf = (values: readonly (readonly Buffer[])[]): string =>
  arrayOf(values.map((parts) => `\\\\x${parts.map((part) => part.toString('hex')).join('')}`));

/** Writes entries, and the tiles that they filled, in one statement: all or nothing, also without a transaction. */
export async function insertEntries(database: Queryable, { rows, root, tiles }: Grown): Promise<void> {
  const [first] = rows;
  if (!first) return;
  if (rows.length === 1 && tiles.length === 0) {
    // Most entries come alone: this takes three quarters of the time of the statement below, without the disk.
    const { seq, leaf, hash, salt, json } = first;
    await database.query(
      `INSERT INTO ledger_entries (seq, at, kind, digest, hash, salt, root, entry)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb)`,
      [seq, leaf.at, leaf.kind, leaf.digest, hash, salt, root, json],
    );
    return;
  }
  // Few and large parameters; the last entry has the root behind its hashes. A word of the leaf needs no quoting.
  const insert = `INSERT INTO ledger_entries (seq, at, kind, digest, hash, salt, root, entry)
     SELECT $1::bigint + n, e->>'at', k, substring(b FROM 1 FOR 32), substring(b FROM 33 FOR 32), substring(b FROM 65 FOR 32),
       nullif(substring(b FROM 97), ''), e
     FROM ROWS FROM (unnest($2::text[]), unnest($3::bytea[]), jsonb_array_elements($4::jsonb)) WITH ORDINALITY AS t (k, b, e, n)`;
  const last = rows.length - 1;
  const params: unknown[] = [
    first.seq - 1,
    arrayOf(rows.map(({ leaf }) => leaf.kind)),
    bytesOf(
      rows.map(({ leaf, hash, salt }, at) => [leaf.digest, hash, salt, ...(at === last ? [root] : [])]),
    ),
    `[${rows.map(({ json }) => json).join(',')}]`,
  ];
  if (tiles.length === 0) {
    await database.query(insert, params);
    return;
  }
  await database.query(
    `WITH written AS (${insert})
     INSERT INTO ledger_tiles (level, index, hashes, root)
     SELECT l, i, h, r FROM unnest($5::integer[], $6::bigint[], $7::bytea[], $8::bytea[]) AS t (l, i, h, r)`,
    [
      ...params,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      bytesOf(tiles.map(({ hashes }) => hashes)),
      bytesOf(tiles.map((tile) => [tile.root])),
    ],
  );
}
