import type { Random } from '../../model/index.ts';
import type { Person } from '../people.ts';

/** How one carrier writes, with the faults that are its own: what is seen in real messages, and how often. */
export interface Manner {
  /** Bookings as XML instead of EDIFACT. */
  readonly xml: boolean;
  /** Version and release of PNRGOV; directory of PAXLST. */
  readonly pnrgov: string;
  readonly directory: string;
  /** Titles are glued to given names. */
  readonly titles: boolean;
  /** Lines are broken at 69 characters, as by a telegraph. */
  readonly wrapped: boolean;
  /** A telegraph head and foot stand around the message. */
  readonly typeB: boolean;
  /** Separators `*` and `#` instead of `+` and `'`, declared in UNA. */
  readonly separators: boolean;
  /** Counts in trailers are wrong. */
  readonly counts: boolean;
  /** Countries in two letters where three are asked for. */
  readonly twoLetters: boolean;
  /** Longest name that its system holds. */
  readonly longest: number;
  /** Share of travellers without birth date, without document, with family and given name exchanged. */
  readonly noBirthDate: number;
  readonly noDocument: number;
  readonly exchanged: number;
  /** Share of segments whose terminator is lost. */
  readonly lost: number;
  /** Bookings carry a flight number of a partner as well. */
  readonly codeshare: boolean;
  /** Passengers are also asked for one by one at check-in. */
  readonly interactive: boolean;
  /** After departure it tells who is on board. */
  readonly closesOut: boolean;
}

/** Without faults nothing is wrong or missing in what it tells: every traveller can be counted. */
export const withoutFaults = (manner: Manner): Manner => ({
  ...manner,
  longest: 35,
  noBirthDate: 0,
  noDocument: 0,
  exchanged: 0,
  lost: 0,
});

/** The carriers of a world by their place: every world has one of each kind, however few it has. */
export const mannerOf = (place: number, random: Random): Manner => ({
  xml: place === 5,
  pnrgov: random.pick(['11:1', '13:1', '13:1', '15:1', '16:1', '18:1']),
  directory: random.pick(['02B', '05B', '05B', '12B', '15B', '16B']),
  titles: random.chance(0.5),
  wrapped: random.chance(0.3),
  typeB: random.chance(0.2),
  separators: random.chance(0.15),
  counts: random.chance(0.3),
  twoLetters: random.chance(0.15),
  longest: random.chance(0.2) ? 20 : 35,
  noBirthDate: random.pick([0, 0, 0.005, 0.03]),
  noDocument: random.pick([0, 0.02, 0.1]),
  exchanged: random.pick([0, 0, 0.01]),
  lost: random.chance(0.2) ? 0.002 : 0,
  codeshare: random.chance(0.3),
  interactive: place % 3 === 0,
  closesOut: random.chance(0.6),
});

/** One traveller as one message of the carrier tells of them. */
export interface Told {
  readonly person: Person;
  readonly surname: string;
  readonly given: string;
  readonly country: string;
  readonly birthDate: boolean;
  readonly document: boolean;
}

const TWO_LETTERS: Readonly<Record<string, string>> = {
  DEU: 'DE',
  FRA: 'FR',
  GBR: 'GB',
  USA: 'US',
  TUR: 'TR',
  EGY: 'EG',
  MAR: 'MA',
  PAK: 'PK',
  IND: 'IN',
  CHN: 'CN',
  RUS: 'RU',
  NGA: 'NG',
  ESP: 'ES',
  ITA: 'IT',
  IRQ: 'IQ',
  POL: 'PL',
};

/** What the carrier's system makes of a traveller; listed ones (`whole`) are told whole, their names are altered already. */
export function tellOf(person: Person, whole: boolean, manner: Manner, random: Random): Told {
  const cut = (name: string): string => name.slice(0, manner.longest).trim();
  const exchanged = !whole && random.chance(manner.exchanged);
  const [surname, given] = exchanged ? [person.given, person.surname] : [person.surname, person.given];
  return {
    person,
    surname: cut(surname),
    given: cut(given),
    country: manner.twoLetters ? (TWO_LETTERS[person.nationality] ?? person.nationality) : person.nationality,
    birthDate: whole || !random.chance(manner.noBirthDate),
    document: whole || !random.chance(manner.noDocument),
  };
}

/** Segments as bytes, in the carrier's manner. */
export function dressed(segments: readonly string[], manner: Manner, random: Random): Uint8Array {
  let text = '';
  for (const segment of segments) {
    // Envelopes are written by other programs than what stands in them.
    const lost = !/^UN/.test(segment) && random.chance(manner.lost);
    text += lost ? segment : `${segment}'`;
  }
  if (manner.separators) text = `UNA:*.? #${text.replaceAll('+', '*').replaceAll("'", '#')}`;
  if (manner.wrapped) text = text.replace(/(.{69})/g, '$1\r\n');
  else text = text.replaceAll(manner.separators ? '#' : "'", manner.separators ? '#\n' : "'\n");
  if (manner.typeB)
    text = `\u0001QD PIUXXXH\r\n.${segments.length}XXXX 010101\r\n\u0002${text}\r\n\u0003\r\n`;
  return Buffer.from(text, 'latin1');
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
export const yymmdd = (day: string): string => day.slice(2, 10).replaceAll('-', '');
export const ddmmyy = (day: string): string => day.slice(8, 10) + day.slice(5, 7) + day.slice(2, 4);
export const ddmmmyy = (day: string): string =>
  `${day.slice(8, 10)}${MONTHS[Number(day.slice(5, 7)) - 1]}${day.slice(2, 4)}`;
export const hhmm = (time: string): string => time.slice(11, 16).replace(':', '');
