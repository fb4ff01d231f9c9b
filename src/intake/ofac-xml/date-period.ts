import { daysInMonth, formatPartialDate } from '../../model/index.ts';
import { yearsBetween } from '../written-date.ts';
import { childOf, textOf, type XmlElement } from '../xml-records.ts';

/** What a date period of the advanced XML says, as partial dates; `approximate` where the list says so. */
export interface PeriodDates {
  readonly dates: readonly string[];
  readonly approximate: boolean;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * A `DatePeriod`: it begins between `Start/From` and `Start/To` and ends between `End/From` and `End/To`. A day has both
 * ends on it, a year runs from its first to its last day. `undefined` where it cannot be read, or where it
 * spans more years than can be compared.
 */
export function periodDates(period: XmlElement): PeriodDates | undefined {
  const start = childOf(period, 'Start');
  const end = childOf(period, 'End') ?? start;
  const first = start && dayOf(childOf(start, 'From') ?? start, false);
  const last = end && dayOf(childOf(end, 'To') ?? end, true);
  if (!first || !last) return undefined;
  const approximate = start?.attributes.Approximate === 'true' || end?.attributes.Approximate === 'true';
  const exact = exactDate(first, last);
  // The day of "circa" is no day to compare by.
  if (exact !== undefined) return { dates: [approximate ? exact.slice(0, 4) : exact], approximate };
  const years = yearsBetween(first.year, last.year);
  return years && { dates: years, approximate: true };
}

/** The day, month or year that a period is; `undefined` for others. */
function exactDate(first: Day, last: Day): string | undefined {
  if (first.year !== last.year) return undefined;
  const { year, month } = first;
  if (month === last.month && first.day === last.day) return formatPartialDate(first);
  if (first.day !== 1 || last.day !== daysInMonth(last.year, last.month)) return formatPartialDate({ year });
  return formatPartialDate(month === last.month ? { year, month } : { year });
}

/** A `Date` (or one end of a period), with the first or last day of what is not said. */
function dayOf(element: XmlElement, atEnd: boolean): Day | undefined {
  const part = (name: string): number | undefined => {
    const text = textOf(element, name);
    return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
  };
  const year = part('Year');
  if (year === undefined) return undefined;
  const month = part('Month') ?? (atEnd ? 12 : 1);
  return { year, month, day: part('Day') ?? (atEnd ? daysInMonth(year, month) : 1) };
}

/** A `Date` element as a partial date. */
export function dateOf(element: XmlElement | undefined): string | undefined {
  const first = element && dayOf(element, false);
  const last = element && dayOf(element, true);
  return first && last && exactDate(first, last);
}
