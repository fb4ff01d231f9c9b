import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../model/index.ts';
import type { Database, Queryable } from './database.ts';

/** What is written down of one act. No names in clear: ids, and a hash of what was asked for. */
export interface LedgerEntry {
  readonly at: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly action: string;
  readonly allowed: boolean;
  /** The rule of the policy that decided. */
  readonly rule: string;
  /** Ids of entities, datasets or accounts. */
  readonly subjects: readonly string[];
  /** The fingerprint of the question, where one was asked: see {@link Ledger.fingerprint}. */
  readonly question?: string;
  /** How many records were returned or changed. */
  readonly count: number;
}

export interface RecordedEntry extends LedgerEntry {
  readonly seq: number;
  readonly hash: string;
}

export interface Ledger {
  /** Returns only when the entry is on disk, chained to all before it. */
  append(entry: LedgerEntry): Promise<void>;
  /**
   * What stands for a question (a name, a birth date) in the ledger: HMAC-SHA-256 with a key of this store. Names are few
   * enough to be guessed one by one from a plain hash; whoever only sees the ledger cannot.
   */
  fingerprint(question: string): Promise<string>;
  /** Newest first. */
  read(page: {
    readonly before?: number;
    readonly limit: number;
    readonly account?: string;
    readonly action?: string;
  }): Promise<readonly RecordedEntry[]>;
  length(): Promise<number>;
  /** Recomputes every hash; the first entry that does not fit, if any. */
  verify(): Promise<{ readonly intact: true } | { readonly intact: false; readonly seq: number }>;
}

interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** SQLSTATE of PostgreSQL. */
const UNIQUE_VIOLATION = '23505';
const START = '0'.repeat(64);

/** A copy that the database gives back as it is: it cannot keep U+0000 and half characters, which a request may hold. */
function storable<T>(value: T): T {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? Buffer.from(inner.replaceAll('\u0000', '\ufffd')).toString() : inner,
  );
  return JSON.parse(text) as T;
}

const hashOf = (previous: string, seq: number, entry: LedgerEntry): string =>
  createHash('sha256')
    .update(`${previous}\n${seq}\n${canonicalJson(entry)}`)
    .digest('hex');

/**
 * The ledger: every entry holds the hash of the one before, so that a change or a gap shows. Entries that come while one
 * group is being written go to disk together.
 */
export function openLedger(database: Database): Ledger {
  let waiting: { readonly entry: LedgerEntry; readonly done: (error?: Error) => void }[] = [];
  let writing = false;
  let key: Promise<Buffer> | undefined;

  /** The last entry that this process knows; another process may have written since. */
  let last: ChainEnd | undefined;

  const insert = async (tx: Queryable, entries: readonly LedgerEntry[], end: ChainEnd): Promise<ChainEnd> => {
    let { seq, hash: previous } = end;
    const rows = entries.map((entry) => {
      seq++;
      const row = {
        seq,
        at: entry.at,
        entry: JSON.stringify(entry),
        previous,
        hash: hashOf(previous, seq, entry),
      };
      previous = row.hash;
      return row;
    });
    await tx.query(
      `INSERT INTO ledger SELECT s, a, e::jsonb, p, h
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) AS t (s, a, e, p, h)`,
      [
        rows.map((row) => row.seq),
        rows.map((row) => row.at),
        rows.map((row) => row.entry),
        rows.map((row) => row.previous),
        rows.map((row) => row.hash),
      ],
    );
    return { seq, hash: previous };
  };

  const write = async (entries: readonly LedgerEntry[]): Promise<void> => {
    if (last) {
      try {
        // The number is the primary key: where somebody else took it, nothing is written, and the end is looked up.
        last = await insert(database, entries, last);
        return;
      } catch (error) {
        last = undefined;
        if ((error as { readonly code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      }
    }
    last = await database.transaction(async (tx) => {
      // Keeps out every writer, also those that insert without asking, as above; readers go on.
      await tx.query('LOCK TABLE ledger IN SHARE ROW EXCLUSIVE MODE');
      const [row] = await tx.query<{ seq: number; hash: string }>(
        'SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1',
      );
      return insert(tx, entries, { seq: Number(row?.seq ?? 0), hash: row?.hash ?? START });
    });
  };

  const drain = async (): Promise<void> => {
    writing = true;
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

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ entry: storable(entry), done: (error) => (error ? reject(error) : resolve()) });
        if (!writing) void drain();
      }),
    async fingerprint(question) {
      key ??= questionKey(database);
      return createHmac('sha256', await key)
        .update(question)
        .digest('hex');
    },
    async read({ before, limit, account, action }) {
      const rows = await database.query<{ seq: number; entry: LedgerEntry; hash: string }>(
        `SELECT seq, entry, hash FROM ledger
         WHERE ($1::bigint IS NULL OR seq < $1) AND ($2::text IS NULL OR entry->>'account' = $2)
           AND ($3::text IS NULL OR entry->>'action' = $3)
         ORDER BY seq DESC LIMIT $4`,
        [before ?? null, account ?? null, action ?? null, limit],
      );
      return rows.map(({ seq, entry, hash }) => ({ ...entry, seq: Number(seq), hash }));
    },
    length: () => ledgerLength(database),
    async verify() {
      let previous = START;
      let expected = 1;
      for (;;) {
        const rows = await database.query<{
          seq: number;
          entry: LedgerEntry;
          previous: string;
          hash: string;
        }>('SELECT * FROM ledger WHERE seq >= $1 ORDER BY seq LIMIT 5000', [expected]);
        for (const row of rows) {
          const seq = Number(row.seq);
          if (
            seq !== expected ||
            row.previous !== previous ||
            row.hash !== hashOf(previous, seq, row.entry)
          ) {
            return { intact: false, seq: expected };
          }
          previous = row.hash;
          expected++;
        }
        if (rows.length < 5000) return { intact: true };
      }
    },
  };
}

async function ledgerLength(database: Queryable): Promise<number> {
  const [row] = await database.query<{ n: number }>('SELECT coalesce(max(seq), 0) AS n FROM ledger');
  return Number(row?.n ?? 0);
}

/** The key for fingerprints; made when it is first needed. Two processes get the same. */
async function questionKey(database: Queryable): Promise<Buffer> {
  await database.query(`INSERT INTO secrets VALUES ('question', $1) ON CONFLICT DO NOTHING`, [
    randomBytes(32).toString('base64'),
  ]);
  const [row] = await database.query<{ value: string }>(`SELECT value FROM secrets WHERE name = 'question'`);
  return Buffer.from(row!.value, 'base64');
}
