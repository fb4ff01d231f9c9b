import { countryCode } from '../country-code.ts';

/** Codes of travel documents and messages: states, sexes, flights. */

/** ICAO Doc 9303-3 §5: codes that are not ISO 3166's. What stands for no state is kept as sent. */
const ICAO_STATES: Readonly<Record<string, string>> = {
  D: 'de',
  GBD: 'gb',
  GBN: 'gb',
  GBO: 'gb',
  GBP: 'gb',
  GBS: 'gb',
  RKS: 'xk',
  UNK: 'xk',
  ROM: 'ro',
  TMP: 'tl',
  ZAR: 'cd',
};

const known = new Map<string, string>();

/** Alpha-2 in small letters; the code as sent where it names no state. */
export function state(text: string): string {
  let found = known.get(text);
  if (found === undefined) {
    const sent = text.toUpperCase();
    found = ICAO_STATES[sent] ?? (/^[A-Z]{2,3}$/.test(sent) ? countryCode(sent) : undefined) ?? text;
    // Hostile messages can name any number of states.
    if (known.size < 1000) known.set(text, found);
  }
  return found;
}

const SEXES = new Map([
  ['M', 'male'],
  ['MI', 'male'],
  ['F', 'female'],
  ['FI', 'female'],
  ['X', 'other'],
  ['XI', 'other'],
  ['MALE', 'male'],
  ['FEMALE', 'female'],
  ['1', 'male'],
  ['2', 'female'],
]);

/**
 * `male`, `female`, `other`; the infants' `MI` and `FI` count as what they are, `1` and `2` are those of ISO/IEC 5218.
 * `undefined` for unknown.
 */
export function sex(text: string): string | undefined {
  return SEXES.get(text) ?? SEXES.get(text.toUpperCase());
}

export interface FlightNumber {
  readonly carrier?: string;
  readonly number?: string;
  /** The carrier named beside a number that has another's designator. */
  readonly operatedBy?: string;
}

/** IATA designators have two characters, of which one at least is a letter; ICAO's have three letters. */
const FLIGHT = /^([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})\s?0*(\d{1,4}[A-Z]?)$/;
const NUMBER = /^\s?0*(\d{1,4}[A-Z]?)$/;

/** What was told before: all bookings of a push name the same few flights. By carrier, then by text. */
const flights = new Map<string, Map<string, FlightNumber>>();
let flightsKnown = 0;
/** Hostile messages can name any number of flights. */
const MOST_FLIGHTS = 20_000;

/** Carrier and number of `OK688`, `UA0989`, `A92707`; the whole as number where it is no flight. */
export function flight(text: string, carrier = ''): FlightNumber {
  let ofCarrier = flights.get(carrier);
  const known = ofCarrier?.get(text);
  if (known) return known;
  const told = readFlight(text.toUpperCase(), carrier.toUpperCase());
  if (flightsKnown >= MOST_FLIGHTS) {
    flights.clear();
    flightsKnown = 0;
    ofCarrier = undefined;
  }
  if (!ofCarrier) {
    ofCarrier = new Map();
    flights.set(carrier, ofCarrier);
  }
  ofCarrier.set(text, told);
  flightsKnown++;
  return told;
}

function readFlight(sent: string, by: string): FlightNumber {
  if (by && sent.startsWith(by)) {
    const rest = NUMBER.exec(sent.slice(by.length));
    if (rest) return { carrier: by, number: rest[1] as string };
  }
  const found = FLIGHT.exec(sent);
  if (found)
    return {
      carrier: found[1] as string,
      number: found[2] as string,
      ...(by && by !== found[1] && { operatedBy: by }),
    };
  const number = /^0*(\d{1,4}[A-Z]?)$/.exec(sent);
  // "SK01MCL": the list of all crew of a carrier is told as a flight.
  const own = by && sent.startsWith(by) ? sent.slice(by.length).trim() : sent;
  return {
    ...(by && { carrier: by }),
    ...(number ? { number: number[1] as string } : own && { number: own }),
  };
}
