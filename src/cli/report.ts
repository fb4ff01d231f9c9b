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

/** Counted over all rows of a run, also over a run that was resumed. */
export interface Summary {
  rows: number;
  withHits: number;
  hits: number;
  /** Rows with as many hits as the limit. */
  cut: number;
  readonly byGrade: Record<string, number>;
  readonly byDataset: Record<string, number>;
  /** The first hundred rows that could not be read. */
  readonly unreadable: { readonly line: number; readonly reason: string }[];
  unreadableCount: number;
}

/** A report as it is written, piece by piece. */
export interface ReportWriter {
  begin(): string;
  row(row: ScreenedRow, versions: Readonly<Record<string, string>>): string;
  end(
    summary: Summary & { readonly seconds: number; readonly versions: Readonly<Record<string, string>> },
  ): string;
}

export function reportWriter(kind: 'ndjson' | 'csv' | 'html'): ReportWriter {
  return { ndjson, csv, html }[kind];
}

const nameOf = (entity: MatchEntity): string => entity.properties.name?.[0] ?? '';

const ndjson: ReportWriter = {
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
  end: () => '',
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

/** RFC 4180; a leading = + - @ would be a formula in a spreadsheet, so it gets an apostrophe. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const contradictions = ({ explanation }: ScreenHit): string =>
  explanation.fields
    .filter(({ outcome }) => outcome === 'contradicts')
    .map(({ field }) => field)
    .join('; ');

const csv: ReportWriter = {
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
  end: () => '',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string | number): string => String(text).replace(/[&<>"']/g, (c) => ENTITIES[c]!);

const STYLE = `body{font:14px/1.4 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #ddd}
th{position:sticky;top:0;background:#fff}td.n{font-variant-numeric:tabular-nums;text-align:right}.no{color:#a4001d;font-weight:600}
#summary{margin-bottom:2em}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th{background:#161616}th,td{border-color:#333}.no{color:#ff8095}}`;

// The summary is known last and shown first: the page is laid out from the bottom up.
const html: ReportWriter = {
  begin: () =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tocsin screening report</title><style>${STYLE}body{display:flex;flex-direction:column}#summary{order:-1}</style></head><body>
<table><thead><tr><th>line<th>query<th>record<th>list<th>score<th>rests on<th>why<th>against</tr></thead><tbody>
`,
  row: ({ line, entity, hits }, versions) =>
    hits
      .map((hit) => {
        const dataset = hit.datasets[0] ?? '';
        return `<tr><td class="n">${line}<td><bdi>${escaped(nameOf(entity))}</bdi><td><bdi>${escaped(hit.caption)}</bdi><br>${escaped(hit.id)}<td>${escaped(dataset)}<br>${escaped(versions[dataset] ?? '')}<td class="n">${hit.score.toFixed(3)}<td>${escaped(hit.grade)}<td>${escaped(hit.explanation.summary)}<td class="no">${escaped(contradictions(hit))}</tr>
`;
      })
      .join('') ||
    `<tr><td class="n">${line}<td><bdi>${escaped(nameOf(entity))}</bdi><td colspan="6">no hit</tr>\n`,
  end: (summary) => {
    const facts = [
      ['rows', summary.rows],
      ['rows with hits', summary.withHits],
      ['hits', summary.hits],
      ['rows that could not be read', summary.unreadableCount],
      ['seconds', summary.seconds],
      ...Object.entries(summary.byGrade).map(([name, n]) => [`hits resting on ${name}`, n] as const),
      ...Object.entries(summary.versions).map(
        ([name, version]) => [`list ${name}`, `version ${version}`] as const,
      ),
      ...summary.unreadable.map(({ line, reason }) => [`line ${line} was not read`, reason] as const),
    ];
    const rows = facts
      .map(([name, value]) => `<tr><th>${escaped(name ?? '')}<td>${escaped(value ?? '')}</tr>`)
      .join('');
    return `</tbody></table>
<section id="summary"><h1>Screening report</h1><table>${rows}</table><p>A hit is no verdict: a person decides.</p></section></body></html>
`;
  },
};
