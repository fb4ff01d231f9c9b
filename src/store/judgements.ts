import type { Judgement, Verdict } from '../model/index.ts';
import { membersOf } from './canonical.ts';
import { type Database, type Queryable, type Row, StoreError } from './database.ts';
import { uuidV7 } from './ids.ts';
import { noteChange } from './list-changes.ts';

/** Judges two source entities and joins or parts canonical entities accordingly, in one transaction. */
export async function judge(
  database: Database,
  judgement: {
    readonly left: string;
    readonly right: string;
    readonly verdict: Verdict;
    readonly by: string;
    readonly reason: string;
  },
  now: Date,
): Promise<{ readonly judgement: Judgement; readonly touched: readonly string[] }> {
  const [left, right] = [judgement.left, judgement.right].sort() as [string, string];
  if (left === right) throw new StoreError(`${left} is itself; judge two entities`);
  const at = now.toISOString();
  const id = uuidV7(now.getTime());
  return database.transaction(async (tx) => {
    // A newer judgement of the same pair takes the place of the older, which stays on record.
    await tx.query(
      `UPDATE judgements SET undone_by = $3, undone_at = $4, undone_reason = 'judged again'
       WHERE left_id = $1 AND right_id = $2 AND undone_at IS NULL`,
      [left, right, judgement.by, at],
    );
    await tx.query(
      `INSERT INTO judgements (id, left_id, right_id, verdict, made_by, made_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, left, right, judgement.verdict, judgement.by, at, judgement.reason],
    );
    const touched = await rejoin(tx, [left, right]);
    await noteChange(tx, touched);
    const { verdict, by, reason } = judgement;
    return { judgement: { id, left, right, verdict, by, at, reason }, touched };
  });
}

/** Undoes a judgement; `undefined` if there is none of that id that still holds. */
export async function undoJudgement(
  database: Database,
  id: string,
  by: string,
  reason: string,
  now: Date,
): Promise<{ readonly judgement: Judgement; readonly touched: readonly string[] } | undefined> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query(
      `UPDATE judgements SET undone_by = $2, undone_at = $3, undone_reason = $4
       WHERE id::text = $1 AND undone_at IS NULL RETURNING *`,
      [id, by, now.toISOString(), reason],
    );
    if (!row) return undefined;
    const touched = await rejoin(tx, [String(row.left_id), String(row.right_id)]);
    await noteChange(tx, touched);
    return { judgement: judgementOf(row), touched };
  });
}

export const judgementOf = (row: Row): Judgement => ({
  id: String(row.id),
  left: String(row.left_id),
  right: String(row.right_id),
  verdict: row.verdict as Verdict,
  by: String(row.made_by),
  at: String(row.made_at),
  reason: String(row.reason),
  ...(typeof row.undone_by === 'string' ? { undoneBy: row.undone_by } : {}),
  ...(typeof row.undone_at === 'string' ? { undoneAt: row.undone_at } : {}),
});

/** Any number; the same one for every process that judges. */
const JUDGEMENT_LOCK = 7_406_786;

/** All judgements about the members of a canonical entity, newest first, undone ones too. */
export async function judgementsOf(database: Queryable, id: string): Promise<readonly Judgement[]> {
  const members = await membersOf(database, id);
  const rows = await database.query(
    `SELECT * FROM judgements WHERE left_id = ANY ($1::text[]) OR right_id = ANY ($1::text[]) ORDER BY made_at DESC, id DESC`,
    [members],
  );
  return rows.map(judgementOf);
}

/**
 * Works out anew which entities are one, for all that are joined with some. The canonical id is the smallest of its
 * members', so that it does not depend on the order of judgements. Returns all canonical ids that came or went.
 */
async function rejoin(tx: Queryable, seeds: readonly string[]): Promise<readonly string[]> {
  // Two judgements beside each other could each join without seeing what the other joins.
  await tx.query('SELECT pg_advisory_xact_lock($1)', [JUDGEMENT_LOCK]);
  const before = await tx.query<{ entity_id: string; canonical_id: string }>(
    `SELECT m.entity_id, m.canonical_id FROM canonical m
     WHERE m.canonical_id IN (SELECT canonical_id FROM canonical WHERE entity_id = ANY ($1::text[]))`,
    [seeds],
  );
  const touched = new Set([...seeds, ...before.flatMap((row) => [row.entity_id, row.canonical_id])]);
  const reached = new Map<string, string>();
  for (const seed of touched) {
    if (reached.has(seed)) continue;
    const component = await componentOf(tx, seed);
    const canonical = [...component].sort()[0]!;
    for (const member of component) {
      reached.set(member, canonical);
      touched.add(member);
    }
  }
  await tx.query('DELETE FROM canonical WHERE entity_id = ANY ($1::text[])', [[...touched]]);
  const sizes = new Map<string, number>();
  for (const canonical of reached.values()) sizes.set(canonical, (sizes.get(canonical) ?? 0) + 1);
  const joined = [...reached].filter(([, canonical]) => (sizes.get(canonical) ?? 0) > 1);
  await tx.query('INSERT INTO canonical SELECT * FROM unnest($1::text[], $2::text[])', [
    joined.map(([member]) => member),
    joined.map(([, canonical]) => canonical),
  ]);
  return [...touched];
}

async function componentOf(tx: Queryable, seed: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `WITH RECURSIVE reached (id) AS (
       SELECT $1::text COLLATE "C"
       UNION
       SELECT CASE WHEN j.left_id = r.id THEN j.right_id ELSE j.left_id END
       FROM reached r JOIN judgements j ON (j.left_id = r.id OR j.right_id = r.id)
       WHERE j.verdict = 'same' AND j.undone_at IS NULL
     ) SELECT id FROM reached`,
    [seed],
  );
  return new Set(rows.map((row) => row.id));
}
