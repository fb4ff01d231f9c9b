import type { JourneyEvent, KeptSegment, Leg, TravellerKind } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import { type FlightNumber, flight, sex, state } from '../travel/codes.ts';
import { inYearOrder, isUnknownDay, moment, yearFirst } from '../travel/dates.ts';
import {
  addDocument,
  addName,
  addOnce,
  addSourced,
  type DocumentDraft,
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

/**
 * PAXLST, advance passenger information: UN/EDIFACT D.98B to D.18B as the WCO/IATA/ICAO guidelines profile it (batch,
 * interactive, crew, close-out), the US customs dialect before it (`PDT`), and the truck manifest (D.03B).
 */
export const PAXLST: MessageType = { name: 'PAXLST', open: openPaxlst };

/** 3035 party function: who an `NAD` names. */
const KINDS: ReadonlyMap<string, TravellerKind> = new Map([
  ['FL', 'passenger'],
  ['ZZZ', 'passenger'],
  ['FM', 'crew'],
  ['VW', 'crew'],
  ['COR', 'crew'],
  ['DDU', 'transit'],
  ['DDT', 'transit'],
]);

/** 1001 document name of `BGM`: these are lists of crew. */
const CREW_LISTS = new Set(['250', '336']);

/** 1001 and 1004 of `BGM`: crew lists `A` (flies over) to `F` (cargo, within the country) with a C after it correct one sent before. */
const CREW_CHANGE = /^[A-F]C$/;

/** 1004 beside `BGM+745`: what has happened to what was told before. */
const EVENTS: ReadonlyMap<string, JourneyEvent> = new Map([
  ['CP', 'change'],
  ['RP', 'change'],
  ['XR', 'cancellation'],
  ['XF', 'flight-cancellation'],
  ['CF', 'flight-change'],
]);

interface Stop {
  place: string;
  readonly role: string;
  departs?: string;
  arrives?: string;
}

/** 8067 mode of transport: ship, train, road. Their numbers are no flight numbers. */
const GROUND = /^0?[123]$/;

interface Transport extends FlightNumber {
  /** Flies over: where others land, it is not the flight that the message is about. */
  readonly over: boolean;
  readonly stops: Stop[];
  /** Times told without a stop. */
  departs?: string;
  arrives?: string;
}

/** Segments of contacts, weights and free text: dropped on arrival. */
const DROPPED_TAGS = new Set(['COM', 'CTA', 'MEA', 'EMP', 'GEI', 'CPI', 'QTY', 'AUT', 'ERI', 'HAN']);

function openPaxlst({ head, out, year, keep }: ReaderContext): MessageReader {
  let from: number | undefined;
  let crewList = false;
  let event: JourneyEvent = 'list';
  let onBoard: boolean | undefined;
  /** Of passengers (`CNT+42`) and of crew (`CNT+41`), where the message says it. */
  const said = new Map<string, number>();
  let transaction: string | undefined;
  let dialect = false;
  const transports: Transport[] = [];
  const travellers: TravellerDraft[] = [];
  const kept: KeptSegment[] = [];
  let traveller: TravellerDraft | undefined;
  let document: DocumentDraft | undefined;
  /** The traveller's documents have begun: in every profile they come last. */
  let documented = false;
  let stop: Stop | undefined;
  /** An `NAD` of the reporting party: what follows is not a traveller's. */
  let party = false;

  const problem = (segment: Segment, severity: 'mended' | 'unreadable' | 'noted', reason: string): void =>
    out.problem({ severity, offset: segment.offset, reason });

  const closeDocument = (): void => {
    // A number is what makes it a document: "DOC++" says that there is none.
    if (traveller && document?.number) addDocument(traveller, document);
    document = undefined;
  };

  const openTraveller = (kind: TravellerKind): TravellerDraft => {
    closeDocument();
    traveller = newTraveller(kind);
    if (onBoard !== undefined) traveller.onBoard = onBoard;
    travellers.push(traveller);
    documented = false;
    party = false;
    return traveller;
  };

  /** What is told once of a traveller comes again after the documents: the `NAD` between was lost. */
  const openUnnamed = (segment: Segment, known: readonly unknown[]): void => {
    if (!traveller || !documented || known.length === 0) return;
    problem(segment, 'unreadable', 'another traveller begins here, whose name is lost');
    openTraveller(traveller.kind);
  };

  const readName = (segment: Segment): void => {
    const qualifier = segment.text(1);
    if (qualifier === 'MS' || qualifier === 'MR' || qualifier === 'CA') {
      party = true;
      return;
    }
    const kind = KINDS.get(qualifier);
    if (!kind) problem(segment, 'mended', 'an unknown party function; read as a traveller');
    const opened = openTraveller(kind === 'passenger' && crewList ? 'crew' : (kind ?? 'passenger'));
    let place = 4;
    // Some senders miscount the empty elements before the name.
    if (segment.count(4) <= 1 && !segment.text(4))
      place =
        [3, 5, 2].find(
          (element) => segment.count(element) > 1 && /[A-Za-z]{2}/.test(segment.text(element)),
        ) ?? 4;
    const seconds: string[] = [];
    // Components beyond the third are further given names; a figure is the name type code (3045).
    for (let component = 2; component < segment.count(place); component++) {
      const text = segment.text(place, component);
      if (text && !/^\d+$/.test(text)) seconds.push(text);
    }
    addName(opened, segment.text(place), segment.text(place, 1), seconds.join(' '), 'NAD');
    if (opened.names.length === 0 && qualifier !== 'ZZZ' && event !== 'close-out')
      problem(segment, 'noted', 'a traveller without name');
  };

  const readTransport = (segment: Segment): void => {
    closeDocument();
    const number = segment.text(2);
    const named = segment.text(5);
    // The US dialect has no stage code: TDT++SA812+40+SA.
    const carrier = named || (segment.text(1) === '' ? segment.text(4) : '');
    const told: FlightNumber = GROUND.test(segment.text(3))
      ? { ...(carrier && { carrier }), ...(number && { number }) }
      : flight(number, carrier);
    transports.push({ ...told, over: segment.text(1) === '34', stops: [] });
    stop = undefined;
    traveller = undefined;
  };

  const readPlace = (segment: Segment): void => {
    const told = segment.text(1);
    const role = told.startsWith('0') ? told.replace(/^0+/, '') : told;
    const code = segment.text(2);
    if (role === '91') {
      // 163: a part of a state (1131 code list), such as Virginia's VA.
      if (document && code && !document.issuer && segment.text(2, 1) !== '163') document.issuer = state(code);
      return;
    }
    if (!traveller) {
      if (party && transports.length === 0) return;
      if (transports.length === 0) transports.push({ over: false, stops: [] });
      if (!code) return;
      stop = { place: code, role };
      transports.at(-1)?.stops.push(stop);
      return;
    }
    switch (role) {
      case '178':
        if (code) traveller.boards = code;
        return;
      case '179':
        if (code) traveller.leaves = code;
        return;
      case '174':
        if (code) addSourced(traveller.residences, state(code), 'LOC');
        return;
      case '180': {
        const place = [segment.text(2, 3), segment.text(3, 3), segment.text(3)].find(Boolean);
        addSourced(traveller.birthPlaces, [place, code && state(code)].filter(Boolean).join(', '), 'LOC');
        return;
      }
    }
  };

  const readDate = (segment: Segment): void => {
    const role = segment.text(1);
    // "DTM+36+301231": with the wrong separator, and so without a format.
    const value = segment.text(1, 1) || (segment.count(1) === 1 ? segment.text(2) : '');
    if (role === '329') {
      if (!traveller || !value || isUnknownDay(value)) return;
      const born = yearFirst(inYearOrder(value, segment.text(1, 2)), 'birth', year);
      if (!born) {
        problem(segment, 'unreadable', 'this is no birth date');
        return;
      }
      openUnnamed(segment, traveller.birthDates);
      addSourced(traveller.birthDates, born, 'DTM');
      return;
    }
    if (role === '36' || role === '182') {
      if (!document || !value || isUnknownDay(value)) return;
      const day = yearFirst(inYearOrder(value, segment.text(1, 2)), 'travel', year);
      if (!day) problem(segment, 'unreadable', 'this is no date of a document');
      else if (role === '36') document.expires ??= day;
      else document.issued ??= day;
      return;
    }
    const of = stop ?? transports.at(-1);
    if (traveller || !of) return;
    // The US dialect keeps day and time apart: DTM+136+020131+1030.
    const text = segment.text(1, 1) || `${segment.text(2)}${segment.text(3)}`;
    const time = moment(text, year);
    if (!time) problem(segment, 'unreadable', 'this is no time');
    else if (role === '232' || role === '132' || role === '172') of.arrives = time;
    else of.departs = time;
  };

  const readSex = (segment: Segment): void => {
    if (!traveller) return;
    openUnnamed(segment, traveller.sexes);
    // 9019 is a code, or, in its fourth component, a word.
    const told = segment.text(3) || segment.text(3, 3) || segment.text(4) || segment.text(2);
    const [code = ''] = told.split('*');
    addSourced(traveller.sexes, sex(code), 'ATT');
  };

  const readReference = (segment: Segment): void => {
    const value = segment.text(1, 1);
    if (!value) return;
    if (!traveller) {
      if (segment.text(1) === 'TN') transaction ??= value;
      return;
    }
    switch (segment.text(1)) {
      case 'AVF':
        addOnce(traveller.locators, value);
        return;
      case 'ABO':
        traveller.uniqueReference ??= value;
        addOnce(traveller.references, value);
        return;
      case 'AEA':
      case 'CR':
        addOnce(traveller.references, value);
        return;
      case 'SEA':
        addSourced(traveller.seats, value, 'RFF');
        return;
      case 'YZY':
        addOnce(traveller.tickets, value);
    }
  };

  /** The US dialect before UN/EDIFACT: one segment a traveller. */
  const readDialect = (segment: Segment): void => {
    dialect = true;
    const opened = openTraveller(segment.text(3) === 'CRW' ? 'crew' : 'passenger');
    addName(opened, segment.text(2), segment.text(2, 1), segment.text(2, 2), 'PDT');
    const born = segment.text(2, 3);
    const birth = yearFirst(born, 'birth', year);
    if (birth) addSourced(opened.birthDates, birth, 'PDT');
    else if (born) problem(segment, 'unreadable', 'this is no birth date');
    addSourced(opened.sexes, sex(segment.text(2, 4)), 'PDT');
    const [type = '', number = ''] = segment.text(1).split('/');
    if (number) {
      const expires = yearFirst(segment.text(1, 1), 'travel', year);
      const issuer = segment.text(1, 2);
      addDocument(opened, {
        type,
        number,
        ...(issuer && { issuer: state(issuer) }),
        ...(expires && { expires }),
        source: 'PDT',
      });
    }
    const [boards, leaves] = [segment.text(4), segment.text(4, 1)];
    if (boards) opened.boards = withoutState(boards);
    if (leaves) opened.leaves = withoutState(leaves);
  };

  const keepSegment = (segment: Segment): void => {
    const { tag } = segment;
    kept.push(keptSegment(segment, tag === 'NAD' && party ? PARTY : KEPT_FORMS[tag]));
  };

  return {
    segment(segment) {
      from ??= segment.offset;
      switch (segment.tag) {
        case 'BGM': {
          const code = segment.text(1);
          const detail = segment.text(2);
          crewList = CREW_LISTS.has(code);
          if (code === '266') {
            event = 'close-out';
            onBoard = detail !== 'CLNB';
          } else event = EVENTS.get(detail) ?? (crewList && CREW_CHANGE.test(detail) ? 'change' : 'list');
          break;
        }
        case 'NAD':
          readName(segment);
          break;
        case 'TDT':
          readTransport(segment);
          break;
        case 'LOC':
          readPlace(segment);
          break;
        case 'DTM':
          readDate(segment);
          break;
        case 'ATT':
          readSex(segment);
          break;
        case 'NAT':
          if (traveller && segment.text(2))
            addSourced(traveller.nationalities, state(segment.text(2)), 'NAT');
          break;
        case 'RFF':
          readReference(segment);
          break;
        case 'DOC':
          closeDocument();
          documented = true;
          // "DOC+P:110:111:A777": in the name of the document instead of after it.
          document = { number: segment.text(2) || segment.text(1, 3), source: 'DOC' };
          if (segment.text(1)) document.type = segment.text(1);
          break;
        case 'FTX':
          if (traveller && segment.text(1) === 'BAG' && !/^NULL$/i.test(segment.text(4)))
            addOnce(traveller.bags, segment.text(4));
          break;
        case 'PDT':
          readDialect(segment);
          break;
        case 'CNT':
          if (segment.text(1) === '42' || segment.text(1) === '41') {
            const count = Number(segment.text(1, 1) || segment.text(2));
            if (Number.isInteger(count)) said.set(segment.text(1), count);
          }
          break;
        case 'UNS':
          break;
        default:
          if (!DROPPED_TAGS.has(segment.tag))
            problem(segment, 'mended', `segment ${segment.tag} has no place in PAXLST and was passed over`);
      }
      if (keep) keepSegment(segment);
    },
    end(offset) {
      closeDocument();
      if (dialect)
        for (const { stops } of transports) for (const stop of stops) stop.place = withoutState(stop.place);
      // A state that is only flown over gets a list of nothing else.
      const landing = transports.filter(({ over }) => !over);
      const legs = (landing.length > 0 ? landing : transports).flatMap(legsOf);
      const main = mainLeg(transports, legs);
      const habit = { names: 0, glued: 0 };
      out.journey({
        kind: 'manifest',
        event,
        message: transaction ? { ...head, transaction } : head,
        ...(main && { transport: main }),
        legs,
        travellers: travellers.map((draft) => finishTraveller(draft, habit)),
        locators: [],
        dividedFrom: [],
        offset: from ?? offset,
        end: offset,
        kept,
      });
      const all = [...said.values()].reduce((sum, count) => sum + count, 0);
      return { of: 'travellers', held: travellers.length, ...(said.size > 0 && { said: all }) };
    },
  };
}

const SHORT = /^[A-Z0-9]{1,6}$/;
const SHORTS = [SHORT];
const NAMES = Array<RegExp>(6).fill(form.NAME);
const CODES = Array<RegExp>(6).fill(form.CODE);
/** Whose contacts they are is dropped with them. */
const PARTY: KeptForm = [undefined, SHORTS, undefined];

/** What is kept of each segment; one that is not here is dropped whole. */
const KEPT_FORMS: Readonly<Record<string, KeptForm>> = {
  BGM: [undefined, SHORTS, SHORTS, undefined],
  TDT: [undefined, [form.FIGURES], [form.FLIGHT], undefined, SHORTS, SHORTS, undefined],
  LOC: [
    undefined,
    [form.FIGURES],
    [form.STOP, SHORT, SHORT, form.NAME],
    [form.NAME, SHORT, SHORT, form.NAME],
    undefined,
  ],
  DTM: [undefined, [form.FIGURES, form.TIME, form.FIGURES], [form.TIME], [form.TIME], undefined],
  ATT: [undefined, [/^[0-9A-Z]$/]],
  NAT: [undefined, [/^[A-Z0-9]{1,3}$/], [/^[A-Z0-9]{1,3}$/], undefined],
  RFF: [undefined, [/^(?:AVF|ABO|AEA|CR|SEA|YZY|TN|AF)$/, form.CODE, undefined, form.FIGURES], undefined],
  CNT: [undefined, [form.FIGURES, form.FIGURES], [form.FIGURES], undefined],
  UNS: [undefined, [/^[A-Z]$/], undefined],
  // A street has no use for telling who somebody is.
  NAD: [undefined, SHORTS, NAMES, NAMES, NAMES, undefined],
  // Bags only: all other text is remarks.
  FTX: [undefined, [/^BAG$/], undefined, undefined, [/^[A-Z0-9]{1,13}$/, form.FIGURES], undefined],
  DOC: [undefined, [/^[A-Z0-9]{1,3}$/, form.FIGURES, form.FIGURES, form.CODE], [form.CODE], undefined],
  PDT: [undefined, CODES, [form.NAME, form.NAME, form.NAME, form.CODE, form.CODE], CODES, CODES, undefined],
};

/** The US dialect writes an airport with its state before it: `NZAKL`. */
const withoutState = (place: string): string =>
  /^[A-Z]{5}$/.test(place) && state(place.slice(0, 2)) !== place.slice(0, 2) ? place.slice(2) : place;

/** Stops in the order of the message, joined to legs. */
function legsOf({ carrier, number, operatedBy, stops, departs, arrives }: Transport): Leg[] {
  const flown = {
    ...(carrier && { carrier }),
    ...(number && { number }),
    ...(operatedBy && { operatedBy }),
  };
  const ordered = [...stops];
  const [a, b] = ordered;
  // The arrival was named first.
  if (a && b && ordered.length === 2 && a.role === '87' && b.role === '125') ordered.reverse();
  const legs: Leg[] = [];
  let last: Stop | undefined;
  for (const stop of ordered) {
    if (!last) {
      last = stop;
      continue;
    }
    // The same stop told twice: as an arrival, and as the departure that follows.
    if (stop.place === last.place && last.departs === undefined && stop.arrives === undefined) {
      last = { ...last, ...(stop.departs && { departs: stop.departs }) };
      continue;
    }
    // Nothing leaves from the last stop: a time of departure there is that of the arrival.
    const arrives = stop.arrives ?? (stop === ordered.at(-1) ? stop.departs : undefined);
    legs.push({
      ...flown,
      from: last.place,
      to: stop.place,
      ...(last.departs && { departs: last.departs }),
      ...(arrives && { arrives }),
    });
    last = stop;
  }
  if (legs.length === 0 && (last || carrier || number)) {
    const [leaves, comes] = [last?.departs ?? departs, last?.arrives ?? arrives];
    legs.push({
      ...flown,
      ...(last && (last.role === '87' ? { to: last.place } : { from: last.place })),
      ...(leaves && { departs: leaves }),
      ...(comes && { arrives: comes }),
    });
  }
  return legs;
}

/** The leg that crosses the border: from the last stop before it (125) to the first after it (87). */
function mainLeg(transports: readonly Transport[], legs: readonly Leg[]): Leg | undefined {
  const border = transports.flatMap(({ stops }) => stops).find(({ role }) => role === '87' || role === '8');
  return (border && legs.find(({ to }) => to === border.place)) ?? legs[0];
}
