import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journey } from '../../model/index.ts';
import type { TravelItem } from './message.ts';
import { createTravelReader } from './read.ts';

function read(text: string, step = 1e9, mapping?: Record<string, string>): readonly TravelItem[] {
  const bytes = Buffer.from(text);
  const reader = createTravelReader({ today: '2026-11-24', ...(mapping && { mapping }) });
  const items: TravelItem[] = [];
  for (let at = 0; at < bytes.length; at += step) items.push(...reader.push(bytes.subarray(at, at + step)));
  return [...items, ...reader.end()];
}
const journeys = (items: readonly TravelItem[]): Journey[] =>
  items.flatMap((item) => (item.type === 'journey' ? [item.journey] : []));
const reasons = (items: readonly TravelItem[]): string[] =>
  items.flatMap((item) =>
    item.type === 'problem' ? [`${item.problem.severity}: ${item.problem.reason}`] : [],
  );

const pnr = (locator: string, surname: string, given: string): string => `
    <PNR NumberOfPassengers="1" PNR_CreationDate="2026-11-01T08:30:00">
      <BookingRefID ID="${locator}"><CompanyName Code="ZX"/></BookingRefID>
      <ContactInfo PhoneNumber="4722334455" EmailAddress="a@example.org"><AddressLine>12 BACK LANE</AddressLine></ContactInfo>
      <Passenger RPH="1">
        <GivenName>${given}</GivenName><Surname>${surname}</Surname>
        <SSR SSR_Code="VGML"><TEXT>NO NUTS</TEXT></SSR>
        <DOC_SSR SSR_Code="DOCS"><DOCS DateOfBirth="1979-03-14" ExpiryDate="2031-05-02" FirstGivenName="${given}" Surname="${surname}" Gender="F" IssuingLoc="NOR" PaxNationality="NOR" TravelDocType="P" TravelDocNbr="N4471882"/></DOC_SSR>
        <TicketDocument TicketDocumentNbr="2205551112223"><PaymentInfo AccountNbr="4111111111111111"/></TicketDocument>
      </Passenger>
      <Flight DepartureDateTime="2026-11-25T09:10:00" ArrivalDateTime="2026-11-25T11:35:00" FlightNumber="412" Status="HK"><DepartureAirport LocationCode="OSL"/><ArrivalAirport LocationCode="FRA"/><MarketingAirline Code="ZX"/></Flight>
    </PNR>`;
const xml = (...pnrs: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00" Version="5.000" TransactionIdentifier="T-77" TimeStamp="2026-11-24T15:00:00Z">
  <Originator AirlineCode="ZX"/>
  <FlightLeg CarrierCode="ZX" FlightNumber="88" DepartureDateTime="2026-11-25T13:10:00" ArrivalDateTime="2026-11-25T17:05:00"><DepartureAirport LocationCode="FRA"/><ArrivalAirport LocationCode="IST"/></FlightLeg>
  <PNRs NumberOfPnrs="${pnrs.length}">${pnrs.join('')}
  </PNRs>
</IATA_PNRGOV_NotifRQ>`;
const THREE = xml(
  pnr('QK4RTZ', 'HALVORSEN', 'INGRID'),
  pnr('M7WPL2', 'OKONKWO', 'CHIDI'),
  pnr('ZT5HJD', 'BERG', 'TORE'),
);

/**
 * As two public programs write and read it: a generator of synthetic PNR (`ET.Element("IATA_PNRGOV_NotifRQ")`, Python), and a reader
 * of its kind that takes `DOCS` dates as `%d%b%y`. Written anew after the elements they have in common, with made-up values.
 */
const AS_GENERATED = `<IATA_PNRGOV_NotifRQ><Originator AirlineCode="ZX" SystemCode="S" AirlineContactInfo="-"/>
<FlightLeg CarrierCode="ZX" FlightNumber="88" DepartureDateTime="2026-11-25 13:10:00" ArrivalDateTime="2026-11-25 17:05:00" DateChangeNbr="0"><DepartureAirport LocationCode="FRA"/><ArrivalAirport LocationCode="IST"/></FlightLeg>
<PNRs NumberOfPnrs="1"><PNR NumberOfPassengers="1" PNR_TransDate="2026-11-15" PNR_CreationDate="2026-11-15">
<BookingRefID ID="QK4RTZ"><CompanyName TravelSector="X" Code="ZX"/></BookingRefID>
<POS><Source AgentSine="ZX" PseudoCityCode="OSL"><RequestorID Type="A" ID="R"><CompanyName Code="ZX"/></RequestorID></Source></POS>
<Passenger RPH="7001" SurnameRefNumber="41" BoardingStatus="63"><GivenName>INGRID</GivenName><Surname>HALVORSEN</Surname>
<CustLoyalty ProgramID="P" MembershipID="M-1"/><SSR SSR_Code="OTHS" RPH="7001"><Airline Code="ZX"/><TEXT>ROWE/MOLLY</TEXT></SSR>
<TicketDocument TicketDocumentNbr="2205551112223"><PaymentInfo PaymentType="CC" AccountNbr="4111111111111111" CardHolderName="A B"/></TicketDocument>
<DOC_SSR SSR_Code="DOCA" Status="HK"><FlightInfo Code="ZX"/><DOCA AddressType="R" Address="12 BACK LANE" Country="NOR"/></DOC_SSR>
<DOC_SSR SSR_Code="DOCO"><DOCO BirthLocation="BERGEN" TravelDocType="V" TravelDocNbr="V778" PlaceOfIssue="OSLO" DateOfIssue="-" CountryState="DEU"/></DOC_SSR>
<DOC_SSR SSR_Code="DOCS"><DOCS DateOfBirth="14MAR79" ExpiryDate="02MAY31" FirstGivenName="INGRID" SecondGivenName="" Surname="HALVORSEN" Gender="F" IssuingLoc="NOR" PaxNationality="NOR" TravelDocType="P" TravelDocNbr="N4471882"/></DOC_SSR></Passenger>
<Flight DepartureDateTime="2026-11-25 13:10:00" ArrivalDateTime="2026-11-25 17:05:00" NumberInParty="1" Status="HK" FlightNumber="1"><DepartureAirport LocationCode="FRA"/><ArrivalAirport LocationCode="IST"/><OperatingAirline Code="ZX" FlightNumber="88"/><MarketingAirline Code="TX"/></Flight>
</PNR></PNRs></IATA_PNRGOV_NotifRQ>`;

describe('PNRGOV in XML', () => {
  it('reads what public programs write', () => {
    const [journey] = journeys(read(AS_GENERATED, 101));
    expect(journey).toMatchObject({
      locators: ['ZX:QK4RTZ'],
      transport: { carrier: 'ZX', number: '88', from: 'FRA', to: 'IST', departs: '2026-11-25T13:10' },
      travellers: [
        {
          birthDates: [{ value: '1979-03-14', source: 'DOCS' }],
          birthPlaces: [{ value: 'BERGEN' }],
          residences: [{ value: 'no' }],
          sexes: [{ value: 'female' }],
          nationalities: [{ value: 'no' }],
          documents: [
            { type: 'V', number: 'V778', issuedAt: 'OSLO', issuer: 'de' },
            { type: 'P', number: 'N4471882', issuer: 'no', expires: '2031-05-02' },
          ],
          tickets: ['2205551112223'],
        },
      ],
    });
    expect(journey?.travellers[0]?.names.map(({ asSent }) => asSent)).toContain('HALVORSEN/INGRID');
    expect(journey?.legs).toEqual([expect.objectContaining({ from: 'FRA', to: 'IST', status: 'HK' })]);
    expect(JSON.stringify(journey)).not.toMatch(/4111|BACK LANE|ROWE|M-1/);
  });

  it('gives travellers, documents and legs, and nothing else', () => {
    const [first, ...others] = journeys(read(THREE));
    expect(others).toHaveLength(2);
    // One message told of all three.
    for (const { message } of others) expect(message).toBe(first?.message);
    const [again] = journeys(read(THREE + THREE)).slice(-1);
    expect(again?.message).toEqual(first?.message);
    expect(first).toMatchObject({
      kind: 'booking',
      event: 'list',
      message: {
        format: 'pnrgov-xml',
        edition: '5.000',
        sender: 'ZX',
        sent: '2026-11-24T15:00',
        reference: 'T-77',
      },
      locators: ['ZX:QK4RTZ'],
      transport: {
        carrier: 'ZX',
        number: '88',
        from: 'FRA',
        to: 'IST',
        departs: '2026-11-25T13:10',
        arrives: '2026-11-25T17:05',
      },
      legs: [{ carrier: 'ZX', number: '412', from: 'OSL', to: 'FRA', status: 'HK' }],
      travellers: [
        {
          birthDates: [{ value: '1979-03-14', source: 'DOCS' }],
          sexes: [{ value: 'female', source: 'DOCS' }],
          nationalities: [{ value: 'no', source: 'DOCS' }],
          documents: [{ type: 'P', number: 'N4471882', issuer: 'no', expires: '2031-05-02', source: 'DOCS' }],
          tickets: ['2205551112223'],
        },
      ],
    });
    expect(first?.travellers[0]?.names.map(({ asSent, source }) => `${source} ${asSent}`)).toEqual([
      'Passenger HALVORSEN/INGRID',
      'DOCS HALVORSEN/INGRID',
    ]);
    const text = JSON.stringify(read(THREE));
    for (const dropped of ['4111', 'NO NUTS', 'VGML', 'BACK LANE', 'example.org', '4722334455'])
      expect(text).not.toContain(dropped);
    expect(reasons(read(THREE))).toEqual([]);
  });

  it('gives the same whatever pieces it comes in', () => {
    for (const step of [1, 13, 500]) expect(read(THREE, step)).toEqual(read(THREE));
  });

  it.each([
    ['a tag that is not closed', (x: string) => x.replace('</Passenger>\n      <Flight', '<Flight')],
    ['an end that is lost', (x: string) => x.replace('</PNR>\n    <PNR', '<PNR')],
    ['a broken attribute', (x: string) => x.replace('RPH="1"', 'RPH="1')],
    ['an unknown entity', (x: string) => x.replace('INGRID', '&evil;')],
  ])('loses no neighbour by %s', (_, change) => {
    const items = read(change(THREE), 100);
    expect(journeys(items).map(({ locators }) => locators[0])).toEqual(
      expect.arrayContaining(['ZX:M7WPL2', 'ZX:ZT5HJD']),
    );
    expect(reasons(items).length).toBeGreaterThan(0);
  });

  it('counts what is missing, and reads a stream that breaks off', () => {
    expect(reasons(read(THREE.replace('NumberOfPnrs="3"', 'NumberOfPnrs="9"')))).toEqual([
      'noted: the message says 9 bookings and holds 3',
    ]);
    expect(journeys(read(THREE.slice(0, THREE.lastIndexOf('<Flight'))))).toHaveLength(3);
  });
});

describe('manifests as tables', () => {
  const CSV = `Operator,Voyage,From,To,Departure,Arrival,Surname,Given names,Date of birth,Sex,Nationality,Passport number,Cabin
Nordline,17,Kiel,Oslo,2026-11-25 14:00,2026-11-26 10:00,Halvorsen,Ingrid,1979-03-14,F,Norway,N4471882,512
Nordline,17,Kiel,Oslo,2026-11-25 14:00,2026-11-26 10:00,"O'Leary, jr",Kris,14.03.1961,M,IRL,E54321A,513
Nordline,18,Oslo,Kiel,2026-11-26 14:00,2026-11-27 10:00,Berg,Tore,14 Mar 1979,,NO,,
`;
  it('gives a journey for each leg, columns told by their names', () => {
    const [first, second, ...more] = journeys(read(CSV));
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      kind: 'manifest',
      message: { format: 'manifest', sender: 'NORDLINE' },
      transport: {
        carrier: 'NORDLINE',
        number: '17',
        from: 'Kiel',
        to: 'Oslo',
        departs: '2026-11-25T14:00',
        arrives: '2026-11-26T10:00',
      },
    });
    expect(
      first?.travellers.map(({ names, birthDates }) => [names[0]?.asSent, birthDates[0]?.value]),
    ).toEqual([
      ['Halvorsen/Ingrid', '1979-03-14'],
      ["O'Leary, jr/Kris", '1961-03-14'],
    ]);
    expect(second?.travellers[0]?.birthDates[0]?.value).toBe('1979-03-14');
  });

  it("knows the columns of a ship's lists of passengers and crew (IMO FAL 5 and 6)", () => {
    const [journey] = journeys(
      read(`Family name;Given names;Rank or rating;Nationality;Date of birth;Place of birth;Gender;Type of identity or travel document;Serial number of identity or travel document;Issuing State of identity or travel document;Expiry date of identity or travel document;Port of embarkation;Port of disembarkation
Halvorsen;Ingrid;;NOR;1979-03-14;Bergen;F;P;N4471882;NOR;2031-05-02;Kiel;Oslo
Berg;Tore;Chief mate;NOR;1961-03-14;Oslo;M;P;N4471883;NOR;2031-05-02;Kiel;Oslo
`),
    );
    expect(journey).toMatchObject({ transport: { from: 'Kiel', to: 'Oslo' } });
    expect(journey?.travellers).toMatchObject([
      {
        kind: 'passenger',
        birthPlaces: [{ value: 'Bergen' }],
        sexes: [{ value: 'female' }],
        documents: [{ type: 'P', number: 'N4471882', issuer: 'no', expires: '2031-05-02' }],
      },
      { kind: 'crew', names: [{ asSent: 'Berg/Tore' }] },
    ]);
  });

  it('takes NDJSON, and a mapping for columns of any name', () => {
    const line = '{"who":"Ingrid Halvorsen","wann":"1979-03-14","bus":"N7","extra":{"card":"4111"}}\n';
    const [journey] = journeys(read(line, 7, { name: 'who', birthDate: 'wann', number: 'bus' }));
    expect(journey?.travellers[0]?.names[0]).toMatchObject({ surname: 'Halvorsen', given: 'Ingrid' });
    expect(JSON.stringify(journey)).not.toContain('4111');
  });

  it('says which line and value cannot be read, and goes on', () => {
    const items = read(CSV.replace('1979-03-14', '1979-02-31'));
    expect(reasons(items)).toEqual(['unreadable: line 2: this is no birth date']);
    expect(journeys(items)).toHaveLength(2);
  });

  it('refuses what is neither message nor table', () => {
    expect(reasons(read('hello\nworld\n'))[0] ?? '').not.toBe('');
    expect(journeys(read('a,b,c\n1,2,3\n'))).toEqual([]);
  });
});

it('never throws, whatever comes', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom(THREE, 'surname,given\n'), fc.json()),
      fc.string(),
      fc.integer({ min: 1, max: 200 }),
      fc.nat(2000),
      (text, piece, step, at) => {
        read(text.slice(0, at) + piece + text.slice(at), step);
      },
    ),
    { numRuns: 500 },
  );
});
