import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chart, openChart } from '../../src/chart/index.ts';
import { DEFAULT_POLICY, type Law, openGate, openLaw, type SubjectReport } from '../../src/law/index.ts';
import { openScreening, type Screening } from '../../src/screening/index.ts';
import { personKeys } from '../../src/share/ask/person-keys.ts';
import { openCooperation, openShare, type WholeShare } from '../../src/share/index.ts';
import type { Database } from '../../src/store/database.ts';
import { KEPT_KINDS, openMasterKey, type Store, seal, TABLES } from '../../src/store/index.ts';
import { carryOver } from '../../src/store/ledger/index.ts';
import { migrate } from '../../src/store/migrations.ts';
import { openPglite } from '../../src/store/pglite.ts';
import { storeOn } from '../../src/store/store.ts';
import { openWatch, type Watch } from '../../src/watch/index.ts';

// Walks every table of the database: one that says something of persons and that nobody answers for, or that no keeping ends, fails here.
// Everything is planted, asked for, and gone when its time is over.

/** Nobody; stands in everything that is planted, so that what is left of it can be found. */
const SURNAME = 'Quintrell';
const NAME = `Zelma ${SURNAME}`;
const BORN = '1971-05-06';
const RECORD = 'rec-000001';
const PARTNER = 'sudmark';
const AT = '2026-03-01T08:00:00.000Z';
const DPO = {
  account: 'dora',
  roles: ['data-protection-officer'],
  purpose: 'subject-access',
  legalBasis: 'right-of-access',
};
const MACHINE = {
  account: 'watch',
  roles: ['administrator'],
  purpose: 'administration',
  legalBasis: 'accountability',
};
const OFFICER = { account: 'adam', roles: ['administrator', 'auditor'] };
const DAY = 86_400_000;

const clock = { at: Date.parse(AT) };
const now = (): Date => new Date(clock.at);
let folder: string;
let database: Database;
let store: Store;
let law: Law;
let screening: Screening;
let watch: Watch;
let chart: Chart;
let share: WholeShare;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-tables-'));
  database = await openPglite(undefined, AT);
  await migrate(database);
  await carryOver(database, AT);
  store = storeOn(database);
  const master = await openMasterKey(folder, undefined, (key) => store.keyRing(key, now));
  law = openLaw({ store, ring: master.ring, now, policy: DEFAULT_POLICY });
  const gate = openGate(law, store.ledger, now);
  const onError = (error: unknown): void => {
    throw error;
  };
  const common = { now, registerHeld: law.registerHeld };
  screening = await openScreening({ store, shrinkLimit: 1, serviceName: 'north', policy: law, ...common });
  watch = await openWatch({
    ...{ travel: store.travel, screening, gate, maskKey: Buffer.alloc(32), retention: 'erase', onError },
    officers: async () => [],
    ...common,
  });
  chart = openChart({
    ...{ ties: store.ties, records: store.charts, screening, gate, serviceName: 'north', ...common },
    partners: async () => [],
  });
  share = await openShare(
    { screening, gate, store, master, law },
    { folder, serviceName: 'north', now, onError, stays: false, linkUrl: 'https://127.0.0.1:9' },
    { cooperation: (on) => openCooperation(on, { serviceName: 'north', threads: 1 }) },
  );
  await plant(async (name) => master.ring.secret(name, () => Buffer.alloc(32, 9)));
});
afterAll(async () => {
  await share.close();
  await chart.close();
  await watch.close();
  await screening.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const TRAVELLER = randomUUID();
const HIT = randomUUID();
const REQUEST = randomUUID();
const CONSENT = randomUUID();
const COMMITMENT = 'ab'.repeat(32);
const COLLECTION = randomUUID();
const PLANTED = new Set<string>();

async function plant(secret: (name: string) => Promise<Buffer>): Promise<void> {
  const add = async (table: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    PLANTED.add(table);
    const columns = Object.keys(values);
    const params = Object.values(values).map((value) =>
      value !== null && typeof value === 'object' && !Buffer.isBuffer(value) ? JSON.stringify(value) : value,
    );
    const places = params.map((value, i) =>
      Buffer.isBuffer(value) ? `decode($${i + 1}, 'base64')` : `$${i + 1}`,
    );
    await database.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      params.map((value) => (Buffer.isBuffer(value) ? value.toString('base64') : value)),
    );
  };
  const secretly = async (name: string, what: string, value: unknown): Promise<Buffer> =>
    seal(await secret(name), what, value);

  // What a list said, and says no more.
  await database.query(`INSERT INTO datasets (name, title, publisher) VALUES ('wanted', 'Wanted', 'north')`);
  for (const [version, state] of [
    ['1', 'superseded'],
    ['2', 'held'],
  ])
    await database.query(
      `INSERT INTO list_versions (dataset, version, recorded_at, format, files, state) VALUES ('wanted', $1, $2, 'ftm', '[]', $3)`,
      [version, AT, state],
    );
  const statement = {
    ...{ entity_id: RECORD, schema: 'Person', dataset: 'wanted', source_service: 'north', grade: 'A1' },
    ...{
      marking: 'TLP:CLEAR',
      recorded_from: AT,
      recorded_until: AT,
      opened_by: 1,
      closed_by: 2,
      reference: false,
    },
  };
  await add('statements', { ...statement, property: 'name', value: NAME });
  await add('statements', { ...statement, property: 'birthDate', value: BORN });
  await add('held_statements', {
    ...{ version_id: 2, entity_id: RECORD, schema: 'Person', property: 'name', value: NAME },
  });
  await add('quarantine', { version_id: 1, place: 1, entry: { line: 4, text: NAME } });
  await add('judgements', {
    ...{
      id: randomUUID(),
      left_id: RECORD,
      right_id: 'rec-000002',
      verdict: 'same',
      made_by: 'ann',
      made_at: AT,
    },
    ...{ reason: `same as ${SURNAME}`, undone_by: 'ann', undone_at: AT },
  });
  await add('judgements', {
    ...{ id: randomUUID(), left_id: RECORD, right_id: 'rec-000003', verdict: 'not-same', made_by: 'ann' },
    ...{ made_at: AT, reason: SURNAME },
  });
  for (const id of [RECORD, 'rec-000002']) await add('canonical', { entity_id: id, canonical_id: RECORD });

  const traveller = { kind: 'passenger', names: [{ surname: SURNAME, given: 'Zelma' }] };
  const lists = ['birthDates', 'sexes', 'nationalities', 'birthPlaces', 'residences', 'documents', 'seats'];
  const more = Object.fromEntries(
    [...lists, 'tickets', 'bags', 'locators', 'references'].map((name) => [name, []]),
  );
  const journey = randomUUID();
  await add('travel_files', {
    ...{ id: randomUUID(), sha256: 'f', name: 'm.edi', received_at: AT, received_by: 'carrier', bytes: 1 },
    ...{ journeys: 1, travellers: 1, problems: [{ text: NAME }], quality: [] },
  });
  await add('travel_parts', { file: randomUUID(), part: 0, kept: Buffer.from(NAME), received_at: AT });
  await add('travel_poisoned', {
    ...{ file: randomUUID(), part: 0, delivery: Buffer.from(NAME), reason: 'no segment', tries: 3, at: AT },
  });
  await add('journeys', {
    ...{
      id: journey,
      key: 'ZX|88|2026-03-01|FRA',
      leg: {},
      due_at: AT,
      state: 'closed',
      first_at: AT,
      updated_at: AT,
    },
  });
  await add('travellers', {
    ...{ id: TRAVELLER, journey, state: 'on-board', first_at: AT, updated_at: AT },
    parts: JSON.stringify({
      paxlst: { traveller: { ...traveller, ...more }, legs: [], locators: [], message: '', receivedAt: AT },
    }),
    identity: 'i-1',
  });
  await add('watch_hits', {
    ...{ id: HIT, traveller: TRAVELLER, journey, entity_id: RECORD, caption: NAME, datasets: ['wanted'] },
    ...{
      versions: {},
      score: 0.9,
      grade: 'name-and-date',
      comparison: {},
      fingerprint: 'f',
      state: 'decided',
    },
    ...{ verdict: 'same', closed_at: AT, first_at: AT, updated_at: AT, seen: 1 },
  });
  await add('watch_events', { hit: HIT, at: AT, by: 'olga', what: 'decided', value: { note: SURNAME } });
  await add('unmaskings', {
    id: randomUUID(),
    traveller: TRAVELLER,
    asked_by: 'olga',
    asked_at: AT,
    reason: SURNAME,
  });
  await add('cleared', {
    ...{ identity: 'i-1', entity_id: RECORD, fingerprint: 'f', hit: HIT, by: 'olga', at: AT, grade: 'name' },
    expires_at: '2027-03-01T08:00:00.000Z',
  });

  await database.query(
    `INSERT INTO ask_epochs (role, owner, epoch, state, starts, ends, lists_seen)
     VALUES ('own', 'north', 1, 'open', $1, '2026-03-20T08:00:00.000Z', 0)`,
    [AT],
  );
  await add('ask_outputs', { epoch: 1, record: RECORD, outputs: Buffer.from(SURNAME) });
  await add('ask_references', {
    ...{ reference: 'cd'.repeat(16), partner: PARTNER, epoch: 1, record: RECORD, told: 't', decoy: false },
    carried: true,
  });
  const table = { owner: 'north', asker: PARTNER, epoch: 1, part: 0 };
  await add('ask_tables', { ...table, agreement: 'a', bytes: 1, sha256: 'f' });
  await add('ask_table_chunks', { ...table, chunk: 0, bytes: Buffer.from(SURNAME) });
  await add('ask_openings', {
    ...{ commitment: COMMITMENT, partner: PARTNER, asked_at: AT, erase_at: '2026-05-30T08:00:00.000Z' },
    sealed: await secretly('ask/openings', COMMITMENT, {
      ...{ nonce: 'n', blinds: [], subject: 'query:f', caseNumber: 'C-7', account: 'lena' },
      keys: personKeys({ properties: { name: [NAME], birthDate: [BORN] } }).map(({ text }) => text),
    }),
  });
  const standing = randomUUID();
  await add('ask_standing', {
    ...{ id: standing, account: 'lena', started_at: AT, ended_at: null },
    sealed: await secretly('ask/standing', standing, {
      actor: DPO,
      request: { subject: { entityId: RECORD }, partners: [], caseNumber: SURNAME, approvedBy: 'rita' },
    }),
  });
  await add('ask_standing_outputs', {
    ...{ standing, partner: PARTNER, epoch: 1, sealed: Buffer.from(SURNAME), told: [] },
  });

  await add('link_outbox', {
    ...{
      id: randomUUID(),
      partner: PARTNER,
      kind: 'request-answer',
      body: JSON.stringify(NAME),
      made_at: AT,
      refused: 'too large',
    },
  });
  await add('link_outbox', {
    ...{
      id: randomUUID(),
      partner: PARTNER,
      kind: 'request-answer',
      body: JSON.stringify(NAME),
      made_at: AT,
    },
  });
  const both = {
    reference: 'cd'.repeat(16),
    epoch: 1,
    purpose: 'review',
    legalBasis: 'public-task',
    receipts: {},
  };
  await add('requests', {
    ...{
      id: REQUEST,
      kind: 'request',
      side: 'sent',
      partner: PARTNER,
      state: 'answered',
      made_at: AT,
      changed_at: AT,
    },
    body: JSON.stringify({
      ...both,
      ...{ caseHash: 'f', handling: 'TLP:GREEN', question: `about ${SURNAME}`, deadline: AT, reminders: 0 },
      ...{ subject: { entityId: RECORD }, strength: 'strong', fingerprint: 'f', caseNumber: 'C-7' },
      proposal: { by: 'lena', at: AT, note: '' },
    }),
  });
  await add('requests', {
    ...{
      id: CONSENT,
      kind: 'consent',
      side: 'sent',
      partner: 'ostland',
      state: 'agreed',
      made_at: AT,
      changed_at: AT,
    },
    body: JSON.stringify({
      ...{
        recipient: PARTNER,
        purpose: 'review',
        legalBasis: 'public-task',
        request: REQUEST,
        statements: [],
      },
      decided: { agreed: true, mayBeNamed: true, note: `for ${SURNAME}`, at: AT },
    }),
  });
  await add('request_events', { request: REQUEST, at: AT, by: 'lena', step: 'sent', note: SURNAME });
  await add('shared_statements', {
    ...{ id: randomUUID(), side: 'got', partner: PARTNER, request: REQUEST, statement: 1, entity: RECORD },
    ...{ marking: 'TLP:GREEN', at: AT, ended_at: AT, ended: 'withdrawn', reason: SURNAME },
  });
  await add('shared_entities', { partner: PARTNER, record: RECORD, entity: 'e-9' });
  await add('suppressed_pairs', {
    ...{
      partner: PARTNER,
      reference: 'cd'.repeat(16),
      subject: 'f',
      record: RECORD,
      request: REQUEST,
      by: 'lena',
    },
    ...{ reason: SURNAME, at: AT },
  });
  await add('active_cases', { record: RECORD, by: 'ann', contact: `ask ann of ${SURNAME}`, since: AT });
  await add('deconflictions', {
    ...{ partner: PARTNER, record: RECORD, side: 'owned', reference: 'r', contact: SURNAME, at: AT },
  });

  await database.query(`INSERT INTO taxii_roots (name, title) VALUES ('main', 'Main')`);
  await database.query(
    `INSERT INTO taxii_collections (id, root, title, media_types, readers, writers, created_at)
     VALUES ($1, 'main', 'Inbox', '[]', '[]', '[]', $2)`,
    [COLLECTION, AT],
  );
  const object = {
    ...{
      collection: COLLECTION,
      object_id: 'identity--1',
      type: 'identity',
      spec_version: '2.1',
      version: AT,
    },
    ...{ version_key: AT, version_at: AT, added_at: AT, terms: '{}', object: { name: NAME }, digest: 'f' },
  };
  await add('taxii_objects', { ...object, audience: '', counter: 1, received_from: 'exchange-1' });
  await add('taxii_objects', {
    ...object,
    audience: 'public',
    counter: 2,
    object: { name: NAME, revoked: true },
  });

  for (const [kind, ended] of [
    ['view', null],
    ['conclusion', null],
    ['hit', null],
    ['view', AT],
  ])
    await add('chart_records', {
      ...{ id: randomUUID(), kind, account: 'ann', shared: true, persons: [RECORD], made_at: AT },
      ...{ changed_at: AT, ended_at: ended, ended_by: ended && 'ann', body: { name: NAME } },
    });

  await add('accounts', { account: 'ida', roles: ['analyst'], disabled: true, created_at: AT });
  await add('sessions', {
    ...{
      token_hash: SURNAME,
      account: 'ida',
      must_set_password: false,
      created_at: AT,
      used_at: AT,
      expires_at: AT,
    },
  });
  await add('passkeys', {
    ...{
      id: 'p',
      account: 'ida',
      name: `key of ${SURNAME}`,
      host: 'h',
      user_handle: 'u',
      public_key: Buffer.from('k'),
    },
    ...{ counter: 0, transports: [], created_at: AT },
  });
  await add('api_keys', {
    ...{
      id: randomUUID(),
      key_hash: 'f',
      name: `program of ${SURNAME}`,
      account: 'ida',
      roles: [],
      purpose: 'review',
    },
    ...{ legal_basis: 'public-task', created_at: AT, revoked_at: AT },
  });
  await add('policy_versions', {
    ...{
      id: randomUUID(),
      jurisdiction: 'eu',
      files: {},
      note: 'nothing',
      proposed_by: 'ida',
      proposed_at: AT,
    },
  });
  const close = await law.closePersons.declare(
    { account: 'ida', roles: ['analyst'] },
    { name: NAME, born: BORN, closeness: 'sibling' },
  );
  PLANTED.add('close_persons');
  expect(close.closeness).toBe('sibling');
  await add('emergencies', {
    ...{
      id: randomUUID(),
      account: 'ida',
      reason: `${NAME} is in danger`,
      actions: [],
      taken_at: AT,
      until: AT,
    },
    ...{ reviewed_by: 'rita', reviewed_at: AT, verdict: 'accepted', note: 'so it was' },
  });
  await add('request_outgoing', { partner: PARTNER, kind: 'request-answer', body: JSON.stringify(NAME) });
  PLANTED.add('ledger_entries');
}

const tablesOf = async (): Promise<readonly string[]> =>
  (
    await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    )
  ).map(({ name }) => name);

const person = Object.entries(TABLES).filter(([, { says }]) => says !== 'nothing');

describe('the list of tables', () => {
  it('names every table of the database, and no other', async () => {
    expect(Object.keys(TABLES).toSorted()).toEqual(await tablesOf());
  });

  it('says of each table with person data who answers for it, and which kinds of keeping end it', () => {
    const kinds = new Set(KEPT_KINDS.map(({ name }) => name));
    const named = new Set<string>();
    for (const [table, facts] of person) {
      if (facts.says === 'nothing') continue;
      if ('until' in facts.kept) {
        expect(facts.kept.until.length, table).toBeGreaterThan(0);
        for (const kind of facts.kept.until) {
          expect(kinds, table).toContain(kind);
          named.add(kind);
        }
      }
      if ('as' in facts.answered) {
        const other = TABLES[facts.answered.as];
        expect(other && other.says !== 'nothing' && 'by' in other.answered, table).toBe(true);
      }
    }
    expect([...kinds].filter((kind) => !named.has(kind))).toEqual([]);
  });

  it('is planted here as a whole: whoever adds a table plants it', () => {
    expect(person.map(([table]) => table).filter((table) => !PLANTED.has(table))).toEqual([]);
  });
});

/** What the report must hold of a table: a value that stands nowhere else. */
const GIVEN: Readonly<Record<string, (report: SubjectReport) => boolean>> = {
  statements: (report) => kindsOf(report, 'lists').includes('statement'),
  judgements: (report) => kindsOf(report, 'lists').includes('judgement'),
  journeys: (report) => JSON.stringify(report).includes('ZX|88|2026-03-01|FRA'),
  travellers: (report) => kindsOf(report, 'travel').includes('traveller'),
  watch_hits: (report) => kindsOf(report, 'travel').includes('hit'),
  watch_events: (report) => kindsOf(report, 'travel').includes('step'),
  unmaskings: (report) => kindsOf(report, 'travel').includes('unmasking'),
  ask_references: (report) => kindsOf(report, 'partners').includes('reference that a partner knows it by'),
  ask_openings: (report) => kindsOf(report, 'partners').includes('question to a partner'),
  ask_standing: (report) => kindsOf(report, 'partners').includes('standing question'),
  chart_records: (report) => kindsOf(report, 'charts').includes('conclusion'),
  requests: (report) =>
    kindsOf(report, 'partners').includes('request') &&
    kindsOf(report, 'partners').includes('consent of an originator'),
  request_events: (report) => kindsOf(report, 'partners').includes('request step'),
  shared_statements: (report) => kindsOf(report, 'partners').includes('came from a partner'),
  shared_entities: (report) => kindsOf(report, 'partners').includes('id that a partner knows it by'),
  suppressed_pairs: (report) => kindsOf(report, 'partners').includes('pair told apart'),
  active_cases: (report) => kindsOf(report, 'partners').includes('active case'),
  deconflictions: (report) => kindsOf(report, 'partners').includes('both work on it'),
  accounts: (report) => kindsOf(report, 'accounts').includes('account'),
  sessions: (report) => kindsOf(report, 'accounts').includes('session'),
  passkeys: (report) => JSON.stringify(report).includes(`key of ${SURNAME}`),
  api_keys: (report) => JSON.stringify(report).includes(`program of ${SURNAME}`),
  policy_versions: (report) => kindsOf(report, 'accounts').includes('policy'),
  close_persons: (report) => kindsOf(report, 'close-persons').length === 1,
  ledger_entries: (report) => report.looks.length > 0,
  ...Object.fromEntries(
    [
      'held_statements',
      'quarantine',
      'travel_files',
      'link_outbox',
      'request_outgoing',
      'taxii_objects',
      'emergencies',
    ].map((table) => [
      table,
      (report: SubjectReport) =>
        report.holdings.some(
          ({ source, records }) =>
            source === 'texts' && records.some(({ id }) => id.startsWith(`text:${table}/`)),
        ),
    ]),
  ),
};

const kindsOf = (report: SubjectReport, source: string): readonly string[] =>
  report.holdings.find((one) => one.source === source)?.records.map(({ kind }) => kind) ?? [];

describe('a person who asks', () => {
  it('gets what stands in every table, or is told why not', async () => {
    const candidates = await law.findSubject(DPO, { name: NAME, born: BORN });
    const found = candidates.map(({ id }) => id);
    expect(found).toContain(`commitment:${COMMITMENT}`);
    const own = (await law.closePersons.all({ account: 'dora', roles: DPO.roles })).map(
      ({ id }) => `close-person:${id}`,
    );
    expect(found).toEqual(expect.arrayContaining(own));
    // Somebody looked; the look is part of the answer.
    await screening.entity({ ...DPO, roles: ['data-protection-officer'] }, RECORD);
    const report = await law.collectSubject(DPO, [RECORD, TRAVELLER, 'account:ida', ...found]);
    for (const [table, facts] of person) {
      if (facts.says === 'nothing') continue;
      const { answered } = facts;
      if ('not' in answered) expect(report.notSaid, table).toContain(answered.not);
      if ('by' in answered) {
        expect(GIVEN[table], `say here how one sees that ${table} was given`).toBeDefined();
        expect(GIVEN[table]?.(report), table).toBe(true);
      }
    }
    const text = JSON.stringify(report);
    expect(text).not.toContain('key_hash');
    expect(text).not.toContain('password_hash');
  });

  it('gets nothing of anybody else whose id begins the same', async () => {
    const held = await store.texts.of(['rec-00000']);
    expect(held).toEqual([]);
  });
});

/** Rows that are kept longer than a day from now on. */
const counts = async (): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    await Promise.all(
      [...PLANTED].map(async (table) => [
        table,
        Number((await database.query(`SELECT count(*) AS n FROM ${table}`))[0]?.n),
      ]),
    ),
  );

const sweepAll = async (): Promise<void> => {
  await share.rooms.cooperation.ask.keep();
  await share.rooms.cooperation.requests.sweep();
  await watch.erase(MACHINE);
  await law.keeping.eraseDue(OFFICER);
};

describe('time', () => {
  it('shows what falls due when, and says nothing of anybody', async () => {
    const rows = await law.keeping.overview(OFFICER);
    expect(rows.map(({ name }) => name)).toEqual(KEPT_KINDS.map(({ name }) => name));
    expect(rows.find(({ name }) => name === 'held-versions')).toMatchObject({
      ...{ held: 1, due: 0, soon: 0, days: 90, byPolicy: false },
      nextDue: '2026-05-30T08:00:00.000Z',
    });
    expect(JSON.stringify(rows)).not.toContain(SURNAME);
    await expect(law.keeping.overview({ account: 'ann', roles: ['analyst'] })).rejects.toThrow(
      'auditor (administration, audit)',
    );
  });

  it('erases nothing before its time', async () => {
    // What is on its way to the outbox goes there.
    await share.rooms.cooperation.requests.sweep();
    const before = await counts();
    clock.at += DAY;
    await sweepAll();
    const after = await counts();
    // Sessions end at once; a day is more than that.
    // Nobody agreed with the partner: its table goes at once.
    const { sessions, ledger_entries: _, ask_tables: __, ask_table_chunks: ___, ...kept } = before;
    expect(sessions).toBe(1);
    expect(after).toMatchObject({ ...kept, sessions: 0 });
  });

  it('erases everything when its time is over, and proves it in the ledger', async () => {
    await database.query('UPDATE ask_standing SET ended_at = $1', [now().toISOString()]);
    // Some wait for another to be erased: a judgement for the statements, a reference for its pair.
    for (let round = 0; round < 3; round++) {
      clock.at += 6 * 366 * DAY;
      await sweepAll();
    }
    const after = await counts();
    const left = person.filter(
      ([table, facts]) => facts.says !== 'nothing' && 'until' in facts.kept && after[table] !== 0,
    );
    expect(left.map(([table]) => `${table} ${after[table]}`)).toEqual([]);
    for (const table of await tablesOf()) {
      const rows = await database.query(`SELECT 1 FROM ${table} t WHERE strpos(t::text, $1) > 0`, [SURNAME]);
      expect(rows, `${SURNAME} still stands in ${table}`).toEqual([]);
    }
    const proofs: string[] = [];
    for await (const { action, subjects, rule } of store.ledger.stream({
      actions: ['erase', 'destroy-epoch'],
    })) {
      if (action === 'erase') expect(rule).toBe('erasure-is-automatic');
      proofs.push(...subjects);
    }
    for (const { name, by } of KEPT_KINDS)
      if (by === 'keeping' && name !== 'disabled-accounts' && name !== 'close-persons')
        expect(
          proofs.filter((proof) => proof.startsWith(`${name} `)),
          name,
        ).not.toEqual([]);
    expect(proofs).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ask-openings 1 sha256:[0-9a-f]{64}$/),
        expect.stringMatching(/^requests 2 sha256:/),
        expect.stringMatching(/^travellers 1 sha256:/),
        expect.stringMatching(/^(close-persons|disabled-accounts) 1 sha256:/),
      ]),
    );
  });

  it('is set by the policy in force, which cannot set what a law or a setting says', async () => {
    const text = DEFAULT_POLICY.text.files['eu.json'] ?? '';
    const policyWith = (keeping: object) => ({
      jurisdiction: 'eu',
      files: {
        ...DEFAULT_POLICY.text.files,
        'eu.json': JSON.stringify({ ...(JSON.parse(text) as object), keeping }),
      },
    });
    expect(law.check(policyWith({ quarantine: 10 })).problems).toEqual([]);
    expect(law.check(policyWith({ travellers: 10_000 })).problems.join()).toContain('travellers');
    expect(law.check(policyWith({ nonsense: 1 })).problems.join()).toContain('ended-statements');
    expect(law.check(policyWith({ quarantine: -1 })).sound).toBe(false);
    const proposed = await law.propose(
      { account: 'adam', roles: ['administrator'] },
      policyWith({ quarantine: 10 }),
      'ten days',
    );
    await law.decidePolicy({ account: 'rita', roles: ['reviewer'] }, proposed.id, { accept: true, note: '' });
    clock.at += 2_000;
    const row = (await law.keeping.overview(OFFICER)).find(({ name }) => name === 'quarantine');
    expect(row).toMatchObject({ days: 10, byPolicy: true });
  });
});
