import type { Person } from './people.ts';
import type { Random } from './random.ts';

/** Messages of the simulated world, in the ways that real carriers write them. */

export interface Flight {
  readonly carrier: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  /** Local times, `YYYY-MM-DDTHH:MM`. */
  readonly departs: string;
  readonly arrives: string;
}

/** How one carrier writes. */
export interface Manner {
  /** Titles are glued to given names. */
  readonly titles: boolean;
  /** Lines are broken at 69 characters, as by a telegraph. */
  readonly wrapped: boolean;
  /** A telegraph head and foot stand around the message. */
  readonly typeB: boolean;
  /** Separators `*` and `#` instead of `+` and `'`. */
  readonly separators: boolean;
  /** Counts in trailers are wrong. */
  readonly counts: boolean;
}

export const mannerOf = (random: Random): Manner => ({
  titles: random.chance(0.5),
  wrapped: random.chance(0.3),
  typeB: random.chance(0.2),
  separators: random.chance(0.15),
  counts: random.chance(0.3),
});

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const yymmdd = (day: string): string => day.slice(2, 10).replaceAll('-', '');
const ddmmyy = (day: string): string => day.slice(8, 10) + day.slice(5, 7) + day.slice(2, 4);
const ddmmmyy = (day: string): string =>
  `${day.slice(8, 10)}${MONTHS[Number(day.slice(5, 7)) - 1]}${day.slice(2, 4)}`;
const hhmm = (time: string): string => time.slice(11, 16).replace(':', '');

function dressed(segments: readonly string[], manner: Manner): Uint8Array {
  let text = segments.map((segment) => `${segment}'`).join('');
  if (manner.separators) text = `UNA:*.? #${text.replaceAll('+', '*').replaceAll("'", '#')}`;
  if (manner.wrapped) text = text.replace(/(.{69})/g, '$1\r\n');
  else text = text.replaceAll(manner.separators ? '#' : "'", manner.separators ? '#\n' : "'\n");
  if (manner.typeB)
    text = `\u0001QD PIUXXXH\r\n.${segments.length}XXXX 010101\r\n\u0002${text}\r\n\u0003\r\n`;
  return Buffer.from(text, 'latin1');
}

export interface Booking {
  readonly locator: string;
  readonly people: readonly Person[];
}

export function pnrgovMessage(
  flight: Flight,
  bookings: readonly Booking[],
  sent: string,
  reference: string,
  manner: Manner,
): Uint8Array {
  const tvl = `${ddmmyy(flight.departs)}:${hhmm(flight.departs)}:${ddmmyy(flight.arrives)}:${hhmm(flight.arrives)}+${flight.from}+${flight.to}+${flight.carrier}+${flight.number}`;
  const body = [
    'MSG+:22',
    `ORG+${flight.carrier}:${flight.from}`,
    `TVL+${tvl}`,
    `EQN+${manner.counts ? 1 : bookings.length}`,
  ];
  for (const { locator, people } of bookings) {
    body.push(
      'SRC',
      `RCI+${flight.carrier}:${locator}::${ddmmyy(sent)}:0900`,
      `DAT+700:${ddmmyy(sent)}:${hhmm(sent)}`,
      `ORG+${flight.carrier}:${flight.from}+12345678:${flight.from}+++A`,
    );
    people.forEach((person, place) => {
      const { given, surname, female } = person;
      const title = female ? 'MRS' : 'MR';
      const booked = manner.titles && !given.endsWith(title) ? `${given.replaceAll(' ', '')}${title}` : given;
      body.push(`TIF+${surname}+${booked}:A:${place + 1}`);
      // Documents often come only with check-in.
      if (place === 0 || !manner.titles)
        body.push(
          `SSR+DOCS:HK:1:${flight.carrier}:::::/P/${person.nationality}/${person.passport}/${person.nationality}/${ddmmmyy(person.birthDate)}/${female ? 'F' : 'M'}/${ddmmmyy(person.expires)}/${surname}/${given}${person.second ? `/${person.second}` : ''}+::${place + 1}`,
        );
      body.push(`FOP+CC::${100 + place}.00:VI:XXXXXXXXXXXX1111:1228`, 'SSR+VGML:HK:1');
    });
    body.push(`TVL+${tvl}:Y`, `RPI+${people.length}+HK`);
  }
  return dressed(
    [
      `UNB+IATA:1+${flight.carrier}+XXPIU+${yymmdd(sent)}:${hhmm(sent)}+${reference}`,
      `UNH+1+PNRGOV:13:1:IA+${flight.carrier}${flight.number}/${ddmmyy(flight.departs)}`,
      ...body,
      `UNT+${manner.counts ? 99 : body.length + 2}+1`,
      `UNZ+1+${reference}`,
    ],
    manner,
  );
}

export function paxlstMessage(
  flight: Flight,
  bookings: readonly Booking[],
  sent: string,
  reference: string,
  manner: Manner,
): Uint8Array {
  const body = [
    'BGM+745',
    `NAD+MS+++${flight.carrier} OPERATIONS`,
    `TDT+20+${flight.carrier}${flight.number}+++${flight.carrier}`,
    `LOC+125+${flight.from}`,
    `DTM+189:${yymmdd(flight.departs)}${hhmm(flight.departs)}:201`,
    `LOC+87+${flight.to}`,
    `DTM+232:${yymmdd(flight.arrives)}${hhmm(flight.arrives)}:201`,
  ];
  const all = bookings.flatMap(({ locator, people }) => people.map((person) => ({ locator, person })));
  for (const { locator, person } of all)
    body.push(
      `NAD+FL+++${person.surname}:${person.given}${person.second ? `:${person.second}` : ''}`,
      `ATT+2++${person.female ? 'F' : 'M'}`,
      `DTM+329:${yymmdd(person.birthDate)}`,
      `LOC+178+${flight.from}`,
      `LOC+179+${flight.to}`,
      `NAT+2+${person.nationality}`,
      `RFF+AVF:${locator}`,
      `DOC+P:110:111+${person.passport}`,
      `DTM+36:${yymmdd(person.expires)}`,
      `LOC+91+${person.nationality}`,
    );
  body.push(`CNT+42:${all.length}`);
  return dressed(
    [
      `UNB+UNOA:4+${flight.carrier}+XXPIU+${yymmdd(sent)}:${hhmm(sent)}+${reference}++APIS`,
      `UNH+1+PAXLST:D:05B:UN:IATA+${flight.carrier}${flight.number}/${yymmdd(flight.departs)}+01:F`,
      ...body,
      `UNT+${manner.counts ? 99 : body.length + 2}+1`,
      `UNZ+1+${reference}`,
    ],
    manner,
  );
}
