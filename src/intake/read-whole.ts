import { ListError, type ListFile } from './reader.ts';

/** A text that is parsed as one: its objects take some ten times as much memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The whole of a file as text. Throws {@link ListError} where it is larger than any real one, or not UTF-8. */
export async function readWhole(file: ListFile): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of file.open() as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES)
      throw new ListError(
        `larger than ${MOST_BYTES / 1024 / 1024} MB; split it into several files`,
        file.name,
      );
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new ListError('not text in UTF-8', file.name);
  }
}
