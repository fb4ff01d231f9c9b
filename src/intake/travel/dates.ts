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

/** The day, if the calendar has it. */
function iso(year: number, month: number, day: number): string | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year > 0)) return undefined;
  const place =
    year >= FIRST_YEAR && year <= LAST_YEAR ? ((year - FIRST_YEAR) << 9) | (month << 5) | day : -1;
  const known = place >= 0 ? written[place] : undefined;
  if (known !== undefined) return known;
  if (day > daysInMonth(year, month)) return undefined;
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (place >= 0) written[place] = text;
  return text;
}

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
      ? iso(wholeYear(digits(text, 0, 2), of, messageYear), digits(text, 2, 4), digits(text, 4, 6))
      : text.length === 8
        ? iso(digits(text, 0, 4), digits(text, 4, 6), digits(text, 6, 8))
        : undefined;
  return day ?? otherwise(text, of, messageYear);
}

/** `DDMMYY` (PNRGOV), or what can be read in one way only. */
export function dayFirst(text: string, of: DateOf, messageYear: number): string | undefined {
  const day =
    text.length === 6
      ? iso(wholeYear(digits(text, 4, 6), of, messageYear), digits(text, 2, 4), digits(text, 0, 2))
      : undefined;
  return day ?? otherwise(text, of, messageYear);
}

/** Forms that no message should have here, and that mean one day only: `1980-02-28`, `28FEB80`. */
const otherwise = (text: string, of: DateOf, messageYear: number): string | undefined =>
  text.length === 10 && text[4] === '-' && text[7] === '-'
    ? iso(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
    : monthByName(text, of, messageYear);

/** `DDMMMYY` or `DDMMMYYYY` (service information such as `DOCS`). */
export function monthByName(text: string, of: DateOf, messageYear: number): string | undefined {
  const { length } = text;
  // One digit or two for the day: nine or eight with a whole year, seven or six without.
  const month = length === 9 || length === 7 ? 2 : length === 8 || length === 6 ? 1 : 0;
  if (month === 0) return undefined;
  const told = digits(text, month + 3, length);
  return iso(
    length > 7 ? told : wholeYear(told, of, messageYear),
    MONTHS.get(lettersAt(text, month)) ?? 0,
    digits(text, 0, month),
  );
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
