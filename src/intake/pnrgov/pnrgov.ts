import type { JourneyEvent, KeptSegment, Leg, TravellerKind } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import { flight } from '../travel/codes.ts';
import { clock, dayFirst, monthByName, nextDay } from '../travel/dates.ts';
import {
  addDocument,
  addName,
  addOnce,
  addSourced,
  finishTraveller,
  newTraveller,
  type TravellerDraft,
} from '../travel/draft.ts';
import { keptSegment, type MessageReader, type MessageType, type ReaderContext } from '../travel/message.ts';
import { noteHabit } from '../travel/names.ts';
import { type DocsContent, readDoca, readDoco, readDocs } from './service.ts';

/**
 * PNRGOV, bookings pushed by carriers: IATA PADIS 10:1 to 21:1. Group numbers in comments are those of the
 * implementation guide. Fares, payment, contacts, remarks and meals are dropped as they come.
 */
export const PNRGOV: MessageType = { name: 'PNRGOV', open: openPnrgov };

/** Bookings held back so that what is learnt of the sender's way of writing serves the first of them as well. */
const HELD_BOOKINGS = 64;

const KINDS: Readonly<Record<string, TravellerKind>> = { IN: 'infant', G: 'group', ZZ: 'group' };

/** Service requests that carry identity or itinerary; all others (meals, wheelchairs, remarks …) are dropped. */
const SERVICES = new Set(['DOCS', 'DOCO', 'DOCA', 'INFT', 'CHLD', 'SEAT', 'TKNE', 'TKNM', 'TKNA', 'PSPT']);

/** Where in a booking the reader is. */
type Place = 'booking' | 'traveller' | 'leg' | 'check-in' | 'divided' | 'other-service' | 'history';

interface Booking {
  readonly offset: number;
  readonly locators: string[];
  readonly dividedFrom: string[];
  readonly travellers: TravellerDraft[];
  readonly legs: { leg: Leg; seats: [seat: string, reference: string][] }[];
  readonly kept: KeptSegment[];
  /** Documents, each with the traveller under whom it stands and the reference it names. */
  readonly docs: {
    readonly content: DocsContent;
    readonly under?: TravellerDraft;
    readonly reference: string;
  }[];
  originator: boolean;
  emptyOriginator: boolean;
  end: number;
}

/** Segments of fares, payment, contacts and remarks: dropped on arrival. */
const DROPPED_TAGS = new Set(
  'IFT EBD FAR ADD FTI MON PTK TXD FOP LTS APD TRA DAT SAC ABI ORG STS ITC PSI CRI EQI FDQ TFF'.split(' '),
);

function openPnrgov({ head, out, year, keep }: ReaderContext): MessageReader {
  let event: JourneyEvent = 'list';
  let pushed: Leg | undefined;
  let said: number | undefined;
  let booking: Booking | undefined;
  let place: Place = 'booking';
  let traveller: TravellerDraft | undefined;
  let bookings = 0;
  const habit = { names: 0, glued: 0 };
  const held: Booking[] = [];
  const front: KeptSegment[] = [];

  const problem = (segment: Segment, severity: 'mended' | 'unreadable' | 'noted', reason: string): void =>
    out.problem({ severity, offset: segment.offset, reason });

  const openBooking = (offset: number): Booking => {
    closeBooking(offset);
    suspect = undefined;
    bookings++;
    place = 'booking';
    traveller = undefined;
    booking = {
      offset,
      locators: [],
      dividedFrom: [],
      travellers: [],
      legs: [],
      kept: [],
      docs: [],
      originator: false,
      emptyOriginator: false,
      end: offset,
    };
    return booking;
  };

  const closeBooking = (offset: number): void => {
    if (!booking) return;
    booking.end = offset;
    assignDocuments(booking);
    assignSeats(booking);
    held.push(booking);
    booking = undefined;
    if (held.length >= HELD_BOOKINGS) flush();
  };

  const flush = (): void => {
    for (const { offset, end, ...done } of held) {
      const legs = done.legs.map(({ leg }) => leg);
      // A booking without originator is one that is gone: cancelled, or no longer on this flight.
      const gone = done.emptyOriginator && !done.originator;
      const onPushed =
        pushed &&
        (legs.find(
          (leg) =>
            leg.from === pushed?.from &&
            leg.to === pushed?.to &&
            leg.departs?.slice(0, 10) === pushed?.departs?.slice(0, 10),
        ) ??
          pushed);
      out.journey({
        kind: 'booking',
        event: gone ? 'cancellation' : event,
        message: head,
        ...(onPushed && { transport: onPushed === pushed ? pushed : { ...onPushed, ...pushed } }),
        legs,
        travellers: done.travellers.map((draft) => finishTraveller(draft, habit)),
        locators: done.locators,
        dividedFrom: done.dividedFrom,
        offset,
        end,
        kept: keep ? [...front, ...done.kept] : [],
      });
    }
    held.length = 0;
  };

  const readTravel = (segment: Segment): Leg => {
    const from = segment.text(2);
    const to = segment.text(3);
    const marketing = segment.text(4);
    const operating = segment.text(4, 1);
    const day = dayFirst(segment.text(1), 'travel', year);
    const time = clock(segment.text(1, 1));
    if (segment.text(1) && !day) problem(segment, 'unreadable', 'the day of departure cannot be read');
    let arrivalDay = dayFirst(segment.text(1, 2), 'travel', year);
    let arrivalTime = clock(segment.text(1, 3));
    // "280918:1220:1505": the arrival's day left out together with its separator.
    if (!arrivalDay && !arrivalTime && segment.text(1, 2).length === 4)
      arrivalTime = clock(segment.text(1, 2));
    if (!arrivalDay && arrivalTime && day) arrivalDay = time && arrivalTime < time ? nextDay(day) : day;
    const departs = day && (time ? `${day}T${time}` : day);
    const arrives = arrivalDay && (arrivalTime ? `${arrivalDay}T${arrivalTime}` : arrivalDay);
    const { carrier, number } = flight(segment.text(5), marketing);
    // Built step by step: this runs for every leg of every booking.
    const leg: { -readonly [K in keyof Leg]: Leg[K] } = {};
    if (carrier) leg.carrier = carrier;
    if (number) leg.number = number;
    if (operating && operating !== marketing) leg.operatedBy = operating;
    if (from) leg.from = from;
    if (to) leg.to = to;
    if (departs) leg.departs = departs;
    if (arrives) leg.arrives = arrives;
    return leg;
  };

  const readLeg = (into: Booking, segment: Segment): void => {
    // A hotel, a car: a place name beside the code, or no way at all. Only journeys are kept.
    if (place === 'other-service') return;
    const last = into.legs.at(-1);
    if (!segment.text(2) && !segment.text(3)) {
      const { number } = flight(segment.text(5));
      // The number under which the operating carrier flies the leg before (guide: second TVL of the group).
      if (last && number && last.leg.operatedBy)
        last.leg = { ...last.leg, operatedBy: `${last.leg.operatedBy.split(' ')[0]} ${number}` };
      return;
    }
    place = 'leg';
    traveller = undefined;
    into.legs.push({ leg: readTravel(segment), seats: [] });
  };

  const named = (
    into: Booking,
    surname: string,
    given: string,
    reference: string,
  ): TravellerDraft | undefined =>
    (reference ? into.travellers.find(({ references }) => references.includes(reference)) : undefined) ??
    into.travellers.find(({ names }) =>
      names.some((name) => name.surname === surname && name.given === given && name.source === 'TIF'),
    );

  const readTravellers = (into: Booking, segment: Segment): void => {
    const surname = segment.text(1);
    const surnameKind = segment.text(1, 1);
    const several = Math.max(segment.elements - 1, 2);
    for (let element = 2; element <= several; element++) {
      const given = segment.text(element);
      const type = segment.text(element, 1) || surnameKind;
      const reference = segment.text(element, 2);
      if (place === 'check-in' || place === 'history') {
        // Names the one who checked in; the booking has named everybody before.
        if (place === 'check-in')
          traveller =
            named(into, surname, given, reference) ?? openTraveller(into, surname, given, type, reference);
        continue;
      }
      place = 'traveller';
      openTraveller(into, surname, given, type, reference);
    }
  };

  const openTraveller = (
    into: Booking,
    surname: string,
    given: string,
    type: string,
    reference: string,
  ): TravellerDraft => {
    // The infant may be there already, from the adult's INFT.
    const infant =
      type === 'IN'
        ? into.travellers.find(
            ({ kind, names }) =>
              kind === 'infant' &&
              names.every(({ source }) => source !== 'TIF') &&
              names.some((name) => sameSurname(name.surname, surname) && sameGiven(name.given, given)),
          )
        : undefined;
    traveller = infant ?? newTraveller(KINDS[type] ?? (surname || given ? 'passenger' : 'unnamed'));
    addName(traveller, surname, given, '', 'TIF');
    if (traveller.kind === 'passenger') noteHabit(habit, given.toUpperCase());
    addOnce(traveller.references, reference);
    if (!infant) into.travellers.push(traveller);
    return traveller;
  };

  /** Infants are told under the adult who carries them. */
  const infantOf = (into: Booking, surname: string, given: string): TravellerDraft => {
    const found = into.travellers.find(
      ({ kind, names }) =>
        kind === 'infant' &&
        names.some((name) => sameSurname(name.surname, surname) && sameGiven(name.given, given)),
    );
    if (found) return found;
    const infant = newTraveller('infant');
    into.travellers.push(infant);
    return infant;
  };

  const readService = (into: Booking, segment: Segment): void => {
    if (place === 'history') return;
    const service = segment.text(1);
    if (!SERVICES.has(service)) return;
    const text = segment.rest(1, 8);
    const reference = referenceOf(segment);
    const under = traveller;
    const subject =
      (reference && into.travellers.find(({ references }) => references.includes(reference))) || under;
    switch (service) {
      case 'DOCS':
      case 'PSPT': {
        const content = readDocs(text, year);
        if (content.note) problem(segment, 'mended', `DOCS: ${content.note}`);
        into.docs.push({ content, reference, ...(under && { under }) });
        return;
      }
      case 'DOCO': {
        const { birthPlace, document } = readDoco(text, year);
        const whose = subject ?? (into.travellers.length === 1 ? into.travellers[0] : undefined);
        if (!whose) {
          problem(segment, 'unreadable', 'DOCO: it is not told whose it is');
          return;
        }
        addSourced(whose.birthPlaces, birthPlace, 'DOCO');
        if (document) addDocument(whose, document);
        return;
      }
      case 'DOCA':
        if (subject) addSourced(subject.residences, readDoca(text), 'DOCA');
        return;
      case 'INFT': {
        const [surname = '', given = '', born = ''] = text.split('/').map((part) => part.trim());
        if (!surname) return;
        const infant = infantOf(into, surname, given);
        addName(infant, surname, given, '', 'INFT');
        addSourced(infant.birthDates, monthByName(born, 'birth', year), 'INFT');
        return;
      }
      case 'CHLD':
        if (subject)
          addSourced(subject.birthDates, monthByName(text.replaceAll('/', '').trim(), 'birth', year), 'CHLD');
        return;
      case 'SEAT': {
        const leg = into.legs.at(-1);
        for (let element = 2; element < segment.elements; element++) {
          const seat = segment.text(element);
          if (seat && leg) leg.seats.push([seat, segment.text(element, 2)]);
        }
        return;
      }
      default: {
        // "1392178947000C2": ticket and coupon; INF before it is the infant's.
        const ticket = /^(INF)?(\d{10,14})/.exec(text);
        if (ticket && subject && !ticket[1]) addOnce(subject.tickets, ticket[2]);
      }
    }
  };

  /** When somebody checked in (`2`; `3` is boarding), UTC; the traveller may come before or after it. */
  const readCheckIn = (segment: Segment): string | undefined => {
    for (let element = 1; element < segment.elements; element++) {
      if (segment.text(element) !== '2') continue;
      const day = dayFirst(segment.text(element, 1), 'travel', year);
      const time = clock(segment.text(element, 2));
      if (day) return time ? `${day}T${time}` : day;
    }
    return undefined;
  };

  let checkIn: string | undefined;
  /** An `RCI` of another booking inside this one: its `SRC` may have been lost. */
  let suspect: { readonly locators: readonly string[]; readonly offset: number } | undefined;

  const locatorsOf = (segment: Segment): string[] => {
    const locators: string[] = [];
    for (let element = 1; element < segment.elements; element++)
      if (segment.text(element, 1)) locators.push(`${segment.text(element)}:${segment.text(element, 1)}`);
    return locators;
  };

  /** Whether this segment shows that another booking began with the suspected `RCI`. */
  const showsLostBegin = (segment: Segment): boolean =>
    (segment.tag === 'DAT' && segment.text(1) === '700') ||
    (segment.tag === 'TIF' && place === 'leg') ||
    (segment.tag === 'ORG' && place === 'leg');

  const beginLost = (locators: readonly string[], offset: number): void => {
    out.problem({ severity: 'mended', offset, reason: 'a booking begins without SRC' });
    openBooking(offset).locators.push(...locators);
  };

  const inBooking = (current: Booking, segment: Segment): void => {
    let into = current;
    if (suspect && segment.tag !== 'SSR') {
      if (showsLostBegin(segment)) {
        beginLost(suspect.locators, suspect.offset);
        into = booking as Booking;
      } else for (const locator of suspect.locators) addOnce(into.locators, locator);
      suspect = undefined;
    }
    switch (segment.tag) {
      case 'RCI': {
        const locators = locatorsOf(segment);
        if (place === 'history') beginLost(locators, segment.offset);
        else if (place === 'divided') for (const locator of locators) addOnce(into.dividedFrom, locator);
        else if (place !== 'other-service') {
          const known = locators.some((locator) => sameLocator(into.locators, locator));
          if (place !== 'booking' && !known && into.locators.length > 0)
            suspect = { locators, offset: segment.offset };
          else for (const locator of locators) addOnce(into.locators, locator);
        }
        return;
      }
      case 'ORG':
        if (place !== 'booking') return;
        if (hasContent(segment)) into.originator = true;
        else into.emptyOriginator = true;
        return;
      case 'TIF':
        readTravellers(into, segment);
        if (place === 'check-in' && traveller && checkIn) traveller.checkedIn = checkIn;
        return;
      case 'REF':
        if (place === 'traveller' && traveller)
          for (let element = 1; element < segment.elements; element++)
            addOnce(traveller.references, segment.text(element, 1) || segment.text(element));
        return;
      case 'TKT':
        if (place === 'traveller' && traveller) addOnce(traveller.tickets, segment.text(1));
        return;
      case 'SSR':
        readService(into, segment);
        return;
      case 'TVL':
        if (place === 'history') return;
        readLeg(into, segment);
        return;
      case 'RPI': {
        const last = into.legs.at(-1);
        const status = segment.text(2);
        if (place === 'leg' && last && status) last.leg = { ...last.leg, status };
        return;
      }
      case 'DAT':
        if (place === 'leg' || place === 'check-in') {
          checkIn = readCheckIn(segment);
          if (traveller && checkIn) traveller.checkedIn = checkIn;
        }
        return;
      case 'TRI':
        if (place === 'leg' || place === 'check-in') {
          place = 'check-in';
          traveller = undefined;
        }
        return;
      case 'SSD':
        if (place === 'check-in' && traveller && /\d/.test(segment.text(1)))
          addSourced(traveller.seats, segment.text(1), 'SSD');
        return;
      case 'TBD':
        if (place === 'check-in' && traveller)
          for (let element = 2; element < segment.elements; element++) {
            const [carrier, tag] = [segment.text(element), segment.text(element, 1)];
            if (/^[A-Z0-9]{2,3}$/.test(carrier) && /^\d{3,}$/.test(tag))
              addOnce(traveller.bags, `${carrier}${tag}`);
          }
        return;
      case 'EQN':
        if (place !== 'history') place = 'divided';
        return;
      case 'MSG':
        // 8 and others: a hotel, a car, a tour.
        if (place !== 'history') place = 'other-service';
        return;
      case 'ABI':
      case 'SAC':
        place = 'history';
        traveller = undefined;
        return;
      default:
        if (!DROPPED_TAGS.has(segment.tag))
          problem(segment, 'mended', `segment ${segment.tag} has no place in PNRGOV and was passed over`);
    }
  };

  const inFront = (segment: Segment): void => {
    switch (segment.tag) {
      case 'MSG':
        if (segment.text(1, 1) === '141' || segment.text(1) === '141') event = 'change';
        return;
      case 'TVL':
        pushed = readTravel(segment);
        return;
      case 'EQN': {
        const count = Number(segment.text(1));
        if (Number.isInteger(count) && segment.text(1)) said = count;
        return;
      }
      case 'RCI':
        beginLost(locatorsOf(segment), segment.offset);
    }
  };

  const keepSegment = (segment: Segment): KeptSegment => {
    const { tag } = segment;
    if (tag === 'SSR')
      return keptSegment(
        segment,
        SERVICES.has(segment.text(1)) && segment.text(1) !== 'DOCA'
          ? true
          : (element) => element === 1 && segment.count(1) === 1,
      );
    if (tag === 'ORG') return keptSegment(segment, (element) => element === 1);
    if (place === 'history' || place === 'other-service') return keptSegment(segment, false);
    return keptSegment(segment, KEPT_TAGS.has(tag));
  };

  return {
    segment(segment) {
      if (segment.tag === 'SRC') openBooking(segment.offset);
      else if (booking) inBooking(booking, segment);
      else inFront(segment);
      if (booking) booking.end = segment.end;
      if (keep) (booking?.kept ?? front).push(keepSegment(segment));
    },
    end(offset) {
      closeBooking(offset);
      flush();
      if (said !== undefined && said !== bookings)
        out.problem({
          severity: 'noted',
          offset,
          reason: `the message says ${said} bookings and holds ${bookings}`,
        });
      if (bookings === 0) out.problem({ severity: 'noted', offset, reason: 'the message holds no booking' });
    },
  };
}

const KEPT_TAGS = new Set([
  'MSG',
  'TVL',
  'EQN',
  'SRC',
  'RCI',
  'TIF',
  'REF',
  'TKT',
  'RPI',
  'DAT',
  'TRI',
  'SSD',
  'TBD',
  'APD',
]);

function hasContent(segment: Segment): boolean {
  for (let element = 1; element < segment.elements; element++)
    for (let component = 0; component < segment.count(element); component++)
      if (segment.text(element, component)) return true;
  return false;
}

/** The traveller reference of an `SSR`: third component of the second element; guide §5.28. */
function referenceOf(segment: Segment): string {
  for (let element = 2; element < segment.elements; element++) {
    const reference = segment.text(element, 2);
    if (reference) return reference;
  }
  return '';
}

/** The same locator, whichever system it is said to belong to. */
const sameLocator = (locators: readonly string[], locator: string): boolean =>
  locators.some((has) => has.slice(has.indexOf(':')) === locator.slice(locator.indexOf(':')));

/** A hard line break may have put a blank into one of them. */
const sameSurname = (a: string, b: string): boolean =>
  a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '');

/** One may be the other with a title, or with further names. */
const sameGiven = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Puts each document to the traveller it is of: by reference, by name, by where it stands. */
function assignDocuments({ docs, travellers }: Booking): void {
  for (const { content, under, reference } of docs) {
    const { surname, given } = content;
    const hasName = (traveller: TravellerDraft): boolean =>
      traveller.names.some(
        (name) => name.surname === surname && given !== '' && sameGiven(name.given, given),
      );
    let whose: TravellerDraft | undefined;
    if (content.infant) {
      whose = travellers.find((traveller) => traveller.kind === 'infant' && hasName(traveller));
      if (!whose) {
        whose = newTraveller('infant');
        travellers.push(whose);
      }
    } else {
      const pointed =
        (reference && travellers.find(({ references }) => references.includes(reference))) || under;
      whose =
        pointed && (!surname || hasName(pointed))
          ? pointed
          : (travellers.find(hasName) ?? pointed ?? (travellers.length === 1 ? travellers[0] : undefined));
      if (!whose) {
        whose = newTraveller('passenger');
        travellers.push(whose);
      }
    }
    addName(whose, surname, given, content.second, 'DOCS');
    addSourced(whose.birthDates, content.birthDate, 'DOCS');
    addSourced(whose.sexes, content.sex, 'DOCS');
    addSourced(whose.nationalities, content.nationality, 'DOCS');
    if (content.document) addDocument(whose, content.document);
  }
}

function assignSeats({ legs, travellers }: Booking): void {
  for (const { seats } of legs)
    for (const [seat, reference] of seats) {
      const whose =
        travellers.find(({ references }) => references.includes(reference)) ??
        (travellers.length === 1 ? travellers[0] : undefined);
      // "XXX": a seat that is not assigned yet.
      if (whose && /\d/.test(seat)) addSourced(whose.seats, seat, 'SEAT');
    }
}
