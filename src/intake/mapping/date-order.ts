import { formatPartialDate } from '../../model/index.ts';

/** Which comes first of day, month and year. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'ydm';

/** The problem of text that has not the parts of a date. */
export const NOT_A_DATE = 'not a date';

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd', 'ydm'];
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const ISO = /^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d.*)?)?)?$/;
const PARTS = /[\p{L}\p{M}]+|\d+/gu;

/** The order in a format such as `DD/MM/YYYY`; `undefined` where day, month and year are not all there. */
export function orderOf(format: string): DateOrder | undefined {
  const letters = format
    .toLowerCase()
    .replace(/[^dmy]/g, '')
    .replace(/(.)\1+/g, '$1');
  return ORDERS.find((order) => order === letters);
}

/**
 * Reads a date as people write it (`7.3.1961`, `07/03/1961`, `7 Mar 1961`, `19610307`, `1961`, `00/00/1961`) into an
 * ISO prefix. Text that is already ISO comes back as it is. A problem where it cannot be told which part is the day.
 */
export function readDate(
  text: string,
  order?: DateOrder,
): { readonly date: string } | { readonly problem: string } {
  if (ISO.test(text)) return { date: text };
  const parts = text.match(PARTS) ?? [];
  if (parts.length > 3) return { problem: NOT_A_DATE };
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    if (/^\d{4}$/.test(only)) return { date: only };
    return /^\d{8}$/.test(only) ? readEightDigits(only, order) : { problem: NOT_A_DATE };
  }
  const monthAt = parts.findIndex((part) => monthOf(part) !== undefined);
  const yearAt = parts.findIndex((part) => /^\d{4}$/.test(part));
  if (yearAt < 0) return { problem: 'no year of four digits' };
  const year = Number(parts[yearAt]);
  const rest = parts.filter((_, i) => i !== yearAt && i !== monthAt);
  if (rest.some((part) => !/^\d{1,2}$/.test(part))) return { problem: NOT_A_DATE };
  const [first, second] = rest.map(Number);
  if (monthAt >= 0) return made(year, monthOf(parts[monthAt] ?? ''), first);
  if (second === undefined) return made(year, first, undefined);
  if (first === undefined) return { problem: NOT_A_DATE };
  if (yearAt === 0) return order === 'ydm' ? made(year, second, first) : made(year, first, second);
  const told = order ?? orderByValue(first, second) ?? (text.includes('.') ? 'dmy' : undefined);
  if (told === undefined) return { problem: 'day and month cannot be told apart; give the date format' };
  return told === 'mdy' ? made(year, first, second) : made(year, second, first);
}

/** The order that dates of one column have in common; `undefined` where none of them shows it. */
export function inferOrder(samples: readonly string[]): DateOrder | undefined {
  let dmy = 0;
  let mdy = 0;
  for (const sample of samples) {
    const found = /^\s*(\d{1,2})\D+(\d{1,2})\D+\d{4}/.exec(sample);
    const order = found ? orderByValue(Number(found[1]), Number(found[2])) : undefined;
    if (order === 'dmy' && found?.[1] !== found?.[2]) dmy++;
    if (order === 'mdy') mdy++;
  }
  if (dmy > 0 && mdy > 0) return undefined;
  if (dmy > 0) return 'dmy';
  return mdy > 0 ? 'mdy' : undefined;
}

/** What the values themselves show: 31/12 has the day first. Equal parts are the same either way. */
function orderByValue(first: number, second: number): DateOrder | undefined {
  if (first > 12 || first === second) return 'dmy';
  return second > 12 ? 'mdy' : undefined;
}

function readEightDigits(text: string, order: DateOrder | undefined) {
  const at = (from: number, length: number): number => Number(text.slice(from, from + length));
  if (order === 'dmy') return made(at(4, 4), at(2, 2), at(0, 2));
  if (order === 'mdy') return made(at(4, 4), at(0, 2), at(2, 2));
  return order === 'ydm' ? made(at(0, 4), at(6, 2), at(4, 2)) : made(at(0, 4), at(4, 2), at(6, 2));
}

/** Zero stands for "not known" in many lists. Whether the day exists is checked where all dates are. */
function made(
  year: number,
  month: number | undefined,
  day: number | undefined,
): { readonly date: string } | { readonly problem: string } {
  if (!month) return day ? { problem: 'a day without a month' } : { date: formatPartialDate({ year }) };
  if (month > 12) return { problem: `there is no month ${month}` };
  return { date: formatPartialDate(day ? { year, month, day } : { year, month }) };
}

/** `Mar`, `March`, `Sept`; not every word that begins so. */
function monthOf(text: string): number | undefined {
  const word = text.toLowerCase();
  const at = word.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(word));
  return at >= 0 ? at + 1 : undefined;
}
