/** Messages written for the tests: every name, number and locator is made up. */

export interface SampleBooking {
  readonly locator: string;
  readonly surname: string;
  readonly given: string;
  readonly passport: string;
}

export const SAMPLE_BOOKINGS: readonly SampleBooking[] = [
  { locator: 'QK4RTZ', surname: 'HALVORSEN', given: 'INGRID', passport: 'N4471882' },
  { locator: 'M7WPL2', surname: 'OKONKWO', given: 'CHIDI', passport: 'A0093817' },
  { locator: 'ZT5HJD', surname: 'BERGSTROM', given: 'TORE', passport: 'X5520019' },
  { locator: 'BV8NCE', surname: 'FERREIRA', given: 'LUCIA', passport: 'P7718203' },
  { locator: 'KD3YGA', surname: 'MARKOVIC', given: 'GORAN', passport: 'S2280914' },
];

/** The segments of one booking: two legs, check-in, bags, history, and everything that has to be dropped. */
export function bookingSegments({ locator, surname, given, passport }: SampleBooking): readonly string[] {
  return [
    'SRC',
    `RCI+ZX:${locator}::011126:0830`,
    'SSR+VGML:HK:1:ZX',
    'DAT+700:011126:0830+710:011126:0915',
    'IFT+4:28::ZX+PASSENGER ASKED FOR A WHEELCHAIR',
    'ORG+ZX:OSL+77112233:OSL+++A+NO:NOK+D0101',
    'ADD++702:12 BACK LANE:OSLO::::NO::4722334455',
    `TIF+${surname}+${given}:A:1`,
    'FTI+ZX:88112233',
    'FAR+N+++++YRT',
    `SSR+DOCS:HK:1:ZX:::::/P/NOR/${passport}/NOR/14MAR79/M/02MAY31/${surname}/${given}+::1`,
    'SSR+MEDA:HK:1:ZX:::::NEEDS INSULIN+::1',
    'TKT+2205551112223:T:1',
    'MON+B:120.00:EUR+T:181.00:EUR',
    'FOP+CC::181.00:VI:4111111111111111:1228',
    'IFT+4:43+SPONSOR OF THE TICKET+12 BACK LANE OSLO+4722334455',
    'TVL+251126:0910:251126:1135+OSL+FRA+ZX+412:Y',
    'RPI+1+HK',
    'APD+320',
    'SSR+SEAT:HK:1:ZX:::OSL:FRA+14C::1',
    `RCI+ZX:${locator}`,
    'DAT+2:241126:1412',
    'TRI++21:::1',
    `TIF+${surname}+${given}:A:1`,
    'SSD+14C++++Y',
    'TBD++1:18:700+++ZX:440123::FRA:006',
    'TVL+251126:1310:251126:1705+FRA+IST+ZX+88:Y',
    'RPI+1+HK',
    'ABI+1+:OSLRR+OSL++ZX',
    'DAT+ZT:011126:0830',
    'SAC+++A',
    'TVL+251126:0910:251126:1135+OSL+FRA+ZX+412:Y',
  ];
}

export function pnrgov(bookings: readonly (readonly string[])[], terminator = "'"): string {
  const body = [
    'MSG+:22',
    'ORG+ZX:OSL',
    'TVL+251126:1310:251126:1705+FRA+IST+ZX+88',
    `EQN+${bookings.length}`,
    ...bookings.flat(),
  ];
  return [
    'UNB+IATA:1+ZX+XXPIU+261124:1500+000007',
    'UNH+1+PNRGOV:13:1:IA+ZX88/251126/1310',
    ...body,
    `UNT+${body.length + 2}+1`,
    'UNZ+1+000007',
  ]
    .map((segment) => `${segment}${terminator}`)
    .join('');
}

export interface SampleTraveller {
  readonly surname: string;
  readonly given: string;
  readonly number: string;
}

export const SAMPLE_TRAVELLERS: readonly SampleTraveller[] = SAMPLE_BOOKINGS.map(
  ({ surname, given, passport }) => ({
    surname,
    given,
    number: passport,
  }),
);

export const travellerSegments = ({ surname, given, number }: SampleTraveller): readonly string[] => [
  `NAD+FL+++${surname}:${given}+12 BACK LANE+OSLO++0182+NO`,
  'ATT+2++M',
  'DTM+329:790314',
  'MEA+CT++:1',
  'FTX+BAG+++ZX440123:1',
  'LOC+22+IST',
  'LOC+178+OSL',
  'LOC+179+IST',
  'NAT+2+NOR',
  'RFF+AVF:QK4RTZ',
  `RFF+ABO:U${number}`,
  'RFF+SEA:14C',
  `DOC+P:110:111+${number}`,
  'DTM+36:310502',
  'LOC+91+NOR',
];

export function paxlst(travellers: readonly (readonly string[])[], beginning = 'BGM+745'): string {
  const body = [
    beginning,
    'NAD+MS+++ZX OPERATIONS',
    'COM+4722334455:TE',
    'TDT+20+ZX88+++ZX',
    'LOC+125+FRA',
    'DTM+189:2611251310:201',
    'LOC+87+IST',
    'DTM+232:2611251705:201',
    ...travellers.flat(),
    `CNT+42:${travellers.length}`,
  ];
  return [
    'UNB+UNOA:4+ZX+XXPIU+261125:1100+000008++APIS',
    'UNG+PAXLST+ZX+XXPIU+261125:1100+1+UN+D:05B',
    'UNH+1+PAXLST:D:05B:UN:IATA+ZX88/261125+01:F',
    ...body,
    `UNT+${body.length + 2}+1`,
    'UNE+1+1',
    'UNZ+1+000008',
  ]
    .map((segment) => `${segment}'\n`)
    .join('');
}

const KHAN = ['SRC', 'RCI+ZX:AB12CD::011126:0910', 'DAT+700:191126:0910', 'ORG+ZX:OSL'];
const FLIGHT = ['TVL+251126:1310:251126:1705+FRA+IST+ZX+88:Y', 'RPI+1+HK'];

/** Bookings in which damage, or the sender, puts what must be dropped into a segment that is kept. */
export const DAMAGED_BOOKINGS: readonly (readonly string[])[] = [
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1', ...FLIGHT, 'SSR+VGML', 'SSR+WCHR+HK'],
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1FOP+CC::181.00:VI:4111111111111111:1228', ...FLIGHT],
  // So much is lost that what begins there cannot be told.
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1F+CC::181.00:VI:4111111111111111:1228', ...FLIGHT],
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1', FLIGHT[0] as string, 'RPI+1+HKIFT+4:28+PAX IS DIABETIC CALL 4722334455'],
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1', FLIGHT[0] as string, 'RPI+1+HKXFT+4:28+PAX IS DIABETIC CALL 4722334455'],
  [
    ...KHAN,
    'TIF+KHAN+NASIRMR:A:1',
    'TKT+0062120234533:T:1FOP+CC::181.00:VI:4111111111111111:1228',
    ...FLIGHT,
  ],
  [
    ...KHAN,
    'TIF+KHAN+NASIRMR:A:1',
    'TKT+0062120234533:T:1XOP+CC::181.00:VI:4111111111111111:1228',
    ...FLIGHT,
  ],
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1', ...FLIGHT, 'SSR+SEAT:HK:1:ZX:::FRA:IST+12A::1SSR+DBML:HK:1:ZX'],
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1', ...FLIGHT, 'SSR+SEAT:HK:1:ZX:::FRA:IST+12A::1XSR+DBML:HK:1:ZX'],
  [
    ...KHAN,
    'TIF+KHAN+NASIRMR:A:1',
    'SSR+TKNE:HK:1:ZX:::FRA:IST:1761234567890C1 CC 4111111111111111+::1',
    'SSR+INFT:NN:1:ZX:::FRA:IST:KHAN/BABYMSTR 01JAN26 MEAL BBML+::1',
    'SSR+FOID:HK:1:ZX:::::CCVI4111111111111111+::1',
    ...FLIGHT,
  ],
  [...KHAN, 'TIF+KHAN+NASIRMR:A:1', 'REF+:38739+4111111111111111', ...FLIGHT],
];

/** The same in the segments of a passenger. */
export const DAMAGED_TRAVELLER: readonly string[] = [
  'NAD+FL+++KHAN:NASIR+12 BACK LANE',
  'ATT+2++M',
  'RFF+ABO:U1FTX+PAX+++PRIVATE NOTE',
  'RFF+CCN:4111111111111111',
  'LOC+178+OSLXTX+PAX+++PRIVATE NOTE',
  'DOC+P:110:111+A2FTX+PAX+++PRIVATE NOTE',
  'DOC+I:110:111+A3XTX+PAX+++PRIVATE NOTE',
];
