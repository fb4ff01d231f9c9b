import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { euCsv } from './eu-csv.ts';
import { euXml } from './eu-xml.ts';

const entity = (inner: string, attributes = 'logicalId="1"'): string =>
  `<export xmlns="http://eu.europa.ec/fpi/fsd/export"><sanctionEntity ${attributes}><subjectType code="person"/>${inner}</sanctionEntity></export>`;

async function person(inner: string): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const list = await readList(euXml, listFile('eu.xml', entity(inner)));
  return list.byId.get('eu-fsf-1')?.properties;
}

describe('the EU list in XML', () => {
  it('gives persons with names by strength, birth, citizenship and documents', async () => {
    const list = await readList(euXml, fixture('eu/xml_1_1.xml'));
    expect(list.quarantine).toEqual([]);
    expect(list.version).toBe('2026-08-05T16:47:04.449+02:00');
    expect(list.byId.get('eu-fsf-9012')).toEqual({
      id: 'eu-fsf-9012',
      schema: 'Person',
      properties: {
        name: ['Nashwan Abd Al-Razzaq Abd Al-Baqi'],
        alias: ['Abd Al-Hadi Al-Iraqi'],
        weakAlias: ['Abu Ayub'],
        gender: ['male'],
        title: ['Haji', 'Mullah'],
        birthDate: ['1961'],
        birthPlace: ['Mosul'],
        birthCountry: ['iq'],
        citizenship: ['iq'],
        idNumber: ['0094195'],
        notes: ['UN listing of 6 October 2001'],
        topics: ['sanction'],
      },
    });
    expect(list.byId.get('eu-fsf-9012-doc-106')).toEqual({
      id: 'eu-fsf-9012-doc-106',
      schema: 'Identification',
      properties: {
        holder: ['eu-fsf-9012'],
        number: ['0094195'],
        type: ['National identification card'],
        summary: ['known false'],
      },
    });
    expect(list.byId.get('eu-fsf-9012-881-2002-oj-l139-taqa')?.properties).toMatchObject({
      entity: ['eu-fsf-9012'],
      authorityId: ['EU.1.12'],
      unscId: ['QDi.012'],
      program: ['TAQA'],
      listingDate: ['2001-10-17'],
    });
  });

  it('gives bodies with their names in other scripts and their language', async () => {
    const list = await readList(euXml, fixture('eu/xml_1_1.xml'));
    expect(list.byId.get('eu-fsf-9098')).toMatchObject({
      schema: 'Organization',
      properties: {
        name: ['Ansar al-Islam'],
        alias: ['أنصار الإسلام'],
        address: ['North-eastern Iraq'],
        country: ['iq'],
        email: ['a@example.org', 'b@example.org'],
      },
    });
    const event = list.events.find((e) => e.type === 'entity' && e.entity.id === 'eu-fsf-9098');
    expect(event?.type === 'entity' && event.languages?.get('alias\u0000أنصار الإسلام')).toBe('ar');
  });

  it.each([
    ['birthdate="1961-03-07" year="1961"', ['1961-03-07']],
    ['birthdate="1961-03-07" circa="true"', ['1961']],
    ['year="1961" monthOfYear="3" dayOfMonth="7"', ['1961-03-07']],
    ['year="1961" monthOfYear="3"', ['1961-03']],
    ['yearRangeFrom="1960" yearRangeTo="1962"', ['1960', '1961', '1962']],
    ['yearRangeFrom="1900" yearRangeTo="1962"', undefined],
    ['year="1380" calendarType="HIJRI"', undefined],
  ])('reads the birth %s', async (attributes, dates) => {
    const properties = await person(`<nameAlias wholeName="A"/><birthdate ${attributes}/>`);
    expect(properties?.birthDate).toEqual(dates);
  });

  it('makes a name of its parts, and of a weak alias where there is no other', async () => {
    expect(await person('<nameAlias firstName="Anna" lastName="Example"/>')).toMatchObject({
      name: ['Anna Example'],
    });
    expect(await person('<nameAlias wholeName="Anna" strong="false"/>')).toMatchObject({
      name: ['Anna'],
      weakAlias: ['Anna'],
    });
  });

  it('quarantines records without a key, with one that came before, of unknown type, or without content', async () => {
    const records = [
      '<sanctionEntity logicalId="1"><subjectType code="person"/><nameAlias wholeName="A"/></sanctionEntity>',
      '<sanctionEntity logicalId="1"><subjectType code="person"/><nameAlias wholeName="B"/></sanctionEntity>',
      '<sanctionEntity><subjectType code="person"/><nameAlias wholeName="C"/></sanctionEntity>',
      '<sanctionEntity logicalId="4"><subjectType code="ghost"/><nameAlias wholeName="D"/></sanctionEntity>',
      '<sanctionEntity logicalId="5"><subjectType code="person"/><nameAlias wholeName="E"/><birthdate birthdate="2031-01-01"/></sanctionEntity>',
    ].join('\n');
    const list = await readList(euXml, listFile('eu.xml', `<export>\n${records}\n</export>`));
    expect(list.entities.map((one) => one.id)).toEqual(['eu-fsf-1', 'eu-fsf-5']);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([3, 4, 5, 6]);
  });

  it('keeps 10,000 aliases', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `<nameAlias wholeName="N ${i}"/>`).join('');
    expect((await person(names))?.alias).toHaveLength(9_999);
  });

  it.each([
    ['a bomb', `<!DOCTYPE e [<!ENTITY a "a">]>${entity('&a;')}`, /type declaration/],
    ['a file cut off', entity('<nameAlias wholeName="A"/>').slice(0, -20), /not well-formed/],
  ])('refuses %s as a whole', async (_, content, message) => {
    await expect(readList(euXml, listFile('eu.xml', content))).rejects.toThrow(message);
  });

  it('stands any attributes', async () => {
    const text = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/[<&"\p{Cc}]/gu, ''));
    const piece = fc
      .tuple(
        fc.constantFrom('nameAlias', 'birthdate', 'identification', 'citizenship', 'address', 'regulation'),
        fc.dictionary(
          fc.constantFrom(
            'wholeName',
            'year',
            'birthdate',
            'number',
            'identificationTypeCode',
            'countryIso2Code',
            'numberTitle',
            'strong',
            'yearRangeFrom',
            'yearRangeTo',
          ),
          fc.oneof(text, fc.constantFrom('1961', 'passport', 'imo', 'IQ', 'false')),
        ),
      )
      .map(
        ([name, given]) =>
          `<${name} ${Object.entries(given)
            .map(([k, v]) => `${k}="${v}"`)
            .join(' ')}/>`,
      );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        try {
          const list = await readList(euXml, listFile('eu.xml', entity(pieces.join(''))));
          const ids = list.entities.map((one) => one.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) expect(id).toMatch(/^eu-fsf-1(?:-[a-z0-9-]+)?$/);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ListError' });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the EU list in CSV', () => {
  it('gathers the rows of each record, wherever they stand', async () => {
    const list = await readList(euCsv, fixture('eu/csv_1_1.csv'));
    expect(list.quarantine).toEqual([]);
    expect(list.version).toBe('2026-08-05');
    expect(list.byId.get('eu-fsf-9012')?.properties).toEqual({
      name: ['Nashwan Abd Al-Razzaq Abd Al-Baqi'],
      weakAlias: ['Abd "Al-Hadi" Al-Iraqi; or Abdul'],
      gender: ['male'],
      birthDate: ['1961'],
      birthPlace: ['Mosul'],
      birthCountry: ['iq'],
      citizenship: ['iq'],
      idNumber: ['0094195'],
      notes: ['UN listing of 6 October 2001'],
      topics: ['sanction'],
    });
    expect(list.byId.get('eu-fsf-9098')?.schema).toBe('Organization');
  });

  it('says what is wrong with a file or a row', async () => {
    await expect(readList(euCsv, listFile('a.csv', 'id;name\n1;x\n'))).rejects.toThrow(
      /no column Entity_LogicalId/,
    );
    const list = await readList(
      euCsv,
      listFile('a.csv', 'd;Entity_LogicalId;NameAlias_WholeName\nx;;A\ny;1;B;C\n'),
    );
    expect(list.quarantine.map((entry) => entry.line)).toEqual([2, 3]);
  });
});

describe('recognition', () => {
  it('tells the two from one another and from others', () => {
    const xml = { name: 'a.xml', head: entity('') };
    const csv = { name: 'a.csv', head: 'fileGenerationDate;Entity_LogicalId;NameAlias_WholeName\n' };
    expect([euXml.recognises([xml]), euXml.recognises([csv]), euXml.recognises([])]).toEqual([
      true,
      false,
      false,
    ]);
    expect([euCsv.recognises([csv]), euCsv.recognises([xml])]).toEqual([true, false]);
  });
});
