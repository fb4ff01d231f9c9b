import type { Booking, Flight } from '../flight.ts';

/** The list of a bus, ferry or train: a table, or one JSON object a line. */
export function manifest(service: Flight, bookings: readonly Booking[], json: boolean): Uint8Array {
  const rows = bookings.flatMap(({ locator, passengers }) =>
    passengers.map(({ person, seat }) => ({
      operator: service.carrier,
      trip: service.number,
      from: service.from,
      to: service.to,
      departure: service.departs,
      arrival: service.arrives,
      surname: person.surname,
      firstname: person.given,
      'date of birth': person.birthDate,
      sex: person.female ? 'F' : 'M',
      nationality: person.nationality,
      passport: person.passport,
      seat,
      booking: locator,
    })),
  );
  const columns = Object.keys(rows[0] ?? {});
  return Buffer.from(
    json
      ? rows.map((row) => `${JSON.stringify(row)}\n`).join('')
      : `${[columns.join(','), ...rows.map((row) => Object.values(row).join(','))].join('\r\n')}\r\n`,
    'utf8',
  );
}
