import type { Hit } from './answers.ts';

// A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
const FORMULA = /^[=+\-@\t\r]/;

/** One cell of CSV (RFC 4180), safe to open in a spreadsheet. */
export function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = [
  'score',
  'grade',
  'id',
  'schema',
  'caption',
  'matched_name',
  'birth_date',
  'countries',
  'datasets',
  'versions',
  'summary',
] as const;

const joined = (values: readonly string[] | undefined): string => (values ?? []).join('; ');

/** Hits as CSV with a line of column names. */
export function hitsAsCsv(hits: readonly Hit[], versions: Readonly<Record<string, string>>): string {
  const lines = hits.map(({ entity, comparison }) =>
    [
      comparison.score.toFixed(3),
      comparison.grade,
      entity.id,
      entity.schema,
      entity.caption,
      comparison.explanation.candidateName,
      joined(entity.properties.birthDate),
      joined([...new Set([...(entity.properties.nationality ?? []), ...(entity.properties.country ?? [])])]),
      joined(entity.datasets),
      joined(entity.datasets.map((name) => versions[name] ?? '')),
      comparison.explanation.summary,
    ]
      .map(cell)
      .join(','),
  );
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** Hits one JSON object a line, with their explanations and the list versions that were searched. */
export const hitsAsNdjson = (hits: readonly Hit[], versions: Readonly<Record<string, string>>): string =>
  hits.map((hit) => `${JSON.stringify({ ...hit, versions })}\n`).join('');
