import { type Random, seeded } from '../model/index.ts';
import { localAt, PLACES } from '../places/index.ts';
import type { Booking, Flight, Passenger } from './flight.ts';
import { ALTERATIONS, type Alteration, type ListedPerson, listedTraveller } from './listed.ts';
import { manifest } from './messages/manifest.ts';
import { type Manner, mannerOf, withoutFaults } from './messages/manner.ts';
import { type Listed, type ListKind, listedOf, paxlstMessage } from './messages/paxlst.ts';
import { pnrgovMessage } from './messages/pnrgov.ts';
import { pnrgovXml } from './messages/pnrgov-xml.ts';
import { grownUp, type Person, party } from './people.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Flights leave from this instant on. */
  readonly begin: Date;
  readonly days: number;
  readonly flightsADay: number;
  /** Travellers of one flight, about. */
  readonly travellers: number;
  /** Persons of the lists, some of whom travel. */
  readonly listed: readonly ListedPerson[];
  /** Share of flights with a listed person. */
  readonly listedShare: number;
  /** Whether carriers lose segments, exchange names and leave values out, as real ones do; default true. */
  readonly faults?: boolean;
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

/** One file that a carrier sends. */
export interface WorldFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Travellers whom no file before told of: passengers with the bookings, crew with theirs. */
  readonly told: number;
  /** With the first file of a journey: who on it is listed. */
  readonly truth?: readonly Truth[];
}

const HOUR = 3_600_000;
const CARRIERS = ['ZX', 'QQ', '4V', 'XN', 'ZZ', 'JX'];
const LETTERS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'];
/** Of so many services one is a bus, a ferry or a train, which send tables. */
const SERVICES = 12;
/** Kilometres that a bus or train goes. */
const BY_LAND = 900;
/** Share of bookings that are changed, and of those that are cancelled. */
const CHANGED = 0.06;
const CANCELLED = 0.3;
/** Shares of passengers who do not turn up, and who are asked for one by one. */
const NO_SHOW = 0.02;
const ASKED_ALONE = 0.03;
/** Shares of flights that do not take place, and of files that are sent twice. */
const FLIGHT_CANCELLED = 0.01;
const SENT_TWICE = 0.03;
/** Persons of the lists that are tried for one way of altering a name. */
const TRIES = 40;

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

const passengersOf = (bookings: readonly Booking[]): number =>
  bookings.reduce((sum, { passengers }) => sum + passengers.length, 0);

function bookingOf(people: readonly Person[], listed: boolean, random: Random): Booking {
  const passengers = people.map(
    (person, place): Passenger => ({
      person,
      reference: place + 1,
      seat: `${1 + random.below(40)}${'ABCDEF'[random.below(6)]}`,
      ticket: `999${String(random.below(10_000_000_000)).padStart(10, '0')}`,
      listed,
    }),
  );
  return {
    locator: Array.from({ length: 6 }, () => random.pick(LETTERS)).join(''),
    passengers,
    ...(people.length > 7 && { group: `${people[0]?.surname} TOUR` }),
  };
}

/** A listed person with an altered name, as a booking of their own. */
function listedBooking(
  options: WorldOptions,
  year: number,
  random: Random,
): { readonly booking: Booking; readonly entry: ListedPerson; readonly alteration: Alteration } | undefined {
  if (options.listed.length === 0 || !random.chance(options.listedShare)) return undefined;
  const alteration = random.pick(ALTERATIONS);
  for (let i = 0; i < TRIES; i++) {
    const entry = random.pick(options.listed);
    const person = listedTraveller(entry, alteration, random, year);
    if (person) return { booking: bookingOf([person], true, random), entry, alteration };
  }
  return undefined;
}

/** What the carrier sends of one flight, in order: hours before departure, and the bytes. */
function* sendings(
  flight: Flight,
  bookings: readonly Booking[],
  id: string,
  manner: Manner,
  sent: (hours: number) => string,
  year: number,
  random: Random,
): Generator<readonly [kind: string, hours: number, content: Uint8Array, told: number]> {
  const write = manner.xml ? pnrgovXml : pnrgovMessage;
  const end = manner.xml ? 'xml' : 'edi';
  const passengers = passengersOf(bookings);
  const current = bookings.map((booking) => ({ booking, cancelled: false }));
  const push = (code: '22' | '141', hours: number, reference: string) => ({
    code,
    sent: sent(hours),
    reference: `${id}${reference}`,
  });
  yield [`pnrgov.${end}`, 24, write(flight, current, push('22', 24, '1'), manner, random), passengers];
  if (random.chance(FLIGHT_CANCELLED)) {
    const sending = { sent: sent(6), reference: `${id}2` };
    yield [
      'paxlst-cancelled.edi',
      6,
      paxlstMessage(flight, 'cancelled-flight', [], sending, manner, random),
      0,
    ];
    return;
  }
  const changed = current
    .filter(() => random.chance(CHANGED))
    .map(({ booking }) => ({
      booking,
      cancelled: !booking.passengers.some(({ listed }) => listed) && random.chance(CANCELLED),
    }));
  if (changed.length > 0)
    yield [`pnrgov-change.${end}`, 2, write(flight, changed, push('141', 2, '3'), manner, random), 0];
  const gone = new Set(changed.filter(({ cancelled }) => cancelled).map(({ booking }) => booking));
  const all = listedOf(bookings.filter((booking) => !gone.has(booking)));
  const list = (kind: ListKind, hours: number, those: readonly Listed[], reference: string) =>
    paxlstMessage(flight, kind, those, { sent: sent(hours), reference: `${id}${reference}` }, manner, random);
  if (manner.interactive)
    for (const [place, one] of all.filter(() => random.chance(ASKED_ALONE)).entries())
      yield [`paxlst-one-${place}.edi`, 1.5, list('one-passenger', 1.5, [one], `4${place}`), 0];
  const crew = Array.from({ length: 4 + random.below(5) }, () => ({
    person: grownUp(year, random),
    locator: '',
    unique: '',
    seat: '',
    listed: false,
  }));
  yield ['paxlst-crew.edi', 1, list('crew', 1, crew, '5'), crew.length];
  yield ['paxlst.edi', 0.5, list('passengers', 0.5, all, '6'), 0];
  if (!manner.closesOut) return;
  const missing = all.filter(({ listed }) => !listed && random.chance(NO_SHOW));
  const onBoard = all.filter((one) => !missing.includes(one));
  if (random.chance(0.5)) yield ['paxlst-on-board.edi', -0.2, list('on-board', -0.2, onBoard, '7'), 0];
  else if (missing.length > 0)
    yield ['paxlst-not-on-board.edi', -0.2, list('not-on-board', -0.2, missing, '7'), 0];
}

/**
 * Flights, buses, ferries and trains, who is on them, and what the carriers send of them. The same seed gives the same world;
 * the truth comes apart from the messages.
 */
export function* makeWorld(options: WorldOptions): Generator<WorldFile> {
  const random = seeded(options.seed);
  const codes = [...PLACES.keys()];
  const manners = new Map(
    CARRIERS.map((carrier, place) => {
      const manner = mannerOf(place, random);
      return [carrier, options.faults === false ? withoutFaults(manner) : manner];
    }),
  );
  const year = options.begin.getUTCFullYear();
  const flights = Math.round(options.days * options.flightsADay);
  for (let n = 0; n < flights; n++) {
    const byLand = n % SERVICES === SERVICES - 1;
    const from = random.pick(codes);
    const others = codes.filter((code) => code !== from);
    const near = others.filter((code) => distance(from, code) < BY_LAND);
    const to = random.pick(byLand && near.length > 0 ? near : others);
    const leaves =
      options.begin.getTime() + Math.round(((n + random.next()) * options.days * 24 * HOUR) / flights);
    const lands = leaves + (distance(from, to) / (byLand ? 110 : 800) + 0.6) * HOUR;
    const carrier = byLand ? random.pick(['NORDBUS', 'FERRY', 'EXPRESS']) : random.pick(CARRIERS);
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
      const people = party(year, random).slice(0, seats);
      bookings.push(bookingOf(people, false, random));
      seats -= people.length;
    }
    const found = listedBooking(options, year, random);
    if (found) bookings.splice(random.below(bookings.length), 0, found.booking);
    const person = found?.booking.passengers[0]?.person;
    const truth: Truth[] =
      found && person
        ? [
            {
              flight: `${flight.carrier}${flight.number}`,
              surname: person.surname,
              given: person.given,
              passport: person.passport,
              entity: found.entry.id,
              alteration: found.alteration,
            },
          ]
        : [];
    const id = String(n + 1).padStart(6, '0');
    if (byLand) {
      const json = random.chance(0.3);
      yield {
        name: `${id}-manifest.${json ? 'ndjson' : 'csv'}`,
        content: manifest(flight, bookings, json),
        sentAt: leaves - HOUR / 2,
        told: passengersOf(bookings),
        truth,
      };
      continue;
    }
    const manner = manners.get(carrier) as Manner;
    const sent = (hours: number): string => new Date(leaves - hours * HOUR).toISOString().slice(0, 16);
    let place = 0;
    for (const [kind, hours, content, told] of sendings(flight, bookings, id, manner, sent, year, random)) {
      const file = { name: `${id}-${place++}-${kind}`, content, sentAt: leaves - hours * HOUR, told };
      yield place === 1 ? { ...file, truth } : file;
      if (random.chance(SENT_TWICE))
        yield { ...file, name: file.name.replace(/(\.\w+)$/, '-again$1'), told: 0 };
    }
  }
}
