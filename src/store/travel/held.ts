import type { Database } from '../database.ts';
import { all, QUEUED, QUEUED_FROM } from './rows.ts';
import type { QueuedHit } from './types.ts';

/** What the watch keeps of some persons. */
export interface Held {
  /** Hits of these entities or travellers, in whatever state; oldest first. */
  hitsOn(ids: readonly string[]): Promise<readonly QueuedHit[]>;
  /**
   * Hits that a person judged to be the same person, whose judgement holds as it was made, and whose traveller is neither masked nor known
   * not to travel; the journey that comes first comes first.
   */
  confirmedHits(): Promise<readonly QueuedHit[]>;
  /** Another text whenever {@link Held.confirmedHits} may be others, by whichever process. */
  confirmedMark(): Promise<string>;
}

/** Of {@link QUEUED_FROM}. What is masked cannot be joined again: its booking is sealed. */
const CONFIRMED = `h.verdict = 'same' AND h.outdated IS NULL AND h.state IN ('decided', 'proposed', 'passed')
  AND t.masked_at IS NULL AND t.state NOT IN ('cancelled', 'not-on-board') AND j.state <> 'cancelled'`;

export const openHeld = (database: Database): Held => ({
  hitsOn: (ids) =>
    all<QueuedHit>(
      database,
      `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM}
       WHERE h.entity_id = ANY($1::text[]) OR h.traveller::text = ANY($1::text[]) ORDER BY h.first_at, h.id`,
      [ids],
    ),
  confirmedHits: () =>
    all<QueuedHit>(
      database,
      `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE ${CONFIRMED} ORDER BY j.due_at, h.id`,
      [],
    ),
  async confirmedMark() {
    // A row that was written again has another xmin, whatever wrote it.
    const [row] = await database.query<{ mark: string }>(
      `SELECT coalesce(md5(string_agg(concat_ws(' ', h.id, h.xmin, t.xmin, j.xmin), ',' ORDER BY h.id)), '') AS mark
       FROM ${QUEUED_FROM} WHERE ${CONFIRMED}`,
    );
    return String(row?.mark ?? '');
  },
});
