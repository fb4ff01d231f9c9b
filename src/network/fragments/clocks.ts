import { daysInMonth, parsePartialDate } from '../../model/index.ts';
import type { Relation } from './relation.ts';

/** The two clocks: what held in the world then, and what was known by then. Each may be left open. */
export interface Clocks {
  /** Event time: a partial ISO date. What held at any time within it holds; what is not dated always does. */
  readonly event?: string;
  /** Knowledge time: an ISO instant, or a date, which means its end. What is not dated was always known. */
  readonly known?: string;
}

type Timed = Pick<Relation, 'validFrom' | 'validUntil' | 'recordedFrom' | 'recordedUntil'>;

/** Whether a telling counts at a place of the two clocks. */
export function countsAt(told: Timed, { event, known }: Clocks): boolean {
  if (event !== undefined) {
    if (told.validFrom !== undefined && firstDay(told.validFrom) > lastDay(event)) return false;
    // It held until before: one that ended on a day did not hold on it.
    if (told.validUntil !== undefined && firstDay(told.validUntil) <= firstDay(event)) return false;
  }
  if (known !== undefined) {
    const then = known.length === 10 ? `${known}T24` : known;
    if (told.recordedFrom !== undefined && told.recordedFrom > then) return false;
    if (told.recordedUntil !== undefined && told.recordedUntil <= then) return false;
  }
  return true;
}

/** The later of two starts and the earlier of two ends; `undefined` where they have no day in common. */
export function overlap<T extends Timed>(a: T, b: T): Timed | undefined {
  const valid = within(a.validFrom, a.validUntil, b.validFrom, b.validUntil, firstDay);
  const recorded = within(a.recordedFrom, a.recordedUntil, b.recordedFrom, b.recordedUntil, (text) => text);
  if (!valid || !recorded) return undefined;
  return {
    ...(valid.from !== undefined && { validFrom: valid.from }),
    ...(valid.until !== undefined && { validUntil: valid.until }),
    ...(recorded.from !== undefined && { recordedFrom: recorded.from }),
    ...(recorded.until !== undefined && { recordedUntil: recorded.until }),
  };
}

function within(
  fromA: string | undefined,
  untilA: string | undefined,
  fromB: string | undefined,
  untilB: string | undefined,
  day: (text: string) => string,
): { readonly from?: string; readonly until?: string } | undefined {
  const from = fromA === undefined || (fromB !== undefined && day(fromB) > day(fromA)) ? fromB : fromA;
  const until = untilA === undefined || (untilB !== undefined && day(untilB) < day(untilA)) ? untilB : untilA;
  if (from !== undefined && until !== undefined && day(until) <= day(from)) return undefined;
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

/** The first day of a partial ISO date. */
export const firstDay = (date: string): string =>
  date.slice(0, 10) + '0000-01-01'.slice(Math.min(10, date.length));

function lastDay(text: string): string {
  const date = parsePartialDate(text.slice(0, 10));
  if (!date || date.day !== undefined) return text.slice(0, 10);
  const month = date.month ?? 12;
  return `${text.slice(0, 4)}-${String(month).padStart(2, '0')}-${daysInMonth(date.year, month)}`;
}
