import type { Queryable, Row } from '../database.ts';
import type { Content, LedgerEntry } from './entry.ts';
import type { FullTile } from './frontier.ts';
import type { FoundEntry } from './walk.ts';

/** How entries stand in the database. */
interface EntryRow extends Row {
  readonly seq: number | string;
  readonly at: string;
  readonly kind: string;
  readonly digest: Uint8Array;
  readonly root: Uint8Array;
  readonly salt: Uint8Array | null;
  readonly entry: LedgerEntry | null;
}

export interface KeptEntry extends FoundEntry {
  readonly root: Buffer;
}

const bytes = (value: Uint8Array): Buffer => Buffer.from(value);

/** Entries in order, from `from` on. */
export async function entriesFrom(
  database: Queryable,
  from: number,
  limit: number,
): Promise<readonly KeptEntry[]> {
  const rows = await database.query<EntryRow>(
    'SELECT seq, at, kind, digest, root, salt, entry FROM ledger_entries WHERE seq >= $1 ORDER BY seq LIMIT $2',
    [from, limit],
  );
  return rows.map(keptEntry);
}

const keptEntry = ({ seq, at, kind, digest, root, salt, entry }: EntryRow): KeptEntry => ({
  seq: Number(seq),
  leaf: { at, kind, digest: bytes(digest) },
  root: bytes(root),
  ...(salt && entry && { content: { salt: bytes(salt), entry } }),
});

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
    `SELECT seq, at, kind, digest, root, salt, entry FROM ledger_entries ${where}
     ORDER BY seq ${page.order} LIMIT $${params.push(page.limit)}`,
    params,
  );
  return rows.map(keptEntry);
}

export interface NewEntry {
  readonly seq: number;
  readonly leaf: FoundEntry['leaf'];
  readonly root: Buffer;
  readonly content: Content;
}

/** Writes entries, and the tiles that they filled, in one statement: all or nothing, also without a transaction. */
export async function insertEntries(
  database: Queryable,
  entries: readonly NewEntry[],
  tiles: readonly FullTile[],
): Promise<void> {
  const insert = `INSERT INTO ledger_entries (seq, at, kind, digest, root, salt, entry)
     SELECT s, a, k, substring(b FROM 1 FOR 32), substring(b FROM 33 FOR 32), substring(b FROM 65), e::jsonb
     FROM (SELECT s, a, k, decode(h, 'hex') AS b, e
           FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) AS t (s, a, k, h, e)) AS u`;
  const params: unknown[] = [
    entries.map(({ seq }) => seq),
    entries.map(({ leaf }) => leaf.at),
    entries.map(({ leaf }) => leaf.kind),
    entries.map(
      ({ leaf, root, content }) =>
        leaf.digest.toString('hex') + root.toString('hex') + content.salt.toString('hex'),
    ),
    entries.map(({ content }) => JSON.stringify(content.entry)),
  ];
  if (tiles.length === 0) {
    await database.query(insert, params);
    return;
  }
  await database.query(
    `WITH written AS (${insert})
     INSERT INTO ledger_tiles (level, index, hashes, root)
     SELECT l, i, decode(h, 'hex'), decode(r, 'hex')
     FROM unnest($6::integer[], $7::bigint[], $8::text[], $9::text[]) AS t (l, i, h, r)`,
    [
      ...params,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => Buffer.concat(hashes).toString('hex')),
      tiles.map(({ root }) => root.toString('hex')),
    ],
  );
}
