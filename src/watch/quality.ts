import type { Journey, Traveller } from '../model/index.ts';
import { instantAt } from './places.ts';
import { LONGEST_NAME } from './tuning.ts';

/** How well one carrier tells of one route: travellers, and of how many something is missing. */
export interface SenderQuality {
  readonly sender: string;
  readonly route: string;
  readonly format: string;
  messages: number;
  travellers: number;
  /** Received after the departure. */
  late: number;
  withoutBirthDate: number;
  withoutDocument: number;
  withoutNationality: number;
  withoutSex: number;
  withoutName: number;
  /** Pieces of its files that could not be read. */
  unreadable: number;
  /** A name as long as the longest that the standards allow: it may be cut. */
  cutNames: number;
}

/** What is counted. */
export const QUALITY_COUNTS = [
  'messages',
  'travellers',
  'late',
  'withoutBirthDate',
  'withoutDocument',
  'withoutNationality',
  'withoutSex',
  'withoutName',
  'unreadable',
  'cutNames',
] as const;

const keyOf = ({ sender, route, format }: SenderQuality): string => `${sender}|${route}|${format}`;

const isCut = ({ names }: Traveller): boolean =>
  names.some(({ surname, given }) => surname.length >= LONGEST_NAME || given.length >= LONGEST_NAME);

/** What one message shows of its sender. */
export function qualityOf(
  { transport, legs, message, travellers, event }: Journey,
  now: Date,
): SenderQuality {
  const leg = transport ?? legs[0];
  const departs = leg?.departs;
  // A close-out names nobody, and comes after the doors have closed.
  const told = event === 'close-out' ? [] : travellers;
  const count = (missing: (traveller: Traveller) => boolean): number => told.filter(missing).length;
  return {
    sender: leg?.carrier ?? message.sender ?? '(not told)',
    route: leg?.from || leg?.to ? `${leg.from ?? '?'}-${leg.to ?? '?'}` : '(not told)',
    format: message.format,
    messages: 1,
    travellers: told.length,
    late: event !== 'close-out' && departs && instantAt(leg?.from, departs) < now.toISOString() ? 1 : 0,
    withoutBirthDate: count(({ birthDates }) => birthDates.length === 0),
    withoutDocument: count(({ documents }) => documents.length === 0),
    withoutNationality: count(({ nationalities }) => nationalities.length === 0),
    withoutSex: count(({ sexes }) => sexes.length === 0),
    withoutName: count(({ names }) => names.length === 0),
    unreadable: 0,
    cutNames: count(isCut),
  };
}

/** Sums by carrier, route and format; most travellers first. */
export function summed(rows: Iterable<SenderQuality>): SenderQuality[] {
  const sums = new Map<string, SenderQuality>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row));
    if (sum) for (const count of QUALITY_COUNTS) sum[count] += row[count];
    else sums.set(keyOf(row), { ...row });
  }
  return [...sums.values()].sort((a, b) => b.travellers - a.travellers || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Journeys of a carrier's route that have departed, and of how many a message that it sends of others never came. */
export interface MissingMessages {
  readonly carrier: string;
  readonly route: string;
  readonly journeys: number;
  /** Format → journeys without it. */
  readonly missing: Readonly<Record<string, number>>;
}

/** A format is missed where the carrier sends it of other journeys; most missing first. */
export function missingMessages(
  told: readonly {
    readonly carrier: string;
    readonly route: string;
    readonly formats: readonly string[];
    readonly count: number;
  }[],
): readonly MissingMessages[] {
  const sends = new Map<string, Set<string>>();
  for (const { carrier, formats } of told) {
    const known = sends.get(carrier) ?? new Set();
    sends.set(carrier, known);
    for (const format of formats) known.add(format);
  }
  const rows = new Map<
    string,
    { carrier: string; route: string; journeys: number; missing: Record<string, number> }
  >();
  for (const { carrier, route, formats, count } of told) {
    const key = `${carrier} ${route}`;
    const row = rows.get(key) ?? { carrier, route, journeys: 0, missing: {} };
    rows.set(key, row);
    row.journeys += count;
    for (const format of sends.get(carrier) ?? [])
      if (!formats.includes(format)) row.missing[format] = (row.missing[format] ?? 0) + count;
  }
  const sum = ({ missing }: MissingMessages): number => Object.values(missing).reduce((a, b) => a + b, 0);
  return [...rows.values()]
    .filter((row) => sum(row) > 0)
    .sort((a, b) => sum(b) - sum(a) || (a.carrier + a.route < b.carrier + b.route ? -1 : 1));
}
