import { createHmac, randomBytes } from 'node:crypto';
import type { Database, Queryable } from '../database.ts';
import {
  ERASE_ENTRIES,
  type LedgerEntry,
  leafHashOf,
  leafOf,
  SALT_BYTES,
  type WrittenEntry,
  writeLeaf,
  written,
} from './entry.ts';
import { type Frontier, type FullTile, frontierOf, growFrom } from './frontier.ts';
import {
  consistencyProof,
  EMPTY_ROOT,
  HASH_BYTES,
  inclusionProof,
  ProofError,
  rootOf,
  type SubtreeReader,
  subtrees,
} from './merkle.ts';
import {
  entriesFrom,
  findEntries,
  type Grown,
  insertEntries,
  type KeptEntry,
  type LedgerFilter,
} from './rows.ts';
import { hashesAt, readTile, rootInTile, TILE_WIDTH, type TilePlace, tileOf, writeBundle } from './tiles.ts';
import { ERASED_PER_ENTRY, PAGE } from './tuning.ts';
import { beginWalk, type Finding, type KnownHead, type Verification } from './walk.ts';

export interface RecordedEntry extends LedgerEntry {
  /** Counted from 1; the entry's index in the tree is one less. */
  readonly seq: number;
  /** The leaf hash, in hexadecimal digits. */
  readonly hash: string;
  /** True where the content was erased: only the time and the kind of act are left. */
  readonly erased?: true;
}

/** An entry with all that is needed to check it against its leaf: one line of an export. */
export interface ExportedEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  /** Hexadecimal digits. */
  readonly digest: string;
  /** The leaf hash; hexadecimal digits. */
  readonly hash: string;
  /** Of the tree up to this entry, where it was the last that was written at one time; hexadecimal digits. */
  readonly root?: string;
  /** Hexadecimal digits; with `entry` absent where it was erased. */
  readonly salt?: string;
  readonly entry?: LedgerEntry;
}

/** A proof as JSON: hashes in base64. */
export interface InclusionProof {
  readonly seq: number;
  readonly size: number;
  readonly leafHash: string;
  readonly proof: readonly string[];
  readonly root: string;
}

export interface ConsistencyProof {
  readonly older: number;
  readonly newer: number;
  readonly proof: readonly string[];
}

/** Who erases, why, and by which rule. */
export type ErasureAct = Pick<LedgerEntry, 'at' | 'account' | 'roles' | 'purpose' | 'legalBasis' | 'rule'> & {
  readonly reason: string;
};

export interface Ledger {
  /** Returns only when the entry is on disk, in the tree after all before it. */
  append(entry: LedgerEntry): Promise<void>;
  /**
   * What stands for a question (a name, a birth date) in the ledger: HMAC-SHA-256 with a key of this store. Names are few
   * enough to be guessed one by one from a plain hash; whoever only sees the ledger cannot.
   */
  fingerprint(question: string): Promise<string>;
  /** Newest first. */
  read(
    page: LedgerFilter & { readonly before?: number; readonly limit: number },
  ): Promise<readonly RecordedEntry[]>;
  /** Oldest first, as many as there are. */
  stream(filter: LedgerFilter): AsyncIterable<RecordedEntry>;
  /** As {@link stream}, with what it takes to check each entry. */
  export(filter: LedgerFilter): AsyncIterable<ExportedEntry>;
  length(): Promise<number>;
  /** The size and the root (base64) of the tree as it was last written. */
  head(): Promise<{ readonly size: number; readonly root: string }>;
  /**
   * Recomputes every hash, from the first entry; `heads` are roots that somebody knows from elsewhere, `found` is what the
   * caller has found already.
   */
  verify(heads?: readonly KnownHead[], found?: readonly Finding[]): Promise<Verification>;
  /** That an entry is in the tree of `size` entries; throws `ProofError` where it is not. */
  inclusion(seq: number, size: number): Promise<InclusionProof>;
  /** That the tree of `newer` entries begins with the tree of `older` ones. */
  consistency(older: number, newer: number): Promise<ConsistencyProof>;
  /** The bytes of a tile or a bundle of entries; `undefined` where the tree has no such tile. */
  tile(place: TilePlace): Promise<Buffer | undefined>;
  /**
   * Takes the content of entries away for good: salt and entry; their leaves stay, so that every proof holds. That it was
   * done is an entry itself. Entries about erasures stay. Gives the numbers that were erased now.
   */
  erase(seqs: readonly number[], act: ErasureAct): Promise<readonly number[]>;
}

/** SQLSTATE of PostgreSQL. */
const UNIQUE_VIOLATION = '23505';

/**
 * The ledger: a Merkle tree over all entries (RFC 6962), so that a change, a gap or another order shows. Entries that come
 * while one group is being written go to disk together. Several processes may write to one database.
 */
export function openLedger(database: Database): Ledger {
  let waiting: { readonly entry: WrittenEntry; readonly done: (error?: Error) => void }[] = [];
  let writing = false;
  let key: Promise<Buffer> | undefined;

  /** The edge of the tree that this process knows; another process may have written since. */
  let edge: Frontier | undefined;

  const insert = async (
    on: Queryable,
    entries: readonly WrittenEntry[],
    begin: Frontier,
  ): Promise<{ readonly edge: Frontier; readonly seqs: readonly number[] }> => {
    const grown = grow(entries, begin);
    await insertEntries(on, grown);
    return { edge: grown.edge, seqs: grown.rows.map(({ seq }) => seq) };
  };

  /** Keeps out every writer, also those that insert without asking, as below; readers go on. */
  const lock = (tx: Queryable): Promise<unknown> =>
    tx.query('LOCK TABLE ledger_entries IN SHARE ROW EXCLUSIVE MODE');

  const write = async (entries: readonly WrittenEntry[]): Promise<void> => {
    if (edge) {
      const known = edge;
      edge = undefined;
      try {
        // The number is the primary key: where somebody else took it, nothing is written, and the edge is looked up.
        edge = (await insert(database, entries, known)).edge;
        return;
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      }
    }
    edge = await database.transaction(async (tx) => {
      await lock(tx);
      return (await insert(tx, entries, await readFrontier(tx))).edge;
    });
  };

  const drain = async (): Promise<void> => {
    writing = true;
    // What is appended in the same breath goes to disk together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await write(group.map(({ entry }) => entry));
        for (const { done } of group) done();
      } catch (error) {
        for (const { done } of group) done(error instanceof Error ? error : new Error(String(error)));
      }
    }
    writing = false;
  };

  const pages = async function* (filter: LedgerFilter): AsyncIterable<KeptEntry> {
    for (let after = 0; ; ) {
      const page = await findEntries(database, filter, { after, limit: PAGE, order: 'ASC' });
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1)?.seq ?? after;
    }
  };

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        // What whoever asked does with the entry from now on changes nothing.
        waiting.push({ entry: written(entry), done: (error) => (error ? reject(error) : resolve()) });
        if (!writing) void drain();
      }),
    async fingerprint(question) {
      key ??= questionKey(database);
      return createHmac('sha256', await key)
        .update(question)
        .digest('hex');
    },
    async read({ before, limit, ...filter }) {
      const page = { limit, order: 'DESC', ...(before !== undefined && { before }) } as const;
      return (await findEntries(database, filter, page)).map(recorded);
    },
    async *stream(filter) {
      for await (const one of pages(filter)) yield recorded(one);
    },
    async *export(filter) {
      for await (const one of pages(filter)) yield exported(one);
    },
    async length() {
      return (await lastEntry(database)).size;
    },
    async head() {
      const { size, root } = await lastEntry(database);
      return { size, root: root.toString('base64') };
    },
    verify: (heads = [], found = []) => verify(database, heads, found),
    async inclusion(seq, size) {
      const end = await lastEntry(database);
      if (!Number.isSafeInteger(seq) || seq < 1 || seq > size || size > end.size)
        throw new ProofError(`there is no entry ${seq} in a tree of ${size}; the ledger has ${end.size}`);
      const read = reader(database);
      const [proof, leaf, root] = await Promise.all([
        inclusionProof(read, seq - 1, size),
        read(seq - 1, seq),
        read(0, size),
      ]);
      return {
        seq,
        size,
        leafHash: leaf.toString('base64'),
        proof: proof.map((one) => one.toString('base64')),
        root: root.toString('base64'),
      };
    },
    async consistency(older, newer) {
      const end = await lastEntry(database);
      if (newer > end.size)
        throw new ProofError(
          `the ledger has ${end.size} entries, not ${newer}: nothing can be proved of them`,
        );
      const proof = await consistencyProof(reader(database), older, newer);
      return { older, newer, proof: proof.map((one) => one.toString('base64')) };
    },
    tile: (place) => tileBytes(database, place),
    async erase(seqs, { reason, ...act }) {
      const done: number[] = [];
      for (let at = 0; at < seqs.length; at += ERASED_PER_ENTRY) {
        const part = seqs.slice(at, at + ERASED_PER_ENTRY);
        edge = await database.transaction(async (tx) => {
          await lock(tx);
          const rows = await tx.query<{ seq: number }>(
            `SELECT seq FROM ledger_entries
             WHERE seq = ANY($1::bigint[]) AND entry IS NOT NULL AND kind <> $2 ORDER BY seq`,
            [part, ERASE_ENTRIES],
          );
          const begin = await readFrontier(tx);
          if (rows.length === 0) return begin;
          const numbers = rows.map(({ seq }) => Number(seq));
          const entry: LedgerEntry = {
            ...act,
            action: ERASE_ENTRIES,
            allowed: true,
            subjects: numbers.map(String),
            count: numbers.length,
            note: reason,
          };
          const inserted = await insert(tx, [written(entry)], begin);
          // The trigger lets a content go only where an entry says so.
          await tx.query(
            'INSERT INTO ledger_erasures SELECT s, $2::bigint FROM unnest($1::bigint[]) AS t (s)',
            [numbers, inserted.seqs[0]],
          );
          await tx.query(
            'UPDATE ledger_entries SET salt = NULL, entry = NULL WHERE seq = ANY($1::bigint[])',
            [numbers],
          );
          done.push(...numbers);
          return inserted.edge;
        });
      }
      if (done.length > 0) await database.scrub(['ledger_entries']);
      return done;
    },
  };
}

/** Entries with the numbers and salts that they get at the end of a tree. */
export function grow(entries: readonly WrittenEntry[], begin: Frontier): Grown & { readonly edge: Frontier } {
  const growth = growFrom(begin);
  const salts = randomBytes(SALT_BYTES * entries.length);
  const tiles: FullTile[] = [];
  const rows = entries.map((entry, at) => {
    const salt = salts.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES);
    const leaf = leafOf(salt, entry);
    const hash = leafHashOf(leaf);
    tiles.push(...growth.add(hash));
    return { seq: begin.range.size + at + 1, leaf, hash, salt, json: entry.json };
  });
  return { rows, root: rootOf(growth.range()), tiles, edge: growth.frontier() };
}

const recorded = ({ seq, leaf, content }: KeptEntry): RecordedEntry => {
  const hash = leafHashOf(leaf).toString('hex');
  if (content) return { ...content.entry, seq, hash };
  return {
    seq,
    hash,
    at: leaf.at,
    action: leaf.kind,
    account: '',
    roles: [],
    purpose: '',
    legalBasis: '',
    allowed: true,
    rule: '',
    subjects: [],
    count: 0,
    erased: true,
  };
};

const exported = ({ seq, leaf, hash, root, content }: KeptEntry): ExportedEntry => ({
  seq,
  at: leaf.at,
  kind: leaf.kind,
  digest: leaf.digest.toString('hex'),
  hash: hash.toString('hex'),
  ...(root && { root: root.toString('hex') }),
  ...(content && { salt: content.salt.toString('hex'), entry: content.entry }),
});

async function lastEntry(database: Queryable): Promise<{ readonly size: number; readonly root: Buffer }> {
  const [row] = await database.query<{ seq: number; root: Uint8Array }>(
    'SELECT seq, root FROM ledger_entries ORDER BY seq DESC LIMIT 1',
  );
  return { size: Number(row?.seq ?? 0), root: row ? Buffer.from(row.root) : EMPTY_ROOT };
}

/** The edge of the tree as it stands: open tiles of leaves from the entries, those above from the roots of full tiles. */
export async function readFrontier(database: Queryable): Promise<Frontier> {
  const { size } = await lastEntry(database);
  const open: (readonly Buffer[])[] = [];
  for (let level = 0; hashesAt(size, level) > 0; level++) open.push(await hashesOf(database, size, level));
  return frontierOf(size, open);
}

/** The hashes of the tile of a level that is not full yet. */
async function hashesOf(database: Queryable, size: number, level: number): Promise<readonly Buffer[]> {
  const from = Math.floor(hashesAt(size, level) / TILE_WIDTH) * TILE_WIDTH;
  if (level === 0)
    return (await entriesFrom(database, from + 1, TILE_WIDTH)).map(({ leaf }) => leafHashOf(leaf));
  const rows = await database.query<{ root: Uint8Array }>(
    'SELECT root FROM ledger_tiles WHERE level = $1 AND index >= $2 AND index < $3 ORDER BY index',
    [level - 1, from, hashesAt(size, level)],
  );
  return rows.map(({ root }) => Buffer.from(root));
}

/** The hashes of a tile: from the kept tile, or else from what it would be made of. */
async function tileHashes(database: Queryable, level: number, index: number): Promise<readonly Buffer[]> {
  const [row] = await database.query<{ hashes: Uint8Array }>(
    'SELECT hashes FROM ledger_tiles WHERE level = $1 AND index = $2',
    [level, index],
  );
  if (row) return readTile(row.hashes);
  const { size } = await lastEntry(database);
  const first = index * TILE_WIDTH;
  return first <= hashesAt(size, level) && hashesAt(size, level) - first < TILE_WIDTH
    ? hashesOf(database, size, level)
    : [];
}

/** Reads subtrees out of tiles; each tile once. */
function reader(database: Queryable): SubtreeReader {
  const tiles = new Map<string, Promise<readonly Buffer[]>>();
  return subtrees(async (node) => {
    const { level, index, from, to } = tileOf(node);
    const name = `${level}/${index}`;
    const tile = tiles.get(name) ?? tileHashes(database, level, index);
    tiles.set(name, tile);
    return rootInTile(await tile, from, to);
  });
}

async function tileBytes(
  database: Queryable,
  { level, index, width }: TilePlace,
): Promise<Buffer | undefined> {
  if (level === 'entries') {
    const found = await entriesFrom(database, index * TILE_WIDTH + 1, width);
    return found.length === width ? writeBundle(found.map(({ leaf }) => writeLeaf(leaf))) : undefined;
  }
  const hashes = await tileHashes(database, level, index);
  return hashes.length >= width ? Buffer.concat(hashes.slice(0, width)) : undefined;
}

async function verify(
  database: Queryable,
  heads: readonly KnownHead[],
  found: readonly Finding[],
): Promise<Verification> {
  // Asked first: entries that come meanwhile may fill more.
  const [kept] = await database.query<{ n: number }>(
    'SELECT coalesce(max(index) + 1, 0) AS n FROM ledger_tiles WHERE level = 0',
  );
  const tiled = Number(kept?.n ?? 0) * TILE_WIDTH;
  const walk = beginWalk(heads);
  for (const one of found) walk.find(one, true);
  let coming = entriesFrom(database, 1, PAGE);
  for (;;) {
    const entries = await coming;
    const last = entries.length < PAGE ? undefined : entries.at(-1)?.seq;
    // The database reads the next page while this one is checked; whether that fails is seen when it is waited for.
    if (last !== undefined) {
      coming = entriesFrom(database, last + 1, PAGE);
      coming.catch(() => {});
    }
    await checkTiles(database, walk.take(entries), walk.find);
    if (last === undefined) break;
  }
  const { size } = walk.range();
  if (tiled > size)
    walk.find({
      seq: size + 1,
      what: 'rolled-back',
      message: `the ledger ends at ${size}, and there are tiles over ${tiled} entries: entries from ${size + 1} on are gone`,
    });
  return walk.end();
}

/** Compares tiles that were made anew with those that are kept. */
async function checkTiles(
  database: Queryable,
  tiles: readonly FullTile[],
  find: ReturnType<typeof beginWalk>['find'],
): Promise<void> {
  if (tiles.length === 0) return;
  const rows = await database.query<{ level: number; index: number; hashes: string; root: string }>(
    `SELECT level, index, encode(hashes, 'hex') AS hashes, encode(root, 'hex') AS root
     FROM ledger_tiles JOIN unnest($1::integer[], $2::bigint[]) AS t (l, i) ON level = l AND index = i`,
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index)],
  );
  const kept = new Map(rows.map((row) => [`${row.level}/${row.index}`, row]));
  for (const tile of tiles) checkTile(tile, kept.get(`${tile.level}/${tile.index}`), find);
}

/** `kept` is in hexadecimal digits; absent where the tile is gone. */
function checkTile(
  tile: FullTile,
  kept: { readonly hashes: string; readonly root: string } | undefined,
  find: ReturnType<typeof beginWalk>['find'],
): void {
  const span = TILE_WIDTH ** tile.level;
  const first = tile.index * TILE_WIDTH * span + 1;
  const made = Buffer.concat(tile.hashes);
  const found = Buffer.from(kept?.hashes ?? '', 'hex');
  if (found.equals(made) && kept?.root === tile.root.toString('hex')) return;
  const at = tile.hashes.findIndex(
    (hash, place) => !hash.equals(found.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)),
  );
  const seq = first + Math.max(at, 0) * span;
  const message = kept
    ? `from entry ${seq} on, the entries are not those that tile ${tile.level}/${tile.index} was made of`
    : `tile ${tile.level}/${tile.index}, over the entries from ${first} on, is gone`;
  find({ seq, what: 'tile', message }, tile.level > 0);
}

/** The key for fingerprints; made when it is first needed. Two processes get the same. */
async function questionKey(database: Queryable): Promise<Buffer> {
  await database.query(`INSERT INTO secrets VALUES ('question', $1) ON CONFLICT DO NOTHING`, [
    randomBytes(32).toString('base64'),
  ]);
  const [row] = await database.query<{ value: string }>(`SELECT value FROM secrets WHERE name = 'question'`);
  return Buffer.from(row!.value, 'base64');
}
