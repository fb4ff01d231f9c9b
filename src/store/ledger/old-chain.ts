import { createHash } from 'node:crypto';
import { canonicalJson } from '../../model/index.ts';
import type { Database, Queryable } from '../database.ts';
import { CARRY_OVER, type LedgerEntry, written } from './entry.ts';
import { EMPTY_FRONTIER, type Frontier } from './frontier.ts';
import { grow } from './ledger.ts';
import { insertEntries } from './rows.ts';
import { CARRY_LOCK, PAGE } from './tuning.ts';

/**
 * The ledger was a chain once: every entry held the hash of the one before. A store of that time is carried over when
 * it is opened: the first entry of the tree names the last hash of the chain, and whether the chain held; all its entries follow.
 */
interface ChainRow {
  readonly seq: number | string;
  readonly entry: LedgerEntry;
  readonly previous: string;
  readonly hash: string;
  readonly [column: string]: unknown;
}

const START = '0'.repeat(64);

const chainHash = (previous: string, seq: number, entry: LedgerEntry): string =>
  createHash('sha256')
    .update(`${previous}\n${seq}\n${canonicalJson(entry)}`)
    .digest('hex');

const chainFrom = (database: Queryable, from: number): Promise<ChainRow[]> =>
  database.query<ChainRow>('SELECT * FROM ledger_chain WHERE seq >= $1 ORDER BY seq LIMIT $2', [from, PAGE]);

/** What there is of the chain, and the first number that does not fit, if any. */
async function checkChain(
  database: Queryable,
): Promise<{ readonly length: number; readonly last: string; readonly broken?: number }> {
  let previous = START;
  let length = 0;
  let expected = 1;
  let broken: number | undefined;
  for (;;) {
    const rows = await chainFrom(database, expected);
    for (const row of rows) {
      const seq = Number(row.seq);
      const holds =
        seq === expected && row.previous === previous && row.hash === chainHash(previous, seq, row.entry);
      if (!holds) broken ??= expected;
      previous = row.hash;
      expected = seq + 1;
      length++;
    }
    if (rows.length < PAGE) return { length, last: previous, ...(broken !== undefined && { broken }) };
  }
}

/** Carries the chain over, once, and drops it: what is erased from the tree must not stay there. Gives how many entries it had. */
export async function carryOver(database: Database, now: string): Promise<number> {
  const carried = await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [CARRY_LOCK]);
    const [table] = await tx.query<{ there: boolean }>(
      `SELECT to_regclass('ledger_chain') IS NOT NULL AS there`,
    );
    if (!table?.there) return 0;
    const { length, last, broken } = await checkChain(tx);
    let edge = EMPTY_FRONTIER;
    const add = async (entries: readonly LedgerEntry[], to: Frontier): Promise<Frontier> => {
      const grown = grow(entries.map(written), to);
      await insertEntries(tx, grown);
      return grown.edge;
    };
    if (length > 0) {
      const state =
        broken === undefined ? 'every hash of the chain fitted' : `the chain was broken at entry ${broken}`;
      edge = await add(
        [
          {
            at: now,
            account: 'tocsin',
            roles: [],
            purpose: 'administration',
            legalBasis: 'accountability',
            action: CARRY_OVER,
            allowed: true,
            rule: 'ledger',
            subjects: [],
            count: length,
            note: `${length} entries of the older chain of hashes follow; its last hash is ${last}; ${state}`,
          },
        ],
        edge,
      );
      for (let from = 0; ; ) {
        const rows = await chainFrom(tx, from);
        if (rows.length > 0)
          edge = await add(
            rows.map(({ entry }) => entry),
            edge,
          );
        if (rows.length < PAGE) break;
        from = Number(rows.at(-1)?.seq) + 1;
      }
    }
    await tx.query('DROP TABLE ledger_chain');
    return length;
  });
  return carried;
}
