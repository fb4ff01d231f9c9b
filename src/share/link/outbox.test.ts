import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OutboxMessage } from '../../store/index.ts';
import { waitAfter } from './back-off.ts';
import { type Contact, openContacts } from './contacts.ts';
import { LINK_LIMITS } from './limits.ts';
import { LinkError } from './link.ts';
import { openOutbox } from './outbox.ts';
import type { Peer } from './peers.ts';
import { LONGEST_POST_WAIT, POST_SWEEP, RECENTLY } from './tuning.ts';

// The clock stands still unless a test moves it; what is kept is kept in memory.

const NORTH = 'north';
const START = Date.parse('2026-11-26T08:00:00.000Z');

beforeEach(
  () =>
    void vi.useFakeTimers({
      now: START,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    }),
);
afterEach(() => void vi.useRealTimers());

function open() {
  const kept = new Map<string, unknown>();
  const beats: string[] = [];
  const waiting: OutboxMessage[] = [];
  /** When a try was made, ms after the start, and of what. */
  const tries: [number, string][] = [];
  const errors: unknown[] = [];
  const line = { broken: false };
  const now = () => new Date();
  const contacts = openContacts({
    now,
    onError: (error) => errors.push(error),
    records: {
      async change<T>(kind: string, id: string, next: (there: T | undefined) => T | undefined, told = false) {
        const changed = next(kept.get(id) as T | undefined);
        kept.set(id, changed);
        if (told) beats.push(kind);
        return changed;
      },
      records: async <T>() => [...kept.values()] as T[],
    },
  });
  const outbox = openOutbox({
    now,
    contacts,
    limits: LINK_LIMITS,
    stays: true,
    chance: () => 1,
    onError: (error) => errors.push(error),
    onArrived: async () => {},
    peers: {
      peer: async (id) => ({ id }) as Peer,
      reachable: async () => [NORTH],
    },
    caller: {
      async call({ id }, kind) {
        tries.push([Date.now() - START, kind]);
        if (line.broken) {
          const error = new LinkError('unreachable', `${id} cannot be reached`);
          contacts.failed(id, error);
          throw error;
        }
        contacts.heard(id);
        outbox.heard(id);
        return null;
      },
      drop() {},
      close() {},
    },
    records: {
      nextPosted: async (partner) =>
        waiting.find((one) => one.partner === partner && one.refused === undefined),
      post: async (message) => void waiting.push(message as OutboxMessage),
      posted: async () => waiting,
      arrived: async (id) =>
        void waiting.splice(
          waiting.findIndex((one) => one.id === id),
          1,
        ),
      refused: async () => {},
      alone: (_, run) => run(),
    },
  });
  const contact = async (): Promise<Contact | undefined> => (await contacts.all()).get(NORTH);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { outbox, contacts, contact, waiting, tries, errors, line, beats, pass };
}

it('sends a message at once, and again after waits that double up to a minute', async () => {
  const { outbox, tries, line, pass, waiting } = open();
  line.broken = true;
  await outbox.post(NORTH, 'first', null);
  await pass(200_000);
  expect(tries.map(([at]) => at)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 63_000, 123_000, 183_000]);
  line.broken = false;
  await pass(60_000);
  expect(waiting).toEqual([]);
});

it('does not let messages that come while a partner is away cost tries, nor lengthen the wait', async () => {
  const { outbox, tries, line, pass, waiting } = open();
  line.broken = true;
  for (let i = 0; i < 5; i++) {
    await outbox.post(NORTH, `message-${i}`, null);
    await pass(10);
  }
  expect(tries.map(([at]) => at)).toEqual([0]);
  line.broken = false;
  await pass(950);
  expect(tries.map(([, kind]) => kind)).toEqual([
    'message-0',
    'message-0',
    'message-1',
    'message-2',
    'message-3',
    'message-4',
  ]);
  expect(waiting).toEqual([]);
});

it('tries a new message at once where the partner was heard lately, and leaves the next try where it was', async () => {
  const { outbox, tries, line, pass } = open();
  outbox.heard(NORTH);
  line.broken = true;
  await outbox.post(NORTH, 'first', null);
  await pass(1_500);
  await outbox.post(NORTH, 'second', null);
  await pass(1_600);
  expect(tries.map(([at]) => at)).toEqual([0, 1_000, 1_500, 3_000]);
  await pass(RECENTLY);
  const before = tries.length;
  await outbox.post(NORTH, 'third', null);
  await pass(0);
  expect(tries).toHaveLength(before);
});

it('sends what waits as soon as the partner is heard', async () => {
  const { outbox, tries, line, pass, waiting } = open();
  line.broken = true;
  await outbox.post(NORTH, 'first', null);
  await pass(20_000);
  line.broken = false;
  outbox.heard(NORTH);
  await pass(0);
  expect(tries.at(-1)).toEqual([20_000, 'first']);
  expect(waiting).toEqual([]);
  await pass(POST_SWEEP - 20_001);
  expect(tries).toHaveLength(6);
});

it('says when the next try is, tells open pages of the failure at once, and takes it back when it is over', async () => {
  const { outbox, contact, line, pass, beats } = open();
  outbox.heard(NORTH);
  line.broken = true;
  await outbox.post(NORTH, 'first', null);
  await pass(0);
  expect(await contact()).toMatchObject({
    ok: false,
    at: '2026-11-26T08:00:00.000Z',
    nextTry: '2026-11-26T08:00:01.000Z',
  });
  expect(beats).toEqual(['contact', 'contact']);
  await pass(3_000);
  expect(await contact()).toMatchObject({
    at: '2026-11-26T08:00:03.000Z',
    nextTry: '2026-11-26T08:00:07.000Z',
  });
  line.broken = false;
  await pass(4_000);
  expect(await contact()).toEqual({ ok: true, at: '2026-11-26T08:00:07.000Z' });
  const told = beats.length;
  // That it is well is no news for open pages: each look of theirs is an entry of the ledger.
  for (let i = 0; i < 5; i++) {
    await pass(60_000);
    await outbox.post(NORTH, 'later', null);
  }
  await pass(0);
  expect(beats).toHaveLength(told);
});

it('brings within a minute what another process left', async () => {
  const { outbox, waiting, tries, pass } = open();
  waiting.push({ id: '1', partner: NORTH, kind: 'left', body: null, madeAt: '' });
  await pass(POST_SWEEP);
  expect(tries).toEqual([[POST_SWEEP, 'left']]);
  await outbox.close();
  waiting.push({ id: '2', partner: NORTH, kind: 'after', body: null, madeAt: '' });
  await pass(10 * POST_SWEEP);
  expect(tries).toHaveLength(1);
});

it('spreads tries by chance, never beyond the longest wait', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tries, chance) => {
        const wait = waitAfter(tries, LINK_LIMITS, chance);
        const most = waitAfter(tries, LINK_LIMITS, 1);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(most / 2));
        expect(wait).toBeLessThanOrEqual(most);
        expect(most).toBeLessThanOrEqual(LONGEST_POST_WAIT);
      },
    ),
  );
  expect(new Set([0, 0.3, 0.9].map((chance) => waitAfter(4, LINK_LIMITS, chance))).size).toBe(3);
});
