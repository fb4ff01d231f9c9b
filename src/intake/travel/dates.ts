import { daysInMonth } from '../../model/index.ts';

/** Dates and times of travel messages: two-digit years, and three orders of day, month and year. */

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

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

/** The day, if the calendar has it. */
const iso = (year: number, month: number, day: number): string | undefined =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && year > 0
    ? `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
    : undefined;

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
    MONTHS.indexOf(text.slice(month, month + 3).toUpperCase()) + 1,
    digits(text, 0, month),
  );
}

/** `HHMM` (also `HHMMSS`) as `HH:MM`. */
export function clock(text: string): string | undefined {
  if ((text.length !== 4 && text.length !== 6) || Number.isNaN(digits(text, 0, text.length)))
    return undefined;
  if (digits(text, 0, 2) > 23 || digits(text, 2, 4) > 59) return undefined;
  return `${text.slice(0, 2)}:${text.slice(2, 4)}`;
}

/** A `DTM` value by its format qualifier (UN/EDIFACT 2379): 201 `YYMMDDHHMM`, 203 `YYYYMMDDHHMM`, 101, 102. */
export function moment(text: string, messageYear: number): string | undefined {
  const digits = text.replace(/\D/g, '');
  for (const dayLength of digits.length >= 12 ? [8, 6] : digits.length === 8 ? [8] : [6]) {
    const day = yearFirst(digits.slice(0, dayLength), 'travel', messageYear);
    if (!day) continue;
    const time = clock(digits.slice(dayLength, dayLength + 4));
    return time ? `${day}T${time}` : day;
  }
  return undefined;
}

/** The day after. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
