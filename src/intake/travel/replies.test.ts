import { expect, it } from 'vitest';
import {
  bookingSegments,
  paxlst,
  pnrgov,
  SAMPLE_BOOKINGS,
  SAMPLE_TRAVELLERS,
  travellerSegments,
} from '../../../test/support/travel-messages.ts';
import type { TravelItem } from './message.ts';
import { createTravelReader } from './read.ts';
import { repliesTo } from './replies.ts';

const OPTIONS = { now: '2026-11-25T11:01', received: '0Z' };

function read(message: string): readonly TravelItem[] {
  const reader = createTravelReader({ today: '2026-11-24' });
  return [...reader.push(Buffer.from(message)), ...reader.end()];
}
/** One traveller, of whom the carrier asks at the counter: a transaction, and another reference before the unique one. */
const one = paxlst([travellerSegments(SAMPLE_TRAVELLERS[0] as never)])
  .replace("BGM+745'", "BGM+745'\nRFF+TN:TXN7788:::1'")
  .replace('RFF+ABO', "RFF+CR:CUST1'\nRFF+ABO");
const many = paxlst(SAMPLE_TRAVELLERS.map(travellerSegments));
const bookings = pnrgov(SAMPLE_BOOKINGS.map(bookingSegments));

it('answers an interactive message with CUSRES, which our own reader reads', () => {
  const [reply = ''] = repliesTo(read(one), OPTIONS);
  expect(reply.split('\n')).toEqual([
    "UNB+UNOA:4+XXPIU+ZX+261125:1101+R000008'",
    "UNH+1+CUSRES:D:05B:UN:IATA'",
    "BGM+962'",
    "RFF+TN:TXN7788'",
    "RFF+AF:ZX88'",
    "DTM+189:2611251310:201'",
    "DTM+232:2611251705:201'",
    "LOC+125+FRA'",
    "LOC+87+IST'",
    "ERP+2'",
    "RFF+AVF:QK4RTZ'",
    "RFF+ABO:UN4471882'",
    "ERC+0Z'",
    "UNT+13+1'",
    "UNZ+1+R000008'",
  ]);
  const items = read(reply);
  expect(items.filter(({ type }) => type === 'problem')).toEqual([]);
  expect(items.find(({ type }) => type === 'reply')).toMatchObject({
    reply: { travellers: [{ locators: ['QK4RTZ'], references: ['UN4471882'], code: '0Z' }] },
  });
});

it('answers a list with CONTRL and a booking push with ACKRES', () => {
  expect(repliesTo(read(many), OPTIONS)[0]).toContain("UCM+1+PAXLST:D:05B:UN+7'");
  expect(repliesTo(read(bookings), OPTIONS)[0]).toContain(
    "UNH+1+ACKRES:13:1:IA+ZX88/251126/1310'\nMSG+:23'\nUNT+3+1'",
  );
});

it('says that something was not read, and not what', () => {
  const broken = bookings.replace('IFT+4:28::ZX+', `IFT+4:28::ZX+${'A'.repeat(100_000)}`);
  const [reply] = repliesTo(read(broken), OPTIONS);
  expect(reply).toContain("ERC+118'");
  expect(reply).not.toContain('AAAA');
  expect(repliesTo(read(many.replaceAll('PAXLST', 'PAORES')), OPTIONS)[0]).toContain("+4'");
});

it('escapes what carriers write', () => {
  const [reply = ''] = repliesTo(read(one.replace('+ZX+XXPIU+', "+O?'NEIL?+CO+XXPIU+")), OPTIONS, 'contrl');
  expect(reply).toContain("UNB+UNOA:4+XXPIU+O?'NEIL?+CO+");
});

it('answers all lists of an interchange with one CONTRL', () => {
  const message = many.slice(many.indexOf('UNH+'), many.indexOf('UNE+'));
  const second = message.replace('UNH+1+', 'UNH+2+').replace('UNT+', 'UNT+').replace("+1'\n", "+2'\n");
  const two = many.replace('UNE+', `${second}UNE+`);
  const replies = repliesTo(read(two), OPTIONS);
  expect(replies).toHaveLength(1);
  expect(replies[0]?.match(/UCM\+[^']*/g)).toEqual(['UCM+1+PAXLST:D:05B:UN+7', 'UCM+2+PAXLST:D:05B:UN+7']);
  expect(repliesTo(read(many + many.replaceAll('000008', '000009')), OPTIONS)).toHaveLength(2);
});

it('asks at the counter only where the interchange or a transaction says so', () => {
  const plain = paxlst([travellerSegments(SAMPLE_TRAVELLERS[0] as never)]);
  const kind = (message: string): string | undefined =>
    /UNH\+1\+([A-Z]+)/.exec(repliesTo(read(message), OPTIONS)[0] ?? '')?.[1];
  expect(kind(plain)).toBe('CONTRL');
  expect(kind(plain.replace('++APIS', '++IAPI'))).toBe('CUSRES');
  expect(kind(many.replace('++APIS', '++IAPI'))).toBe('CUSRES');
  expect(kind(one)).toBe('CUSRES');
  expect(kind(one.replace('BGM+745', 'BGM+266+CLOB'))).toBe('CONTRL');
});
