import { describe, expect, it } from 'vitest';
import type { Journey } from '../../model/index.ts';
import type { TravelItem } from './message.ts';
import { createTravelReader } from './read.ts';

/**
 * What the guidelines allow and public samples show beside the plain form: implementation guides of states, exporters of departure
 * control systems, comments of parsers. Written anew, with made-up persons and numbers; the facts are written by hand.
 */

function read(message: string): readonly TravelItem[] {
  const reader = createTravelReader({ today: '2026-11-24' });
  return [...reader.push(Buffer.from(message)), ...reader.end()];
}
const journeys = (message: string): readonly Journey[] =>
  read(message).flatMap((item) => (item.type === 'journey' ? [item.journey] : []));
const unreadable = (message: string): readonly string[] =>
  read(message).flatMap((item) =>
    item.type === 'problem' && item.problem.severity === 'unreadable' ? [item.problem.reason] : [],
  );
const only = (message: string): Journey => {
  const [journey, ...others] = journeys(message);
  expect(others).toEqual([]);
  if (!journey) throw new Error('no journey');
  return journey;
};

const FLIGHT = [
  'TDT+20+ZX88+++ZX',
  'LOC+125+OSL',
  'DTM+189:2611250910:201',
  'LOC+87+IST',
  'DTM+232:2611251405:201',
];
const paxlst = (segments: readonly string[], flight = FLIGHT, bgm = 'BGM+745'): string =>
  ['UNB+UNOA:4+ZX+XXPIU+261124:1500+7++APIS', 'UNH+1+PAXLST:D:12B:UN:IATA', bgm, ...flight, ...segments]
    .concat(`UNT+${3 + flight.length + segments.length}+1`, 'UNZ+1+7')
    .map((segment) => `${segment}'`)
    .join('');
const born = (...dates: readonly string[]): readonly (string | undefined)[] =>
  only(paxlst(dates.flatMap((date) => ['NAD+FL+++LIND:ASTA', date]))).travellers.map(
    ({ birthDates: [date] }) => date?.value,
  );

describe('a passenger list', () => {
  it('has birth dates in any order that its format names', () => {
    expect(
      born(
        'DTM+329:19790314:102',
        'DTM+329:790314:101',
        'DTM+329:140379:2',
        'DTM+329:031479:3',
        'DTM+329:14031979:4',
        'DTM+329:197903140000:203',
        'DTM+329:14MAR1979',
        'DTM+329+790314',
      ),
    ).toEqual(Array(8).fill('1979-03-14'));
  });

  it('has birth dates of which the day, or the month, is not known', () => {
    const dates = ['DTM+329:790300', 'DTM+329:19790000:102', 'DTM+329:1979:602', 'DTM+329:197903:610'];
    expect(born(...dates, 'DTM+329:000000')).toEqual(['1979-03', '1979', '1979', '1979-03', undefined]);
    expect(unreadable(paxlst(['NAD+FL+++LIND:ASTA', 'DTM+329:000000']))).toEqual([]);
    expect(unreadable(paxlst(['NAD+FL+++LIND:ASTA', 'DTM+329:791300']))).toEqual(['this is no birth date']);
  });

  it('has sexes as letters, words and figures (ISO/IEC 5218)', () => {
    const codes = ['++F', '++f', '++2', '++FEMALE', '++:::FEMALE', '+F', '++F:110:111'];
    const { travellers } = only(paxlst(codes.flatMap((code) => ['NAD+FL+++LIND:ASTA', `ATT+2${code}`])));
    expect(travellers.map(({ sexes: [sex] }) => sex?.value)).toEqual(Array(7).fill('female'));
  });

  it('keeps the date of a document that stands behind the wrong separator, and the first where two do', () => {
    const [traveller] = only(
      paxlst([
        'NAD+FL+++LIND:ASTA',
        'DOC+P+N4471882',
        'DTM+36+310502',
        'LOC+91+NOR',
        'DTM+36:210101',
        'DOC+V+V77',
        'DTM+36:',
        'LOC+91+D',
        'DTM+36:300101',
      ]),
    ).travellers;
    expect(traveller?.documents).toEqual([
      { type: 'P', number: 'N4471882', expires: '2031-05-02', issuer: 'no', source: 'DOC' },
      { type: 'V', number: 'V77', expires: '2030-01-01', issuer: 'de', source: 'DOC' },
    ]);
  });

  it('is of a flight that only passes over the state', () => {
    const flight = FLIGHT.map((segment) => segment.replace('TDT+20', 'TDT+34'));
    const list = only(paxlst(['NAD+FL+++LIND:ASTA'], flight, 'BGM+266+CLOB'));
    expect(list).toMatchObject({
      event: 'close-out',
      transport: { carrier: 'ZX', number: '88', from: 'OSL', to: 'IST', arrives: '2026-11-25T14:05' },
      travellers: [{ onBoard: true }],
    });
    // Where another lands, that one is meant.
    const both = only(paxlst(['NAD+FL+++LIND:ASTA'], [...FLIGHT, 'TDT+34+ZX88', 'LOC+92+SOF']));
    expect(both.legs).toHaveLength(1);
  });

  it('tells of an arrival as a departure', () => {
    const list = only(
      paxlst(
        ['NAD+FM+++LIND:ASTA'],
        [
          'TDT+20+ZX8',
          'LOC+125+TPE',
          'DTM+189:2611250910:201',
          'LOC+87+ANC',
          'DTM+189:2611251900:201',
          'DTM+232:2611251740:201',
          'LOC+92+JFK',
          'DTM+189:2611260100:201',
        ],
        'BGM+250+C',
      ),
    );
    expect(list.legs).toEqual([
      {
        carrier: 'ZX',
        number: '8',
        from: 'TPE',
        to: 'ANC',
        departs: '2026-11-25T09:10',
        arrives: '2026-11-25T17:40',
      },
      {
        carrier: 'ZX',
        number: '8',
        from: 'ANC',
        to: 'JFK',
        departs: '2026-11-25T19:00',
        arrives: '2026-11-26T01:00',
      },
    ]);
  });

  it.each([
    ['BGM+250+C', 'list', 'crew'],
    ['BGM+250+CC', 'change', 'crew'],
    ['BGM+336+G', 'list', 'crew'],
    ['BGM+745+CC', 'list', 'passenger'],
  ])('%s is a %s', (bgm, event, kind) => {
    expect(only(paxlst(['NAD+FL+++LIND:ASTA'], FLIGHT, bgm))).toMatchObject({
      event,
      travellers: [{ kind }],
    });
  });

  it.each([
    ['TDT+20+VOY77+1+13+STENA', { carrier: 'STENA', number: 'VOY77' }],
    ['TDT+20+SK01MCL+++SK', { carrier: 'SK', number: '01MCL' }],
    ['TDT+20+0088+4++ZX', { carrier: 'ZX', number: '88' }],
    ['TDT+20+ZX 88+++ZX:172:3', { carrier: 'ZX', number: '88' }],
  ])('%s is read', (transport, expected) => {
    const { carrier, number } = only(paxlst(['NAD+FL+++LIND:ASTA'], [transport, ...FLIGHT.slice(1)]))
      .transport as Journey['legs'][number];
    expect({ carrier, number }).toEqual(expected);
  });

  it('passes over a segment of the directory that has no place in it, and takes it for no other', () => {
    const list = only(paxlst(['NAD+FL+++LIND:ASTA', 'PDI+1+F', 'ATT+2++F', 'PAC+1', 'NAT+2+NOR']));
    expect(list.travellers).toHaveLength(1);
    expect(list.travellers[0]).toMatchObject({
      sexes: [{ value: 'female' }],
      nationalities: [{ value: 'no' }],
    });
  });
});

const pnrgov = (segments: readonly string[]): string =>
  [
    'UNB+IATA:1+ZX+XXPIU+261124:1500+7',
    'UNH+1+PNRGOV:13:1:IA',
    'MSG+:22',
    'ORG+ZX:OSL',
    'TVL+251126:0910:251126:1405+OSL+IST+ZX+88',
    'EQN+1',
    'SRC',
    'RCI+ZX:QK4RTZ::011126:0830',
    ...segments,
    'TVL+251126:0910:251126:1405+OSL+IST+ZX+88:Y',
    'RPI+1+HK1',
  ]
    .concat(`UNT+${segments.length + 10}+1`, 'UNZ+1+7')
    .map((segment) => `${segment}'`)
    .join('');
const ssr = (service: string, text: string, reference = ''): string =>
  `SSR+${service}:HK:1:ZX:::::${text}${reference && `+::${reference}`}`;

describe('a booking', () => {
  it.each([
    // Without issuer and nationality; without type; with whose it is, in words; with the holder; with what automated requests begin with.
    ['//P/N4471882/14MAR79/F/02MAY31/LIND/ASTA', ['P', 'N4471882', undefined, undefined]],
    ['//NO/N4471882/NO/14MAR79/F/02MAY31/LIND/ASTA', [undefined, 'N4471882', 'no', 'no']],
    ['/P/D/N4471882/D/14MAR79/F/02MAY31/LIND/ASTA-1LIND/ASTA', ['P', 'N4471882', 'de', 'de']],
    ['P/NOR/N4471882/NOR/14MAR79/F/02MAY31/LIND/ASTA/H', ['P', 'N4471882', 'no', 'no']],
    ['0088Y25NOV/P/NOR/N4471882/NOR/14MAR79/F/02MAY31/LIND/ASTA', ['P', 'N4471882', 'no', 'no']],
    ['HK1/P/NOR/N4471882//14MAR79/F/02MAY31/LIND/ASTA', ['P', 'N4471882', 'no', undefined]],
    ['//P/NOR/N4471882//14MAR79/F/02MAY31/LIND/ASTA', ['P', 'N4471882', 'no', undefined]],
    ['/P/NOR/N4471882/NOR/1979-03-14/F/2031-05-02/LIND/ASTA', ['P', 'N4471882', 'no', 'no']],
    ['/PASSPORT/NOR/N4471882/NOR/14MAR1979/F/02MAY2031/LIND/ASTA', ['PASSPORT', 'N4471882', 'no', 'no']],
    ['/N4471882/NOR/14MAR79/F/02MAY31/LIND/ASTA', [undefined, 'N4471882', undefined, 'no']],
  ])('has DOCS as %s', (text, [type, number, issuer, nationality]) => {
    const [traveller, ...others] = only(pnrgov(['TIF+LIND+ASTA:A:1', ssr('DOCS', text)])).travellers;
    expect(others).toEqual([]);
    expect(traveller).toMatchObject({
      birthDates: [{ value: '1979-03-14' }],
      sexes: [{ value: 'female' }],
      documents: [{ number, expires: '2031-05-02' }],
    });
    expect(traveller?.documents[0]?.type).toBe(type);
    expect(traveller?.documents[0]?.issuer).toBe(issuer);
    expect(traveller?.nationalities[0]?.value).toBe(nationality);
    expect(traveller?.names.map(({ asSent }) => asSent)).toEqual(['LIND/ASTA', 'LIND/ASTA']);
  });

  it('has requests before the names of those whom they are of', () => {
    const booking = pnrgov([
      ssr('DOCO', '/BERGEN NOR/V/V5544/OSLO/14MAR20/USA', '2'),
      ssr('FOID', 'PPN4471882', '1'),
      ssr('CHLD', '14MAR18-1LIND/ADA', '2'),
      ssr('DOCA', '/R/NOR/12 BACK LANE/OSLO', '1'),
      ssr('TKNE', '2205551112223C1', '2'),
      'DAT+700:011126:0830',
      'TIF+LIND+ASTA:A:1',
      'TIF+LIND+ADA:C:2',
    ]);
    expect(unreadable(booking)).toEqual([]);
    expect(only(booking).travellers).toMatchObject([
      { residences: [{ value: 'no' }], documents: [{ type: 'PP', number: 'N4471882' }] },
      {
        birthDates: [{ value: '2018-03-14' }],
        birthPlaces: [{ value: 'BERGEN NOR' }],
        documents: [{ type: 'V', number: 'V5544', issuer: 'us', issuedAt: 'OSLO' }],
        tickets: ['2205551112223'],
      },
    ]);
    expect(JSON.stringify(journeys(booking))).not.toContain('BACK LANE');
  });

  it('does not give to anybody what is of nobody told', () => {
    const booking = pnrgov([
      ssr('DOCO', '/BERGEN NOR/V/V5544/OSLO/14MAR20/USA'),
      'TIF+LIND+ASTA:A:1',
      'TIF+BERG+TORE:A:2',
    ]);
    expect(unreadable(booking)).toEqual(['DOCO: it is not told whose it is']);
    expect(only(booking).travellers.flatMap(({ documents }) => documents)).toEqual([]);
    const alone = only(pnrgov([ssr('DOCO', '/BERGEN NOR/V/V5544/OSLO/14MAR20/USA'), 'TIF+LIND+ASTA:A:1']));
    expect(alone.travellers[0]?.documents).toHaveLength(1);
  });

  it('has DOCO with what automated requests begin with, and FOID with a slash', () => {
    const [traveller] = only(
      pnrgov([
        'TIF+LIND+ASTA:A:1',
        'SSR+DOCO:HK:1:ZX:::OSL:IST:0088Y25NOV//R/1234567890123///US',
        ssr('FOID', '/PP/N4471882'),
      ]),
    ).travellers;
    expect(traveller?.birthPlaces).toEqual([]);
    expect(traveller?.documents).toEqual([
      { type: 'R', number: '1234567890123', issuer: 'us', source: 'DOCO' },
      { type: 'PP', number: 'N4471882', source: 'FOID' },
    ]);
  });

  it('has the types of travellers as three letters, and names and reference in one element', () => {
    const { travellers } = only(
      pnrgov([
        'TIF+LIND+ASTA MRS:ADT:1+TOM:CHD:2+ZOE:INF:3',
        'TIF+BERG/TORE MR:A:4',
        'TIF+KVAM+LIV:INS:5',
        ssr('TKNE', 'INF2205551112225C1', '3'),
      ]),
    );
    expect(travellers.map(({ kind, references: [reference] }) => [kind, reference])).toEqual([
      ['passenger', '1'],
      ['passenger', '2'],
      ['infant', '3'],
      ['passenger', '4'],
      ['infant', '5'],
    ]);
    expect(travellers[2]?.tickets).toEqual(['2205551112225']);
  });

  it('has an infant in a request with a point before the name, and its ticket under the adult', () => {
    const { travellers } = only(
      pnrgov([
        'TIF+LIND+ASTA:A:1',
        ssr('TKNE', 'INF2205551112225C1', '1'),
        ssr('INFT', '.LIND/ZOE 14JUL26', '1'),
      ]),
    );
    expect(travellers).toMatchObject([
      { kind: 'passenger', tickets: [] },
      {
        kind: 'infant',
        names: [{ asSent: 'LIND/ZOE' }],
        birthDates: [{ value: '2026-07-14' }],
        tickets: ['2205551112225'],
      },
    ]);
  });

  it('has bags by the number of the carrier, days of eight figures, and a status with a number', () => {
    const booking = only(
      pnrgov([
        'TIF+LIND+ASTA:A:1',
        'TVL+20261123:0910:23112026:1135+BGO+OSL+ZX+12:Y',
        'RPI+1+HL2',
        'TRI++OSL-12:::1',
        'TIF+LIND+ASTA:A:1',
        'TBD++2:29:700++HP:OSL-12+220:0220290138:2:IST+ZX:4401::IST',
      ]),
    );
    expect(booking.travellers[0]?.bags).toEqual(['0220290138', 'ZX4401']);
    expect(booking.legs[0]).toMatchObject({
      departs: '2026-11-23T09:10',
      arrives: '2026-11-23T11:35',
      status: 'HL',
    });
    expect(booking.transport?.status).toBe('HK');
  });

  it('stands typographic quotation marks where terminators were', () => {
    const message = pnrgov([
      'ORG+ZX:OSL',
      'TIF+LIND+ASTA:A:1',
      ssr('DOCS', '/P/NOR/N4471882/NOR/14MAR79/F/02MAY31/LIND/ASTA'),
      'TVL+231126:0910:231126:1135+BGO+OSL+YY:ZX+12:Y',
      'RCI+ZX:QK4RTZ+YY:M7WPL2',
      'TVL+++++752:D',
    ])
      .replace("LIND/ASTA'TVL", 'LIND/ASTA\u2019\nTVL')
      .replace("YY:M7WPL2'", 'YY:M7WPL2\u2019\n');
    const booking = only(message);
    expect(booking.locators).toEqual(['ZX:QK4RTZ', 'YY:M7WPL2']);
    expect(booking.legs[0]).toMatchObject({ carrier: 'YY', number: '12', operatedBy: 'ZX 752' });
    expect(booking.travellers[0]?.names.map(({ asSent }) => asSent)).toEqual(['LIND/ASTA', 'LIND/ASTA']);
    // In a name it is a letter.
    const [name] = only(pnrgov(['TIF+D\u2019ORG+ASTA:A:1'])).travellers[0]?.names ?? [];
    expect(name?.asSent).toBe('D\u2019ORG/ASTA');
  });
});

/** As a charter carrier's system sends it: `DOCS` as the text of a request under the flight, with the reference of the traveller. */
const CHARTER = `<Push><PNR NumberOfPassengers="2"><BookingRefID ID="00A234B"><CompanyName Code="ZXA"/></BookingRefID>
<Passenger RPH="21" SurnameRefNumber="21" AccompaniedByInfantInd="true"><GivenName>ASTA</GivenName><Surname>LIND</Surname>
<DOC_SSR SSRCode="DOCS" Status="HK" RPH="21"><FlightInfo Code="ZXA"/><DOCS Gender="F" Surname="LIND" FirstGivenName="ASTA"/></DOC_SSR>
<DOC_SSR SSRCode="DOCS"><DOCS Gender="FI" Surname="LIND" FirstGivenName="ZOE" DateOfBirth="2026-07-14" TravelDocNbr="N99"/></DOC_SSR></Passenger>
<Passenger RPH="22" SurnameRefNumber="22"><GivenName>ADA</GivenName><Surname>LIND</Surname><FareInfo PTC_Code="CHD"/></Passenger>
<Flight DepartureDateTime="2026-11-25T09:10:00" ArrivalDateTime="2026-11-25T14:05:00" Status="HK" FlightNumber="1234">
<DepartureAirport LocationCode="OSL"/><ArrivalAirport LocationCode="IST"/><MarketingAirline Code="ZXA"/>
<SSR SSRCode="DOCS" RPH="21"><Airline Code="ZXA"/><Text>/P/NOR/N4471882/NOR/14MAR79/F/02MAY31/LIND/ASTA</Text></SSR>
<SSR SSRCode="DOCS" RPH="22"><Airline Code="ZXA"/><Text>/P/NOR/N4471883/NOR/14MAR18/F/02MAY31/LIND/ADA</Text></SSR>
<SSR SSRCode="SEAT" RPH="22"><Airline Code="ZXA"/><Text>14C</Text></SSR>
<SSR SSRCode="VGML" RPH="22"><Airline Code="ZXA"/><Text>NO NUTS</Text></SSR>
<BookingRefID ID="00A234B"><CompanyName Code="ZXA"/></BookingRefID></Flight>
<SplitPNR><BookingRefID ID="00A999"><CompanyName Code="ZXA"/></BookingRefID></SplitPNR></PNR></Push>`;

describe('PNRGOV in XML', () => {
  it('has documents as texts under the flight', () => {
    const booking = only(CHARTER);
    expect(booking).toMatchObject({
      locators: ['ZXA:00A234B'],
      dividedFrom: ['ZXA:00A999'],
      legs: [{ carrier: 'ZXA', number: '1234', from: 'OSL', to: 'IST' }],
      travellers: [
        {
          kind: 'passenger',
          birthDates: [{ value: '1979-03-14', source: 'DOCS' }],
          nationalities: [{ value: 'no' }],
          documents: [{ type: 'P', number: 'N4471882', issuer: 'no', expires: '2031-05-02' }],
          seats: [],
        },
        {
          birthDates: [{ value: '2018-03-14' }],
          documents: [{ number: 'N4471883' }],
          seats: [{ value: '14C' }],
        },
        { kind: 'infant', birthDates: [{ value: '2026-07-14' }], documents: [{ number: 'N99' }] },
      ],
    });
    expect(JSON.stringify(booking)).not.toMatch(/NUTS|VGML/);
  });
});
