/** Longer words are equal or far apart: a word's letters are the bits of one 32-bit number. */
const MOST_LETTERS = 31;

/** Bits of the pattern in which each byte stands; all 0 but for the letters of the pattern. */
const bitsOf = new Int32Array(256);
let pattern: Uint8Array = new Uint8Array(0);
let patternFrom = 0;
let patternTo = 0;

/** A token is compared with hundreds of others one after another, so its bits are kept. */
function keepPattern(bytes: Uint8Array, from: number, to: number): void {
  if (bytes === pattern && from === patternFrom && to === patternTo) return;
  for (let i = patternFrom; i < patternTo; i++) bitsOf[pattern[i]!] = 0;
  for (let i = from; i < to; i++) bitsOf[bytes[i]!]! |= 1 << (i - from);
  pattern = bytes;
  patternFrom = from;
  patternTo = to;
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours; no substring edited twice) between
 * `a[aFrom, aTo)` and `b[bFrom, bTo)`, cut off: anything above `most`, and words of more than 31 letters, are reported
 * as `most + 1`. The bytes of a word must not change after it was compared.
 *
 * Bit-parallel (Myers 1999; transpositions by Hyyrö 2003): a column of the table in two numbers.
 */
export function boundedDistance(
  a: Uint8Array,
  aFrom: number,
  aTo: number,
  b: Uint8Array,
  bFrom: number,
  bTo: number,
  most: number,
): number {
  const m = aTo - aFrom;
  const n = bTo - bFrom;
  const over = most + 1;
  if (m > n + most || n > m + most || m > MOST_LETTERS || n > MOST_LETTERS) return over;
  if (m === 0) return n;
  keepPattern(a, aFrom, aTo);
  const last = 1 << (m - 1);
  let distance = m;
  let rises = -1;
  let falls = 0;
  let diagonal = 0;
  let bitsBefore = 0;
  for (let j = bFrom; j < bTo; j++) {
    const bits = bitsOf[b[j]!]!;
    const swapped = ((~diagonal & bits) << 1) & bitsBefore;
    diagonal = ((((bits & rises) + rises) | 0) ^ rises) | bits | falls | swapped;
    let right = falls | ~(diagonal | rises);
    const left = diagonal & rises;
    if (right & last) distance++;
    else if (left & last) distance--;
    // Each letter that is left can bring the distance down by one at most.
    if (distance - (bTo - 1 - j) > most) return over;
    right = (right << 1) | 1;
    rises = (left << 1) | ~(diagonal | right);
    falls = right & diagonal;
    bitsBefore = bits;
  }
  return distance > most ? over : distance;
}
