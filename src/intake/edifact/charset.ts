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

/** Whether a repertoire has letters beyond ASCII at all. */
export const allowsHighBytes = (syntax: string): boolean => syntax in DECLARED;

/** Never throws; bytes that mean nothing become U+FFFD. */
export function decodeText(bytes: Uint8Array, syntax: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const declared = DECLARED[syntax];
    if (declared && declared !== 'utf-8') return decoder(declared).decode(bytes);
    return decoder(looksMacRoman(bytes) ? 'macintosh' : 'windows-1252').decode(bytes);
  }
}

/**
 * Letters of MacRoman lie where Windows-1252 has quotation marks and signs (0x80 to 0x9F): a sign between two letters
 * of a name is a letter of the other table.
 */
function looksMacRoman(bytes: Uint8Array): boolean {
  const isLetter = (byte: number | undefined): boolean =>
    byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const letterInWindows =
      byte === 0x8a ||
      byte === 0x8c ||
      byte === 0x8e ||
      byte === 0x9a ||
      byte === 0x9c ||
      byte === 0x9e ||
      byte === 0x9f;
    if (
      byte >= 0x80 &&
      byte < 0xa0 &&
      !letterInWindows &&
      isLetter(bytes[at - 1]) &&
      (at + 1 === bytes.length || isLetter(bytes[at + 1]))
    )
      return true;
  }
  return false;
}
