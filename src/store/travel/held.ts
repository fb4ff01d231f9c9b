import type { Database } from '../database.ts';
import { all, QUEUED, QUEUED_FROM } from './rows.ts';
import type { QueuedHit } from './types.ts';

/** What the watch keeps of some persons. */
export interface Held {
  /** Hits of these entities or travellers, in whatever state; oldest first. */
  hitsOn(ids: readonly string[]): Promise<readonly QueuedHit[]>;
}

export const openHeld = (database: Database): Held => ({
  hitsOn: (ids) =>
    all<QueuedHit>(
      database,
      `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM}
       WHERE h.entity_id = ANY($1::text[]) OR h.traveller::text = ANY($1::text[]) ORDER BY h.first_at, h.id`,
      [ids],
    ),
});
