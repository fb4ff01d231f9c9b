import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessDelimiter, type Row, readRowBatches, splitRow } from './delimited.ts';

async function rowsOf(text: string | readonly string[], delimiter = ','): Promise<Row[]> {
  const parts = typeof text === 'string' ? [text] : text;
  const stream = Readable.from(
    parts.map((part) => Buffer.from(part)),
    { objectMode: false },
  );
  const rows: Row[] = [];
  for await (const batch of readRowBatches(stream, { delimiter, maxBytes: 100_000 })) rows.push(...batch);
  return rows;
}

/** Writes fields as RFC 4180 says. */
const written = (rows: readonly (readonly string[])[], delimiter: string): string =>
  rows
    .map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(delimiter))
    .join('\r\n');

describe('readRowBatches', () => {
  it('reads quotes, line breaks in quotes, CRLF, and a byte order mark', async () => {
    expect(await rowsOf('\ufeffid,name\r\n1,"Smith, ""Jack"""\r\n2,"two\nlines"\n\n3,plain')).toEqual([
      { line: 1, fields: ['id', 'name'] },
      { line: 2, fields: ['1', 'Smith, "Jack"'] },
      { line: 3, fields: ['2', 'two\nlines'] },
      { line: 6, fields: ['3', 'plain'] },
    ]);
  });

  it('takes stray quotes as text', async () => {
    expect(splitRow('John "Jack" Smith,"a"b,c', ',')).toEqual(['John "Jack" Smith', 'ab', 'c']);
  });

  it('loses one line, not the file, to a quote that is never closed', async () => {
    const rows = await rowsOf(`a,b\n1,"open\n${'2,x\n'.repeat(1_500)}3,last`);
    expect(rows.filter((row) => 'problem' in row)).toMatchObject([{ line: 2 }]);
    expect(rows).toHaveLength(1_503);
    expect(rows.at(-1)).toEqual({ line: 1_503, fields: ['3', 'last'] });
  });

  it('is not slowed down by quotes made to keep it waiting', async () => {
    const rows = await rowsOf('"x""\n'.repeat(20_000));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(20_000);
  });

  it('reads back whatever was written, however it comes in pieces', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', ' ', 'é', '名', '\t') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        fc.nat(50),
        async (table, delimiter, cut) => {
          const text = written(table, delimiter);
          const rows = await rowsOf([text.slice(0, cut), text.slice(cut)], delimiter);
          expect(rows.map((row) => ('fields' in row ? row.fields : row))).toEqual(table);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads any bytes to the end, each line at most once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const stream = Readable.from([Buffer.from(bytes)], { objectMode: false });
        const seen = new Set<number>();
        for await (const batch of readRowBatches(stream, { delimiter: ',', maxBytes: 100 })) {
          for (const row of batch) {
            expect(seen.has(row.line)).toBe(false);
            seen.add(row.line);
          }
        }
      }),
    );
  });
});

describe('guessDelimiter', () => {
  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a;b;c\n"1,5";2;3', ';'],
    ['a\tb\tc', '\t'],
    ['a|b', '|'],
    ['name', ','],
    ['"last, first";born', ';'],
  ])('%j', (head, delimiter) => expect(guessDelimiter(head)).toBe(delimiter));
});
