import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Gate, openGate, openPolicy } from '../../src/law/index.ts';
import { localActor, openScreening } from '../../src/screening/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { openWatch, type QueueEntry, type Watch } from '../../src/watch/index.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { bookingSegments, paxlst, pnrgov, travellerSegments } from '../support/travel-messages.ts';
import { writeList } from './list.ts';

const PERSON = { locator: 'WX3KLM', surname: 'DVORNIKOV', given: 'ARKADY', passport: 'T9914402' };
/** The same birth date as in the messages. */
const LISTED = { id: 'w-1', name: 'Arkady Dvornikov', birthDate: '1979-03-14' };
const NEIGHBOUR = { locator: 'QQ8RST', surname: 'LINDQUIST', given: 'MARTA', passport: 'K1120034' };

const officer = (account: string) => ({
  account,
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
});
const ANN = officer('ann');
const BOB = officer('bob');
const KEEPER = localActor('keeper', 'administration', 'accountability');

let postgres: PostgresServer;
let count = 0;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

describe.each(['PGlite', 'PostgreSQL'])('the watch on %s', (kind) => {
  let store: Store;
  let watch: Watch;
  let now: Date;
  let open: (travel?: Store['travel'], by?: Gate) => Promise<Watch>;
  let close: () => Promise<void>;
  let load: (entries: readonly object[], version: string) => Promise<unknown>;

  beforeEach(async () => {
    now = new Date('2026-11-24T10:00:00Z');
    store = await openStore(
      kind === 'PGlite' ? {} : { url: await postgres.database(`watch_${count++}`) },
      now,
    );
    const clock = () => now;
    const screening = await openScreening({ store, now: clock, shrinkLimit: 1, serviceName: 'test' });
    const gate = openGate(DEFAULT_POLICY, store.ledger, clock);
    const failures: unknown[] = [];
    load = async (entries, version) => {
      const path = writeList(entries, version);
      await screening.load(KEEPER, { paths: [path], dataset: 'wanted', version, format: 'ftm-ndjson' });
    };
    await load([LISTED], '1');
    open = (travel = store.travel, by = gate) =>
      openWatch({
        travel,
        screening,
        gate: by,
        now: clock,
        officers: async () => ['ann', 'bob'],
        maskKey: Buffer.alloc(32, 7),
        retention: 'erase',
        onError: (e) => failures.push(e),
      });
    watch = await open();
    close = async () => {
      await watch.close();
      await screening.close();
      await store.close();
      expect(failures).toEqual([]);
    };
  });

  const send = (message: string, name = 'message.edi') =>
    watch.receive(ANN, { name, content: Readable.from([Buffer.from(message)]) });
  const queue = async (...states: QueueEntry['state'][]): Promise<readonly QueueEntry[]> =>
    (await watch.queue(ANN, { states: states.length > 0 ? states : ['open'], limit: 100 })).hits;
  const only = async (...states: QueueEntry['state'][]): Promise<QueueEntry> => {
    const hits = await queue(...states);
    expect(hits).toHaveLength(1);
    return hits[0] as QueueEntry;
  };
  const booking = (person = PERSON) => bookingSegments(person);
  const passenger = ({ surname, given, passport } = PERSON) =>
    travellerSegments({ surname, given, number: passport }).map((s) => s.replace('QK4RTZ', PERSON.locator));

  it('finds a listed person, says why, and when the flight lands', async () => {
    const report = await send(pnrgov([booking(NEIGHBOUR), booking()]));
    expect(report).toMatchObject({ journeys: 2, travellers: 2, repeated: false });
    const hit = await only();
    expect(hit).toMatchObject({
      state: 'open',
      grade: 'name-and-date',
      traveller: { name: 'ARKADY DVORNIKOV', birthDates: ['1979-03-14'] },
      entity: { id: 'w-1', datasets: ['wanted'] },
      leg: { carrier: 'ZX', number: '88', to: 'IST' },
      // 17:05 in Istanbul.
      dueAt: '2026-11-25T14:05:00.000Z',
    });
    const detail = await watch.hit(ANN, hit.id);
    expect(detail?.versions).toEqual({ wanted: '1' });
    expect(detail?.legs.map(({ from, to }) => `${from}-${to}`)).toEqual(['OSL-FRA', 'FRA-IST']);
    expect(detail?.comparison?.explanation.summary).toContain('date of birth');
    await close();
  });

  it('joins what the booking and the passenger list tell of one traveller, each value with its source', async () => {
    await send(pnrgov([booking()]), 'pnr');
    await send(paxlst([passenger()]), 'api');
    const hit = await only();
    expect(hit.seen).toBe(2);
    const detail = await watch.hit(ANN, hit.id);
    expect(detail?.messages.map(({ format }) => format).sort()).toEqual(['paxlst', 'pnrgov']);
    expect(detail?.told.birthDates).toEqual(
      expect.arrayContaining([
        { value: '1979-03-14', source: 'DOCS' },
        { value: '1979-03-14', source: 'DTM' },
      ]),
    );
    await close();
  });

  it('finds that two travellers are one when a third message tells it, and keeps what people did with both hits', async () => {
    const undocumented = booking().filter((segment) => !segment.startsWith('SSR+DOCS'));
    await send(pnrgov([undocumented]), 'pnr');
    // Another spelling, and nothing that would join it with the booking.
    const spelled = passenger({ ...PERSON, surname: 'DVORNIKOFF' }).filter((s) => !s.startsWith('RFF'));
    await send(paxlst([spelled]), 'api');
    const before = await queue();
    expect(before.map(({ grade }) => grade).sort()).toEqual(['name-and-date', 'name-only']);
    const weak = before.find(({ grade }) => grade === 'name-only') as QueueEntry;
    await watch.claim(ANN, weak.id);
    await send(
      pnrgov([booking()]).replaceAll('261124:1500', '261125:1200').replaceAll('000007', '000031'),
      'pnr-2',
    );
    const hit = await only();
    // The one that somebody was looking at.
    expect(hit).toMatchObject({ id: weak.id, grade: 'name-and-date', claimedBy: 'ann' });
    const detail = await watch.hit(ANN, hit.id);
    expect(detail?.messages.map(({ format }) => format).sort()).toEqual(['paxlst', 'pnrgov']);
    const [other] = before.filter(({ id }) => id !== weak.id);
    expect(detail?.steps.map(({ what, value }) => [what, value.hit])).toEqual(
      expect.arrayContaining([['joined', other?.id]]),
    );
    expect(detail?.steps.filter(({ what }) => what === 'made')).toHaveLength(2);
    expect((await watch.queue(ANN, { states: ['open'], limit: 1 })).counts.travellers).toBe(1);
    await close();
  });

  it('recognises repeated files and repeated pushes', async () => {
    await send(pnrgov([booking()]));
    expect(await send(pnrgov([booking()]))).toMatchObject({ repeated: true });
    // The same told again by another interchange.
    await send(pnrgov([booking()]).replaceAll('000007', '000009'));
    expect((await only()).seen).toBe(1);
    // Asked to, it is read again: nothing new is told.
    const again = { name: 'again', content: Readable.from([Buffer.from(pnrgov([booking()]))]), again: true };
    expect(await watch.receive(ANN, again)).toMatchObject({ repeated: false, travellers: 1 });
    expect((await only()).seen).toBe(1);
    await close();
  });

  it('remembers "not the same" for this traveller, shows that it does, and forgets when the entry changes', async () => {
    await send(pnrgov([booking()]));
    const first = await only();
    await watch.decide(ANN, first.id, {
      verdict: 'not-same',
      reason: 'other-document',
      note: 'knows the person',
    });
    expect(await queue()).toEqual([]);

    const later = pnrgov([booking()]).replaceAll('251126:1310:251126:1705', '261126:1310:261126:1705');
    await send(later.replace('000007', '000010'));
    expect(await queue()).toEqual([]);
    const suppressed = await only('suppressed');
    expect((await watch.hit(ANN, suppressed.id))?.steps.at(-1)).toMatchObject({
      what: 'suppressed',
      value: { by: 'ann', hit: first.id },
    });

    // What does not matter for telling persons apart changes nothing.
    await load([{ ...LISTED, notes: 'a programme' }], '2');
    await watch.lookBack();
    expect(await queue()).toEqual([]);
    await load([{ ...LISTED, alias: 'Arkadij Dvornikow' }], '3');
    await watch.lookBack();
    expect((await queue()).map(({ id }) => id).sort()).toEqual([first.id, suppressed.id].sort());
    await close();
  });

  it('lets what was remembered expire', async () => {
    await send(pnrgov([booking()]));
    await watch.decide(ANN, (await only()).id, { verdict: 'not-same', reason: 'other-name' });
    now = new Date('2027-12-01T00:00:00Z');
    await send(pnrgov([booking()]).replaceAll('251126:', '251127:').replace('000007', '000011'));
    expect((await queue()).length).toBe(1);
    await close();
  });

  it('does not remember a name without a birth date', async () => {
    const bare = booking().filter((segment) => !segment.startsWith('SSR+DOCS'));
    await send(pnrgov([bare]));
    const hit = await only();
    expect(hit.grade).toBe('name-only');
    await watch.decide(ANN, hit.id, { verdict: 'not-same', reason: 'other' });
    await send(pnrgov([bare]).replaceAll('251126:1310:251126:1705', '261126:1310:261126:1705'));
    expect(await queue()).toHaveLength(1);
    await close();
  });

  it('needs two persons to pass a hit on', async () => {
    await send(pnrgov([booking()]));
    const { id } = await only();
    await expect(watch.propose(ANN, id, { to: 'Border police' })).rejects.toThrow(/judged to be the same/);
    await watch.decide(ANN, id, { verdict: 'same', reason: 'date-and-names-agree' });
    await watch.propose(ANN, id, { to: 'Border police' });
    await expect(watch.approve(ANN, id, { accept: true })).rejects.toMatchObject({ rule: 'four-eyes' });
    await watch.approve(BOB, id, { accept: true, note: 'agreed' });
    await watch.outcome(ANN, id, { outcome: 'wrong-person' });
    const detail = await watch.hit(ANN, id);
    expect(detail?.steps.map(({ by, what }) => `${by} ${what}`)).toEqual([
      'watch made',
      'ann verdict',
      'ann proposed',
      'bob passed',
      'ann outcome',
    ]);
    expect((await watch.quality(ANN)).verdicts).toEqual([
      { dataset: 'wanted', grade: 'name-and-date', verdict: 'not-same', count: 1 },
    ]);
    await watch.reopen(BOB, id, 'new facts');
    expect((await only()).verdict).toBeUndefined();
    await close();
  });

  it('has the policy decide who is the second person, and keeps to two where it forgets', async () => {
    const under = (change: (rules: string) => string): Promise<Watch> => {
      const files = DEFAULT_POLICY.text.files;
      const policy = openPolicy({
        jurisdiction: 'eu',
        files: { ...files, 'eu.cedar': change(files['eu.cedar'] ?? '') },
      });
      return open(
        store.travel,
        openGate(policy, store.ledger, () => now),
      );
    };
    const last = async () => (await store.ledger.read({ limit: 1 }))[0];
    await send(pnrgov([booking()]));
    const { id } = await only();
    await watch.decide(ANN, id, { verdict: 'same', reason: 'date-and-names-agree' });
    await watch.propose(ANN, id, { to: 'Border police' });
    const could = [{ role: 'watch-officer', purpose: 'pre-arrival' }];

    const renamed = await under((rules) => rules.replace('@id("four-eyes")', '@id("two-of-the-watch")'));
    const refused = { rule: 'two-of-the-watch', could };
    await expect(renamed.approve(ANN, id, { accept: true })).rejects.toMatchObject(refused);
    expect(await last()).toMatchObject({ action: 'decide-hits', allowed: false, rule: 'two-of-the-watch' });
    await expect(renamed.approve(ANN, id, { accept: false })).rejects.toMatchObject(refused);
    await renamed.close();

    const forgetful = await under((rules) =>
      rules.replace(
        '    Action::"decide-hits",\n    Action::"approve-unmasking"',
        '    Action::"approve-unmasking"',
      ),
    );
    await expect(forgetful.approve(ANN, id, { accept: true })).rejects.toMatchObject({
      rule: 'four-eyes',
      could,
    });
    expect(await last()).toMatchObject({ action: 'decide-hits', allowed: false, rule: 'four-eyes' });
    await forgetful.approve(BOB, id, { accept: true });
    await forgetful.close();
    await close();
  });

  it('lets one officer at a time work on a hit, and nobody for ever', async () => {
    await send(pnrgov([booking()]));
    const { id } = await only();
    const tries = await Promise.allSettled([watch.claim(ANN, id), watch.claim(BOB, id)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [winner, loser] = tries[0]?.status === 'fulfilled' ? [ANN, BOB] : [BOB, ANN];
    expect((await only()).claimedBy).toBe(winner.account);
    await expect(watch.decide(loser, id, { verdict: 'unsure', reason: 'other' })).rejects.toThrow(
      winner.account,
    );
    now = new Date(now.getTime() + 31 * 60_000);
    await watch.decide(loser, id, { verdict: 'unsure', reason: 'too-little-told' });
    await close();
  });

  it('takes hits of cancelled travellers out, and brings them back', async () => {
    await send(pnrgov([booking()]));
    const { id } = await only();
    const cancelled = [
      'SRC',
      `RCI+ZX:${PERSON.locator}::011126:0830`,
      'ORG',
      `TIF+${PERSON.surname}+${PERSON.given}:A:1`,
    ];
    await send(pnrgov([cancelled]));
    expect((await only('gone')).id).toBe(id);
    await send(pnrgov([booking()]).replace('000007', '000012'));
    expect((await only()).id).toBe(id);
    await close();
  });

  it('knows at the close of the flight who is on board', async () => {
    await send(paxlst([passenger(), passenger(NEIGHBOUR)]));
    const reference = `RFF+ABO:U${NEIGHBOUR.passport}`;
    await send(paxlst([['NAD+ZZZ', reference]], 'BGM+266+CLOB'));
    expect(await queue()).toEqual([]);
    expect((await only('gone')).traveller.state).toBe('not-on-board');
    await close();
  });

  it('looks back when a list names somebody who is on the way already', async () => {
    await send(pnrgov([booking(NEIGHBOUR)]));
    expect(await queue()).toEqual([]);
    await load([LISTED, { id: 'w-2', name: 'Marta Lindquist', birthDate: '1979-03-14' }], '2');
    await watch.lookBack();
    expect((await only()).entity.id).toBe('w-2');
    await close();
  });

  it('matches again when a list changes between matching and writing', async () => {
    const travel = store.travel;
    const commit = travel.commit;
    let outdated: string | undefined;
    const meanwhile = {
      ...travel,
      commit: async (arrival: Parameters<typeof commit>[0]) => {
        if (outdated === undefined) {
          outdated = '';
          await load([LISTED, { id: 'w-2', name: 'Marta Lindquist', birthDate: '1979-03-14' }], '2');
          outdated = await commit(arrival);
          return outdated as 'lists';
        }
        return commit(arrival);
      },
    };
    await watch.close();
    watch = await open(meanwhile);
    await send(pnrgov([booking(NEIGHBOUR)]));
    expect(outdated).toBe('lists');
    expect((await only()).entity.id).toBe('w-2');
    await close();
  });

  it('never takes back what a person decided while a message was being matched', async () => {
    await send(pnrgov([booking()]));
    const { id } = await only();
    const travel = store.travel;
    const meanwhile = {
      ...travel,
      commit: async (arrival: Parameters<typeof travel.commit>[0]) => {
        await watch.decide(ANN, id, { verdict: 'same', reason: 'document-agrees' });
        return travel.commit(arrival);
      },
    };
    const other = await open(meanwhile);
    await other.receive(ANN, {
      name: 'api',
      content: Readable.from([Buffer.from(paxlst([passenger()]))]),
    });
    await other.close();
    expect(await only('decided')).toMatchObject({ id, verdict: 'same', seen: 2 });
    await close();
  });

  it('shows how carriers send: what could not be read, and which messages never came', async () => {
    const broken = "UNH+2+XYZABC:D:02B:UN'ZZZ+1'UNT+3+2'";
    await send(paxlst([passenger()]).replace('UNZ+1', `${broken}UNZ+2`), 'api');
    await send(pnrgov([booking()]), 'pnr');
    // Another day's flight, of which no passenger list comes.
    await send(pnrgov([booking()]).replaceAll('251126', '261126').replace('000007', '000019'), 'pnr-2');
    now = new Date('2026-11-28T00:00:00Z');
    const { senders, missing } = await watch.quality(ANN);
    expect(senders.find(({ format }) => format === 'paxlst')?.unreadable).toBe(1);
    expect(missing).toEqual([{ carrier: 'ZX', route: 'FRA-IST', journeys: 2, missing: { paxlst: 1 } }]);
    await close();
  });

  it('tells each news once, and names nobody in it', async () => {
    const told: { readonly what: string }[] = [];
    const tell = () =>
      watch.tellNews('somebody', async (news) => {
        expect(JSON.stringify(news)).not.toMatch(/DVORNIKOV|w-1/i);
        told.push(...news);
      });
    await tell();
    await send(pnrgov([booking()]));
    await watch
      .tellNews('somebody', async () => Promise.reject(new Error('not there')))
      .catch(() => undefined);
    expect(told).toEqual([]);
    await tell();
    await tell();
    await watch.claim(ANN, (await only()).id);
    await tell();
    expect(told.map(({ what }) => what)).toEqual(['made', 'claimed']);
    await close();
  });

  it('takes a delivery once, however often it comes', async () => {
    const { createTravelReader } = await import('../../src/intake/index.ts');
    const reader = createTravelReader({ today: '2026-11-24' });
    const journeys = [...reader.push(Buffer.from(pnrgov([booking()]))), ...reader.end()].flatMap((item) =>
      item.type === 'journey' ? [item.journey] : [],
    );
    const delivery = {
      file: '01999999-0000-7000-8000-000000000001',
      part: 0,
      journeys,
      kept: new Uint8Array(2),
      receivedAt: now.toISOString(),
    };
    await Promise.all([watch.take(delivery), watch.take(delivery)]);
    await watch.take(delivery);
    expect((await only()).seen).toBe(1);
    await close();
  });

  it('lets no older message take the place of a newer one', async () => {
    const newer = pnrgov([booking()]).replaceAll('261124:1500', '261124:1600');
    await send(newer);
    const cancelled = [
      'SRC',
      `RCI+ZX:${PERSON.locator}::011126:0830`,
      'ORG',
      `TIF+${PERSON.surname}+${PERSON.given}:A:1`,
    ];
    await send(pnrgov([cancelled]));
    expect((await only()).traveller.state).toBe('expected');
    await close();
  });

  it('finds travellers by flight, name, document and locator, and writes down that somebody looked', async () => {
    await send(pnrgov([booking(), booking(NEIGHBOUR)]));
    const find = async (text: string) =>
      (await watch.journeys(ANN, text, { limit: 10 })).journeys.map(({ traveller }) => traveller.name).sort();
    expect(await find('zx 88')).toEqual(['ARKADY DVORNIKOV', 'MARTA LINDQUIST']);
    expect(await find('lindquist')).toEqual(['MARTA LINDQUIST']);
    expect(await find('T9914402')).toEqual(['ARKADY DVORNIKOV']);
    expect(await find('QQ8RST')).toEqual(['MARTA LINDQUIST']);
    expect(await find('%')).toEqual([]);
    await expect(watch.journeys({ ...ANN, purpose: 'screening' }, 'zx88', { limit: 10 })).rejects.toThrow();
    const [last] = await store.ledger.read({ limit: 2 } as never);
    expect(last).toMatchObject({ action: 'read-travellers', account: 'ann' });
    await close();
  });

  it('erases travellers when their time is over, but not those of a verified matter', async () => {
    await send(pnrgov([booking(), booking(NEIGHBOUR)]));
    await watch.decide(ANN, (await only()).id, { verdict: 'same', reason: 'document-agrees' });
    now = new Date('2027-05-20T00:00:00Z');
    expect(await watch.erase(KEEPER)).toMatchObject({ travellers: 0, journeys: 0, masked: 0 });
    now = new Date('2027-06-20T00:00:00Z');
    expect(await watch.erase(KEEPER)).toMatchObject({ travellers: 1, journeys: 0, texts: 1, masked: 1 });
    const [last] = await store.ledger.read({ limit: 1 } as never);
    expect(last).toMatchObject({ action: 'erase', count: 3, allowed: true });
    await close();
  });

  it('shows travellers to nobody without role, purpose and legal basis', async () => {
    await send(pnrgov([booking()]));
    const { id } = await only();
    for (const stranger of [
      { ...ANN, roles: ['analyst'] },
      { ...ANN, roles: ['carrier'] },
      { ...ANN, purpose: 'screening' },
      { ...ANN, legalBasis: 'curiosity' },
    ]) {
      await expect(watch.queue(stranger, { states: ['open'], limit: 1 })).rejects.toThrow();
      await expect(watch.hit(stranger, id)).rejects.toThrow();
      await expect(watch.claim(stranger, id)).rejects.toThrow();
      await expect(watch.decide(stranger, id, { verdict: 'same', reason: 'other' })).rejects.toThrow();
    }
    await close();
  });
});
