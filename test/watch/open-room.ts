import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { DEFAULT_POLICY, openGate } from '../../src/law/index.ts';
import { localActor, openScreening } from '../../src/screening/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { openWatch, type QueueEntry, type ReceiveReport, type Watch } from '../../src/watch/index.ts';
import { bookingSegments, travellerSegments } from '../support/travel-messages.ts';
import { writeList } from './list.ts';

export const PERSON = { locator: 'WX3KLM', surname: 'DVORNIKOV', given: 'ARKADY', passport: 'T9914402' };
/** The same birth date as in the messages. */
export const LISTED = { id: 'w-1', name: 'Arkady Dvornikov', birthDate: '1979-03-14' };
export const OTHER_LISTED = { id: 'w-9', name: 'Torvald Ekberg', birthDate: '1950-01-01' };
export const NEIGHBOUR = { locator: 'QQ8RST', surname: 'LINDQUIST', given: 'MARTA', passport: 'K1120034' };

const officer = (account: string) => ({
  account,
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
});
export const ANN = officer('ann');
export const BOB = officer('bob');
export const KEEPER = localActor('keeper', 'administration', 'accountability');

/** A watch on a database, with a clock that the test moves, and one listed person. */
export interface Room {
  readonly store: Store;
  readonly watch: Watch;
  /** Moves the clock. */
  at(instant: string): void;
  send(message: string): Promise<ReceiveReport>;
  /** Takes the list's place, and looks back. */
  load(...entries: readonly object[]): Promise<void>;
  queue(...states: QueueEntry['state'][]): Promise<readonly QueueEntry[]>;
  only(...states: QueueEntry['state'][]): Promise<QueueEntry>;
  steps(hit: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openRoom(url: string): Promise<Room> {
  let now = new Date('2026-11-24T10:00:00Z');
  let version = 0;
  const clock = (): Date => now;
  const store = await openStore({ url }, now);
  const screening = await openScreening({ store, now: clock, shrinkLimit: 1, serviceName: 'test' });
  const failures: unknown[] = [];
  const watch = await openWatch({
    travel: store.travel,
    screening,
    gate: openGate(DEFAULT_POLICY, store.ledger, clock),
    now: clock,
    officers: async () => ['ann', 'bob'],
    maskKey: Buffer.alloc(32, 7),
    retention: 'erase',
    onError: (error) => failures.push(error),
  });
  const queue: Room['queue'] = async (...states) =>
    (await watch.queue(ANN, { states: states.length > 0 ? states : ['open'], limit: 1000 })).hits;
  const room: Room = {
    store,
    watch,
    queue,
    at(instant) {
      now = new Date(instant);
    },
    send: (message) =>
      watch.receive(ANN, { name: 'message.edi', content: Readable.from([Buffer.from(message)]) }),
    async load(...entries) {
      const number = String(++version);
      await screening.load(KEEPER, {
        paths: [writeList(entries, number)],
        dataset: 'wanted',
        version: number,
        format: 'ftm-ndjson',
      });
      await watch.lookBack();
    },
    async only(...states) {
      const hits = await queue(...states);
      expect(hits).toHaveLength(1);
      return hits[0] as QueueEntry;
    },
    steps: async (hit) => (await watch.hit(ANN, hit))?.steps.map(({ what }) => what) ?? [],
    async close() {
      await watch.close();
      await screening.close();
      await store.close();
      expect(failures).toEqual([]);
    },
  };
  await room.load(LISTED);
  return room;
}

export const booking = (person = PERSON): readonly string[] => bookingSegments(person);
/** Without a document and what stands in it: name only. */
export const bare = (segments: readonly string[]): string[] =>
  segments.filter((segment) => !segment.startsWith('SSR+DOCS'));
export const passenger = ({ surname, given, passport, locator } = PERSON): string[] =>
  travellerSegments({ surname, given, number: passport }).map((segment) =>
    segment.replace('QK4RTZ', locator),
  );

/** The flight of another day, told by another interchange. */
export const onDay = (message: string, day: string, number: number): string =>
  message.replaceAll('251126', day).replace('000007', String(number).padStart(6, '0'));
