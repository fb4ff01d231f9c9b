import { formatPartialDate, type PartialDate } from '../model/index.ts';
import { readName } from '../names/index.ts';
import { scoreNames, wholeTable } from './name-score.ts';
import type { PreparedFields } from './prepare.ts';
import { tokenTable } from './token-table.ts';
import {
  COUNTRY_CONTRADICTS_FACTOR,
  DATE_AGREES_FROM,
  DATE_AGREES_GAIN,
  DATE_CONTRADICTS_FACTOR,
  DATE_SAME_YEAR_FACTOR,
  DATE_SLIP_FACTOR,
  DATE_YEAR_APART_FACTOR,
  DOCUMENT_NAME_FROM,
  DOCUMENT_OTHER_NAME_SCORE,
  DOCUMENT_SCORE,
  DOCUMENT_SETTLES_FROM,
  PLACE_AGREES_FROM,
  SEX_CONTRADICTS_FACTOR,
} from './tuning.ts';
import type { EvidenceGrade, FieldComparison, FieldOutcome } from './types.ts';

/** How two birth dates stand to each other, best first. */
const DATE_RELATIONS = [
  'same-date',
  'same-month',
  'same-year',
  'slip',
  'year-apart',
  'other-day',
  'apart',
] as const;
export type DateRelation = (typeof DATE_RELATIONS)[number];

/** What the two sides' fields say about each other; nothing here depends on the names. */
export interface FieldOutcomes {
  readonly date: DateRelation | undefined;
  readonly sex: 'agrees' | 'contradicts' | undefined;
  readonly country: 'agrees' | 'contradicts' | undefined;
  readonly place: 'agrees' | undefined;
  readonly document: string | undefined;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Compares two partial dates of birth. */
export function relateDates(a: PartialDate, b: PartialDate): DateRelation {
  const apart = Math.abs(a.year - b.year);
  const full = a.day !== undefined && b.day !== undefined;
  if (apart === 0) {
    if (a.month === undefined || b.month === undefined) return 'same-year';
    if (a.month === b.month && !full) return 'same-month';
    if (!full) return 'other-day';
    if (a.month === b.month && a.day === b.day) return 'same-date';
    if (a.month === b.day && a.day === b.month) return 'slip';
    // 1 January is what registers write when only the year is known.
    if (isYearStart(a) || isYearStart(b)) return 'same-year';
    return digitsApart(a, b) === 1 ? 'slip' : 'other-day';
  }
  if (full && a.month === b.month && a.day === b.day && digitsApart(a, b) === 1) return 'slip';
  // Two full dates say too much to be taken for two counts of one age, unless one is a register's 1 January.
  const counted = !full || isYearStart(a) || isYearStart(b) || (a.month === b.month && a.day === b.day);
  return apart === 1 && counted ? 'year-apart' : 'apart';
}

const isYearStart = (date: PartialDate): boolean => date.month === 1 && date.day === 1;

function digitsApart(a: PartialDate, b: PartialDate): number {
  const digits = (d: PartialDate) =>
    `${String(d.year).padStart(4, '0')}${two(d.month ?? 0)}${two(d.day ?? 0)}`;
  const x = digits(a);
  const y = digits(b);
  let apart = 0;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) apart++;
  return apart;
}

function bestDate(q: PreparedFields, c: PreparedFields): DateRelation | undefined {
  let best: number = DATE_RELATIONS.length;
  for (const a of q.dates) {
    for (const b of c.dates) best = Math.min(best, DATE_RELATIONS.indexOf(relateDates(a, b)));
  }
  return DATE_RELATIONS[best];
}

const meet = (a: readonly string[], b: readonly string[]): 'agrees' | 'contradicts' | undefined =>
  a.length === 0 || b.length === 0 ? undefined : a.some((x) => b.includes(x)) ? 'agrees' : 'contradicts';

function placesAgree(q: PreparedFields, c: PreparedFields): 'agrees' | undefined {
  for (const a of q.places) {
    for (const b of c.places) {
      if (a === b) return 'agrees';
      const [x] = readName(a, { kind: 'unknown' });
      const [y] = readName(b, { kind: 'unknown' });
      if (!x || !y) continue;
      const score = scoreNames(wholeTable(tokenTable(x.tokens)), wholeTable(tokenTable(y.tokens))).score;
      if (score >= PLACE_AGREES_FROM) return 'agrees';
    }
  }
  return undefined;
}

/** Sets everything beside the names against each other. */
export function relateFields(q: PreparedFields, c: PreparedFields): FieldOutcomes {
  return {
    date: bestDate(q, c),
    sex: meet(q.sexes, c.sexes),
    country: meet(q.countries, c.countries),
    place: placesAgree(q, c),
    document: q.documents.find((number) => c.documents.includes(number)),
  };
}

const DATE_FACTORS: Readonly<Record<DateRelation, number>> = {
  'same-date': 1,
  'same-month': 1,
  'same-year': 1,
  slip: DATE_SLIP_FACTOR,
  'year-apart': DATE_YEAR_APART_FACTOR,
  'other-day': DATE_SAME_YEAR_FACTOR,
  apart: DATE_CONTRADICTS_FACTOR,
};

/** The steps from the score of the names to the score of the pair, in order; each says what it added or took. */
function steps(
  nameScore: number,
  outcomes: FieldOutcomes,
): { readonly score: number; readonly effects: Readonly<Record<FieldComparison['field'], number>> } {
  let score = nameScore;
  const effects = { 'birth date': 0, sex: 0, country: 0, 'birth place': 0, document: 0 };
  const apply = (field: FieldComparison['field'], next: number): void => {
    effects[field] += next - score;
    score = next;
  };
  if (outcomes.date === 'same-date' && score >= DATE_AGREES_FROM) {
    apply('birth date', score + (1 - score) * DATE_AGREES_GAIN);
  } else if (outcomes.date) {
    apply('birth date', score * DATE_FACTORS[outcomes.date]);
  }
  if (outcomes.sex === 'contradicts') apply('sex', score * SEX_CONTRADICTS_FACTOR);
  if (outcomes.country === 'contradicts') apply('country', score * COUNTRY_CONTRADICTS_FACTOR);
  if (outcomes.document !== undefined) {
    const floor =
      score >= DOCUMENT_SETTLES_FROM
        ? 1
        : nameScore >= DOCUMENT_NAME_FROM
          ? DOCUMENT_SCORE
          : DOCUMENT_OTHER_NAME_SCORE;
    if (floor > score) apply('document', floor);
  }
  return { score, effects };
}

/**
 * The score of a pair: what its names say, lifted only by a full birth date or a document, lowered by what
 * contradicts. Never falls when the name score rises, which the index relies on.
 */
export function pairScore(nameScore: number, outcomes: FieldOutcomes): number {
  return steps(nameScore, outcomes).score;
}

/** What the score rests on. */
export function evidenceGrade(outcomes: FieldOutcomes): EvidenceGrade {
  if (outcomes.document !== undefined) return 'document';
  switch (outcomes.date) {
    case 'same-date':
      return 'name-and-date';
    case 'same-month':
    case 'same-year':
    case 'slip':
    case 'other-day':
      return 'name-and-year';
    default:
      return outcomes.country === 'agrees' || outcomes.place === 'agrees'
        ? 'name-and-attribute'
        : 'name-only';
  }
}

const DATE_WORDS: Readonly<Record<DateRelation, readonly [FieldOutcome, string]>> = {
  'same-date': ['agrees', 'the same day of birth'],
  'same-month': ['agrees', 'the same year and month of birth; one side knows no day'],
  'same-year': ['agrees', 'the same year of birth; one side knows no more than the year'],
  slip: ['close', 'dates that one slip turns into each other (day and month swapped, or one digit)'],
  'year-apart': ['close', 'years of birth one apart'],
  'other-day': ['contradicts', 'the same year of birth, but another day'],
  apart: ['contradicts', 'dates of birth that do not fit'],
};

/** The comparison of every field for people, with what it did to the score. */
export function describeFields(
  nameScore: number,
  q: PreparedFields,
  c: PreparedFields,
  outcomes: FieldOutcomes,
): readonly FieldComparison[] {
  const { effects } = steps(nameScore, outcomes);
  const row = (
    field: FieldComparison['field'],
    query: readonly string[],
    candidate: readonly string[],
    outcome: FieldOutcome,
    detail: string,
  ): FieldComparison => ({
    field,
    query,
    candidate,
    outcome: query.length === 0 || candidate.length === 0 ? 'not-compared' : outcome,
    effect: Math.round(effects[field] * 1000) / 1000,
    detail:
      query.length === 0 && candidate.length === 0
        ? 'neither side says it'
        : query.length === 0
          ? 'only the record says it'
          : candidate.length === 0
            ? 'only the query says it'
            : detail,
  });
  const date = outcomes.date && DATE_WORDS[outcomes.date];
  return [
    row(
      'birth date',
      q.dates.map(formatPartialDate),
      c.dates.map(formatPartialDate),
      date?.[0] ?? 'not-compared',
      date?.[1] ?? '',
    ),
    row(
      'sex',
      q.sexes,
      c.sexes,
      outcomes.sex ?? 'not-compared',
      outcomes.sex === 'agrees' ? 'the same sex' : 'another sex',
    ),
    row(
      'country',
      q.countries,
      c.countries,
      outcomes.country ?? 'not-compared',
      outcomes.country === 'agrees' ? 'a country in common' : 'no country in common',
    ),
    row(
      'birth place',
      q.places,
      c.places,
      outcomes.place ?? 'not-compared',
      outcomes.place === 'agrees'
        ? 'the same place of birth'
        : 'places written differently; not held against anybody',
    ),
    row(
      'document',
      q.documents,
      c.documents,
      outcomes.document === undefined ? 'not-compared' : 'agrees',
      outcomes.document === undefined
        ? 'other numbers; people hold several documents'
        : `the same number ${outcomes.document}`,
    ),
  ];
}
