import { closeSync, createReadStream, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { contradictions, nameOf, type RowWriter } from './report.ts';
import type { FinishedSummary } from './screen-summary.ts';

/**
 * A page of its own, best hits first and the summary above them. Both are known only at the end: rows are kept beside the
 * page as they come, one line of JSON each, and put in order by {@link writePage}.
 */
export const htmlRows: RowWriter = {
  begin: () => '',
  row: ({ line, entity, hits }, versions) => {
    const asked = `<td class="n">${line}<td><bdi>${escaped(nameOf(entity))}</bdi>`;
    if (hits.length === 0) return `${JSON.stringify([0, line, `<tr>${asked}<td colspan="6">no hit</tr>`])}\n`;
    return hits
      .map((hit) => {
        const dataset = hit.datasets[0] ?? '';
        const cells = [
          `<td><bdi>${escaped(hit.caption)}</bdi><br>${escaped(hit.id)}`,
          `<td>${escaped(dataset)}<br>${escaped(versions[dataset] ?? '')}`,
          `<td class="n">${hit.score.toFixed(3)}`,
          `<td>${escaped(hit.grade)}`,
          `<td>${escaped(hit.explanation.summary)}`,
          `<td class="no">${escaped(contradictions(hit))}`,
        ];
        return `${JSON.stringify([hit.score, line, `<tr>${asked}${cells.join('')}</tr>`])}\n`;
      })
      .join('');
  },
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
thead th{position:sticky;top:0;background:#fff}td.n{font-variant-numeric:tabular-nums;text-align:right}.no{color:#a4001d;font-weight:600}
#summary{margin-bottom:2em}#summary table{width:auto}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}thead th{background:#161616}th,td{border-color:#333}.no{color:#ff8095}}`;

function head(summary: FinishedSummary): string {
  const facts: (readonly [string, string | number])[] = [
    ['input', summary.input],
    ['rows', summary.rows],
    ['rows with hits', summary.withHits],
    ['hits', summary.hits],
    ['hits from score', summary.threshold],
    ...Object.entries(summary.byGrade).map(([name, n]) => [`hits resting on ${name}`, n] as const),
    ...Object.entries(summary.byDataset).map(([name, n]) => [`hits on ${name}`, n] as const),
    ['rows with more hits than shown', summary.cut],
    ['rows that could not be read', summary.unreadable],
    ['rows searched without a value', summary.incomplete],
    ['seconds', summary.seconds],
    ...Object.entries(summary.versions).map(
      ([name, version]) => [`list ${name}`, `version ${version}`] as const,
    ),
    ...summary.problems.map(({ line, reason }) => [`line ${line}`, reason] as const),
  ];
  const rows = facts.map(([name, value]) => `<tr><th>${escaped(name)}<td>${escaped(value)}</tr>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tocsin screening report</title><style>${STYLE}</style></head><body>
<section id="summary"><h1>Screening report</h1><table>
${rows}
</table><p>A hit is no verdict: a person decides.</p></section>
<table><thead><tr><th>line<th>query<th>record<th>list<th>score<th>rests on<th>why<th>against</tr></thead><tbody>
`;
}

/** Puts the rows that were kept at `rowsPath` into a page at `path`, best first, then by line of the input. */
export async function writePage(rowsPath: string, path: string, summary: FinishedSummary): Promise<void> {
  // Only the order is held in memory; a report of a million rows is larger than that.
  const order: {
    readonly score: number;
    readonly line: number;
    readonly at: number;
    readonly bytes: number;
  }[] = [];
  let at = 0;
  for await (const text of createInterface({ input: createReadStream(rowsPath) })) {
    const bytes = Buffer.byteLength(text);
    const [score, line] = JSON.parse(text) as [number, number, string];
    order.push({ score, line, at, bytes });
    at += bytes + 1;
  }
  order.sort((a, b) => b.score - a.score || a.line - b.line || a.at - b.at);
  const rows = openSync(rowsPath, 'r');
  const page = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(page, head(summary));
    for (const { at: from, bytes } of order) {
      const buffer = Buffer.alloc(bytes);
      readSync(rows, buffer, 0, bytes, from);
      const [, , row] = JSON.parse(buffer.toString('utf8')) as [number, number, string];
      writeSync(page, `${row}\n`);
    }
    writeSync(page, '</tbody></table></body></html>\n');
    fsyncSync(page);
  } finally {
    closeSync(rows);
    closeSync(page);
  }
  renameSync(`${path}.new`, path);
}
