import { localAt, PLACES } from '../watch/index.ts';
import { type Booking, type Flight, mannerOf, paxlstMessage, pnrgovMessage } from './messages.ts';
import {
  ALTERATIONS,
  type Alteration,
  innocent,
  type ListedPerson,
  listedTraveller,
  type Person,
} from './people.ts';
import { type Random, seeded } from './random.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Flights land from this instant on. */
  readonly begin: Date;
  readonly days: number;
  readonly flightsADay: number;
  /** Travellers of one flight, about. */
  readonly travellers: number;
  /** Persons of the lists, some of whom travel. */
  readonly listed: readonly ListedPerson[];
  /** Share of flights with a listed person. */
  readonly listedShare: number;
}

/** A listed person who really travels: what the lists of hits are measured against. */
export interface Truth {
  readonly flight: string;
  readonly surname: string;
  readonly given: string;
  readonly passport: string;
  readonly entity: string;
  readonly alteration: Alteration;
}

export interface WorldFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly truth: readonly Truth[];
  readonly travellers: number;
}

const HOUR = 3_600_000;
const CARRIERS = ['ZX', 'QQ', '4V', 'XN', 'ZZ', 'JX'];
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const locator = (random: Random): string =>
  Array.from({ length: 6 }, () => random.pick([...LETTERS])).join('');

/** Kilometres on the great circle. */
function distance(from: string, to: string): number {
  const [a, b] = [PLACES.get(from), PLACES.get(to)];
  if (!a || !b) return 1000;
  const rad = Math.PI / 180;
  const [p, q] = [a.latitude * rad, b.latitude * rad];
  const cosine =
    Math.sin(p) * Math.sin(q) + Math.cos(p) * Math.cos(q) * Math.cos((a.longitude - b.longitude) * rad);
  return 6371 * Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/**
 * Flights, their passengers and what the carriers send of them: a booking push and a passenger list for each flight. The
 * same seed gives the same world; the truth comes apart from the messages.
 */
export function* makeWorld(options: WorldOptions): Generator<WorldFile> {
  const random = seeded(options.seed);
  const codes = [...PLACES.keys()];
  const manners = new Map(CARRIERS.map((carrier) => [carrier, mannerOf(random)]));
  const year = options.begin.getUTCFullYear();
  const flights = Math.round(options.days * options.flightsADay);
  for (let n = 0; n < flights; n++) {
    const from = random.pick(codes);
    const to = random.pick(codes.filter((code) => code !== from));
    const lands =
      options.begin.getTime() + Math.round(((n + random.next()) * options.days * 24 * HOUR) / flights);
    const leaves = lands - (distance(from, to) / 800 + 0.6) * HOUR;
    const carrier = random.pick(CARRIERS);
    const flight: Flight = {
      carrier,
      number: String(100 + random.below(900)),
      from,
      to,
      departs: localAt(from, leaves),
      arrives: localAt(to, lands),
    };
    const bookings: Booking[] = [];
    let seats = Math.round(options.travellers * (0.7 + random.next() * 0.6));
    while (seats > 0) {
      const size = Math.min(seats, random.chance(0.6) ? 1 : 2 + random.below(3));
      const first = innocent(random, year);
      const people = [first];
      while (people.length < size)
        people.push(innocent(random, year, random.chance(0.8) ? first.surname : undefined));
      bookings.push({ locator: locator(random), people });
      seats -= size;
    }
    const truth: Truth[] = [];
    if (options.listed.length > 0 && random.chance(options.listedShare)) {
      const entry = random.pick(options.listed);
      const alteration = random.pick(ALTERATIONS);
      const person: Person | undefined = listedTraveller(entry, alteration, random, year);
      if (person) {
        bookings.splice(random.below(bookings.length), 0, { locator: locator(random), people: [person] });
        truth.push({
          flight: `${flight.carrier}${flight.number}`,
          surname: person.surname,
          given: person.given,
          passport: person.passport,
          entity: entry.id,
          alteration,
        });
      }
    }
    const manner = manners.get(carrier) ?? mannerOf(random);
    const travellers = bookings.reduce((sum, { people }) => sum + people.length, 0);
    const id = String(n + 1).padStart(6, '0');
    const sent = (hours: number): string => new Date(leaves - hours * HOUR).toISOString().slice(0, 16);
    yield {
      name: `${id}-pnrgov.edi`,
      content: pnrgovMessage(flight, bookings, sent(24), `${id}1`, manner),
      truth,
      travellers,
    };
    yield {
      name: `${id}-paxlst.edi`,
      content: paxlstMessage(flight, bookings, sent(0.5), `${id}2`, manner),
      truth,
      travellers,
    };
  }
}
