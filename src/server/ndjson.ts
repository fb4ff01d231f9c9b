/** A line of an NDJSON stream as it came in: its text, or why it could not be taken. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text?: string;
  readonly tooLong?: true;
}

const NEWLINE = 10;

/**
 * Splits a byte stream into groups of lines: all lines that one read brought, at most `groupSize` together, so that
 * a client that writes one line and waits gets its answer. A line longer than `lineLimit` bytes is told, not kept;
 * blank lines are left out. Memory is bounded by one read and one line. Text is UTF-8; bad bytes become U+FFFD.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  lineLimit: number,
  groupSize: number,
): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  let number = 0;
  /** The pieces of a line that is not complete yet. */
  let pieces: Uint8Array[] = [];
  let length = 0;

  const finish = (last: Uint8Array): Line | undefined => {
    number += 1;
    const total = length + last.length;
    const parts = [...pieces, last];
    pieces = [];
    length = 0;
    if (total > lineLimit) return { number, tooLong: true };
    const text = decoder.decode(parts.length === 1 ? last : Buffer.concat(parts)).trim();
    return text === '' ? undefined : { number, text };
  };

  for await (const chunk of stream) {
    let group: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = finish(chunk.subarray(start, end));
      start = end + 1;
      if (line) group.push(line);
      if (group.length >= groupSize) {
        yield group;
        group = [];
      }
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    // A line beyond the limit is counted on, but no longer kept.
    if (length <= lineLimit) pieces.push(rest);
    else pieces = [];
    if (group.length > 0) yield group;
  }
  if (length > 0) {
    const line = finish(new Uint8Array(0));
    if (line) yield [line];
  }
}
