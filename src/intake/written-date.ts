import { formatPartialDate } from '../model/index.ts';

/** Dates as lists write them in words, as partial ISO dates; `approximate` where the list says so. */
export interface WrittenDate {
  readonly dates: readonly string[];
  readonly approximate: boolean;
}

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
/** A range of years is given as its years; a wider one says too little about a birth to be compared. */
export const WIDEST_RANGE = 10;
/** The longest text that can be a date or a range. */
const MAX_TEXT = 100;
const APPROXIMATE = /^(?:circa|ca\.?|c\.|approximately|approx\.?|about|around|late|early|mid|between)\s+/i;
const RANGE = /^(.+?)\s*(?:\bto\b|\band\b|-|–)\s*(.+)$/i;

const MONTH_ALONE = /^[A-Za-z]{3,9}\.?$/;

const monthOf = (word: string): number | undefined => MONTHS[word.slice(0, 3).toLowerCase()];

/** `27 Aug 1955`, `Aug 1955`, `27 August 1955`, `1955`, `1955-08-27`; one date, not a range. */
export function readOneDate(text: string): string | undefined {
  const bare = text.trim().replace(/[.,]+$/, '');
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(bare);
  if (iso) return bare;
  const words = /^(?:(\d{1,2})[\s.-]+)?([A-Za-z]{3,9})\.?[\s,-]+(\d{4})$/.exec(bare);
  if (!words) return undefined;
  const month = monthOf(words[2]!);
  if (month === undefined) return undefined;
  const year = Number(words[3]);
  return formatPartialDate(words[1] === undefined ? { year, month } : { year, month, day: Number(words[1]) });
}

/**
 * A date, `circa` a date, or a range (`1960 to 1962`, `Between 1956 and 1958`, `1968-1970`), which becomes its years.
 * `undefined` if it is none of these, or a range of more than {@link WIDEST_RANGE} years.
 */
export function readWrittenDate(text: string): WrittenDate | undefined {
  if (text.length > MAX_TEXT) return undefined;
  let rest = text.trim();
  let approximate = false;
  for (let cut = APPROXIMATE.exec(rest); cut; cut = APPROXIMATE.exec(rest)) {
    approximate = true;
    rest = rest.slice(cut[0].length);
  }
  const one = readOneDate(rest);
  if (one !== undefined) return { dates: [one], approximate };
  const range = RANGE.exec(rest);
  if (!range) return undefined;
  const to = readOneDate(range[2]!.replace(APPROXIMATE, ''));
  // `Aug. and Sep. 1977`: the year stands only once.
  const from = MONTH_ALONE.test(range[1]!) ? to : readOneDate(range[1]!.replace(APPROXIMATE, ''));
  if (from === undefined || to === undefined) return undefined;
  const years = yearsBetween(Number(from.slice(0, 4)), Number(to.slice(0, 4)));
  return years && { dates: years, approximate: true };
}

/** The years of a range; `undefined` if it is too wide, runs backwards or begins before the year 1. */
export function yearsBetween(from: number, to: number): readonly string[] | undefined {
  if (from < 1 || to < from || to - from >= WIDEST_RANGE) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(4, '0'));
}
