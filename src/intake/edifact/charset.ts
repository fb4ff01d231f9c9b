import { TextDecoder } from 'node:util';

/**
 * Text of bytes beyond ASCII. The syntax identifier of the interchange header names the repertoire (ISO 9735 annex A:
 * UNOC is ISO 8859-1 …); senders ignore it, so what is valid UTF-8 is read as that whatever was declared.
 */

const DECLARED: Readonly<Record<string, string>> = {
  UNOC: 'windows-1252',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'windows-1254',
  UNOW: 'utf-8',
  UNOY: 'utf-8',
};

/** A table that was not declared, but told from the bytes. */
export type GuessedTable = 'windows-1252' | 'macintosh';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const decoders = new Map<string, TextDecoder>();

function decoder(name: string): TextDecoder {
  let found = decoders.get(name);
  if (!found) {
    found = new TextDecoder(name);
    decoders.set(name, found);
  }
  return found;
}

/**
 * 0x80 to 0x9F of Windows-1252 (WHATWG encoding standard). The decoder of Node 20 gives control characters there, and so
 * loses Š, Œ, Ž, Ÿ and the typographic apostrophe.
 */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Every byte means something. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] as string);
}

/** Whether a repertoire has letters beyond ASCII at all. */
export const allowsHighBytes = (syntax: string): boolean => syntax in DECLARED;

/** Never throws; bytes that mean nothing become U+FFFD. `guessed` is for interchanges that declare no table. */
export function decodeText(bytes: Uint8Array, syntax: string, guessed: GuessedTable): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const declared = DECLARED[syntax];
    const table = declared && declared !== 'utf-8' ? declared : guessed;
    return table === 'windows-1252' ? decodeWindows1252(bytes) : decoder(table).decode(bytes);
  }
}

/** 0x80 to 0x9F are letters in MacRoman. In Windows-1252 these are, and all others are quotation marks and signs. */
const LETTERS_IN_BOTH = new Set([0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f]);
/** In Windows-1252 apostrophes and dashes, which stand between letters of names too: D\u2019ARCY. */
const MARKS_IN_NAMES = new Set([0x91, 0x92, 0x96, 0x97]);

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
const isSmall = (byte: number | undefined): boolean => byte !== undefined && byte >= 97 && byte <= 122;

/**
 * The table that bytes show themselves to be of: a sign of Windows-1252 between two letters of a name is a letter of
 * MacRoman; from 0xC0 on, a byte beside a letter is taken for one of Windows-1252. `undefined`: they do not tell.
 */
export function guessTable(bytes: Uint8Array): GuessedTable | undefined {
  let windows = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x80 || LETTERS_IN_BOTH.has(byte)) continue;
    const [before, after] = [bytes[at - 1], bytes[at + 1]];
    if (byte >= 0xc0) windows ||= isLetter(before) || isLetter(after);
    else if (byte < 0xa0) {
      if (
        MARKS_IN_NAMES.has(byte)
          ? isSmall(before) && isSmall(after)
          : isLetter(before) && (isLetter(after) || after === undefined)
      )
        return 'macintosh';
    }
  }
  return windows ? 'windows-1252' : undefined;
}
