import type { Queryable } from '../database.ts';
import type { Limits, Spent } from './types.ts';

const MINUTE = 60_000;

/** Takes from a budget inside a transaction. The row is locked first: whoever comes for the last question waits, and then sees it gone. */
export async function spend(
  tx: Queryable,
  counter: string,
  amount: number,
  { perDay, perMinute }: Limits,
  now: Date,
  nonce?: { readonly scope: string; readonly value: string },
): Promise<Spent> {
  if (nonce) {
    const fresh = await tx.query(
      'INSERT INTO ask_nonces VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING nonce',
      [nonce.scope, nonce.value, now.getTime()],
    );
    if (fresh.length === 0) return { spent: false, why: 'replayed' };
  }
  const today = now.toISOString().slice(0, 10);
  await tx.query(`INSERT INTO ask_budgets VALUES ($1, $2, 0, '[]') ON CONFLICT DO NOTHING`, [counter, today]);
  const [row] = await tx.query<{ day: string; used: number; recent: readonly number[] | string }>(
    'SELECT day, used, recent FROM ask_budgets WHERE counter = $1 FOR UPDATE',
    [counter],
  );
  if (!row) throw new Error(`the budget ${counter} is gone`);
  const recent = (
    (typeof row.recent === 'string' ? JSON.parse(row.recent) : row.recent) as readonly number[]
  ).filter((at) => at > now.getTime() - MINUTE);
  // A clock that was set back does not give a day twice.
  const used = row.day < today ? 0 : Number(row.used);
  if (used + amount > perDay) return { spent: false, why: 'day' };
  if (perMinute !== undefined && recent.length + 1 > perMinute) return { spent: false, why: 'minute' };
  if (perMinute !== undefined) recent.push(now.getTime());
  await tx.query(
    'UPDATE ask_budgets SET day = greatest(day, $2), used = $3, recent = $4::jsonb WHERE counter = $1',
    [counter, today, used + amount, JSON.stringify(recent)],
  );
  await tx.query(
    `INSERT INTO ask_days VALUES ($1, $2, $3) ON CONFLICT (counter, day) DO UPDATE SET used = ask_days.used + excluded.used`,
    [counter, today, amount],
  );
  return {
    spent: true,
    leftToday: perDay - used - amount,
    leftNow: perMinute === undefined ? perDay - used - amount : perMinute - recent.length,
  };
}
