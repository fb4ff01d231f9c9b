import {
  hasDistinct,
  type NameToken,
  nicknamesOf,
  soundOf,
  type TokenKind,
  tokenWeight,
} from '../names/index.ts';

/**
 * Tokens as rows of typed arrays, so that a million names can be compared without an object each, and so that
 * worker threads can share them. A query has a small table of its own; a segment of the index has a large one.
 */
export interface TokenTable {
  /** All texts one after another, one byte a letter. */
  readonly bytes: Uint8Array;
  /** Token i is `bytes[offset[i], offset[i + 1])`; one entry more than there are tokens. */
  readonly offset: Uint32Array;
  /** Kind code in the low three bits, then {@link VOWELLESS}, {@link HAS_NICKNAMES} and {@link HAS_DISTINCT}. */
  readonly kind: Uint8Array;
  /** Hash of the sound key; equal sounds have equal hashes (and one pair in 4 billion by chance). */
  readonly sound: Uint32Array;
  /** Letters of the sound key. */
  readonly soundLength: Uint8Array;
  /** Vowel classes of the gaps of the sound key, see `soundOf`. */
  readonly vowels: Uint32Array;
  /** Weight in thousandths. */
  readonly weight: Uint16Array;
}

export const KIND_CODES = {
  word: 0,
  number: 1,
  generic: 2,
  initial: 3,
  particle: 4,
  honorific: 5,
  legal: 6,
} as const satisfies Record<TokenKind, number>;

export const KIND_MASK = 7;
export const VOWELLESS = 8;
export const HAS_NICKNAMES = 16;
export const HAS_DISTINCT = 32;
/** Kinds up to this one carry identity: at least one must agree before anything is a hit. */
export const LAST_ANCHOR_KIND = KIND_CODES.generic;

/** FNV-1a with a final mix (Murmur3's), over the low byte of each character; 32 bits, never 0. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ (text.charCodeAt(i) & 0xff), 0x01000193);
  return finishHash(h);
}

/** Murmur3's finaliser: every bit of the input moves every bit of the output. */
export function finishHash(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = (h ^ (h >>> 16)) >>> 0;
  return h === 0 ? 1 : h;
}

export type TableToken = Pick<NameToken, 'text' | 'kind' | 'vowelless'>;

/** The kind byte of a token. */
export function kindByte(token: TableToken): number {
  return (
    KIND_CODES[token.kind] |
    (token.vowelless ? VOWELLESS : 0) |
    (token.kind === 'word' && nicknamesOf(token.text).length > 0 ? HAS_NICKNAMES : 0) |
    (token.kind === 'word' && hasDistinct(token.text) ? HAS_DISTINCT : 0)
  );
}

/** A table of some tokens; `weights` (thousandths) replaces the weight of the text where given. */
export function tokenTable(
  tokens: readonly TableToken[],
  weights?: readonly (number | undefined)[],
): TokenTable {
  const table = allocateTokenTable(
    tokens.length,
    tokens.reduce((sum, t) => sum + t.text.length, 0),
    (bytes) => new ArrayBuffer(bytes),
  );
  fillTokenTable(table, tokens);
  weights?.forEach((weight, i) => {
    if (weight !== undefined) table.weight[i] = weight;
  });
  return table;
}

export function allocateTokenTable(
  count: number,
  letters: number,
  allocate: (bytes: number) => ArrayBufferLike,
): TokenTable {
  return {
    bytes: new Uint8Array(allocate(letters)),
    offset: new Uint32Array(allocate((count + 1) * 4)),
    kind: new Uint8Array(allocate(count)),
    sound: new Uint32Array(allocate(count * 4)),
    soundLength: new Uint8Array(allocate(count)),
    vowels: new Uint32Array(allocate(count * 4)),
    weight: new Uint16Array(allocate(count * 2)),
  };
}

export function fillTokenTable(table: TokenTable, tokens: readonly TableToken[]): void {
  let at = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    table.offset[i] = at;
    for (let k = 0; k < token.text.length; k++) table.bytes[at++] = token.text.charCodeAt(k);
    table.kind[i] = kindByte(token);
    const { key, vowels } = soundOf(token.text);
    table.sound[i] = hashText(key);
    table.soundLength[i] = key.length;
    table.vowels[i] = vowels;
    table.weight[i] = Math.round(tokenWeight(token.text, token.kind) * 1000);
  }
  table.offset[tokens.length] = at;
}

/** The text of token `i`. */
export function textOf(table: TokenTable, i: number): string {
  let text = '';
  for (let at = table.offset[i]!; at < table.offset[i + 1]!; at++)
    text += String.fromCharCode(table.bytes[at]!);
  return text;
}
