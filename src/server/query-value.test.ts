import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQueryValue } from './query-value.ts';

const read = (type: Parameters<typeof readQueryValue>[0], text: string): string | undefined => {
  const result = readQueryValue(type, text);
  return result.read ? result.value : undefined;
};

describe('readQueryValue', () => {
  it.each([
    ['Russia', 'ru'],
    ['Russian Federation', 'ru'],
    ['RU', 'ru'],
    ['rus', 'ru'],
    ['united states', 'us'],
    ['USA', 'us'],
    ['UK', 'gb'],
    ['Soviet Union', 'suhh'],
    ['Kosovo', 'xk'],
    ['Atlantis', undefined],
    ['constructor', undefined],
    ['zz', undefined],
  ])('reads the country %s as %s', (text, code) => {
    expect(read('country', text)).toBe(code);
  });

  it.each([
    ['1961', '1961'],
    ['1961-03', '1961-03'],
    ['1961-03-07', '1961-03-07'],
    ['1961-03-07T00:00:00Z', '1961-03-07'],
    ['19610307', '1961-03-07'],
    ['7.3.1961', '1961-03-07'],
    ['7 March 1961', '1961-03-07'],
    ['07-Mar-1961', '1961-03-07'],
    ['March 1961', '1961-03'],
    ['03/07/1961', undefined],
    ['1961-02-30', undefined],
    ['n/a', undefined],
  ])('reads the date %s as %s', (text, date) => {
    expect(read('date', text)).toBe(date);
  });

  it('reads sex in the ways that forms write it', () => {
    expect([read('gender', 'M'), read('gender', 'woman'), read('gender', 'toString')]).toEqual([
      'male',
      'female',
      undefined,
    ]);
  });

  it('takes control characters for spaces and keeps joiners', () => {
    expect(read('name', ' Salah\u0000\n Abdeslam\u202e ')).toBe('Salah Abdeslam');
    expect(read('name', 'می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(read('name', '\u0007')).toBeUndefined();
    expect(read('name', '\ud800')).toBeUndefined();
  });

  it('never throws, and what it reads it reads again to the same', () => {
    const types = fc.constantFrom('name' as const, 'date' as const, 'country' as const, 'gender' as const);
    fc.assert(
      fc.property(types, fc.string({ unit: 'binary', maxLength: 60 }), (type, text) => {
        const first = read(type, text);
        if (first !== undefined) expect(read(type, first)).toBe(first);
      }),
    );
  });
});
