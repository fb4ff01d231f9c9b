/**
 * A multi-map from 32-bit hashes to token numbers that stores no keys: open addressing, linear probing, one 32-bit
 * word an entry (8 bits of the hash, 24 bits of the token number). What it returns is a superset of what was put in
 * under a key; the caller verifies. One cache line answers most look-ups.
 */
export type KeyTable = Uint32Array;

/** Tokens that fit into 24 bits, less the empty mark. */
export const MOST_KEY_TOKENS = 0xfffffe;
/** Beyond this the runs that a look-up scans grow fast (Knuth, vol. 3, 6.4). */
const LOAD = 0.66;

export const keyTableSize = (entries: number): number => Math.max(64, Math.ceil(entries / LOAD));

/** Puts `token` under `hash`; twice the same is kept once. */
export function putKey(table: KeyTable, hash: number, token: number): void {
  const size = table.length;
  const entry = (((hash & 0xff) << 24) | (token + 1)) >>> 0;
  let at = Math.floor((hash / 0x1_0000_0000) * size);
  while (table[at] !== 0) {
    if (table[at] === entry) return;
    if (++at === size) at = 0;
  }
  table[at] = entry;
}

/** Where look-ups write what they find; grows as needed. */
export interface KeySink {
  tokens: Uint32Array;
  count: number;
}

export const keySink = (): KeySink => ({ tokens: new Uint32Array(4096), count: 0 });

/** Adds the tokens that may stand under `hash` to the sink. */
export function getKey(table: KeyTable, hash: number, sink: KeySink): void {
  const size = table.length;
  const mark = hash & 0xff;
  let at = Math.floor((hash / 0x1_0000_0000) * size);
  for (let entry = table[at]!; entry !== 0; entry = table[at]!) {
    if (entry >>> 24 === mark) {
      if (sink.count === sink.tokens.length) {
        const larger = new Uint32Array(sink.tokens.length * 2);
        larger.set(sink.tokens);
        sink.tokens = larger;
      }
      sink.tokens[sink.count++] = (entry & 0xffffff) - 1;
    }
    if (++at === size) at = 0;
  }
}
