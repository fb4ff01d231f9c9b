import { isDeepStrictEqual } from 'node:util';
import type { Journey, Leg, Traveller } from '../model/index.ts';
import { instantAt } from '../places/index.ts';
import {
  type KeptJourneys,
  type RouteDue,
  type StoredJourney,
  type StoredTraveller,
  type TravellerPart,
  type TravellerState,
  uuidV7,
} from '../store/index.ts';
import { identityOf, isSameTraveller, joinKeys, partsOf, questionOf, sameQuestion } from './traveller.ts';
import { CHANGED_WITHIN_DAYS, DAY_MS } from './tuning.ts';

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

/** Where else a traveller may be kept who is told to have changed flights: the carrier's other journeys on this route. */
export function otherJourneys(told: Journey): RouteDue | undefined {
  if (told.event !== 'flight-change') return undefined;
  const leg = legOf(told);
  const due = arrivalOf(told);
  if (!leg?.carrier || !leg.from || !leg.to || due === undefined) return undefined;
  const later = (days: number): string => new Date(Date.parse(due) + days * DAY_MS).toISOString();
  return {
    route: [leg.carrier, leg.from, leg.to].join('|').toUpperCase(),
    dueFrom: later(-CHANGED_WITHIN_DAYS),
    dueUntil: later(CHANGED_WITHIN_DAYS),
  };
}

/** `CARRIER|FROM|TO` of a journey's key. */
const routeOf = (key: string): string => {
  const [carrier, , from, to] = key.split('|');
  return [carrier, from, to].join('|');
};

/** The instant at which a journey that a message tells of arrives, as far as it says. */
export const arrivalOf = (journey: Journey): string | undefined => {
  const leg = legOf(journey);
  return leg?.arrives || leg?.departs ? dueAt(leg, '') : undefined;
};

function dueAt(leg: Leg | undefined, now: string): string {
  if (leg?.arrives) return instantAt(leg.to, leg.arrives);
  if (leg?.departs) return instantAt(leg.from, leg.departs);
  return now;
}

type Draft = { -readonly [K in keyof StoredTraveller]: StoredTraveller[K] };

export interface Told {
  readonly journeys: readonly StoredJourney[];
  /** Those that are new or changed. */
  readonly travellers: readonly StoredTraveller[];
  /** Ids of those of whom something is told that matching looks at. */
  readonly renewed: ReadonlySet<string>;
}

/** A message, and where what is kept of it stands. */
export interface ToldMessage {
  readonly journey: Journey;
  readonly file: string;
  readonly part: number;
  readonly receivedAt: string;
}

/** The travellers of one journey, found by what they may share with a telling. */
class Aboard {
  readonly all: Draft[] = [];
  private readonly byKey = new Map<string, Draft[]>();

  add(draft: Draft): void {
    this.all.push(draft);
    for (const part of partsOf(draft)) this.index(draft, part);
  }

  index(draft: Draft, part: TravellerPart): void {
    for (const key of joinKeys(part)) {
      const list = this.byKey.get(key);
      if (!list) this.byKey.set(key, [draft]);
      else if (!list.includes(draft)) list.push(draft);
    }
  }

  /** The one that a telling is of, in the order in which they came. */
  find(part: TravellerPart, except: ReadonlySet<Draft>): Draft | undefined {
    for (const key of joinKeys(part))
      for (const draft of this.byKey.get(key) ?? [])
        if (!except.has(draft) && partsOf(draft).some((other) => isSameTraveller(other, part))) return draft;
    return undefined;
  }
}

interface Circumstances {
  readonly now: Date;
  /** Identities are made with it. */
  readonly identityKey: Uint8Array;
}

const isAway = (state: TravellerState): boolean => state === 'cancelled' || state === 'not-on-board';

/** What is to be written when these messages, in this order, are told of what is there. */
export function applyMessages(
  messages: readonly ToldMessage[],
  found: KeptJourneys,
  { now, identityKey }: Circumstances,
): Told {
  const at = now.toISOString();
  const journeys = new Map(found.journeys.map((journey) => [journey.key, journey]));
  const touched = new Map<string, StoredJourney>();
  const aboard = new Map<string, Aboard>();
  const aboardOf = (journey: string): Aboard => {
    const known = aboard.get(journey) ?? new Aboard();
    aboard.set(journey, known);
    return known;
  };
  for (const traveller of found.travellers) aboardOf(traveller.journey).add({ ...traveller });
  const changed = new Set<Draft>();
  const renewed = new Set<string>();

  for (const message of messages) {
    const { journey: told } = message;
    const key = journeyKey(told);
    const leg = legOf(told);
    const before = touched.get(key) ?? journeys.get(key);
    const sent = sentOf(message);
    const journey: StoredJourney = before ?? {
      id: uuidV7(now.getTime()),
      key,
      leg: {},
      dueAt: at,
      state: 'expected',
      told: '',
      formats: [],
      version: 0,
    };
    const said =
      told.event === 'flight-cancellation' ? 'cancelled' : told.event === 'close-out' ? 'closed' : undefined;
    const newest = sent >= journey.told;
    const merged = newest ? { ...journey.leg, ...leg } : { ...leg, ...journey.leg };
    touched.set(key, {
      ...journey,
      leg: merged,
      dueAt: isDeepStrictEqual(merged, journey.leg) ? journey.dueAt : dueAt(merged, at),
      ...(newest && { told: sent, ...(said && { state: said }) }),
      formats: journey.formats.includes(told.message.format)
        ? journey.formats
        : [...journey.formats, told.message.format],
      version: (journeys.get(key)?.version ?? 0) + 1,
    });
    const there = { changed, renewed, now, identityKey };
    tell(message, journey.id, aboardOf(journey.id), there);
    const elsewhere = otherJourneys(told)?.route;
    if (elsewhere === undefined) continue;
    for (const other of [...journeys.values()])
      if (other.key !== key && routeOf(other.key) === elsewhere && leave(message, aboardOf(other.id), there))
        touched.set(other.key, {
          ...(touched.get(other.key) ?? other),
          version: (journeys.get(other.key)?.version ?? 0) + 1,
        });
  }
  return { journeys: [...touched.values()], travellers: [...changed], renewed };
}

/** Tables and some messages do not say when they were sent: as it was received, then. */
const sentOf = ({ journey, receivedAt }: ToldMessage): string =>
  journey.message.sent ?? receivedAt.slice(0, 16);

/** As it comes back from the store. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const messageText = ({ message }: Journey): string =>
  [message.sender, message.interchange, message.reference, message.sent].filter(Boolean).join(' ');

function stateTold({ event }: Journey, { onBoard }: Traveller): TravellerState {
  if (event === 'cancellation') return 'cancelled';
  if (event === 'close-out') return onBoard === false ? 'not-on-board' : 'on-board';
  return 'expected';
}

/** What messages change. */
interface Changes extends Circumstances {
  readonly changed: Set<Draft>;
  readonly renewed: Set<string>;
}

/** What a message says of one traveller, with where it stands. */
const partOf = (whole: ToldMessage, traveller: Traveller): TravellerPart => ({
  traveller,
  legs: whole.journey.legs,
  locators: whole.journey.locators,
  message: messageText(whole.journey),
  receivedAt: whole.receivedAt,
  sent: sentOf(whole),
  file: whole.file,
  part: whole.part,
  offset: whole.journey.offset,
});

/** Messages overtake each other: what was sent before the newest telling changes no state. */
function setState(
  traveller: Draft,
  state: TravellerState,
  sent: string,
  { changed, renewed }: Changes,
): void {
  if (sent < traveller.told) return;
  if (traveller.state !== state) {
    changed.add(traveller);
    // Their hits left the queue, and lists went on without them.
    if (isAway(traveller.state) && !isAway(state)) renewed.add(traveller.id);
  }
  traveller.state = state;
  traveller.told = sent;
}

/** Who changed to another flight is not on this one any more; gives whether somebody was. */
function leave(whole: ToldMessage, there: Aboard, changes: Changes): boolean {
  const before = changes.changed.size;
  for (const traveller of whole.journey.travellers) {
    const known = there.find(partOf(whole, traveller), new Set());
    if (known) setState(known, 'cancelled', sentOf(whole), changes);
  }
  return changes.changed.size > before;
}

/** Tells one message to the travellers of its journey. */
function tell(whole: ToldMessage, journey: string, there: Aboard, changes: Changes): void {
  const { changed, renewed, now, identityKey } = changes;
  const { journey: message } = whole;
  const { format } = message.message;
  const sent = sentOf(whole);
  const set = (traveller: Draft, state: TravellerState): void => setState(traveller, state, sent, changes);
  if (message.event === 'flight-cancellation') {
    for (const traveller of there.all) set(traveller, 'cancelled');
    return;
  }
  const told = new Set<Draft>();
  for (const traveller of message.travellers) {
    const part = partOf(whole, traveller);
    const known = there.find(part, told);
    const state = stateTold(message, traveller);
    if (!known) {
      if (message.event === 'cancellation') continue;
      const made: Draft = {
        id: uuidV7(now.getTime()),
        journey,
        parts: { [format]: part },
        state,
        told: sent,
        updatedAt: now.toISOString(),
      };
      const identity = identityOf([part], identityKey);
      if (identity) made.identity = identity;
      there.add(made);
      told.add(made);
      changed.add(made);
      renewed.add(made.id);
      continue;
    }
    told.add(known);
    set(known, state);
    // A close-out names nobody: it must not take the place of what the list said.
    if (message.event === 'close-out' && traveller.names.length === 0) continue;
    const before = known.parts[format];
    if (before && sent < (before.sent ?? '')) continue;
    // The store gives keys back in another order.
    if (before && isDeepStrictEqual(before.traveller, plain(traveller))) continue;
    const asked = questionOf(known.id, partsOf(known));
    known.parts = { ...known.parts, [format]: part };
    there.index(known, part);
    const identity = identityOf(partsOf(known), identityKey);
    if (identity) known.identity = identity;
    known.updatedAt = now.toISOString();
    changed.add(known);
    // Seats, tickets and what is told in the same words change no answer; lists that change look back by themselves.
    if (!sameQuestion(asked, questionOf(known.id, partsOf(known)))) renewed.add(known.id);
  }
  if (message.event === 'cancellation' || message.kind === 'booking') {
    // A booking is told whole: who is in it no more has left it.
    for (const traveller of there.all) {
      const booked = traveller.parts[format]?.locators ?? [];
      if (!told.has(traveller) && message.locators.some((locator) => booked.includes(locator)))
        set(traveller, 'cancelled');
    }
  }
  if (message.event === 'close-out' && message.travellers.some(({ onBoard }) => onBoard))
    for (const traveller of there.all)
      if (!told.has(traveller) && traveller.state === 'expected') set(traveller, 'not-on-board');
}
