import { isDeepStrictEqual } from 'node:util';
import type { Journey, Leg } from '../model/index.ts';
import { instantAt } from '../places/index.ts';
import {
  type JoinedTravellers,
  type JourneyMarks,
  type JourneyState,
  type KeptJourneys,
  type RouteDue,
  type StoredJourney,
  type StoredTraveller,
  uuidV7,
} from '../store/index.ts';
import { Aboard, type Circumstances, newChanges, sentOf, type ToldMessage } from './aboard.ts';
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

export interface Told {
  readonly journeys: readonly StoredJourney[];
  /** Those that are new or changed. */
  readonly travellers: readonly StoredTraveller[];
  /** Those of whom nothing is new but that it was told again. */
  readonly retold: readonly StoredTraveller[];
  /** Ids of those of whom something is told that matching looks at. */
  readonly renewed: ReadonlySet<string>;
  /** Who turned out to be another one who is kept. */
  readonly joined: readonly JoinedTravellers[];
}

const laterOf = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);

/** What a message says that earlier ones, if they come after it, do not undo. */
function marksWith(marks: JourneyMarks, message: ToldMessage): JourneyMarks {
  const { event, locators, travellers } = message.journey;
  const sent = sentOf(message);
  if (event === 'flight-cancellation') return { ...marks, cancelled: laterOf(marks.cancelled, sent) };
  if (event === 'close-out') return { ...marks, closed: laterOf(marks.closed, sent) };
  if (event !== 'cancellation' || travellers.some(({ names }) => names.length > 0)) return marks;
  const said = locators.map((locator) => [locator, laterOf(marks.bookings?.[locator], sent)]);
  return { ...marks, bookings: { ...marks.bookings, ...Object.fromEntries(said) } };
}

function stateBy({ cancelled, closed }: JourneyMarks): JourneyState {
  if (cancelled !== undefined && cancelled >= (closed ?? '')) return 'cancelled';
  return closed === undefined ? 'expected' : 'closed';
}

/** What is to be written when these messages, in this order, are told of what is there. */
export function applyMessages(
  messages: readonly ToldMessage[],
  found: KeptJourneys,
  { now, identityKey }: Circumstances,
): Told {
  const at = now.toISOString();
  const journeys = new Map(found.journeys.map((journey) => [journey.key, journey]));
  const touched = new Map<string, StoredJourney>();
  const changes = newChanges({ now, identityKey });
  const aboard = new Map<string, Aboard>();
  const aboardOf = (journey: string): Aboard => {
    const known = aboard.get(journey) ?? new Aboard(journey, changes);
    aboard.set(journey, known);
    return known;
  };
  for (const traveller of found.travellers) aboardOf(traveller.journey).add({ ...traveller });

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
      marks: {},
      formats: [],
      version: 0,
    };
    const marks = marksWith(journey.marks, message);
    const newest = sent >= journey.told;
    const merged = newest ? { ...journey.leg, ...leg } : { ...leg, ...journey.leg };
    touched.set(key, {
      ...journey,
      leg: merged,
      dueAt: isDeepStrictEqual(merged, journey.leg) ? journey.dueAt : dueAt(merged, at),
      ...(newest && { told: sent }),
      marks,
      state: stateBy(marks),
      formats: journey.formats.includes(told.message.format)
        ? journey.formats
        : [...journey.formats, told.message.format],
      version: (journeys.get(key)?.version ?? 0) + 1,
    });
    aboardOf(journey.id).tell(message, marks);
    const elsewhere = otherJourneys(told)?.route;
    if (elsewhere === undefined) continue;
    for (const other of [...journeys.values()])
      if (other.key !== key && routeOf(other.key) === elsewhere && aboardOf(other.id).leave(message))
        touched.set(other.key, {
          ...(touched.get(other.key) ?? other),
          version: (journeys.get(other.key)?.version ?? 0) + 1,
        });
  }
  const { changed, renewed, joined, retold } = changes;
  return {
    journeys: [...touched.values()],
    travellers: [...changed],
    retold: [...retold].filter((one) => !changed.has(one)),
    renewed,
    joined,
  };
}
