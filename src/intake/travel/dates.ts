import { daysInMonth } from '../../model/index.ts';

/** Dates and times of travel messages: two-digit years, and three orders of day, month and year. */

const MONTHS = new Map(
  ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].map((name, place) => [
    lettersAt(name, 0),
    place + 1,
  ]),
);

/** Three letters as one number, small and capital ones alike; 0 for what has other letters than ASCII's. */
function lettersAt(text: string, at: number): number {
  const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  if ((first | second | third) > 127) return 0;
  return ((first & ~32) << 16) | ((second & ~32) << 8) | (third & ~32);
}

/** What the date is of: a birth lies before the message, a journey or an expiry about it or after. */
export type DateOf = 'birth' | 'travel';

/** Longest time that a document is valid or a booking reaches ahead, years; what lies further ahead is of 19xx. */
const FURTHEST_AHEAD = 50;

/**
 * The year of two digits. A birth is the latest such year that is not after the message: nobody travels before being
 * born, and travellers of more than a hundred years are rarer than infants.
 */
function wholeYear(two: number, of: DateOf, messageYear: number): number {
  const year = Math.floor(messageYear / 100) * 100 + two;
  if (of === 'birth') return year > messageYear ? year - 100 : year;
  if (year > messageYear + FURTHEST_AHEAD) return year - 100;
  return year < messageYear - FURTHEST_AHEAD ? year + 100 : year;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** Days that were written before, of these years: the same few thousand come again and again. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;
const written: (string | undefined)[] = Array(((LAST_YEAR - FIRST_YEAR + 1) << 9) | 511).fill(undefined);

/** The day, if the calendar has it. Of a birth, zeros stand for a month or a day that nobody knows (ICAO 9303-3 §4.8). */
function iso(year: number, month: number, day: number, of: DateOf): string | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year > 0))
    return of === 'birth' && day === 0 ? partial(year, month) : undefined;
  const place =
    year >= FIRST_YEAR && year <= LAST_YEAR ? ((year - FIRST_YEAR) << 9) | (month << 5) | day : -1;
  const known = place >= 0 ? written[place] : undefined;
  if (known !== undefined) return known;
  if (day > daysInMonth(year, month)) return undefined;
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (place >= 0) written[place] = text;
  return text;
}

const partial = (year: number, month: number): string | undefined =>
  !(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 0 && month <= 12)
    ? undefined
    : month === 0
      ? String(year)
      : `${year}-${two(month)}`;

/** Zeros alone: the sender does not know the day. */
export const isUnknownDay = (text: string): boolean => /^0+$/.test(text);

/** The number that stands in some digits of a text; NaN where something else does. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `YYMMDD` or `YYYYMMDD` (PAXLST), or what can be read in one way only; `undefined` for what is no day. */
export function yearFirst(text: string, of: DateOf, messageYear: number): string | undefined {
  const day =
    text.length === 6
      ? iso(wholeYear(digits(text, 0, 2), of, messageYear), digits(text, 2, 4), digits(text, 4, 6), of)
      : text.length === 8
        ? iso(digits(text, 0, 4), digits(text, 4, 6), digits(text, 6, 8), of)
        : undefined;
  return day ?? otherwise(text, of, messageYear);
}

/** `DDMMYY` (PNRGOV), or what can be read in one way only. */
export function dayFirst(text: string, of: DateOf, messageYear: number): string | undefined {
  const day =
    text.length === 6
      ? iso(wholeYear(digits(text, 4, 6), of, messageYear), digits(text, 2, 4), digits(text, 0, 2), of)
      : text.length === 8
        ? inOneOrder(text, of)
        : undefined;
  return day ?? otherwise(text, of, messageYear);
}

/** Eight figures with a year of this century or the last at one end only: `20240302`, `02032024`. */
function inOneOrder(text: string, of: DateOf): string | undefined {
  const first = digits(text, 0, 4);
  const last = digits(text, 4, 8);
  const isYear = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
  const yearBefore = isYear(first) ? iso(first, digits(text, 4, 6), digits(text, 6, 8), of) : undefined;
  const yearAfter = isYear(last) ? iso(last, digits(text, 2, 4), digits(text, 0, 2), of) : undefined;
  return yearBefore && yearAfter ? undefined : (yearBefore ?? yearAfter);
}

/** Forms that no message should have here, and that mean one day only: `1980-02-28`, `28FEB80`. */
const otherwise = (text: string, of: DateOf, messageYear: number): string | undefined =>
  text.length === 10 && text[4] === '-' && text[7] === '-'
    ? iso(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10), of)
    : monthByName(text, of, messageYear);

/** A `DTM` value whose format (UN/EDIFACT 2379) has another order, with the year first; years and months alone end in zeros. */
export function inYearOrder(text: string, format: string): string {
  switch (format) {
    // DDMMYY, MMDDYY, DDMMCCYY.
    case '2':
      return text.length === 6 ? text.slice(4) + text.slice(2, 4) + text.slice(0, 2) : text;
    case '3':
      return text.length === 6 ? text.slice(4) + text.slice(0, 4) : text;
    case '4':
      return text.length === 8 ? text.slice(4) + text.slice(2, 4) + text.slice(0, 2) : text;
    // With a time: YYMMDDHHMM, CCYYMMDDHHMM, CCYYMMDDHHMMSS.
    case '201':
      return text.length === 10 ? text.slice(0, 6) : text;
    case '203':
    case '204':
      return text.length === 12 || text.length === 14 ? text.slice(0, 8) : text;
    case '602':
      return text.length === 4 ? `${text}0000` : text;
    case '610':
      return text.length === 6 ? `${text}00` : text;
    default:
      return text;
  }
}

/** `DDMMMYY` or `DDMMMYYYY` (service information such as `DOCS`). */
export function monthByName(text: string, of: DateOf, messageYear: number): string | undefined {
  const { length } = text;
  // One digit or two for the day: nine or eight with a whole year, seven or six without.
  const month = length === 9 || length === 7 ? 2 : length === 8 || length === 6 ? 1 : 0;
  if (month === 0) return undefined;
  const told = digits(text, month + 3, length);
  const ofYear = MONTHS.get(lettersAt(text, month));
  return ofYear === undefined
    ? undefined
    : iso(length > 7 ? told : wholeYear(told, of, messageYear), ofYear, digits(text, 0, month), of);
}

/** The first `DDMMMYY`, `DDMMMYYYY` or `YYYY-MM-DD` in a text. */
export function firstDay(text: string, of: DateOf, messageYear: number): string | undefined {
  const found = /(?<![A-Z0-9])(?:\d{1,2}[A-Z]{3}\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2})(?![A-Z0-9])/i.exec(text);
  return found ? yearFirst(found[0], of, messageYear) : undefined;
}

/** All of a day. */
const TIMES = Array.from({ length: 1440 }, (_, at) => `${two(Math.floor(at / 60))}:${two(at % 60)}`);

/** `HHMM` (also `HHMMSS`) as `HH:MM`. */
export function clock(text: string): string | undefined {
  if ((text.length !== 4 && text.length !== 6) || Number.isNaN(digits(text, 0, text.length)))
    return undefined;
  const [hour, minute] = [digits(text, 0, 2), digits(text, 2, 4)];
  return hour > 23 || minute > 59 ? undefined : TIMES[hour * 60 + minute];
}

/** A `DTM` value by its format qualifier (UN/EDIFACT 2379): 201 `YYMMDDHHMM`, 203 `YYYYMMDDHHMM`, 101, 102. */
export function moment(text: string, messageYear: number): string | undefined {
  const figures = Number.isNaN(digits(text, 0, text.length)) ? text.replace(/\D/g, '') : text;
  const { length } = figures;
  return (
    (length >= 12 || length === 8 ? momentOf(figures, 8, messageYear) : undefined) ??
    (length === 8 ? undefined : momentOf(figures, 6, messageYear))
  );
}

function momentOf(figures: string, dayLength: number, messageYear: number): string | undefined {
  const day = yearFirst(figures.slice(0, dayLength), 'travel', messageYear);
  const time = day && clock(figures.slice(dayLength, dayLength + 4));
  return time ? `${day}T${time}` : day;
}

/** The day after. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
