import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_POLICY, type HeldSource, openGate } from '../../src/law/index.ts';
import { localActor, openScreening, type Screening } from '../../src/screening/index.ts';
import { openCooperation, openShare, type WholeShare } from '../../src/share/index.ts';
import { type ListContent, openMasterKey, openStore, type Store } from '../../src/store/index.ts';
import { all, person } from '../support/ask-services.ts';
import { until } from './services.ts';

// Two services over the real link: TLS, pinned certificates, signed messages, and an outbox that outlives a restart.

interface Real {
  readonly name: string;
  readonly store: Store;
  readonly screening: Screening;
  readonly share: WholeShare;
  readonly folder: string;
  readonly port: number;
  readonly errors: unknown[];
}

const now = () => new Date();
const held = new Map<string, HeldSource>();

async function open(name: string, kept?: Omit<Real, 'share'>): Promise<Real> {
  const folder = kept?.folder ?? mkdtempSync(join(tmpdir(), `tocsin-requests-${name}-`));
  const store = kept?.store ?? (await openStore({}, now()));
  const screening =
    kept?.screening ?? (await openScreening({ store, now, shrinkLimit: 1, serviceName: name }));
  const errors: unknown[] = kept?.errors ?? [];
  const share = await openShare(
    {
      store,
      screening,
      master: await openMasterKey(folder, undefined, (key) => store.keyRing(key, now)),
      gate: openGate(DEFAULT_POLICY, store.ledger, now),
      law: { registerHeld: (source) => held.set(name, source) },
    },
    {
      folder,
      serviceName: name,
      now,
      onError: (error) => errors.push(error),
      stays: true,
      limits: {
        firstPostWait: 20,
        longestPostWait: 100,
        connectTime: 2_000,
        answerTime: 10_000,
        firstRetry: 20,
      },
    },
    { cooperation: (on) => openCooperation(on, { serviceName: name, threads: 1 }) },
  );
  const url = await share.serve({ host: '127.0.0.1', port: kept?.port ?? 0, always: true });
  return { name, store, screening, share, folder, port: Number(new URL(url ?? '').port), errors };
}

const LIAISON = localActor('liv', 'partnership', 'public-task');
const OFFICER = localActor('liv', 'cooperation', 'public-task');
const SECOND = localActor('sven', 'cooperation', 'public-task');
const PERSON = { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'], passportNumber: ['T9914402'] };
const requests = ({ share }: Real) => share.rooms.cooperation.requests;

let a: Real;
let b: Real;

beforeAll(async () => {
  [a, b] = await Promise.all([open('norland'), open('sudmark')]);
  async function* content(): AsyncIterable<ListContent> {
    yield { type: 'entity', entity: person('b-1', PERSON) };
  }
  await b.store.load({
    dataset: { name: 'list', title: 'list', publisher: 'sudmark' },
    format: 'ftm-ndjson',
    files: [{ name: 'list', sha256: '1', bytes: 1 }],
    recordedAt: now().toISOString(),
    sourceService: 'sudmark',
    content: content(),
    version: () => '1',
    shrinkLimit: undefined,
  });
  const { text } = await a.share.partners.invite(LIAISON, { name: 'sudmark' });
  await b.share.partners.accept(LIAISON, text);
  await b.share.rooms.cooperation.ask.keep();
});
afterAll(async () => {
  for (const { share, screening, store, folder } of [a, b]) {
    await share.close();
    await screening.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('goes the whole way: question, request, answer, withdrawal while the holder is away', async () => {
  const why = { purpose: 'review', legalBasis: 'public-task', caseNumber: 'C-17' };
  const subject = { query: { properties: PERSON } };
  const [answer] = await all(requests(a).ask(OFFICER, { ...why, subject }));
  if (answer?.outcome !== 'hits') throw new Error(JSON.stringify(answer));
  const [hit] = answer.hits;
  const { id } = await requests(a).prepare(OFFICER, {
    ...why,
    subject,
    partner: 'sudmark',
    reference: hit?.reference ?? '',
    strength: hit?.strength ?? 'medium',
    epoch: answer.epoch,
    handling: 'TLP:AMBER',
    question: 'Which documents do you hold?',
  });
  await requests(a).approve(SECOND, id, true, '');
  await until(async () => (await requests(b).list(OFFICER)).some((one) => one.id === id));
  const page = await requests(b).show(OFFICER, id);
  const statements = page.advice.map((one) => one.id);
  await requests(b).answer(OFFICER, id, { statements, marking: 'TLP:AMBER', note: '' });
  await requests(b).approve(SECOND, id, true, '');
  await until(async () => (await requests(a).show(OFFICER, id)).state === 'answered');
  const held = await requests(a).show(OFFICER, id);
  expect(held.shared.map(({ value }) => value).sort()).toEqual([
    '1979-03-14',
    'Arkady Dvornikov',
    'T9914402',
  ]);
  // What the owner signed is kept: it cannot deny it.
  const kept = (await a.store.requests.item(id))?.body as { answer: { jws: string } };
  expect(decodeProtectedHeader(kept.answer.jws)).toMatchObject({ alg: 'EdDSA' });

  // The holder is away, the owner withdraws, and is restarted before the holder comes back.
  await a.share.close();
  const passport = page.advice.find(({ property }) => property === 'passportNumber');
  await requests(b).correct(OFFICER, passport?.id ?? '', { reason: 'it was stolen' });
  await b.share.close();
  b = await open('sudmark', b);
  a = await open('norland', a);
  await until(async () =>
    (await requests(b).shared(OFFICER, 'norland')).given.some(({ receiptAt }) => receiptAt !== undefined),
  );
  const gone = (await requests(a).show(OFFICER, id)).shared.find(
    ({ property }) => property === 'passportNumber',
  );
  expect(gone).toMatchObject({
    state: 'withdrawn',
    reason: 'it was stolen',
    recordedUntil: expect.any(String),
  });
  const entity = held.answer?.entity ?? '';
  const { properties } = (await a.store.people.entities([entity])).get(entity) ?? {};
  expect(properties?.passportNumber).toBeUndefined();
  expect(properties?.name).toEqual(['Arkady Dvornikov']);
  expect((await b.share.outbox.waiting()).filter(({ refused }) => refused)).toEqual([]);
  // What the owner signed had the number, too.
  const after = (await a.store.requests.item(id))?.body as { answer: { jws?: string; sha256?: string } };
  expect([after.answer.jws, after.answer.sha256]).toEqual([
    undefined,
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
}, 20_000);

it('goes on after both have changed what they sign with, also where a table was signed with the key of before', async () => {
  const why = { purpose: 'review', legalBasis: 'public-task', caseNumber: 'C-18' };
  const subject = { query: { properties: PERSON } };
  const hitOf = async (by: Real, partner: string) => {
    const [answer] = await all(requests(by).ask(OFFICER, { ...why, subject, partners: [partner] }));
    if (answer?.outcome !== 'hits') throw new Error(JSON.stringify(answer));
    const [hit] = answer.hits;
    return { reference: hit?.reference ?? '', strength: hit?.strength ?? 'medium', epoch: answer.epoch };
  };
  const ask = async (by: Real, of: Real) => {
    const hit = await hitOf(by, of.name);
    const question = 'Where was it issued?';
    const more = { ...hit, ...why, subject, partner: of.name, handling: 'TLP:AMBER', question };
    const { id } = await requests(by).prepare(OFFICER, more);
    await requests(by).approve(SECOND, id, true, '');
    await until(async () => (await requests(of).list(OFFICER)).some((one) => one.id === id));
    await requests(of).refuse(OFFICER, id, 'other', 'no');
    await until(async () => (await requests(by).show(OFFICER, id)).state === 'refused');
  };
  await a.share.rooms.cooperation.ask.keep();
  const before = await hitOf(a, 'sudmark');
  const signedWith = async ({ share }: Real) =>
    (await share.keys.list(LIAISON)).sets.map((one) => one.signing);
  const keys = [await signedWith(a), await signedWith(b)];
  for (const one of [a, b]) {
    await one.share.keys.rotate(LIAISON, 'signing', false);
    // In the time when both keys are taken, too.
    await ask(a, b);
    await until(async () => (await signedWith(one)).length === 1);
    await ask(a, b);
  }
  await until(
    async () => (await b.share.outbox.waiting()).length + (await a.share.outbox.waiting()).length === 0,
  );
  expect([await signedWith(a), await signedWith(b)]).not.toEqual(keys);
  // The other way round: what norland holds of him came from sudmark, and is in no table.
  const [back] = await all(requests(b).ask(OFFICER, { ...why, subject }));
  expect(back).toMatchObject({ outcome: 'none' });
  // What a has kept on disk was signed with the key of before: it takes the table anew, of the same epoch.
  await a.share.close();
  a = await open('norland', a);
  expect(await hitOf(a, 'sudmark')).toEqual(before);
  const alarms = await a.store.ledger.read({ limit: 100, action: 'alarm' });
  expect(alarms).toEqual([]);
  await ask(a, b);
}, 30_000);

it('says what is held of a person, and erases what came when the agreement is over', async () => {
  const [found] = (await held.get('norland')?.find({ name: 'Arkadi Dvornikov', born: '1979' })) ?? [];
  expect(found).toMatchObject({ source: 'partners', caption: 'Arkady Dvornikov' });
  expect(await held.get('norland')?.find({ name: 'Torben Vestergaard' })).toEqual([]);
  expect(await held.get('norland')?.find({ name: 'Arkady Dvornikov', born: '1980' })).toEqual([]);
  const there = await held.get('sudmark')?.held(['b-1']);
  const kinds = (records: readonly { readonly kind: string }[] = []) => [
    ...new Set(records.map(({ kind }) => kind)),
  ];
  expect(kinds(there?.records)).toEqual(
    expect.arrayContaining([
      'request',
      'request step',
      'given to a partner',
      'id that a partner knows it by',
      'reference that a partner knows it by',
    ]),
  );
  // Of somebody else there is nothing but what stands for that record in the table.
  const other = await held.get('sudmark')?.held(['b-2']);
  expect(kinds(other?.records).filter((kind) => !kind.startsWith('reference'))).toEqual([]);
  // By the id under which it came, the asker finds the request and what was given for it.
  const [request] = (await requests(a).list(OFFICER)).filter(({ state }) => state === 'answered');
  const entity = (await requests(a).show(OFFICER, request?.id ?? '')).answer?.entity ?? '';
  const here = await held.get('norland')?.held([entity]);
  expect(kinds(here?.records)).toEqual(
    expect.arrayContaining(['request', 'request step', 'came from a partner']),
  );
  expect(here?.ids).toContain(request?.id);
  expect(JSON.stringify(here?.records)).not.toContain('"jws"');

  expect((await a.store.people.statements(entity, { all: true })).length).toBeGreaterThan(0);
  await b.share.partners.end(LIAISON, 'norland', 'a new law');
  await until(async () => (await a.store.people.statements(entity, { all: true })).length === 0);
  expect((await requests(a).show(OFFICER, request?.id ?? '')).shared).toEqual([]);
  // The owner is told that it is gone there.
  await until(async () =>
    (await requests(b).shared(OFFICER, 'norland')).given.every(({ receiptAt }) => receiptAt !== undefined),
  );
  const [entry] = await a.store.ledger.read({ limit: 1, action: 'erase-received' });
  expect(entry).toMatchObject({ account: 'machine', rule: 'agreement-over' });
}, 20_000);
