import type { Database } from '../database.ts';
import { all, packed, TRAVELLER } from './rows.ts';
import type { StoredTraveller } from './types.ts';

/** Somebody asks to see what was masked; somebody else decides. */
export interface Unmasking {
  readonly id: string;
  readonly traveller: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly reason: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly accepted?: boolean;
  readonly note?: string;
  /** Until then who asked sees what was masked. */
  readonly until?: string;
}

/** Ids of what was erased. */
export interface Erased {
  readonly travellers: readonly string[];
  readonly journeys: readonly string[];
  /** As `file part`. */
  readonly texts: readonly string[];
}

/**
 * Whose time is over. It begins with the journey, or when it was told of where that was later; senders write dates that no calendar
 * bears out, so that it begins at the latest a while after it was told of.
 */
export interface Over {
  /** Time began before this instant. */
  readonly before: string;
  /** Or it was told of before this one, whenever the journey is said to be. */
  readonly toldBefore: string;
}

export interface Retention {
  /** Travellers whose time is over and who are not masked; `tied` only those of an open verified matter. */
  toMask(over: Over, tied: boolean, limit: number): Promise<readonly StoredTraveller[]>;
  mask(
    travellers: readonly { readonly traveller: StoredTraveller; readonly sealed: Uint8Array }[],
    at: string,
  ): Promise<void>;
  sealed(traveller: string): Promise<Uint8Array | undefined>;
  /** Erases travellers whose time is over (`whom`), texts that came before it began, and clearances of whoever is not kept. */
  erase(over: Over, whom: 'all' | 'untied' | 'nobody'): Promise<Erased>;
  /** Takes what was deleted and masked out of the files. */
  scrub(): Promise<void>;
  /** Forgets cleared pairs that have expired, and unmaskings that are over. */
  forgetExpired(now: string): Promise<void>;
  askUnmasking(unmasking: Unmasking): Promise<void>;
  /** Changes one, alone; `undefined` if there is none of that id. */
  decideUnmasking(id: string, change: (found: Unmasking) => Unmasking): Promise<Unmasking | undefined>;
  unmaskings(filter: {
    readonly traveller?: string;
    readonly undecided?: boolean;
  }): Promise<readonly Unmasking[]>;
}

const UNMASKING = `json_strip_nulls(json_build_object('id', id, 'traveller', traveller, 'askedBy', asked_by,
  'askedAt', asked_at, 'reason', reason, 'decidedBy', decided_by, 'decidedAt', decided_at, 'accepted', accepted, 'note', note,
  'until', until))`;

const TIED = `EXISTS (SELECT 1 FROM watch_hits h WHERE h.traveller = t.id AND h.verdict = 'same' AND h.closed_at IS NULL)`;

/** Of something with `first_at`, on `journeys j`; the first two parameters are an {@link Over}. */
const isOver = (row: string): string => `(${row}.first_at < $2 OR (${row}.first_at < $1 AND j.due_at < $1))`;

/** Tables that say anything of travellers. */
const TABLES = [
  'travellers',
  'journeys',
  'watch_hits',
  'watch_events',
  'travel_parts',
  'travel_poisoned',
  'travel_files',
  'unmaskings',
  'cleared',
];

export function openRetention(database: Database): Retention {
  return {
    toMask: ({ before, toldBefore }, tied, limit) =>
      all(
        database,
        `SELECT ${TRAVELLER} AS one FROM travellers t JOIN journeys j ON j.id = t.journey
         WHERE ${isOver('t')} AND t.masked_at IS NULL AND (NOT $3::boolean OR ${TIED}) ORDER BY t.id LIMIT $4`,
        [before, toldBefore, tied, limit],
      ),
    async mask(travellers, at) {
      await database.query(
        `UPDATE travellers t SET parts = n.p, sealed = decode(n.s, 'base64'), masked_at = $4, updated_at = $4, identity = NULL
         FROM unnest($1::text[], $2::text[], $3::text[]) AS n (i, p, s) WHERE t.id = n.i::uuid`,
        [
          travellers.map(({ traveller }) => traveller.id),
          travellers.map(({ traveller }) => packed(traveller.parts)),
          travellers.map(({ sealed }) => Buffer.from(sealed).toString('base64')),
          at,
        ],
      );
      await database.query(`UPDATE watch_hits SET comparison = '{}' WHERE traveller = ANY($1::uuid[])`, [
        travellers.map(({ traveller }) => traveller.id),
      ]);
      // Which bookings were cancelled is told by their locators, and each is somebody's.
      await database.query(`UPDATE journeys SET marks = marks - 'bookings' WHERE id = ANY($1::uuid[])`, [
        [...new Set(travellers.map(({ traveller }) => traveller.journey))],
      ]);
    },
    async sealed(traveller) {
      const [row] = await database.query<{ sealed: string | null }>(
        `SELECT encode(sealed, 'base64') AS sealed FROM travellers WHERE id::text = $1`,
        [traveller],
      );
      return row?.sealed ? Buffer.from(row.sealed, 'base64') : undefined;
    },
    erase: ({ before, toldBefore }, whom) =>
      database.transaction(async (tx) => {
        const gone =
          whom === 'nobody'
            ? []
            : await tx.query<{ id: string }>(
                `DELETE FROM travellers t USING journeys j WHERE j.id = t.journey AND ${isOver('t')}
                   AND ($3::boolean OR NOT ${TIED}) RETURNING t.id::text AS id`,
                [before, toldBefore, whom === 'all'],
              );
        const empty = await tx.query<{ id: string }>(
          `DELETE FROM journeys j WHERE ${isOver('j')} AND NOT EXISTS (SELECT 1 FROM travellers t WHERE t.journey = j.id)
           RETURNING j.id::text AS id`,
          [before, toldBefore],
        );
        // Names stand in them as well; whoever is tied to a matter is kept as a traveller, not in a message with others.
        const texts = await tx.query<{ id: string }>(
          `DELETE FROM travel_parts WHERE received_at < $1 RETURNING file || ' ' || part AS id`,
          [before],
        );
        await tx.query('DELETE FROM travel_poisoned WHERE at < $1', [before]);
        // "Not the same" is kept no longer than whom it is said of (Directive (EU) 2016/681 art. 12(5)).
        await tx.query(
          `DELETE FROM cleared c WHERE NOT EXISTS (SELECT 1 FROM watch_hits h JOIN travellers t ON t.id = h.traveller
             WHERE h.entity_id = c.entity_id AND t.identity = c.identity)`,
        );
        const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);
        return { travellers: ids(gone), journeys: ids(empty), texts: ids(texts) };
      }),
    scrub: () => database.scrub(TABLES),
    async forgetExpired(now) {
      await database.query('DELETE FROM cleared WHERE expires_at <= $1', [now]);
    },
    async askUnmasking({ id, traveller, askedBy, askedAt, reason }) {
      await database.query(
        `INSERT INTO unmaskings (id, traveller, asked_by, asked_at, reason) VALUES ($1::uuid, $2::uuid, $3, $4, $5)`,
        [id, traveller, askedBy, askedAt, reason],
      );
    },
    decideUnmasking: (id, change) =>
      database.transaction(async (tx) => {
        await tx.query('SELECT 1 FROM unmaskings WHERE id::text = $1 FOR UPDATE', [id]);
        const [found] = await all<Unmasking>(
          tx,
          `SELECT ${UNMASKING} AS one FROM unmaskings WHERE id::text = $1`,
          [id],
        );
        if (!found) return undefined;
        const made = change(found);
        await tx.query(
          `UPDATE unmaskings SET decided_by = $2, decided_at = $3, accepted = $4, note = $5, until = $6,
             changed_in = pg_current_xact_id() WHERE id = $1::uuid`,
          [
            id,
            made.decidedBy ?? null,
            made.decidedAt ?? null,
            made.accepted ?? null,
            made.note ?? null,
            made.until ?? null,
          ],
        );
        return made;
      }),
    unmaskings: ({ traveller, undecided }) =>
      all(
        database,
        `SELECT ${UNMASKING} AS one FROM unmaskings
         WHERE ($1::text IS NULL OR traveller::text = $1) AND (NOT $2::boolean OR decided_at IS NULL) ORDER BY asked_at DESC LIMIT 500`,
        [traveller ?? null, undecided ?? false],
      ),
  };
}
