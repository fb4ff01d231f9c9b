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
import * as form from '../travel/forms.ts';
import {
  type KeptForm,
  keptSegment,
  type MessageReader,
  type MessageType,
  type ReaderContext,
} from '../travel/message.ts';
import { noteHabit } from '../travel/names.ts';
import {
  type DocsContent,
  KEPT_TEXTS,
  readDoca,
  readDoco,
  readDocs,
  readFoid,
  readInft,
  readPspt,
  readSeats,
} from './service.ts';

/**
 * PNRGOV, bookings pushed by carriers: IATA PADIS 10:1 to 21:1. Group numbers in comments are those of the
 * implementation guide. Fares, payment, contacts, remarks and meals are dropped as they come.
 */
export const PNRGOV: MessageType = { name: 'PNRGOV', open: openPnrgov };

/** Bookings held back so that what is learnt of the sender's way of writing serves the first of them as well. */
const HELD_BOOKINGS = 64;

const KINDS: Readonly<Record<string, TravellerKind>> = { IN: 'infant', G: 'group', ZZ: 'group' };

/** Types of travellers (PADIS 6353) that may follow one another in one `TIF`. */
const SEVERAL = new Set(['', 'A', 'C', 'IN']);

/** Where in a booking the reader is. */
type Place = 'booking' | 'traveller' | 'leg' | 'check-in' | 'divided' | 'other-service' | 'history';

interface Booking {
  readonly offset: number;
  readonly locators: string[];
  readonly dividedFrom: string[];
  readonly travellers: TravellerDraft[];
  readonly legs: Leg[];
  readonly seats: {
    readonly seat: string;
    /** Place among the seats of one request, of so many. */
    readonly place: number;
    readonly of: number;
    readonly reference: string;
    readonly under?: TravellerDraft;
  }[];
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
  'IFT EBD FAR ADD FTI MON PTK TXD FOP LTS APD DAT SAC ABI ORG STS ITC PSI CRI EQI FDQ TFF'.split(' '),
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
      seats: [],
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
    for (const { offset, end, legs, ...done } of held) {
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
        ...(onPushed && {
          transport: onPushed === pushed ? pushed : withoutOwnOperator({ ...onPushed, ...pushed }),
        }),
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
    const last = into.legs.at(-1);
    if (!segment.text(2) && !segment.text(3)) {
      const { number } = flight(segment.text(5));
      // The number under which the operating carrier flies the leg before (guide: second TVL of the group).
      if (place !== 'other-service' && last?.operatedBy && number) operated(into, last.operatedBy, number);
      return;
    }
    if (place === 'other-service') {
      if (!isFlight(segment)) return;
      problem(segment, 'mended', 'a flight among hotels and cars is read as a leg');
    }
    place = 'leg';
    traveller = undefined;
    into.legs.push(readTravel(segment));
  };

  /** Who flies the last leg, and under which number. */
  const operated = (into: Booking, carrier: string, number: string | undefined): void => {
    const leg = into.legs.pop();
    if (!leg) return;
    const { operatedBy: _, ...own } = leg;
    const [by] = carrier.split(' ') as [string];
    const same = by === own.carrier && (!number || number === own.number);
    into.legs.push(same ? own : { ...own, operatedBy: number ? `${by} ${number}` : by });
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
    let surname = segment.text(1);
    const surnameKind = segment.text(1, 1);
    const several = Math.max(segment.elements - 1, 2);
    for (let element = 2; element <= several; element++) {
      let given = segment.text(element);
      const type = segment.text(element, 1) || surnameKind;
      if (element > 2 && !isTraveller(segment, element)) {
        problem(segment, 'unreadable', 'what follows the name of a traveller is none');
        break;
      }
      const told = segment.text(element, 2);
      const reference = form.REFERENCE.test(told) ? told : '';
      // "SMITH/JOHN MR": both in one element, as the ticket has them.
      const slash = given ? -1 : surname.indexOf('/');
      if (slash > 0) [surname, given] = [surname.slice(0, slash).trim(), surname.slice(slash + 1).trim()];
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
    if (!KEPT_TEXTS.has(service)) return;
    const text = segment.rest(1, 8);
    const reference = referenceOf(segment);
    const under = traveller;
    const subject =
      (reference && into.travellers.find(({ references }) => references.includes(reference))) || under;
    const whose = subject ?? (into.travellers.length === 1 ? into.travellers[0] : undefined);
    switch (service) {
      case 'DOCS':
      case 'PSPT': {
        const content = service === 'DOCS' ? readDocs(text, year) : readPspt(text, year);
        if (content.note) problem(segment, 'mended', `${service}: ${content.note}`);
        into.docs.push({ content, reference, ...(under && { under }) });
        return;
      }
      case 'DOCO': {
        const { birthPlace, document } = readDoco(text, year);
        if (!whose) {
          problem(segment, 'unreadable', 'DOCO: it is not told whose it is');
          return;
        }
        addSourced(whose.birthPlaces, birthPlace, 'DOCO');
        if (document) addDocument(whose, document);
        return;
      }
      case 'FOID': {
        const document = readFoid(text);
        if (!document) return;
        if (whose) addDocument(whose, document);
        else problem(segment, 'unreadable', 'FOID: it is not told whose it is');
        return;
      }
      case 'DOCA':
        if (subject) addSourced(subject.residences, readDoca(text), 'DOCA');
        return;
      case 'INFT': {
        const { surname, given, born } = readInft(text);
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
        const seats: [seat: string, reference: string][] = readSeats(text).map((seat) => [seat, reference]);
        for (let element = 2; element < segment.elements; element++)
          // "XXX": a seat that is not assigned yet.
          if (form.SEAT.test(segment.text(element)))
            seats.push([segment.text(element), segment.text(element, 2)]);
        seats.forEach(([seat, of], at) => {
          into.seats.push({
            seat,
            place: at,
            of: seats.length,
            reference: of,
            ...(under && { under }),
          });
        });
        return;
      }
      default: {
        // "1392178947000C2": ticket and coupon; INF before it is the infant's.
        const ticket = /^\.?(INF)?(\d{10,14})(?!\d)/.exec(text);
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
      if (form.LOCATOR.test(segment.text(element, 1)))
        locators.push(`${segment.text(element)}:${segment.text(element, 1)}`);
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
          for (let element = 1; element < segment.elements; element++) {
            const reference = segment.text(element, 1) || segment.text(element);
            if (form.REFERENCE.test(reference)) addOnce(traveller.references, reference);
          }
        return;
      case 'TKT':
        if (place === 'traveller' && traveller && form.CODE.test(segment.text(1)))
          addOnce(traveller.tickets, segment.text(1));
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
        if (place !== 'leg' || !last || !status) return;
        if (form.STATUS.test(status)) into.legs[into.legs.length - 1] = { ...last, status };
        else problem(segment, 'unreadable', 'this is no status of a leg');
        return;
      }
      // Who flies it, from edition 14:1 on.
      case 'TRA':
        if (place === 'leg' && form.CARRIER.test(segment.text(1)))
          operated(into, segment.text(1), flight(segment.text(2)).number);
        return;
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
          // The second element is pieces and weight ("02:120:700").
          for (let element = 3; element < segment.elements; element++) {
            const [carrier, tag] = [segment.text(element), segment.text(element, 1)];
            if (form.CARRIER.test(carrier) && /[A-Z]/.test(carrier) && /^\d{3,12}$/.test(tag))
              addOnce(traveller.bags, `${carrier}${tag}`);
          }
        return;
      case 'EQN':
        if (place !== 'history') place = 'divided';
        return;
      case 'MSG':
        // 1: a flight (PADIS 4025); 8 and others: a hotel, a car, a tour.
        if (place !== 'history') place = /^0*1$/.test(segment.text(1)) ? 'leg' : 'other-service';
        traveller = undefined;
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
    if (segment.tag === 'SSR') return keptSegment(segment, KEPT_SERVICES.get(segment.text(1)));
    if (place === 'history' || place === 'other-service') return keptSegment(segment);
    return segment.tag === 'TIF' ? keptTravellers(segment) : keptSegment(segment, KEPT_FORMS[segment.tag]);
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
      if (bookings === 0) out.problem({ severity: 'noted', offset, reason: 'the message holds no booking' });
      return { of: 'bookings', held: bookings, ...(said !== undefined && { said }) };
    },
  };
}

const BOOKING_CLASS = /^[A-Z]{1,2}$/;
const TYPE = /^[A-Z]{1,2}$/;
const SHORT = /^[A-Z0-9.-]{1,8}$/;
const BAG = /^[A-Z0-9]{1,12}$/;
const BAGS = [BAG, BAG, BAG, BAG, BAG];

/** What is kept of each segment; one that is not here is dropped whole. */
const KEPT_FORMS: Readonly<Record<string, KeptForm>> = {
  MSG: [undefined, [form.FIGURES, form.FIGURES], undefined],
  EQN: [undefined, [form.FIGURES], undefined],
  ORG: [undefined, [form.CARRIER, /^[A-Z0-9]{3,8}$/], undefined],
  TVL: [
    undefined,
    [form.TIME, form.TIME, form.TIME, form.TIME],
    [form.STOP],
    [form.STOP],
    [form.CARRIER, form.CARRIER],
    [form.FLIGHT, BOOKING_CLASS],
    undefined,
  ],
  TRA: [undefined, [form.CARRIER], [form.FLIGHT, BOOKING_CLASS], undefined],
  RCI: [undefined, [form.CARRIER, form.LOCATOR, /^(?:[A-Z0-9]|\d{6})$/, form.TIME, form.TIME]],
  REF: [undefined, [form.REFERENCE, form.REFERENCE]],
  TIF: [undefined, [form.NAME, TYPE], [form.NAME, TYPE, form.REFERENCE, form.FIGURES]],
  TKT: [undefined, [form.TICKET, /^[A-Z]{1,3}$/, form.FIGURES], undefined],
  RPI: [undefined, [form.FIGURES], [form.STATUS], undefined],
  DAT: [undefined, [/^[A-Z0-9]{1,3}$/, form.TIME, form.TIME]],
  TRI: [undefined, [SHORT, SHORT, SHORT, SHORT], [SHORT, SHORT, SHORT, SHORT], undefined],
  SSD: [undefined, [form.SEAT], [TYPE], [TYPE], [TYPE], [TYPE], undefined],
  TBD: [undefined, BAGS],
  APD: [undefined, [/^[A-Z0-9]{3,4}$/], undefined],
};

/** Of requests for service those that carry identity or itinerary. */
const KEPT_SERVICES: ReadonlyMap<string, KeptForm> = new Map(
  [...KEPT_TEXTS].map(([service, text]) => [
    service,
    [
      undefined,
      [
        /^[A-Z]{4}$/,
        form.STATUS,
        form.FIGURES,
        form.CARRIER,
        undefined,
        undefined,
        form.STOP,
        form.STOP,
        text,
      ],
      service === 'SEAT'
        ? [form.SEAT, undefined, form.REFERENCE, /^[A-Z]$/]
        : [undefined, undefined, form.REFERENCE],
    ],
  ]),
);

/** Names, types and references, as long as they are of travellers. */
function keptTravellers(segment: Segment): KeptSegment {
  let several = 3;
  while (several < segment.elements && isTraveller(segment, several)) several++;
  return keptSegment(segment, KEPT_FORMS.TIF, several);
}

/** Further travellers of one surname; anything else is the rest of a segment whose begin is lost. */
const isTraveller = (segment: Segment, element: number): boolean =>
  SEVERAL.has(segment.text(element, 1)) &&
  segment.count(element) <= 4 &&
  form.NAME.test(segment.text(element)) &&
  /^[A-Z0-9._-]{0,14}$/i.test(segment.text(element, 2)) &&
  /^\d?$/.test(segment.text(element, 3));

/** A hotel has one place, a car no flight number. */
const isFlight = (segment: Segment): boolean =>
  segment.count(2) === 1 &&
  segment.count(3) === 1 &&
  form.CARRIER.test(segment.text(4)) &&
  /^[A-Z]{3}$/.test(segment.text(2)) &&
  /^[A-Z]{3}$/.test(segment.text(3)) &&
  /^\d{1,4}[A-Z]?$/.test(segment.text(5));

/** Of a leg sold under another number, the flight that lands is the operating carrier's own. */
function withoutOwnOperator({ operatedBy, ...leg }: Leg): Leg {
  return operatedBy && operatedBy.split(' ')[0] !== leg.carrier ? { ...leg, operatedBy } : leg;
}

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

/** A hard line break may have put a blank into one of them; booking systems leave hyphens and apostrophes out. */
const sameSurname = (a: string, b: string): boolean =>
  a === b || a.replaceAll(/[ '-]/g, '') === b.replaceAll(/[ '-]/g, '');

/** One may be the other with a title, or with further names. */
const sameGiven = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Puts each document to the traveller it is of: by reference, by name, by where it stands. */
function assignDocuments({ docs, travellers }: Booking): void {
  for (const { content, under, reference } of docs) {
    const { surname, given } = content;
    const hasName = (traveller: TravellerDraft): boolean =>
      traveller.names.some(
        (name) => given !== '' && sameSurname(name.surname, surname) && sameGiven(name.given, given),
      );
    let whose: TravellerDraft | undefined;
    if (content.infant) {
      const infants = travellers.filter(({ kind }) => kind === 'infant');
      const born = infants.filter(
        ({ documents, birthDates }) =>
          documents.length === 0 && birthDates.some(({ value }) => value === content.birthDate),
      );
      whose = infants.find(hasName) ?? (born.length === 1 ? born[0] : undefined);
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
    addName(whose, surname, given, content.second, content.source);
    addSourced(whose.birthDates, content.birthDate, content.source);
    addSourced(whose.sexes, content.sex, content.source);
    addSourced(whose.nationalities, content.nationality, content.source);
    if (content.document) addDocument(whose, content.document);
  }
}

/** Puts each seat to the traveller it is of: by reference, by where it stands, by its place where each has one. */
function assignSeats({ seats, travellers }: Booking): void {
  const seated = travellers.filter(({ kind }) => kind === 'passenger');
  for (const { seat, place, of, reference, under } of seats) {
    const whose =
      (reference && travellers.find(({ references }) => references.includes(reference))) ||
      (of === 1 ? under : of === seated.length ? seated[place] : undefined) ||
      (travellers.length === 1 ? travellers[0] : undefined);
    if (whose) addSourced(whose.seats, seat, 'SEAT');
  }
}
