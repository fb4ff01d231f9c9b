import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../../test/support/damage.ts';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { aliasNames, givenFirst } from './alias-names.ts';
import { documentText } from './document-text.ts';
import { unXml } from './index.ts';

const wrap = (records: string): string =>
  `<CONSOLIDATED_LIST dateGenerated="2026-02-27"><INDIVIDUALS>\n${records}\n</INDIVIDUALS></CONSOLIDATED_LIST>`;
const individual = (inside: string): string =>
  wrap(`<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ANN</FIRST_NAME>${inside}</INDIVIDUAL>`);
const readText = (text: string) => readList(unXml, listFile('un.xml', text));

describe('the UN list', () => {
  it('gives every record of the fixture once, with its sanction', async () => {
    const list = await readList(unXml, fixture('un/consolidated.xml'));
    expect(list.version).toBe('2026-02-27T00:00:09.554Z');
    const count = (schema: string): number => list.entities.filter((one) => one.schema === schema).length;
    expect([count('Person'), count('Organization'), count('Sanction')]).toEqual([9, 5, 14]);
    expect(list.quarantine.map((entry) => [entry.record, entry.reason])).toEqual([
      ['un-sc-3026942', 'document without a number that can be read'],
    ]);
  });

  it('reads a person whole', async () => {
    const list = await readList(unXml, fixture('un/consolidated.xml'));
    expect(list.byId.get('un-sc-111305')).toEqual({
      id: 'un-sc-111305',
      schema: 'Person',
      properties: {
        name: ['ABDULLAH HAMAD MOHAMMAD KARIM'],
        alias: ['عبد الله حماد ﻤﺤﻤﺪ ﻛﺮﻴﻡ', 'al-Hammad'],
        title: ['Maulavi'],
        position: ['Consul General, Taliban Consulate General, Quetta, Pakistan'],
        nationality: ['af'],
        birthDate: ['1972'],
        birthPlace: ['Darweshan village, Hazar Juft area, Garmser District, Helmand Province'],
        birthCountry: ['af'],
        passportNumber: ['D 000857'],
        idNumber: ['300786'],
        topics: ['sanction'],
      },
    });
    expect(list.byId.get('un-sc-111305-doc-300786')?.properties).toEqual({
      holder: ['un-sc-111305'],
      type: ['National Identification Number'],
      number: ['300786'],
      country: ['af'],
    });
    expect(list.byId.get('un-sc-111305-sanction')?.properties).toMatchObject({
      unscId: ['TAi.141'],
      program: ['Taliban'],
      listingDate: ['2001-01-25'],
    });
  });

  it('tells good, weak and former names apart, also where several stand in one', async () => {
    const { byId } = await readList(unXml, fixture('un/consolidated.xml'));
    expect(byId.get('un-sc-2975516')?.properties.weakAlias).toEqual([
      'أبو دعاء',
      'Dr. Ibrahim',
      'أبو بكر البغدادي الحسيني القريشي',
      'Abu Bakr al-Baghdadi al-Husayni al-Quraishi',
      'Abu Bakr al-Baghdadi',
    ]);
    expect(byId.get('un-sc-6908402')?.properties.previousName).toContain('NALU');
    expect(byId.get('un-sc-3000441')?.properties).toMatchObject({
      name: ['HAQQANI NETWORK'],
      abbreviation: ['HQN'],
    });
    expect(byId.get('un-sc-113338')?.properties.name).toEqual(['AL-HARAMAYN FOUNDATION (KENYA)']);
    // The published file has lost a character of this name; the rest of it is kept.
    expect(byId.get('un-sc-111076')?.properties.alias?.[0]).toBe('محمد الل مطيع');
  });

  it.each([
    ['<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1967-01-01</DATE>', ['1967-01-01']],
    ['<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>', ['1958']],
    ['<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1955</YEAR>', ['1955']],
    [
      '<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1975</TO_YEAR>',
      ['1973', '1974', '1975'],
    ],
    ['<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>', ['1973-11']],
    ['<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Between Aug. and Sep. 1977</NOTE>', ['1977']],
  ])('reads the birth %s', async (birth, dates) => {
    const list = await readText(individual(`<INDIVIDUAL_DATE_OF_BIRTH>${birth}</INDIVIDUAL_DATE_OF_BIRTH>`));
    expect(list.byId.get('un-sc-1')?.properties.birthDate).toEqual(dates);
    expect(list.quarantine).toEqual([]);
  });

  it.each([
    '<NOTE>30-35 years old</NOTE>',
    '<NOTE>24/06/1402 (Hijri Calendar)</NOTE>',
    '<FROM_YEAR>1940</FROM_YEAR><TO_YEAR>1960</TO_YEAR>',
    '<FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1940</TO_YEAR>',
    '<DATE>2031-01-01</DATE>',
    '<DATE>1961-02-30</DATE>',
  ])('reports the birth %s', async (birth) => {
    const list = await readText(individual(`<INDIVIDUAL_DATE_OF_BIRTH>${birth}</INDIVIDUAL_DATE_OF_BIRTH>`));
    expect(list.byId.get('un-sc-1')?.properties.birthDate).toBeUndefined();
    expect(list.quarantine).toHaveLength(1);
    expect(list.quarantine[0]).toMatchObject({ file: 'un.xml', line: 2, record: 'un-sc-1' });
  });

  it('takes sex and parents from the comments, and nothing else of them', async () => {
    const list = await readText(
      individual(
        `<COMMENTS1>Gender: Female. Father’s name is Abu Example. Mother’s name: Umm Example, of the Example tribe.
         Grandfather’s name is Old Example. Religion: none. Height 170 cm.</COMMENTS1><NEWLY_INVENTED>x</NEWLY_INVENTED>`,
      ),
    );
    expect(list.byId.get('un-sc-1')?.properties).toEqual({
      name: ['ANN'],
      gender: ['female'],
      fatherName: ['Abu Example'],
      motherName: ['Umm Example'],
      topics: ['sanction'],
    });
    expect(list.dropped).toEqual({ COMMENTS1: 1, NEWLY_INVENTED: 1 });
  });

  it('quarantines records without a key, or with one that came before', async () => {
    const one = (id: string): string =>
      `<INDIVIDUAL><DATAID>${id}</DATAID><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL>\n`;
    const list = await readText(wrap(one('7') + one('7') + one('../x') + one('')));
    expect(list.entities.filter((entity) => entity.schema === 'Person')).toHaveLength(1);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([3, 4, 5]);
  });

  it('keeps 10,000 aliases of one person, and reports those beyond', async () => {
    const alias = (i: number): string =>
      `<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>NAME ${i}</ALIAS_NAME></INDIVIDUAL_ALIAS>`;
    const list = await readText(individual(Array.from({ length: 10_005 }, (_, i) => alias(i)).join('')));
    expect(list.byId.get('un-sc-1')?.properties.alias).toHaveLength(10_000);
    expect(list.quarantine.map((entry) => entry.reason)).toEqual([
      expect.stringMatching(/^alias: more than 10000 values/),
    ]);
  });

  it.each([
    ['cut off', individual('').slice(0, -30), /not well-formed/],
    ['with a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${individual('')}`, /type declaration/],
    ['with an external entity', individual('&ext;'), /not well-formed/],
    ['that is no text', Buffer.from([0xff, 0xfe, 0x00, 0x01]), /not UTF-8|well-formed/],
  ])('refuses a file %s', async (_, content, message) => {
    await expect(readList(unXml, listFile('un.xml', content))).rejects.toThrow(message);
  });

  it('stays itself or fails with a ListError, whatever the damage', async () => {
    const bytes = readFileSync(new URL('../../../test/fixtures/lists/un/consolidated.xml', import.meta.url));
    await fc.assert(
      fc.asyncProperty(damaged(bytes), async (content) => {
        try {
          const list = await readList(unXml, listFile('un.xml', content));
          const ids = list.entities.map((entity) => entity.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const entity of list.entities) expect(entity.id).toMatch(/^un-sc-\d+/);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ListError', file: 'un.xml' });
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('long hostile text', () => {
  it.each(['(', ' ', '; ', '. ', 'no ', 'a) ', '(a', '-'])('of %j is read in time', async (piece) => {
    const long = piece.repeat(60_000);
    const list = await readText(
      individual(
        `<COMMENTS1>${long}</COMMENTS1><DESIGNATION><VALUE>${long}</VALUE></DESIGNATION>
        <INDIVIDUAL_ALIAS><ALIAS_NAME>A${long}</ALIAS_NAME><NOTE>A${long}</NOTE></INDIVIDUAL_ALIAS>
        <INDIVIDUAL_DATE_OF_BIRTH><NOTE>1${long}</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_DOCUMENT><NUMBER>1${long}</NUMBER><NOTE>1${long}</NOTE></INDIVIDUAL_DOCUMENT>`,
      ),
    );
    expect(list.byId.get('un-sc-1')?.properties.name).toEqual(['ANN']);
  });
});

describe('aliasNames', () => {
  it.each([
    ['Azim Adhajani; Azim Agha-Jani', ['Azim Adhajani', 'Azim Agha-Jani'], []],
    ['A Company (AC) ; B Company (BCO)', ['A Company', 'B Company'], ['AC', 'BCO']],
    ['Mohammad Sabet b) M. Javad Kareemi', ['Mohammad Sabet', 'M. Javad Kareemi'], []],
    ['“Chief Kahwa”', ['Chief Kahwa'], []],
    ['Jin Tiesan (金铁三)', ['Jin Tiesan', '金铁三'], []],
    ['النصرة (the Victory Front; Al-Nusra Front)', ['النصرة', 'the Victory Front', 'Al-Nusra Front'], []],
    ['Abu Example (original script: Абу)', ['Abu Example', 'Абу'], []],
    ['FOUNDATION (KENYA)', ['FOUNDATION'], []],
    ['Jane Example, born 1 Jan. 1953 (Oman passport no.1)', ['Jane Example'], []],
    ['(((', ['((('], []],
  ])('splits %s', (text, names, abbreviations) => {
    expect(aliasNames(text)).toEqual({ names, abbreviations });
  });

  it('turns names that begin with the family name', () => {
    expect(givenFirst('Al-Haq, Amin')).toBe('Amin Al-Haq');
    expect(givenFirst('LAVILLA, JR')).toBe('LAVILLA, JR');
    expect(givenFirst('A, B, C')).toBe('A, B, C');
  });
});

describe('documentText', () => {
  it.each([
    ['PS 472330208', { number: 'PS 472330208' }],
    ['381110042 (Expired 25 Jan. 2016)', { number: '381110042', expires: '2016-01-25' }],
    ['Libya B/002210', { country: 'Libya', number: 'B/002210' }],
    ['CAR diplomatic passport no. D00000898', { number: 'D00000898' }],
    ['Expires on October 19, 2020', { expires: '2020-10-19' }],
    [
      'Tunisian passport number L 191609 issued on 28 Feb. 1996, expired on 27 Feb. 2001',
      { country: 'Tunisian', number: 'L 191609', issued: '1996-02-28', expires: '2001-02-27' },
    ],
    ['Afghan national identification card (tazkira) number 4414', { country: 'Afghan', number: '4414' }],
    ['officially cancelled', {}],
    ['', {}],
  ])('%s', (text, expected) => expect(documentText(text)).toEqual(expected));

  it('comes to an end on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void documentText(text)));
  });
});

describe('recognition', () => {
  it('knows the list by its root element', () => {
    const head = '<?xml version="1.0"?>\n<CONSOLIDATED_LIST dateGenerated="x">';
    expect(unXml.recognises([{ name: 'x', head }])).toBe(true);
    expect(unXml.recognises([{ name: 'x', head: '<sanctionsData>' }])).toBe(false);
    expect(
      unXml.recognises([
        { name: 'x', head },
        { name: 'y', head },
      ]),
    ).toBe(false);
  });
});
