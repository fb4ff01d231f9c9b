import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { isSchemaName, propertyType } from '../../model/index.ts';
import { ftmNdjson, ftmStatementsCsv } from './index.ts';

const person = (id: string, properties: object = { name: ['A'] }): string =>
  JSON.stringify({ id, schema: 'Person', properties });

describe('FollowTheMoney entities', () => {
  it('keeps what is on the allow-list and counts the rest by name only', async () => {
    const list = await readList(ftmNdjson, fixture('ftm/entities.ftm.json'));
    expect(list.quarantine).toEqual([]);
    expect(list.version).toBe('2026-02-27T00:00:09');
    expect(list.byId.get('un-qdi-012')).toEqual({
      id: 'un-qdi-012',
      schema: 'Person',
      properties: {
        name: ['Nashwan Abd Al-Razzaq Abd Al-Baqi', 'نشوان عبد الرزاق عبد الباقي'],
        alias: ['Abd Al-Hadi Al-Iraqi', 'Omar Uthman Mohammed'],
        weakAlias: ['Abu Ayub'],
        birthDate: ['1961'],
        birthPlace: ['Mosul'],
        birthCountry: ['iq'],
        nationality: ['iq'],
        gender: ['male'],
        topics: ['sanction.counter'],
      },
    });
    expect(list.byId.get('un-qdi-012-sanction')?.properties.listingDate).toEqual(['2001-10-06']);
    expect(list.dropped).toEqual({ ethnicity: 1, religion: 1, topics: 1, 'schema:Position': 1 });
    expect(JSON.stringify(list.events)).not.toContain('left out');
  });

  it('remembers how a value was written where cleaning changed it', async () => {
    const list = await readList(ftmNdjson, listFile('x', person('a', { name: ['  Omar\tUthman '] })));
    const entity = list.events.find((event) => event.type === 'entity');
    expect(entity?.entity.properties).toEqual({ name: ['Omar Uthman'] });
    expect(entity?.originals?.get('name\u0000Omar Uthman')).toBe('  Omar\tUthman ');
  });

  it('makes nested entities entities of their own, each once', async () => {
    const list = await readList(ftmNdjson, fixture('ftm/targets.nested.json'));
    expect(list.quarantine).toEqual([]);
    expect(list.entities.map((entity) => entity.id).sort()).toEqual([
      'addr-1',
      'link-1',
      'un-qde-098',
      'un-qdi-012',
      'un-qdi-012-sanction',
    ]);
    expect(list.byId.get('un-qdi-012')?.properties).toEqual({
      name: ['Nashwan Abd Al-Razzaq Abd Al-Baqi'],
      birthDate: ['1961'],
      addressEntity: ['addr-1'],
    });
    expect(list.byId.get('un-qdi-012-sanction')?.properties.entity).toEqual(['un-qdi-012']);
    expect(list.byId.get('link-1')?.properties).toEqual({ subject: ['un-qdi-012'], object: ['un-qde-098'] });
  });

  it('says which values cannot be right, and keeps the rest of the record', async () => {
    const record = person('a', {
      name: 'One value without a list',
      birthDate: ['2031-01-01', '1961-02-30', '1961-03-07T00:00:00'],
      gender: ['mostly', 'unknown'],
      nationality: ['zz-invalid-country'],
      alias: ['x'.repeat(1_001), 7],
    });
    const list = await readList(ftmNdjson, listFile('x.json', `\n${record}\n`));
    expect(list.byId.get('a')?.properties).toEqual({
      name: ['One value without a list'],
      birthDate: ['1961-03-07'],
      alias: ['7'],
    });
    expect(list.quarantine.map((entry) => [entry.line, entry.record, entry.reason.split(':')[0]])).toEqual([
      [2, 'a', 'birthDate'],
      [2, 'a', 'birthDate'],
      [2, 'a', 'gender'],
      [2, 'a', 'nationality'],
      [2, 'a', 'alias'],
    ]);
  });
});

describe('FollowTheMoney statements', () => {
  it('folds statements into entities and leaves out external ones', async () => {
    const list = await readList(ftmNdjson, fixture('ftm/statements.json'));
    expect(list.quarantine).toEqual([]);
    expect(list.byId.get('NK-1')).toEqual({
      id: 'NK-1',
      schema: 'Person',
      properties: { name: ['Nashwan Abd Al-Razzaq Abd Al-Baqi'], alias: ['Abd Al-Hadi Al-Iraqi'] },
    });
    const entity = list.events.find((event) => event.type === 'entity');
    expect(entity?.languages?.get('name\u0000Nashwan Abd Al-Razzaq Abd Al-Baqi')).toBe('eng');
    expect(list.byId.get('un-qde-098')?.schema).toBe('Organization');
    expect(list.dropped).toEqual({ external: 1, religion: 1 });
  });

  it('reads the same statements from CSV', async () => {
    const csv = await readList(ftmStatementsCsv, fixture('ftm/statements.csv'));
    const json = await readList(ftmNdjson, fixture('ftm/statements.json'));
    expect(csv.quarantine).toEqual([]);
    expect(csv.entities).toEqual(json.entities);
    expect(csv.dropped).toEqual(json.dropped);
    expect(csv.version).toBe('2026-02-27T00:00:09');
    const broken = 'canonical_id,schema,prop,value\n,Person,name,A\nb,Person,name\nc,Person,name,C\n';
    const list = await readList(ftmStatementsCsv, listFile('s.csv', broken));
    expect(list.entities.map((entity) => entity.id)).toEqual(['c']);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([2, 3]);
    await expect(readList(ftmStatementsCsv, listFile('s.csv', 'id,name\n'))).rejects.toThrow(/canonical_id/);
  });

  it('refuses statements of one entity that do not stand together, or that no one thing can be', async () => {
    const row = (id: string, schema: string, value: string): string =>
      JSON.stringify({ canonical_id: id, schema, prop: 'name', value });
    const text = [
      row('a', 'Person', 'A'),
      row('b', 'Person', 'B'),
      row('b', 'Vessel', 'B'),
      row('a', 'Person', 'C'),
    ].join('\n');
    const list = await readList(ftmNdjson, listFile('x', text));
    expect(list.entities.map((entity) => entity.id)).toEqual(['a']);
    expect(list.quarantine.map((entry) => [entry.record, entry.line])).toEqual([
      ['b', 2],
      ['a', 4],
    ]);
  });
});

describe('broken and hostile FollowTheMoney files', () => {
  it('quarantines bad lines with their number and goes on', async () => {
    const lines = [
      person('a'),
      '{"id": "b", "schema": "Per',
      '[]',
      '{"id":"c","properties":{}}',
      '{"id":"has space","schema":"Person","properties":{"name":["X"]}}',
      '{"id":"d","schema":"Person","properties":{}}',
      person('a'),
      person('z'),
    ];
    const list = await readList(ftmNdjson, listFile('x.json', lines.join('\r\n')));
    expect(list.entities.map((entity) => entity.id)).toEqual(['a', 'z']);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(list.quarantine[5]?.reason).toContain('came before');
  });

  it.each([
    ['not JSON at all', 'id,name\n1,Somebody\n', /not JSON/],
    ['UTF-16', Buffer.from(`\ufeff${person('a')}`, 'utf16le'), /UTF-16/],
    ['Latin-1', Buffer.from(person('a', { name: ['Dür'] }), 'latin1'), /UTF-8/],
    ['an archive', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0xfd]), /nothing could be read/],
  ])('refuses a file where nothing can be read: %s', async (_, content, message) => {
    await expect(readList(ftmNdjson, listFile('x.json', content))).rejects.toThrow(message);
  });

  it('reads an empty file as an empty list', async () => {
    expect((await readList(ftmNdjson, listFile('x.json', '\n\n'))).entities).toEqual([]);
  });

  it('skims a line of 1 GB in bounded memory and reads the next one', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    function* chunks(): Iterable<Buffer> {
      yield Buffer.from(`${person('a')}\n`);
      for (let i = 0; i < 1024; i++) yield chunk;
      yield Buffer.from(`\n${person('b')}\n`);
    }
    const before = process.memoryUsage().rss;
    const list = await readList(ftmNdjson, listFile('x.json', chunks));
    expect(list.entities.map((entity) => entity.id)).toEqual(['a', 'b']);
    expect(list.quarantine).toMatchObject([{ line: 2, byte: Buffer.byteLength(person('a')) + 1 }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it('keeps 10,000 aliases, and says so when there are more', async () => {
    const alias = Array.from({ length: 10_002 }, (_, i) => `Alias ${i}`);
    const list = await readList(ftmNdjson, listFile('x.json', person('a', { name: ['A'], alias })));
    expect(list.byId.get('a')?.properties.alias).toHaveLength(10_000);
    expect(list.quarantine.map((entry) => entry.reason)).toEqual([
      'alias: more than 10000 values; the first are kept',
    ]);
  });

  it('stands deep nesting and names that JavaScript gives a meaning', async () => {
    const deep = `${'{"id":"n","schema":"Person","properties":{"x":'.repeat(5_000)}1${'}}'.repeat(5_000)}`;
    const proto =
      '{"id":"p","schema":"Person","properties":{"name":["P"],"__proto__":["x"],"constructor":["y"]}}';
    const odd = '{"id":"q","schema":"__proto__","properties":{}}';
    const list = await readList(ftmNdjson, listFile('x.json', [deep, proto, odd].join('\n')));
    expect(list.byId.get('p')?.properties).toEqual({ name: ['P'] });
    expect(list.dropped).toMatchObject({ constructor: 1, 'schema:__proto__': 1 });
  });

  it('never throws anything but a ListError, and never lets through what is not allowed', async () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('1961', '2099-01-01', 'male', 'fr', '\u0000\u202e'));
    const property = fc.oneof(
      fc.string(),
      fc.constantFrom('name', 'birthDate', 'gender', 'religion', 'holder'),
    );
    const entity = fc.record(
      {
        id: fc.oneof(fc.string(), fc.constantFrom('a', 'b')),
        schema: fc.oneof(fc.string(), fc.constantFrom('Person', 'Passport', 'Position')),
        properties: fc.dictionary(property, fc.oneof(fc.array(value), value, fc.jsonValue())),
        canonical_id: fc.string(),
        prop: property,
        value,
      },
      { requiredKeys: [] },
    );
    const line = fc.oneof(
      { weight: 4, arbitrary: entity.map((e) => JSON.stringify(e)) },
      { weight: 1, arbitrary: fc.string() },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.nat(400), async (lines, cut) => {
        const text = Buffer.from(lines.join('\n'));
        const content = cut < text.length ? text.subarray(0, cut) : text;
        try {
          const list = await readList(ftmNdjson, listFile('x', Buffer.from(content)));
          for (const { id, schema, properties } of list.entities) {
            expect(id).not.toMatch(/[\p{Cc}\s]/u);
            expect(isSchemaName(schema)).toBe(true);
            for (const [name, values] of Object.entries(properties)) {
              expect(propertyType(schema, name)).toBeDefined();
              expect(new Set(values).size).toBe(values.length);
              for (const one of values) expect(one).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|^$/u);
            }
          }
        } catch (error) {
          expect(error).toMatchObject({ name: 'ListError' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
