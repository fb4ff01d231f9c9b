import { SaxesParser } from 'saxes';
import type { Journey, Leg, MessageHead, TravellerKind } from '../../model/index.ts';
import {
  assignDocuments,
  assignSeats,
  type Booking,
  byReference,
  KEPT_TEXTS,
  newBooking,
  type Reading,
  readSeats,
  type ServiceRequest,
  settleRequests,
  takeRequest,
} from '../pnrgov/index.ts';
import { flight, sex, state } from '../travel/codes.ts';
import { type DateOf, monthByName } from '../travel/dates.ts';
import {
  addDocument,
  addName,
  addOnce,
  addSourced,
  type DocumentDraft,
  finishTraveller,
  newTraveller,
} from '../travel/draft.ts';
import type { TravelItem, TravelStreamReader } from '../travel/message.ts';
import { noteHabit } from '../travel/names.ts';

/**
 * PNRGOV in XML (IATA PNRGOV XML, `IATA_PNRGOV_NotifRQ`). The stream is cut at the tags of bookings and each is parsed
 * alone: one that is broken costs no other. Only elements of identity and itinerary are looked at.
 *
 * Built from the element names of the schema, and compared with public programs that write and read such messages
 * (see `other-formats.test.ts`); never tried on a message of a carrier.
 */

/** Characters of one booking; a large group has some 100,000. */
const LONGEST_RECORD = 4_000_000;

export const looksLikeXml = (head: string): boolean => /^\s*(?:\ufeff|\u00ef\u00bb\u00bf)?\s*</.test(head);

const KINDS: Readonly<Record<string, TravellerKind>> = { INF: 'infant', IN: 'infant', INS: 'infant' };

type Attributes = Readonly<Record<string, string>>;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The first of some attributes that is there. */
const oneOf = (attributes: Attributes, ...names: readonly string[]): string => {
  for (const name of names) if (attributes[name]?.trim()) return (attributes[name] as string).trim();
  return '';
};

/** `2026-11-25T13:10:00`, `2026-11-25 13:10`, `2026-11-25`. */
function moment(text: string): string | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(text);
  return found ? (found[2] ? `${found[1]}T${found[2]}` : (found[1] as string)) : undefined;
}

/** The schema has the text of an `SSR` in attributes, and its dates in either form: `1979-03-14`, `14MAR79`. */
const day = (text: string, of: DateOf, year: number): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.exec(text.slice(0, 10))?.[0] ?? monthByName(text, of, year);

interface Front {
  /** Made for the first booking. */
  head?: MessageHead;
  carrier: string;
  sent?: string;
  reference?: string;
  edition?: string;
  pushed?: Leg;
  said?: number;
  event: Journey['event'];
}

/** One booking while its elements are read. */
interface Filling {
  readonly booking: Booking;
  readonly reading: Reading;
  cancelled: boolean;
  /** The `SSR` whose text comes next: what it asks for, and of whom. */
  request: Omit<ServiceRequest, 'text'> | undefined;
}

/** Reads a stream of PNRGOV XML; messages may follow one another. */
export function createXmlReader({ today }: { readonly today: string }): TravelStreamReader {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  /** Bytes before `text`; offsets are told in bytes of ASCII, which these messages nearly are. */
  let before = 0;
  let front: Front = { carrier: '', event: 'list' };
  let bookings = 0;
  let messages = 0;
  let items: TravelItem[] = [];

  const problem = (severity: 'mended' | 'unreadable' | 'noted', offset: number, reason: string): void => {
    items.push({
      type: 'problem',
      problem: { severity, offset, reason, ...(front.reference && { message: front.reference }) },
    });
  };
  /** One for all bookings of a message, made when its front was read: who counts messages tells them apart by it. */
  const head = (): MessageHead => {
    front.head ??= {
      format: 'pnrgov-xml',
      ...(front.edition && { edition: front.edition }),
      ...(front.carrier && { sender: front.carrier }),
      ...(front.sent && { sent: front.sent }),
      ...(front.reference && { reference: front.reference }),
    };
    return front.head;
  };

  const readBooking = (record: string, offset: number): void => {
    bookings++;
    const booking = newBooking(offset);
    const reading: Reading = {
      year: Number((front.sent ?? today).slice(0, 4)),
      habit: { names: 0, glued: 0 },
      problem: (at, severity, reason) => problem(severity, at.offset, reason),
    };
    const filled: Filling = { booking, reading, cancelled: false, request: undefined };
    const broken = parse(record, (path, attributes, content) =>
      fillBooking(filled, path, attributes, content),
    );
    settleRequests(booking, reading);
    assignDocuments(booking);
    assignSeats(booking);
    if (broken)
      problem(
        booking.travellers.length > 0 ? 'mended' : 'unreadable',
        offset,
        `a booking is broken: ${broken}`,
      );
    if (booking.travellers.length === 0 && booking.locators.length === 0) return;
    const { habit } = reading;
    for (const { names } of booking.travellers)
      for (const { given, source } of names)
        if (source === 'Passenger') noteHabit(habit, given.toUpperCase());
    items.push({
      type: 'journey',
      journey: {
        kind: 'booking',
        event: filled.cancelled ? 'cancellation' : front.event,
        message: head(),
        ...(front.pushed && { transport: front.pushed }),
        legs: booking.legs,
        travellers: booking.travellers.map((draft) => finishTraveller(draft, habit)),
        locators: booking.locators,
        dividedFrom: booking.dividedFrom,
        offset,
        end: offset + record.length,
        kept: [],
      },
    });
  };

  const readFront = (record: string): void => {
    // What stands before the first booking is not closed: the parser's complaint about that says nothing.
    parse(record, (path, attributes) => {
      const name = path.at(-1) ?? '';
      if (/^IATA_PNRGOV/.test(name)) {
        endMessage();
        const sent = moment(oneOf(attributes, 'TimeStamp'));
        const reference = oneOf(attributes, 'TransactionIdentifier', 'CorrelationID', 'EchoToken');
        const edition = oneOf(attributes, 'Version');
        front = {
          carrier: '',
          event: /partial|change/i.test(oneOf(attributes, 'TransactionStatusCode', 'PushType'))
            ? 'change'
            : 'list',
          ...(sent && { sent }),
          ...(reference && { reference }),
          ...(edition && { edition }),
        };
      } else if (name === 'Originator') front.carrier = oneOf(attributes, 'AirlineCode', 'SystemCode');
      else if (name === 'FlightLeg')
        front.pushed = legOf(attributes, oneOf(attributes, 'CarrierCode') || front.carrier);
      else if (front.pushed && path.includes('FlightLeg'))
        front.pushed = withStop(front.pushed, name, attributes);
      else if (name === 'PNRs') {
        const said = Number(oneOf(attributes, 'NumberOfPnrs'));
        if (Number.isInteger(said) && said > 0) front.said = said;
      }
    });
  };

  const endMessage = (): void => {
    if (bookings === 0 && front.said === undefined && !front.reference) return;
    if (front.said !== undefined && front.said !== bookings)
      problem('noted', before, `the message says ${front.said} bookings and holds ${bookings}`);
    items.push({ type: 'message', head: head(), segments: bookings });
    messages++;
    bookings = 0;
    front = { carrier: '', event: 'list' };
  };

  /** Takes whole bookings out of the text; `whole`: nothing follows. */
  const cut = (whole: boolean): void => {
    for (;;) {
      const begin = /<(?:[\w.-]+:)?PNR[\s>/]/.exec(text);
      if (!begin) {
        if (whole) {
          readFront(text);
          before += text.length;
          text = '';
          endMessage();
        } else if (text.length > LONGEST_RECORD) drop(text.length - 1000, 'no booking begins');
        return;
      }
      const end = /<\/(?:[\w.-]+:)?PNR\s*>/g;
      end.lastIndex = begin.index;
      const closed = end.exec(text);
      const next = /<(?:[\w.-]+:)?PNR[\s>/]/g;
      next.lastIndex = begin.index + 4;
      const other = next.exec(text);
      // Another begins before this one ends: its end is lost.
      const cutShort = other && (!closed || other.index < closed.index);
      if (!closed && !cutShort && !whole) {
        if (text.length - begin.index > LONGEST_RECORD) drop(begin.index + 4, 'a booking without end');
        else if (begin.index > 0) {
          readFront(text.slice(0, begin.index));
          before += begin.index;
          text = text.slice(begin.index);
        }
        return;
      }
      if (begin.index > 0) readFront(text.slice(0, begin.index));
      const to = cutShort ? other.index : closed ? closed.index + closed[0].length : text.length;
      readBooking(text.slice(begin.index, to), before + begin.index);
      before += to;
      text = text.slice(to);
    }
  };

  const drop = (to: number, reason: string): void => {
    problem('unreadable', before, `${reason} in ${to} characters`);
    before += to;
    text = text.slice(to);
  };

  const handOut = (): readonly TravelItem[] => {
    const done = items;
    items = [];
    return done;
  };
  return {
    push(chunk) {
      text += decoder.decode(chunk, { stream: true });
      cut(false);
      return handOut();
    },
    end() {
      text += decoder.decode();
      cut(true);
      if (messages === 0) problem('unreadable', 0, 'this is XML, but no PNRGOV: no booking (PNR) is in it');
      return handOut();
    },
  };
}

/** Parses a piece of XML; gives what is wrong with it, if anything. Entities and documents of others are never read. */
function parse(
  record: string,
  take: (path: readonly string[], attributes: Attributes, content: string) => void,
): string | undefined {
  const parser = new SaxesParser({ fragment: true });
  const path: string[] = [];
  const open: { readonly attributes: Attributes; content: string }[] = [];
  let broken: string | undefined;
  parser.on('error', (error) => {
    broken ??= error.message.slice(0, 120);
  });
  parser.on('opentag', (tag) => {
    path.push(localName(tag.name));
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes as Attributes))
      attributes[localName(name)] = value;
    open.push({ attributes, content: '' });
    take(path, attributes, '');
  });
  parser.on('text', (content) => {
    const last = open.at(-1);
    if (last) last.content += content;
  });
  parser.on('closetag', () => {
    const last = open.pop();
    if (last?.content.trim()) take(path, last.attributes, last.content.trim());
    path.pop();
  });
  try {
    parser.write(record).close();
  } catch (error) {
    broken ??= (error as Error).message.slice(0, 120);
  }
  return broken;
}

function legOf(attributes: Attributes, carrier: string): Leg {
  const number = oneOf(attributes, 'FlightNumber');
  const departs = moment(oneOf(attributes, 'DepartureDateTime'));
  const arrives = moment(oneOf(attributes, 'ArrivalDateTime'));
  const status = oneOf(attributes, 'Status');
  return {
    ...flight(number, carrier),
    ...(departs && { departs }),
    ...(arrives && { arrives }),
    ...(status && { status }),
  };
}

function withStop(leg: Leg, name: string, attributes: Attributes): Leg {
  const code = oneOf(attributes, 'LocationCode', 'IATA_LocationCode');
  if (name === 'DepartureAirport' && code) return { ...leg, from: code };
  if (name === 'ArrivalAirport' && code) return { ...leg, to: code };
  const carrier = oneOf(attributes, 'Code', 'CompanyShortName');
  if (name === 'MarketingAirline' && carrier) return { ...leg, carrier };
  if (name === 'OperatingAirline' && carrier) {
    const number = oneOf(attributes, 'FlightNumber');
    return leg.carrier === undefined || leg.carrier === carrier
      ? { ...leg, carrier, ...(number && !leg.number && { number }) }
      : { ...leg, operatedBy: number ? `${carrier} ${number}` : carrier };
  }
  return leg;
}

/** Where a locator belongs: to the booking, or to those that it was divided from or into. */
const locatorsAt = ({ locators, dividedFrom }: Booking, path: readonly string[]): string[] =>
  path.some((name) => name.startsWith('Split')) ? dividedFrom : locators;

/** The text of an `SSR` is that of EDIFACT: some carriers send `DOCS` as such, under the flight, with the reference of the traveller. */
function takeText({ booking, reading, request }: Filling, text: string): void {
  if (!request || !KEPT_TEXTS.has(request.service)) return;
  if (request.service !== 'SEAT') {
    takeRequest(booking, { ...request, text }, reading, false);
    return;
  }
  const { reference, under } = request;
  readSeats(text).forEach((seat, place, { length: of }) => {
    booking.seats.push({ seat, place, of, reference, under });
  });
}

/** Takes what one element of a booking tells. Called when it opens, and again with its text when it closes. */
function fillBooking(
  filling: Filling,
  path: readonly string[],
  attributes: Attributes,
  content: string,
): void {
  const { booking, reading } = filling;
  const { year } = reading;
  const name = path.at(-1) ?? '';
  const traveller = booking.travellers.at(-1);
  const inPassenger = path.includes('Passenger');
  if (content) {
    if (name.toUpperCase() === 'TEXT') takeText(filling, content);
    if (!traveller || !inPassenger) return;
    const [first] = traveller.names;
    if (name === 'Surname' || name === 'GivenName') {
      const surname = name === 'Surname' ? content : (first?.surname ?? '');
      const given =
        name === 'GivenName' ? (first?.given ? `${first.given} ${content}` : content) : (first?.given ?? '');
      if (first?.source === 'Passenger') traveller.names.shift();
      const rest = traveller.names.splice(0);
      addName(traveller, surname, given, '', 'Passenger');
      traveller.names.push(...rest);
    }
    return;
  }
  switch (name) {
    case 'PNR':
      filling.cancelled = /cancel/i.test(oneOf(attributes, 'Status', 'PNR_Status'));
      return;
    case 'BookingRefID': {
      const id = oneOf(attributes, 'ID');
      if (id && !inPassenger) addOnce(locatorsAt(booking, path), id);
      return;
    }
    case 'CompanyName': {
      const locators = locatorsAt(booking, path);
      const code = oneOf(attributes, 'Code');
      const locator = locators.at(-1);
      if (path.at(-2) === 'BookingRefID' && !inPassenger && code && locator && !locator.includes(':')) {
        locators.pop();
        addOnce(locators, `${code}:${locator}`);
      }
      return;
    }
    case 'SSR':
      filling.request = {
        offset: booking.offset,
        service: oneOf(attributes, 'SSRCode', 'SSR_Code').toUpperCase(),
        under: inPassenger ? traveller : undefined,
        reference: oneOf(attributes, 'RPH'),
      };
      return;
    case 'FareInfo':
      if (traveller && inPassenger && KINDS[oneOf(attributes, 'PTC_Code')] === 'infant')
        traveller.kind = 'infant';
      return;
    case 'Passenger': {
      const opened = newTraveller(KINDS[oneOf(attributes, 'PassengerTypeCode', 'PTC')] ?? 'passenger');
      addOnce(opened.references, oneOf(attributes, 'RPH', 'SurnameRefNumber'));
      booking.travellers.push(opened);
      return;
    }
    case 'Flight':
      booking.legs.push(legOf(attributes, ''));
      return;
    case 'DepartureAirport':
    case 'ArrivalAirport':
    case 'MarketingAirline':
    case 'OperatingAirline': {
      const leg = booking.legs.at(-1);
      if (leg && path.includes('Flight'))
        booking.legs[booking.legs.length - 1] = withStop(leg, name, attributes);
      return;
    }
    case 'TicketDocument':
      if (traveller && inPassenger) addOnce(traveller.tickets, oneOf(attributes, 'TicketDocumentNbr'));
      return;
    case 'SeatPrefs':
    case 'SeatRequest':
    case 'BoardingInfo':
    case 'Seat': {
      const seat = oneOf(attributes, 'SeatNumber', 'SeatNbr');
      const whose =
        byReference(booking.travellers, oneOf(attributes, 'RPH')) ??
        (inPassenger || booking.travellers.length === 1 ? traveller : undefined);
      if (whose && /\d/.test(seat)) addSourced(whose.seats, seat, name);
      return;
    }
    case 'DOCS': {
      if (!traveller) return;
      const get = (...names: readonly string[]): string => oneOf(attributes, ...names);
      const gender = get('Gender')
        .slice(0, 2)
        .replace(/^([MFUX])[ae]$/i, '$1');
      const nationality = get('PaxNationality', 'Nationality');
      const number = get('TravelDocNbr', 'DocumentNbr', 'DocNbr', 'ID');
      let document: DocumentDraft | undefined;
      if (number) {
        document = { number, source: 'DOCS' };
        const type = get('TravelDocType', 'DocType', 'Type');
        const issuer = get('IssuingLoc', 'IssuingLocation', 'DocIssueCountry');
        const expires = day(get('ExpiryDate', 'ExpireDate'), 'travel', year);
        if (type) document.type = type;
        if (issuer) document.issuer = state(issuer);
        if (expires) document.expires = expires;
      }
      booking.docs.push({
        content: {
          source: 'DOCS',
          document,
          nationality: nationality ? state(nationality) : undefined,
          birthDate: day(get('DateOfBirth', 'BirthDate'), 'birth', year),
          sex: sex(gender),
          infant: /^[MF]I$/i.test(gender),
          surname: get('Surname'),
          given: get('FirstGivenName', 'GivenName'),
          second: get('SecondGivenName'),
          note: undefined,
        },
        under: traveller,
        reference: '',
      });
      return;
    }
    case 'DOCO': {
      if (!traveller) return;
      addSourced(traveller.birthPlaces, oneOf(attributes, 'BirthLocation'), 'DOCO');
      const number = oneOf(attributes, 'TravelDocNbr');
      const type = oneOf(attributes, 'TravelDocType');
      const issuer = oneOf(attributes, 'CountryState');
      const issued = day(oneOf(attributes, 'DateOfIssue'), 'travel', year);
      const issuedAt = oneOf(attributes, 'PlaceOfIssue');
      if (number)
        addDocument(traveller, {
          ...(type && { type }),
          number,
          ...(issuer && { issuer: state(issuer) }),
          ...(issued && { issued }),
          ...(issuedAt && { issuedAt }),
          source: 'DOCO',
        });
      return;
    }
    case 'DOCA':
      if (traveller && oneOf(attributes, 'AddressType') === 'R' && oneOf(attributes, 'Country'))
        addSourced(traveller.residences, state(oneOf(attributes, 'Country')), 'DOCA');
  }
}
