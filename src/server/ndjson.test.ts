import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, readLines } from './ndjson.ts';

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function lines(
  text: string,
  sizes: readonly number[],
  limit = 1000,
  group = 3,
): Promise<readonly Line[]> {
  const found: Line[] = [];
  for await (const some of readLines(chunksOf(Buffer.from(text), sizes), limit, group)) {
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThanOrEqual(group);
    found.push(...some);
  }
  return found;
}

describe('readLines', () => {
  it('gives the same lines however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (texts, sizes) => {
          const clean = texts.map((text) => text.replace(/[\r\n]/g, '').trim());
          const expected = clean.flatMap((text, i) => (text === '' ? [] : [{ number: i + 1, text }]));
          expect(await lines(clean.join('\n'), sizes)).toEqual(expected);
        },
      ),
    );
  });

  it('tells a line that is too long and goes on with the next', async () => {
    const found = await lines(`a\n${'x'.repeat(5000)}\nb\n`, [7]);
    expect(found).toEqual([
      { number: 1, text: 'a' },
      { number: 2, tooLong: true },
      { number: 3, text: 'b' },
    ]);
  });

  it('gives the last line although no newline ends it, and takes CR LF', async () => {
    expect(await lines('a\r\nb', [100])).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ]);
  });
});
