import { expect, it } from 'vitest';
import type { Journey } from '../model/index.ts';
import { qualityOf, senderQuality, summed } from './quality.ts';

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
