import { isDeepStrictEqual } from 'node:util';
import type { Journey, Leg } from '../model/index.ts';
import {
  type StoredJourney,
  type StoredTraveller,
  type TravellerPart,
  type TravellerState,
  uuidV7,
} from '../store/index.ts';
import { instantAt } from './places.ts';
import { identityOf, isSameTraveller, mergedTraveller, partsOf } from './traveller.ts';

/** Messages are tellings of the same journeys: what is new is added, what is repeated is recognised. */

/** The leg that a journey is kept under: the flight that the message is about, else its first one. */
function legOf({ transport, legs }: Journey): Leg | undefined {
  const leg = transport ?? legs[0];
  if (!leg) return undefined;
  // How sure a seat on it is belongs to a booking, not to the flight.
  const { status: _, ...flown } = leg;
  return flown;
}

/** Same carrier, number, stops and day of departure: the same journey, whoever tells of it. */
export function journeyKey(journey: Journey): string {
  const leg = legOf(journey);
  const { carrier = '', number = '', from = '', to = '', departs = '', arrives = '' } = leg ?? {};
  // Without any leg nothing joins it to others but its own reference.
  if (!leg)
    return `message|${journey.message.sender ?? ''}|${journey.message.reference ?? ''}|${journey.message.sent ?? ''}`;
  return [carrier, number, from, to, (departs || arrives).slice(0, 10)].join('|').toUpperCase();
}

function dueAt(leg: Leg | undefined, now: string): string {
  if (leg?.arrives) return instantAt(leg.to, leg.arrives);
  if (leg?.departs) return instantAt(leg.from, leg.departs);
  return now;
}

interface Found {
  readonly journeys: readonly StoredJourney[];
  readonly travellers: readonly StoredTraveller[];
}

type Draft = { -readonly [K in keyof StoredTraveller]: StoredTraveller[K] };

/** What is to be written when these messages, in this order, are told of what is there. */
export function applyMessages(messages: readonly Journey[], found: Found, now: Date): Found {
  const at = now.toISOString();
  const journeys = new Map(found.journeys.map((journey) => [journey.key, { ...journey }]));
  const travellers = new Map<string, Draft[]>();
  for (const traveller of found.travellers) {
    const list = travellers.get(traveller.journey) ?? [];
    list.push({ ...traveller });
    travellers.set(traveller.journey, list);
  }
  const changed = new Set<Draft>();

  for (const message of messages) {
    const key = journeyKey(message);
    const leg = legOf(message);
    const before = journeys.get(key);
    const journey = before ?? {
      id: uuidV7(now.getTime()),
      key,
      leg: leg ?? {},
      dueAt: dueAt(leg, at),
      state: 'expected' as const,
    };
    const state =
      message.event === 'flight-cancellation'
        ? 'cancelled'
        : message.event === 'close-out'
          ? 'closed'
          : journey.state;
    const merged = { ...journey.leg, ...leg };
    journeys.set(key, { ...journey, leg: merged, dueAt: dueAt(merged, at), state });
    const there = travellers.get(journey.id) ?? [];
    travellers.set(journey.id, there);
    tell(message, journey.id, there, changed, now);
  }
  return { journeys: [...journeys.values()], travellers: [...changed] };
}

/** As it comes back from the store. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const messageText = ({ message }: Journey): string =>
  [message.sender, message.interchange, message.reference, message.sent].filter(Boolean).join(' ');

/** Tells one message to the travellers of its journey. */
function tell(message: Journey, journey: string, there: Draft[], changed: Set<Draft>, now: Date): void {
  const { format } = message.message;
  const set = (traveller: Draft, state: TravellerState): void => {
    if (traveller.state === state) return;
    traveller.state = state;
    changed.add(traveller);
  };
  if (message.event === 'flight-cancellation') {
    for (const traveller of there) set(traveller, 'cancelled');
    return;
  }
  const told = new Set<Draft>();
  for (const traveller of message.travellers) {
    const part: TravellerPart = {
      traveller,
      legs: message.legs,
      locators: message.locators,
      message: messageText(message),
      receivedAt: now.toISOString(),
    };
    const known = there.find(
      (one) => !told.has(one) && partsOf(one).some((other) => isSameTraveller(other, part)),
    );
    const state: TravellerState =
      message.event === 'cancellation'
        ? 'cancelled'
        : message.event === 'close-out'
          ? traveller.onBoard === false
            ? 'not-on-board'
            : 'on-board'
          : 'expected';
    if (!known) {
      if (message.event === 'cancellation') continue;
      const made: Draft = {
        id: uuidV7(now.getTime()),
        journey,
        parts: { [format]: part },
        state,
        updatedAt: now.toISOString(),
      };
      const identity = identityOf(traveller);
      if (identity) made.identity = identity;
      there.push(made);
      told.add(made);
      changed.add(made);
      continue;
    }
    told.add(known);
    set(known, state);
    // A close-out names nobody: it must not take the place of what the list said.
    if (message.event === 'close-out' && traveller.names.length === 0) continue;
    // The store gives keys back in another order.
    if (isDeepStrictEqual(known.parts[format]?.traveller, plain(traveller))) continue;
    known.parts = { ...known.parts, [format]: part };
    const identity = identityOf(mergedTraveller(partsOf(known)));
    if (identity) known.identity = identity;
    known.updatedAt = now.toISOString();
    changed.add(known);
  }
  if (message.event === 'cancellation' || message.kind === 'booking') {
    // A booking is told whole: who is in it no more has left it.
    for (const traveller of there) {
      const booked = traveller.parts[format]?.locators ?? [];
      if (!told.has(traveller) && message.locators.some((locator) => booked.includes(locator)))
        set(traveller, 'cancelled');
    }
  }
  if (message.event === 'close-out' && message.travellers.some(({ onBoard }) => onBoard))
    for (const traveller of there)
      if (!told.has(traveller) && traveller.state === 'expected') set(traveller, 'not-on-board');
}
