import type { Database, Queryable } from './database.ts';

/** What loads and judgements changed, in order: whoever holds an index or matched travellers follows it. */
export interface ListChange {
  readonly seq: number;
  /** Source ids; absent where so many changed that everything is to be looked at again. */
  readonly ids?: readonly string[];
}

/** Beyond this many ids a change is told as "everything": the index is built anew anyway. */
const MOST_IDS = 20_000;
/** Changes that are kept for processes that follow; whoever is further behind looks at everything again. */
const KEPT = 1_000;
/** Any number; held alone by who changes lists, and together by who writes what was matched against them. */
const LISTS_LOCK = 7_406_788;

/** Writes a change down, in its transaction. Those who wrote what they matched before it have committed by then. */
export async function noteChange(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LISTS_LOCK]);
  const [row] = await tx.query<{ seq: number }>(
    'INSERT INTO list_changes (ids) VALUES ($1::jsonb) RETURNING seq',
    [ids.length > MOST_IDS ? null : JSON.stringify(ids)],
  );
  await tx.query('DELETE FROM list_changes WHERE seq < $1 AND looked_back', [Number(row?.seq ?? 0) - KEPT]);
}

/** The last change; no further one can commit until the transaction ends. */
export async function heldChange(tx: Queryable): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [LISTS_LOCK]);
  return lastChange(tx);
}

export async function lastChange(database: Queryable): Promise<number> {
  const [row] = await database.query<{ seq: number }>(
    'SELECT coalesce(max(seq), 0) AS seq FROM list_changes',
  );
  return Number(row?.seq ?? 0);
}

type ChangeRow = { readonly seq: number; readonly ids: readonly string[] | string | null };

const changeOf = ({ seq, ids }: ChangeRow): ListChange => ({
  seq: Number(seq),
  ...(ids !== null && { ids: typeof ids === 'string' ? (JSON.parse(ids) as string[]) : ids }),
});

/** Changes after one, oldest first. */
export async function changesAfter(database: Queryable, seq: number): Promise<readonly ListChange[]> {
  const rows = await database.query<ChangeRow>(
    'SELECT seq, ids FROM list_changes WHERE seq > $1 ORDER BY seq',
    [seq],
  );
  const found = rows.map(changeOf);
  // Older ones are gone: what they changed is not known any more.
  return found.length > 0 && found[0]!.seq > seq + 1 && seq > 0
    ? [{ seq: found[0]!.seq - 1 }, ...found]
    : found;
}

/** Changes that travellers on the way were not matched against yet. */
export const notLookedBack = async (database: Queryable): Promise<readonly ListChange[]> =>
  (
    await database.query<ChangeRow>('SELECT seq, ids FROM list_changes WHERE NOT looked_back ORDER BY seq')
  ).map(changeOf);

export async function markLookedBack(database: Database, upTo: number): Promise<void> {
  await database.query('UPDATE list_changes SET looked_back = true WHERE seq <= $1 AND NOT looked_back', [
    upTo,
  ]);
}
