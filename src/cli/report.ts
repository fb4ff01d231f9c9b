import type { Comparison, MatchEntity } from '../match/index.ts';
import type { SchemaName } from '../model/index.ts';

export interface ScreenHit extends Comparison {
  readonly id: string;
  readonly schema: SchemaName;
  readonly datasets: readonly string[];
  readonly caption: string;
}

/** One row of the input with what was found. */
export interface ScreenedRow {
  readonly line: number;
  readonly entity: MatchEntity;
  readonly hits: readonly ScreenHit[];
}

/** A report whose rows are written as they come. */
export interface RowWriter {
  /** What stands above the rows. */
  begin(): string;
  row(row: ScreenedRow, versions: Readonly<Record<string, string>>): string;
}

export const REPORT_KINDS = ['ndjson', 'csv', 'html'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const nameOf = (entity: MatchEntity): string => entity.properties.name?.[0] ?? '';

/** One line of JSON a row, with the fields that docs/commands.md documents. */
export const ndjsonRows: RowWriter = {
  begin: () => '',
  row: ({ line, entity, hits }, versions) =>
    `${JSON.stringify({
      line,
      query: { id: entity.id, schema: entity.schema, properties: entity.properties },
      hits: hits.map((hit) => ({
        id: hit.id,
        dataset: hit.datasets[0] ?? null,
        datasets: hit.datasets,
        version: versions[hit.datasets[0] ?? ''] ?? null,
        schema: hit.schema,
        caption: hit.caption,
        score: hit.score,
        grade: hit.grade,
        explanation: hit.explanation,
      })),
    })}\n`,
};

const COLUMNS = [
  'line',
  'query_id',
  'query_name',
  'entity_id',
  'dataset',
  'version',
  'schema',
  'caption',
  'score',
  'grade',
  'matched_name',
  'contradicts',
  'explanation',
];

/** A leading = + - @ would be a formula in a spreadsheet, so it gets an apostrophe. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const contradictions = ({ explanation }: ScreenHit): string =>
  explanation.fields
    .filter(({ outcome }) => outcome === 'contradicts')
    .map(({ field }) => field)
    .join('; ');

/** One line a hit; RFC 4180. */
export const csvRows: RowWriter = {
  begin: () => `${COLUMNS.join(',')}\r\n`,
  row: ({ line, entity, hits }, versions) => {
    if (hits.length === 0)
      return `${[line, entity.id, nameOf(entity), ...Array(10).fill('')].map(cell).join(',')}\r\n`;
    return hits
      .map((hit) => {
        const dataset = hit.datasets[0] ?? '';
        const cells = [
          line,
          entity.id,
          nameOf(entity),
          hit.id,
          dataset,
          versions[dataset] ?? '',
          hit.schema,
          hit.caption,
          hit.score,
          hit.grade,
          hit.explanation.candidateName,
          contradictions(hit),
          hit.explanation.summary,
        ];
        return `${cells.map(cell).join(',')}\r\n`;
      })
      .join('');
  },
};
