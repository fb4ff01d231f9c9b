import type { Random } from '../../model/index.ts';
import type { Booking, Flight } from '../flight.ts';
import type { Person } from '../people.ts';
import { dressed, hhmm, type Manner, tellOf, yymmdd } from './manner.ts';

/** What a list is about (BGM, 1001 and the sub-code of 1225). */
export type ListKind =
  | 'passengers'
  | 'crew'
  | 'one-passenger'
  | 'on-board'
  | 'not-on-board'
  | 'cancelled-flight';

const BGM: Readonly<Record<ListKind, string>> = {
  passengers: 'BGM+745',
  'one-passenger': 'BGM+745',
  crew: 'BGM+250',
  'on-board': 'BGM+266+CLOB',
  'not-on-board': 'BGM+266+CLNB',
  'cancelled-flight': 'BGM+745+XF',
};

/** Who stands on a list. */
export interface Listed {
  readonly person: Person;
  readonly locator: string;
  /** Names the passenger in all lists of the flight. */
  readonly unique: string;
  readonly seat: string;
  readonly listed: boolean;
}

export const listedOf = (bookings: readonly Booking[]): readonly Listed[] =>
  bookings.flatMap(({ locator, passengers }) =>
    passengers.map(({ person, reference, seat, listed }) => ({
      person,
      locator,
      unique: `${locator}${String(reference).padStart(3, '0')}`,
      seat,
      listed,
    })),
  );

export function paxlstMessage(
  flight: Flight,
  kind: ListKind,
  all: readonly Listed[],
  sending: { readonly sent: string; readonly reference: string },
  manner: Manner,
  random: Random,
): Uint8Array {
  const { sent, reference } = sending;
  const interactive = kind === 'one-passenger';
  const body = [
    BGM[kind],
    ...(interactive ? [`RFF+TN:${reference}`] : []),
    `NAD+MS+++${flight.carrier} OPERATIONS`,
    `TDT+20+${flight.carrier}${flight.number}+++${flight.carrier}`,
    `LOC+125+${flight.from}`,
    `DTM+189:${yymmdd(flight.departs)}${hhmm(flight.departs)}:201`,
    `LOC+87+${flight.to}`,
    `DTM+232:${yymmdd(flight.arrives)}${hhmm(flight.arrives)}:201`,
  ];
  for (const { person, locator, unique, seat, listed } of all) {
    if (kind === 'on-board' || kind === 'not-on-board') {
      // Close-out tells references only.
      body.push('NAD+ZZZ', `RFF+AVF:${locator}`, `RFF+ABO:${unique}`);
      continue;
    }
    const told = tellOf(person, listed, manner, random);
    const second = person.second ? `:${person.second}` : '';
    body.push(
      `NAD+${kind === 'crew' ? 'FM' : 'FL'}+++${told.surname}:${told.given}${second}`,
      `ATT+2++${person.female ? 'F' : 'M'}`,
    );
    if (told.birthDate) body.push(`DTM+329:${yymmdd(person.birthDate)}`);
    body.push(`LOC+178+${flight.from}`, `LOC+179+${flight.to}`, `NAT+2+${told.country}`);
    if (kind !== 'crew') body.push(`RFF+AVF:${locator}`, `RFF+ABO:${unique}`, `RFF+SEA:${seat}`);
    if (told.document)
      body.push(
        `DOC+P:110:111+${person.passport}`,
        `DTM+36:${yymmdd(person.expires)}`,
        `LOC+91+${told.country}`,
      );
  }
  body.push(`CNT+${kind === 'crew' ? 41 : 42}:${manner.counts ? all.length + 1 : all.length}`);
  return dressed(
    [
      `UNB+UNOA:4+${flight.carrier}+XXPIU+${yymmdd(sent)}:${hhmm(sent)}+${reference}++${interactive ? 'IAPI' : 'APIS'}`,
      `UNH+1+PAXLST:D:${manner.directory}:UN:IATA+${flight.carrier}${flight.number}/${yymmdd(flight.departs)}+01:F`,
      ...body,
      `UNT+${manner.counts ? 99 : body.length + 2}+1`,
      `UNZ+1+${reference}`,
    ],
    manner,
    random,
  );
}
