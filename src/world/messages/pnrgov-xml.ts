import type { Random } from '../../model/index.ts';
import type { Booking, Flight } from '../flight.ts';
import { type Manner, tellOf } from './manner.ts';

const TYPES = { adult: 'ADT', child: 'CHD', infant: 'INF' } as const;

/** Bookings of a flight in IATA's XML. */
export function pnrgovXml(
  flight: Flight,
  bookings: readonly { readonly booking: Booking; readonly cancelled: boolean }[],
  push: { readonly code: '22' | '141'; readonly sent: string; readonly reference: string },
  manner: Manner,
  random: Random,
): Uint8Array {
  const leg = (tag: string, attributes: string): string =>
    `<${tag} ${attributes} FlightNumber="${flight.number}" DepartureDateTime="${flight.departs}:00" ArrivalDateTime="${flight.arrives}:00">` +
    `<DepartureAirport LocationCode="${flight.from}"/><ArrivalAirport LocationCode="${flight.to}"/><MarketingAirline Code="${flight.carrier}"/></${tag}>`;
  const pnrs = bookings.map(({ booking: { locator, passengers }, cancelled }) => {
    const people = passengers.map(({ person, reference, ticket, listed }) => {
      const told = tellOf(person, listed, manner, random);
      const born = told.birthDate ? `DateOfBirth="${person.birthDate}" ` : '';
      const docs = told.document
        ? `<DOC_SSR SSR_Code="DOCS"><DOCS ${born}ExpiryDate="${person.expires}" FirstGivenName="${told.given}" Surname="${told.surname}" Gender="${person.female ? 'F' : 'M'}" IssuingLoc="${told.country}" PaxNationality="${told.country}" TravelDocType="P" TravelDocNbr="${person.passport}"/></DOC_SSR>`
        : '';
      return `<Passenger RPH="${reference}" PassengerTypeCode="${TYPES[person.kind]}"><GivenName>${told.given}</GivenName><Surname>${told.surname}</Surname><SSR SSR_Code="VGML"><TEXT>NO NUTS</TEXT></SSR>${docs}<TicketDocument TicketDocumentNbr="${ticket}"><PaymentInfo AccountNbr="4111111111111111"/></TicketDocument></Passenger>`;
    });
    return `<PNR${cancelled ? ' Status="Cancelled"' : ''} NumberOfPassengers="${passengers.length}"><BookingRefID ID="${locator}"><CompanyName Code="${flight.carrier}"/></BookingRefID>${cancelled ? '' : `${people.join('')}${leg('Flight', 'Status="HK"')}`}</PNR>`;
  });
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>
<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00" Version="5.000" TransactionIdentifier="${push.reference}" TimeStamp="${push.sent}:00Z"${push.code === '141' ? ' PushType="Partial"' : ''}>
<Originator AirlineCode="${flight.carrier}"/>
${leg('FlightLeg', `CarrierCode="${flight.carrier}"`)}
<PNRs NumberOfPnrs="${bookings.length}">
${pnrs.join('\n')}
</PNRs>
</IATA_PNRGOV_NotifRQ>
`,
    'utf8',
  );
}
