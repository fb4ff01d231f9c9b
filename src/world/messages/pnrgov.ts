import type { Random } from '../../model/index.ts';
import type { Booking, Flight } from '../flight.ts';
import { ddmmmyy, ddmmyy, dressed, hhmm, type Manner, tellOf, yymmdd } from './manner.ts';

const TYPES = { adult: 'A', child: 'C', infant: 'IN' } as const;

/** Bookings of a flight: a whole push (`22`), or only those that changed (`141`); cancelled ones have an empty ORG. */
export function pnrgovMessage(
  flight: Flight,
  bookings: readonly { readonly booking: Booking; readonly cancelled: boolean }[],
  push: { readonly code: '22' | '141'; readonly sent: string; readonly reference: string },
  manner: Manner,
  random: Random,
): Uint8Array {
  const { sent, reference } = push;
  const times = `${ddmmyy(flight.departs)}:${hhmm(flight.departs)}:${ddmmyy(flight.arrives)}:${hhmm(flight.arrives)}`;
  const tvl = `${times}+${flight.from}+${flight.to}+${flight.carrier}+${flight.number}`;
  const body = [
    `MSG+:${push.code}`,
    `ORG+${flight.carrier}:${flight.from}`,
    `TVL+${tvl}`,
    `EQN+${manner.counts ? 1 : bookings.length}`,
  ];
  for (const { booking, cancelled } of bookings) {
    const { locator, passengers, group } = booking;
    body.push(
      'SRC',
      `RCI+${flight.carrier}:${locator}::${ddmmyy(sent)}:0900`,
      `DAT+700:${ddmmyy(sent)}:${hhmm(sent)}`,
    );
    if (cancelled) {
      body.push('ORG');
      continue;
    }
    body.push(`ORG+${flight.carrier}:${flight.from}+12345678:${flight.from}+++A`);
    if (group !== undefined) body.push(`TIF+${group}:G`);
    for (const { person, reference: place, ticket, listed } of passengers) {
      const { kind, female, second, nationality } = person;
      const told = tellOf(person, listed, manner, random);
      const title = kind === 'adult' ? (female ? 'MRS' : 'MR') : female ? 'MISS' : 'MSTR';
      const booked =
        manner.titles && !told.given.endsWith(title)
          ? `${told.given.replaceAll(' ', '')}${title}`
          : told.given;
      body.push(`TIF+${told.surname}+${booked}:${TYPES[kind]}:${place}`, `TKT+${ticket}:T:1`);
      // Documents often come only with check-in.
      if (told.document && (place === 1 || !manner.titles || listed)) {
        const expires = ddmmmyy(person.expires);
        const born = told.birthDate ? ddmmmyy(person.birthDate) : '';
        const sex = `${female ? 'F' : 'M'}${kind === 'infant' ? 'I' : ''}`;
        body.push(
          `SSR+DOCS:HK:1:${flight.carrier}:::::/P/${told.country}/${person.passport}/${told.country}/${born}/${sex}/${expires}/${told.surname}/${told.given}${second ? `/${second}` : ''}+::${place}`,
        );
        if (random.chance(0.1)) body.push(`SSR+DOCA:HK:1:${flight.carrier}:::::/R/${nationality}+::${place}`);
      }
      body.push(`FOP+CC::${100 + place}.00:VI:XXXXXXXXXXXX1111:1228`, 'SSR+VGML:HK:1');
    }
    if (random.chance(0.2)) body.push('IFT+4:28+CTCP 0000 000000', 'ADD++700:12 BACK LANE:TOWN');
    const operated = manner.codeshare && random.chance(0.3) ? `${flight.carrier}:ZP` : flight.carrier;
    body.push(`TVL+${times}+${flight.from}+${flight.to}+${operated}+${flight.number}:Y`);
    body.push(`RPI+${passengers.length}+HK`);
    for (const { reference: place, seat, person } of passengers)
      if (person.kind !== 'infant' && push.code === '141') body.push(`SSD+${seat}++++${place}`);
  }
  return dressed(
    [
      `UNB+IATA:1+${flight.carrier}+XXPIU+${yymmdd(sent)}:${hhmm(sent)}+${reference}`,
      `UNH+1+PNRGOV:${manner.pnrgov}:IA+${flight.carrier}${flight.number}/${ddmmyy(flight.departs)}`,
      ...body,
      `UNT+${manner.counts ? 99 : body.length + 2}+1`,
      `UNZ+1+${reference}`,
    ],
    manner,
    random,
  );
}
