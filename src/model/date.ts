/**
 * Partial dates, as lists give them: a year, a year and month, or a full day.
 *
 * Written as ISO 8601 prefixes (`1961`, `1961-03`, `1961-03-07`), the form FollowTheMoney uses. No time, no
 * zone: a birth date is a calendar day in the place of birth.
 */

export interface PartialDate {
  readonly year: number;
  /** 1–12; absent when only the year is known. */
  readonly month?: number;
  /** 1–31; absent when only year and month are known. */
  readonly day?: number;
}

const ISO_PREFIX = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month in the proleptic Gregorian calendar; `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `undefined` for anything else, including days that do not exist. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const found = ISO_PREFIX.exec(text);
  if (!found) return undefined;
  const year = Number(found[1]);
  if (year === 0) return undefined;
  if (found[2] === undefined) return { year };
  const month = Number(found[2]);
  if (month < 1 || month > 12) return undefined;
  if (found[3] === undefined) return { year, month };
  const day = Number(found[3]);
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The ISO prefix of a partial date. */
export function formatPartialDate(date: PartialDate): string {
  const year = String(date.year).padStart(4, '0');
  if (date.month === undefined) return year;
  if (date.day === undefined) return `${year}-${two(date.month)}`;
  return `${year}-${two(date.month)}-${two(date.day)}`;
}
