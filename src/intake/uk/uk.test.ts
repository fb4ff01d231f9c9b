import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { ofsiCsv, ukCsv } from './uk-csv.ts';
import { numbered } from './uk-record.ts';
import { ukXml } from './uk-xml.ts';

const HEADER = 'Unique ID,Name 6,Name 1,Name type,Designation Type,D.O.B';

const person = {
  id: 'gb-fcdo-aqd0012',
  schema: 'Person',
  properties: {
    name: ['NASHWAN ABD AL-RAZZAQ ABD AL-BAQI'],
    firstName: ['NASHWAN'],
    lastName: ['ABD AL-BAQI'],
    alias: ['ABD AL-HADI AL-IRAQI', 'نشوان عبد الرزاق عبد الباقي'],
    weakAlias: ['ABU AYUB'],
    birthDate: ['1961'],
    birthPlace: ['Mosul'],
    birthCountry: ['iq'],
    nationality: ['iq'],
    gender: ['male'],
    idNumber: ['0094195'],
    notes: ['Listed by the United Nations'],
    topics: ['sanction'],
  },
};

describe('the UK Sanctions List', () => {
  it.each([
    ['CSV', ukCsv, 'uk/UK-Sanctions-List.csv'],
    ['XML', ukXml, 'uk/UK-Sanctions-List.xml'],
  ] as const)('gives the same persons from %s', async (_, format, path) => {
    const list = await readList(format, fixture(path));
    expect(list.quarantine).toEqual([]);
    expect(list.version).toBe('2026-02-13');
    expect(list.byId.get(person.id)).toEqual(person);
    expect(list.byId.get('gb-fcdo-aqd0012-id-0094195')?.properties).toEqual({
      holder: [person.id],
      number: ['0094195'],
      summary: ['Ration card'],
    });
    expect(list.byId.get('gb-fcdo-aqd0012-sanction')?.properties).toMatchObject({
      entity: [person.id],
      authorityId: ['AQD0012'],
      unscId: ['QDi.012'],
      provisions: ['Asset freeze', 'Travel Ban'],
      startDate: ['2001-10-06'],
      modifiedAt: ['2024-03-18'],
    });
    const event = list.events.find((e) => e.type === 'entity' && e.entity.id === person.id);
    if (event?.type !== 'entity') throw new Error('no person');
    expect(event.languages?.get('alias\u0000نشوان عبد الرزاق عبد الباقي')).toBe('ar');
  });

  it('gives bodies and ships', async () => {
    const list = await readList(ukCsv, fixture('uk/UK-Sanctions-List.csv'));
    expect(list.byId.get('gb-fcdo-aqd0098')).toMatchObject({
      schema: 'Organization',
      properties: {
        name: ['ANSAR AL-ISLAM'],
        address: ['North-eastern'],
        country: ['iq'],
        email: ['a@example.org', 'b@example.org'],
      },
    });
    expect(list.byId.get('gb-fcdo-xmp0001')).toEqual({
      id: 'gb-fcdo-xmp0001',
      schema: 'Vessel',
      properties: {
        name: ['EXAMPLE STAR'],
        imoNumber: ['9000001'],
        flag: ['pa'],
        pastFlags: ['lr', 'ck'],
        type: ['Crude oil tanker'],
        buildDate: ['2004'],
        notes: ['Owner or operator: EXAMPLE SHIPPING LTD'],
        topics: ['sanction'],
      },
    });
  });

  it('quarantines what it cannot read, by line, and goes on', async () => {
    const text = [
      'Report Date: 13-Feb-2026',
      HEADER,
      'A1,SMITH,Ann,Primary Name,Individual,31/12/2031',
      ',NOBODY,,Primary Name,Individual,',
      'A2,GHOST,,Primary Name,Spirit,',
      'A3,BROWN,Bea,Primary Name,Individual,sometime in 1970',
      'A4,GREEN,Carl,Primary Name,Individual,,,,too many',
      'A5,"never closed,x,Primary Name,Individual,',
      'A6,WHITE,Dan,Primary Name,Individual,07/03/1961',
    ].join('\n');
    const list = await readList(ukCsv, listFile('uk.csv', text));
    const persons = list.entities.filter((one) => one.schema === 'Person');
    expect(persons.map((one) => one.properties.name)).toEqual([['Ann SMITH'], ['Bea BROWN'], ['Dan WHITE']]);
    expect(persons[2]?.properties.birthDate).toEqual(['1961-03-07']);
    expect(new Set(list.quarantine.map((entry) => entry.line))).toEqual(new Set([3, 4, 5, 6, 7, 8]));
  });

  it('keeps 10,000 aliases of one person', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `A1,NAME ${i},,Alias,Individual,`).join('\n');
    const list = await readList(ukCsv, listFile('uk.csv', `${HEADER}\n${rows}`));
    expect(list.byId.get('gb-fcdo-a1')?.properties.alias).toHaveLength(10_000);
  });

  it.each([
    ['another table', 'id,name\n1,x\n2,y\n3,z\n', /no row of column names/],
    ['UTF-16', Buffer.from(`\ufeff${HEADER}\n`, 'utf16le'), /UTF-16/],
  ])('refuses %s', async (_, content, message) => {
    await expect(readList(ukCsv, listFile('uk.csv', content))).rejects.toThrow(message);
  });

  it('refuses XML with a type declaration, and XML cut off', async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "a">]><Designations><Designation/></Designations>';
    await expect(readList(ukXml, listFile('uk.xml', bomb))).rejects.toThrow(/type declaration/);
    await expect(readList(ukXml, listFile('uk.xml', '<Designations><Designation>'))).rejects.toThrow(
      /well-formed/,
    );
  });

  it('quarantines designations without a key or with one that came before', async () => {
    const one = (id: string) =>
      `<Designation>${id}<IndividualEntityShip>Entity</IndividualEntityShip><Names><Name><Name6>X</Name6></Name></Names></Designation>`;
    const key = '<UniqueID>A1</UniqueID>';
    const text = `<Designations>\n${one(key)}\n${one(key)}\n${one('')}\n</Designations>`;
    const list = await readList(ukXml, listFile('uk.xml', text));
    expect(list.byId.has('gb-fcdo-a1')).toBe(true);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([3, 4]);
  });
});

describe('the OFSI Consolidated List', () => {
  it('reads numbered values and what stands in the notes', async () => {
    const list = await readList(ofsiCsv, fixture('uk/ConList.csv'));
    expect(list.quarantine).toEqual([]);
    expect(list.version).toBe('2025-06-03');
    expect(list.byId.get('gb-hmt-7012')?.properties).toMatchObject({
      name: ['Nashwan Abd al-Razzaq ABD AL-BAQI'],
      alias: ['AL-IRAQI'],
      previousName: ['FORMER'],
      birthDate: ['1961', '1962-02-01'],
      nationality: ['iq', 'ir'],
      gender: ['male'],
      passportNumber: ['A1000001', 'B2000002'],
    });
    expect(list.byId.get('gb-hmt-7012-passport-b2000002')?.properties).toMatchObject({ summary: ['Iran'] });
    expect(list.byId.get('gb-hmt-7012-sanction')?.properties).toMatchObject({
      authorityId: ['7012', 'AQD0012'],
      listingDate: ['2001-10-08'],
    });
  });

  it('splits numbered values only', () => {
    expect(numbered('(1) Iran (2) Syria, (3) Iraq')).toEqual(['Iran', 'Syria', 'Iraq']);
    expect(numbered('Governor (former)')).toEqual(['Governor (former)']);
  });
});

describe('any bytes', () => {
  it('come to an end without another error than a ListError', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('Individual', 'Entity', 'constructor', '(1) a (2) b', '"', '00/00/1961'),
    );
    const row = fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        for (const format of [ukCsv, ofsiCsv, ukXml]) {
          const head =
            format === ukCsv ? HEADER : 'Group ID,Name 6,Alias Type,Group Type,DOB,Other Information';
          try {
            const list = await readList(format, listFile('x', [head, ...rows].join('\n')));
            const ids = list.entities.map((one) => one.id);
            expect(new Set(ids).size).toBe(ids.length);
          } catch (error) {
            expect(error).toMatchObject({ name: 'ListError' });
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('recognition', () => {
  it('tells the three from one another', () => {
    const heads = [
      { name: 'a', head: `Report Date: 13-Feb-2026\n${HEADER}\n` },
      { name: 'b', head: 'Last Updated,03/06/2025\nName 6,Name 1,Alias Type,Group ID\n' },
      { name: 'c', head: '<Designations><Designation><UniqueID>' },
    ];
    for (const format of [ukCsv, ofsiCsv, ukXml]) {
      expect(heads.map((head) => format.recognises([head])).filter(Boolean)).toHaveLength(1);
    }
  });
});
