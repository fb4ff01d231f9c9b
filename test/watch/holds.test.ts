import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTravelReader } from '../../src/intake/index.ts';
import { erasureProof } from '../../src/law/index.ts';
import { isOfPerson } from '../../src/watch/matching.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { paxlst, pnrgov } from '../support/travel-messages.ts';
import {
  ANN,
  BOB,
  bare,
  booking,
  KEEPER,
  LISTED,
  NEIGHBOUR,
  OTHER_LISTED,
  onDay,
  openRoom,
  PERSON,
  passenger,
  type Room,
} from './open-room.ts';

/** What must hold so that nobody is missed and no innocent is burdened twice. */

const WITH_PASSPORT = { ...LISTED, passportNumber: PERSON.passport };
const LATER = '261126';

let postgres: PostgresServer;
let count = 0;
let room: Room;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());
beforeEach(async () => {
  url = await postgres.database(`holds_${count++}`);
  room = await openRoom(url);
});
afterEach(() => room.close());

const judge = (id: string, verdict: 'same' | 'not-same' | 'unsure', reason = 'other') =>
  room.watch.decide(ANN, id, { verdict, reason });
const ledger = async (limit = 1) => room.store.ledger.read({ limit });
const passedOn = async (): Promise<string> => {
  const { id } = await room.only();
  await judge(id, 'same');
  await room.watch.propose(ANN, id, { to: 'Border police' });
  await room.watch.approve(BOB, id, { accept: true });
  return id;
};

describe('the queue', () => {
  it('shows who is on the way before who has landed, and the strongest evidence first', async () => {
    await room.load(WITH_PASSPORT, { id: 'w-2', name: 'Arkady Dvornikov' });
    await room.send(pnrgov([booking()]));
    await room.send(onDay(pnrgov([booking()]), '301126', 20));
    await room.send(onDay(pnrgov([booking()]), '231126', 21));
    await room.send(onDay(pnrgov([booking()]), '221126', 22));
    const rows = await room.queue();
    expect(rows.map(({ dueAt }) => dueAt.slice(8, 10))).toEqual(
      ['25', '30', '23', '22'].flatMap((day) => [day, day]),
    );
    expect(rows.slice(0, 2).map(({ grade }) => grade)).toEqual(['document', 'name-only']);
    const view = { states: ['open'], limit: 3 } as const;
    const first = await room.watch.queue(ANN, view);
    expect(first).toMatchObject({ total: 8, landed: 4, counts: { landed: 4 } });
    const second = await room.watch.queue(ANN, { ...view, offset: 3 });
    expect([...first.hits, ...second.hits]).toEqual(rows.slice(0, 6));
    const seen = async (filter: object) =>
      (await room.watch.queue(ANN, { states: ['open'], limit: 10, ...filter })).total;
    expect(await seen({ landed: true })).toBe(4);
    expect(await seen({ landed: false, grade: 'document' })).toBe(2);
    expect(await seen({ flight: 'ZX88' })).toBe(8);
    expect(await seen({ flight: 'ZX' })).toBe(8);
    expect(await seen({ flight: 'ZX8' })).toBe(0);
    expect(await seen({ dataset: 'another' })).toBe(0);
    await room.watch.claim(ANN, rows[5]?.id ?? '');
    expect(await seen({ mine: true })).toBe(1);
  });

  it('writes down which travellers were seen, also those whom the entry does not name', async () => {
    await room.load(...Array.from({ length: 120 }, (_, n) => ({ ...LISTED, id: `w-${n}` })));
    await room.send(pnrgov([booking(), booking(NEIGHBOUR)]));
    const [{ traveller } = { traveller: { id: '' } }] = await room.queue();
    const [entry] = await ledger();
    expect(entry?.count).toBe(120);
    expect(entry?.subjects).toContain(traveller.id);
    expect(entry?.subjects).toHaveLength(101);
    expect(entry?.subjects.at(-1)).toMatch(/^and 21 more sha256:[0-9a-f]{64}$/);
  });

  it('hears of steps in another process, once each', async () => {
    let heard = 0;
    room.watch.onChange(() => heard++);
    await room.watch.follow();
    await room.send(pnrgov([booking()]));
    // What was changed here was told at once.
    expect(heard).toBe(1);
    const other = await openRoom(url);
    let there = 0;
    other.watch.onChange(() => there++);
    await other.watch.follow();
    await other.watch.follow();
    expect(there).toBe(0);
    await room.watch.claim(ANN, (await room.only()).id);
    await other.watch.follow();
    await other.watch.follow();
    await other.watch.queue(BOB, { states: ['open'], limit: 1 });
    await other.watch.follow();
    expect(there).toBe(1);
    await other.close();
  });
});

describe('a hit', () => {
  it('that no longer matches does not come back with another seat', async () => {
    await room.send(paxlst([passenger()]));
    await room.load(OTHER_LISTED);
    expect(await room.queue()).toEqual([]);
    const { id } = await room.only('gone');
    await room.send(
      paxlst([passenger().map((segment) => segment.replace('14C', '15D'))])
        .replaceAll('261125:1100', '261125:1200')
        .replaceAll('000008', '000018'),
    );
    expect((await room.only('gone')).id).toBe(id);
    await room.load(OTHER_LISTED, LISTED);
    expect((await room.only()).id).toBe(id);
  });

  it('of a traveller who comes back is matched again against what the lists say by now', async () => {
    const closeOut = (aboard: typeof PERSON, hour: string, number: number): string =>
      paxlst([['NAD+ZZZ', `RFF+ABO:U${aboard.passport}`]], 'BGM+266+CLOB')
        .replaceAll('261125:1100', `261125:${hour}`)
        .replaceAll('000008', String(number).padStart(6, '0'));
    await room.send(paxlst([passenger(), passenger(NEIGHBOUR)]));
    await room.send(closeOut(NEIGHBOUR, '1200', 20));
    await room.only('gone');
    await room.load(OTHER_LISTED);
    await room.send(closeOut(PERSON, '1300', 21));
    expect(await room.only('gone')).toMatchObject({ traveller: { state: 'on-board' } });
    await room.load(OTHER_LISTED, LISTED);
    await room.only();
  });

  it('follows a traveller to another flight, and leaves the old one, neighbours excepted', async () => {
    await room.send(paxlst([passenger(), passenger(NEIGHBOUR)]));
    const old = await room.only();
    // The same route in the evening.
    const evening = paxlst([passenger()], 'BGM+745+CF')
      .replaceAll('ZX88', 'ZX90')
      .replaceAll('2611251310', '2611252010')
      .replaceAll('2611251705', '2611252355')
      .replaceAll('261125:1100', '261125:1200')
      .replaceAll('000008', '000019');
    await room.send(evening);
    const now = await room.only();
    expect(now).toMatchObject({ leg: { number: '90' }, traveller: { state: 'expected' } });
    expect(await room.only('gone')).toMatchObject({ id: old.id, traveller: { state: 'cancelled' } });
    const { journeys } = await room.watch.journeys(ANN, 'ZX88', { limit: 10, offset: 0 });
    expect(journeys.map(({ traveller }) => traveller.state).sort()).toEqual(['cancelled', 'expected']);
  });

  it('judged "not the same" by its name opens when the listed document is told', async () => {
    await room.load(WITH_PASSPORT);
    await room.send(pnrgov([bare(booking())]));
    const { id, grade } = await room.only();
    expect(grade).toBe('name-only');
    await judge(id, 'not-same');
    await room.send(paxlst([passenger()]));
    expect(await room.only()).toMatchObject({ id, grade: 'document' });
    expect((await room.only()).verdict).toBeUndefined();
  });

  it('cleared by name and date is not held back when the next journey has the listed document', async () => {
    await room.load(WITH_PASSPORT);
    await room.send(pnrgov([booking({ ...PERSON, passport: '' })]));
    const first = await room.only();
    expect(first.grade).toBe('name-and-date');
    await judge(first.id, 'not-same');
    // The same evidence as before is held back; stronger evidence is not.
    await room.send(onDay(pnrgov([booking({ ...PERSON, passport: '' })]), LATER, 10));
    await room.only('suppressed');
    await room.send(onDay(pnrgov([booking()]), '271126', 11));
    expect(await room.only()).toMatchObject({ grade: 'document' });
  });

  it('of which nobody could tell opens when the entry gains a document', async () => {
    await room.send(pnrgov([booking()]));
    await judge((await room.only()).id, 'unsure', 'awaiting-answer');
    await room.load(WITH_PASSPORT);
    expect(await room.only()).toMatchObject({ grade: 'document' });
  });

  it('whose outcome was a wrong person clears that traveller', async () => {
    await room.send(pnrgov([booking()]));
    const id = await passedOn();
    await room.watch.outcome(ANN, id, { outcome: 'wrong-person' });
    await room.send(onDay(pnrgov([booking()]), LATER, 10));
    expect(await room.queue()).toEqual([]);
    await room.only('suppressed');
    // Told otherwise afterwards, the memory goes.
    await room.watch.outcome(ANN, id, { outcome: 'stopped' });
    await room.send(onDay(pnrgov([booking()]), '271126', 11));
    expect((await room.queue()).length).toBe(1);
  });

  it('is not passed on when the entry is gone, until somebody looked again', async () => {
    await room.send(pnrgov([booking()]));
    const { id } = await room.only();
    await judge(id, 'same');
    await room.watch.propose(ANN, id, { to: 'Border police' });
    await room.load(OTHER_LISTED);
    expect(await room.only('proposed')).toMatchObject({ outdated: 'gone' });
    await expect(room.watch.approve(BOB, id, { accept: true })).rejects.toThrow(/does not match any more/);
    // It matches again as it did: what was judged holds.
    await room.load(LISTED);
    expect((await room.only('proposed')).outdated).toBeUndefined();
    await room.load({ ...LISTED, alias: 'Arkadij Dvornikow' });
    await expect(room.watch.approve(BOB, id, { accept: true })).rejects.toThrow(/has changed/);
    expect((await room.steps(id)).slice(-3)).toEqual(['ground-gone', 'ground-back', 'ground-changed']);
    await room.watch.reopen(BOB, id, 'the entry changed');
    await judge(id, 'same');
    await room.watch.propose(ANN, id, { to: 'Border police' });
    await room.watch.approve(BOB, id, { accept: true });
    expect(await room.only('passed')).toMatchObject({ verdict: 'same' });
  });

  it('is made of persons only', async () => {
    const entry = (schema: 'Person' | 'LegalEntity' | 'Organization', properties = {}) =>
      isOfPerson({ id: 'x', schema, properties: { name: ['Arkady Dvornikov'], ...properties } });
    expect(entry('Person')).toBe(true);
    expect(entry('LegalEntity')).toBe(false);
    expect(entry('LegalEntity', { idNumber: ['1'], country: ['no'] })).toBe(false);
    expect(entry('LegalEntity', { passportNumber: ['T1'] })).toBe(true);
    expect(entry('Organization', { passportNumber: ['T1'] })).toBe(false);
    await room.load({ ...LISTED, schema: 'LegalEntity' }, { id: 'w-5', name: 'Arkady Dvornikov' });
    await room.send(pnrgov([booking()]));
    expect((await room.only()).entity.id).toBe('w-5');
  });

  it('names of others nobody: of the record only how often it was decided how', async () => {
    await room.send(pnrgov([booking()]));
    await judge((await room.only()).id, 'not-same');
    const other = onDay(
      pnrgov([booking({ ...PERSON, given: 'ARKADII', passport: 'Z1', locator: 'AAAAA1' })]),
      LATER,
      20,
    );
    await room.send(other.replaceAll('14MAR79', '14MAR78'));
    const { id } = await room.only();
    const detail = await room.watch.hit(ANN, id);
    expect(detail?.earlier).toEqual([]);
    expect(detail?.decidedOfRecord).toEqual([{ verdict: 'not-same', count: 1 }]);
  });
});

describe('a claim', () => {
  it('keeps others from every step', async () => {
    await room.send(pnrgov([booking()]));
    const id = await passedOn();
    await room.watch.claim(ANN, id);
    await expect(room.watch.outcome(BOB, id, { outcome: 'stopped' })).rejects.toThrow(/ann is looking/);
    await expect(room.watch.reopen(BOB, id, 'why')).rejects.toThrow(/ann is looking/);
    await expect(room.watch.closeMatter(BOB, id, 'why')).rejects.toThrow(/ann is looking/);
    await room.watch.release(ANN, id);
    await room.watch.outcome(BOB, id, { outcome: 'stopped' });
  });

  it('is handed over to an officer who exists, and waits for them', async () => {
    await room.send(pnrgov([booking()]));
    const { id } = await room.only();
    expect(await room.watch.officers(ANN)).toEqual(['ann', 'bob']);
    await expect(room.watch.handOver(ANN, id, { to: 'nobody' })).rejects.toThrow(/no active account/);
    await room.watch.handOver(ANN, id, { to: 'bob', note: 'the carrier answers at six' });
    // The next shift begins hours later.
    room.at('2026-11-24T18:00:00Z');
    expect(await room.only()).toMatchObject({ claimedBy: 'bob', handedBy: 'ann' });
    await expect(judge(id, 'unsure')).rejects.toThrow(/ann handed this hit to bob/);
    await room.watch.decide(BOB, id, { verdict: 'same', reason: 'other' });
    await room.watch.handOver(BOB, id, { to: 'ann' });
    const shift = await room.watch.shift(ANN, '2026-11-24T00:00:00Z');
    expect(shift.claimed).toMatchObject([{ id, state: 'decided', claimedBy: 'ann' }]);
    expect(shift.decided).toMatchObject([{ id }]);
    await room.watch.claim(ANN, id);
    expect((await room.only('decided')).handedBy).toBeUndefined();
    room.at('2026-11-24T18:31:00Z');
    expect((await room.only('decided')).claimedBy).toBeUndefined();
    await room.watch.closeMatter(ANN, id, 'known to be elsewhere');
    expect((await room.watch.shift(ANN, '2026-11-24T00:00:00Z')).decided).toEqual([]);
  });

  it('that was handed over and not taken can be taken by another who says so', async () => {
    await room.send(pnrgov([booking()]));
    const { id } = await room.only();
    await room.watch.handOver(BOB, id, { to: 'ann' });
    const carl = { ...ANN, account: 'carl' };
    await expect(room.watch.claim(carl, id)).rejects.toThrow(/bob handed/);
    room.at('2026-11-24T11:00:00Z');
    await room.watch.claim(carl, id);
    expect((await room.only()).claimedBy).toBe('carl');
  });
});

describe('time', () => {
  const SIX_MONTHS_ON = '2027-06-20T00:00:00Z';

  it('runs from what was told when, whatever date a sender writes, and strange dates are said to be so', async () => {
    const { problems } = await room.send(onDay(pnrgov([booking(), booking(NEIGHBOUR)]), '251145', 40));
    expect(problems.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^the journey is said to be on 2045-11-25, \d+ days ahead$/),
    );
    await room.send(onDay(pnrgov([booking(NEIGHBOUR)]), '251199', 41));
    room.at('2026-11-25T00:00:00Z');
    expect(await room.watch.erase(KEEPER)).toMatchObject({ travellers: 0, journeys: 0 });
    room.at('2028-06-01T00:00:00Z');
    await room.watch.erase(KEEPER);
    expect((await room.watch.queue(ANN, { states: ['open'], limit: 1 })).counts).toMatchObject({
      journeys: 0,
      travellers: 0,
    });
  });

  it('ends for a matter that is closed, by its outcome or by hand', async () => {
    await room.load(LISTED, { id: 'w-2', name: 'Marta Lindquist', birthDate: '1979-03-14' });
    await room.send(pnrgov([booking()]));
    await room.watch.outcome(ANN, await passedOn(), { outcome: 'let-go' });
    await room.send(onDay(pnrgov([booking(NEIGHBOUR)]), LATER, 10));
    const { id } = await room.only();
    await judge(id, 'same');
    room.at(SIX_MONTHS_ON);
    expect(await room.watch.erase(KEEPER)).toMatchObject({ travellers: 1, masked: 1 });
    await room.watch.closeMatter(ANN, id, 'given up');
    expect(await room.watch.erase(KEEPER)).toMatchObject({ travellers: 1, masked: 0 });
  });

  it('takes clearances along, leaves sums without names, and is proved in the ledger', async () => {
    await room.send(pnrgov([booking(), booking(NEIGHBOUR)]));
    const { id, traveller } = await room.only();
    await judge(id, 'not-same');
    const travellers = (await room.watch.journeys(ANN, 'ZX88', { limit: 10 })).journeys.map(
      (one) => one.traveller.id,
    );
    expect(travellers).toContain(traveller.id);
    const before = (await room.watch.quality(ANN)).verdicts;
    expect(before).toEqual([{ dataset: 'wanted', grade: 'name-and-date', verdict: 'not-same', count: 1 }]);
    room.at(SIX_MONTHS_ON);
    const done = await room.watch.erase(KEEPER);
    expect(done).toEqual({ travellers: 2, journeys: 1, texts: 1, masked: 0 });
    const [end, begin] = await ledger(2);
    expect(begin).toMatchObject({ action: 'erase', subjects: ['begin'], count: 0 });
    expect(end).toMatchObject({ action: 'erase', count: 4 });
    const proof = erasureProof({ travellers, journeys: [], texts: [], masked: [] });
    expect(end?.subjects[0]).toBe(proof[0]);
    expect(end?.subjects.map((one) => one.split(' sha256:')[0])).toEqual([
      'travellers 2',
      'journeys 1',
      'texts 1',
      'masked 0',
    ]);
    expect((await room.watch.quality(ANN)).verdicts).toEqual(before);
    // The clearance was of a traveller of whom nothing is kept.
    await room.send(onDay(pnrgov([booking()]), '250627', 30));
    expect((await room.queue()).length).toBe(1);
  });

  it('leaves a masked traveller to be asked for without a hit, and tells of it', async () => {
    const told: string[] = [];
    const tell = () =>
      room.watch.tellNews('the officer for data protection', async (news) => {
        told.push(...news.map(({ what }) => what));
      });
    await tell();
    await room.send(pnrgov([booking()]));
    await judge((await room.only()).id, 'same');
    room.at(SIX_MONTHS_ON);
    await room.watch.erase(KEEPER);
    const masked = async () => (await room.watch.journeys(ANN, 'ZX88', { limit: 10 })).journeys[0];
    const before = await masked();
    expect(before).toMatchObject({ traveller: { name: '(masked)' }, maskedAt: expect.any(String) });
    const asked = await room.watch.askUnmasking(ANN, before?.traveller.id ?? '', 'a court asks');
    const judge2 = {
      account: 'judge',
      roles: ['authority'],
      purpose: 'oversight',
      legalBasis: 'independent-review',
    };
    await room.watch.decideUnmasking(judge2, asked.id, { accept: true });
    expect((await masked())?.traveller.name).toBe('ARKADY DVORNIKOV');
    await tell();
    expect(told).toContain('unmasking-approved');
    const protection = {
      account: 'dpo',
      roles: ['auditor'],
      purpose: 'audit',
      legalBasis: 'accountability',
    };
    expect(await room.watch.unmaskings(protection)).toMatchObject([{ reason: 'a court asks' }]);
  });
});

describe('sums', () => {
  it('follow what people take back, and keep what was right when the evidence grew', async () => {
    await room.load(WITH_PASSPORT);
    await room.send(pnrgov([bare(booking())]));
    const { id } = await room.only();
    await judge(id, 'not-same');
    await judge(id, 'unsure');
    const verdicts = async () =>
      (await room.watch.quality(ANN)).verdicts.map(
        ({ grade, verdict, count: n }) => `${grade} ${verdict} ${n}`,
      );
    expect(await verdicts()).toEqual(['name-only unsure 1']);
    await room.watch.reopen(ANN, id, 'a mistake');
    expect(await verdicts()).toEqual([]);
    await judge(id, 'not-same');
    // Stronger evidence opens it: the verdict on the weaker was right.
    await room.send(paxlst([passenger()]));
    const again = await passedOn();
    await room.watch.outcome(ANN, again, { outcome: 'stopped' });
    expect(await verdicts()).toEqual(['document same 1', 'name-only not-same 1']);
    expect((await room.watch.quality(ANN)).outcomes).toEqual([
      { dataset: 'wanted', outcome: 'stopped', count: 1 },
    ]);
  });
});

describe('lists of files and travellers', () => {
  it('say how many there are, and go on page by page', async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      booking({
        locator: `LOC${String(n).padStart(3, '0')}`,
        surname: `SURNAMEOF${String.fromCharCode(65 + n)}`,
        given: 'MARTA',
        passport: `P${n}`,
      }),
    );
    await room.send(pnrgov(many));
    const page = (offset: number) => room.watch.journeys(ANN, 'ZX88', { limit: 5, offset });
    const [first, second, third] = [await page(0), await page(5), await page(10)];
    expect(first.total).toBe(12);
    const ids = [first, second, third].flatMap(({ journeys }) =>
      journeys.map(({ traveller }) => traveller.id),
    );
    expect(new Set(ids).size).toBe(12);
    expect((await room.watch.journeys(ANN, 'surnameo', { limit: 2 })).total).toBe(12);

    const broken = "UNH+2+XYZABC:D:02B:UN'ZZZ+1'UNT+3+2'";
    await room.send(paxlst([passenger()]).replace('UNZ+1', `${broken}${broken}UNZ+3`));
    const { pieces, piecesTotal } = await room.watch.quarantine(ANN, { limit: 1 });
    expect(pieces).toHaveLength(1);
    expect(piecesTotal).toBeGreaterThanOrEqual(2);
    const next = await room.watch.quarantine(ANN, { limit: 1, offset: 1 });
    expect(next.pieces[0]?.offset).not.toBe(pieces[0]?.offset);
    const { files, filesTotal, senders } = await room.watch.quality(ANN, { limit: 1 });
    expect([files.length, filesTotal]).toEqual([1, 2]);
    expect(senders.map(({ format, travellers }) => [format, travellers])).toEqual([
      ['pnrgov', 12],
      ['paxlst', 1],
    ]);
  });
});

describe('deliveries', () => {
  const delivery = (number: number, bad: boolean) => {
    const reader = createTravelReader({ today: '2026-11-24' });
    const message = pnrgov([booking({ ...PERSON, locator: `AAAA${10 + number}` })]).replaceAll(
      'ZX+88',
      `ZX+${100 + number}`,
    );
    const journeys = [...reader.push(Buffer.from(message)), ...reader.end()].flatMap((item) =>
      item.type === 'journey' ? [item.journey] : [],
    );
    return {
      file: `01999999-0000-7000-8000-0000000000${10 + number}`,
      part: 0,
      // No database keeps this character.
      journeys: bad
        ? journeys.map((one) => ({ ...one, transport: { ...one.transport, operatedBy: '\u0000' } }))
        : journeys,
      kept: new Uint8Array(2),
      receivedAt: '2026-11-24T10:00:00.000Z',
    };
  };

  it('are written although one among them cannot be', async () => {
    const taken = await Promise.allSettled(
      Array.from({ length: 14 }, (_, n) => room.watch.take(delivery(n, n === 9))),
    );
    expect(taken.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([9]);
    expect((await room.queue()).length).toBe(13);
  });

  it('that hold no delivery are set aside by somebody, and the ledger says by whom', async () => {
    const part = { file: '01999999-0000-7000-8000-000000000001', part: 0 };
    await room.watch.quarantineDelivery(part, 'its bytes are no delivery', 5, Buffer.from('??'));
    await expect(room.watch.retry(ANN, part)).rejects.toThrow(/set it aside/i);
    await room.watch.setAside(ANN, part);
    const [entry] = await ledger();
    expect(entry).toMatchObject({
      account: 'ann',
      subjects: [`delivery ${part.file} 0 set aside`],
      count: 1,
    });
    expect((await room.watch.quarantine(ANN)).deliveries).toEqual([]);
    await expect(room.watch.setAside(ANN, part)).rejects.toThrow(/in quarantine/);
  });
});

describe('notices', () => {
  it('are told again under the same id, with the same news', async () => {
    const heard: string[] = [];
    const tell = (taken: boolean) =>
      room.watch
        .tellNews('target', async (news, id) => {
          heard.push(`${id} ${news.map(({ what }) => what).join()}`);
          if (!taken) throw new Error('not there');
        })
        .catch(() => undefined);
    await tell(true);
    await room.send(pnrgov([booking()]));
    await tell(false);
    await room.watch.claim(ANN, (await room.only()).id);
    await tell(false);
    expect(heard[1]).toBe(heard[0]);
    await tell(true);
    expect(heard[2]).toBe(heard[0]);
    await tell(true);
    expect(heard[3]).toMatch(/ claimed$/);
    await tell(true);
    expect(heard).toHaveLength(4);
  });

  it('are told to one target while another does not answer', async () => {
    let begin = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let answer = (): void => undefined;
    const silent = new Promise<void>((resolve) => {
      answer = resolve;
    });
    for (const target of ['a', 'b']) await room.watch.tellNews(target, async () => {});
    await room.send(pnrgov([booking()]));
    const hanging = room.watch.tellNews('a', () => {
      begin();
      return silent;
    });
    await started;
    let told = 0;
    await room.watch.tellNews('b', async (news) => {
      told += news.length;
    });
    expect(told).toBe(1);
    answer();
    await hanging;
  });
});
