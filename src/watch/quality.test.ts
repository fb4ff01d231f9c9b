import { expect, it } from 'vitest';
import type { Journey } from '../model/index.ts';
import { cutLength, qualityOf, senderQuality, summed } from './quality.ts';

const message = { format: 'pnrgov', sender: 'ZX' };
const booking = (departs: string, event: Journey['event'] = 'list'): Journey => ({
  kind: 'booking',
  event,
  message,
  transport: { carrier: 'ZX', number: '88', from: 'FRA', to: 'IST', departs },
  legs: [],
  travellers: [],
  locators: [],
  dividedFrom: [],
  offset: 0,
  end: 0,
  kept: [],
});
const BEFORE = new Date('2026-11-25T03:00:00Z');
const AFTER = new Date('2026-11-25T23:00:00Z');

it('counts a message of many bookings once', () => {
  const rows = [true, false, false].map((first) => qualityOf(booking('2026-11-25T13:10'), BEFORE, first));
  expect(senderQuality(rows)).toMatchObject([{ messages: 1, flights: 1, late: 0 }]);
});

it('takes for late a flight of which nothing came before it departed', () => {
  const inTime = qualityOf(booking('2026-11-25T13:10'), BEFORE, true);
  const update = qualityOf(booking('2026-11-25T13:10'), AFTER, true);
  const nextDay = qualityOf(booking('2026-11-24T13:10'), AFTER, true);
  const closed = qualityOf(booking('2026-11-23T13:10', 'close-out'), AFTER, true);
  expect(senderQuality([update, inTime, closed])).toMatchObject([{ messages: 3, flights: 1, late: 0 }]);
  expect(senderQuality([update, update])).toMatchObject([{ messages: 2, flights: 1, late: 1 }]);
  // As files keep it: added up once by the file, and once by the page.
  expect(senderQuality([...summed([inTime, nextDay]), ...summed([update, nextDay])])).toMatchObject([
    { messages: 4, flights: 2, late: 1 },
  ]);
});

/** Given names of all lengths from 8 letters on, each length rarer than the one before; longer ones lose what is too much. */
const named = (count: number, cutAt: number, route: string): Journey => {
  const list = booking('2026-11-25T13:10');
  const names = Array.from({ length: count }, (_, n) => {
    const given = 'A'.repeat(8 + Math.floor(Math.log2(1 + n) * 1.7)).slice(0, cutAt);
    return { asSent: `BERG/${given}`, surname: 'BERG', given, source: 'TIF', derived: [] };
  });
  const [none, single] = [[] as never[], (at: number) => names.slice(at, at + 1)];
  return {
    ...list,
    transport: { ...list.transport, to: route },
    travellers: names.map((_, at) => ({
      kind: 'passenger',
      names: single(at),
      birthDates: none,
      sexes: none,
      nationalities: none,
      birthPlaces: none,
      residences: none,
      documents: none,
      seats: none,
      tickets: none,
      bags: none,
      locators: none,
      references: none,
    })),
  };
};

it('tells at which length a sender cuts names, from all of its routes, and of how many', () => {
  const rows = ['IST', 'ATH', 'SOF'].map((to) => qualityOf(named(60, 14, to), BEFORE, true));
  const told = senderQuality(summed(rows));
  expect(told).toHaveLength(3);
  for (const row of told) {
    expect(row).toMatchObject({ givenNamesCutAt: 14, surnamesCutAt: 0 });
    expect(row.cutNames).toBeGreaterThan(10);
    // Counts by length are no one's concern outside.
    expect(Object.keys(row).filter((key) => /\d/.test(key))).toEqual([]);
  }
  // As files keep it and the store adds it up.
  expect(senderQuality(JSON.parse(JSON.stringify(summed(rows))))).toEqual(told);
});

it('takes no sender for one that cuts because its longest name is long', () => {
  expect(senderQuality([qualityOf(named(60, 99, 'IST'), BEFORE, true)])).toMatchObject([
    { givenNamesCutAt: 0, cutNames: 0 },
  ]);
  const fallingOff = new Map(Array.from({ length: 14 }, (_, n) => [12 + n, Math.round(900 * 0.6 ** n)]));
  expect(cutLength(fallingOff)).toBe(0);
  expect(
    cutLength(
      new Map([
        [19, 4],
        [20, 9],
      ]),
    ),
  ).toBe(0);
  expect(
    cutLength(
      new Map([
        [19, 4],
        [20, 31],
      ]),
    ),
  ).toBe(20);
  expect(cutLength(new Map())).toBe(0);
});
