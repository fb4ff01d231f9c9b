import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTravelReader } from '../../src/intake/index.ts';
import type { StoredJourney, StoredTraveller } from '../../src/store/index.ts';
import type { ToldMessage } from '../../src/watch/aboard.ts';
import { applyMessages } from '../../src/watch/journeys.ts';
import { partsOf } from '../../src/watch/traveller.ts';
import { makeWorld } from '../../src/world/index.ts';

const BEGIN = new Date('2026-06-01T00:00:00Z');
const CIRCUMSTANCES = { now: BEGIN, identityKey: new Uint8Array(32) };

/** The messages of each flight of a small world, in the order in which they were sent. */
function flights(): readonly (readonly ToldMessage[])[] {
  const world = makeWorld({
    seed: 7,
    begin: BEGIN,
    days: 1,
    flightsADay: 40,
    travellers: 30,
    listed: [],
    listedShare: 0,
    faults: false,
  });
  const byFlight = new Map<string, ToldMessage[]>();
  for (const { name, content } of world) {
    const reader = createTravelReader({ today: '2026-06-01', keep: false });
    const flight = name.slice(0, 6);
    const told = byFlight.get(flight) ?? [];
    for (const item of [...reader.push(content), ...reader.end()])
      if (item.type === 'journey')
        told.push({ journey: item.journey, file: name, part: 0, receivedAt: BEGIN.toISOString() });
    byFlight.set(flight, told);
  }
  return [...byFlight.values()];
}

/** What is kept after messages came one by one: who, told by what, in which state. */
function kept(messages: readonly ToldMessage[]) {
  const journeys = new Map<string, StoredJourney>();
  const travellers = new Map<string, StoredTraveller>();
  for (const message of messages) {
    const found = { journeys: [...journeys.values()], travellers: [...travellers.values()] };
    const told = applyMessages([message], found, CIRCUMSTANCES);
    for (const journey of told.journeys) journeys.set(journey.key, journey);
    for (const traveller of [...told.travellers, ...told.retold]) travellers.set(traveller.id, traveller);
    for (const { from } of told.joined) travellers.delete(from);
  }
  return {
    journeys: [...journeys.values()].map(({ key, state, told }) => ({ key, state, told })),
    travellers: [...travellers.values()]
      .map(({ parts, state, told }) =>
        JSON.stringify([
          state,
          told,
          Object.keys(parts).sort(),
          partsOf({ parts })
            .flatMap(({ traveller }) => traveller.names.map(({ asSent }) => asSent))
            .sort(),
        ]),
      )
      .sort(),
  };
}

it('comes to the same travellers in the same state, in whatever order messages arrive', () => {
  const all = flights();
  const inOrder = all.map(kept);
  expect(all.some((messages) => messages.some(({ journey }) => journey.event === 'close-out'))).toBe(true);
  expect(all.some((messages) => messages.some(({ journey }) => journey.event === 'cancellation'))).toBe(true);
  fc.assert(
    fc.property(
      fc.nat(all.length - 1).chain((flight) => {
        const messages = all[flight] as readonly ToldMessage[];
        return fc.tuple(
          fc.constant(flight),
          fc.shuffledSubarray([...messages], { minLength: messages.length }),
        );
      }),
      ([flight, messages]) => {
        expect(kept(messages)).toEqual(inOrder[flight]);
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);
