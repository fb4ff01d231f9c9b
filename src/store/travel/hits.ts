import { EVIDENCE_GRADES } from '../../match/index.ts';
import type { Database, Queryable } from '../database.ts';
import {
  all,
  JOURNEY,
  one,
  putCleared,
  putEvents,
  putHits,
  putTallies,
  QUEUED,
  QUEUED_FROM,
  TRAVELLER,
} from './rows.ts';
import type { HitChange, HitEvent, HitNews, HitState, QueuedHit, StoredTraveller } from './types.ts';

/** Which hits, of those that are kept. */
export interface QueueFilter {
  readonly states: readonly HitState[];
  /** Instant that parts those on the way from those that have landed. */
  readonly now: string;
  /** Only those that have landed, or only those that have not. */
  readonly landed?: boolean;
  /** A flight (`ZX88`) or a carrier (`ZX`). */
  readonly flight?: string;
  readonly dataset?: string;
  readonly grade?: string;
  readonly verdict?: string;
  /** In the hands of this account. */
  readonly claimedBy?: string;
  /** In anybody's hands. */
  readonly claimed?: boolean;
  /** Whose matter is not over. */
  readonly unclosed?: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** What was seen of steps by whoever waits for more; see {@link Hits.pulse}. */
export interface Pulse {
  readonly mark: string;
  readonly seen: string;
}

/** Hits, what people did with them, and who else travels. */
export interface Hits {
  /** On the way: the next to arrive first, then what rests on the strongest evidence. After them those that have landed, latest first. */
  queue(
    filter: QueueFilter,
  ): Promise<{ readonly hits: readonly QueuedHit[]; readonly total: number; readonly landed: number }>;
  hit(id: string): Promise<QueuedHit | undefined>;
  /** Changes one hit, alone. `change` gives the new hit and what is to be remembered, or throws. */
  changeHit<T>(
    id: string,
    change: (found: QueuedHit, events: readonly HitEvent[]) => HitChange & { readonly result: T },
  ): Promise<T | undefined>;
  events(hit: string): Promise<readonly HitEvent[]>;
  /** Steps that committed between two marks, oldest first, with what may be told of their hits: nobody's name. */
  newsBetween(from: string, to: string): Promise<readonly HitNews[]>;
  /** Whether any step committed since the pulse before, by whichever process. */
  pulse(before: Pulse | undefined): Promise<{ readonly pulse: Pulse; readonly changed: boolean }>;
  /** How far somebody was told, and up to where they are being told; `undefined` where never. */
  told(target: string): Promise<{ readonly mark: string; readonly pending?: string } | undefined>;
  setPending(target: string, to: string): Promise<void>;
  setTold(target: string, mark: string): Promise<void>;
  /** Who did how much of what since an instant, by people. */
  stepsSince(
    since: string,
  ): Promise<readonly { readonly by: string; readonly what: string; readonly count: number }[]>;
  /** Travellers with a hit of one of these entities. */
  travellersWithHits(entities: readonly string[]): Promise<readonly string[]>;
  travellersOfJourney(journey: string): Promise<readonly StoredTraveller[]>;
  traveller(id: string): Promise<Pick<QueuedHit, 'journey' | 'traveller'> | undefined>;
  /** Travellers of a flight (`ZX88`), and those with these ids who are not masked; latest arrival first. */
  search(
    text: string,
    ids: readonly string[],
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly found: readonly Pick<QueuedHit, 'journey' | 'traveller'>[]; readonly total: number }>;
  /** Earlier hits of the same traveller identity that somebody decided. */
  decidedBefore(identity: string | undefined, not: string): Promise<readonly QueuedHit[]>;
  /** How hits of an entity by others than this traveller were decided; nobody is named. */
  decidedOf(
    entityId: string,
    notIdentity: string | undefined,
    not: string,
  ): Promise<readonly { readonly verdict: string; readonly count: number }[]>;
  /** How often people decided what, of each list and evidence grade, also of travellers who are erased. */
  verdictCounts(): Promise<
    readonly {
      readonly dataset: string;
      readonly grade: string;
      readonly verdict: string;
      readonly count: number;
    }[]
  >;
  outcomeCounts(): Promise<
    readonly { readonly dataset: string; readonly outcome: string; readonly count: number }[]
  >;
  /** Of each carrier and route the journeys that have departed between two instants, by the formats that told of them. */
  toldByFormat(
    from: string,
    to: string,
  ): Promise<
    readonly {
      readonly carrier: string;
      readonly route: string;
      readonly formats: readonly string[];
      readonly count: number;
    }[]
  >;
  counts(now: string): Promise<{
    readonly journeys: number;
    readonly travellers: number;
    readonly open: number;
    readonly suppressed: number;
    /** Open hits of whoever has landed. */
    readonly landed: number;
  }>;
  /** Travellers that came or changed since a mark, in pages, and the mark for the next time. */
  changedSince(mark: string, after: string, limit: number): Promise<readonly StoredTraveller[]>;
  /** A mark: whatever commits later counts as changed since. */
  mark(): Promise<string>;
}

/** Of `watch_hits h` and `journeys j`, by the first ten parameters of a {@link QueueFilter}. */
const CHOSEN = `h.state = ANY($1::text[]) AND ($3::boolean IS NULL OR (j.due_at < $2) = $3)
  AND ($4::text IS NULL OR split_part(j.key, '|', 1) = $4 OR split_part(j.key, '|', 1) || split_part(j.key, '|', 2) = $4)
  AND ($5::text IS NULL OR h.datasets ? $5) AND ($6::text IS NULL OR h.grade = $6) AND ($7::text IS NULL OR h.verdict = $7)
  AND ($8::text IS NULL OR h.claimed_by = $8) AND (NOT $9::boolean OR h.claimed_by IS NOT NULL)
  AND (NOT $10::boolean OR h.closed_at IS NULL)`;

/** Later than any transaction. */
const UNTIL_NOW = '9223372036854775807';

export function openHits(database: Database): Hits {
  return {
    async queue({ limit, offset, ...filter }) {
      const chosen = [
        ...[filter.states, filter.now, filter.landed ?? null, filter.flight ?? null, filter.dataset ?? null],
        ...[filter.grade ?? null, filter.verdict ?? null, filter.claimedBy ?? null, filter.claimed ?? false],
        filter.unclosed ?? false,
      ];
      const hits = await all<QueuedHit>(
        database,
        `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE ${CHOSEN}
         ORDER BY j.due_at < $2, CASE WHEN j.due_at >= $2 THEN j.due_at END, j.due_at DESC,
           array_position($11::text[], h.grade) DESC, h.score DESC, h.id LIMIT $12 OFFSET $13`,
        [...chosen, EVIDENCE_GRADES, limit, offset],
      );
      const [row] = await database.query<{ n: number; landed: number }>(
        `SELECT count(*)::integer AS n, (count(*) FILTER (WHERE j.due_at < $2))::integer AS landed
         FROM watch_hits h JOIN journeys j ON j.id = h.journey WHERE ${CHOSEN}`,
        chosen,
      );
      return { hits, total: Number(row?.n ?? 0), landed: Number(row?.landed ?? 0) };
    },
    async hit(id) {
      return (
        await all<QueuedHit>(database, `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE h.id::text = $1`, [
          id,
        ])
      )[0];
    },
    changeHit: (id, change) =>
      database.transaction(async (tx) => {
        await tx.query('SELECT 1 FROM watch_hits WHERE id::text = $1 FOR UPDATE', [id]);
        const [found] = await all<QueuedHit>(
          tx,
          `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE h.id::text = $1`,
          [id],
        );
        if (!found) return undefined;
        const { hit, event, clear, forget, result } = change(found, await eventsOf(tx, id));
        await putHits(tx, [hit]);
        await putEvents(tx, [event]);
        await putTallies(tx, found.hit, hit);
        if (clear) await putCleared(tx, clear);
        if (forget)
          await tx.query('DELETE FROM cleared WHERE identity = $1 AND entity_id = $2', [
            forget.identity,
            forget.entityId,
          ]);
        return result;
      }),
    events: (hit) => eventsOf(database, hit),
    newsBetween: (from, to) =>
      all(
        database,
        `SELECT one FROM (
           SELECT e.at, e.seq, json_build_object('hit', e.hit, 'what', e.what, 'at', e.at, 'grade', h.grade, 'lists', h.datasets,
             'dueAt', j.due_at) AS one
           FROM watch_events e JOIN watch_hits h ON h.id = e.hit JOIN journeys j ON j.id = h.journey
           WHERE e.in_tx >= $1::xid8 AND e.in_tx < $2::xid8
           UNION ALL
           SELECT coalesce(u.decided_at, u.asked_at), 0, json_build_object(
             'what', CASE WHEN u.accepted IS NULL THEN 'unmasking-asked' WHEN u.accepted THEN 'unmasking-approved' ELSE 'unmasking-refused' END,
             'at', coalesce(u.decided_at, u.asked_at), 'dueAt', j.due_at)
           FROM unmaskings u JOIN travellers t ON t.id = u.traveller JOIN journeys j ON j.id = t.journey
           WHERE u.changed_in >= $1::xid8 AND u.changed_in < $2::xid8
         ) AS news ORDER BY seq, at`,
        [from, to],
      ),
    async pulse(before) {
      // Of one snapshot: what committed since the last mark, and what of it the next mark leaves to be seen again.
      const [row] = await database.query<{ mark: string; seen: string; next: string }>(
        `WITH now AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS mark)
         SELECT mark::text AS mark,
           (SELECT count(*) || ' ' || coalesce(max(seq), 0) FROM watch_events WHERE in_tx >= $1::xid8) AS seen,
           (SELECT count(*) || ' ' || coalesce(max(seq), 0) FROM watch_events WHERE in_tx >= mark) AS next
         FROM now`,
        [before?.mark ?? UNTIL_NOW],
      );
      const pulse = { mark: row?.mark ?? '0', seen: row?.next ?? '' };
      return { pulse, changed: before !== undefined && before.seen !== row?.seen };
    },
    async told(target) {
      const [row] = await database.query<{ mark: string; pending: string | null }>(
        'SELECT mark, pending FROM notices WHERE target = $1',
        [target],
      );
      return row && { mark: row.mark, ...(row.pending !== null && { pending: row.pending }) };
    },
    async setPending(target, to) {
      await database.query('UPDATE notices SET pending = $2 WHERE target = $1', [target, to]);
    },
    async setTold(target, mark) {
      await database.query(
        `INSERT INTO notices (target, mark) VALUES ($1, $2)
         ON CONFLICT (target) DO UPDATE SET mark = excluded.mark, pending = NULL`,
        [target, mark],
      );
    },
    stepsSince: (since) =>
      all(
        database,
        `SELECT json_build_object('by', by, 'what', what, 'count', count(*)) AS one FROM watch_events
         WHERE at >= $1 GROUP BY by, what ORDER BY by, what`,
        [since],
      ),
    async travellersWithHits(entities) {
      const rows = await database.query<{ id: string }>(
        'SELECT DISTINCT traveller::text AS id FROM watch_hits WHERE entity_id = ANY($1::text[])',
        [entities],
      );
      return rows.map(({ id }) => id);
    },
    travellersOfJourney: (journey) =>
      all(database, `SELECT ${TRAVELLER} AS one FROM travellers t WHERE journey = $1::uuid ORDER BY id`, [
        journey,
      ]),
    async traveller(id) {
      return (
        await all<Pick<QueuedHit, 'journey' | 'traveller'>>(
          database,
          `SELECT json_build_object('journey', ${JOURNEY}, 'traveller', ${TRAVELLER}) AS one
           FROM travellers t JOIN journeys j ON j.id = t.journey WHERE t.id::text = $1`,
          [id],
        )
      )[0];
    },
    async search(text, ids, { limit, offset }) {
      const chosen = [text.toUpperCase().replace(/\s/g, ''), ids];
      const from = `(SELECT t.id FROM travellers t JOIN journeys j ON j.id = t.journey
                 WHERE split_part(j.key, '|', 1) || split_part(j.key, '|', 2) = $1
               UNION SELECT id FROM travellers WHERE id = ANY($2::uuid[]) AND masked_at IS NULL) AS found`;
      const found = await all<Pick<QueuedHit, 'journey' | 'traveller'>>(
        database,
        `SELECT json_build_object('journey', ${JOURNEY}, 'traveller', ${TRAVELLER}) AS one
         FROM ${from} JOIN travellers t ON t.id = found.id JOIN journeys j ON j.id = t.journey
         ORDER BY j.due_at DESC, t.id LIMIT $3 OFFSET $4`,
        [...chosen, limit, offset],
      );
      const [row] = await database.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${from}`, chosen);
      return { found, total: Number(row?.n ?? 0) };
    },
    decidedBefore: (identity, not) =>
      all(
        database,
        `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM}
         WHERE h.verdict IS NOT NULL AND h.id::text <> $2 AND t.identity = $1 ORDER BY h.updated_at DESC LIMIT 50`,
        [identity ?? null, not],
      ),
    decidedOf: (entityId, notIdentity, not) =>
      all(
        database,
        `SELECT json_build_object('verdict', h.verdict, 'count', count(*)) AS one
         FROM watch_hits h JOIN travellers t ON t.id = h.traveller
         WHERE h.verdict IS NOT NULL AND h.id::text <> $3 AND h.entity_id = $1 AND t.identity IS DISTINCT FROM $2
         GROUP BY h.verdict ORDER BY h.verdict`,
        // Whoever has no identity is nobody's other self.
        [entityId, notIdentity ?? '', not],
      ),
    verdictCounts: () =>
      all(
        database,
        `SELECT json_build_object('dataset', dataset, 'grade', grade, 'verdict', verdict, 'count', sum(hits)) AS one
         FROM watch_tallies GROUP BY dataset, grade, verdict HAVING sum(hits) > 0 ORDER BY dataset, grade, verdict`,
        [],
      ),
    outcomeCounts: () =>
      all(
        database,
        `SELECT json_build_object('dataset', dataset, 'outcome', outcome, 'count', sum(hits)) AS one
         FROM watch_tallies WHERE outcome <> '' GROUP BY dataset, outcome HAVING sum(hits) > 0 ORDER BY dataset, outcome`,
        [],
      ),
    toldByFormat: (from, to) =>
      all(
        database,
        `SELECT json_build_object('carrier', split_part(key, '|', 1), 'route', split_part(key, '|', 3) || '-' || split_part(key, '|', 4),
           'formats', formats, 'count', count(*)) AS one
         FROM journeys WHERE due_at >= $1 AND due_at < $2 AND state <> 'cancelled' AND key NOT LIKE 'message|%'
         GROUP BY split_part(key, '|', 1), split_part(key, '|', 3) || '-' || split_part(key, '|', 4), formats`,
        [from, to],
      ),
    async counts(now) {
      const [row] = await database.query<
        Record<'journeys' | 'travellers' | 'open' | 'suppressed' | 'landed', number>
      >(
        `SELECT (SELECT count(*) FROM journeys)::integer AS journeys, (SELECT count(*) FROM travellers)::integer AS travellers,
           (SELECT count(*) FROM watch_hits WHERE state = 'open')::integer AS open,
           (SELECT count(*) FROM watch_hits WHERE state = 'suppressed')::integer AS suppressed,
           (SELECT count(*) FROM watch_hits h JOIN journeys j ON j.id = h.journey
            WHERE h.state = 'open' AND j.due_at < $1)::integer AS landed`,
        [now],
      );
      return {
        journeys: Number(row?.journeys ?? 0),
        travellers: Number(row?.travellers ?? 0),
        open: Number(row?.open ?? 0),
        suppressed: Number(row?.suppressed ?? 0),
        landed: Number(row?.landed ?? 0),
      };
    },
    changedSince: (mark, after, limit) =>
      all(
        database,
        `SELECT ${TRAVELLER} AS one FROM travellers t
         WHERE changed_in >= $1::xid8 AND masked_at IS NULL AND id > $2::uuid ORDER BY id LIMIT $3`,
        [mark, after, limit],
      ),
    async mark() {
      const [row] = await database.query<{ mark: string }>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark',
      );
      return String(row?.mark ?? '0');
    },
  };
}

const eventsOf = async (on: Queryable, hit: string): Promise<HitEvent[]> =>
  (
    await on.query(
      `SELECT json_build_object('hit', hit, 'at', at, 'by', by, 'what', what, 'value', value) AS one
       FROM watch_events WHERE hit::text = $1 ORDER BY seq`,
      [hit],
    )
  ).map((row) => one<HitEvent>(row));
