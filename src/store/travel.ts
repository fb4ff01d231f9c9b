import type { Leg, Traveller } from '../model/index.ts';
import type { Database, Queryable, Row } from './database.ts';
import { inBatches } from './in-batches.ts';

export type JourneyState = 'expected' | 'cancelled' | 'closed';
export type TravellerState = 'expected' | 'cancelled' | 'on-board' | 'not-on-board';
export type HitState = 'open' | 'suppressed' | 'decided' | 'proposed' | 'passed' | 'gone';

/** What one source says of a traveller: the newest message of its format, and the booking it came in. */
export interface TravellerPart {
  readonly traveller: Traveller;
  readonly legs: readonly Leg[];
  readonly locators: readonly string[];
  /** Message as `sender reference sent`. */
  readonly message: string;
  readonly receivedAt: string;
}

export interface StoredJourney {
  readonly id: string;
  readonly key: string;
  readonly leg: Leg;
  readonly dueAt: string;
  readonly state: JourneyState;
}

export interface StoredTraveller {
  readonly id: string;
  readonly journey: string;
  readonly parts: Readonly<Record<string, TravellerPart>>;
  readonly identity?: string;
  readonly state: TravellerState;
  readonly updatedAt: string;
}

export interface StoredHit {
  readonly id: string;
  readonly traveller: string;
  readonly journey: string;
  readonly entityId: string;
  readonly caption: string;
  readonly datasets: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly score: number;
  readonly grade: string;
  readonly comparison: object;
  readonly fingerprint: string;
  readonly state: HitState;
  readonly verdict?: string;
  readonly claimedBy?: string;
  readonly claimedAt?: string;
  readonly firstAt: string;
  readonly updatedAt: string;
  /** Messages that gave it. */
  readonly seen: number;
}

export interface HitEvent {
  readonly hit: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface ClearedPair {
  readonly identity: string;
  readonly entityId: string;
  readonly fingerprint: string;
  readonly hit: string;
  readonly by: string;
  readonly at: string;
  readonly expiresAt: string;
}

export interface TravelFile {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly bytes: number;
  readonly journeys: number;
  readonly travellers: number;
  readonly problems: readonly object[];
  readonly quality: readonly object[];
}

export interface QueuedHit {
  readonly hit: StoredHit;
  readonly journey: StoredJourney;
  readonly traveller: StoredTraveller;
}

/** What one step does with a hit. */
export interface HitChange {
  readonly hit: StoredHit;
  readonly event: HitEvent;
  /** To be remembered: not the same. */
  readonly clear?: ClearedPair;
  readonly forget?: { readonly identity: string; readonly entityId: string };
}

/** Travellers, hits and what was decided. Only the gate (`law`) hands this out. */
export interface Travel {
  file(sha256: string): Promise<TravelFile | undefined>;
  addFiles(files: readonly TravelFile[]): Promise<void>;
  files(limit: number): Promise<readonly TravelFile[]>;
  /**
   * Changes journeys with these keys and their travellers, alone: others that want the same keys wait. `change` gets
   * what is there and gives what is to be written. Gives the changed travellers, to be matched.
   */
  changeJourneys(
    keys: readonly string[],
    change: (found: {
      readonly journeys: readonly StoredJourney[];
      readonly travellers: readonly StoredTraveller[];
    }) => { readonly journeys: readonly StoredJourney[]; readonly travellers: readonly StoredTraveller[] },
    at: string,
  ): Promise<readonly StoredTraveller[]>;
  /** Travellers whose newest values were not matched yet, oldest first. */
  unscreened(limit: number): Promise<readonly StoredTraveller[]>;
  /** All travellers after an id, in order of ids. */
  travellersAfter(id: string, limit: number): Promise<readonly StoredTraveller[]>;
  hitsOf(travellers: readonly string[]): Promise<readonly StoredHit[]>;
  cleared(identities: readonly string[], now: string): Promise<readonly ClearedPair[]>;
  /** Writes hits and events and marks travellers as screened where nothing newer came meanwhile. */
  saveHits(
    hits: readonly StoredHit[],
    events: readonly HitEvent[],
    screened: readonly StoredTraveller[],
    at: string,
  ): Promise<void>;
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
  travellersOfJourney(journey: string): Promise<readonly StoredTraveller[]>;
  /** Travellers of a flight (`ZX88`), or of whom this text was told (a name, a document, a locator); latest arrival first. */
  search(text: string, limit: number): Promise<readonly Pick<QueuedHit, 'journey' | 'traveller'>[]>;
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
  counts(): Promise<{
    readonly journeys: number;
    readonly travellers: number;
    readonly open: number;
    readonly suppressed: number;
  }>;
  /** Erases travellers of journeys due before an instant, except those with a hit judged the same. Gives how many. */
  eraseBefore(dueBefore: string): Promise<{ readonly travellers: number; readonly journeys: number }>;
}

const JOURNEY = `json_build_object('id', j.id, 'key', j.key, 'leg', j.leg, 'dueAt', j.due_at, 'state', j.state)`;
const TRAVELLER = `json_strip_nulls(json_build_object('id', t.id, 'journey', t.journey, 'parts', t.parts::json, 'identity', t.identity,
  'state', t.state, 'updatedAt', t.updated_at))`;
const HIT = `json_strip_nulls(json_build_object('id', h.id, 'traveller', h.traveller, 'journey', h.journey, 'entityId', h.entity_id,
  'caption', h.caption, 'datasets', h.datasets, 'versions', h.versions, 'score', round(h.score::numeric, 3)::float8, 'grade', h.grade,
  'comparison', h.comparison::json, 'fingerprint', h.fingerprint, 'state', h.state, 'verdict', h.verdict,
  'claimedBy', h.claimed_by, 'claimedAt', h.claimed_at, 'firstAt', h.first_at, 'updatedAt', h.updated_at, 'seen', h.seen))`;
const QUEUED = `json_build_object('hit', ${HIT}, 'journey', ${JOURNEY}, 'traveller', ${TRAVELLER})`;
const QUEUED_FROM =
  'watch_hits h JOIN travellers t ON t.id = h.traveller JOIN journeys j ON j.id = h.journey';

const one = <T>(row: Row): T => {
  const read = (typeof row.one === 'string' ? JSON.parse(row.one) : row.one) as T;
  unpack(read as Unpackable);
  return read;
};

type Parts = StoredTraveller['parts'];

/** Most lists of a traveller are empty: left out, a row is half as long. */
const packed = (parts: Parts): string =>
  JSON.stringify(parts, (_, value: unknown) =>
    Array.isArray(value) && value.length === 0 ? undefined : value,
  );

interface Unpackable {
  readonly parts?: Record<string, { traveller: object; legs?: unknown; locators?: unknown }>;
  readonly traveller?: Unpackable | string;
}

const EMPTY: Readonly<Record<string, readonly never[]>> = Object.fromEntries(
  [
    ...['names', 'birthDates', 'sexes', 'nationalities', 'birthPlaces', 'residences'],
    ...['documents', 'seats', 'tickets', 'bags', 'locators', 'references'],
  ].map((name) => [name, []]),
);

/** Gives back the empty lists that {@link packed} left out. */
function unpack(read: Unpackable): void {
  if (typeof read.traveller === 'object') unpack(read.traveller);
  for (const part of Object.values(read.parts ?? {})) {
    part.legs ??= [];
    part.locators ??= [];
    part.traveller = { ...EMPTY, ...part.traveller };
    for (const name of (part.traveller as { names: { derived?: unknown }[] }).names) name.derived ??= [];
  }
}

/** Any number; two-part advisory locks of journeys' keys. */
const JOURNEY_LOCK = 7_406_787;

export function openTravel(database: Database): Travel {
  const all = async <T>(sql: string, params: readonly unknown[], on: Queryable = database): Promise<T[]> =>
    (await on.query(sql, params)).map((row) => one<T>(row));

  const FILE = `json_build_object('id', id, 'sha256', sha256, 'name', name, 'receivedAt', received_at, 'receivedBy', received_by,
    'bytes', bytes, 'journeys', journeys, 'travellers', travellers, 'problems', problems, 'quality', quality)`;

  const putJourneys = async (
    tx: Queryable,
    journeys: readonly StoredJourney[],
    at: string,
  ): Promise<void> => {
    await inBatches(journeys, (batch) =>
      tx.query(
        `INSERT INTO journeys (id, key, leg, departs, arrives, due_at, state, first_at, updated_at)
         SELECT i::uuid, k, l::jsonb, l::jsonb->>'departs', l::jsonb->>'arrives', d, s, $6, $6
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS n (i, k, l, d, s)
         ON CONFLICT (key) DO UPDATE SET leg = excluded.leg, departs = excluded.departs, arrives = excluded.arrives,
           due_at = excluded.due_at, state = excluded.state, updated_at = excluded.updated_at`,
        [
          batch.map(({ id }) => id),
          batch.map(({ key }) => key),
          batch.map(({ leg }) => JSON.stringify(leg)),
          batch.map(({ dueAt }) => dueAt),
          batch.map(({ state }) => state),
          at,
        ],
      ),
    );
  };

  const putTravellers = async (
    tx: Queryable,
    travellers: readonly StoredTraveller[],
    at: string,
  ): Promise<void> => {
    await inBatches(travellers, (batch) =>
      tx.query(
        `INSERT INTO travellers (id, journey, parts, identity, state, first_at, updated_at)
         SELECT i::uuid, j::uuid, p, y, s, $6, $6
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS n (i, j, p, y, s)
         ON CONFLICT (id) DO UPDATE SET parts = excluded.parts, identity = excluded.identity, state = excluded.state,
           updated_at = excluded.updated_at, screened_at = NULL`,
        [
          batch.map(({ id }) => id),
          batch.map(({ journey }) => journey),
          batch.map(({ parts }) => packed(parts)),
          batch.map(({ identity }) => identity ?? null),
          batch.map(({ state }) => state),
          at,
        ],
      ),
    );
  };

  const putHits = async (tx: Queryable, hits: readonly StoredHit[]): Promise<void> => {
    await inBatches(hits, (batch) =>
      tx.query(
        `INSERT INTO watch_hits SELECT i::uuid, t::uuid, j::uuid, e, c, d::jsonb, v::jsonb, s, g, x, f, z, w, cb, ca, fa, ua, n
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::real[], $9::text[],
           $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::integer[])
           AS n (i, t, j, e, c, d, v, s, g, x, f, z, w, cb, ca, fa, ua, n)
         ON CONFLICT (id) DO UPDATE SET caption = excluded.caption, datasets = excluded.datasets, versions = excluded.versions,
           score = excluded.score, grade = excluded.grade, comparison = excluded.comparison, fingerprint = excluded.fingerprint,
           state = excluded.state, verdict = excluded.verdict, claimed_by = excluded.claimed_by, claimed_at = excluded.claimed_at,
           updated_at = excluded.updated_at, seen = excluded.seen`,
        [
          batch.map((hit) => hit.id),
          batch.map((hit) => hit.traveller),
          batch.map((hit) => hit.journey),
          batch.map((hit) => hit.entityId),
          batch.map((hit) => hit.caption),
          batch.map((hit) => JSON.stringify(hit.datasets)),
          batch.map((hit) => JSON.stringify(hit.versions)),
          batch.map((hit) => hit.score),
          batch.map((hit) => hit.grade),
          batch.map((hit) => JSON.stringify(hit.comparison)),
          batch.map((hit) => hit.fingerprint),
          batch.map((hit) => hit.state),
          batch.map((hit) => hit.verdict ?? null),
          batch.map((hit) => hit.claimedBy ?? null),
          batch.map((hit) => hit.claimedAt ?? null),
          batch.map((hit) => hit.firstAt),
          batch.map((hit) => hit.updatedAt),
          batch.map((hit) => hit.seen),
        ],
      ),
    );
  };

  const putEvents = async (tx: Queryable, events: readonly HitEvent[]): Promise<void> => {
    await inBatches(events, (batch) =>
      tx.query(
        `INSERT INTO watch_events (hit, at, by, what, value) SELECT h::uuid, a, b, w, v::jsonb
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS n (h, a, b, w, v)`,
        [
          batch.map(({ hit }) => hit),
          batch.map(({ at }) => at),
          batch.map(({ by }) => by),
          batch.map(({ what }) => what),
          batch.map(({ value }) => JSON.stringify(value)),
        ],
      ),
    );
  };

  return {
    async file(sha256) {
      return (
        await all<TravelFile>(`SELECT ${FILE} AS one FROM travel_files WHERE sha256 = $1`, [sha256])
      )[0];
    },
    async addFiles(files) {
      await inBatches(files, (batch) =>
        database.query(
          `INSERT INTO travel_files SELECT i::uuid, s, n, a, b, y, j, t, p::jsonb, q::jsonb
           FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::integer[], $8::integer[],
             $9::text[], $10::text[]) AS f (i, s, n, a, b, y, j, t, p, q)
           ON CONFLICT (sha256) DO NOTHING`,
          [
            batch.map((file) => file.id),
            batch.map((file) => file.sha256),
            batch.map((file) => file.name),
            batch.map((file) => file.receivedAt),
            batch.map((file) => file.receivedBy),
            batch.map((file) => file.bytes),
            batch.map((file) => file.journeys),
            batch.map((file) => file.travellers),
            batch.map((file) => JSON.stringify(file.problems)),
            batch.map((file) => JSON.stringify(file.quality)),
          ],
        ),
      );
    },
    files: (limit) =>
      all(`SELECT ${FILE} AS one FROM travel_files ORDER BY received_at DESC, id DESC LIMIT $1`, [limit]),
    changeJourneys: (keys, change, at) =>
      database.transaction(async (tx) => {
        // In one order, so that two that want the same ones cannot wait for each other.
        const sorted = [...new Set(keys)].sort();
        await tx.query(
          'SELECT pg_advisory_xact_lock($1, h) FROM (SELECT DISTINCT hashtext(k) AS h FROM unnest($2::text[]) AS k ORDER BY h) AS locks',
          [JOURNEY_LOCK, sorted],
        );
        const journeys = await all<StoredJourney>(
          `SELECT ${JOURNEY} AS one FROM journeys j WHERE key = ANY($1::text[])`,
          [sorted],
          tx,
        );
        const travellers = await all<StoredTraveller>(
          `SELECT ${TRAVELLER} AS one FROM travellers t WHERE journey = ANY($1::uuid[]) ORDER BY id`,
          [journeys.map(({ id }) => id)],
          tx,
        );
        const changed = change({ journeys, travellers });
        await putJourneys(tx, changed.journeys, at);
        await putTravellers(tx, changed.travellers, at);
        return changed.travellers.map((traveller) => ({ ...traveller, updatedAt: at }));
      }),
    unscreened: (limit) =>
      all(`SELECT ${TRAVELLER} AS one FROM travellers t WHERE screened_at IS NULL ORDER BY id LIMIT $1`, [
        limit,
      ]),
    travellersAfter: (id, limit) =>
      all(`SELECT ${TRAVELLER} AS one FROM travellers t WHERE id > $1::uuid ORDER BY id LIMIT $2`, [
        id,
        limit,
      ]),
    hitsOf: (travellers) =>
      all(`SELECT ${HIT} AS one FROM watch_hits h WHERE traveller = ANY($1::uuid[])`, [travellers]),
    cleared: (identities, now) =>
      all(
        `SELECT json_build_object('identity', identity, 'entityId', entity_id, 'fingerprint', fingerprint, 'hit', hit, 'by', by,
           'at', at, 'expiresAt', expires_at) AS one
         FROM cleared WHERE identity = ANY($1::text[]) AND expires_at > $2`,
        [identities, now],
      ),
    saveHits: (hits, events, screened, at) =>
      database.transaction(async (tx) => {
        await putHits(tx, hits);
        await putEvents(tx, events);
        await inBatches(screened, (batch) =>
          tx.query(
            `UPDATE travellers t SET screened_at = $3 FROM unnest($1::text[], $2::text[]) AS n (i, u)
             WHERE t.id = n.i::uuid AND t.updated_at = n.u`,
            [batch.map(({ id }) => id), batch.map(({ updatedAt }) => updatedAt), at],
          ),
        );
      }),
    async queue(states, limit) {
      const hits = await all<QueuedHit>(
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
        await all<QueuedHit>(`SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE h.id::text = $1`, [id])
      )[0];
    },
    changeHit: (id, change) =>
      database.transaction(async (tx) => {
        // Waits for whoever changes it now; two officers cannot both be first.
        await tx.query('SELECT 1 FROM watch_hits WHERE id::text = $1 FOR UPDATE', [id]);
        const [found] = await all<QueuedHit>(
          `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM} WHERE h.id::text = $1`,
          [id],
          tx,
        );
        if (!found) return undefined;
        const { hit, event, clear, forget, result } = change(found, await eventsOf(tx, id));
        await putHits(tx, [hit]);
        await putEvents(tx, [event]);
        if (clear)
          await tx.query(
            `INSERT INTO cleared VALUES ($1, $2, $3, $4::uuid, $5, $6, $7) ON CONFLICT (identity, entity_id) DO UPDATE SET
               fingerprint = excluded.fingerprint, hit = excluded.hit, by = excluded.by, at = excluded.at, expires_at = excluded.expires_at`,
            [
              clear.identity,
              clear.entityId,
              clear.fingerprint,
              clear.hit,
              clear.by,
              clear.at,
              clear.expiresAt,
            ],
          );
        if (forget)
          await tx.query('DELETE FROM cleared WHERE identity = $1 AND entity_id = $2', [
            forget.identity,
            forget.entityId,
          ]);
        return result;
      }),
    events: (hit) => eventsOf(database, hit),
    travellersOfJourney: (journey) =>
      all(`SELECT ${TRAVELLER} AS one FROM travellers t WHERE journey = $1::uuid ORDER BY id`, [journey]),
    search: (text, limit) =>
      all(
        `SELECT json_build_object('journey', ${JOURNEY}, 'traveller', ${TRAVELLER}) AS one
         FROM travellers t JOIN journeys j ON j.id = t.journey
         WHERE split_part(j.key, '|', 1) || split_part(j.key, '|', 2) = $1 OR t.parts ILIKE $2
         ORDER BY j.due_at DESC, t.id LIMIT $3`,
        [text.toUpperCase().replace(/\s/g, ''), `%${text.replace(/[\\%_]/g, '\\$&')}%`, limit],
      ),
    decidedBefore: (identity, entityId, not) =>
      all(
        `SELECT ${QUEUED} AS one FROM ${QUEUED_FROM}
         WHERE h.verdict IS NOT NULL AND h.id::text <> $3 AND (t.identity = $1 OR h.entity_id = $2)
         ORDER BY h.updated_at DESC LIMIT 50`,
        [identity ?? null, entityId, not],
      ),
    verdictCounts: () =>
      all(
        `SELECT json_build_object('dataset', d.name, 'grade', h.grade, 'verdict', h.verdict, 'count', count(*)) AS one
         FROM watch_hits h CROSS JOIN LATERAL jsonb_array_elements_text(h.datasets) AS d (name)
         WHERE h.verdict IS NOT NULL GROUP BY d.name, h.grade, h.verdict ORDER BY d.name, h.grade, h.verdict`,
        [],
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
    eraseBefore: (dueBefore) =>
      database.transaction(async (tx) => {
        const gone = await tx.query(
          `DELETE FROM travellers t USING journeys j WHERE j.id = t.journey AND j.due_at < $1
             AND NOT EXISTS (SELECT 1 FROM watch_hits h WHERE h.traveller = t.id AND h.verdict = 'same') RETURNING t.id`,
          [dueBefore],
        );
        const empty = await tx.query(
          `DELETE FROM journeys j WHERE j.due_at < $1 AND NOT EXISTS (SELECT 1 FROM travellers t WHERE t.journey = j.id) RETURNING j.id`,
          [dueBefore],
        );
        return { travellers: gone.length, journeys: empty.length };
      }),
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
