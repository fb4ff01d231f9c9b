import { guessDelimiter, readRowBatches, splitRow } from '../delimited.ts';
import { quarantine } from '../entity-draft.ts';
import { ListError, type ListFile, type QuarantineEntry } from '../reader.ts';
import type { ChartFormat, ChartSink, Fields, ReadChartOptions } from './chart.ts';
import { type FieldNames, fieldNames, fieldsOf } from './fields.ts';
import { LONGEST_LINE } from './tuning.ts';

/** Columns of a table, and what its rows are. */
type Layout =
  | { readonly rows: 'link'; readonly names: FieldNames; readonly columns: readonly string[] }
  | { readonly rows: 'node'; readonly names: FieldNames; readonly columns: readonly string[] };

/**
 * Edge lists and lists of nodes: CSV, TSV or parted by `;` or `|`, with a header. A table with the columns of both ends is
 * one of links; one with an id and no ends is one of nodes.
 */
export const edgeList: ChartFormat = {
  name: 'edge-list',
  title: 'CSV or TSV with columns source and target (links), or id (persons)',
  recognises: ({ head }) => {
    const line = firstLine(head);
    return !/^\s*[<{[]/.test(line) && (splitRow(line, guessDelimiter(line))?.length ?? 0) > 0;
  },
  read: readTable,
};

const firstLine = (head: string): string => head.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';

async function readTable(file: ListFile, sink: ChartSink, options: ReadChartOptions): Promise<void> {
  let layout: Layout | undefined;
  const header = (columns: readonly string[]): void => {
    layout = layoutOf(columns, file, options);
  };
  for await (const { line, values } of readRows(file, { header, problem: sink.problem })) {
    if (!layout) continue;
    const at = { file: file.name, line };
    if (layout.rows === 'link') sink.link(fieldsOf(values, layout.names), at);
    else sink.node(nodeFields(values, layout.names, options), at);
  }
  if (!layout) throw new ListError('the table is empty', file.name);
}

/** The rows of a table with a header, by column. */
export async function* readRows(
  file: ListFile,
  told: {
    readonly header?: (columns: readonly string[]) => void;
    readonly problem: (entry: QuarantineEntry) => void;
  },
): AsyncIterable<{ readonly line: number; readonly values: Fields }> {
  let columns: readonly string[] | undefined;
  const delimiter = await delimiterOf(file);
  for await (const rows of readRowBatches(file.open(), { delimiter, maxBytes: LONGEST_LINE })) {
    for (const row of rows) {
      if ('problem' in row) {
        told.problem(quarantine(file.name, row.problem, { line: row.line, excerpt: row.excerpt }));
        continue;
      }
      if (!columns) {
        columns = row.fields.map((name) => name.trim());
        told.header?.(columns);
        continue;
      }
      const values: Record<string, string> = {};
      for (const [i, column] of columns.entries()) {
        const value = row.fields[i];
        // An apostrophe keeps spreadsheets from reading a formula.
        if (value !== undefined) values[column] = value.replace(/^'('*[=+\-@])/, '$1');
      }
      yield { line: row.line, values };
    }
  }
}

async function delimiterOf(file: ListFile): Promise<string> {
  let head = '';
  for await (const chunk of file.open() as AsyncIterable<Buffer>) {
    head += chunk.toString('utf8');
    if (head.length > LONGEST_LINE || head.includes('\n')) break;
  }
  return guessDelimiter(firstLine(head));
}

function layoutOf(
  columns: readonly string[],
  file: ListFile,
  { columns: mapping }: ReadChartOptions,
): Layout {
  const links = fieldNames('link', columns, mapping);
  if (links.has('source') && links.has('target')) return { rows: 'link', names: links, columns };
  const nodes = fieldNames('node', columns, mapping);
  if (nodes.has('id')) return { rows: 'node', names: nodes, columns };
  throw new ListError(
    `no columns source and target (or id, for persons) among ${columns
      .slice(0, 20)
      .map((name) => JSON.stringify(name.slice(0, 40)))
      .join(', ')}; say which they are, such as --columns source=A,target=B`,
    file.name,
    1,
  );
}

/** A node's fields, and beside them the property that makes fragments. */
export function nodeFields(given: Fields, names: FieldNames, { ownerBy }: ReadChartOptions): Fields {
  const value = ownerBy === undefined ? undefined : given[ownerBy]?.trim();
  return { ...fieldsOf(given, names), ...(value !== undefined && value !== '' && { owner_by: value }) };
}
