import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListError } from './reader.ts';
import { inUtf8 } from './text-encoding.ts';

const TEXT = 'source,target\nAnna Müller,Łukasz Ж.\n';

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const bigEndian = (text: string): Buffer => wide(text).swap16();

async function read(bytes: Buffer, told?: string, piece = 7): Promise<string> {
  const file = await inUtf8(
    {
      name: 'chart',
      open: () =>
        Readable.from(
          Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
            bytes.subarray(i * piece, (i + 1) * piece),
          ),
        ),
    },
    told,
  );
  const parts: Buffer[] = [];
  for await (const chunk of file.open()) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

describe('inUtf8', () => {
  it.each([
    ['UTF-16LE with a byte order mark', wide(`\ufeff${TEXT}`)],
    ['UTF-16BE with a byte order mark', bigEndian(`\ufeff${TEXT}`)],
    ['UTF-16LE without', wide(TEXT)],
    ['UTF-16BE without', bigEndian(TEXT)],
    ['UTF-8', Buffer.from(TEXT)],
  ])('reads %s, however the bytes come', async (_, bytes) => {
    for (const piece of [1, 3, 1000]) expect(await read(bytes, undefined, piece)).toBe(TEXT);
  });

  it('leaves UTF-8 as it is, mark and damage included: its reader judges it', async () => {
    expect(await read(Buffer.from('\ufeffa'))).toBe('\ufeffa');
    const damaged = Buffer.from([0x61, 0xff, 0x62]);
    expect(await read(damaged)).toBe(damaged.toString('utf8'));
  });

  it.each(['windows-1252', 'iso-8859-1', 'Latin1', 'us-ascii'])(
    'reads what an XML prolog declares: %s',
    async (label) => {
      const prolog = `<?xml version="1.0" encoding="${label}"?>`;
      const bytes = Buffer.concat([Buffer.from(prolog), Buffer.from([0x80, 0xe9, 0x9f, 0x81])]);
      expect(await read(bytes)).toBe(`${prolog}€éŸ\u0081`);
    },
  );

  it('reads windows-1251 and Shift JIS where they are declared or told', async () => {
    const prolog = "<?xml version='1.0' encoding='windows-1251' ?>";
    expect(await read(Buffer.concat([Buffer.from(prolog), Buffer.from([0xc6])]))).toBe(`${prolog}Ж`);
    expect(await read(Buffer.from([0x93, 0x8c]), 'shift_jis')).toBe('東');
    expect(await read(Buffer.from([0x80]), 'windows-1252')).toBe('€');
  });

  it('believes bytes before words: declared UTF-16 that is UTF-8, told windows-1252 that is UTF-16', async () => {
    const text = '<?xml version="1.0" encoding="utf-16"?><a>é</a>';
    expect(await read(Buffer.from(text))).toBe(text);
    expect(await read(wide(text))).toBe(text);
    expect(await read(wide(`\ufeff${TEXT}`), 'windows-1252')).toBe(TEXT);
  });

  it.each([
    [
      '<?xml version="1.0" encoding="ebcdic-cp-us"?>',
      /ebcdic-cp-us, which is not known here; save it as UTF-8/,
    ],
    ['<?xml version="1.0" encoding=""?>', /which is not known here/],
  ])('says what it does not know: %s', async (text, reason) => {
    const reading = read(Buffer.from(text));
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toBeInstanceOf(ListError);
  });

  it('says that UTF-16 is cut off or damaged, and that UTF-32 is not read', async () => {
    await expect(read(wide(`\ufeff${TEXT}`).subarray(0, -1))).rejects.toThrow(
      /not utf-16le throughout, or cut off/,
    );
    await expect(
      read(Buffer.concat([wide('\ufeffab'), Buffer.from([0x00, 0xd8]), wide('c')])),
    ).rejects.toThrow(/not utf-16le throughout/);
    await expect(read(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).rejects.toThrow(/utf-32le/);
  });

  it('gives back any text from either kind of UTF-16', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        async (text, piece) => {
          expect(await read(wide(`\ufeff${text}`), undefined, piece)).toBe(text);
          expect(await read(bigEndian(`\ufeff${text}`), undefined, piece)).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });
});
