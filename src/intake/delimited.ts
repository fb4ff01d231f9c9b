import type { Readable } from 'node:stream';
import { type Line, type ReadLinesOptions, readLineBatches } from './lines.ts';

/** A row of a delimited file; `line` is the line that it begins on. */
export type Row =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly problem: string; readonly excerpt: string };

export interface ReadRowsOptions extends ReadLinesOptions {
  readonly delimiter: string;
}

/** A quoted field may run over lines; one that runs over more than this was never closed. */
const MAX_LINES_A_ROW = 200;
/** Tries to read a row that is still open; more are only needed by text made to cost time. */
const MAX_TRIES_A_ROW = 40;
const QUOTE = '"';
const CANDIDATES = [',', ';', '\t', '|'];
const EXCERPT = 200;

type TextLine = Extract<Line, { readonly text: string }>;

/**
 * Yields the rows of a CSV or TSV file (RFC 4180, read tolerantly) in batches. Quoted fields may hold delimiters,
 * doubled quotes and line breaks (empty lines in them are lost); a quote inside an unquoted field is text, and so is
 * what follows a closing quote. Where a quote is never closed, that one line is a problem and reading goes on with
 * the next: one slip does not swallow the rest of the file. Empty lines are left out.
 */
export async function* readRowBatches(
  stream: Readable,
  { delimiter, ...options }: ReadRowsOptions,
): AsyncIterable<readonly Row[]> {
  // Lines of a row whose last quote is still open.
  let open: TextLine[] = [];
  let openBytes = 0;
  let tries = 0;

  const take = (line: TextLine, rows: Row[]): void => {
    if (open.length === 0) {
      const fields = splitRow(line.text, delimiter);
      if (fields) rows.push({ line: line.line, fields });
      else {
        open = [line];
        openBytes = line.text.length;
        tries = 0;
      }
      return;
    }
    open.push(line);
    openBytes += line.text.length;
    if (line.text.includes(QUOTE) && tries++ < MAX_TRIES_A_ROW) {
      const fields = splitRow(open.map((part) => part.text).join('\n'), delimiter);
      if (fields) {
        rows.push({ line: (open[0] as TextLine).line, fields });
        open = [];
        return;
      }
    }
    if (open.length > MAX_LINES_A_ROW || openBytes > options.maxBytes) giveUp(rows);
  };

  /** Reports the line whose quote was never closed, and reads those after it anew. */
  const giveUp = (rows: Row[]): void => {
    const [first, ...rest] = open;
    open = [];
    if (!first) return;
    rows.push({
      line: first.line,
      problem: 'a quoted field that begins here is never closed',
      excerpt: first.text.slice(0, EXCERPT),
    });
    for (const line of rest) take(line, rows);
  };

  for await (const lines of readLineBatches(stream, options)) {
    const rows: Row[] = [];
    for (const line of lines) {
      if ('text' in line) take(line, rows);
      else rows.push(line);
    }
    if (rows.length > 0) yield rows;
  }
  const rows: Row[] = [];
  while (open.length > 0) giveUp(rows);
  if (rows.length > 0) yield rows;
}

/** The fields of one row; `undefined` while a quoted field is still open. */
export function splitRow(text: string, delimiter: string): string[] | undefined {
  if (!text.includes(QUOTE)) return text.split(delimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let value = '';
    if (text.startsWith(QUOTE, at)) {
      at++;
      for (;;) {
        const close = text.indexOf(QUOTE, at);
        if (close < 0) return undefined;
        value += text.slice(at, close);
        at = close + 1;
        if (!text.startsWith(QUOTE, at)) break;
        value += QUOTE;
        at++;
      }
    }
    const end = text.indexOf(delimiter, at);
    if (end < 0) {
      fields.push(value + text.slice(at));
      return fields;
    }
    fields.push(value + text.slice(at, end));
    at = end + delimiter.length;
  }
}

/** The delimiter that splits the first line into the most columns; `,` where none does. */
export function guessDelimiter(head: string): string {
  const line =
    head
      .replace(/^\ufeff/, '')
      .split(/[\r\n]+/, 2)
      .find((part) => part !== '') ?? '';
  let best = ',';
  let most = 1;
  for (const delimiter of CANDIDATES) {
    const columns = splitRow(line, delimiter)?.length ?? 0;
    if (columns > most) {
      best = delimiter;
      most = columns;
    }
  }
  return best;
}
