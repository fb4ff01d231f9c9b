import type { Database } from './database.ts';
import { LEDGER_ALARM, REFUSE_CHECKPOINT, REFUSED_CHECKPOINT } from './ledger/index.ts';

/** The action of an entry about a partner that asks what was not agreed on (share/ask). */
export const ASK_ALARM = 'alarm';

/** Entries of the ledger that somebody has to be told of. An index (migrations.ts) is kept for these kinds, word for word. */
const KINDS = [ASK_ALARM, REFUSED_CHECKPOINT, LEDGER_ALARM, REFUSE_CHECKPOINT];

/** An entry that somebody has to be told of: what a service did, never what is said of a person. */
export interface AlarmEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly rule: string;
  readonly account: string;
  /** Empty where the entry names nothing. */
  readonly subject: string;
}

/** Who was told of which alarm; a number for each address, since entries are only added at the end. */
export interface AlarmEntries {
  /** Those that an address was not told of, oldest first, none from before an instant. */
  untold(target: string, since: string): Promise<readonly AlarmEntry[]>;
  /** Of this entry and all before it. */
  markTold(target: string, seq: number): Promise<void>;
  /** Those since an instant, newest first. */
  recent(since: string): Promise<readonly AlarmEntry[]>;
  /** Those that an account does not want to see any more. */
  putAway(account: string): Promise<readonly number[]>;
  setPutAway(account: string, entries: readonly number[]): Promise<void>;
}

const AT_ONCE = 100;

/** Beside the marks of hits. */
const markOf = (target: string): string => `entries ${target}`;
const pageOf = (account: string): string => `page ${account}`;

const COLUMNS = `seq, at, kind, entry->>'rule' AS rule, entry->>'account' AS account, coalesce(entry->'subjects'->>0, '') AS subject`;
const OURS = `kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')}) AND entry IS NOT NULL`;
type AlarmRow = AlarmEntry & Record<string, unknown>;
const entryOf = (row: AlarmRow): AlarmEntry => ({ ...row, seq: Number(row.seq) });

export function openAlarmEntries(database: Database): AlarmEntries {
  return {
    untold: async (target, since) =>
      (
        await database.query<AlarmRow>(
          `SELECT ${COLUMNS} FROM ledger_entries WHERE ${OURS} AND at >= $2
             AND seq > coalesce((SELECT mark::bigint FROM notices WHERE target = $1), 0) ORDER BY seq LIMIT ${AT_ONCE}`,
          [markOf(target), since],
        )
      ).map(entryOf),
    async markTold(target, seq) {
      await database.query(
        `INSERT INTO notices (target, mark) VALUES ($1, $2) ON CONFLICT (target) DO UPDATE SET mark = excluded.mark`,
        [markOf(target), String(seq)],
      );
    },
    recent: async (since) =>
      (
        await database.query<AlarmRow>(
          `SELECT ${COLUMNS} FROM ledger_entries WHERE ${OURS} AND at >= $1 ORDER BY seq DESC LIMIT ${AT_ONCE}`,
          [since],
        )
      ).map(entryOf),
    async putAway(account) {
      const [row] = await database.query('SELECT mark FROM notices WHERE target = $1', [pageOf(account)]);
      return row ? (JSON.parse(String(row.mark)) as readonly number[]) : [];
    },
    async setPutAway(account, entries) {
      await database.query(
        `INSERT INTO notices (target, mark) VALUES ($1, $2) ON CONFLICT (target) DO UPDATE SET mark = excluded.mark`,
        [pageOf(account), JSON.stringify(entries)],
      );
    },
  };
}
