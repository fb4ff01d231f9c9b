import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../../../test/support/damage.ts';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { ofacConsCsv, ofacCsv } from './index.ts';

const FILES = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
const sdn = () =>
  readList(
    ofacCsv,
    FILES.map((name) => fixture(`ofac/${name}`)),
  );

/** A row of sdn.csv with these columns; the others are empty. */
const row = (key: string, name: string, type = '-0- ', remarks = '-0- '): string =>
  `${key},"${name}",${type},"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"${remarks}"`;
const readText = (...rows: readonly string[]) =>
  readList(ofacCsv, listFile('sdn.csv', `${rows.join('\r\n')}\r\n`));

describe('the SDN list', () => {
  it('gives every entry of the fixture once, with its sanction, and understands all remarks', async () => {
    const list = await sdn();
    const count = (schema: string): number => list.entities.filter((one) => one.schema === schema).length;
    expect([count('Person'), count('Organization'), count('Vessel'), count('Airplane')]).toEqual([
      9, 6, 2, 1,
    ]);
    expect(count('Sanction')).toBe(18);
    expect(list.quarantine).toEqual([]);
    expect(list.dropped).toEqual({
      'document without a number': 1,
      'legal note': 9,
      'remark on a person': 2,
      'remark on an organisation': 1,
    });
  });

  it('reads a person with papers', async () => {
    const list = await sdn();
    expect(list.byId.get('ofac-16754')).toEqual({
      id: 'ofac-16754',
      schema: 'Person',
      properties: {
        name: ['Sam PA'],
        lastName: ['PA'],
        firstName: ['Sam'],
        alias: [
          'Antonio Famtosonghiu Sampo MENEZES',
          'Xu JINGHUA',
          'Sam KING',
          'Samo HUI',
          'Ghiu Ka LEUNG',
          'Tsui KYUNG-WHA',
        ],
        birthDate: ['1958-02-28'],
        nationality: ['cn'],
        citizenship: ['ao', 'gb'],
        passportNumber: ['C234897(0)'],
        topics: ['sanction'],
      },
    });
    expect(list.byId.get('ofac-16754-doc-c234897-0')).toMatchObject({
      schema: 'Passport',
      properties: { holder: ['ofac-16754'], number: ['C234897(0)'], country: ['gb'] },
    });
    const event = list.events.find((one) => one.type === 'entity' && one.entity.id === 'ofac-16754');
    if (event?.type !== 'entity') throw new Error('no person');
    expect(event.originals?.get('name\u0000Sam PA')).toBe('PA, Sam');
  });

  it('joins remarks that are cut inside a word with their rest', async () => {
    const { byId } = await sdn();
    expect(byId.get('ofac-28264')?.properties).toMatchObject({
      phone: ['8613314257947', '8618004121000'],
      weakAlias: ['blackjack1987', 'khaleesi'],
    });
    expect(byId.get('ofac-28264-wallet-1efmvkxqquzfbdocpju6ruscjvenqwbqye')?.properties).toEqual({
      holder: ['ofac-28264'],
      publicKey: ['1EfMVkxQQuZfBdocpJu6RUsCJvenQWbQyE'],
      currency: ['XBT'],
    });
    expect(byId.get('ofac-28264-link-27307')?.properties).toEqual({
      subject: ['ofac-28264'],
      object: ['ofac-27307'],
      role: ['Linked to'],
    });
  });

  it('reads ships, aircraft and kin, and keeps links to nobody in words', async () => {
    const { byId } = await sdn();
    expect(byId.get('ofac-15036')).toMatchObject({
      schema: 'Vessel',
      properties: {
        imoNumber: ['9187629'],
        flag: ['ir'],
        pastFlags: ['mt', 'tv', 'tz'],
        callSign: ['T2EU4'],
      },
    });
    expect(byId.get('ofac-15431')).toMatchObject({
      schema: 'Airplane',
      properties: { model: ['IL76-TD'], notes: ['Linked to: POUYA AIR'] },
    });
    expect(byId.get('ofac-4238')?.properties.notes).toEqual(['Owner: Samir de Navegacion S.A.']);
    expect(byId.get('ofac-7844-kin-7843')?.properties).toEqual({
      person: ['ofac-7843'],
      relative: ['ofac-7844'],
      relationship: ['son'],
    });
  });

  it('finds an owner, and a link whose name ends in a full stop', async () => {
    const owned = row('1', 'SHIP', '"vessel"').replace('-0- ,"-0- "', '"OWNER S.A.","-0- "');
    const linked = row('2', 'COMPANY', '-0- ', 'Linked To: OWNER S.A.; Linked To: TWICE.');
    const { byId } = await readText(
      owned,
      linked,
      row('3', 'OWNER S.A.'),
      row('4', 'TWICE'),
      row('5', 'TWICE'),
    );
    expect(byId.get('ofac-1')?.properties.owner).toEqual(['ofac-3']);
    expect(byId.get('ofac-2-link-3')?.properties.object).toEqual(['ofac-3']);
    // Two entries have this name, so nobody knows which is meant.
    expect(byId.get('ofac-2')?.properties.notes).toEqual(['Linked to: TWICE']);
  });

  it('keeps descent, party and body out, and counts them by name only', async () => {
    const remarks = 'ethnicity Exampleish; Tribe: Example; HAMAS - Example; Kurdish; Mayor of Example.';
    const list = await readText(row('1', 'DOE, Jo', '"individual"', remarks));
    expect(list.byId.get('ofac-1')?.properties.position).toEqual(['Mayor of Example']);
    expect(list.dropped).toEqual({ ethnicity: 3, political: 1 });
    expect(JSON.stringify(list.events)).not.toMatch(/Exampleish|Tribe|HAMAS|Kurdish/);
  });

  it('says where a birth date or a remark cannot be read', async () => {
    const remarks = 'DOB 1940 to 1960; DOB 31 Feb 1961; DOB 2031; nationality Atlantis; flibbertigibbet.';
    const list = await readText(row('1', 'DOE, Jo', '"individual"', remarks));
    expect(list.byId.get('ofac-1')?.properties.birthDate).toBeUndefined();
    expect(list.quarantine).toHaveLength(5);
    for (const entry of list.quarantine) {
      expect(entry).toMatchObject({ file: 'sdn.csv', line: 1, record: 'ofac-1' });
    }
    expect(list.quarantine.at(0)?.reason).toMatch(/range too wide/);
  });

  it('says when remarks are cut and their rest is missing, and does not guess', async () => {
    const remarks = `DOB 1961; ${'Website www.example.org; '.repeat(41)}Passport 1234567`.slice(0, 1000);
    const list = await readText(row('1', 'DOE, Jo', '"individual"', remarks));
    expect(list.byId.get('ofac-1')?.properties).toMatchObject({
      birthDate: ['1961'],
      website: ['www.example.org'],
    });
    expect(list.byId.get('ofac-1')?.properties.passportNumber).toBeUndefined();
    expect(list.quarantine.map((entry) => entry.reason)).toEqual([
      expect.stringMatching(/cut off.*comments/),
    ]);
  });

  it('quarantines rows it cannot read, by line, and goes on', async () => {
    const list = await readText(
      'ID,Name,Type,Country,Title,F,G,H,I,J,K,Details',
      row('1', 'ONE'),
      row('1', 'ONE AGAIN'),
      'x,"NO NUMBER",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
      '2,"TOO SHORT",-0- ',
      row('3', '-0- '),
      '4,"NEVER CLOSED,-0- ',
      `${row('5', 'FIVE')},,,`,
      ',,,,,,,,,,,',
    );
    expect(list.entities.filter((one) => one.schema === 'Organization').map((one) => one.id)).toEqual([
      'ofac-1',
      'ofac-5',
    ]);
    expect(list.quarantine.map((entry) => entry.line)).toEqual(expect.arrayContaining([3, 4, 5, 6, 7]));
    expect(list.quarantine).toHaveLength(5);
  });

  it('does not call a file cut off whose last line is in another encoding', async () => {
    const latin1 = Buffer.from(row('2', 'CAF\u00c9'), 'latin1');
    const list = await readList(
      ofacCsv,
      listFile('sdn.csv', Buffer.concat([Buffer.from(`${row('1', 'ONE')}\r\n`), latin1])),
    );
    expect(list.byId.has('ofac-1')).toBe(true);
    expect(list.quarantine).toEqual([
      expect.objectContaining({ line: 2, reason: expect.stringMatching(/not UTF-8/) }),
    ]);
  });

  it('says when aliases belong to entries that are not in the list', async () => {
    const alias = listFile('alt.csv', '9,1,"aka","NOBODY",-0- \r\n1,2,"fka","OLD ONE",-0- \r\n');
    const list = await readList(ofacCsv, [listFile('sdn.csv', `${row('1', 'ONE')}\r\n`), alias]);
    expect(list.byId.get('ofac-1')?.properties.previousName).toEqual(['OLD ONE']);
    expect(list.quarantine.map((entry) => [entry.file, entry.reason])).toEqual([
      ['alt.csv', expect.stringMatching(/^1 entries of this file are not in the list \(9/)],
    ]);
  });

  it('keeps 10,000 aliases of one entry, and reports those beyond', async () => {
    const rows = Array.from({ length: 10_003 }, (_, i) => `1,${i},"aka","NAME ${i}",-0- `).join('\r\n');
    const list = await readList(ofacCsv, [
      listFile('sdn.csv', `${row('1', 'ONE')}\r\n`),
      listFile('alt.csv', `${rows}\r\n`),
    ]);
    expect(list.byId.get('ofac-1')?.properties.alias).toHaveLength(10_000);
    expect(list.quarantine).toHaveLength(1);
  });

  it.each([
    ['that ends inside a quoted field', `${row('1', 'ONE')}\r\n${row('2', 'TWO').slice(0, 20)}`, /cut off/],
    ['that ends inside a row', `${row('1', 'ONE')}\r\n2,"TWO",-0- ,"SDGT"`, /cut off/],
    ['without entries', 'ID,Name\r\n', /no entry/],
    ['in UTF-16', Buffer.from(`\ufeff${row('1', 'ONE')}`, 'utf16le'), /no entry/],
  ])('refuses a file %s', async (_, content, message) => {
    await expect(readList(ofacCsv, listFile('sdn.csv', content))).rejects.toThrow(message);
  });

  it('refuses files that do not belong together', async () => {
    const list = listFile('sdn.csv', row('1', 'ONE'));
    await expect(readList(ofacCsv, [list, list])).rejects.toThrow(/second file/);
    await expect(readList(ofacCsv, [list, listFile('x.csv', '1')])).rejects.toThrow(/by its name/);
    await expect(readList(ofacCsv, [listFile('alt.csv', '1')])).rejects.toThrow(/missing/);
  });

  it('reads a line of 200 MB in bounded memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const content = function* (): Iterable<Buffer> {
      yield Buffer.from(`${row('1', 'ONE')}\r\n2,"`);
      for (let i = 0; i < 200; i++) yield chunk;
      yield Buffer.from(`"\r\n${row('3', 'THREE')}\r\n`);
    };
    const before = process.memoryUsage().arrayBuffers;
    const list = await readList(ofacCsv, listFile('sdn.csv', content));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
    expect(list.byId.has('ofac-3')).toBe(true);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([2]);
  });

  it.each(FILES)('stays itself or fails with a ListError, whatever the damage to %s', async (name) => {
    const bytes = readFileSync(new URL(`../../../test/fixtures/lists/ofac/${name}`, import.meta.url));
    const others = FILES.filter((other) => other !== name).map((other) => fixture(`ofac/${other}`));
    await fc.assert(
      fc.asyncProperty(damaged(bytes), async (content) => {
        try {
          const list = await readList(ofacCsv, [listFile(name, content), ...others]);
          const ids = list.entities.map((entity) => entity.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const entity of list.entities) expect(entity.id).toMatch(/^ofac-\d+/);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ListError' });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the consolidated list', () => {
  const files = ['cons_prim', 'cons_alt', 'cons_add', 'cons_comments'].map((name) =>
    fixture(`ofac-cons/${name}.csv`),
  );

  it('reads what stands around a cut beside a space, and Russian numbers', async () => {
    const list = await readList(ofacConsCsv, files);
    expect(list.quarantine).toEqual([]);
    expect(list.byId.get('ofac-17254')?.properties).toMatchObject({
      innCode: ['7706061801'],
      okpoCode: ['00044463'],
      ogrnCode: ['1027700049486'],
    });
    expect(list.byId.get('ofac-30930')?.schema).toBe('Company');
  });

  it('is told from the SDN list by the names of its files', async () => {
    const heads = (all: readonly string[], folder: string) =>
      all.map((name) => ({
        name,
        head: readFileSync(
          new URL(`../../../test/fixtures/lists/${folder}/${name}`, import.meta.url),
          'utf8',
        ),
      }));
    const cons = heads(['cons_prim.csv', 'cons_alt.csv', 'cons_add.csv', 'cons_comments.csv'], 'ofac-cons');
    const main = heads(FILES, 'ofac');
    expect([ofacCsv.recognises(main), ofacConsCsv.recognises(main)]).toEqual([true, false]);
    expect([ofacCsv.recognises(cons), ofacConsCsv.recognises(cons)]).toEqual([false, true]);
    expect(ofacCsv.recognises([{ name: 'sdn.csv', head: 'id,name\n1,x' }])).toBe(false);
  });
});
