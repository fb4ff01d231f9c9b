import type { Journey, Traveller } from '../model/index.ts';
import { instantAt } from '../places/index.ts';
import { LENGTH_FROM, LONGEST_NAME, PILE, PILE_NAMES } from './tuning.ts';

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
  /** A name as long as the longest that the standards allow, or as long as this sender's longest where it cuts: it may be cut. */
  cutNames: number;
  /** Letters at which the sender cuts surnames and given names, in this format and on all routes; 0 where that does not show. */
  surnamesCutAt: number;
  givenNamesCutAt: number;
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
  'surnamesCutAt',
  'givenNamesCutAt',
] as const;

/** How many names of a field have so many letters: `given20`. Whether a sender cuts shows only in many names. */
type LengthKey = `${'surname' | 'given'}${number}`;
const LENGTH_KEY = /^(surname|given)(\d+)$/;

/** As it stands with a file: which flights were told of in time and which late shows only beside the other files. */
export interface FileQuality
  extends Omit<SenderQuality, 'flights' | 'late' | 'surnamesCutAt' | 'givenNamesCutAt'> {
  readonly inTime: readonly string[];
  readonly after: readonly string[];
  [length: LengthKey]: number;
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

/** Each traveller's names as the carrier told them; what a document repeats is counted once. */
function lengthsOf(travellers: readonly Traveller[]): Record<LengthKey, number> {
  const lengths: Record<LengthKey, number> = {};
  const take = (field: 'surname' | 'given', texts: readonly string[]): void => {
    for (const { length } of new Set(texts)) {
      const key: LengthKey = `${field}${length}`;
      if (length >= LENGTH_FROM) lengths[key] = (lengths[key] ?? 0) + 1;
    }
  };
  for (const { names } of travellers) {
    take(
      'surname',
      names.map(({ surname }) => surname),
    );
    take(
      'given',
      names.map(({ given }) => given),
    );
  }
  return lengths;
}

/**
 * The length at which names are cut: none is longer, and far more have it than have one letter less. In names that are not cut
 * there are fewer of each length than of the one below.
 */
export function cutLength(counts: ReadonlyMap<number, number>): number {
  const longest = Math.max(0, ...counts.keys());
  const piled = counts.get(longest) ?? 0;
  return piled >= PILE_NAMES && piled >= PILE * (counts.get(longest - 1) ?? 0) ? longest : 0;
}

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
    ...lengthsOf(told),
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
    for (const key of lengthKeys(row)) known.sum[key] = (known.sum[key] ?? 0) + (row[key] ?? 0);
    for (const flight of row.inTime) known.inTime.add(flight);
    for (const flight of row.after) known.after.add(flight);
  }
  return [...sums.values()]
    .map(({ sum, inTime, after }) => ({ ...sum, inTime: [...inTime], after: [...after] }))
    .sort(mostFirst);
}

const lengthKeys = (row: FileQuality): LengthKey[] =>
  Object.keys(row).filter((key): key is LengthKey => LENGTH_KEY.test(key));

/** Where each sender cuts, by format: on one route there are too few long names to tell. */
function cutsOf(rows: readonly FileQuality[], field: 'surname' | 'given'): (of: FileQuality) => number {
  const counts = new Map<string, Map<number, number>>();
  const system = ({ sender, format }: FileQuality): string => `${sender}|${format}`;
  for (const row of rows) {
    const known = counts.get(system(row)) ?? new Map<number, number>();
    counts.set(system(row), known);
    for (const key of lengthKeys(row)) {
      const [, of, length] = LENGTH_KEY.exec(key) as unknown as [string, string, string];
      if (of === field) known.set(Number(length), (known.get(Number(length)) ?? 0) + (row[key] ?? 0));
    }
  }
  const cuts = new Map([...counts].map(([key, lengths]) => [key, cutLength(lengths)]));
  return (row) => cuts.get(system(row)) ?? 0;
}

/** How carriers tell, over all files. */
export function senderQuality(rows: Iterable<FileQuality>): SenderQuality[] {
  const sums = summed(rows);
  const [surnamesCut, givenNamesCut] = [cutsOf(sums, 'surname'), cutsOf(sums, 'given')];
  return sums.map((sum) => {
    const known = new Set(sum.inTime);
    const late = sum.after.filter((flight) => !known.has(flight)).length;
    const [surnamesCutAt, givenNamesCutAt] = [surnamesCut(sum), givenNamesCut(sum)];
    const atCut = (sum[`surname${surnamesCutAt}`] ?? 0) + (sum[`given${givenNamesCutAt}`] ?? 0);
    const { sender, route, format } = sum;
    const counts = Object.fromEntries(SUMS.map((name) => [name, sum[name]])) as Pick<
      FileQuality,
      (typeof SUMS)[number]
    >;
    return {
      sender,
      route,
      format,
      ...counts,
      flights: sum.inTime.length + late,
      late,
      cutNames: Math.max(sum.cutNames, Math.min(atCut, sum.travellers)),
      surnamesCutAt,
      givenNamesCutAt,
    };
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
