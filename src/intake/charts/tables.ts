import { guessDelimiter, readRowBatches, splitRow } from '../delimited.ts';
import { quarantine } from '../entity-draft.ts';
import { ListError, type ListFile, type QuarantineEntry } from '../reader.ts';
import type { ChartFormat, ChartSink, Fields, ReadChartOptions } from './chart.ts';
import { type FieldNames, fieldNames, fieldsOf } from './fields.ts';
import { LONGEST_LINE } from './tuning.ts';

/** What the rows of a table are, and which of its columns say what. */
interface Layout {
  readonly rows: 'link' | 'node';
  readonly names: FieldNames;
}

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
  let take: ((fields: readonly string[], line: number) => void) | undefined;
  await readRows(file, {
    header: (columns) => {
      const { rows, names } = layoutOf(columns, file, options);
      const places = [...names].map(([field, column]) => ({ field, place: columns.lastIndexOf(column) }));
      const ownerBy = options.ownerBy === undefined ? -1 : columns.lastIndexOf(options.ownerBy);
      if (rows === 'node' && ownerBy >= 0) places.push({ field: 'owner_by', place: ownerBy });
      take = (values, line) => {
        const fields: Record<string, string> = {};
        for (const { field, place } of places) {
          const value = values[place]?.trim();
          if (value !== undefined && value !== '') fields[field] = value;
        }
        sink[rows](fields, { file: file.name, line });
      };
    },
    row: (values, line) => take?.(values, line),
    problem: sink.problem,
  });
  if (!take) throw new ListError('the table is empty', file.name);
}

/** Tells the rows of a table, its header first, as they come: none is kept. */
export async function readRows(
  file: ListFile,
  told: {
    readonly header: (columns: readonly string[]) => void;
    readonly row: (fields: readonly string[], line: number) => void;
    readonly problem: (entry: QuarantineEntry) => void;
  },
): Promise<void> {
  let hasHeader = false;
  const delimiter = await delimiterOf(file);
  for await (const rows of readRowBatches(file.open(), { delimiter, maxBytes: LONGEST_LINE })) {
    for (const row of rows) {
      if ('problem' in row) {
        told.problem(quarantine(file.name, row.problem, { line: row.line, excerpt: row.excerpt }));
      } else if (hasHeader) {
        told.row(row.fields.map(withoutGuard), row.line);
      } else {
        hasHeader = true;
        told.header(row.fields.map((name) => name.trim()));
      }
    }
  }
}

/** An apostrophe keeps spreadsheets from reading a formula. */
const withoutGuard = (value: string): string =>
  value.startsWith("'") ? value.replace(/^'('*[=+\-@])/, '$1') : value;

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
  if (links.has('source') && links.has('target')) return { rows: 'link', names: links };
  const nodes = fieldNames('node', columns, mapping);
  if (nodes.has('id')) return { rows: 'node', names: nodes };
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
