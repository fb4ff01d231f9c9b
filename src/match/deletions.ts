import { finishHash } from './token-table.ts';
import { DELETION_PREFIX, TWO_EDITS_FROM } from './tuning.ts';

/**
 * Hashes of a token's beginning with none, one or two letters left out.
 *
 * Two tokens within one (two) edits share a string that is left when up to one (two) letters of each are left out;
 * for tokens longer than the prefix it is enough to look at their first `DELETION_PREFIX` letters, because letters
 * that the edits shift out of it are among those left out. (Garbe's symmetric deletion, 2012.)
 */
const MOST_DELETIONS = 1 + DELETION_PREFIX + (DELETION_PREFIX * (DELETION_PREFIX - 1)) / 2;

export const deletionScratch = (): Uint32Array => new Uint32Array(MOST_DELETIONS);

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

function hashWithout(bytes: Uint8Array, from: number, to: number, a: number, b: number): number {
  let h = BASIS;
  for (let i = from; i < to; i++) if (i !== a && i !== b) h = Math.imul(h ^ bytes[i]!, PRIME);
  return finishHash(h);
}

/** Writes the hashes to `out` and returns how many; the first is that of the whole prefix. No duplicates. */
export function deletionHashes(bytes: Uint8Array, from: number, to: number, out: Uint32Array): number {
  const length = to - from;
  const end = Math.min(to, from + DELETION_PREFIX);
  let count = 0;
  const add = (hash: number): void => {
    for (let k = 0; k < count; k++) if (out[k] === hash) return;
    out[count++] = hash;
  };
  add(hashWithout(bytes, from, end, -1, -1));
  if (length < 2) return count;
  for (let a = from; a < end; a++) add(hashWithout(bytes, from, end, a, -1));
  if (length < TWO_EDITS_FROM) return count;
  for (let a = from; a < end; a++) {
    for (let b = a + 1; b < end; b++) add(hashWithout(bytes, from, end, a, b));
  }
  return count;
}

const NOTHING = new Uint8Array(0);

/** The hash under which the whole token `before` + `bytes[from, to)` stands. */
export function wholeHash(bytes: Uint8Array, from: number, to: number, before: Uint8Array = NOTHING): number {
  let h = BASIS;
  for (let i = 0; i < before.length; i++) h = Math.imul(h ^ before[i]!, PRIME);
  const end = Math.min(to, from + DELETION_PREFIX - before.length);
  for (let i = from; i < end; i++) h = Math.imul(h ^ bytes[i]!, PRIME);
  return finishHash(h);
}
