import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../../test/support/damage.ts';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { ofacCsv } from '../ofac/index.ts';
import { ofacConsXml, ofacXml } from './index.ts';

const FIXTURE = 'ofac-xml/sdn_advanced.xml';
const text = readFileSync(new URL(`../../../test/fixtures/lists/${FIXTURE}`, import.meta.url), 'utf8');
const readText = (content: string) => readList(ofacXml, listFile('sdn_advanced.xml', content));

/** The fixture with one birth period changed: that of 28 April 1937, which stands once. */
const born = (period: string): string =>
  text.replace(/<DatePeriod[^>]*>(?:(?!<\/DatePeriod>).)*<Year>1937<\/Year>.*?<\/DatePeriod>/s, period);
const end = (name: string, date: readonly number[]): string => {
  const [year, month, day] = date;
  const parts = [
    ['Year', year],
    ['Month', month],
    ['Day', day],
  ].filter(([, part]) => part !== undefined);
  return `<${name}>${parts.map(([tag, part]) => `<${tag}>${part}</${tag}>`).join('')}</${name}>`;
};
const period = (first: readonly number[], last: readonly number[], approximate = false): string =>
  `<DatePeriod><Start Approximate="${approximate}">${end('From', first)}${end('To', first)}</Start>` +
  `<End Approximate="${approximate}">${end('From', last)}${end('To', last)}</End></DatePeriod>`;

describe('the advanced XML of OFAC', () => {
  it('gives the same ids and facts as the CSV files', async () => {
    const xml = await readList(ofacXml, fixture(FIXTURE));
    const csv = await readList(
      ofacCsv,
      ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'].map((name) => fixture(`ofac/${name}`)),
    );
    expect(xml.version).toBe('2021-07-07');
    expect(xml.quarantine).toEqual([]);
    const differently = ['topics', 'alias', 'publicKey', 'role', 'relationship', 'listingDate'];
    for (const { id, schema, properties } of xml.entities) {
      const same = csv.byId.get(id);
      // A relation "owned by" and "family member of" are told by the XML in words of its own.
      expect(same?.schema, id).toBe(schema);
      for (const [property, values] of Object.entries(properties)) {
        if (differently.includes(property)) continue;
        expect(same?.properties[property], `${id} ${property}`).toEqual(expect.arrayContaining([...values]));
      }
    }
  });

  it('reads names of other scripts with their script, and weak ones as weak', async () => {
    const list = await readList(ofacXml, fixture(FIXTURE));
    expect(list.byId.get('ofac-7843')?.properties).toMatchObject({
      name: ['Saddam Hussein AL-TIKRITI'],
      alias: ['صدام حسين التكريتي'],
      weakAlias: ['ABU ALI'],
    });
    const event = list.events.find((one) => one.type === 'entity' && one.entity.id === 'ofac-7843');
    if (event?.type !== 'entity') throw new Error('no person');
    expect(event.languages?.get('alias\u0000صدام حسين التكريتي')).toBe('und-Arab');
  });

  it('joins sanctions, links and kin by number', async () => {
    const { byId, dropped } = await readList(ofacXml, fixture(FIXTURE));
    expect(byId.get('ofac-28264-sanction')?.properties).toEqual({
      entity: ['ofac-28264'],
      authority: ['Office of Foreign Assets Control'],
      country: ['us'],
      authorityId: ['28264'],
      programId: ['DPRK3'],
      listingDate: ['2020-03-02'],
    });
    expect(byId.get('ofac-15036-link-15117')?.properties.role).toEqual(['Owned or Controlled By']);
    expect(byId.get('ofac-7844-kin-7843')?.properties).toMatchObject({
      person: ['ofac-7843'],
      relative: ['ofac-7844'],
    });
    // A feature that nobody foresaw is counted by its name; the code of a name is no number of a person.
    expect(dropped).toEqual({ 'Shoe Size': 1, 'legal note': 1, 'remark on a person': 1 });
  });

  it.each([
    ['a day', period([1937, 4, 28], [1937, 4, 28]), ['1937-04-28']],
    ['a month', period([1937, 4, 1], [1937, 4, 30]), ['1937-04']],
    ['a year', period([1937, 1, 1], [1937, 12, 31]), ['1937']],
    ['a year without month and day', period([1937], [1937]), ['1937']],
    ['a day, approximately', period([1937, 4, 28], [1937, 4, 28], true), ['1937']],
    ['some years', period([1937, 1, 1], [1939, 12, 31]), ['1937', '1938', '1939']],
    ['part of a year', period([1937, 4, 5], [1937, 9, 9]), ['1937']],
  ])('reads %s', async (_, birth, dates) => {
    const list = await readText(born(birth));
    expect(list.byId.get('ofac-7843')?.properties.birthDate).toEqual(dates);
  });

  it.each([
    ['too many years', period([1937, 1, 1], [1967, 12, 31])],
    ['no year', '<DatePeriod><Start><From><Month>4</Month></From></Start></DatePeriod>'],
    ['a day that does not exist', period([1937, 2, 30], [1937, 2, 30])],
    ['the future', period([2037, 2, 3], [2037, 2, 3])],
  ])('reports a birth of %s', async (_, birth) => {
    const list = await readText(born(birth));
    expect(list.byId.get('ofac-7843')?.properties.birthDate).toBeUndefined();
    expect(list.quarantine).toHaveLength(1);
  });

  it('reports what refers to nothing, and parties that come twice', async () => {
    const list = await readText(
      text
        .replace('To-ProfileID="15117"', 'To-ProfileID="1"')
        .replace('ProfileID="11313" ListID', 'ProfileID="2" ListID')
        .replace('<VersionLocation LocationID="5" />', '<VersionLocation LocationID="77" />')
        .replace('FixedRef="7844">', 'FixedRef="7843">')
        .replace('Profile ID="7844"', 'Profile ID="7843"'),
    );
    const reasons = list.quarantine.map((entry) => entry.reason);
    expect(reasons).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/relation of a party that is not in the file: 15036 to 1/),
        expect.stringMatching(/sanction of a party that is not in the file: 2/),
        'refers to a location that is not in the file',
        expect.stringMatching(/party 7843 came before/),
      ]),
    );
    const ids = list.entities.map((entity) => entity.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['cut off', text.slice(0, -200), /not well-formed/],
    [
      'with a document type',
      text.replace('<Sanctions ', '<!DOCTYPE a [<!ENTITY b "c">]><Sanctions '),
      /type declaration/,
    ],
  ])('refuses a file %s', async (_, content, message) => {
    await expect(readText(content)).rejects.toThrow(message);
  });

  it('is told from other lists, and from the consolidated list by the name of the file', () => {
    const head = text.slice(0, 2000);
    expect(ofacXml.recognises([{ name: 'sdn_advanced.xml', head }])).toBe(true);
    expect(ofacXml.recognises([{ name: 'cons_advanced.xml', head }])).toBe(false);
    expect(ofacConsXml.recognises([{ name: 'cons_advanced.xml', head }])).toBe(true);
    expect(ofacXml.recognises([{ name: 'x.xml', head: '<CONSOLIDATED_LIST>' }])).toBe(false);
  });

  it('stays itself or fails with a ListError, whatever the damage', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(Buffer.from(text)), async (content) => {
        try {
          const list = await readList(ofacXml, listFile('sdn_advanced.xml', content));
          const ids = list.entities.map((entity) => entity.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const entity of list.entities) expect(entity.id).toMatch(/^ofac-\d+/);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ListError' });
        }
      }),
      { numRuns: 150 },
    );
  });
});
