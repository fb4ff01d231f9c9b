import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingSegments,
  paxlst,
  pnrgov,
  SAMPLE_BOOKINGS,
  SAMPLE_TRAVELLERS,
  travellerSegments,
} from '../../../test/support/travel-messages.ts';
import type { Journey } from '../../model/index.ts';
import type { TravelItem, TravelProblem } from './message.ts';
import { createTravelReader } from './read.ts';

const TODAY = '2026-11-24';

function read(message: string | Uint8Array, step = 1e9, keep = false): readonly TravelItem[] {
  const bytes = typeof message === 'string' ? Buffer.from(message, 'latin1') : message;
  const reader = createTravelReader({ today: TODAY, keep });
  const items: TravelItem[] = [];
  for (let at = 0; at < bytes.length; at += step) items.push(...reader.push(bytes.subarray(at, at + step)));
  return [...items, ...reader.end()];
}

const journeys = (items: readonly TravelItem[]): Journey[] =>
  items.flatMap((item) => (item.type === 'journey' ? [item.journey] : []));
const problems = (items: readonly TravelItem[]): TravelProblem[] =>
  items.flatMap((item) => (item.type === 'problem' ? [item.problem] : []));
const surnames = (items: readonly TravelItem[]): string[] =>
  journeys(items).flatMap(({ travellers }) =>
    travellers.flatMap(({ names }) => names.map(({ surname }) => surname)),
  );
const only = (message: string): Journey => {
  const found = journeys(read(message));
  expect(found).toHaveLength(1);
  return found[0] as Journey;
};

const BOOKINGS = SAMPLE_BOOKINGS.map(bookingSegments);
const PNRGOV = pnrgov(BOOKINGS);
const PAXLST = paxlst(SAMPLE_TRAVELLERS.map(travellerSegments));
const unwrapped = (text: string): string => text.replaceAll('\n', '');

describe('a passenger list', () => {
  const [traveller, ...others] = only(PAXLST).travellers;

  it('gives who travels, on what, with which document', () => {
    expect(others).toHaveLength(4);
    expect(traveller).toEqual({
      kind: 'passenger',
      names: [
        { asSent: 'HALVORSEN/INGRID', surname: 'HALVORSEN', given: 'INGRID', source: 'NAD', derived: [] },
      ],
      birthDates: [{ value: '1979-03-14', source: 'DTM' }],
      sexes: [{ value: 'male', source: 'ATT' }],
      nationalities: [{ value: 'no', source: 'NAT' }],
      birthPlaces: [],
      residences: [],
      documents: [{ type: 'P', number: 'N4471882', source: 'DOC', expires: '2031-05-02', issuer: 'no' }],
      seats: [{ value: '14C', source: 'RFF' }],
      tickets: [],
      bags: ['ZX440123'],
      locators: ['QK4RTZ'],
      references: ['UN4471882'],
      uniqueReference: 'UN4471882',
      boards: 'OSL',
      leaves: 'IST',
    });
  });

  it('gives the leg that crosses the border, and the message it came in', () => {
    const { transport, message, event } = only(PAXLST);
    expect(transport).toEqual({
      carrier: 'ZX',
      number: '88',
      from: 'FRA',
      to: 'IST',
      departs: '2026-11-25T13:10',
      arrives: '2026-11-25T17:05',
    });
    expect(event).toBe('list');
    expect(message).toEqual({
      format: 'paxlst',
      edition: 'D:05B',
      sender: 'ZX',
      receiver: 'XXPIU',
      sent: '2026-11-25T11:00',
      interchange: '000008',
      application: 'APIS',
      reference: '1',
      access: 'ZX88/261125',
      part: 1,
      lastPart: true,
    });
    expect(problems(read(PAXLST))).toEqual([]);
  });

  it.each([
    ['BGM+250+C', 'list', 'crew', undefined],
    ['BGM+745+CP', 'change', 'passenger', undefined],
    ['BGM+745+XR', 'cancellation', 'passenger', undefined],
    ['BGM+745+XF', 'flight-cancellation', 'passenger', undefined],
    ['BGM+266+CLOB', 'close-out', 'passenger', true],
    ['BGM+266+CLNB', 'close-out', 'passenger', false],
  ])('%s is news of its own', (beginning, event, kind, onBoard) => {
    const journey = only(paxlst([travellerSegments(SAMPLE_TRAVELLERS[0] as never)], beginning));
    expect(journey.event).toBe(event);
    expect(journey.travellers[0]?.kind).toBe(kind);
    expect(journey.travellers[0]?.onBoard).toBe(onBoard);
  });

  it('takes a stop told twice for one, and a flight that ends where it began for a leg', () => {
    const legs = (...stops: string[]) =>
      only(paxlst([]).replace(/LOC\+125[\s\S]*201'\n(?=CNT)/, `${stops.join("'")}'`)).legs.map(
        ({ from, to }) => `${from}-${to}`,
      );
    expect(
      legs(
        'LOC+92+JFK',
        'DTM+189:2611250220:201',
        'LOC+92+ANC',
        'DTM+232:2611250550:201',
        'LOC+125+ANC',
        'DTM+189:2611250650:201',
        'LOC+87+ICN',
        'DTM+232:2611260840:201',
      ),
    ).toEqual(['JFK-ANC', 'ANC-ICN']);
    expect(legs('LOC+125+VIE', 'DTM+189:2611251100:201', 'LOC+87+VIE', 'DTM+232:2611251200:201')).toEqual([
      'VIE-VIE',
    ]);
    expect(legs('LOC+87+IST', 'LOC+125+FRA')).toEqual(['FRA-IST']);
  });

  it('keeps a traveller without name, and says so', () => {
    const items = read(paxlst([['NAD+FL', 'ATT+2++F', 'DOC+P:110:111+A1234567']]));
    expect(journeys(items)[0]?.travellers[0]?.documents[0]?.number).toBe('A1234567');
    expect(problems(items).map(({ reason }) => reason)).toContain('a traveller without name');
  });

  it('says of a date that is none where it stands, and goes on', () => {
    const message = PAXLST.replace('DTM+329:790314', 'DTM+329:790230');
    const [problem] = problems(read(message));
    expect(problem).toMatchObject({
      severity: 'unreadable',
      offset: message.indexOf('DTM+329'),
      message: '1',
    });
    expect(only(message).travellers).toHaveLength(5);
  });
});

describe('bookings', () => {
  const [first] = journeys(read(PNRGOV));

  it('give traveller, legs and locator, without what is history', () => {
    expect(first).toMatchObject({
      kind: 'booking',
      event: 'list',
      locators: ['ZX:QK4RTZ'],
      transport: { carrier: 'ZX', number: '88', from: 'FRA', to: 'IST' },
      legs: [
        {
          carrier: 'ZX',
          number: '412',
          from: 'OSL',
          to: 'FRA',
          departs: '2026-11-25T09:10',
          arrives: '2026-11-25T11:35',
          status: 'HK',
        },
        { carrier: 'ZX', number: '88', from: 'FRA', to: 'IST', departs: '2026-11-25T13:10', status: 'HK' },
      ],
    });
    expect(first?.travellers).toHaveLength(1);
    expect(first?.travellers[0]).toMatchObject({
      birthDates: [{ value: '1979-03-14', source: 'DOCS' }],
      documents: [{ type: 'P', number: 'N4471882', issuer: 'no', expires: '2031-05-02', source: 'DOCS' }],
      seats: [
        { value: '14C', source: 'SSD' },
        { value: '14C', source: 'SEAT' },
      ],
      tickets: ['2205551112223'],
      bags: ['ZX440123'],
      references: ['1'],
      checkedIn: '2026-11-24T14:12',
    });
  });

  it('hold nothing of payment, contacts, meals, health and remarks, in no form', () => {
    const text = JSON.stringify(read(PNRGOV, 1e9, true));
    for (const dropped of [
      '4111',
      '181.00',
      'INSULIN',
      'MEDA',
      'VGML',
      'WHEELCHAIR',
      'BACK LANE',
      '4722334455',
      'SPONSOR',
      '88112233',
      'YRT',
    ])
      expect(text).not.toContain(dropped);
    const passengers = JSON.stringify(read(PAXLST, 1e9, true));
    for (const dropped of ['BACK LANE', '4722334455', '0182', 'OPERATIONS'])
      expect(passengers).not.toContain(dropped);
  });

  it('keep the message segment by segment, with what was dropped blacked out', () => {
    const kept = journeys(read(PNRGOV, 1e9, true))[0]?.kept ?? [];
    expect(kept.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'FOP+█',
        'TIF+HALVORSEN+INGRID:A:1',
        'RCI+ZX:QK4RTZ::011126:0830',
        'ADD+█',
        'SSR+█',
      ]),
    );
    for (const { offset, text } of kept) expect(PNRGOV.slice(offset, offset + 3)).toBe(text.slice(0, 3));
  });

  it('are gone when their originator is empty', () => {
    const gone = [
      'SRC',
      'RCI+ZX:QK4RTZ::011126:0830',
      'DAT+700:011126:0830',
      'ORG',
      'TIF+HALVORSEN+INGRID:A:1',
    ];
    expect(journeys(read(pnrgov([gone])))[0]?.event).toBe('cancellation');
    expect(journeys(read(PNRGOV.replace('MSG+:22', 'MSG+:141')))[0]?.event).toBe('change');
  });

  it('give infants documents of their own', () => {
    const segments = [
      ...BOOKINGS[0]!.slice(0, 8),
      'SSR+INFT:NN:1:ZX:::::HALVORSEN/NILS/10AUG25+::1',
      'SSR+DOCS:HK:1:ZX:::::/P/NOR/N4471882/NOR/14MAR79/F/02MAY31/HALVORSEN/INGRID+::1',
      'SSR+DOCS:HK:1:ZX:::::/P/NOR/N9990001/NOR/10AUG25/MI/02MAY31/HALVORSEN/NILS+::1',
      'TIF+HALVORSEN+NILS:IN:2',
      ...BOOKINGS[0]!.slice(16),
    ];
    const { travellers } = only(pnrgov([segments]));
    expect(
      travellers.map(({ kind, documents, birthDates }) => [
        kind,
        documents.map(({ number }) => number),
        birthDates[0]?.value,
      ]),
    ).toEqual([
      ['passenger', ['N4471882'], '1979-03-14'],
      ['infant', ['N9990001'], '2025-08-10'],
    ]);
  });

  it('put documents to travellers by name where they stand under another', () => {
    const segments = [
      ...BOOKINGS[0]!.slice(0, 8),
      'SSR+DOCS:HK:1:ZX:::::/P/NOR/N1/NOR/14MAR79/F//LIND/ASTA',
      'SSR+DOCS:HK:1:ZX:::::/P/NOR/N2/NOR/14MAR79/F//HALVORSEN/INGRID',
      'TIF+LIND+ASTA:A:2',
    ];
    expect(
      only(pnrgov([segments])).travellers.map(({ names, documents }) => [
        names[0]?.surname,
        documents[0]?.number,
      ]),
    ).toEqual([
      ['HALVORSEN', 'N2'],
      ['LIND', 'N1'],
    ]);
  });

  it.each([
    ['/P/NOR/N1/NOR/14MAR79/F/02MAY31/LIND/ASTA/MAREN', 'N1', '1979-03-14', 'no'],
    ['P/NOR/N1/NOR/14MAR79/F/02MAY31/LIND/ASTA', 'N1', '1979-03-14', 'no'],
    ['/////14MAR79/F//LIND/ASTA', undefined, '1979-03-14', undefined],
    ['////NOR/14MAR79/F//LIND/ASTA', undefined, '1979-03-14', 'no'],
    ['/P/NOR/N1//NOR/14MAR79/F/02MAY31/LIND/ASTA', 'N1', '1979-03-14', 'no'],
    ['/NOR/N1/NOR/14MAR79/F/02MAY31/LIND/ASTA', 'N1', '1979-03-14', 'no'],
  ])('DOCS %s is understood', (text, number, born, nationality) => {
    const segments = [...BOOKINGS[0]!.slice(0, 7), 'TIF+LIND+ASTA:A:1', `SSR+DOCS:HK:1:ZX:::::${text}`];
    const [traveller] = only(pnrgov([segments])).travellers;
    expect(traveller?.documents[0]?.number).toBe(number);
    expect(traveller?.birthDates[0]?.value).toBe(born);
    expect(traveller?.nationalities[0]?.value).toBe(nationality);
    expect(traveller?.names.find(({ source }) => source === 'DOCS')).toMatchObject({
      surname: 'LIND',
      given: 'ASTA',
    });
  });

  it('take the day of an arrival from the departure where it is left out', () => {
    const leg = (date: string) =>
      only(pnrgov([[...BOOKINGS[0]!.slice(0, 8), `TVL+${date}+OSL+FRA+ZX+412:Y`]])).legs[0]?.arrives;
    expect(leg('251126:0910::1135')).toBe('2026-11-25T11:35');
    expect(leg('251126:0910:1135')).toBe('2026-11-25T11:35');
    expect(leg('251126:2310::0135')).toBe('2026-11-26T01:35');
  });
});

describe('answers', () => {
  it('are read as answers', () => {
    const reply = `UNB+UNOA:4+XXPIU+ZX+261125:1101+9'UNH+1+CUSRES:D:05B:UN:IATA'BGM+962'RFF+TN:55'ERP+2'RFF+AVF:QK4RTZ'RFF+ABO:77'ERC+0Z'FTX+AAP+++SOME TEXT'UNT+9+1'UNZ+1+9'`;
    expect(read(reply).find(({ type }) => type === 'reply')).toMatchObject({
      reply: {
        kind: 'CUSRES',
        code: '962',
        references: ['TN:55'],
        travellers: [{ locators: ['QK4RTZ'], references: ['77'], code: '0Z' }],
      },
    });
    expect(JSON.stringify(read(reply))).not.toContain('SOME TEXT');
  });

  it('of a kind that is not read are refused by their name', () => {
    const [problem] = problems(read("UNB+IATB:1+A+B+940101:0950+1'UNH+1+PAORES:93:1:IA'UNT+2+1'UNZ+1+1'"));
    expect(problem).toMatchObject({ severity: 'unreadable', reason: expect.stringContaining('PAORES') });
  });
});

describe('the stream', () => {
  const names = SAMPLE_BOOKINGS.map(({ surname }) => surname);
  const bookingNames = (items: readonly TravelItem[]) => [...new Set(surnames(items))];

  it('gives the same whatever pieces it comes in', () => {
    const whole = read(PNRGOV + PAXLST);
    for (const step of [1, 2, 3, 7, 31, 64, 1000]) expect(read(PNRGOV + PAXLST, step)).toEqual(whole);
  });

  it.each([
    ['other separators, declared', (m: string) => `UNA:*.? #${m.replaceAll('+', '*').replaceAll("'", '#')}`],
    ['other separators, not declared', (m: string) => m.replaceAll('+', '*').replaceAll("'", '"')],
    ['a declaration that is wrong', (m: string) => `UNA:+.? #${m}`],
    ['a declaration that is too short', (m: string) => `UNA:+.?'${m}`],
    ['lines broken anywhere', (m: string) => m.replace(/(.{69})/g, '$1\r\n')],
    ['a line for each segment', (m: string) => m.replaceAll("'", "'\r\n")],
    ['blanks between segments', (m: string) => m.replaceAll("'", "'  ")],
    ['Type B around it', (m: string) => `\u0001QD OSLXXZX\r\n.HDQZXZX 251100\r\n\u0002${m}\r\n\u0003\r\n`],
    [
      'a disclaimer after it',
      (m: string) => `${m}\r\n_____\r\nThe contents of this e-mail are confidential. It's for you.`,
    ],
    [
      'typographic quotes as terminators',
      (m: string) => Buffer.from(m.replaceAll("'", '’')).toString('latin1'),
    ],
    ['no header', (m: string) => m.slice(m.indexOf('UNH'))],
    ['no end', (m: string) => m.slice(0, m.indexOf('UNT'))],
    ['junk, then twice the same', (m: string) => `HELLO UNITED\n${m}\n\n${m}`],
  ])('stands %s', (_, change) => {
    const items = read(change(unwrapped(PNRGOV)), 17);
    expect(bookingNames(items)).toEqual(names);
    expect(problems(items).filter(({ severity }) => severity === 'unreadable')).toEqual([]);
  });

  it('reads interchanges one after another, each with its separators', () => {
    const items = read(
      PNRGOV + PAXLST.replaceAll('+', '*').replaceAll("'", '$') + PNRGOV.slice(0, 900) + PAXLST,
      50,
    );
    expect(items.filter(({ type }) => type === 'message')).toHaveLength(4);
    expect(
      journeys(items)
        .filter(({ kind }) => kind === 'manifest')
        .map(({ travellers }) => travellers.length),
    ).toEqual([5, 5]);
  });

  it('reads apostrophes that were not escaped, and those that were', () => {
    for (const sent of ["O'LEARY", "O?'LEARY", "D'ART"]) {
      const items = read(pnrgov([bookingSegments({ ...SAMPLE_BOOKINGS[0]!, surname: sent }), BOOKINGS[1]!]));
      expect(bookingNames(items)).toEqual([sent.replace('?', ''), 'OKONKWO']);
    }
  });

  it('reads letters of other tables', () => {
    const name = (bytes: number[], syntax: string) => {
      const message = PAXLST.replace('UNOA', syntax).replace(
        'HALVORSEN',
        `H${String.fromCharCode(...bytes)}LVORSEN`,
      );
      return journeys(read(message))[0]?.travellers[0]?.names[0]?.surname;
    };
    expect(name([0x87], 'UNOA')).toBe('HáLVORSEN');
    expect(name([0xc3, 0x85], 'UNOA')).toBe('HÅLVORSEN');
    expect(name([0xc5], 'UNOC')).toBe('HÅLVORSEN');
    expect(name([0xb0], 'UNOE')).toBe('HАLVORSEN');
  });

  it.each([
    ['a tag with a wrong letter', (m: string) => m.replace("SRC'RCI+ZX:ZT5HJD", "SRX'RCI+ZX:ZT5HJD")],
    ['a begin that is gone', (m: string) => m.replace("SRC'RCI+ZX:ZT5HJD", 'RCI+ZX:ZT5HJD')],
    ['a terminator that is gone', (m: string) => m.replace("'SRC'RCI+ZX:ZT5HJD", "SRC'RCI+ZX:ZT5HJD")],
    ['a terminator that is escaped', (m: string) => m.replace("'SRC'RCI+ZX:ZT5HJD", "?'SRC'RCI+ZX:ZT5HJD")],
    ['a name that is cut off', (m: string) => m.replace('TIF+BERGSTROM', 'TI+BERGSTROM')],
  ])('tells one booking from the next despite %s', (_, change) => {
    const items = read(change(PNRGOV));
    expect(
      journeys(items).map(({ travellers }) => travellers.map(({ names: all }) => all[0]?.surname)),
    ).toEqual(names.map((name) => [name]));
    expect(problems(items).some(({ severity }) => severity === 'mended')).toBe(true);
  });

  it('gives up a segment without end, not what comes after', () => {
    const items = read(PNRGOV.replace('IFT+4:28::ZX+', `IFT+4:28::ZX+${'A'.repeat(200_000)}`), 4096);
    expect(bookingNames(items)).toEqual(names);
    expect(problems(items).filter(({ severity }) => severity === 'unreadable')).toHaveLength(1);
  });

  it('loses no neighbour of a booking in which bytes are changed', () => {
    const bytes = Buffer.from(PNRGOV, 'latin1');
    const from = PNRGOV.indexOf("SRC'RCI+ZX:ZT5HJD");
    const to = PNRGOV.indexOf("SRC'RCI+ZX:BV8NCE");
    const change = fc.record({
      at: fc.integer({ min: from, max: to - 1 }),
      byte: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const broken = Buffer.from(bytes);
        for (const { at, byte } of changes) broken[at] = byte;
        const found = journeys(read(broken));
        for (const { surname, locator, passport } of SAMPLE_BOOKINGS) {
          if (locator === 'ZT5HJD') continue;
          const booking = found.find(({ locators }) => locators.includes(`ZX:${locator}`));
          expect(booking?.travellers.filter(({ names: all }) => all[0]?.surname === surname)).toHaveLength(1);
          expect(booking?.travellers.some(({ documents }) => documents[0]?.number === passport)).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps the document of a traveller after whom the record and a tag are damaged', () => {
    const damaged = PAXLST.replace('NAD+FL+++BERGSTROM', '?AD+FL+++BERGSTROM').replace(
      /(BERGSTROM[^']*'\s*)ATT/,
      '$1TT',
    );
    const [journey] = journeys(read(damaged));
    expect(
      journey?.travellers.map(({ names: [name], documents }) => [name?.surname, documents[0]?.number]),
    ).toEqual(SAMPLE_TRAVELLERS.map(({ surname, number }) => [surname, number]));
    expect(journey?.legs).toHaveLength(1);
  });

  it('keeps the document of a traveller where a flight is told among the travellers', () => {
    const told = PAXLST.replace('NAD+FL+++BERGSTROM', "TDT+20+ZX88'NAD+FL+++BERGSTROM");
    expect(only(told).travellers.map(({ documents }) => documents[0]?.number)).toEqual(
      SAMPLE_TRAVELLERS.map(({ number }) => number),
    );
  });

  it.each(['NXD+FL+++BERG', 'NBA+FL+++BERG', 'NAX+XL+++BERG', 'AD+FL+++BERG'])(
    'never gives one traveller the document of the next: %s',
    (damaged) => {
      expect(
        only(PAXLST.replace('NAD+FL+++BERG', damaged)).travellers.map(({ documents }) =>
          documents.map(({ number }) => number),
        ),
      ).toEqual(SAMPLE_TRAVELLERS.map(({ number }) => [number]));
    },
  );

  it('tells of a traveller whose name is lost, and keeps the document from the one before', () => {
    const items = read(PAXLST.replace('NAD+FL+++BERG', 'QQQ+QQ+++BERG'));
    const [before, lost, after] = journeys(items)[0]?.travellers.slice(1) ?? [];
    expect(before?.documents.map(({ number }) => number)).toEqual([SAMPLE_TRAVELLERS[1]?.number]);
    expect(lost).toMatchObject({ names: [], documents: [{ number: SAMPLE_TRAVELLERS[2]?.number }] });
    expect(after?.names[0]?.surname).toBe(SAMPLE_TRAVELLERS[3]?.surname);
    expect(problems(items)).toContainEqual(
      expect.objectContaining({
        severity: 'unreadable',
        reason: 'another traveller begins here, whose name is lost',
      }),
    );
  });

  it.each(['DT+20+ZX88', 'TDX+20+ZX88', 'XXT+20+ZX88'])('knows a flight by its form: %s', (damaged) => {
    expect(only(PAXLST.replace('TDT+20+ZX88', damaged)).transport).toMatchObject({ number: '88' });
  });

  it('loses no neighbour of a passenger in whose segments bytes are changed', () => {
    const message = unwrapped(PAXLST);
    const bytes = Buffer.from(message, 'latin1');
    const from = message.indexOf('NAD+FL+++BERGSTROM');
    const to = message.indexOf('NAD+FL+++FERREIRA');
    const change = fc.record({
      at: fc.integer({ min: from, max: to - 1 }),
      byte: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const broken = Buffer.from(bytes);
        for (const { at, byte } of changes) broken[at] = byte;
        const [journey] = journeys(read(broken));
        for (const { surname, number } of SAMPLE_TRAVELLERS) {
          if (surname === 'BERGSTROM') continue;
          const found = journey?.travellers.filter(({ names: all }) => all[0]?.surname === surname);
          expect(found).toHaveLength(1);
          expect(found?.[0]?.documents.some((document) => document.number === number)).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (bytes, step) => {
        read(bytes, step);
        read(Buffer.concat([Buffer.from("UNB+UNOA:4+A+B+261125:1100+1'UNH+1+PNRGOV:13:1:IA'"), bytes]), step);
      }),
      { numRuns: 1000 },
    );
  });
});
