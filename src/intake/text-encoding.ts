import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { ListError, type ListFile } from './reader.ts';

/** First bytes by which an encoding is told. */
const HEAD_BYTES = 1_024;
/** Bytes of the head in which the zeros of UTF-16 are counted. */
const ZEROS_WITHIN = 256;
/** The share of zeros at odd (or even) places from which text is taken for UTF-16: the header of a table is mostly ASCII. */
const ZEROS = 0.4;

/**
 * Bytes 0x80 to 0x9f of windows-1252 (https://encoding.spec.whatwg.org/index-windows-1252.txt), which the standard also reads where
 * ISO 8859-1 or ASCII is declared. Node 20's own decoder reads them as controls.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

interface Decoder {
  decode(bytes: Buffer): string;
  end(): string;
}

/**
 * The same file in UTF-8, whatever it was written in: by its byte order mark, by the zeros of UTF-16 where it has none (what
 * Analyst's Notebook and spreadsheets write as "Unicode"), by the encoding that an XML prolog declares, or as told.
 * A file in UTF-8 is passed on as it is, and its reader judges it.
 *
 * @param told a name of an encoding (https://encoding.spec.whatwg.org/#names-and-labels), where the file does not say it.
 * @throws {@link ListError} where the encoding is not known here; reading throws one where bytes are none of it.
 */
export async function inUtf8(file: ListFile, told?: string): Promise<ListFile> {
  const label = encodingOf(await headOf(file)) ?? told;
  if (label === undefined || isUtf8(label)) return file;
  // Whether it is known at all is said now, before anything is read.
  decoderFor(label, file.name);
  return {
    name: file.name,
    open: () => Readable.from(recoded(file, label), { objectMode: false }),
  };
}

const isUtf8 = (label: string): boolean => /^utf-?8$/i.test(label);

async function headOf(file: ListFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.open() as AsyncIterable<Buffer>) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** What the first bytes say; nothing where they say nothing. */
function encodingOf(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return head[2] === 0 && head[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const within = Math.min(head.length, ZEROS_WITHIN) & ~1;
  for (let i = 0; i < within; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] as number) + 1;
  const [even, odd] = zeros as [number, number];
  if (odd > (within / 2) * ZEROS && even === 0) return 'utf-16le';
  if (even > (within / 2) * ZEROS && odd === 0) return 'utf-16be';
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/.exec(head.toString('latin1'))?.[1];
  // Whoever declares UTF-16 and can be read as ASCII up to here was saved anew as UTF-8.
  return declared === undefined || /^(?:utf|ucs|iso-10646)/i.test(declared) ? undefined : declared;
}

function decoderFor(label: string, file: string): Decoder {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    if (decoder.encoding === 'windows-1252') return latin();
    return { decode: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  } catch {
    throw new ListError(`written in ${label.slice(0, 40)}, which is not known here; save it as UTF-8`, file);
  }
}

const latin = (): Decoder => ({
  decode: (bytes) =>
    bytes
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (one) => WINDOWS_1252[one.charCodeAt(0) - 0x80] as string),
  end: () => '',
});

async function* recoded(file: ListFile, label: string): AsyncIterable<Buffer> {
  const decoder = decoderFor(label, file.name);
  const bytes = (decode: () => string): Buffer => {
    try {
      return Buffer.from(decode());
    } catch {
      throw new ListError(
        `not ${label} throughout, or cut off; save it as UTF-8, or say --encoding`,
        file.name,
      );
    }
  };
  for await (const chunk of file.open() as AsyncIterable<Buffer>) {
    const part = bytes(() => decoder.decode(chunk));
    if (part.length > 0) yield part;
  }
  const rest = bytes(() => decoder.end());
  if (rest.length > 0) yield rest;
}
