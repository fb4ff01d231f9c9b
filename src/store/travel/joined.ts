import type { Queryable } from '../database.ts';
import { all, HIT, putEvents } from './rows.ts';
import type { HitEvent, JoinedTravellers, StoredHit } from './types.ts';

/**
 * Brings two travellers together who turned out to be one: their hits, and what was done with these, go over to the one who
 * stays. Where both have a hit of one entry, the one that people went further with stays, with the history of both.
 */
export async function joinTravellers(
  tx: Queryable,
  joined: readonly JoinedTravellers[],
  { at, by }: Pick<HitEvent, 'at' | 'by'>,
): Promise<void> {
  for (const { from, into } of joined) {
    const hits = await all<StoredHit>(
      tx,
      `SELECT ${HIT} AS one FROM watch_hits h WHERE traveller IN ($1::uuid, $2::uuid) ORDER BY first_at, id FOR UPDATE`,
      [from, into],
    );
    const entities = new Set(hits.map(({ entityId }) => entityId));
    for (const entity of entities) {
      const [kept, other] = hits
        .filter(({ entityId }) => entityId === entity)
        .sort((a, b) => stepOf(b) - stepOf(a)) as [StoredHit, StoredHit?];
      if (other) await joinHits(tx, kept, other, { at, by });
      await tx.query('UPDATE watch_hits SET traveller = $2::uuid WHERE id = $1::uuid', [kept.id, into]);
    }
    await tx.query('UPDATE unmaskings SET traveller = $2::uuid WHERE traveller = $1::uuid', [from, into]);
    // What is kept of both is kept no longer than what came first.
    await tx.query(
      `UPDATE travellers i SET first_at = least(i.first_at, f.first_at) FROM travellers f WHERE i.id = $2::uuid AND f.id = $1::uuid`,
      [from, into],
    );
    await tx.query('DELETE FROM travellers WHERE id = $1::uuid', [from]);
  }
}

async function joinHits(
  tx: Queryable,
  kept: StoredHit,
  other: StoredHit,
  told: Pick<HitEvent, 'at' | 'by'>,
): Promise<void> {
  await tx.query('UPDATE watch_events SET hit = $2::uuid WHERE hit = $1::uuid', [other.id, kept.id]);
  await tx.query('UPDATE cleared SET hit = $2::uuid WHERE hit = $1::uuid', [other.id, kept.id]);
  await tx.query('DELETE FROM watch_hits WHERE id = $1::uuid', [other.id]);
  const { verdict, state } = other;
  const value = { hit: other.id, state, ...(verdict !== undefined && { verdict }) };
  await putEvents(tx, [{ hit: kept.id, ...told, what: 'joined', value }]);
}

/** How far people went with a hit. */
const stepOf = ({ state, verdict, claimedBy }: StoredHit): number => {
  if (state === 'passed') return 6;
  if (state === 'proposed') return 5;
  if (verdict === 'same') return 4;
  if (verdict !== undefined) return 3;
  if (claimedBy !== undefined) return 2;
  return state === 'gone' ? 0 : 1;
};
