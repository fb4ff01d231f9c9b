import { readMarking } from '../../model/index.ts';
import { canonicalOfAll } from '../canonical.ts';
import type { Database, Queryable, Row } from '../database.ts';
import { inBatches } from '../in-batches.ts';
import { changesAfter, type ListChange, lastChange } from '../list-changes.ts';
import { queryPage } from '../query-page.ts';
import { PRESENCE } from '../statements.ts';
import { spend } from './budgets.ts';
import type {
  EpochRole,
  Limits,
  MarkedBy,
  PersonRecord,
  RecordValue,
  Spent,
  StandingOutputs,
  StoredEpoch,
  StoredOpening,
  StoredOutputs,
  StoredPart,
  StoredReceipt,
  StoredReference,
  StoredStanding,
  TableId,
} from './types.ts';

/** What the blind question keeps. It says of whom the service knows: only `share/ask` and the gate before it read it. */
export interface AskStore {
  /** Runs in one process among all on this store; gives `undefined` at once where another one is at it. */
  alone<T>(run: () => Promise<T>): Promise<T | undefined>;

  /** Persons of the lists by canonical id, in pages of source ids after one. */
  personIds(
    after: string,
    limit: number,
  ): Promise<{ readonly records: readonly string[]; readonly last?: string }>;
  /** Current values that can stand in a key; who is gone, or is no person, is absent. */
  records(ids: readonly string[]): Promise<readonly PersonRecord[]>;
  /** Records that some changed source ids belong, or belonged, to. */
  recordsOf(sourceIds: readonly string[]): Promise<readonly string[]>;
  listChangesAfter(seq: number): Promise<readonly ListChange[]>;
  lastListChange(): Promise<number>;

  epochs(role: EpochRole, owner?: string): Promise<readonly StoredEpoch[]>;
  putEpoch(epoch: StoredEpoch): Promise<void>;
  outputs(epoch: number, records: readonly string[]): Promise<readonly StoredOutputs[]>;
  putOutputs(epoch: number, outputs: readonly StoredOutputs[]): Promise<void>;
  /** Of records that are gone. */
  dropOutputs(epoch: number, records: readonly string[]): Promise<void>;
  /** Takes the outputs and tables of an own epoch out of the files, and says until when its references are kept. */
  dropEpoch(owner: string, epoch: number, keepReferencesUntil: string): Promise<void>;

  references(partner: string, epoch: number): Promise<readonly StoredReference[]>;
  reference(partner: string, reference: string): Promise<StoredReference | undefined>;
  /** References that stand for some records, to whomever. */
  referencesTo(records: readonly string[]): Promise<readonly StoredReference[]>;
  carryReference(reference: string): Promise<void>;
  keepReference(reference: string, until: string): Promise<void>;

  parts(table: TableId): Promise<readonly StoredPart[]>;
  /** Adds a part, with the references that it tells of and takes back, all or nothing; a whole one takes the place of the others. */
  putPart(
    table: TableId,
    part: StoredPart & { readonly whole: boolean },
    bytes: Buffer,
    references?: {
      readonly added: readonly StoredReference[];
      readonly withdrawn: readonly string[];
      readonly at: string;
    },
  ): Promise<void>;
  /** Puts other bytes in the place of a part whose hash is still this one; gives whether it was. */
  replacePart(table: TableId, sha256: string, part: StoredPart, bytes: Buffer): Promise<boolean>;
  /** Who has a table of this owner and epoch. */
  askers(owner: string, epoch: number): Promise<readonly string[]>;
  /** Bytes of a part from an offset. */
  partBytes(table: TableId, part: number, offset: number, length: number): Promise<Buffer>;
  dropTables(owner: string, asker: string, epoch: number): Promise<void>;

  /**
   * Takes `amount` from a budget, and remembers the nonce: both are on disk when this returns, and of two that come for the
   * last question one gets it. Right for several processes on one store.
   */
  spend(
    counter: string,
    amount: number,
    limits: Limits,
    now: Date,
    nonce?: { readonly scope: string; readonly value: string },
  ): Promise<Spent>;
  /** What was taken from budgets on each day (UTC) since one; kept for at least the longest epoch. */
  spentSince(
    counters: readonly string[],
    day: string,
  ): Promise<readonly { readonly counter: string; readonly day: string; readonly used: number }[]>;
  /** Counts an alarm; gives how many of this kind there were from this partner on this day. */
  countAlarm(partner: string, kind: string, day: string): Promise<number>;

  putOpening(opening: StoredOpening): Promise<void>;
  openings(commitments: readonly string[]): Promise<readonly StoredOpening[]>;
  /** How many questions went to each partner since an instant. */
  askedSince(
    those: readonly { readonly partner: string; readonly since: string }[],
  ): Promise<ReadonlyMap<string, number>>;
  /** All, in pages after a commitment. */
  openingsAfter(commitment: string, limit: number): Promise<readonly StoredOpening[]>;

  putStanding(standing: StoredStanding): Promise<void>;
  standing(): Promise<readonly StoredStanding[]>;
  /** Ends it; what it kept is gone. Gives whether it ran. */
  endStanding(id: string, at: string): Promise<boolean>;
  putStandingOutputs(outputs: StandingOutputs): Promise<void>;
  standingOutputs(partner: string): Promise<readonly StandingOutputs[]>;
  dropStandingOutputs(partner: string, before: number): Promise<void>;

  putReceipt(receipt: StoredReceipt): Promise<void>;
  receipts(): Promise<readonly StoredReceipt[]>;

  /** Takes out what is past its time: openings, references of old epochs, nonces and alarms. */
  sweep(
    now: Date,
    noncesBefore: Date,
  ): Promise<{ readonly openings: readonly string[]; readonly references: readonly string[] }>;
}

/** Bytes of a table in one row: what goes to and from the database at once. */
const CHUNK = 1 << 20;
/** Any number; held by who keeps epochs and tables. */
const ASK_LOCK = 7_406_811;

const PROPERTIES = [
  'name',
  'alias',
  'weakAlias',
  'birthDate',
  'nationality',
  'citizenship',
  'passportNumber',
  'idNumber',
];

const REFERENCE = `reference, partner, epoch, record, told, decoy, carried, withdrawn_at AS "withdrawnAt",
  keep_until AS "keepUntil"`;

/** Without what is null. */
const filled = <T>(row: Row): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;

const list = (value: unknown): readonly string[] =>
  (typeof value === 'string' ? JSON.parse(value) : value) as readonly string[];

const bytesOf = (value: unknown): Buffer => Buffer.from(value as Uint8Array);

/** Markings with the service behind them, as one text. */
interface RecordRow {
  readonly entity: string;
  readonly dataset: string;
  readonly property: string;
  readonly value: string;
  readonly said: string;
  readonly link: string | null;
  readonly paper: string | null;
}

async function recordsFrom(database: Database, ids: readonly string[]): Promise<readonly PersonRecord[]> {
  if (ids.length === 0) return [];
  const canonical = await canonicalOfAll(database, ids);
  const members = [...new Set([...ids.filter((id) => !canonical.has(id)), ...canonical.keys()])];
  // A passport that is an entity of its own says a number of its holder.
  const rows = await queryPage<RecordRow & Row>(
    database,
    `SELECT s.entity_id AS entity, s.dataset, s.property, s.value, s.marking || ' ' || s.source_service AS said,
         NULL AS link, NULL AS paper, s.id AS place
       FROM statements s WHERE s.entity_id = ANY ($1::text[]) AND s.recorded_until IS NULL AND s.schema = 'Person'
       AND s.property = ANY ($2::text[])
     UNION ALL
     SELECT h.value, h.dataset, 'idNumber', s.value, s.marking || ' ' || s.source_service,
         h.marking || ' ' || h.source_service, p.marking || ' ' || p.source_service, s.id
       FROM statements h JOIN statements s ON s.entity_id = h.entity_id AND s.dataset = h.dataset
       JOIN statements p ON p.entity_id = h.entity_id AND p.dataset = h.dataset AND p.property = '${PRESENCE}'
         AND p.recorded_until IS NULL
       WHERE h.reference AND h.property = 'holder' AND h.value = ANY ($1::text[]) AND h.recorded_until IS NULL
       AND h.schema IN ('Passport', 'Identification') AND s.property = 'number' AND s.recorded_until IS NULL
     ORDER BY place`,
    [members, [PRESENCE, ...PROPERTIES]],
  );
  const known = new Map<string, MarkedBy>();
  const markedBy = (term: string): MarkedBy => {
    const space = term.indexOf(' ');
    const made = known.get(term) ?? {
      marking: readMarking(term.slice(0, space)),
      sourceService: term.slice(space + 1),
    };
    known.set(term, made);
    return made;
  };
  const listed = new Map<string, string>();
  for (const { entity, dataset, property, said } of rows)
    if (property === PRESENCE) listed.set(`${entity} ${dataset}`, said);
  const found = new Map<string, RecordValue[]>();
  for (const { entity, dataset, property, value, said, link, paper } of rows) {
    const presence = listed.get(`${entity} ${dataset}`);
    if (property === PRESENCE || presence === undefined) continue;
    const record = canonical.get(entity) ?? entity;
    const values = found.get(record) ?? [];
    const terms = new Set([
      said,
      presence,
      ...(link === null ? [] : [link]),
      ...(paper === null ? [] : [paper]),
    ]);
    values.push({ property, value, rests: [...terms].map(markedBy) });
    found.set(record, values);
  }
  const worked = await database.query<{ record: string }>(
    'SELECT record FROM active_cases WHERE record = ANY ($1::text[])',
    [[...found.keys()]],
  );
  const active = new Set(worked.map(({ record }) => record));
  return [...found]
    .filter(([, values]) => values.some(({ property }) => property !== 'idNumber'))
    .map(([record, values]) => ({ record, values, activeCase: active.has(record) }));
}

async function changeReferences(
  tx: Queryable,
  {
    added,
    withdrawn,
    at,
  }: {
    readonly added: readonly StoredReference[];
    readonly withdrawn: readonly string[];
    readonly at: string;
  },
): Promise<void> {
  await tx.query('UPDATE ask_references SET withdrawn_at = $2 WHERE reference = ANY ($1::text[])', [
    withdrawn,
    at,
  ]);
  await inBatches(added, (batch) =>
    tx.query(
      `INSERT INTO ask_references (reference, partner, epoch, record, told, decoy, carried)
       SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::boolean[], $7::boolean[])
       ON CONFLICT (reference) DO UPDATE SET epoch = excluded.epoch, told = excluded.told, keep_until = NULL,
         withdrawn_at = NULL`,
      [
        batch.map((one) => one.reference),
        batch.map((one) => one.partner),
        batch.map((one) => one.epoch),
        batch.map((one) => one.record),
        batch.map((one) => one.told),
        batch.map((one) => one.decoy),
        batch.map((one) => one.carried),
      ],
    ),
  );
}

const tableKey = ({ owner, asker, epoch }: TableId) => [owner, asker, epoch] as const;

async function insertPart(
  tx: Queryable,
  table: TableId,
  { part, agreement, sha256 }: StoredPart,
  bytes: Buffer,
): Promise<void> {
  await tx.query('INSERT INTO ask_tables VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...tableKey(table),
    part,
    agreement,
    bytes.length,
    sha256,
  ]);
  for (let at = 0; at < bytes.length; at += CHUNK)
    await tx.query('INSERT INTO ask_table_chunks VALUES ($1, $2, $3, $4, $5, $6)', [
      ...tableKey(table),
      part,
      at / CHUNK,
      bytes.subarray(at, at + CHUNK),
    ]);
}

export function openAskStore(database: Database): AskStore {
  return {
    alone: (run) => database.alone(ASK_LOCK, run),
    async personIds(after, limit) {
      const rows = await queryPage<{ entity: string; record: string }>(
        database,
        `SELECT s.entity_id AS entity, coalesce(c.canonical_id, s.entity_id) AS record
         FROM statements s LEFT JOIN canonical c ON c.entity_id = s.entity_id
         WHERE s.entity_id > $1 AND s.schema = 'Person' AND s.property = 'id' AND s.recorded_until IS NULL
         ORDER BY s.entity_id LIMIT $2`,
        [after, limit],
      );
      const last = rows.at(-1)?.entity;
      return {
        records: [...new Set(rows.map(({ record }) => record))],
        ...(last !== undefined && { last }),
      };
    },
    records: (ids) => recordsFrom(database, ids),
    async recordsOf(sourceIds) {
      const rows = await queryPage<{ id: string }>(
        database,
        `SELECT DISTINCT s.value AS id FROM statements s
         WHERE s.entity_id = ANY ($1::text[]) AND s.property = 'holder' ORDER BY 1`,
        [sourceIds],
      );
      const ids = [...sourceIds, ...rows.map(({ id }) => id)];
      const canonical = await canonicalOfAll(database, ids);
      return [...new Set([...ids, ...ids.map((id) => canonical.get(id) ?? id)])];
    },
    listChangesAfter: (seq) => changesAfter(database, seq),
    lastListChange: () => lastChange(database),

    async epochs(role, owner) {
      const rows = await database.query(
        `SELECT role, owner, epoch, state, starts AS "from", ends AS until, manifest, lists_seen AS "listsSeen"
         FROM ask_epochs WHERE role = $1 AND ($2::text IS NULL OR owner = $2) ORDER BY owner, epoch`,
        [role, owner ?? null],
      );
      return rows.map((row) => {
        const epoch = filled<StoredEpoch>(row);
        return { ...epoch, listsSeen: Number(epoch.listsSeen) };
      });
    },
    async putEpoch({ role, owner, epoch, state, from, until, manifest, listsSeen }) {
      await database.query(
        `INSERT INTO ask_epochs (role, owner, epoch, state, starts, ends, manifest, lists_seen)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (role, owner, epoch) DO UPDATE SET state = excluded.state, starts = excluded.starts, ends = excluded.ends,
           manifest = excluded.manifest, lists_seen = excluded.lists_seen`,
        [role, owner, epoch, state, from, until, manifest ?? null, listsSeen],
      );
    },
    async outputs(epoch, records) {
      const rows = await queryPage<{ record: string; outputs: string }>(
        database,
        `SELECT record, encode(outputs, 'base64') AS outputs FROM ask_outputs
         WHERE epoch = $1 AND record = ANY ($2::text[])`,
        [epoch, records],
      );
      return rows.map(({ record, outputs }) => ({ record, outputs: Buffer.from(outputs, 'base64') }));
    },
    async putOutputs(epoch, outputs) {
      await inBatches(outputs, (batch) =>
        database.query(
          `INSERT INTO ask_outputs SELECT $1, r, decode(o, 'hex') FROM unnest($2::text[], $3::text[]) AS t (r, o)
           ON CONFLICT (epoch, record) DO UPDATE SET outputs = excluded.outputs`,
          [epoch, batch.map(({ record }) => record), batch.map((one) => one.outputs.toString('hex'))],
        ),
      );
    },
    async dropOutputs(epoch, records) {
      await database.query('DELETE FROM ask_outputs WHERE epoch = $1 AND record = ANY ($2::text[])', [
        epoch,
        records,
      ]);
    },
    async dropEpoch(owner, epoch, keepReferencesUntil) {
      await database.transaction(async (tx) => {
        await tx.query('DELETE FROM ask_outputs WHERE epoch = $1', [epoch]);
        await tx.query('DELETE FROM ask_tables WHERE owner = $1 AND epoch = $2', [owner, epoch]);
        // A decoy is of use for the alarm as long as any other.
        await tx.query('UPDATE ask_references SET keep_until = $2 WHERE epoch = $1 AND keep_until IS NULL', [
          epoch,
          keepReferencesUntil,
        ]);
      });
      await database.scrub(['ask_outputs', 'ask_table_chunks']);
    },

    references: async (partner, epoch) =>
      (
        await queryPage(
          database,
          `SELECT ${REFERENCE} FROM ask_references WHERE partner = $1 AND epoch = $2 ORDER BY record`,
          [partner, epoch],
        )
      ).map(filled<StoredReference>),
    async reference(partner, reference) {
      const [row] = await database.query(
        `SELECT ${REFERENCE} FROM ask_references WHERE partner = $1 AND reference = $2`,
        [partner, reference],
      );
      return row && filled<StoredReference>(row);
    },
    referencesTo: async (records) =>
      (
        await database.query(
          `SELECT ${REFERENCE} FROM ask_references WHERE record = ANY ($1::text[]) AND NOT decoy ORDER BY partner, epoch`,
          [records],
        )
      ).map(filled<StoredReference>),
    async carryReference(reference) {
      await database.query('UPDATE ask_references SET carried = true WHERE reference = $1', [reference]);
    },
    async keepReference(reference, until) {
      await database.query(
        `UPDATE ask_references SET keep_until = greatest(keep_until, $2)
         WHERE reference = $1 AND keep_until IS NOT NULL`,
        [reference, until],
      );
    },

    parts: (table) =>
      database.query<StoredPart & Row>(
        `SELECT part, agreement, bytes, sha256 FROM ask_tables WHERE owner = $1 AND asker = $2 AND epoch = $3 ORDER BY part`,
        tableKey(table),
      ),
    async putPart(table, { part, agreement, sha256, whole }, bytes, references) {
      await database.transaction(async (tx) => {
        await tx.query(
          `DELETE FROM ask_tables WHERE owner = $1 AND asker = $2 AND epoch = $3 AND (part = $4 OR ($5 AND part < $4))`,
          [...tableKey(table), part, whole],
        );
        if (references) await changeReferences(tx, references);
        await insertPart(tx, table, { part, agreement, sha256, bytes: bytes.length }, bytes);
      });
    },
    replacePart: (table, sha256, part, bytes) =>
      database.transaction(async (tx) => {
        const gone = await tx.query(
          `DELETE FROM ask_tables WHERE owner = $1 AND asker = $2 AND epoch = $3 AND part = $4 AND sha256 = $5 RETURNING part`,
          [...tableKey(table), part.part, sha256],
        );
        if (gone.length > 0) await insertPart(tx, table, part, bytes);
        return gone.length > 0;
      }),
    async askers(owner, epoch) {
      const rows = await database.query<{ asker: string }>(
        'SELECT DISTINCT asker FROM ask_tables WHERE owner = $1 AND epoch = $2 ORDER BY asker',
        [owner, epoch],
      );
      return rows.map(({ asker }) => asker);
    },
    async partBytes(table, part, offset, length) {
      const rows = await database.query<{ chunk: number; bytes: Uint8Array }>(
        `SELECT chunk, bytes FROM ask_table_chunks WHERE owner = $1 AND asker = $2 AND epoch = $3 AND part = $4
         AND chunk BETWEEN $5 AND $6 ORDER BY chunk`,
        [
          ...tableKey(table),
          part,
          Math.floor(offset / CHUNK),
          Math.floor((offset + Math.max(1, length) - 1) / CHUNK),
        ],
      );
      const skip = offset % CHUNK;
      return Buffer.concat(rows.map(({ bytes }) => bytesOf(bytes))).subarray(skip, skip + length);
    },
    async dropTables(owner, asker, epoch) {
      await database.query('DELETE FROM ask_tables WHERE owner = $1 AND asker = $2 AND epoch = $3', [
        owner,
        asker,
        epoch,
      ]);
      await database.scrub(['ask_table_chunks']);
    },

    spend: (counter, amount, limits, now, nonce) =>
      database.transaction((tx) => spend(tx, counter, amount, limits, now, nonce)),
    async countAlarm(partner, kind, day) {
      const [row] = await database.query<{ count: number }>(
        `INSERT INTO ask_alarms VALUES ($1, $2, $3, 1)
         ON CONFLICT (partner, kind, day) DO UPDATE SET count = ask_alarms.count + 1 RETURNING count`,
        [partner, kind, day],
      );
      return Number(row?.count);
    },

    async putOpening({ commitment, partner, askedAt, eraseAt, sealed }) {
      await database.query('INSERT INTO ask_openings VALUES ($1, $2, $3, $4, $5)', [
        commitment,
        partner,
        askedAt,
        eraseAt,
        sealed,
      ]);
    },
    async askedSince(those) {
      const rows = await database.query<{ partner: string; asked: number }>(
        `SELECT w.partner, count(o.partner) AS asked FROM unnest($1::text[], $2::text[]) AS w (partner, since)
         LEFT JOIN ask_openings o ON o.partner = w.partner AND o.asked_at >= w.since GROUP BY w.partner`,
        [those.map(({ partner }) => partner), those.map(({ since }) => since)],
      );
      return new Map(rows.map(({ partner, asked }) => [partner, Number(asked)]));
    },
    async spentSince(counters, day) {
      const rows = await database.query<{ counter: string; day: string; used: number }>(
        'SELECT counter, day, used FROM ask_days WHERE counter = ANY ($1::text[]) AND day >= $2',
        [counters, day],
      );
      return rows.map((row) => ({ ...row, used: Number(row.used) }));
    },
    openings: async (commitments) =>
      (
        await database.query(
          `SELECT commitment, partner, asked_at AS "askedAt", erase_at AS "eraseAt", sealed FROM ask_openings
           WHERE commitment = ANY ($1::text[]) ORDER BY asked_at, commitment`,
          [commitments],
        )
      ).map((row) => ({ ...(row as unknown as StoredOpening), sealed: bytesOf(row.sealed) })),

    openingsAfter: async (commitment, limit) =>
      (
        await database.query(
          `SELECT commitment, partner, asked_at AS "askedAt", erase_at AS "eraseAt", sealed FROM ask_openings
           WHERE commitment > $1 ORDER BY commitment LIMIT $2`,
          [commitment, limit],
        )
      ).map((row) => ({ ...(row as unknown as StoredOpening), sealed: bytesOf(row.sealed) })),

    async putStanding({ id, account, startedAt, sealed }) {
      await database.query('INSERT INTO ask_standing VALUES ($1, $2, $3, NULL, $4)', [
        id,
        account,
        startedAt,
        sealed,
      ]);
    },
    standing: async () =>
      (
        await database.query(
          `SELECT id, account, started_at AS "startedAt", ended_at AS "endedAt", sealed FROM ask_standing
           WHERE ended_at IS NULL ORDER BY started_at, id`,
        )
      ).map((row) => ({ ...filled<StoredStanding>(row), sealed: bytesOf(row.sealed) })),
    async endStanding(id, at) {
      const ended = await database.transaction(async (tx) => {
        await tx.query('DELETE FROM ask_standing_outputs WHERE standing = $1', [id]);
        // Who was watched is not kept either; the ledger has that somebody was.
        return tx.query(
          `UPDATE ask_standing SET ended_at = $2, sealed = ''::bytea WHERE id = $1 AND ended_at IS NULL RETURNING id`,
          [id, at],
        );
      });
      if (ended.length > 0) await database.scrub(['ask_standing', 'ask_standing_outputs']);
      return ended.length > 0;
    },
    async putStandingOutputs({ standing, partner, epoch, sealed, told }) {
      await database.query(
        `INSERT INTO ask_standing_outputs SELECT $1, $2, $3, $4, $5::jsonb
         WHERE EXISTS (SELECT FROM ask_standing WHERE id = $1 AND ended_at IS NULL)
         ON CONFLICT (standing, partner) DO UPDATE SET epoch = excluded.epoch, sealed = excluded.sealed, told = excluded.told`,
        [standing, partner, epoch, sealed, JSON.stringify(told)],
      );
    },
    standingOutputs: async (partner) =>
      (
        await database.query(
          'SELECT standing, partner, epoch, sealed, told FROM ask_standing_outputs WHERE partner = $1 ORDER BY standing',
          [partner],
        )
      ).map((row) => ({
        standing: String(row.standing),
        partner: String(row.partner),
        epoch: Number(row.epoch),
        sealed: bytesOf(row.sealed),
        told: list(row.told),
      })),
    async dropStandingOutputs(partner, before) {
      const gone = await database.query(
        `DELETE FROM ask_standing_outputs WHERE partner = $1 AND epoch < $2 RETURNING standing`,
        [partner, before],
      );
      if (gone.length > 0) await database.scrub(['ask_standing_outputs']);
    },

    async putReceipt({ owner, partner, epoch, by, receipt, at }) {
      await database.query(
        'INSERT INTO ask_receipts VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
        [owner, partner, epoch, by, receipt, at],
      );
    },
    receipts: () =>
      database.query<StoredReceipt & Row>(
        'SELECT owner, partner, epoch, by, receipt, at FROM ask_receipts ORDER BY owner, epoch, partner, by',
      ),

    async sweep(now, noncesBefore) {
      const at = now.toISOString();
      await database.query('DELETE FROM ask_nonces WHERE at < $1', [noncesBefore.getTime()]);
      const month = new Date(now.getTime() - 31 * 86_400_000).toISOString().slice(0, 10);
      await database.query('DELETE FROM ask_alarms WHERE day < $1', [month]);
      await database.query('DELETE FROM ask_days WHERE day < $1', [month]);
      const openings = await database.query<{ commitment: string }>(
        'DELETE FROM ask_openings WHERE erase_at <= $1 RETURNING commitment',
        [at],
      );
      const references = await database.query<{ reference: string }>(
        'DELETE FROM ask_references WHERE keep_until <= $1 AND NOT carried RETURNING reference',
        [at],
      );
      if (openings.length > 0) await database.scrub(['ask_openings']);
      if (references.length > 0) await database.scrub(['ask_references']);
      return {
        openings: openings.map(({ commitment }) => commitment),
        references: references.map(({ reference }) => reference),
      };
    },
  };
}
