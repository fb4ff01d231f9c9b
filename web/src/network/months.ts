import type { ChartClocks, ChartEdge } from './answers.ts';

/** A span of months on one of the two clocks; both ends are in it. */
export interface Span {
  readonly clock: 'event' | 'known';
  readonly from: string;
  readonly until: string;
  /** On the clock of knowledge: the very day, "what did we know on 13 November?". It lies in the month of `until`. */
  readonly day?: string;
}

/** The month after `2015-12` is `2016-01`; `by` may be negative. */
export function monthAfter(month: string, by = 1): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const at = year * 12 + of - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((((at % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** Months from one to another, both with it. */
export function monthsBetween(from: string, until: string): number {
  const at = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return at(until) - at(from);
}

/** All months of a row of counted ones, those without anything too. */
export function everyMonth(
  counted: readonly { readonly month: string; readonly tellings: number }[],
): readonly { readonly month: string; readonly tellings: number }[] {
  const [first] = counted;
  const last = counted.at(-1);
  if (!first || !last) return [];
  const by = new Map(counted.map(({ month, tellings }) => [month, tellings]));
  return Array.from({ length: monthsBetween(first.month, last.month) + 1 }, (_, i) => {
    const month = monthAfter(first.month, i);
    return { month, tellings: by.get(month) ?? 0 };
  });
}

/** The last day of a month. */
export function lastDay(month: string): string {
  const next = monthAfter(month);
  return new Date(Date.parse(`${next}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/**
 * What the server is asked for while a span is chosen: what was known by its end; or what held in its month or year. A span of
 * several months has no such answer (the event clock takes one partial date), and only fades the chart.
 */
export function clocksOf(span: Span | undefined): ChartClocks | undefined {
  if (!span) return undefined;
  if (span.clock === 'known') return { known: span.day ?? lastDay(span.until) };
  if (span.from === span.until) return { event: span.from };
  const year = span.from.slice(0, 4);
  return span.from === `${year}-01` && span.until === `${year}-12` ? { event: year } : undefined;
}

/**
 * How a tie stands to a span: `in` it, `before` (known already when it began), or `out`; `undated` where its clock says nothing,
 * which is not `out`: it may have held.
 */
export function standsTo(
  { validFrom, validUntil, knownSince }: Pick<ChartEdge, 'validFrom' | 'validUntil' | 'knownSince'>,
  { clock, from, until, day }: Span,
): 'in' | 'before' | 'out' | 'undated' {
  if (clock === 'known') {
    const month = knownSince?.slice(0, 7);
    if (month === undefined || knownSince === undefined) return 'undated';
    if (day !== undefined && knownSince.slice(0, 10) > day) return 'out';
    return month > until ? 'out' : month < from ? 'before' : 'in';
  }
  if (validFrom === undefined && validUntil === undefined) return 'undated';
  const begins = validFrom?.slice(0, 7);
  // `validUntil` is the first day after: a tie until 2015-03-01 held in February last.
  if (begins !== undefined && begins > (begins.length === 4 ? until.slice(0, 4) : until)) return 'out';
  if (validUntil !== undefined && validUntil <= `${from}-01`.slice(0, Math.max(validUntil.length, 7))) {
    return validUntil.length === 4 && validUntil > from.slice(0, 4) ? 'in' : 'out';
  }
  return 'in';
}
