import type { SearchResponse } from '../app/api.ts';

const COLUMNS = [
  'id',
  'dataset',
  'version',
  'schema',
  'caption',
  'score',
  'grade',
  'matched_name',
  'contradicts',
  'summary',
];

/** A cell as RFC 4180 has it; what a spreadsheet would take for a formula gets an apostrophe. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Saves what is shown as a file. */
export function exportHits(name: string, { hits, versions }: SearchResponse, kind: 'csv' | 'ndjson'): void {
  const rows = hits.map(({ entity, comparison }) => {
    const dataset = entity.datasets[0] ?? '';
    const against = comparison.explanation.fields
      .filter(({ outcome }) => outcome === 'contradicts')
      .map(({ field }) => field);
    return [
      entity.id,
      dataset,
      versions[dataset] ?? '',
      entity.schema,
      entity.caption,
      comparison.score,
      comparison.grade,
      comparison.explanation.candidateName,
      against.join('; '),
      comparison.explanation.summary,
    ];
  });
  const text =
    kind === 'csv'
      ? [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')
      : hits.map((hit) => JSON.stringify({ ...hit, versions })).join('\n');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob([`${text}\n`], { type: kind === 'csv' ? 'text/csv' : 'application/x-ndjson' }),
  );
  link.download = `hits ${name}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
