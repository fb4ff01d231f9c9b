import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueuedHit, TravellerPart } from '../store/index.ts';
import { coTravelOf } from './co-travel.ts';

const part = (locators: readonly string[], message = 'ZX 1 2026-11-24', of: readonly string[] = []) =>
  ({
    ...{ locators, message, receivedAt: '2026-11-24T09:00:00.000Z', legs: [] },
    traveller: { kind: 'passenger', names: [], locators: of },
  }) as unknown as TravellerPart;
const LEG = { carrier: 'ZX', number: '88', from: 'FRA', to: 'IST', departs: '2026-11-25T23:10' };
const hit = (
  traveller: string,
  entityId: string,
  parts: Readonly<Record<string, TravellerPart>>,
  { journey = 'j1', at = '2026-11-24T10:00:00.000Z', leg = {} } = {},
): QueuedHit =>
  ({
    hit: { id: `${traveller}-${entityId}`, traveller, entityId, journey, judged: { at }, updatedAt: at },
    journey: { id: journey, leg: { ...LEG, arrives: '2026-11-26T03:05', ...leg } },
    traveller: { id: traveller, journey, parts },
  }) as unknown as QueuedHit;
const pairs = (...hits: readonly QueuedHit[]) => coTravelOf(hits).map(({ persons }) => persons.join(' '));
const ONE = { pnrgov: part(['ZX:AB12CD']) };

describe('who was on one booking', () => {
  it('tells flight, days, messages, and when all of it was known', () => {
    const other = { paxlst: part([], 'ZX 7 2026-11-25', ['AB12CD']) };
    const found = coTravelOf([
      hit('t2', 'w-2', other, { at: '2026-11-24T12:00:00.000Z' }),
      hit('t1', 'w-1', ONE),
    ]);
    expect(found).toEqual([
      {
        ...{ id: 'j1 AB12CD w-1 w-2', persons: ['w-1', 'w-2'], locator: 'ZX:AB12CD', flight: 'ZX88' },
        ...{ carrier: 'ZX', from: 'FRA', to: 'IST', departs: '2026-11-25', arrives: '2026-11-26' },
        ...{ formats: ['paxlst', 'pnrgov'], messages: ['ZX 1 2026-11-24', 'ZX 7 2026-11-25'] },
        recordedFrom: '2026-11-24T12:00:00.000Z',
      },
    ]);
  });

  it('takes the same booking of the same journey, and no other', () => {
    expect(pairs(hit('t1', 'w-1', ONE), hit('t2', 'w-2', ONE, { journey: 'j2' }))).toEqual([]);
    expect(pairs(hit('t1', 'w-1', ONE), hit('t2', 'w-2', { pnrgov: part(['ZX:ZZ99ZZ']) }))).toEqual([]);
    // Two systems give out the same letters for two bookings.
    expect(pairs(hit('t1', 'w-1', ONE), hit('t2', 'w-2', { pnrgov: part(['1A:AB12CD']) }))).toEqual([]);
    expect(pairs(hit('t1', 'w-1', ONE), hit('t2', 'w-2', { pnrgov: part(['AB12CD']) }))).toEqual(['w-1 w-2']);
    expect(pairs(hit('t1', 'w-1', { a: part([]) }), hit('t2', 'w-2', { a: part([]) }))).toEqual([]);
    expect(pairs(hit('t1', 'w-1', { a: part(['']) }), hit('t2', 'w-2', { a: part(['ZX:']) }))).toEqual([]);
  });

  it('ties nobody by two hits of one traveller, nor a person with itself', () => {
    expect(pairs(hit('t1', 'w-1', ONE), hit('t1', 'w-2', ONE))).toEqual([]);
    expect(pairs(hit('t1', 'w-1', ONE), hit('t2', 'w-1', ONE))).toEqual([]);
    // Each of the two entries, with the fellow traveller alone.
    expect(pairs(hit('t1', 'w-1', ONE), hit('t1', 'w-2', ONE), hit('t2', 'w-3', ONE)).sort()).toEqual([
      'w-1 w-3',
      'w-2 w-3',
    ]);
  });

  it('tells a booking once, with its system where one telling has it', () => {
    const both = { pnrgov: part(['ZX:AB12CD']), paxlst: part(['AB12CD']) };
    expect(pairs(hit('t1', 'w-1', both), hit('t2', 'w-2', both))).toEqual(['w-1 w-2']);
  });

  it('is the same in whatever order', () => {
    const hits = ['a', 'b', 'c', 'd', 'e'].map((one, i) =>
      hit(`t${one}`, `w-${one}`, { pnrgov: part([i % 2 ? 'ZX:AB12CD' : 'ZX:QQQQQQ']) }),
    );
    const told = (all: readonly QueuedHit[]) =>
      coTravelOf(all)
        .map(({ id }) => id)
        .sort();
    fc.assert(
      fc.property(fc.shuffledSubarray(hits, { minLength: hits.length }), (shuffled) => {
        expect(told(shuffled)).toEqual(told(hits));
      }),
    );
  });
});
