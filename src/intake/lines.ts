import type { Readable } from 'node:stream';

/** A line of a text file, or the reason why it could not be read. Lines count from 1, bytes from 0. */
export type Line =
  | { readonly line: number; readonly byte: number; readonly text: string }
  | { readonly line: number; readonly byte: number; readonly problem: string; readonly excerpt: string };

export interface ReadLinesOptions {
  /** Longest line that is kept, in bytes; a longer one is skimmed and reported, never held in memory. */
  readonly maxBytes: number;
  /** Told after each chunk how many bytes of the file were read. */
  readonly onBytes?: (bytes: number) => void;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const EXCERPT_BYTES = 200;

/**
 * Yields batches of lines (one batch for each chunk read, so that a fast consumer does not wait for each line).
 * Line ends are LF or CRLF and not part of the text. Empty lines are left out. The text must be UTF-8, with or
 * without a byte order mark; a line with bytes that are not UTF-8 is a problem, and so is one over `maxBytes`.
 * A file in UTF-16 is told by its byte order mark: its first line is a problem that says so, and reading ends.
 */
export async function* readLineBatches(
  stream: Readable,
  { maxBytes, onBytes }: ReadLinesOptions,
): AsyncIterable<readonly Line[]> {
  let parts: Buffer[] = [];
  let held = 0;
  let tooLong: Buffer | undefined;
  let line = 1;
  let lineStart = 0;
  let read = 0;

  const finish = (): Line | undefined => {
    const at = { line, byte: lineStart };
    if (tooLong) {
      const reason = `line longer than ${maxBytes} bytes; is this one record a line?`;
      return { ...at, problem: reason, excerpt: tooLong.toString('utf8') };
    }
    const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    return decodeLine(bytes, at);
  };

  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const batch: Line[] = [];
    if (read === 0) {
      const wide = wideEncoding(chunk);
      if (wide) {
        yield [{ line: 1, byte: 0, problem: `the file is ${wide}; save it as UTF-8`, excerpt: '' }];
        return;
      }
    }
    let from = read === 0 && hasByteOrderMark(chunk) ? 3 : 0;
    for (let to = chunk.indexOf(NEWLINE, from); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      let found: Line | undefined;
      if (held === 0 && !tooLong && to - from <= maxBytes) {
        found = to > from ? decodeLine(chunk.subarray(from, to), { line, byte: lineStart }) : undefined;
      } else {
        hold(chunk.subarray(from, to));
        found = finish();
        parts = [];
        held = 0;
        tooLong = undefined;
      }
      if (found) batch.push(found);
      from = to + 1;
      line++;
      lineStart = read + from;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
    read += chunk.length;
    onBytes?.(read);
    if (batch.length > 0) yield batch;
  }
  if (held > 0 || tooLong) {
    const last = finish();
    if (last) yield [last];
  }

  function hold(bytes: Buffer): void {
    if (tooLong || bytes.length === 0) return;
    if (held + bytes.length > maxBytes) {
      tooLong = Buffer.concat([...parts, bytes.subarray(0, EXCERPT_BYTES)]).subarray(0, EXCERPT_BYTES);
      parts = [];
      held = 0;
      return;
    }
    parts.push(bytes);
    held += bytes.length;
  }
}

function decodeLine(bytes: Buffer, at: { readonly line: number; readonly byte: number }): Line | undefined {
  const end = bytes[bytes.length - 1] === RETURN ? bytes.length - 1 : bytes.length;
  if (end === 0) return undefined;
  const text = bytes.toString('utf8', 0, end);
  // Bytes that are not UTF-8 decode to U+FFFD; one that stands in the file (its text was damaged before) is UTF-8.
  if (text.includes('\uFFFD') && !Buffer.from(text).equals(bytes.subarray(0, end))) {
    return { ...at, problem: 'not UTF-8; save the file as UTF-8', excerpt: text.slice(0, EXCERPT_BYTES) };
  }
  return { ...at, text };
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function wideEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16 (little-endian)';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16 (big-endian)';
  return undefined;
}
