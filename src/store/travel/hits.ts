import type { Database, Queryable } from '../database.ts';
import { all, JOURNEY, one, putCleared, putEvents, putHits, QUEUED, QUEUED_FROM, TRAVELLER } from './rows.ts';
import type { HitChange, HitEvent, HitNews, HitState, QueuedHit, StoredTraveller } from './types.ts';

/** Hits, what people did with them, and who else travels. */
export interface Hits {
  queue(
    states: readonly HitState[],
    limit: number,
  ): Promise<{ readonly hits: readonly QueuedHit[]; readonly total: number }>;
  hit(id: string): Promise<QueuedHit | undefined>;
  /** Changes one hit, alone. `change` gives the new hit and what is to be remembered, or throws. */
  changeHit<T>(
    id: string,
    change: (found: QueuedHit, events: readonly HitEvent[]) => HitChange & { readonly result: T },
  ): Promise<T | undefined>;
  events(hit: string): Promise<readonly HitEvent[]>;
  /** Steps that committed between two marks, oldest first, with what may be told of their hits: nobody's name. */
  newsBetween(from: string, to: string): Promise<readonly HitNews[]>;
  /** How far somebody was told; `undefined` where never. */
  toldUntil(target: string): Promise<string | undefined>;
  setToldUntil(target: string, mark: string): Promise<void>;
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
    limit: number,
  ): Promise<readonly Pick<QueuedHit, 'journey' | 'traveller'>[]>;
  /** Earlier hits of the same traveller identity or the same entity that somebody decided. */
  decidedBefore(identity: string | undefined, entityId: string, not: string): Promise<readonly QueuedHit[]>;
  verdictCounts(): Promise<
    readonly {
      readonly dataset: string;
      readonly grade: string;
      readonly verdict: string;
      readonly count: number;
    }[]
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
  counts(): Promise<{
    readonly journeys: number;
    readonly travellers: number;
    readonly open: number;
    readonly suppressed: number;
  }>;
  /** Travellers that came or changed since a mark, in pages, and the mark for the next time. */
  changedSince(mark: string, after: string, limit: number): Promise<readonly StoredTraveller[]>;
  /** A mark: whatever commits later counts as changed since. */
  mark(): Promise<string>;
}

export function openHits(database: Database): Hits {
  return {
    async queue(states, limit) {
      const hits = await all<QueuedHit>(
        database,
        `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE h.state = ANY($1::text[])
         ORDER BY j.due_at, h.score DESC, h.id LIMIT $2`,
        [states, limit],
      );
      const [row] = await database.query<{ n: number }>(
        'SELECT count(*)::integer AS n FROM watch_hits WHERE state = ANY($1::text[])',
        [states],
      );
      return { hits, total: Number(row?.n ?? 0) };
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
        `SELECT json_build_object('hit', e.hit, 'what', e.what, 'at', e.at, 'grade', h.grade, 'lists', h.datasets,
           'dueAt', j.due_at) AS one
         FROM watch_events e JOIN watch_hits h ON h.id = e.hit JOIN journeys j ON j.id = h.journey
         WHERE e.in_tx >= $1::xid8 AND e.in_tx < $2::xid8 ORDER BY e.seq`,
        [from, to],
      ),
    async toldUntil(target) {
      const [row] = await database.query<{ mark: string }>('SELECT mark FROM notices WHERE target = $1', [
        target,
      ]);
      return row?.mark;
    },
    async setToldUntil(target, mark) {
      await database.query(
        'INSERT INTO notices VALUES ($1, $2) ON CONFLICT (target) DO UPDATE SET mark = excluded.mark',
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
    search: (text, ids, limit) =>
      all(
        database,
        `SELECT json_build_object('journey', ${JOURNEY}, 'traveller', ${TRAVELLER}) AS one
         FROM (SELECT t.id FROM travellers t JOIN journeys j ON j.id = t.journey
                 WHERE split_part(j.key, '|', 1) || split_part(j.key, '|', 2) = $1
               UNION SELECT id FROM travellers WHERE id = ANY($2::uuid[]) AND masked_at IS NULL) AS found
         JOIN travellers t ON t.id = found.id JOIN journeys j ON j.id = t.journey
         ORDER BY j.due_at DESC, t.id LIMIT $3`,
        [text.toUpperCase().replace(/\s/g, ''), ids, limit],
      ),
    decidedBefore: (identity, entityId, not) =>
      all(
        database,
        `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM}
         WHERE h.verdict IS NOT NULL AND h.id::text <> $3 AND (t.identity = $1 OR h.entity_id = $2)
         ORDER BY h.updated_at DESC LIMIT 50`,
        [identity ?? null, entityId, not],
      ),
    verdictCounts: () =>
      all(
        database,
        `SELECT json_build_object('dataset', d.name, 'grade', h.grade, 'verdict', h.verdict, 'count', count(*)) AS one
         FROM watch_hits h CROSS JOIN LATERAL jsonb_array_elements_text(h.datasets) AS d (name)
         WHERE h.verdict IS NOT NULL GROUP BY d.name, h.grade, h.verdict ORDER BY d.name, h.grade, h.verdict`,
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
    async counts() {
      const [row] = await database.query<Record<'journeys' | 'travellers' | 'open' | 'suppressed', number>>(
        `SELECT (SELECT count(*) FROM journeys)::integer AS journeys, (SELECT count(*) FROM travellers)::integer AS travellers,
           (SELECT count(*) FROM watch_hits WHERE state = 'open')::integer AS open,
           (SELECT count(*) FROM watch_hits WHERE state = 'suppressed')::integer AS suppressed`,
      );
      return {
        journeys: Number(row?.journeys ?? 0),
        travellers: Number(row?.travellers ?? 0),
        open: Number(row?.open ?? 0),
        suppressed: Number(row?.suppressed ?? 0),
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
