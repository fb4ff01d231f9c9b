import { describe, expect, it } from 'vitest';
import {
  DAMAGED_BOOKINGS,
  DAMAGED_TRAVELLER,
  paxlst,
  pnrgov,
  SAMPLE_TRAVELLERS,
  travellerSegments,
} from '../../../test/support/travel-messages.ts';
import type { Journey, Traveller } from '../../model/index.ts';
import type { TravelItem } from './message.ts';
import { createTravelReader } from './read.ts';

function read(message: string | Uint8Array, keep = false): readonly TravelItem[] {
  const bytes = typeof message === 'string' ? Buffer.from(message, 'latin1') : message;
  const reader = createTravelReader({ today: '2026-11-24', keep });
  const items: TravelItem[] = [];
  for (let at = 0; at < bytes.length; at += 61) items.push(...reader.push(bytes.subarray(at, at + 61)));
  return [...items, ...reader.end()];
}
const journeys = (items: readonly TravelItem[]): Journey[] =>
  items.flatMap((item) => (item.type === 'journey' ? [item.journey] : []));
const reasons = (items: readonly TravelItem[]): string[] =>
  items.flatMap((item) => (item.type === 'problem' ? [item.problem.reason] : []));
const sentNames = ({ travellers }: Journey): string[] =>
  travellers.map(({ names: [name] }) => name?.asSent ?? '');
const keptTexts = (message: string): string[] =>
  journeys(read(message, true)).flatMap(({ kept }) => kept.map(({ text }) => text));

/** One booking of one flight, with these segments after its originator. */
const booking = (...segments: readonly string[]): string =>
  pnrgov([['SRC', 'RCI+ZX:AB12CD::011126:0910', 'DAT+700:191126:0910', 'ORG+ZX:OSL', ...segments]]);
const FLIGHT = ['TVL+251126:1310:251126:1705+FRA+IST+ZX+88:Y', 'RPI+1+HK'];
const KHAN = 'TIF+KHAN+NASIRMR:A:1';
const one = (...segments: readonly string[]): Journey => journeys(read(booking(...segments)))[0] as Journey;
const first = (...segments: readonly string[]): Traveller =>
  one(KHAN, ...segments, ...FLIGHT).travellers[0] as Traveller;

describe('what must be dropped, inside of what is kept', () => {
  it.each(DAMAGED_BOOKINGS.map((segments) => [segments.join("'").slice(62), segments] as const))(
    'is not kept: %s',
    (_, segments) => {
      const text = JSON.stringify(read(pnrgov([segments]), true));
      for (const dropped of ['4111', 'VGML', 'WCHR', 'DIABETIC', '4722334455', 'DBML', 'BBML', '181.00'])
        expect(text).not.toContain(dropped);
      expect(journeys(read(pnrgov([segments])))[0]?.travellers[0]?.names[0]?.asSent).toBe('KHAN/NASIRMR');
    },
  );

  it('makes no traveller of a card', () => {
    for (const segments of DAMAGED_BOOKINGS)
      expect(
        journeys(read(pnrgov([segments])))[0]?.travellers.filter(({ kind }) => kind === 'passenger'),
      ).toHaveLength(1);
  });

  it('is not kept of a passenger', () => {
    const items = read(paxlst([DAMAGED_TRAVELLER]), true);
    const text = JSON.stringify(items);
    for (const dropped of ['4111', 'PRIVATE NOTE', 'BACK LANE']) expect(text).not.toContain(dropped);
    expect(journeys(items)[0]?.travellers[0]?.documents.map(({ number }) => number)).toContain('A2');
  });

  it('leaves one mark, whatever it was', () => {
    const kept = keptTexts(pnrgov([0, 2, 9].map((place) => DAMAGED_BOOKINGS[place] as string[])));
    expect(kept).toContain('TIF+KHAN+NASIRMR:A:1F+█');
    expect(kept).toContain('SSR+TKNE:HK:1:ZX:::FRA:IST:1761234567890C1█+::1');
    expect(kept).toContain('SSR+INFT:NN:1:ZX:::FRA:IST:KHAN/BABYMSTR 01JAN26█+::1');
    expect(kept).toContain('SSR+█');
  });

  it('takes no status of a leg that is none', () => {
    const items = read(booking(KHAN, FLIGHT[0] as string, 'RPI+1+HKXFT+4:28+TEXT'));
    expect(journeys(items)[0]?.legs[0]?.status).toBeUndefined();
    expect(reasons(items)).toContain('this is no status of a leg');
  });
});

it.each(['constructor', 'toString', '__proto__'])('takes %s for no code of a passenger list', (word) => {
  const [person] = SAMPLE_TRAVELLERS as [(typeof SAMPLE_TRAVELLERS)[number]];
  const named = travellerSegments(person).map((segment) => segment.replace('NAD+FL', `NAD+${word}`));
  const [list] = journeys(read(paxlst([named], `BGM+745+${word}`)));
  expect(list?.event).toBe('list');
  expect(list?.travellers.map(({ kind }) => kind)).toEqual(['passenger']);
});

describe('a lost terminator', () => {
  it('is found before what is no record of its own', () => {
    const docs = 'SSR+DOCS:HK:1:ZX:::::/P/PAK/X1/PAK/01JAN80/M/01JAN30/KHAN/NASIR+::1';
    const items = read(booking(`${KHAN}${docs}`, ...FLIGHT));
    expect(journeys(items)[0]?.travellers.map(({ documents }) => documents[0]?.number)).toEqual(['X1']);
    expect(reasons(items)).toContain('the terminator before SSR is missing');
  });

  it('gives no passenger the next segment', () => {
    const lost = paxlst([
      [
        'NAD+FL+++KHAN:NASIRATT+2++M',
        'DTM+329:800101LOC+178+IST',
        'LOC+179+FRANAT+2+PAK',
        'RFF+AVF:ABC123DOC+P:110:111+A1',
        'DTM+36:300101LOC+91+PAK',
      ],
      ['NAD+FL+++ALI:OMAR', 'ATT+2++MDTM+329:810202', 'NAT+2+PAKRFF+AVF:ZZZ111', 'DOC+P:110:111+A2'],
    ]);
    expect(journeys(read(lost))[0]?.travellers).toMatchObject([
      {
        names: [{ asSent: 'KHAN/NASIR' }],
        birthDates: [{ value: '1980-01-01' }],
        sexes: [{ value: 'male' }],
        nationalities: [{ value: 'pk' }],
        boards: 'IST',
        leaves: 'FRA',
        locators: ['ABC123'],
        documents: [{ number: 'A1', issuer: 'pk', expires: '2030-01-01' }],
      },
      {
        names: [{ asSent: 'ALI/OMAR' }],
        birthDates: [{ value: '1981-02-02' }],
        sexes: [{ value: 'male' }],
        nationalities: [{ value: 'pk' }],
        locators: ['ZZZ111'],
      },
    ]);
  });

  it.each([
    'WATT',
    'PRATT',
    'SADAT',
    'SWIFT',
    'GARCI',
    'ZAFAR',
    'SIMON',
    'SHEREF',
    'KALFOP',
    'ROCADAT',
    'BLOC',
    'MOSSR',
  ])('is not seen in a name: %s', (surname) => {
    for (const given of ['A', 'LI', 'JOHN', 'ANNA MRS', 'NAD']) {
      expect(sentNames(one(`TIF+${surname}+${given}:A:1`, `TIF+KHAN+${surname}:A:2`, ...FLIGHT))).toEqual([
        `${surname}/${given}`,
        `KHAN/${surname}`,
      ]);
      const list = paxlst([
        [`NAD+FL+++${surname}:${given}+2 HYATT+12`, 'ATT+2++M'],
        [`NAD+FL+++KHAN:${surname}+2 LANE`, 'ATT+2++M'],
      ]);
      expect(sentNames(journeys(read(list))[0] as Journey)).toEqual([
        `${surname}/${given}`,
        `KHAN/${surname}`,
      ]);
    }
  });
});

describe('letters beyond ASCII', () => {
  const list = (syntax: string, surname: string, given: string): Traveller | undefined =>
    journeys(
      read(
        paxlst([
          [`NAD+FL+++${surname}:${given}`, 'ATT+2++M'],
          ['NAD+FL+++JOS\x8e:ANA', 'ATT+2++M'],
        ]).replace('UNOA', syntax),
      ),
    )[0]?.travellers[0];

  it('are those of Windows-1252, where that is declared and where nothing is', () => {
    for (const syntax of ['UNOC', 'UNOA'])
      expect(list(syntax, 'D\x92ARCY \x8aIMI\x8e\xdc', '\x8cUF \x9f')?.names[0]?.asSent).toBe(
        'D\u2019ARCY \u0160IMI\u017d\u00dc/\u0152UF \u0178',
      );
  });

  it('are of one table in the whole message', () => {
    const names = (message: string): string[] => sentNames(journeys(read(message))[0] as Journey);
    const mac = paxlst([
      ['NAD+FL+++HERN\x87NDEZ:JOS\x8e', 'ATT+2++M'],
      ['NAD+FL+++JOS\x8e:ANA', 'ATT+2++M'],
    ]);
    expect(names(mac)).toEqual(['HERNáNDEZ/JOSé', 'JOSé/ANA']);
    // The next message of the stream is another one's.
    expect(
      journeys(read(mac + paxlst([['NAD+FL+++\x8eIVKOVI\xc6:ANA', 'ATT+2++M']]))).flatMap(sentNames),
    ).toEqual(['HERNáNDEZ/JOSé', 'JOSé/ANA', 'ŽIVKOVIÆ/ANA']);
  });
});

describe('infants', () => {
  const infants = (docs: string, ...more: readonly string[]): Traveller[] =>
    one(
      'TIF+LOPEZ GARCIA+ANAMRS:A:1:1',
      'SSR+INFT:NN:1:ZX:::::LOPEZ GARCIA/EVA/01JAN26+::1',
      docs,
      ...more,
      ...FLIGHT,
    ).travellers.filter(({ kind }) => kind === 'infant');

  it('are the same with a blank or a hyphen in the surname, and by birth date where only one can be meant', () => {
    for (const sent of ['LOPEZGARCIA/EVA', 'LOPEZ-GARCIA/EVA', 'LOP EZGARCIA/EVA', 'LOPEZ/MARIA EVA'])
      expect(infants(`SSR+DOCS:HK:1:ZX:::::/P/ESP/A2/ESP/01JAN26/FI/01JAN30/${sent}+::1`)).toMatchObject([
        { documents: [{ number: 'A2' }] },
      ]);
  });

  it('are two where nothing says that they are one', () => {
    expect(infants('SSR+DOCS:HK:1:ZX:::::/P/ESP/A2/ESP/02FEB26/FI/01JAN30/LOPEZ/MARIA+::1')).toHaveLength(2);
    expect(
      infants(
        'SSR+DOCS:HK:1:ZX:::::/P/ESP/A2/ESP/01JAN26/FI/01JAN30/LOPEZ/MARIA+::1',
        'SSR+INFT:NN:1:ZX:::::LOPEZ GARCIA/LUZ/01JAN26+::1',
      ),
    ).toHaveLength(3);
  });

  it.each(['ALI/ZAYD MSTR 01JAN26', 'ALI/ZAYD MSTR/01JAN26', 'ALI/ZAYD MSTR 01JAN2026 MEAL'])(
    'are told as %s',
    (text) => {
      const [infant] = one(KHAN, `SSR+INFT:HK:1:ZX:::::${text}+::1`, ...FLIGHT).travellers.slice(1);
      expect(infant).toMatchObject({
        names: [{ surname: 'ALI', given: 'ZAYD MSTR' }],
        birthDates: [{ value: '2026-01-01' }],
      });
    },
  );
});

describe('requests for service', () => {
  it.each([
    ['PSPT', 'AB12345/PK/01JAN80/KHAN/NASIR/M', { number: 'AB12345', issuer: 'pk', source: 'PSPT' }],
    ['DOCO', '/K/KT123///USA', { type: 'K', number: 'KT123', issuer: 'us', source: 'DOCO' }],
    ['DOCO', '//K/KT123///USA', { type: 'K', number: 'KT123', issuer: 'us', source: 'DOCO' }],
    [
      'DOCO',
      'CAIRO EGY/V/V99/CAIRO/01JAN25/DEU',
      { type: 'V', number: 'V99', issuer: 'de', issued: '2025-01-01', issuedAt: 'CAIRO', source: 'DOCO' },
    ],
    ['FOID', 'PPAB998877', { type: 'PP', number: 'AB998877', source: 'FOID' }],
    ['FOID', 'NI1234567', { type: 'NI', number: '1234567', source: 'FOID' }],
    ['FOID', 'CCVI4111111111111111', undefined],
    ['FOID', 'FFZX88112233', undefined],
  ])('%s %s', (code, text, document) => {
    const traveller = first(`SSR+${code}:HK:1:ZX:::::${text}+::1`);
    expect(traveller.documents).toEqual(document ? [document] : []);
    if (code === 'DOCO')
      expect(traveller.birthPlaces.map(({ value }) => value)).toEqual(
        text.startsWith('CAIRO') ? ['CAIRO EGY'] : [],
      );
    if (code === 'PSPT')
      expect(traveller).toMatchObject({
        birthDates: [{ value: '1980-01-01', source: 'PSPT' }],
        sexes: [{ value: 'male' }],
      });
  });

  it.each(['.1393534576000C1', '1393534576000/1', '1393534576000C1'])('ticket %s', (text) => {
    expect(first(`SSR+TKNE:HK:1:ZX:::FRA:IST:${text}+::1`).tickets).toEqual(['1393534576000']);
    expect(first(`SSR+TKNE:HK:1:ZX:::FRA:IST:4111111111111111+::1`).tickets).toEqual([]);
  });

  it('seats before any leg, and as text', () => {
    expect(first('SSR+SEAT:HK:1:ZX:::FRA:IST+14C::1').seats).toEqual([{ value: '14C', source: 'SEAT' }]);
    expect(first('SSR+SEAT:HK:1:ZX:::FRA:IST+14C').seats).toEqual([{ value: '14C', source: 'SEAT' }]);
    expect(
      one(KHAN, 'TIF+KHAN+AISHAMRS:A:2', ...FLIGHT, 'SSR+SEAT:DK:2:ZX:::FRA:IST:.03BN04AN').travellers.map(
        ({ seats }) => seats.map(({ value }) => value),
      ),
    ).toEqual([['03B'], ['04A']]);
  });

  it('bags are tags, not weights', () => {
    const { travellers } = one(
      KHAN,
      ...FLIGHT,
      'DAT+2:251126:0730',
      'TRI++021-Y::1',
      KHAN,
      'TBD++02:120:700++MP+ZX:618123456:2:FRA:618',
    );
    expect(travellers[0]?.bags).toEqual(['ZX618123456']);
  });
});

describe('legs', () => {
  it('name who flies them, but not the carrier of the flight itself', () => {
    const journey = one(KHAN, 'TVL+251126:1310:251126:1705+FRA+IST+LH:ZX+5321:Y', 'TRA+ZX+88:Y', 'RPI+1+HK');
    expect(journey.legs).toMatchObject([
      { carrier: 'LH', number: '5321', operatedBy: 'ZX 88', status: 'HK' },
    ]);
    expect(journey.transport).toMatchObject({ carrier: 'ZX', number: '88' });
    expect(journey.transport?.operatedBy).toBeUndefined();
    const other = one(KHAN, 'TVL+251126:0910:251126:1135+OSL+FRA+LH+90:Y', 'TRA+EN+8203:Y');
    expect(other.legs[0]?.operatedBy).toBe('EN 8203');
    expect(one(KHAN, 'TVL+251126:0910+OSL+FRA+LH+90:Y', 'TRA+LH+90:Y').legs[0]?.operatedBy).toBeUndefined();
  });

  it('are read after a hotel', () => {
    const hotel = ['MSG+8', 'TVL+251126:1500:271126+IST:HILTON++HI+67576:ROH'];
    const back = 'TVL+281126:1000:281126:1215+IST+FRA+ZX+89:Y';
    const stops = (...segments: readonly string[]): string[] =>
      one(KHAN, ...FLIGHT, ...segments).legs.map(({ from, to }) => `${from}-${to}`);
    expect(stops(...hotel)).toEqual(['FRA-IST']);
    expect(stops(...hotel, 'MSG+1', back, 'RPI+1+HK')).toEqual(['FRA-IST', 'IST-FRA']);
    expect(stops(...hotel, back)).toEqual(['FRA-IST', 'IST-FRA']);
    expect(stops(...hotel, 'MSG+2', 'TVL+251126+FRA+MUC+ZE+:CCAR')).toEqual(['FRA-IST']);
    expect(reasons(read(booking(KHAN, ...FLIGHT, ...hotel, back)))).toContain(
      'a flight among hotels and cars is read as a leg',
    );
  });

  it('have days that can be read in one way only', () => {
    const departs = (day: string): string | undefined =>
      one(KHAN, `TVL+${day}:1400+FRA+MUC+ZX+90:Y`).legs[0]?.departs;
    expect(departs('20NOV26')).toBe('2026-11-20T14:00');
    expect(departs('2026-11-20')).toBe('2026-11-20T14:00');
    expect(departs('502026')).toBeUndefined();
    const born = (day: string): string | undefined =>
      journeys(read(paxlst([['NAD+FL+++A:B', `DTM+329:${day}`]])))[0]?.travellers[0]?.birthDates[0]?.value;
    expect(born('1980-02-28')).toBe('1980-02-28');
    expect(born('28FEB80')).toBe('1980-02-28');
    expect(born('280280')).toBeUndefined();
  });
});

describe('names', () => {
  it('are cut at a slash inside one element, and stay as they were sent', () => {
    const { travellers } = one('TIF+SMITH/JOHN MR+:A:2', 'TIF+KHAN+NASIR/MR:A:1', ...FLIGHT);
    expect(travellers.map(({ names: [name] }) => [name?.asSent, name?.derived[0]?.name])).toEqual([
      ['SMITH/JOHN MR', 'JOHN SMITH'],
      ['KHAN/NASIR/MR', 'NASIR MR KHAN'],
    ]);
    expect(travellers[0]?.names[0]).toMatchObject({ surname: 'SMITH', given: 'JOHN MR' });
    expect(travellers[1]?.names[0]?.derived.map(({ name }) => name)).toContain('NASIR KHAN');
  });

  it('follow one another in one segment', () => {
    expect(sentNames(one('TIF+KHAN+NASIR:A:1+AISHA:A:2+BILAL:C:3', ...FLIGHT))).toEqual([
      'KHAN/NASIR',
      'KHAN/AISHA',
      'KHAN/BILAL',
    ]);
  });
});

describe('passenger lists', () => {
  it('may write the number of a document in its name', () => {
    const [traveller] = journeys(read(paxlst([['NAD+FL+++A:B', 'DOC+P:110:111:A777']])))[0]?.travellers ?? [];
    expect(traveller?.documents[0]?.number).toBe('A777');
  });

  it('keep the transaction, and which reference is the unique one', () => {
    const message = paxlst([travellerSegments(SAMPLE_TRAVELLERS[0] as never)]).replace(
      "BGM+745'",
      "BGM+745'\nRFF+TN:TXN7788:::1'",
    );
    const [journey] = journeys(read(message));
    expect(journey?.message.transaction).toBe('TXN7788');
    expect(journey?.travellers[0]).toMatchObject({ uniqueReference: 'UN4471882', references: ['UN4471882'] });
  });

  it('of the US dialect name airports', () => {
    const dialect = `UNB+UNOA:1+ZX+US+020131:2359+1'UNH+1+PAXLST:001:000:NZ'TDT++SA812+40+SA'LOC+005+NZAKL:50'DTM+136+020131+1030+M05'LOC+008+USLAX:50'UNS+D'PDT+P/182345345:990909:US+BERG:TORE::590429:M+PAX+NZAKL:USLAX'UNT+8+1'UNZ+1+1'`;
    const [journey] = journeys(read(dialect));
    expect(journey).toMatchObject({
      transport: { from: 'AKL', to: 'LAX' },
      travellers: [{ boards: 'AKL', leaves: 'LAX' }],
    });
  });

  it('count passengers and crew together', () => {
    const both = (crew: number): string[] =>
      reasons(
        read(
          paxlst([
            ['NAD+FL+++A:B', 'ATT+2++M'],
            ['NAD+FM+++C:D', 'ATT+2++M'],
          ]).replace("CNT+42:2'", `CNT+42:1'\nCNT+41:${crew}'`),
        ),
      ).filter((reason) => reason.includes('travellers'));
    expect(both(1)).toEqual([]);
    expect(both(2)).toEqual(['the message says 3 travellers and holds 2']);
  });
});

describe('messages in several parts', () => {
  const whole = (part: string, at: number, total = 3): string =>
    paxlst([travellerSegments(SAMPLE_TRAVELLERS[at] as never)])
      .replace('+01:F', `+${part}`)
      .replace('CNT+42:1', `CNT+42:${total}`);
  const bookings = (part: string, said: number): string =>
    booking(KHAN, ...FLIGHT)
      .replace("ZX88/251126/1310'", `ZX88/251126/1310+${part}'`)
      .replace('EQN+1', `EQN+${said}`);
  const counts = (items: readonly TravelItem[]): string[] =>
    reasons(items).filter((reason) => /holds|did not come/.test(reason));

  it('are one list', () => {
    const items = read(whole('01:C', 0) + whole('02', 1) + whole('03:F', 2), true);
    const lists = journeys(items);
    expect(lists.map(sentNames)).toEqual([['HALVORSEN/INGRID', 'OKONKWO/CHIDI', 'BERGSTROM/TORE']]);
    expect(lists[0]?.message.part).toBeUndefined();
    expect(lists[0]?.kept.filter(({ text }) => text.startsWith('NAD+FL'))).toHaveLength(3);
    expect(counts(items)).toEqual([]);
    expect(items.filter(({ type }) => type === 'message')).toHaveLength(3);
    expect(journeys(read(whole('03:F', 2) + whole('01:C', 0) + whole('02', 1))).map(sentNames)).toEqual([
      ['HALVORSEN/INGRID', 'OKONKWO/CHIDI', 'BERGSTROM/TORE'],
    ]);
  });

  it('are told of where a part does not come, and read nevertheless', () => {
    const items = read(whole('01:C', 0) + whole('03:F', 2));
    expect(journeys(items).flatMap(sentNames)).toEqual(['HALVORSEN/INGRID', 'BERGSTROM/TORE']);
    expect(counts(items)).toEqual(['of a message in several parts, part 2 did not come']);
    expect(counts(read(whole('02', 0)))).toEqual([
      'of a message in several parts, part 1, the last part did not come',
    ]);
  });

  it('say how many there are in all, or in each part', () => {
    expect(counts(read(whole('01:C', 0, 9) + whole('02:F', 1, 9)))).toEqual([
      'the message says 9 travellers and holds 2',
    ]);
    expect(counts(read(bookings('01:C', 2) + bookings('02:F', 2)))).toEqual([]);
    expect(counts(read(bookings('01:C', 1) + bookings('02:F', 1)))).toEqual([]);
    expect(counts(read(bookings('01:C', 5) + bookings('02:F', 5)))).toEqual([
      'the message says 5 bookings and holds 2',
    ]);
  });

  it('told twice are two lists', () => {
    const two = whole('01:C', 0, 2) + whole('02:F', 1, 2);
    expect(journeys(read(two + two)).map(({ travellers }) => travellers.length)).toEqual([2, 2]);
  });
});

describe('tables', () => {
  it('in Windows-1252 are read, and it is told', () => {
    const items = read(
      Buffer.from(
        'surname;givennames;dob\nBERG;TORE;01.02.1980\nM\xdcLLER;\x8a\xd6RG;01.02.1980\n',
        'latin1',
      ),
    );
    expect(journeys(items).flatMap(sentNames)).toEqual(['BERG/TORE', 'MÜLLER/ŠÖRG']);
    expect(reasons(items)).toEqual([
      'line 3: from here on the table is not in UTF-8 and is read as Windows-1252',
    ]);
  });
});
