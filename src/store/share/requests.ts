import {
  formatMarking,
  type Grade,
  isSchemaName,
  type Marking,
  propertyType,
  type Statement,
} from '../../model/index.ts';
import type { Beats } from '../beats.ts';
import { canonicalOf, membersOf } from '../canonical.ts';
import type { Database, Queryable, Row } from '../database.ts';
import { noteChange } from '../list-changes.ts';
import { currentVersion, freeLabel } from '../load-list.ts';
import { PRESENCE, statementsOf } from '../statements.ts';
import { spend } from './budgets.ts';

/** A request or a consent, on either side. What stands in `body` is for share/ to say. */
export interface StoredRequest<Body = unknown> {
  readonly id: string;
  readonly kind: 'request' | 'consent';
  readonly side: 'sent' | 'received';
  readonly partner: string;
  readonly state: string;
  readonly record?: string;
  readonly madeAt: string;
  readonly changedAt: string;
  readonly body: Body;
}

export interface RequestEvent {
  readonly at: string;
  /** An account, `partner:<id>` or `machine`. */
  readonly by: string;
  readonly step: string;
  readonly note: string;
}

/** A statement that went to a partner, or came from it. */
export interface SharedStatement {
  readonly id: string;
  readonly side: 'given' | 'got';
  readonly partner: string;
  readonly request: string;
  /** Number of the statement in this store. */
  readonly statement: string;
  readonly entity: string;
  readonly marking: string;
  readonly at: string;
  readonly endedAt?: string;
  readonly ended?: 'withdrawn' | 'corrected';
  readonly reason?: string;
  readonly receiptAt?: string;
}

export interface SuppressedPair {
  readonly partner: string;
  readonly reference: string;
  /** Fingerprint of whom was asked for; empty at the owner. */
  readonly subject: string;
  readonly record?: string;
  readonly request: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly reopenedAt?: string;
}

export interface ActiveCase {
  readonly record: string;
  readonly by: string;
  readonly contact: string;
  readonly since: string;
}

export interface Deconfliction {
  readonly partner: string;
  readonly record: string;
  readonly side: 'asked' | 'owned';
  readonly reference: string;
  /** Of the partner. */
  readonly contact: string;
  readonly at: string;
}

/** A statement as a partner gave it. */
export interface ReceivedStatement {
  readonly id: string;
  readonly schema: string;
  readonly property: string;
  readonly value: string;
  readonly originalValue?: string;
  readonly language?: string;
  readonly grade: Grade;
  readonly marking: Marking;
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** The service that said it first, where that was told. */
  readonly sourceService: string;
}

/** One step: all or nothing. Nothing else of the store may be used inside: the embedded database would wait for itself. */
export interface RequestStep {
  item(id: string): Promise<StoredRequest | undefined>;
  put(item: StoredRequest): Promise<void>;
  note(request: string, event: RequestEvent): Promise<void>;
  /** Sends a message when the step is on disk. */
  send(partner: string, kind: string, body: unknown): Promise<void>;
  /** The id by which a partner knows a record; made where there is none. */
  entityFor(partner: string, record: string, fresh: string): Promise<string>;
  give(shared: Omit<SharedStatement, 'side'>): Promise<void>;
  /** The statement that came in the place of a corrected one. */
  got(shared: Omit<SharedStatement, 'side'>): Promise<void>;
  /** Keeps what came as statements of the dataset of this partner; those that came before are left as they are. */
  receive(from: {
    readonly partner: string;
    readonly title: string;
    readonly dataset: string;
    readonly request: string;
    readonly entity: string;
    readonly at: string;
    readonly statements: readonly ReceivedStatement[];
  }): Promise<readonly SharedStatement[]>;
  shared(side: 'given' | 'got', partner: string, id: string): Promise<SharedStatement | undefined>;
  /** Who holds a statement of this store. */
  holders(statement: string): Promise<readonly SharedStatement[]>;
  /** Ends a statement, with a new one in its place where there is a value; gives the number of that one. */
  endStatement(statement: string, at: string, value?: string): Promise<string | undefined>;
  endShared(
    shared: Pick<SharedStatement, 'side' | 'partner' | 'id'>,
    end: { readonly at: string; readonly how: 'withdrawn' | 'corrected'; readonly reason: string },
  ): Promise<void>;
  receipt(partner: string, id: string, at: string): Promise<boolean>;
  suppress(pair: Omit<SuppressedPair, 'reopenedAt'>): Promise<void>;
  /** Gives how many were suppressed. */
  reopen(partner: string, reference: string, at: string): Promise<number>;
}

/** What is kept of requests. It says of whom the service knows: only `share/requests` and the gate before it read it. */
export interface RequestStore {
  step<T>(run: (step: RequestStep) => Promise<T>): Promise<T>;
  item(id: string): Promise<StoredRequest | undefined>;
  items(filter?: {
    readonly partner?: string;
    readonly open?: readonly string[];
  }): Promise<readonly StoredRequest[]>;
  events(request: string): Promise<readonly RequestEvent[]>;
  /** The oldest message that is to go to the outbox. */
  outgoing(): Promise<
    | { readonly seq: number; readonly partner: string; readonly kind: string; readonly body: unknown }
    | undefined
  >;
  went(seq: number): Promise<void>;
  /** What is said of a record now, that stands by itself: no references to other entities. */
  statements(record: string): Promise<readonly Statement[]>;
  statement(id: string): Promise<Statement | undefined>;
  canonicalOf(id: string): Promise<string>;
  shared(filter: {
    readonly request?: string;
    readonly partner?: string;
  }): Promise<readonly SharedStatement[]>;
  /** Given to partners, not taken back, although this store does not say it any more. */
  stale(): Promise<readonly SharedStatement[]>;
  isSuppressed(partner: string, subject: string, reference: string): Promise<boolean>;
  pairs(): Promise<readonly SuppressedPair[]>;
  activeCase(record: string): Promise<ActiveCase | undefined>;
  /** Under which ids partners know some records. */
  sharedEntities(
    records: readonly string[],
  ): Promise<readonly { readonly partner: string; readonly record: string; readonly entity: string }[]>;
  activeCases(): Promise<readonly ActiveCase[]>;
  /** Absent contact: nobody works on it any more. Gives the source ids, whose rows in tables for partners change. */
  setActiveCase(active: Omit<ActiveCase, 'contact'> & { readonly contact?: string }): Promise<void>;
  /** Takes one of a day's budget; `false` where it is used up. Right for several processes on one store. */
  spend(counter: string, perDay: number, now: Date): Promise<boolean>;
  putDeconfliction(found: Deconfliction): Promise<boolean>;
  deconflictions(): Promise<readonly Deconfliction[]>;
  /** Takes the values of ended statements that came from partners out of the files: those that ended until an instant. */
  eraseReceived(until: string, partner?: string): Promise<readonly string[]>;
  /** Takes out what was over before an instant; what was shared stays for withdrawals. */
  sweep(before: string, over: readonly string[]): Promise<readonly string[]>;
}

const filled = <T>(row: Row): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;

const ITEM = `id, kind, side, partner, state, record, made_at AS "madeAt", changed_at AS "changedAt", body`;
const SHARED = `id, side, partner, request, statement::text AS statement, entity, marking, at, ended_at AS "endedAt", ended,
  reason, receipt_at AS "receiptAt"`;

const itemOf = (row: Row): StoredRequest => {
  const item = filled<StoredRequest<string>>(row);
  return { ...item, body: JSON.parse(item.body) as unknown };
};

async function itemFrom(on: Queryable, id: string, lock: string): Promise<StoredRequest | undefined> {
  const [row] = await on.query(`SELECT ${ITEM} FROM requests WHERE id = $1 ${lock}`, [id]);
  return row && itemOf(row);
}

/** A further version of a dataset, which holds what the one before did but for what is opened or closed by it. */
async function nextVersion(tx: Queryable, dataset: string, at: string): Promise<number> {
  await tx.query('SELECT 1 FROM datasets WHERE name = $1 FOR UPDATE', [dataset]);
  const previous = await currentVersion(tx, dataset);
  await tx.query(`UPDATE list_versions SET state = 'superseded' WHERE dataset = $1 AND state = 'current'`, [
    dataset,
  ]);
  // The files are those of before: loading the very same list again is no news, and does not undo a correction.
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO list_versions (dataset, version, recorded_at, format, files, previous, state)
     VALUES ($1, $2, $3, coalesce((SELECT format FROM list_versions WHERE id = $4), 'partner'),
       coalesce((SELECT files FROM list_versions WHERE id = $4), '[]'), $4, 'current') RETURNING id`,
    [dataset, await freeLabel(tx, dataset, at), at, previous ?? null],
  );
  return Number(row?.id);
}

async function countVersion(tx: Queryable, id: number): Promise<void> {
  await tx.query(
    `UPDATE list_versions v SET
       statements = (SELECT count(*) FROM statements s WHERE s.dataset = v.dataset AND s.recorded_until IS NULL),
       entities = (SELECT count(*) FROM statements s WHERE s.dataset = v.dataset AND s.recorded_until IS NULL
         AND s.property = '${PRESENCE}')
     WHERE v.id = $1`,
    [id],
  );
}

type NewRow = Omit<ReceivedStatement, 'id' | 'marking'> & {
  readonly entity: string;
  readonly dataset: string;
  readonly marking: string;
  readonly at: string;
  readonly version: number;
};

async function insertStatement(tx: Queryable, one: NewRow): Promise<string> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO statements (entity_id, schema, property, value, original_value, language, dataset, source_service, grade,
       marking, valid_from, valid_until, recorded_from, opened_by, reference)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
    [
      one.entity,
      one.schema,
      one.property,
      one.value,
      one.originalValue ?? null,
      one.language ?? null,
      one.dataset,
      one.sourceService,
      one.grade,
      one.marking,
      one.validFrom ?? null,
      one.validUntil ?? null,
      one.at,
      one.version,
      isSchemaName(one.schema) && propertyType(one.schema, one.property) === 'entity',
    ],
  );
  return String(row?.id);
}

const stepOn = (tx: Queryable): RequestStep => {
  const shared = async (
    side: 'given' | 'got',
    partner: string,
    id: string,
  ): Promise<SharedStatement | undefined> => {
    const [row] = await tx.query(
      `SELECT ${SHARED} FROM shared_statements WHERE side = $1 AND partner = $2 AND id = $3 FOR UPDATE`,
      [side, partner, id],
    );
    return row && filled<SharedStatement>(row);
  };
  const putShared = async (side: 'given' | 'got', one: Omit<SharedStatement, 'side'>): Promise<void> => {
    await tx.query(
      `INSERT INTO shared_statements (id, side, partner, request, statement, entity, marking, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [one.id, side, one.partner, one.request, one.statement, one.entity, one.marking, one.at],
    );
  };
  return {
    item: (id) => itemFrom(tx, id, 'FOR UPDATE'),
    async put({ id, kind, side, partner, state, record, madeAt, changedAt, body }) {
      await tx.query(
        `INSERT INTO requests VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, record = excluded.record,
           changed_at = excluded.changed_at, body = excluded.body`,
        [id, kind, side, partner, state, record ?? null, madeAt, changedAt, JSON.stringify(body)],
      );
    },
    async note(request, { at, by, step, note }) {
      await tx.query('INSERT INTO request_events (request, at, by, step, note) VALUES ($1, $2, $3, $4, $5)', [
        request,
        at,
        by,
        step,
        note,
      ]);
    },
    async send(partner, kind, body) {
      await tx.query('INSERT INTO request_outgoing (partner, kind, body) VALUES ($1, $2, $3)', [
        partner,
        kind,
        JSON.stringify(body),
      ]);
    },
    async entityFor(partner, record, fresh) {
      const [row] = await tx.query<{ entity: string }>(
        `INSERT INTO shared_entities VALUES ($1, $2, $3)
         ON CONFLICT (partner, record) DO UPDATE SET entity = shared_entities.entity RETURNING entity`,
        [partner, record, fresh],
      );
      return row?.entity ?? fresh;
    },
    give: (one) => putShared('given', one),
    got: (one) => putShared('got', one),
    async receive({ partner, title, dataset, request, entity, at, statements }) {
      await tx.query(
        `INSERT INTO datasets (name, title, publisher) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING`,
        [dataset, `From ${title}`, title],
      );
      const fresh: ReceivedStatement[] = [];
      for (const one of statements) if (!(await shared('got', partner, one.id))) fresh.push(one);
      if (fresh.length === 0) return [];
      const version = await nextVersion(tx, dataset, at);
      const [there] = await tx.query(
        `SELECT 1 AS one FROM statements WHERE entity_id = $1 AND dataset = $2 AND property = '${PRESENCE}'
         AND recorded_until IS NULL`,
        [entity, dataset],
      );
      const [first] = fresh;
      if (!there && first)
        await insertStatement(tx, {
          entity,
          dataset,
          schema: first.schema,
          property: PRESENCE,
          value: entity,
          sourceService: partner,
          grade: first.grade,
          marking: formatMarking(first.marking),
          at,
          version,
        });
      const kept: SharedStatement[] = [];
      for (const one of fresh) {
        const marking = formatMarking(one.marking);
        const statement = await insertStatement(tx, { ...one, marking, entity, dataset, at, version });
        const share = { id: one.id, partner, request, statement, entity, marking, at };
        await putShared('got', share);
        kept.push({ ...share, side: 'got' });
      }
      await countVersion(tx, version);
      await noteChange(tx, [entity]);
      return kept;
    },
    shared,
    async holders(statement) {
      const rows = await tx.query(
        `SELECT ${SHARED} FROM shared_statements WHERE statement = $1 AND side = 'given' AND ended_at IS NULL`,
        [statement],
      );
      return rows.map((row) => filled<SharedStatement>(row));
    },
    async endStatement(statement, at, value) {
      const [row] = await tx.query(
        'SELECT * FROM statements WHERE id = $1 AND recorded_until IS NULL FOR UPDATE',
        [statement],
      );
      if (!row) return undefined;
      const entity = String(row.entity_id);
      const dataset = String(row.dataset);
      const version = await nextVersion(tx, dataset, at);
      await tx.query('UPDATE statements SET recorded_until = $2, closed_by = $3 WHERE id = $1', [
        statement,
        at,
        version,
      ]);
      const anew =
        value === undefined
          ? undefined
          : await insertStatement(tx, {
              ...(filled<Row>(row) as unknown as NewRow),
              entity,
              value,
              sourceService: String(row.source_service),
              ...(row.valid_from !== null && { validFrom: String(row.valid_from) }),
              ...(row.valid_until !== null && { validUntil: String(row.valid_until) }),
              at,
              version,
            });
      // An entity of which nothing is said any more is not there any more.
      await tx.query(
        `UPDATE statements SET recorded_until = $3, closed_by = $4 WHERE entity_id = $1 AND dataset = $2
         AND property = '${PRESENCE}' AND recorded_until IS NULL AND NOT EXISTS (SELECT 1 FROM statements o
           WHERE o.entity_id = $1 AND o.dataset = $2 AND o.property <> '${PRESENCE}' AND o.recorded_until IS NULL)`,
        [entity, dataset, at, version],
      );
      await countVersion(tx, version);
      await noteChange(tx, [entity]);
      return anew;
    },
    async endShared({ side, partner, id }, { at, how, reason }) {
      await tx.query(
        `UPDATE shared_statements SET ended_at = $4, ended = $5, reason = $6
         WHERE side = $1 AND partner = $2 AND id = $3 AND ended_at IS NULL`,
        [side, partner, id, at, how, reason],
      );
    },
    async receipt(partner, id, at) {
      const rows = await tx.query(
        `UPDATE shared_statements SET receipt_at = $3 WHERE side = 'given' AND partner = $1 AND id = $2
         AND receipt_at IS NULL RETURNING id`,
        [partner, id, at],
      );
      return rows.length > 0;
    },
    async suppress({ partner, reference, subject, record, request, by, reason, at }) {
      await tx.query(
        `INSERT INTO suppressed_pairs VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (partner, reference, subject) DO UPDATE SET reopened_at = NULL, by = excluded.by,
           reason = excluded.reason, at = excluded.at`,
        [partner, reference, subject, record ?? null, request, by, reason, at],
      );
    },
    async reopen(partner, reference, at) {
      const rows = await tx.query(
        `UPDATE suppressed_pairs SET reopened_at = $3 WHERE partner = $1 AND reference = $2 AND reopened_at IS NULL
         RETURNING reference`,
        [partner, reference, at],
      );
      return rows.length;
    },
  };
};

export function openRequestStore(database: Database, beats: Beats): RequestStore {
  return {
    step: (run) => beats.change('requests', (tx) => run(stepOn(tx))),
    item: (id) => itemFrom(database, id, ''),
    async items({ partner, open } = {}) {
      const rows = await database.query(
        `SELECT ${ITEM} FROM requests WHERE ($1::text IS NULL OR partner = $1)
         AND ($2::text[] IS NULL OR state = ANY ($2::text[])) ORDER BY made_at DESC, id`,
        [partner ?? null, open ?? null],
      );
      return rows.map(itemOf);
    },
    async events(request) {
      return database.query<RequestEvent & Row>(
        'SELECT at, by, step, note FROM request_events WHERE request = $1 ORDER BY seq',
        [request],
      );
    },
    async outgoing() {
      const [row] = await database.query<{ seq: number; partner: string; kind: string; body: string }>(
        'SELECT seq, partner, kind, body FROM request_outgoing ORDER BY seq LIMIT 1',
      );
      return row && { ...row, seq: Number(row.seq), body: JSON.parse(row.body) as unknown };
    },
    async went(seq) {
      await database.query('DELETE FROM request_outgoing WHERE seq = $1', [seq]);
    },
    async statements(record) {
      const all = await statementsOf(database, record, {});
      return all.filter(
        ({ schema, property }) => property !== PRESENCE && propertyType(schema, property) !== 'entity',
      );
    },
    async statement(id) {
      if (!/^\d{1,18}$/.test(id)) return undefined;
      const [row] = await database.query<{ entity_id: string }>(
        'SELECT entity_id FROM statements WHERE id = $1',
        [id],
      );
      if (!row) return undefined;
      return (await statementsOf(database, row.entity_id, { all: true })).find((one) => one.id === id);
    },
    canonicalOf: (id) => canonicalOf(database, id),
    async shared({ request, partner }) {
      const rows = await database.query(
        `SELECT ${SHARED} FROM shared_statements WHERE ($1::uuid IS NULL OR request = $1)
         AND ($2::text IS NULL OR partner = $2) ORDER BY at, statement`,
        [request ?? null, partner ?? null],
      );
      return rows.map((row) => filled<SharedStatement>(row));
    },
    async stale() {
      const rows = await database.query(
        `SELECT ${SHARED} FROM shared_statements WHERE side = 'given' AND ended_at IS NULL
         AND EXISTS (SELECT 1 FROM statements s WHERE s.id = shared_statements.statement AND s.recorded_until IS NOT NULL)`,
      );
      return rows.map((row) => filled<SharedStatement>(row));
    },
    async isSuppressed(partner, subject, reference) {
      const rows = await database.query(
        `SELECT 1 AS one FROM suppressed_pairs WHERE partner = $1 AND subject = $2 AND reference = $3
         AND reopened_at IS NULL`,
        [partner, subject, reference],
      );
      return rows.length > 0;
    },
    async pairs() {
      const rows = await database.query(
        `SELECT partner, reference, subject, record, request, by, reason, at, reopened_at AS "reopenedAt"
         FROM suppressed_pairs ORDER BY at DESC`,
      );
      return rows.map((row) => filled<SuppressedPair>(row));
    },
    async activeCase(record) {
      const [row] = await database.query<ActiveCase & Row>('SELECT * FROM active_cases WHERE record = $1', [
        record,
      ]);
      return row;
    },
    sharedEntities: (records) =>
      database.query<{ partner: string; record: string; entity: string }>(
        'SELECT partner, record, entity FROM shared_entities WHERE record = ANY ($1::text[]) ORDER BY partner',
        [records],
      ),
    activeCases: () => database.query<ActiveCase & Row>('SELECT * FROM active_cases ORDER BY since DESC'),
    async setActiveCase({ record, by, contact, since }) {
      const members = await membersOf(database, record);
      await beats.change('requests', async (tx) => {
        if (contact === undefined) await tx.query('DELETE FROM active_cases WHERE record = $1', [record]);
        else
          await tx.query(
            `INSERT INTO active_cases VALUES ($1, $2, $3, $4)
             ON CONFLICT (record) DO UPDATE SET by = excluded.by, contact = excluded.contact, since = excluded.since`,
            [record, by, contact, since],
          );
        // Tables for partners follow the changes of lists: the row of this record changes, too.
        await noteChange(tx, members);
      });
    },
    async spend(counter, perDay, now) {
      return (await database.transaction((tx) => spend(tx, counter, 1, { perDay }, now))).spent;
    },
    putDeconfliction: ({ partner, record, side, reference, contact, at }) =>
      beats.change('requests', async (tx) => {
        const rows = await tx.query(
          `INSERT INTO deconflictions VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (partner, record, side) DO UPDATE SET contact = excluded.contact, reference = excluded.reference
           WHERE deconflictions.contact <> excluded.contact RETURNING partner`,
          [partner, record, side, reference, contact, at],
        );
        return rows.length > 0;
      }),
    deconflictions: () =>
      database.query<Deconfliction & Row>('SELECT * FROM deconflictions ORDER BY at DESC, partner'),
    async eraseReceived(until, partner) {
      const gone = await database.transaction(async (tx) => {
        const rows = await tx.query<{ id: number; entity_id: string; dataset: string }>(
          `DELETE FROM statements s USING shared_statements g WHERE g.side = 'got' AND g.statement = s.id
           AND s.recorded_until IS NOT NULL AND g.ended_at <= $1 AND ($2::text IS NULL OR g.partner = $2)
           RETURNING s.id, s.entity_id, s.dataset`,
          [until, partner ?? null],
        );
        // An entity of which nothing is left was not there either.
        await tx.query(
          `DELETE FROM statements s USING unnest($1::text[], $2::text[]) AS g (entity, dataset)
           WHERE s.entity_id = g.entity AND s.dataset = g.dataset AND s.property = '${PRESENCE}'
           AND s.recorded_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM statements o
             WHERE o.entity_id = s.entity_id AND o.dataset = s.dataset AND o.property <> '${PRESENCE}')`,
          [rows.map((row) => row.entity_id), rows.map(({ dataset }) => dataset)],
        );
        return rows.map(({ id }) => String(id));
      });
      if (gone.length > 0) await database.scrub(['statements']);
      return gone;
    },
    async sweep(before, over) {
      const rows = await database.query<{ id: string }>(
        'DELETE FROM requests WHERE changed_at < $1 AND state = ANY ($2::text[]) RETURNING id',
        [before, over],
      );
      if (rows.length > 0) await database.scrub(['requests', 'request_events']);
      return rows.map(({ id }) => id);
    },
  };
}
