import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture, listFile, readList } from '../../../test/support/read-list.ts';
import { senzingJson } from './index.ts';

const record = (id: string, more: object = { NAME_FULL: 'A' }): string =>
  JSON.stringify({ DATA_SOURCE: 'X', RECORD_ID: id, RECORD_TYPE: 'PERSON', ...more });

describe('Senzing JSON', () => {
  it('reads features by kind, with documents and links', async () => {
    const list = await readList(senzingJson, fixture('senzing/records.json'), { dataset: 'un' });
    expect(list.quarantine).toEqual([]);
    expect(list.byId.get('un-QDi.012')).toEqual({
      id: 'un-QDi.012',
      schema: 'Person',
      properties: {
        name: ['Nashwan Abd Al-Razzaq Abd Al-Baqi'],
        alias: ['Abd Al-Hadi Al-Iraqi'],
        topics: ['sanction'],
        birthDate: ['1961'],
        nationality: ['iq'],
        idNumber: ['0094195'],
      },
    });
    expect(list.byId.get('un-QDi.012-national-id-0094195')).toEqual({
      id: 'un-QDi.012-national-id-0094195',
      schema: 'Identification',
      properties: { holder: ['un-QDi.012'], number: ['0094195'], type: ['ration card'], country: ['iq'] },
    });
    expect(list.entities.find((one) => one.schema === 'UnknownLink')?.properties).toEqual({
      subject: ['un-QDi.012'],
      object: ['un-QDe.098'],
      role: ['Member'],
    });
    expect(list.dropped).toMatchObject({ ETHNICITY: 1, RELIGION: 1 });
    expect(JSON.stringify(list.events)).not.toContain('left out');
  });

  it('reads flat attributes with their kind before them, and a list FEATURES', async () => {
    const list = await readList(senzingJson, fixture('senzing/records.json'), { dataset: 'un' });
    expect(list.byId.get('un-QDe.098')).toEqual({
      id: 'un-QDe.098',
      schema: 'Organization',
      properties: {
        name: ['Ansar al-Islam'],
        email: ['a@example.org'],
        address: ['Mosul, Iraq'],
        country: ['iq'],
      },
    });
    expect(list.byId.get('un-made-up')).toMatchObject({
      schema: 'Person',
      properties: {
        name: ['Anna Example'],
        firstName: ['Anna'],
        lastName: ['Example'],
        birthDate: ['1961-03-07'],
        gender: ['female'],
        passportNumber: ['AB123'],
        taxNumber: ['99'],
      },
    });
  });

  it('quarantines bad lines with their number and goes on', async () => {
    const lines = [
      record('1'),
      '{"RECORD_ID":',
      '[]',
      record(''),
      record('1'),
      record('6', { RECORD_TYPE: 'GHOST' }),
      record('7', {}),
      record('8', { NAME_FULL: 'B', DATE_OF_BIRTH: '2031-01-01' }),
    ];
    const list = await readList(senzingJson, listFile('x.json', lines.join('\n')));
    expect(list.entities.map((one) => one.id)).toEqual(['x-1', 'x-8']);
    expect(list.quarantine.map((entry) => entry.line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    await expect(readList(senzingJson, listFile('x.json', 'id,name\n'))).rejects.toThrow(
      /nothing could be read/,
    );
  });

  it('keeps 10,000 aliases', async () => {
    const NAMES = Array.from({ length: 10_001 }, (_, i) => ({ NAME_TYPE: 'AKA', NAME_FULL: `N ${i}` }));
    const list = await readList(senzingJson, listFile('x.json', record('1', { NAMES })));
    expect(list.byId.get('x-1')?.properties.alias).toHaveLength(10_000);
  });

  it('stands any JSON', async () => {
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'NAME_FULL',
        'DATE_OF_BIRTH',
        'PASSPORT_NUMBER',
        'REL_POINTER_KEY',
        'AKA_NAME_FULL',
        'RECORD_TYPE',
      ),
    );
    const json = fc.dictionary(
      key,
      fc.oneof(fc.string(), fc.jsonValue(), fc.array(fc.dictionary(key, fc.string()))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 4 }), async (records) => {
        const text = records.map((one, i) => JSON.stringify({ RECORD_ID: `r${i}`, ...one })).join('\n');
        try {
          const list = await readList(senzingJson, listFile('x.json', text));
          const ids = list.entities.map((one) => one.id);
          expect(new Set(ids).size).toBe(ids.length);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ListError' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
