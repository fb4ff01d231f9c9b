import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFile, readList } from '../../../test/support/read-list.ts';
import type { ListFile } from '../reader.ts';
import { inferOrder, orderOf, readDate } from './date-order.ts';
import {
  checkMapping,
  MAPPING_SCHEMA,
  mappedTable,
  mapRow,
  type QueryRecord,
  readRecordBatches,
  readRecords,
} from './index.ts';

const today = '2026-11-23';

async function records(file: ListFile, mapping?: unknown): Promise<QueryRecord[]> {
  const found: QueryRecord[] = [];
  for await (const record of readRecords(file, { today, mapping })) found.push(record);
  return found;
}

describe('automatic mapping', () => {
  it.each([
    [['Full Name', 'Date of Birth', 'Sex', 'Nationality', 'Passport No.']],
    [['full_name', 'dob', 'gender', 'nationalities', 'passport_number']],
    [['NAME', 'BORN', 'SEX', 'NAT', 'DOC']],
    [['Nom complet', 'Date de naissance', 'Sexe', 'Nationalité', 'Passeport']],
  ])('knows the columns %j', (headers) => {
    const read = mapRow(headers, { today });
    expect(read(['Anna Example', '1961-03-07', 'F', 'fr', 'AB123'])).toEqual({
      id: 'line-1',
      schema: 'Person',
      properties: {
        name: ['Anna Example'],
        birthDate: ['1961-03-07'],
        gender: ['female'],
        nationality: ['fr'],
        passportNumber: ['AB123'],
      },
    });
  });

  it('makes a name of its parts, splits aliases, and tells types apart', () => {
    const read = mapRow(['ID', 'First name', 'Surname', 'Aliases', 'Type'], { today });
    expect(read(['7 a', 'Anna', 'Example', 'Annie; A. Example|Ann', ''])).toEqual({
      id: '7-a',
      schema: 'Person',
      properties: {
        firstName: ['Anna'],
        lastName: ['Example'],
        alias: ['Annie', 'A. Example', 'Ann'],
        name: ['Anna Example'],
      },
    });
    expect(mapRow(['name', 'type'], { today })(['Acme', 'company'])?.schema).toBe('Company');
  });

  it('never takes a column for what must not be known', async () => {
    const text = 'name,religion,ethnicity,political party\nAnna Example,x,y,z\n';
    const list = await readList(mappedTable, listFile('a.csv', text), { dataset: 'acme' });
    expect(list.entities[0]?.properties).toEqual({ name: ['Anna Example'] });
    expect(list.dropped).toEqual({ religion: 1, ethnicity: 1, 'political party': 1 });
  });
});

describe('readRecords', () => {
  it('reads CSV, TSV and NDJSON of flat objects alike', async () => {
    const csv = 'id;name;dob\n1;Anna Example;1961-03-07\n';
    const expected = [
      {
        line: 2,
        entity: {
          id: '1',
          schema: 'Person',
          properties: { name: ['Anna Example'], birthDate: ['1961-03-07'] },
        },
      },
    ];
    expect(await records(listFile('a.csv', csv))).toEqual(expected);
    expect(await records(listFile('a.tsv', csv.replaceAll(';', '\t')))).toEqual(expected);
    const json = '\n{"id":1,"name":"Anna Example","dob":"1961-03-07","nested":{"x":1}}\n';
    expect(await records(listFile('a.json', json))).toEqual(expected);
    const later = '{"id":1,"name":"A"}\n{"id":2,"name":["B","B."],"dob":"1961"}\n';
    expect((await records(listFile('a.json', later)))[1]).toMatchObject({
      entity: { id: '2', properties: { name: ['B', 'B.'], birthDate: ['1961'] } },
    });
  });

  it('reads FollowTheMoney entities, with or without an id', async () => {
    const text = '{"schema":"Person","properties":{"name":["Anna Example"],"religion":["x"]}}\n';
    expect(await records(listFile('a.json', text))).toEqual([
      { line: 1, entity: { id: 'line-1', schema: 'Person', properties: { name: ['Anna Example'] } } },
    ]);
  });

  it('says which line could not be read and gives the others', async () => {
    const text = 'name,dob\nAnna Example,03/04/1961\nBert,12-1961,x\nCarl,12-1961\n';
    const found = await records(listFile('a.csv', text));
    expect(
      found.map((record) => [
        record.line,
        'entity' in record ? record.entity.properties : record.quarantine.reason,
      ]),
    ).toEqual([
      [2, 'birthDate: day and month cannot be told apart; give the date format'],
      [2, { name: ['Anna Example'] }],
      [3, expect.stringContaining('3 fields in a file of 2 columns')],
      [4, { name: ['Carl'], birthDate: ['1961-12'] }],
    ]);
  });

  it('reads ranges and approximate dates, and words for nationalities', async () => {
    const found = await records(
      listFile('a.csv', 'name,dob,nat\nA,circa 1961,Russian\nB,1960 to 1962,Iraqi;FR\n'),
    );
    expect(found).toMatchObject([
      { entity: { properties: { birthDate: ['1961'], nationality: ['ru'] } } },
      { entity: { properties: { birthDate: ['1960', '1961', '1962'], nationality: ['iq', 'fr'] } } },
    ]);
  });

  it('learns the order of day and month from the other rows', async () => {
    const found = await records(listFile('a.csv', 'name,dob\nAnna,03/04/1961\nBert,31/12/1961\n'));
    expect(found[0]).toMatchObject({ entity: { properties: { birthDate: ['1961-04-03'] } } });
  });

  it('refuses a table without a name in it, and tells what it found', async () => {
    await expect(records(listFile('a.csv', 'colour,size\nred,1\n'))).rejects.toThrow(
      /a\.csv:1: no column holds a name \(found: colour, size\)/,
    );
    expect(await records(listFile('a.json', '{"colour":"red"}\n'))).toMatchObject([
      { quarantine: { line: 1 } },
    ]);
  });

  it('reads a file of any size in bounded memory', async () => {
    function* chunks(): Iterable<Buffer> {
      yield Buffer.from('id,name,dob,country\n');
      const block = Buffer.from('1,Anna Example,1961-03-07,fr\n'.repeat(2_000));
      for (let i = 0; i < 50; i++) yield block;
      yield Buffer.alloc(64 * 1024 * 1024, 'x');
      yield Buffer.from('\n2,Last One,1970,de\n');
    }
    let count = 0;
    let last: QueryRecord | undefined;
    for await (const batch of readRecordBatches(listFile('big.csv', chunks), { today })) {
      count += batch.length;
      last = batch.at(-1);
    }
    expect(count).toBe(100_002);
    expect(last).toMatchObject({ line: 100_003, entity: { properties: { name: ['Last One'] } } });
  });

  it('stands any bytes', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('name', 'dob', '"', '{"name":"x"}', '1961-13-01', '\u202e'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }),
        fc.boolean(),
        async (table, named) => {
          const text = (named ? 'name,dob,id\n' : '') + table.map((row) => row.join(',')).join('\n');
          try {
            for (const record of await records(listFile('a.csv', text))) {
              if (!('entity' in record)) continue;
              for (const value of Object.values(record.entity.properties).flat()) {
                expect(value).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|^$/u);
              }
            }
          } catch (error) {
            expect(error).toMatchObject({ name: 'ListError' });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a mapping file', () => {
  const mapping = {
    delimiter: ';',
    skipRows: 1,
    schema: { column: 'kind', values: { '1': 'Person', '2': 'Company' }, default: 'Person' },
    id: 'c{no}',
    properties: {
      name: { columns: ['given', 'family'], join: ' ' },
      alias: { columns: ['other'], split: ' / ' },
      birthDate: { columns: ['born'], dateFormat: 'MM/DD/YYYY' },
      gender: { columns: ['sx'], values: { '1': 'male', '2': 'female' } },
      country: { value: 'fr' },
    },
  };
  const text =
    'Customers of today\nno;kind;given;family;other;born;sx\n1;1;Anna;Example;A. E. / Annie;03/04/1961;2\n2;2;Acme;;;;\n2;1;Twice;;;;\n';

  it('maps columns, joins, splits, replaces, and makes ids', async () => {
    const list = await readList(mappedTable, listFile('c.csv', text), { dataset: 'acme', mapping });
    expect(list.entities).toEqual([
      {
        id: 'acme-c1',
        schema: 'Person',
        properties: {
          alias: ['A. E.', 'Annie'],
          birthDate: ['1961-03-04'],
          gender: ['female'],
          name: ['Anna Example'],
          country: ['fr'],
        },
      },
      { id: 'acme-c2', schema: 'Company', properties: { name: ['Acme'], country: ['fr'] } },
    ]);
    expect(list.quarantine).toMatchObject([{ line: 5, record: 'acme-c2' }]);
    const entity = list.events.find((event) => event.type === 'entity');
    expect(entity?.originals?.get('birthDate\u00001961-03-04')).toBe('03/04/1961');
    expect(entity?.originals?.get('gender\u0000female')).toBe('2');
  });

  it('gives the same id to the same row of a list without ids', async () => {
    const list = (rows: string) =>
      readList(mappedTable, listFile('a.csv', `name,dob\n${rows}`), { dataset: 'acme' });
    const [first, second] = [await list('Anna,1961\nBert,1962\n'), await list('Bert,1962\nAnna,1961\n')];
    expect([...first.byId.keys()].sort()).toEqual([...second.byId.keys()].sort());
    await expect(readList(mappedTable, listFile('a.csv', 'name\nA\n'))).rejects.toThrow(/which dataset/);
  });

  it.each([
    [{ ...mapping, schema: 'Wizard' }, /\/schema: "Wizard" is none of/],
    [
      { ...mapping, properties: { religion: 'r' } },
      /\/properties\/religion: not a property of Person or Company/,
    ],
    [{ ...mapping, properties: { name: { columns: [] } } }, /\/properties\/name/],
    [{ ...mapping, colour: 'red' }, /colour|additional/i],
    ['x', /mapping/],
  ])('is refused with the place that is wrong: %#', (wrong, message) => {
    expect(() => checkMapping(wrong)).toThrow(message);
  });

  it('is refused where it names a column that the file does not have', async () => {
    const wrong = { ...mapping, properties: { name: 'nom' } };
    await expect(
      readList(mappedTable, listFile('c.csv', text), { dataset: 'acme', mapping: wrong }),
    ).rejects.toThrow(/c\.csv: the mapping names the column "nom"; the file has: no, kind, given/);
  });

  it('is described by the JSON Schema in the docs', () => {
    const path = new URL('../../../docs/formats/mapping.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(MAPPING_SCHEMA)));
  });
});

describe('dates', () => {
  it.each([
    ['1961-03-07', undefined, '1961-03-07'],
    ['1961', undefined, '1961'],
    ['7.3.1961', undefined, '1961-03-07'],
    ['31/12/1961', undefined, '1961-12-31'],
    ['12/31/1961', undefined, '1961-12-31'],
    ['05/05/1961', undefined, '1961-05-05'],
    ['03/04/1961', 'dmy', '1961-04-03'],
    ['03/04/1961', 'mdy', '1961-03-04'],
    ['7 March 1961', undefined, '1961-03-07'],
    ['Mar 1961', undefined, '1961-03'],
    ['7-Sept-1961', undefined, '1961-09-07'],
    ['00/00/1961', 'dmy', '1961'],
    ['00/03/1961', 'dmy', '1961-03'],
    ['19610307', undefined, '1961-03-07'],
    ['07031961', 'dmy', '1961-03-07'],
    ['1961/3/7', undefined, '1961-03-07'],
  ] as const)('%s (%s) is %s', (text, order, date) => {
    expect(readDate(text, order)).toEqual({ date });
  });

  it.each(['03/04/1961', '7.3.61', 'yesterday', 'market 1961', '1961-1-2-3', '5', '40/40/1961', '٣/٤/١٩٦١'])(
    '%s is none',
    (text) => {
      expect(readDate(text)).toHaveProperty('problem');
    },
  );

  it('shows the order by its days', () => {
    expect(inferOrder(['03/04/1961', '31/12/1961'])).toBe('dmy');
    expect(inferOrder(['03/04/1961', '12/31/1961'])).toBe('mdy');
    expect(inferOrder(['03/04/1961', '', '31/12/1961', '12/31/1961'])).toBeUndefined();
    expect(orderOf('DD.MM.YYYY')).toBe('dmy');
    expect(orderOf('DD')).toBeUndefined();
  });
});
