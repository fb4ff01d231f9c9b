import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMarking } from '../../src/model/index.ts';
import type { Agreement, FollowedAnswer, NewRequest, RequestPage } from '../../src/share/index.ts';
import { agreedFor } from '../../src/share/requests/agreed.ts';
import { inWords } from '../../src/share/requests/markings.ts';
import {
  CONSENTS_A_DAY,
  CORRECTIONS_A_DAY,
  MOST_STEPS,
  REQUESTS_A_DAY,
} from '../../src/share/requests/tuning.ts';
import {
  agree,
  all,
  clockAt,
  identityOf,
  OFFICER as LIAISON,
  openNetwork,
  person,
  WHY,
} from '../support/ask-services.ts';
import { openRequestService, type RequestService, settle } from '../support/request-services.ts';

const DAY = 86_400_000;
const clock = clockAt('2026-03-02T08:00:00.000Z');
const network = openNetwork();
const away = new Set<string>();
const [norland, sudmark, ostland] = ['norland', 'sudmark', 'ostland'].map(identityOf) as [
  ReturnType<typeof identityOf>,
  ReturnType<typeof identityOf>,
  ReturnType<typeof identityOf>,
];
const open = { deconfliction: true };
const agreements: Agreement[] = [
  agree(norland, sudmark, open),
  agree(sudmark, ostland, open),
  agree(norland, ostland, open),
];
const OFFICER = { ...LIAISON, roles: ['liaison-officer', 'reviewer'] };
const SECOND = { ...LIAISON, account: 'sven', roles: ['reviewer'] };
const DVORNIKOV = {
  name: ['Arkady Dvornikov'],
  birthDate: ['1979-03-14'],
  passportNumber: ['T9914402'],
  nationality: ['md'],
};
const OYELARAN = { name: ['Marta Lindqvist Oyelaran'], birthDate: ['1988-07-02'], idNumber: ['550-11-9'] };
const VESTERGAARD = { name: ['Torben Vestergaard'], birthDate: ['1971-10-30'], nationality: ['dk'] };

/** Norland asks, Sudmark knows, Ostland is the originator of some of what Sudmark knows. */
let a: RequestService;
let b: RequestService;
let c: RequestService;

beforeAll(async () => {
  const agreed = () => agreements;
  [a, b, c] = await Promise.all([
    openRequestService(norland, network, clock, agreed, away),
    openRequestService(sudmark, network, clock, agreed, away),
    openRequestService(ostland, network, clock, agreed, away),
  ]);
  await b.load([person('b-1', DVORNIKOV), person('b-2', VESTERGAARD)]);
  await c.load([person('c-1', OYELARAN)]);
  await a.load([person('a-1', { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'] })]);
});
afterAll(() => Promise.all([a, b, c].map((service) => service.close())));
beforeEach(() => {
  network.wire.length = 0;
  away.clear();
});

const everybody = () => settle(a, b, c);
const query = (properties: Record<string, readonly string[]>) => ({ query: { properties } });

async function look(
  by: RequestService,
  partner: string,
  subject: NewRequest['subject'],
): Promise<Extract<FollowedAnswer, { outcome: 'hits' | 'none' }>> {
  const [answer] = await all(by.requests.ask(OFFICER, { ...WHY, subject, partners: [partner] }));
  if (!answer || answer.outcome === 'failed') throw new Error(answer?.reason ?? 'no answer');
  return answer;
}

async function wanted(
  by: RequestService,
  partner: string,
  subject: NewRequest['subject'],
  more: Partial<NewRequest> = {},
): Promise<NewRequest> {
  const { hits, epoch } = await look(by, partner, subject);
  const [hit] = hits;
  if (!hit) throw new Error('no hit');
  return {
    ...WHY,
    partner,
    subject,
    reference: hit.reference,
    strength: hit.strength,
    epoch,
    handling: 'TLP:AMBER//ORCON//H1,H2',
    question: 'Which travel documents do you hold, and since when?',
    ...more,
  };
}

/** Prepared by one, sent by another, and there. */
async function sent(
  by: RequestService,
  partner: string,
  subject: NewRequest['subject'],
  more: Partial<NewRequest> = {},
): Promise<string> {
  const { id } = await by.requests.prepare(OFFICER, await wanted(by, partner, subject, more));
  await by.requests.approve(SECOND, id, true, '');
  await everybody();
  return id;
}

/** Chooses by property, has it approved, and delivers. */
async function answered(
  by: RequestService,
  id: string,
  marking: string,
  ...properties: readonly string[]
): Promise<RequestPage> {
  const page = await by.requests.show(OFFICER, id);
  const statements = page.advice
    .filter(({ property, allowed }) => allowed && (properties.length === 0 || properties.includes(property)))
    .map((one) => one.id);
  await by.requests.answer(OFFICER, id, { statements, marking, note: '' });
  const approved = await by.requests.approve(SECOND, id, true, '');
  await everybody();
  return approved;
}

const ledgerOf = async ({ store }: RequestService): Promise<readonly string[]> =>
  (await store.ledger.read({ limit: 500 })).map(
    ({ account, action, allowed, rule }) => `${account} ${action} ${allowed ? 'yes' : 'no'} ${rule}`,
  );
const kinds = () =>
  network.wire.filter(({ kind }) => !/^ask|receipt$/.test(kind)).map(({ from, kind }) => `${from} ${kind}`);
const found = async (by: RequestService, name: string): Promise<readonly string[]> => {
  const asker = { account: 'liv', roles: ['screener'], purpose: 'screening', legalBasis: 'sanctions-law' };
  const { hits } = await by.screening.search(asker, {
    query: { id: 'q', schema: 'Person', properties: { name: [name] } },
    threshold: 0.7,
    limit: 5,
  });
  return hits.map(({ entity }) => entity.id);
};

/** What an export to a partner would hold of persons that another service told of. */
async function exported(by: RequestService, partner: string, from: string): Promise<readonly string[]> {
  const agreed = await agreedFor(by.store.requests, partner);
  const terms = { exit: 'export', to: { kind: 'partner', id: partner, groups: [] } } as const;
  const values: string[] = [];
  const analyst = { account: 'ann', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' };
  for await (const batch of by.screening.release(analyst, { ...terms, decidedByPerson: true, agreed }))
    for (const { statements } of batch)
      for (const { sourceService, property, value } of statements)
        if (sourceService === from && property !== 'id') values.push(`${property} ${value}`);
  return values.sort();
}

describe('a request', () => {
  it('goes out by a second person only, and names nobody', async () => {
    const request = await wanted(a, 'sudmark', query(DVORNIKOV));
    const prepared = await a.requests.prepare(OFFICER, request);
    expect(prepared).toMatchObject({ state: 'waiting-approval', side: 'sent', can: ['cancel'] });
    await everybody();
    expect(kinds()).toEqual([]);
    await expect(a.requests.approve(OFFICER, prepared.id, true, '')).rejects.toThrow(/prepared it/);
    expect((await a.requests.show(SECOND, prepared.id)).can).toEqual(['approve', 'cancel']);
    expect(await a.requests.approve(SECOND, prepared.id, true, 'needed for C-17')).toMatchObject({
      state: 'sent',
    });
    await everybody();
    expect(await a.requests.show(OFFICER, prepared.id)).toMatchObject({
      state: 'delivered',
      receipts: { delivered: expect.any(String) },
    });
    const wire = network.wire.find(({ kind }) => kind === 'request-new')?.request ?? '';
    expect(Object.keys(JSON.parse(wire)).sort()).toEqual([
      'caseHash',
      'deadline',
      'epoch',
      'handling',
      'id',
      'legalBasis',
      'purpose',
      'question',
      'reference',
      'time',
    ]);
    for (const secret of ['Dvornikov', 'Arkady', '1979', 'T9914402', 'C-17', 'liv', 'needed'])
      expect(wire).not.toContain(secret);
    // The owner knows which record is meant, and that somebody has read it is told.
    expect(await b.requests.show(OFFICER, prepared.id)).toMatchObject({
      state: 'open',
      record: 'b-1',
      can: ['answer', 'refuse', 'not-now'],
    });
    await everybody();
    expect((await a.requests.show(OFFICER, prepared.id)).receipts.read).toBeDefined();
  });

  it.each([
    ['Is Dvornikov known to you?', 'dvornikov'],
    ['What of ARKADY?', 'arkady'],
    ['Дворников?', 'dvornikov'],
    ['the holder of T99 144-02', 'T9914402'],
    ['born 1979-03-14?', '1979-03-14'],
  ])('is not made where its text says who is meant: %s', async (question, said) => {
    const request = await wanted(a, 'sudmark', query(DVORNIKOV), { question });
    await expect(a.requests.prepare(OFFICER, request)).rejects.toThrow(
      new RegExp(`names the person \\(.*${said}`),
    );
  });

  it('keeps to the agreement and to the policy', async () => {
    const request = await wanted(a, 'sudmark', query(DVORNIKOV));
    await expect(a.requests.prepare(OFFICER, { ...request, purpose: 'curiosity' })).rejects.toThrow(
      /does not hold curiosity on treaty-7; it holds counter-terrorism/,
    );
    await expect(a.requests.prepare({ ...OFFICER, roles: ['analyst'] }, request)).rejects.toMatchObject({
      name: 'RefusedError',
    });
    await expect(a.requests.prepare(OFFICER, { ...request, handling: 'secret' })).rejects.toThrow(
      /no marking/,
    );
    await expect(a.requests.prepare(OFFICER, { ...request, partner: 'nowhere' })).rejects.toThrow(
      /no agreement/,
    );
    await expect(a.requests.prepare(OFFICER, { ...request, deadline: 'soon' })).rejects.toThrow();
  });

  it('is refused by the machine where the reference stands for nobody, without a person', async () => {
    const request = await wanted(a, 'sudmark', query(DVORNIKOV));
    const { id } = await a.requests.prepare(OFFICER, { ...request, reference: 'ab'.repeat(16) });
    await a.requests.approve(SECOND, id, true, '');
    await everybody();
    expect(await a.requests.show(OFFICER, id)).toMatchObject({
      state: 'refused',
      refusal: { code: 'unknown-reference' },
    });
  });

  it('can be refused with a reason, put off, and taken back', async () => {
    const refused = await sent(a, 'sudmark', query(DVORNIKOV));
    await b.requests.refuse(OFFICER, refused, 'ongoing-work', 'in May perhaps');
    await everybody();
    expect(await a.requests.show(OFFICER, refused)).toMatchObject({
      state: 'refused',
      refusal: { code: 'ongoing-work', note: 'in May perhaps' },
      can: [],
    });
    const later = await sent(a, 'sudmark', query(DVORNIKOV));
    await b.requests.notNow(OFFICER, later, '2026-03-04T08:00:00.000Z', '');
    await everybody();
    expect(await a.requests.show(OFFICER, later)).toMatchObject({ state: 'not-now' });
    clock.forward(3 * DAY);
    await b.requests.sweep();
    expect(await b.requests.show(OFFICER, later)).toMatchObject({ state: 'open' });
    await a.requests.cancel(OFFICER, later, '');
    await everybody();
    expect(await b.requests.show(OFFICER, later)).toMatchObject({ state: 'cancelled', can: [] });
  });

  it('reminds by itself, not too often, and is late after its deadline', async () => {
    const id = await sent(a, 'sudmark', query(DVORNIKOV));
    for (let week = 0; week < 6; week++) {
      clock.forward(8 * DAY);
      await a.requests.sweep();
      await a.requests.sweep();
      await everybody();
    }
    expect(await b.requests.show(OFFICER, id)).toMatchObject({ reminders: 3, overdue: true, state: 'open' });
    await b.requests.refuse(OFFICER, id, 'other', '');
    await everybody();
  });
});

describe('an answer', () => {
  it('goes by two persons, each statement with its marking, source and grade, and is searched like any list', async () => {
    for (const one of [a, b, c]) await one.ask.keep();
    const id = await sent(a, 'sudmark', query(DVORNIKOV));
    await b.requests.answer(OFFICER, id, {
      statements: (await b.requests.show(OFFICER, id)).advice.map((one) => one.id),
      marking: 'TLP:AMBER//H1',
      note: 'more on paper',
    });
    await everybody();
    expect(kinds()).not.toContain('sudmark request-answer');
    await expect(b.requests.approve(OFFICER, id, true, '')).rejects.toThrow(/prepared it/);
    expect(await b.requests.approve(SECOND, id, true, '')).toMatchObject({ state: 'answered' });
    await everybody();
    const page = await a.requests.show(OFFICER, id);
    expect(page).toMatchObject({ state: 'answered', answer: { note: 'more on paper' }, can: ['feedback'] });
    expect(page.shared.map(({ property, value }) => `${property} ${value}`).sort()).toEqual([
      'birthDate 1979-03-14',
      'name Arkady Dvornikov',
      'nationality md',
      'passportNumber T9914402',
    ]);
    for (const one of page.shared)
      expect(one).toMatchObject({
        marking: 'TLP:AMBER//H1',
        markingInWords: [expect.stringMatching(/need to know/), expect.stringMatching(/not in court/)],
        grade: 'A2',
        sourceService: 'sudmark',
        dataset: 'from_sudmark',
      });
    // Neither the owner's id nor one that another partner would know.
    expect(page.answer?.entity).toMatch(/^sudmark:[0-9a-f]{32}$/);
    expect(await found(a, 'Arkady Dvornikov')).toContain(page.answer?.entity);
    await everybody();
    expect((await b.requests.show(OFFICER, id)).receipts).toMatchObject({
      'answer-delivered': expect.any(String),
      'answer-read': expect.any(String),
    });
    const [here, there] = [await ledgerOf(a), await ledgerOf(b)];
    expect(here).toContain('partner:sudmark receive-answer yes answered');
    expect(there).toContain(
      'partner:norland receive-request yes agreement:00000000-0000-7000-8000-000000000001',
    );
    expect(there).toContain('sven decide-request yes reviewers-decide');
    expect((await b.store.ledger.verify()).intact).toBe(true);
  });

  it('under TLP:RED is for whoever is answered, by name', async () => {
    const id = await sent(a, 'sudmark', query(VESTERGAARD));
    const [one] = (await b.requests.show(OFFICER, id)).advice;
    const statements = [one?.id ?? ''];
    for (const marking of ['TLP:RED', 'TLP:RED//FOR:ostland'])
      await expect(b.requests.answer(OFFICER, id, { statements, marking, note: '' })).rejects.toThrow(
        /does not name norland.*\/\/FOR:norland/,
      );
    expect(await b.requests.show(OFFICER, id)).toMatchObject({ state: 'open' });
    const marking = 'TLP:RED//FOR:norland,ostland';
    await b.requests.answer(OFFICER, id, { statements, marking, note: '' });
    await b.requests.approve(SECOND, id, true, '');
    await everybody();
    // Who else was named is not told.
    expect((await a.requests.show(OFFICER, id)).shared).toMatchObject([
      { marking: 'TLP:RED//FOR:norland', markingInWords: [expect.anything(), 'only for norland'] },
    ]);
    expect(inWords(readMarking('TLP:RED'))).toEqual([expect.stringMatching(/names nobody/)]);
  });

  it('cannot widen a marking, choose what is not of the record, or come twice', async () => {
    const id = await sent(a, 'sudmark', query(VESTERGAARD));
    await expect(
      b.requests.answer(OFFICER, id, { statements: ['999999'], marking: 'TLP:CLEAR', note: '' }),
    ).rejects.toThrow(/not, or no longer, said/);
    await expect(
      b.requests.answer(OFFICER, id, { statements: [], marking: 'TLP:CLEAR', note: '' }),
    ).rejects.toThrow(/choose 1 to/);
    await answered(b, id, 'TLP:GREEN', 'name');
    const answer = JSON.parse(
      network.wire.find(({ kind }) => kind === 'request-answer')?.request ?? '',
    ) as object;
    const before = await a.requests.show(OFFICER, id);
    await network.send('sudmark', 'norland', 'request-answer', answer);
    expect((await a.requests.show(OFFICER, id)).shared).toEqual(before.shared);
  });
});

describe('hostile partners', () => {
  const reply = async (change: object): Promise<unknown> => {
    const id = await sent(a, 'sudmark', query(VESTERGAARD));
    const statement = {
      id: crypto.randomUUID(),
      schema: 'Person',
      property: 'name',
      value: 'Torben Vestergaard',
      grade: 'A2',
      marking: 'TLP:GREEN',
      recordedFrom: '2026-03-02T08:00:00.000Z',
      ...change,
    };
    return network.send('sudmark', 'norland', 'request-answer', {
      request: id,
      outcome: 'answered',
      entity: `sudmark:${'0'.repeat(32)}`,
      statements: [statement],
      note: '',
      time: '2026-03-02T08:00:00.000Z',
    });
  };
  it.each([
    ['a property that is left out on purpose', { property: 'religion' }],
    ['another schema', { schema: 'Secret' }],
    ['a reference to another entity', { schema: 'Passport', property: 'holder', value: 'a-1' }],
    ['a marking that nobody knows', { marking: 'TLP:PURPLE' }],
    ['a grade that is none', { grade: 'Z9' }],
    ['more than there is', { score: 0.9 }],
    ['nothing', { value: '' }],
    ['too much', { value: 'x'.repeat(1_001) }],
  ])('are refused: %s', async (_, change) => {
    const before = await found(a, 'Torben Vestergaard');
    await expect(reply(change)).rejects.toMatchObject({ code: 'refused' });
    expect(await found(a, 'Torben Vestergaard')).toEqual(before);
  });

  it('cannot speak in our name, nor answer what another was asked, nor end what another gave', async () => {
    await reply({ originator: 'norland', value: 'Torben Vestergaard-Holm' });
    const [mine] = (await a.requests.shared(OFFICER, 'sudmark')).got.filter(({ value }) =>
      value.endsWith('Holm'),
    );
    expect(mine).toMatchObject({ sourceService: 'sudmark' });
    await expect(
      network.send('ostland', 'norland', 'statement-ended', {
        id: mine?.sharedAs,
        how: 'withdrawn',
        reason: '',
        time: '2026-03-02T08:00:00.000Z',
      }),
    ).rejects.toThrow(/did not come from ostland/);
    const id = await sent(a, 'sudmark', query(VESTERGAARD));
    const refusal = {
      request: id,
      outcome: 'refused',
      code: 'other',
      note: '',
      time: '2026-03-02T08:00:00.000Z',
    };
    await expect(network.send('ostland', 'norland', 'request-answer', refusal)).rejects.toThrow(/no request/);
    for (const body of [null, 'x', [], {}, { ...refusal, request: 'x' }, { ...refusal, code: 'because' }])
      await expect(network.send('sudmark', 'norland', 'request-answer', body)).rejects.toMatchObject({
        code: 'refused',
      });
  });
});

describe('what came from a third service', () => {
  let request: string;
  const own = async () =>
    (await b.requests.show(OFFICER, request)).advice.filter(
      ({ sourceService }) => sourceService === 'ostland',
    );
  const ask = async (): Promise<void> => {
    const statements = (await own()).map((one) => one.id);
    await b.requests.answer(OFFICER, request, { statements, marking: 'TLP:AMBER', note: '' });
    await b.requests.approve(SECOND, request, true, '');
  };

  beforeAll(async () => {
    away.clear();
    // Sudmark has asked Ostland, and holds what it gave under originator control.
    const first = await sent(b, 'ostland', query(OYELARAN));
    await answered(c, first, 'TLP:GREEN//ORCON//H2');
    const [held] = (await b.requests.shared(OFFICER, 'ostland')).got;
    expect(held?.marking).toBe('TLP:GREEN//ORCON//H2');
  });

  it('is in no table for others, and goes nowhere before its originator has agreed', async () => {
    await b.ask.keep();
    expect((await look(a, 'sudmark', query(OYELARAN))).outcome).toBe('none');
    // Sudmark has the same person on its own list, and so is asked.
    await b.load([person('b-1', DVORNIKOV), person('b-2', VESTERGAARD), person('b-3', OYELARAN)]);
    const entity = (await b.requests.shared(OFFICER, 'ostland')).got.length;
    expect(entity).toBeGreaterThan(0);
    const [shared] = await b.store.requests.shared({ partner: 'ostland' });
    await b.store.judge(
      { left: 'b-3', right: shared?.entity ?? '', verdict: 'same', by: 'liv', reason: 'passport' } as never,
      clock.now(),
    );
    await b.screening.follow();
    await b.ask.keep();
    request = await sent(a, 'sudmark', query(OYELARAN));
    expect(await own()).toEqual(
      (await own()).map((one) => ({
        ...one,
        allowed: false,
        rule: 'originator-control',
        originator: 'ostland',
      })),
    );
    network.wire.length = 0;
    away.add('ostland');
    await ask();
    await everybody();
    expect(await b.requests.show(OFFICER, request)).toMatchObject({ state: 'waiting-originator', can: [] });
    expect(kinds()).toEqual([]);
    away.clear();
    await everybody();
    expect(kinds()).toEqual(['sudmark consent-ask']);
  });

  it('stays where the originator refuses: the officer decides again', async () => {
    const [wants] = await c.requests.list(OFFICER, { kind: 'consent', state: 'open' });
    expect(wants).toMatchObject({
      side: 'received',
      partner: 'sudmark',
      recipient: 'norland',
      can: ['consent'],
    });
    const page = await c.requests.show(OFFICER, wants?.id ?? '');
    expect(page.advice.map(({ property }) => property).sort()).toEqual(['birthDate', 'idNumber', 'name']);
    await c.requests.consent(OFFICER, page.id, { agreed: false, mayBeNamed: false, note: 'not to Norland' });
    await everybody();
    const back = await b.requests.show(OFFICER, request);
    expect(back).toMatchObject({ state: 'open' });
    expect(back.events.map(({ step }) => step)).toContain('originator-refused');
    for (const one of await own()) expect(one).toMatchObject({ allowed: false, rule: 'originator-refused' });
    expect(await exported(b, 'norland', 'ostland')).toEqual([]);
    await expect(ask()).rejects.toThrow(/may not go/);
    expect(await ledgerOf(b)).toContain('partner:ostland receive-consent no originator-refused');
    expect(await ledgerOf(c)).toContain('partner:sudmark ask-originator yes originator-control');
    expect(kinds()).not.toContain('sudmark request-answer');
    await b.requests.refuse(OFFICER, request, 'originator-refused', '');
    await everybody();
  });

  it('goes when the originator agrees, by two persons of its own, with the originator named where that is agreed', async () => {
    request = await sent(a, 'sudmark', query(OYELARAN));
    network.wire.length = 0;
    await ask();
    await everybody();
    const [wants] = await c.requests.list(OFFICER, { kind: 'consent', state: 'open' });
    await c.requests.consent(OFFICER, wants?.id ?? '', { agreed: true, mayBeNamed: true, note: '' });
    await everybody();
    expect(kinds()).not.toContain('sudmark request-answer');
    await expect(c.requests.approve(OFFICER, wants?.id ?? '', true, '')).rejects.toThrow(/prepared it/);
    await c.requests.approve(SECOND, wants?.id ?? '', true, '');
    await everybody();
    const page = await a.requests.show(OFFICER, request);
    expect(page.state).toBe('answered');
    expect(page.shared.length).toBe(3);
    for (const one of page.shared)
      expect(one).toMatchObject({ sourceService: 'ostland', marking: 'TLP:AMBER//ORCON//H2' });
    expect(await ledgerOf(b)).toContain('machine send-answer yes originators-agreed');
    // What was agreed to goes to that partner by an export, too, and to nobody else.
    expect(await exported(b, 'norland', 'ostland')).toEqual([
      'birthDate 1988-07-02',
      'idNumber 550-11-9',
      'name Marta Lindqvist Oyelaran',
    ]);
    const [entry] = await b.store.ledger.read({ limit: 1 });
    expect(entry?.subjects).toContain(`consent:${wants?.id}`);
    expect(await exported(b, 'ostland', 'ostland')).toEqual([]);
    expect(await exported(a, 'sudmark', 'ostland')).toEqual([]);
  });

  it('disappears along the whole way when the originator withdraws it, also where somebody was away', async () => {
    const [id] = (await c.store.requests.statements('c-1')).filter(({ property }) => property === 'idNumber');
    const there = async (by: RequestService, partner: string) =>
      (await by.requests.shared(OFFICER, partner)).got.find(({ property }) => property === 'idNumber');
    expect(await there(a, 'sudmark')).toMatchObject({ state: 'current' });
    away.add('norland');
    expect(await c.requests.correct(OFFICER, id?.id ?? '', { reason: 'a typing error' })).toMatchObject({
      holders: ['sudmark'],
    });
    await everybody();
    expect(await there(b, 'ostland')).toMatchObject({ state: 'withdrawn', reason: 'a typing error' });
    expect(await exported(b, 'norland', 'ostland')).toEqual([
      'birthDate 1988-07-02',
      'name Marta Lindqvist Oyelaran',
    ]);
    expect(await there(a, 'sudmark')).toMatchObject({ state: 'current' });
    away.clear();
    await everybody();
    expect(await there(a, 'sudmark')).toMatchObject({ state: 'withdrawn', reason: 'a typing error' });
    // Never overwritten: it has an end of record time, and is in no view of now.
    const [old] = await a.store.requests.shared({ request });
    expect(old).toBeDefined();
    expect(await there(a, 'sudmark')).toMatchObject({ recordedUntil: expect.any(String) });
    const entity = (await a.requests.show(OFFICER, request)).answer?.entity ?? '';
    expect((await a.store.requests.statements(entity)).map(({ property }) => property).sort()).toEqual([
      'birthDate',
      'name',
    ]);
    expect(await ledgerOf(a)).toContain('partner:sudmark withdraw-statement yes originator');
    expect(await ledgerOf(b)).toContain('partner:norland receive-receipt yes gone-there');
    expect(await ledgerOf(c)).toContain('partner:sudmark receive-receipt yes gone-there');
    expect(
      (await c.requests.shared(OFFICER, 'sudmark')).given.find(({ property }) => property === 'idNumber'),
    ).toMatchObject({ state: 'withdrawn', receiptAt: expect.any(String) });
  });
});

describe('a correction', () => {
  it('is a new statement everywhere, and nobody but the owner can make it', async () => {
    const id = await sent(a, 'sudmark', query(DVORNIKOV));
    const { shared } = await answered(b, id, 'TLP:GREEN');
    const name = shared.find(({ property }) => property === 'name');
    const [held] = (await a.requests.show(OFFICER, id)).shared.filter(({ property }) => property === 'name');
    await expect(a.requests.correct(OFFICER, held?.id ?? '', { reason: 'I know better' })).rejects.toThrow(
      /said by sudmark: only that service/,
    );
    const told = await b.requests.correct(OFFICER, name?.id ?? '', {
      value: 'Arkadij Dvornikow',
      reason: 'as in the passport',
    });
    expect(new Set(told.holders)).toEqual(new Set(['norland']));
    await everybody();
    const after = (await a.requests.show(OFFICER, id)).shared.filter(({ property }) => property === 'name');
    expect(after.map(({ value, state }) => [value, state])).toEqual([
      ['Arkady Dvornikov', 'corrected'],
      ['Arkadij Dvornikow', 'current'],
    ]);
    const entity = (await a.requests.show(OFFICER, id)).answer?.entity ?? '';
    expect((await a.store.people.entities([entity])).get(entity)?.properties.name).toEqual([
      'Arkadij Dvornikow',
    ]);
    expect(await ledgerOf(a)).toContain('partner:sudmark correct-statement yes originator');
  });

  it('follows by itself where a list does not say it any more; with the last statement the person is gone', async () => {
    const id = await sent(a, 'sudmark', query(VESTERGAARD));
    await answered(b, id, 'TLP:GREEN');
    const { answer } = await a.requests.show(OFFICER, id);
    expect(await found(a, 'Torben Vestergaard')).toContain(answer?.entity);
    await b.load([person('b-1', DVORNIKOV), person('b-3', OYELARAN)]);
    await b.requests.sweep();
    await everybody();
    for (const one of (await a.requests.show(OFFICER, id)).shared)
      expect(one).toMatchObject({ state: 'withdrawn', reason: 'its source does not say it any more' });
    expect(await ledgerOf(b)).toContain('machine withdraw-statement yes source-ended');
    for (const one of (await a.requests.shared(OFFICER, 'sudmark')).got.filter(({ value }) =>
      /Vestergaard$/.test(value),
    ))
      expect(one.state).toBe('withdrawn');
    expect(await found(a, 'Torben Vestergaard')).not.toContain(answer?.entity);
  });
});

describe('not the same person', () => {
  it('is remembered on both sides over epochs, and may be taken back', async () => {
    await b.load([person('b-1', DVORNIKOV), person('b-3', OYELARAN)]);
    const id = await sent(a, 'sudmark', query(OYELARAN));
    await answered(b, id, 'TLP:GREEN', 'nationality', 'birthDate');
    const page = await b.requests.show(OFFICER, id);
    if (page.state !== 'answered') throw new Error(page.state);
    await a.requests.feedback(OFFICER, id, {
      samePerson: false,
      useful: true,
      note: 'another fingerprint card',
    });
    await everybody();
    expect((await look(a, 'sudmark', query(OYELARAN))).hits[0]).toMatchObject({ suppressed: true });
    expect(await b.requests.show(OFFICER, id)).toMatchObject({
      suppressed: true,
      feedback: { samePerson: false, useful: true },
    });
    clock.forward(7 * DAY);
    for (const one of [b, a]) await one.ask.keep();
    const next = await look(a, 'sudmark', query(OYELARAN));
    expect(next.epoch).toBeGreaterThan(1);
    expect(next.hits[0]).toMatchObject({ suppressed: true, reference: page.reference });
    // Another person who is asked for is not suppressed by it.
    expect((await look(a, 'sudmark', query(DVORNIKOV))).hits[0]).toMatchObject({ suppressed: false });
    await b.requests.reopen(OFFICER, id, 'the card was mixed up');
    await everybody();
    expect((await look(a, 'sudmark', query(OYELARAN))).hits[0]).toMatchObject({ suppressed: false });
    expect((await a.requests.pairs(OFFICER))[0]).toMatchObject({ reopenedAt: expect.any(String) });
    await expect(a.requests.reopen(OFFICER, id, 'again')).rejects.toThrow(/nothing to take back/);
  });
});

describe('deconfliction', () => {
  it('tells both that both work on a person, and nobody else', async () => {
    const plain = await look(a, 'sudmark', { entityId: 'a-1' });
    expect(plain.hits[0]).toMatchObject({ activeCase: false });
    await b.requests.setActiveCase(OFFICER, 'b-1', 'desk 4, +00 1');
    await b.ask.keep();
    // Who does not work on the person is not told that the partner does, and tells nothing.
    network.wire.length = 0;
    const idle = await look(a, 'sudmark', { entityId: 'a-1' });
    expect(idle.hits[0]).toMatchObject({ activeCase: false });
    expect(idle.hits[0]).not.toHaveProperty('deconfliction');
    expect(kinds()).toEqual([]);
    expect(await b.requests.deconflictions(OFFICER)).toEqual([]);
    await a.requests.setActiveCase(OFFICER, 'a-1', 'room 12, +00 2');
    const both = await look(a, 'sudmark', { entityId: 'a-1' });
    expect(both.hits[0]).toMatchObject({ activeCase: true, deconfliction: { contact: 'desk 4, +00 1' } });
    expect(await b.requests.deconflictions(OFFICER)).toMatchObject([
      { partner: 'norland', record: 'b-1', side: 'owned', contact: 'room 12, +00 2' },
    ]);
    expect(await a.requests.deconflictions(OFFICER)).toMatchObject([
      { partner: 'sudmark', record: 'a-1', side: 'asked', contact: 'desk 4, +00 1' },
    ]);
    const [wire] = network.wire.filter(({ kind }) => kind === 'deconfliction-tell');
    expect(Object.keys(JSON.parse(wire?.request ?? ''))).toEqual(['reference', 'contact', 'time']);
    expect(await ledgerOf(b)).toContain('partner:norland deconflict yes both-work');
    await b.requests.setActiveCase(OFFICER, 'b-1', undefined);
    await b.ask.keep();
    expect((await look(a, 'sudmark', { entityId: 'a-1' })).hits[0]).toMatchObject({ activeCase: false });
  });

  it('answers nothing to a partner who guesses', async () => {
    const told = { reference: 'cd'.repeat(16), contact: 'x', time: '2026-03-02T08:00:00.000Z' };
    expect(await network.send('norland', 'sudmark', 'deconfliction-tell', told)).toEqual({ contact: null });
  });
});

describe('figures', () => {
  it('tell who asks, who answers, how fast, how often it was of use', async () => {
    const [ostlandOfA, sudmarkOfA] = await a.requests.figures(OFFICER);
    const [norlandOfB] = await b.requests.figures(OFFICER);
    expect(ostlandOfA).toMatchObject({ partner: 'ostland', requestsSent: 0, questionsAsked: 0 });
    expect(sudmarkOfA).toMatchObject({ partner: 'sudmark', usefulOfTheirs: 1 });
    // One was answered by a forged message above, of which the owner knows nothing.
    expect(sudmarkOfA?.pendingThere).toBe((norlandOfB?.pendingHere ?? 0) - 1);
    expect(norlandOfB?.questionsAnswered).toBe(sudmarkOfA?.questionsAsked);
    expect(norlandOfB?.requestsReceived).toBe(sudmarkOfA?.requestsSent);
    expect(norlandOfB?.answeredByUs).toBeGreaterThan(2);
    expect(sudmarkOfA?.hits).toBeLessThanOrEqual(sudmarkOfA?.questionsAsked ?? 0);
    expect(sudmarkOfA?.hoursTheyTook).toBeGreaterThanOrEqual(0);
  });

  it('leaves no message that a partner would not take', () => {
    expect([a, b, c].flatMap(({ refused, errors }) => [...refused, ...errors])).toEqual([]);
  });
});

describe('a partner whose keys were stolen', () => {
  const time = '2026-03-02T08:00:00.000Z';
  const id = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`;
  const spent = async (counter: string, perDay: number): Promise<void> => {
    await b.store.ask.spend(counter, perDay, { perDay }, clock.now());
  };
  const send = (kind: string, body: unknown, from = 'norland') => network.send(from, 'sudmark', kind, body);
  const request = (n: number, more: object = {}) => ({
    id: id(n),
    reference: 'ab'.repeat(16),
    epoch: 1,
    purpose: WHY.purpose,
    legalBasis: WHY.legalBasis,
    caseHash: 'ab'.repeat(32),
    handling: 'TLP:AMBER',
    question: 'What is held?',
    deadline: new Date(clock.now().getTime() + DAY).toISOString(),
    time,
    ...more,
  });
  const floods = async () => (await ledgerOf(b)).filter((one) => one.includes(' flood ')).sort();

  beforeAll(() => clock.forward(DAY));

  it('cannot fill the inbox or the store, and the ledger has it once', async () => {
    await spent('request:norland', REQUESTS_A_DAY - 1);
    await send('request-new', request(1));
    // The same again is taken as taken, and costs nothing.
    await send('request-new', request(1));
    for (const n of [2, 3, 4])
      await expect(send('request-new', request(n))).rejects.toThrow(/200 a day.*\(request\)/);
    expect(await b.store.requests.item(id(2))).toBeUndefined();
    // Others have a day of their own, and so has tomorrow.
    await send('request-new', request(5), 'ostland');
    clock.forward(DAY);
    await send('request-new', request(6, { deadline: new Date(clock.now().getTime() + DAY).toISOString() }));
    expect(await floods()).toEqual(['partner:norland flood no request']);
  });

  it('cannot ask for many consents, nor look for cases, nor correct without an end', async () => {
    const [given] = (await b.requests.shared(OFFICER, 'norland')).given.filter(
      ({ state }) => state === 'current',
    );
    const consent = (n: number) => ({
      id: id(n),
      statements: [given?.sharedAs],
      recipient: 'ostland',
      purpose: WHY.purpose,
      legalBasis: WHY.legalBasis,
      time,
    });
    // Of what was given to another it can ask for nothing.
    await expect(send('consent-ask', consent(10), 'ostland')).rejects.toThrow(/was not given to ostland/);
    await spent('consent:norland', CONSENTS_A_DAY - 1);
    await send('consent-ask', consent(11));
    await expect(send('consent-ask', consent(12))).rejects.toThrow(/\(consent\)/);
    const tell = { reference: 'cd'.repeat(16), contact: 'x', time };
    await spent('deconfliction:norland', 1000);
    await expect(send('deconfliction-tell', tell)).rejects.toThrow(/\(deconfliction\)/);
    const [got] = (await b.requests.shared(OFFICER, 'ostland')).got.filter(
      ({ state }) => state === 'current',
    );
    const end = { id: got?.sharedAs, reason: '', time };
    await spent('correction:ostland', CORRECTIONS_A_DAY);
    const corrected = { ...end, how: 'corrected', anew: id(13), value: 'Another' };
    await expect(send('statement-ended', corrected, 'ostland')).rejects.toThrow(/\(correction\)/);
    // What is withdrawn must go, whatever else was done that day.
    await send('statement-ended', { ...end, how: 'withdrawn' }, 'ostland');
    expect(await floods()).toHaveLength(4);
  });

  it('cannot go on with one request, send what nobody can read, or use what is of another', async () => {
    await b.load([person('b-1', DVORNIKOV)]);
    const open = await sent(a, 'sudmark', query(DVORNIKOV));
    const { reference } = await a.requests.show(OFFICER, open);
    // A reference is of one partner: in the hands of another it stands for nobody.
    await send(
      'request-new',
      request(20, { reference, deadline: new Date(clock.now().getTime() + DAY).toISOString() }),
      'ostland',
    );
    expect(await b.store.requests.item(id(20))).toMatchObject({ state: 'refused' });
    const later = { request: open, outcome: 'not-now', until: '2027-01-01T00:00:00.000Z', note: '', time };
    const answer = (body: object) => network.send('sudmark', 'norland', 'request-answer', body);
    for (let n = (await a.store.requests.events(open)).length; n < MOST_STEPS; n++) await answer(later);
    await expect(answer(later)).rejects.toThrow(/200 steps/);
    const statement = {
      id: id(30),
      schema: 'Person',
      property: 'name',
      value: 'x',
      grade: 'B2',
      marking: 'TLP:AMBER',
      recordedFrom: time,
    };
    const whole = { request: open, outcome: 'answered', entity: `sudmark:${'0'.repeat(32)}`, note: '', time };
    for (const statements of [
      Array.from({ length: 301 }, (_, n) => ({ ...statement, id: id(1000 + n) })),
      [{ ...statement, value: 'x'.repeat(1_001) }],
      [statement, statement],
      [],
    ])
      await expect(answer({ ...whole, statements })).rejects.toMatchObject({ code: 'refused' });
    for (const more of [
      { question: 'x'.repeat(4_001) },
      { question: '' },
      { deadline: '2031-01-01T00:00:00.000Z' },
    ])
      await expect(send('request-new', request(40, more))).rejects.toMatchObject({ code: 'refused' });
  });
});
