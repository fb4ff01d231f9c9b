import { describe, expect, it } from 'vitest';
import {
  bookingSegments,
  paxlst,
  pnrgov,
  SAMPLE_BOOKINGS,
  type SampleBooking,
  travellerSegments,
} from '../../test/support/travel-messages.ts';
import { createTravelReader } from '../intake/index.ts';
import type { ToldMessage } from './aboard.ts';
import { applyMessages } from './journeys.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const CIRCUMSTANCES = { now: NOW, identityKey: new Uint8Array(32) };
const [PERSON] = SAMPLE_BOOKINGS as [SampleBooking];

function told(message: string, file: string): ToldMessage[] {
  const reader = createTravelReader({ today: '2026-11-25', keep: false });
  return [...reader.push(Buffer.from(message)), ...reader.end()].flatMap((item) =>
    item.type === 'journey' ? [{ journey: item.journey, file, part: 0, receivedAt: NOW.toISOString() }] : [],
  );
}

const passenger = (change: (segment: string) => string): string =>
  paxlst([travellerSegments({ ...PERSON, number: PERSON.passport }).map(change)]).replace(
    'QK4RTZ',
    PERSON.locator,
  );

describe('applyMessages', () => {
  const first = applyMessages(
    told(pnrgov([bookingSegments(PERSON)]), 'pnr'),
    { journeys: [], travellers: [] },
    CIRCUMSTANCES,
  );
  const then = (message: string) => applyMessages(told(message, 'api'), first, CIRCUMSTANCES);

  it('asks for who is new', () => {
    expect(first.travellers).toHaveLength(1);
    expect([...first.renewed]).toEqual([first.travellers[0]?.id]);
  });

  it('asks for nobody again of whom the same is told in another message', () => {
    const { travellers, renewed } = then(passenger((segment) => segment));
    expect(travellers.map(({ id, parts }) => [id, Object.keys(parts)])).toEqual([
      [first.travellers[0]?.id, ['pnrgov', 'paxlst']],
    ]);
    expect(renewed.size).toBe(0);
  });

  it.each([
    ['a document', 'DOC+P:110:111+', 'DOC+P:110:111+Z9'],
    ['a given name', ':INGRID', ':INGRID:ASTRID'],
    ['a nationality', 'NAT+2+NOR', 'NAT+2+SWE'],
    ['a sex', 'ATT+2++M', 'ATT+2++F'],
  ])('asks again when the other message tells %s more', (_, from, to) => {
    const message = passenger((segment) => segment.replace(from, to));
    expect(message).toContain(to);
    const { travellers, renewed } = then(message);
    expect([...renewed]).toEqual([first.travellers[0]?.id]);
    expect(travellers).toHaveLength(1);
  });
});
