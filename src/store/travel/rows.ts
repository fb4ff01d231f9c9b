import type { Queryable, Row } from '../database.ts';
import { inBatches } from '../in-batches.ts';
import type {
  ClearedPair,
  HitEvent,
  StoredHit,
  StoredJourney,
  StoredTraveller,
  TravelFile,
} from './types.ts';

/** How travel stands in tables: the JSON that is read, the rows that are written. */

export const JOURNEY = `json_build_object('id', j.id, 'key', j.key, 'leg', j.leg, 'dueAt', j.due_at, 'state', j.state,
  'told', j.told, 'marks', j.marks, 'formats', j.formats, 'version', j.version)`;
export const TRAVELLER = `json_strip_nulls(json_build_object('id', t.id, 'journey', t.journey, 'parts', t.parts::json,
  'identity', t.identity, 'state', t.state, 'told', t.told, 'updatedAt', t.updated_at, 'maskedAt', t.masked_at))`;
export const HIT = `json_strip_nulls(json_build_object('id', h.id, 'traveller', h.traveller, 'journey', h.journey, 'entityId', h.entity_id,
  'caption', h.caption, 'datasets', h.datasets, 'versions', h.versions, 'score', round(h.score::numeric, 3)::float8, 'grade', h.grade,
  'comparison', h.comparison::json, 'fingerprint', h.fingerprint, 'state', h.state, 'verdict', h.verdict,
  'judged', h.judged, 'outdated', h.outdated, 'outcome', h.outcome, 'closedAt', h.closed_at,
  'claimedBy', h.claimed_by, 'claimedAt', h.claimed_at, 'handedBy', h.handed_by, 'firstAt', h.first_at, 'updatedAt', h.updated_at, 'seen', h.seen))`;
export const QUEUED = `json_build_object('hit', ${HIT}, 'journey', ${JOURNEY}, 'traveller', ${TRAVELLER})`;
export const QUEUED_FROM =
  'watch_hits h JOIN travellers t ON t.id = h.traveller JOIN journeys j ON j.id = h.journey';
export const FILE = `json_build_object('id', id, 'sha256', sha256, 'name', name, 'receivedAt', received_at, 'receivedBy', received_by,
  'bytes', bytes, 'journeys', journeys, 'travellers', travellers, 'problems', problems, 'quality', quality)`;
export const CLEARED = `json_build_object('identity', identity, 'entityId', entity_id, 'fingerprint', fingerprint, 'grade', grade, 'hit', hit,
  'by', by, 'at', at, 'expiresAt', expires_at)`;

export const one = <T>(row: Row): T => {
  const read = (typeof row.one === 'string' ? JSON.parse(row.one) : row.one) as T;
  unpack(read as Unpackable);
  return read;
};

export const all = async <T>(on: Queryable, sql: string, params: readonly unknown[]): Promise<T[]> =>
  (await on.query(sql, params)).map((row) => one<T>(row));

type Parts = StoredTraveller['parts'];

/** Without its empty lists. */
function filled(of: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(of))
    if (!Array.isArray(value) || value.length > 0) kept[name] = value;
  return kept;
}

/** Most lists of a traveller are empty: left out, a row is half as long. */
export const packed = (parts: Parts): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(parts).map(([format, part]) => [
        format,
        {
          ...filled(part),
          traveller: { ...filled(part.traveller), names: part.traveller.names.map(filled) },
        },
      ]),
    ),
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
export function unpack(read: Unpackable): void {
  if (typeof read.traveller === 'object') unpack(read.traveller);
  for (const part of Object.values(read.parts ?? {})) {
    part.legs ??= [];
    part.locators ??= [];
    part.traveller = { ...EMPTY, ...part.traveller };
    for (const name of (part.traveller as { names: { derived?: unknown }[] }).names) name.derived ??= [];
  }
}

export async function putJourneys(
  tx: Queryable,
  journeys: readonly StoredJourney[],
  at: string,
): Promise<void> {
  await inBatches(journeys, (batch) =>
    tx.query(
      `INSERT INTO journeys (id, key, leg, departs, arrives, due_at, state, told, version, formats, marks, first_at, updated_at)
       SELECT i::uuid, k, l::jsonb, l::jsonb->>'departs', l::jsonb->>'arrives', d, s, w, v, f::jsonb, m::jsonb, $8, $8
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $9::text[], $10::text[])
         AS n (i, k, l, d, s, w, v, f, m)
       ON CONFLICT (key) DO UPDATE SET leg = excluded.leg, departs = excluded.departs, arrives = excluded.arrives,
         due_at = excluded.due_at, state = excluded.state, told = excluded.told, version = excluded.version,
         formats = excluded.formats, marks = excluded.marks, updated_at = excluded.updated_at`,
      [
        batch.map(({ id }) => id),
        batch.map(({ key }) => key),
        batch.map(({ leg }) => JSON.stringify(leg)),
        batch.map(({ dueAt }) => dueAt),
        batch.map(({ state }) => state),
        batch.map(({ told }) => told),
        batch.map(({ version }) => version),
        at,
        batch.map(({ formats }) => JSON.stringify(formats)),
        batch.map(({ marks }) => JSON.stringify(marks)),
      ],
    ),
  );
}

export async function putTravellers(
  tx: Queryable,
  travellers: readonly StoredTraveller[],
  at: string,
): Promise<void> {
  await inBatches(travellers, (batch) =>
    tx.query(
      `INSERT INTO travellers (id, journey, parts, identity, state, told, first_at, updated_at)
       SELECT i::uuid, j::uuid, p, y, s, w, $7, $7
       FROM unnest($1::text[], $2::text[], string_to_array($3, E'\\x1f'), $4::text[], $5::text[], $6::text[]) AS n (i, j, p, y, s, w)
       ON CONFLICT (id) DO UPDATE SET parts = excluded.parts, identity = excluded.identity, state = excluded.state,
         told = excluded.told, updated_at = excluded.updated_at, changed_in = pg_current_xact_id()`,
      [
        batch.map(({ id }) => id),
        batch.map(({ journey }) => journey),
        // As one text: an array would escape every quote of it, twice. JSON holds no control characters.
        batch.map(({ parts }) => packed(parts)).join('\x1f'),
        batch.map(({ identity }) => identity ?? null),
        batch.map(({ state }) => state),
        batch.map(({ told }) => told),
        at,
      ],
    ),
  );
}

/** When what is kept of travellers was told last. */
export async function putTold(
  tx: Queryable,
  travellers: readonly { readonly id: string; readonly told: string }[],
): Promise<void> {
  await inBatches(travellers, (batch) =>
    tx.query(
      'UPDATE travellers t SET told = n.w FROM unnest($1::text[], $2::text[]) AS n (i, w) WHERE t.id = n.i::uuid',
      [batch.map(({ id }) => id), batch.map(({ told }) => told)],
    ),
  );
}

export async function putHits(tx: Queryable, hits: readonly StoredHit[]): Promise<void> {
  await inBatches(hits, (batch) =>
    tx.query(
      `INSERT INTO watch_hits (id, traveller, journey, entity_id, caption, datasets, versions, score, grade, comparison, fingerprint,
         state, verdict, claimed_by, claimed_at, first_at, updated_at, seen, judged, outdated, outcome, closed_at, handed_by)
       SELECT i::uuid, t::uuid, j::uuid, e, c, d::jsonb, v::jsonb, s, g, x, f, z, w, cb, ca, fa, ua, n, jd::jsonb, od, oc, cl, hb
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::real[], $9::text[],
         $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::integer[],
         $19::text[], $20::text[], $21::text[], $22::text[], $23::text[])
         AS n (i, t, j, e, c, d, v, s, g, x, f, z, w, cb, ca, fa, ua, n, jd, od, oc, cl, hb)
       ON CONFLICT (id) DO UPDATE SET caption = excluded.caption, datasets = excluded.datasets, versions = excluded.versions,
         score = excluded.score, grade = excluded.grade, comparison = excluded.comparison, fingerprint = excluded.fingerprint,
         state = excluded.state, verdict = excluded.verdict, claimed_by = excluded.claimed_by, claimed_at = excluded.claimed_at,
         updated_at = excluded.updated_at, seen = excluded.seen, judged = excluded.judged, outdated = excluded.outdated,
         outcome = excluded.outcome, closed_at = excluded.closed_at, handed_by = excluded.handed_by`,
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
        batch.map(({ judged }) => (judged ? JSON.stringify(judged) : null)),
        batch.map((hit) => hit.outdated ?? null),
        batch.map((hit) => hit.outcome ?? null),
        batch.map((hit) => hit.closedAt ?? null),
        batch.map((hit) => hit.handedBy ?? null),
      ],
    ),
  );
}

export async function putEvents(tx: Queryable, events: readonly HitEvent[]): Promise<void> {
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
}

export async function putFiles(tx: Queryable, files: readonly TravelFile[]): Promise<void> {
  await inBatches(files, (batch) =>
    tx.query(
      `INSERT INTO travel_files SELECT i::uuid, s, n, a, b, y, j, t, p::jsonb, q::jsonb
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::integer[], $8::integer[],
         $9::text[], $10::text[]) AS f (i, s, n, a, b, y, j, t, p, q)
       ON CONFLICT (sha256) DO UPDATE SET received_at = excluded.received_at, received_by = excluded.received_by,
         problems = excluded.problems, quality = excluded.quality, journeys = excluded.journeys, travellers = excluded.travellers`,
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
}

export async function putCleared(tx: Queryable, clear: ClearedPair): Promise<void> {
  await tx.query(
    `INSERT INTO cleared (identity, entity_id, fingerprint, hit, by, at, expires_at, grade)
     VALUES ($1, $2, $3, $4::uuid, $5, $6, $7, $8) ON CONFLICT (identity, entity_id) DO UPDATE SET
       fingerprint = excluded.fingerprint, hit = excluded.hit, by = excluded.by, at = excluded.at, expires_at = excluded.expires_at,
       grade = excluded.grade`,
    [
      ...[clear.identity, clear.entityId, clear.fingerprint, clear.hit],
      ...[clear.by, clear.at, clear.expiresAt, clear.grade],
    ],
  );
}

/** The tallies that a judged hit counts in: one for each list that names the entry. */
const talliesOf = ({ verdict, judged, outcome = '' }: StoredHit): readonly string[] =>
  verdict === undefined || !judged
    ? []
    : judged.datasets.map((dataset) =>
        JSON.stringify([judged.at.slice(0, 7), dataset, judged.grade, verdict, outcome]),
      );

/** Counts what a person judged, and takes back what they judged before: sums without names, which outlive the travellers. */
export async function putTallies(tx: Queryable, before: StoredHit, after: StoredHit): Promise<void> {
  const changes = new Map<string, number>();
  for (const [hit, by] of [
    [before, -1],
    [after, 1],
  ] as const)
    for (const key of talliesOf(hit)) changes.set(key, (changes.get(key) ?? 0) + by);
  // In one order, so that two steps at once do not wait for each other.
  const rows = [...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, by] of rows)
    await tx.query(
      `INSERT INTO watch_tallies VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (month, dataset, grade, verdict, outcome)
       DO UPDATE SET hits = watch_tallies.hits + excluded.hits`,
      [...(JSON.parse(key) as readonly string[]), by],
    );
}
