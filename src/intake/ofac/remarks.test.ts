import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberProperty } from './number-property.ts';
import { readRemark, splitRemarks } from './remarks.ts';

const value = (property: string, text: string) => ({ type: 'value', property, value: text });

describe('splitRemarks', () => {
  it('parts facts at semicolons and keeps the full stops of names', () => {
    expect(
      splitRemarks("DOB 1961; Linked To: FOO S.A.S.; possibly Palestinian;arrested; a.k.a. 'X'."),
    ).toEqual(['DOB 1961', 'Linked To: FOO S.A.S.', 'possibly Palestinian', 'arrested', "a.k.a. 'X'."]);
    expect(splitRemarks('')).toEqual([]);
    expect(splitRemarks(' ; . ;')).toEqual([]);
  });
});

describe('readRemark', () => {
  it.each([
    ['DOB 05 Dec 1961.', value('birthDate', '05 Dec 1961')],
    ['alt. DOB circa 1963', value('birthDate', 'circa 1963')],
    ['Alt. POB: Keren Eritrea', value('birthPlace', 'Keren Eritrea')],
    ['nationality possibly Palestinian', value('nationality', 'Palestinian')],
    ['alt. citizen Angola', value('citizenship', 'Angola')],
    ['Gender Female', value('gender', 'Female')],
    ["a.k.a. 'TCHAPORI, Petit'", value('weakAlias', 'TCHAPORI, Petit')],
    ["f.k.a. 'OLD NAME'", value('previousName', 'OLD NAME')],
    ['http://www.example.org (website)', value('website', 'http://www.example.org')],
    ['info@example.org (email).', value('email', 'info@example.org')],
    ['Telephone: (98)(21)(1234)', value('phone', '(98)(21)(1234)')],
    ['MMSI 572469210', value('mmsi', '572469210')],
    ['Aircraft Model IL76-TD', value('model', 'IL76-TD')],
    ['Haji', value('title', 'Haji')],
    ['Title Basij Deputy Commander', { type: 'office', value: 'Basij Deputy Commander' }],
    ['Former Vessel Flag Malta', value('pastFlags', 'Malta')],
    ['Linked To: LAZARUS GROUP', { type: 'linked-to', name: 'LAZARUS GROUP' }],
    ['Digital Currency Address - XBT 1Abc', { type: 'wallet', currency: 'XBT', address: '1Abc' }],
    ["Example al-Example's second son", { type: 'kin', relation: 'son', name: 'Example al-Example' }],
    ['wife of Example Example', { type: 'kin', relation: 'wife', name: 'Example Example' }],
    ['Minister of Examples', { type: 'office', value: 'Minister of Examples' }],
    [
      'M0018061/104,issued 12 September 1993',
      { type: 'unknown', value: 'M0018061/104,issued 12 September 1993' },
    ],
  ])('reads %s', (piece, expected) => expect(readRemark(piece)).toEqual(expected));

  it.each([
    [
      'Passport 0310857 (Eritrea) issued 21 Aug 2006 expires 20 Aug 2008',
      {
        kind: 'Passport',
        number: '0310857',
        issuers: ['Eritrea'],
        issued: '21 Aug 2006',
        expires: '20 Aug 2008',
      },
    ],
    ['Passport AC 128856 (Colombia)', { kind: 'Passport', number: 'AC 128856', issuers: ['Colombia'] }],
    [
      'National ID No. D489833(9) (Hong Kong)',
      { kind: 'National ID No.', number: 'D489833(9)', issuers: ['Hong Kong'] },
    ],
    [
      'National ID No. CNIC: 33301-1 (Pakistan)',
      { kind: 'National ID No.', number: '33301-1', issuers: ['Pakistan'] },
    ],
    [
      'Cedula No. 16247821 (Cali) (Colombia)',
      { kind: 'Cedula No.', number: '16247821', issuers: ['Cali', 'Colombia'] },
    ],
    ['NIT # 800146749-7 (Colombia)', { kind: 'NIT #', number: '800146749-7', issuers: ['Colombia'] }],
    [
      'C.U.I.P. FOFS770822H09576414 (Mexico)',
      { kind: 'C.U.I.P.', number: 'FOFS770822H09576414', issuers: ['Mexico'] },
    ],
    ['Registration ID FN 117595 i', { kind: 'Registration ID', number: 'FN 117595 i', issuers: [] }],
    [
      'International Maritime Organization No. (5777731)',
      { kind: 'International Maritime Organization No.', number: '5777731', issuers: [] },
    ],
    [
      'Vessel Registration Identification IMO 9187629',
      { kind: 'Vessel Registration Identification', number: 'IMO 9187629', issuers: [] },
    ],
  ])('reads the paper %s', (piece, expected) => {
    const read = readRemark(piece);
    // The sign behind a kind (`NIT #`) is not part of its name.
    expect(read).toEqual({ type: 'document', ...expected, kind: expected.kind.replace(' #', '') });
  });

  it.each([
    ['ethnicity Exampleish', 'ethnicity'],
    ['Kurdish', 'ethnicity'],
    ['Tribe: Example', 'ethnicity'],
    ['HAMAS - Example', 'political'],
    ["Individual's height is 5 feet", 'appearance'],
    ['Secondary sanctions risk: section 1(b) of Executive Order 13224', 'legal note'],
    ['Organization Type: Financial leasing', 'remark on an organisation'],
    ['arrested 31 Mar 2003', 'remark on a person'],
    // The telegraph code of a name is the same for all who have the name.
    ['Chinese Commercial Code 5170 3057 1344', 'remark on a person'],
    ['NIT # Provisional (Colombia)', 'document without a number'],
  ])('drops %s, counted as %s', (piece, property) => {
    expect(readRemark(piece)).toEqual({ type: 'dropped', property });
  });

  it('comes to an end on any text, also a long one', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void splitRemarks(text).map(readRemark)));
    for (const piece of ['(', ' ', '. ', 'Passport ', ' (a', "'", ', ']) {
      const long = piece.repeat(150_000);
      for (const head of ['', 'Passport 1', 'Website x', 'NIT #']) {
        splitRemarks(head + long).map(readRemark);
      }
    }
  });
});

describe('numberProperty', () => {
  it.each([
    ['Diplomatic Passport', 'A1', undefined, 'passportNumber'],
    ['SSN', '1', 'us', 'socialSecurityNumber'],
    ['Tax ID No.', '7706061801', 'ru', 'innCode'],
    ['Tax ID No.', '7706061801', 'co', 'taxNumber'],
    ['Registration Number', '1027700049486', 'ru', 'ogrnCode'],
    ['Registration Number', '1027700049486', undefined, 'registrationNumber'],
    ['Government Gazette Number', '00044463', 'ru', 'okpoCode'],
    ['Legal Entity Number', '253400WSS48YWMBUA688', 'ru', 'leiCode'],
    ['Legal Entity Number', '851683897', 'nl', 'registrationNumber'],
    ['V.A.T. Number', '1', 'be', 'vatCode'],
    ['Cedula No.', '1', 'co', 'idNumber'],
    ['Birth Certificate Number', '365', 'ir', undefined],
  ])('%s %s of %s is %s', (kind, number, country, property) => {
    expect(numberProperty(kind, number, country)).toBe(property);
  });
});
