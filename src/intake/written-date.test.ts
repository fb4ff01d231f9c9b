import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePartialDate } from '../model/index.ts';
import { readWrittenDate, WIDEST_RANGE, yearsBetween } from './written-date.ts';

describe('readWrittenDate', () => {
  it.each([
    ['27 Aug 1955', ['1955-08-27'], false],
    ['27 August 1955.', ['1955-08-27'], false],
    ['Mar 1961', ['1961-03'], false],
    ['1961', ['1961'], false],
    ['1961-03-07', ['1961-03-07'], false],
    ['circa 1937', ['1937'], true],
    ['approximately Mar 1968', ['1968-03'], true],
    ['1960 to 1962', ['1960', '1961', '1962'], true],
    ['Between 1956 and 1958', ['1956', '1957', '1958'], true],
    ['circa 1979-1982', ['1979', '1980', '1981', '1982'], true],
    ['01 Jan 1970 to 31 Dec 1971', ['1970', '1971'], true],
    ['Between Aug. and Sep. 1977', ['1977'], true],
  ])('reads %s', (text, dates, approximate) => {
    expect(readWrittenDate(text)).toEqual({ dates, approximate });
  });

  it.each([
    '',
    'unknown',
    '30-35 years old',
    '1940 to 1960',
    '1962 to 1960',
    '12/13/1961',
    '27 Foo 1955',
    'x'.repeat(1e6),
  ])('does not read %.20s', (text) => expect(readWrittenDate(text)).toBeUndefined());

  it('gives partial dates and years only, whatever the text', () => {
    const part = fc.oneof(
      fc.constantFrom('circa', 'Between', 'and', 'to', '-', 'Aug', 'May.', '1961', '31', ' ', '0000'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const read = readWrittenDate(parts.join(' '));
        expect(read?.dates.length ?? 0).toBeLessThanOrEqual(WIDEST_RANGE);
        for (const date of read?.dates ?? []) expect(date).toMatch(/^\d{4}(?:-\d{2}){0,2}$/);
      }),
    );
  });

  it('knows no year 0', () => {
    expect(readWrittenDate('May. to 0000')).toBeUndefined();
  });

  it('gives as many years as a range has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2000 }), fc.integer({ min: 0, max: 20 }), (from, more) => {
        const years = yearsBetween(from, from + more);
        expect(years?.length).toBe(more < WIDEST_RANGE ? more + 1 : undefined);
        for (const year of years ?? []) expect(parsePartialDate(year)).toBeDefined();
      }),
    );
  });
});
