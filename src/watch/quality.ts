import type { Journey, Traveller } from '../model/index.ts';
import { instantAt } from '../places/index.ts';
import { LONGEST_NAME } from './tuning.ts';

/** How well one carrier tells of one route: travellers, and of how many something is missing. */
export interface SenderQuality {
  readonly sender: string;
  readonly route: string;
  readonly format: string;
  messages: number;
  /** Flights that were told of, the close-out left out. */
  flights: number;
  travellers: number;
  /** Of these flights those of which nothing came before the departure; what comes late of others is an update. */
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
  'flights',
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

/** As it stands with a file: which flights were told of in time and which late shows only beside the other files. */
export interface FileQuality extends Omit<SenderQuality, 'flights' | 'late'> {
  readonly inTime: readonly string[];
  readonly after: readonly string[];
}

/** What is added up. */
const SUMS = [
  'messages',
  'travellers',
  'withoutBirthDate',
  'withoutDocument',
  'withoutNationality',
  'withoutSex',
  'withoutName',
  'unreadable',
  'cutNames',
] as const;

const keyOf = ({ sender, route, format }: Pick<SenderQuality, 'sender' | 'route' | 'format'>): string =>
  `${sender}|${route}|${format}`;

const isCut = ({ names }: Traveller): boolean =>
  names.some(({ surname, given }) => surname.length >= LONGEST_NAME || given.length >= LONGEST_NAME);

/**
 * What one list or booking shows of its sender. `first`: it is the first of its message; a message of bookings holds as many
 * as were made.
 */
export function qualityOf(
  { transport, legs, message, travellers, event }: Journey,
  now: Date,
  first: boolean,
): FileQuality {
  const leg = transport ?? legs[0];
  const departs = leg?.departs;
  // A close-out names nobody, and comes after the doors have closed.
  const told = event === 'close-out' ? [] : travellers;
  const count = (missing: (traveller: Traveller) => boolean): number => told.filter(missing).length;
  const flight =
    event !== 'close-out' && departs
      ? [`${leg.carrier ?? ''}${leg.number ?? ''} ${departs.slice(0, 10)}`]
      : [];
  const late = departs !== undefined && instantAt(leg?.from, departs) < now.toISOString();
  return {
    sender: leg?.carrier ?? message.sender ?? '(not told)',
    route: leg?.from || leg?.to ? `${leg.from ?? '?'}-${leg.to ?? '?'}` : '(not told)',
    format: message.format,
    messages: first ? 1 : 0,
    travellers: told.length,
    inTime: late ? [] : flight,
    after: late ? flight : [],
    withoutBirthDate: count(({ birthDates }) => birthDates.length === 0),
    withoutDocument: count(({ documents }) => documents.length === 0),
    withoutNationality: count(({ nationalities }) => nationalities.length === 0),
    withoutSex: count(({ sexes }) => sexes.length === 0),
    withoutName: count(({ names }) => names.length === 0),
    unreadable: 0,
    cutNames: count(isCut),
  };
}

const mostFirst = (
  a: Pick<SenderQuality, 'sender' | 'route' | 'format' | 'travellers'>,
  b: Pick<SenderQuality, 'sender' | 'route' | 'format' | 'travellers'>,
): number => b.travellers - a.travellers || (keyOf(a) < keyOf(b) ? -1 : 1);

/** Sums by carrier, route and format; most travellers first. */
export function summed(rows: Iterable<FileQuality>): FileQuality[] {
  const sums = new Map<string, { sum: FileQuality; inTime: Set<string>; after: Set<string> }>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = sums.get(key);
    if (!known) {
      sums.set(key, { sum: { ...row }, inTime: new Set(row.inTime), after: new Set(row.after) });
      continue;
    }
    for (const count of SUMS) known.sum[count] += row[count];
    for (const flight of row.inTime) known.inTime.add(flight);
    for (const flight of row.after) known.after.add(flight);
  }
  return [...sums.values()]
    .map(({ sum, inTime, after }) => ({ ...sum, inTime: [...inTime], after: [...after] }))
    .sort(mostFirst);
}

/** How carriers tell, over all files. */
export function senderQuality(rows: Iterable<FileQuality>): SenderQuality[] {
  return summed(rows).map(({ inTime, after, ...sum }) => {
    const known = new Set(inTime);
    const late = after.filter((flight) => !known.has(flight)).length;
    return { ...sum, flights: inTime.length + late, late };
  });
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
