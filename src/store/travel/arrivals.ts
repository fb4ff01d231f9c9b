import type { Database } from '../database.ts';
import { heldChange } from '../list-changes.ts';
import { joinTravellers } from './joined.ts';
import {
  all,
  CLEARED,
  FILE,
  HIT,
  JOURNEY,
  putEvents,
  putFiles,
  putHits,
  putJourneys,
  putTold,
  putTravellers,
  TRAVELLER,
} from './rows.ts';
import type {
  ClearedPair,
  HitEvent,
  JoinedTravellers,
  PoisonedDelivery,
  StoredHit,
  StoredJourney,
  StoredTraveller,
  TravelFile,
} from './types.ts';

/** A part of a file: what one delivery holds. */
export interface FilePart {
  readonly file: string;
  readonly part: number;
}

/** Journeys of one carrier on one route that arrive in between. */
export interface RouteDue {
  /** `CARRIER|FROM|TO` */
  readonly route: string;
  /** ISO 8601 instants. */
  readonly dueFrom: string;
  readonly dueUntil: string;
}

export interface KeptJourneys {
  readonly journeys: readonly StoredJourney[];
  readonly travellers: readonly StoredTraveller[];
}

/** What came of messages, to be written together or not at all. */
export interface Arrival {
  /** Journeys as they were when this was worked out: key → version, 0 for one that was not there. */
  readonly versions: ReadonlyMap<string, number>;
  /** The last change of the lists that travellers were matched against. */
  readonly listsSeen: number;
  /** The deliveries that this is the outcome of, with what is kept of their text. */
  readonly parts: readonly (FilePart & { readonly kept: Uint8Array })[];
  readonly files: readonly TravelFile[];
  readonly journeys: readonly StoredJourney[];
  readonly travellers: readonly StoredTraveller[];
  /** Of whom nothing is new but when it was told. */
  readonly retold: readonly { readonly id: string; readonly told: string }[];
  /** Who is gone, because they are another one of `travellers`; in this order. */
  readonly joined: readonly JoinedTravellers[];
  /** Whose hits `hits` gives. */
  readonly matched: readonly { readonly id: string; readonly identity?: string }[];
  /** The hits as they are now, by what people decided until this instant. */
  readonly hits: (
    before: readonly StoredHit[],
    cleared: readonly ClearedPair[],
  ) => { readonly hits: readonly StoredHit[]; readonly events: readonly HitEvent[] };
  readonly at: string;
  /** Who tells it, in the history of a hit. */
  readonly by: string;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface UnreadablePiece {
  readonly file: string;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly offset: number;
  readonly reason: string;
  readonly message?: string;
}

/** Why nothing was written: work it out again. */
export type Outdated = 'journeys' | 'lists' | 'parts';

export interface Arrivals {
  filesWith(digests: readonly string[]): Promise<readonly TravelFile[]>;
  /** Newest first. */
  files(page: Page): Promise<{ readonly files: readonly TravelFile[]; readonly total: number }>;
  /** Pieces of files that could not be read, newest file first. */
  unreadable(page: Page): Promise<{ readonly pieces: readonly UnreadablePiece[]; readonly total: number }>;
  /** What files that came since an instant show of their senders, by sender, route and format: sums, and flights each once. */
  qualitySince(since: string): Promise<readonly object[]>;
  /** Of some deliveries those that were written already. */
  written(parts: readonly FilePart[]): Promise<readonly FilePart[]>;
  /** What is kept of journeys with these keys, and of those on these routes. */
  journeysAt(keys: readonly string[], routes: readonly RouteDue[]): Promise<KeptJourneys>;
  travellersWith(ids: readonly string[]): Promise<readonly StoredTraveller[]>;
  /** Key → version, of journeys by id. */
  versionsOf(journeys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Writes an arrival, alone with its journeys; says what has changed meanwhile, and then nothing was written. */
  commit(arrival: Arrival): Promise<Outdated | undefined>;
  /** Keeps a delivery that no worker could take. */
  addPoisoned(poisoned: PoisonedDelivery, delivery: Uint8Array): Promise<void>;
  poisoned(): Promise<readonly PoisonedDelivery[]>;
  poisonedDelivery(part: FilePart): Promise<Uint8Array | undefined>;
  /** Gives whether it was there. */
  removePoisoned(part: FilePart): Promise<boolean>;
  /** What is kept of the text of one delivery. */
  textOf(part: FilePart): Promise<Uint8Array | undefined>;
}

/** Any number; two-part advisory locks of journeys' keys. */
const JOURNEY_LOCK = 7_406_787;

export function openArrivals(database: Database): Arrivals {
  return {
    filesWith: (digests) =>
      all(database, `SELECT ${FILE} AS one FROM travel_files WHERE sha256 = ANY($1::text[])`, [digests]),
    async files({ limit, offset }) {
      const files = await all<TravelFile>(
        database,
        `SELECT ${FILE} AS one FROM travel_files ORDER BY received_at DESC, id DESC LIMIT $1 OFFSET $2`,
        [limit, offset],
      );
      const [row] = await database.query<{ n: number }>('SELECT count(*)::integer AS n FROM travel_files');
      return { files, total: Number(row?.n ?? 0) };
    },
    async unreadable({ limit, offset }) {
      const from = `travel_files f CROSS JOIN LATERAL jsonb_array_elements(f.problems) WITH ORDINALITY AS p (problem, place)
         WHERE f.problems @> '[{"severity": "unreadable"}]' AND p.problem->>'severity' = 'unreadable'`;
      const pieces = await all<UnreadablePiece>(
        database,
        `SELECT json_strip_nulls(json_build_object('file', f.name, 'sha256', f.sha256, 'receivedAt', f.received_at,
           'offset', p.problem->'offset', 'reason', p.problem->>'reason', 'message', p.problem->>'message')) AS one
         FROM ${from} ORDER BY f.received_at DESC, f.id DESC, p.place LIMIT $1 OFFSET $2`,
        [limit, offset],
      );
      const [row] = await database.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${from}`);
      return { pieces, total: Number(row?.n ?? 0) };
    },
    qualitySince: (since) =>
      all(
        database,
        `SELECT jsonb_build_object('sender', sender, 'route', route, 'format', format, 'inTime', '[]'::jsonb, 'after', '[]'::jsonb)
           || jsonb_object_agg(name, coalesce(to_jsonb(n), flights)) AS one
         FROM (
           SELECT q.quality->>'sender' AS sender, q.quality->>'route' AS route, q.quality->>'format' AS format, c.name,
             sum(CASE jsonb_typeof(c.value) WHEN 'number' THEN c.value::integer END) AS n,
             jsonb_agg(DISTINCT flight) FILTER (WHERE flight IS NOT NULL) AS flights
           FROM travel_files f CROSS JOIN LATERAL jsonb_array_elements(f.quality) AS q (quality)
             CROSS JOIN LATERAL jsonb_each(q.quality) AS c (name, value)
             LEFT JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(c.value) WHEN 'array' THEN c.value END)
               AS t (flight) ON true
           WHERE f.received_at >= $1 AND jsonb_typeof(c.value) IN ('number', 'array')
             AND c.value <> '[]'::jsonb GROUP BY 1, 2, 3, 4
         ) AS counts GROUP BY sender, route, format`,
        [since],
      ),
    written: (parts) =>
      all(
        database,
        `SELECT json_build_object('file', p.file, 'part', p.part) AS one FROM travel_parts p
         JOIN unnest($1::text[], $2::integer[]) AS n (f, i) ON p.file = n.f::uuid AND p.part = n.i`,
        [parts.map(({ file }) => file), parts.map(({ part }) => part)],
      ),
    async journeysAt(keys, routes) {
      const journeys = await all<StoredJourney>(
        database,
        `SELECT ${JOURNEY} AS one FROM journeys j WHERE key = ANY($1::text[])${
          routes.length === 0
            ? ''
            : ` OR EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[], $4::text[]) AS r (route, due_from, due_until)
             WHERE due_at BETWEEN r.due_from AND r.due_until
               AND concat_ws('|', split_part(key, '|', 1), split_part(key, '|', 3), split_part(key, '|', 4)) = r.route)`
        }`,
        routes.length === 0
          ? [keys]
          : [
              keys,
              routes.map(({ route }) => route),
              routes.map(({ dueFrom }) => dueFrom),
              routes.map(({ dueUntil }) => dueUntil),
            ],
      );
      const travellers =
        journeys.length === 0
          ? []
          : await all<StoredTraveller>(
              database,
              `SELECT ${TRAVELLER} AS one FROM travellers t WHERE journey = ANY($1::uuid[]) ORDER BY id`,
              [journeys.map(({ id }) => id)],
            );
      return { journeys, travellers };
    },
    travellersWith: (ids) =>
      all(database, `SELECT ${TRAVELLER} AS one FROM travellers t WHERE id = ANY($1::uuid[]) ORDER BY id`, [
        ids,
      ]),
    async versionsOf(journeys) {
      const rows = await database.query<{ key: string; version: number }>(
        'SELECT key, version FROM journeys WHERE id = ANY($1::uuid[])',
        [journeys],
      );
      return new Map(rows.map(({ key, version }) => [key, Number(version)]));
    },
    commit: (arrival) =>
      // What is outdated is found under locks, before anything is written.
      database.transaction(async (tx) => {
        if (arrival.matched.length > 0 && (await heldChange(tx)) > arrival.listsSeen) return 'lists';
        const keys = [...arrival.versions.keys()].sort();
        // In one order, so that two that want the same ones cannot wait for each other.
        await tx.query(
          'SELECT pg_advisory_xact_lock($1, h) FROM (SELECT DISTINCT hashtext(k) AS h FROM unnest($2::text[]) AS k ORDER BY h) AS locks',
          [JOURNEY_LOCK, keys],
        );
        const rows = await tx.query<{ key: string; version: number }>(
          'SELECT key, version FROM journeys WHERE key = ANY($1::text[])',
          [keys],
        );
        const versions = new Map(rows.map(({ key, version }) => [key, Number(version)]));
        for (const [key, version] of arrival.versions)
          if ((versions.get(key) ?? 0) !== version) return 'journeys';
        if (arrival.parts.length > 0) {
          const [taken] = await tx.query(
            `SELECT 1 FROM travel_parts p JOIN unnest($1::text[], $2::integer[]) AS n (f, i) ON p.file = n.f::uuid AND p.part = n.i`,
            [arrival.parts.map(({ file }) => file), arrival.parts.map(({ part }) => part)],
          );
          if (taken) return 'parts';
          await tx.query(
            `INSERT INTO travel_parts SELECT f::uuid, i, decode(k, 'base64'), $4
             FROM unnest($1::text[], $2::integer[], $3::text[]) AS n (f, i, k)`,
            [
              arrival.parts.map(({ file }) => file),
              arrival.parts.map(({ part }) => part),
              arrival.parts.map(({ kept }) => Buffer.from(kept).toString('base64')),
              arrival.at,
            ],
          );
        }
        await putJourneys(tx, arrival.journeys, arrival.at);
        await putTravellers(tx, arrival.travellers, arrival.at);
        await putTold(tx, arrival.retold);
        await joinTravellers(tx, arrival.joined, arrival);
        await putFiles(tx, arrival.files);
        if (arrival.matched.length === 0) return undefined;
        const before = await all<StoredHit>(
          tx,
          `SELECT ${HIT} AS one FROM watch_hits h WHERE traveller = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
          [arrival.matched.map(({ id }) => id)],
        );
        const identities = [...new Set(arrival.matched.flatMap(({ identity }) => identity ?? []))];
        const cleared = await all<ClearedPair>(
          tx,
          `SELECT ${CLEARED} AS one FROM cleared WHERE identity = ANY($1::text[]) AND expires_at > $2`,
          [identities, arrival.at],
        );
        const { hits, events } = arrival.hits(before, cleared);
        await putHits(tx, hits);
        await putEvents(tx, events);
        return undefined;
      }),
    async addPoisoned({ file, part, reason, tries, at }, delivery) {
      await database.query(
        `INSERT INTO travel_poisoned VALUES ($1::uuid, $2, decode($3, 'base64'), $4, $5, $6)
         ON CONFLICT (file, part) DO UPDATE SET reason = excluded.reason, tries = excluded.tries, at = excluded.at`,
        [file, part, Buffer.from(delivery).toString('base64'), reason, tries, at],
      );
    },
    poisoned: () =>
      all(
        database,
        `SELECT json_build_object('file', file, 'part', part, 'reason', reason, 'tries', tries, 'at', at) AS one
         FROM travel_poisoned ORDER BY at DESC LIMIT 1000`,
        [],
      ),
    async poisonedDelivery({ file, part }) {
      const [row] = await database.query<{ delivery: string }>(
        `SELECT encode(delivery, 'base64') AS delivery FROM travel_poisoned WHERE file::text = $1 AND part = $2`,
        [file, part],
      );
      return row && Buffer.from(row.delivery, 'base64');
    },
    async removePoisoned({ file, part }) {
      const gone = await database.query(
        'DELETE FROM travel_poisoned WHERE file::text = $1 AND part = $2 RETURNING part',
        [file, part],
      );
      return gone.length > 0;
    },
    async textOf({ file, part }) {
      const [row] = await database.query<{ kept: string }>(
        `SELECT encode(kept, 'base64') AS kept FROM travel_parts WHERE file::text = $1 AND part = $2`,
        [file, part],
      );
      return row && Buffer.from(row.kept, 'base64');
    },
  };
}
