import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agreement, ask } from '../../src/share/index.ts';
import { openStore } from '../../src/store/index.ts';
import {
  agree,
  all,
  clockAt,
  identityOf,
  OFFICER,
  openNetwork,
  openTestService,
  person,
  WHY,
} from '../support/ask-services.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

const DAY = 86_400_000;
const DVORNIKOV = { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'] };
const WELTZIN = { name: ['Ansgar Weltzin'], birthDate: ['1966-11-23'] };
const LINDQVIST = { name: ['Marta Lindqvist Oyelaran'], birthDate: ['1988-02-14'] };
const query = (properties: Record<string, readonly string[]>) => ({ query: { properties } });

/** Two services with an agreement, and an overseer who can hold a key. */
async function pair(holders: readonly string[] = [], more: Partial<Agreement> = {}) {
  const clock = clockAt('2026-03-02T08:00:00.000Z');
  const network = openNetwork();
  const [asker, owner, overseer] = ['norland', 'sudmark', 'oversight'].map(identityOf) as [
    ReturnType<typeof identityOf>,
    ReturnType<typeof identityOf>,
    ReturnType<typeof identityOf>,
  ];
  const agreements = [agree(asker, owner, more), agree(asker, overseer), agree(owner, overseer)];
  const agreed = () => agreements;
  const a = await openTestService(asker, network, clock, agreed);
  const b = await openTestService(
    owner,
    network,
    clock,
    () => agreements.slice(0, holders.length > 0 ? 3 : 1),
    {
      holders,
    },
  );
  const look = async (subject: ask.Subject): Promise<ask.PartnerAnswer> => {
    const [answer] = await all(a.room.ask(OFFICER, { ...WHY, subject, partners: ['sudmark'] }));
    if (!answer) throw new Error('an answer');
    return answer;
  };
  const hit = async (subject: ask.Subject): Promise<string> => {
    const answer = await look(subject);
    if (answer.outcome !== 'hits') throw new Error(`${answer.outcome}: ${JSON.stringify(answer)}`);
    return answer.hits[0]?.reference ?? '';
  };
  return { clock, network, agreements, a, b, asker, owner, overseer, agreed, look, hit };
}
type Pair = Awaited<ReturnType<typeof pair>>;

describe('epochs', () => {
  let it_: Pair;
  beforeAll(async () => {
    it_ = await pair();
    await it_.b.load([person('b-1', DVORNIKOV)]);
    await it_.b.room.keep();
  });
  afterAll(async () => {
    await it_.a.close();
    await it_.b.close();
  });

  it('takes in what changes on lists: new, changed and gone', async () => {
    const { a, b, hit, look, network } = it_;
    const first = await hit(query(DVORNIKOV));
    expect((await look(query(WELTZIN))).outcome).toBe('none');
    await b.load([person('b-1', DVORNIKOV), person('b-2', WELTZIN)]);
    await b.room.keep();
    // The answer says that there is a new part, and it is fetched.
    const weltzin = await hit(query(WELTZIN));
    expect(await hit(query(DVORNIKOV))).toBe(first);
    expect(network.wire.filter(({ kind }) => kind === 'ask/table')).toHaveLength(2);

    await b.load([person('b-1', DVORNIKOV), person('b-2', { ...WELTZIN, birthDate: ['1968-01-30'] })]);
    await b.room.keep();
    expect((await look(query(WELTZIN))).outcome).toBe('none');
    const corrected = await hit(query({ ...WELTZIN, birthDate: ['1968-01-30'] }));
    expect(corrected).not.toBe(weltzin);
    expect(await b.room.resolveReference('norland', weltzin)).toMatchObject({
      record: 'b-2',
      withdrawn: true,
    });
    expect(await b.room.resolveReference('norland', corrected)).toMatchObject({ withdrawn: false });

    await b.load([person('b-1', DVORNIKOV)]);
    await b.room.keep();
    expect((await look(query({ ...WELTZIN, birthDate: ['1968-01-30'] }))).outcome).toBe('none');
    expect(await b.store.ask.outputs(1, ['b-2'])).toEqual([]);
    // Nothing changed: no new part.
    const parts = await b.store.ask.parts({ owner: 'sudmark', asker: 'norland', epoch: 1 });
    await b.room.keep();
    expect(await b.store.ask.parts({ owner: 'sudmark', asker: 'norland', epoch: 1 })).toEqual(parts);
    expect(a.errors).toEqual([]);
  });

  it('standing questions try what is kept on new parts, tell each hit once, and end without a trace', async () => {
    const { a, b } = it_;
    const subject = query(LINDQVIST);
    await expect(
      a.room.watch(OFFICER, { ...WHY, subject, partners: ['sudmark'], approvedBy: 'liv' }),
    ).rejects.toThrow(/second person/);
    const id = await a.room.watch(OFFICER, { ...WHY, subject, partners: ['sudmark'], approvedBy: 'sam' });
    const hits = () => a.events.filter(({ type }) => type === 'standing-hit');
    expect(hits()).toEqual([]);
    const asked = await b.store.ledger.length();
    await b.load([person('b-1', DVORNIKOV), person('b-3', LINDQVIST)]);
    await b.room.keep();
    await a.room.keep();
    await a.room.keep();
    expect(hits()).toMatchObject([{ standing: id, partner: 'sudmark', hit: { strength: 'strong' } }]);
    // It was not asked again: one part was sealed, and that is all.
    expect(await b.store.ledger.length()).toBe(asked + 1);
    expect(await a.room.watches(OFFICER)).toMatchObject([{ id, request: { approvedBy: 'sam' } }]);
  });

  it('ends with receipts of both, and nothing left but references; a standing question is asked and paid for again', async () => {
    const { a, b, clock, hit, look } = it_;
    const old = await hit(query(DVORNIKOV));
    const other = await hit(query(LINDQVIST));
    await b.room.carryReference('norland', other);
    clock.forward(7 * DAY + 1000);
    expect((await look(query(DVORNIKOV))).outcome).toBe('failed');
    a.events.length = 0;
    await b.room.keep();
    expect(await hit(query(DVORNIKOV))).not.toBe(old);
    expect(await hit(query(LINDQVIST))).toBe(other);
    const spent = async () =>
      (await b.store.ledger.read({ limit: 500, action: 'answer-question' })).filter(({ allowed }) => allowed)
        .length;
    const before = await spent();
    await a.room.keep();
    expect(await spent()).toBe(before + 1);
    expect(a.events.filter(({ type }) => type === 'standing-hit')).toMatchObject([
      { hit: { reference: other } },
    ]);

    for (const service of [a, b]) {
      const receipts = (await service.store.ask.receipts()).filter(({ owner }) => owner === 'sudmark');
      expect(receipts.map(({ owner, epoch, by }) => [owner, epoch, by])).toEqual([
        ['sudmark', 1, 'norland'],
        ['sudmark', 1, 'sudmark'],
      ]);
      expect(await service.store.ask.parts({ owner: 'sudmark', asker: 'norland', epoch: 1 })).toEqual([]);
    }
    expect(await b.store.ask.outputs(1, ['b-1', 'b-3'])).toEqual([]);
    expect(await b.room.resolveReference('norland', old)).toMatchObject({ record: 'b-1', epoch: 1 });
    // A request is open: it stays longer than the others.
    await b.room.keepReference('norland', old, new Date(clock.now().getTime() + 60 * DAY).toISOString());
    await b.store.ask.sweep(new Date(clock.now().getTime() + 31 * DAY), clock.now());
    expect(await b.room.resolveReference('norland', old)).toMatchObject({ record: 'b-1' });
    await b.store.ask.sweep(new Date(clock.now().getTime() + 61 * DAY), clock.now());
    expect(await b.room.resolveReference('norland', old)).toBeUndefined();

    const [{ id } = { id: '' }] = await a.room.watches(OFFICER);
    expect(await a.room.endWatch(OFFICER, id)).toBe(true);
    expect(await a.room.endWatch(OFFICER, id)).toBe(false);
    expect(await a.store.ask.standingOutputs('sudmark')).toEqual([]);
  });

  it('takes tables from who has no agreement any more, and makes them anew under another', async () => {
    const { b, agreements, look, asker, owner } = it_;
    const [first] = agreements as [Agreement];
    agreements[0] = agree(asker, owner, { families: ['doc'] });
    await b.room.keep();
    expect((await look(query(DVORNIKOV))).outcome).toBe('failed');
    expect(
      (await look(query({ ...DVORNIKOV, passportNumber: ['T9914402'], nationality: ['md'] }))).outcome,
    ).toBe('none');
    agreements.shift();
    await b.room.keep();
    expect(await b.store.ask.askers('sudmark', 2)).toEqual([]);
    expect((await look(query(DVORNIKOV))).outcome).toBe('failed');
    agreements.unshift(first);
    await b.room.keep();
    expect((await look(query(DVORNIKOV))).outcome).toBe('hits');
  });
});

describe('two key holders', () => {
  it('make tables and answer together only, and the second counts for itself', async () => {
    const { clock, network, a, b, overseer, agreed, look } = await pair(['oversight']);
    try {
      await b.load([person('b-1', DVORNIKOV)]);
      // Without the second nothing can be made.
      await expect(b.room.keep()).rejects.toThrow(/not there/);
      expect((await look(query(DVORNIKOV))).outcome).toBe('failed');
      const w = await openTestService(overseer, network, clock, agreed, {
        holdings: [
          { owner: 'sudmark', askers: ['norland'], limits: { perDay: 2, perMinute: 2 }, keysPerDay: 10 },
        ],
      });
      try {
        await b.room.keep();
        expect((await look(query(DVORNIKOV))).outcome).toBe('hits');
        expect((await look(query(WELTZIN))).outcome).toBe('none');
        expect(await look(query(WELTZIN))).toMatchObject({ outcome: 'failed', why: 'day' });
        expect(w.events).toContainEqual(expect.objectContaining({ type: 'alarm', kind: 'budget-day' }));
        // The owner tries names: the second key holder sees how many, and stops it.
        const [built] = await w.store.ledger.read({ limit: 1, action: 'build-table' });
        expect(built?.count).toBeGreaterThan(0);
        await b.load(
          Array.from({ length: 20 }, (_, n) =>
            person(`g-${n}`, {
              name: [`Guess Number${'abcdefghijklmnopqrst'[n]}ov`],
              birthDate: ['1979-03-14'],
            }),
          ),
        );
        await expect(b.room.keep()).rejects.toThrow(/more keys than agreed/);
        // What it is sent tells it nothing: no point comes twice, though the key is the same.
        const elements = network.wire
          .filter(({ kind }) => kind === 'ask/holder')
          .map(({ request }) => (JSON.parse(request) as { elements?: string }).elements ?? '')
          .filter((text) => text !== '');
        expect(new Set(elements).size).toBe(elements.length);
        clock.forward(8 * DAY);
        await w.room.keep();
        expect(await w.store.ask.epochs('held')).toMatchObject([
          { owner: 'sudmark', epoch: 1, state: 'over' },
        ]);
      } finally {
        await w.close();
      }
    } finally {
      await a.close();
      await b.close();
    }
  });
});

describe('a budget', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  const now = new Date('2026-03-02T08:00:00.000Z');
  const limits = { perDay: 7, perMinute: 100 };

  it.each(['PGlite', 'PostgreSQL'])(
    'gives the last question to one of many that come at once, on %s',
    async (kind) => {
      const url = kind === 'PostgreSQL' ? await server.database('budget') : undefined;
      const where = url === undefined ? {} : { url };
      // Two processes on the server; the embedded one has only one.
      const stores = [
        await openStore(where, now),
        ...(url === undefined ? [] : [await openStore(where, now)]),
      ];
      try {
        const spend = (n: number, value: string) =>
          stores[n % stores.length]?.ask.spend('question:x', 1, limits, now, { scope: 'x', value });
        const race = await Promise.all(Array.from({ length: 40 }, (_, n) => spend(n, `nonce-${n}`)));
        expect(
          race
            .filter((one) => one?.spent)
            .map((one) => one?.spent && one.leftToday)
            .sort(),
        ).toEqual([0, 1, 2, 3, 4, 5, 6]);
        expect(race.filter((one) => !one?.spent)).toEqual(Array(33).fill({ spent: false, why: 'day' }));
        // One nonce that comes from everywhere at once is taken once; also one that found the budget empty.
        const later = new Date(now.getTime() + DAY);
        const same = await Promise.all(
          Array.from({ length: 10 }, (_, n) =>
            stores[n % stores.length]?.ask.spend('question:x', 1, limits, later, {
              scope: 'x',
              value: 'same',
            }),
          ),
        );
        expect(same.filter((one) => one?.spent)).toHaveLength(1);
        expect(
          await stores[0]?.ask.spend('question:x', 1, limits, later, { scope: 'x', value: 'nonce-39' }),
        ).toEqual({
          spent: false,
          why: 'replayed',
        });
        // A clock that is set back gives nothing back.
        expect(await stores[0]?.ask.spend('question:x', 7, limits, now)).toEqual({
          spent: false,
          why: 'day',
        });
      } finally {
        for (const store of stores) await store.close();
      }
    },
  );

  it('is spent in the minute as in the day', async () => {
    const store = await openStore({}, now);
    const at = (seconds: number) =>
      store.ask.spend('x', 1, { perDay: 100, perMinute: 2 }, new Date(now.getTime() + seconds * 1000));
    try {
      expect(await at(0)).toMatchObject({ spent: true, leftNow: 1 });
      expect(await at(30)).toMatchObject({ spent: true, leftNow: 0 });
      expect(await at(59)).toEqual({ spent: false, why: 'minute' });
      expect(await at(60)).toMatchObject({ spent: true, leftNow: 0 });
      expect(await at(61)).toEqual({ spent: false, why: 'minute' });
    } finally {
      await store.close();
    }
  });
});
