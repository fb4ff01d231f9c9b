/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours; no substring edited twice),
 * cut off: anything above `most` is reported as `most + 1`.
 *
 * Banded dynamic programming on bytes, as in Ukkonen (1985), with the transposition of Damerau (1964). Tokens are
 * short (at most 40 letters) and `most` is at most 3, so the band beats bit-parallel methods here.
 */
const WIDTH = 48;
let before = new Uint8Array(WIDTH);
let above = new Uint8Array(WIDTH);
let row = new Uint8Array(WIDTH);

/** Distance between `a[aFrom, aTo)` and `b[bFrom, bTo)`; at most `most + 1`. */
export function boundedDistance(
  a: Uint8Array,
  aFrom: number,
  aTo: number,
  b: Uint8Array,
  bFrom: number,
  bTo: number,
  most: number,
): number {
  // A shared beginning and end cost nothing, and most variants share nearly all.
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
    aFrom++;
    bFrom++;
  }
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
    aTo--;
    bTo--;
  }
  const m = aTo - aFrom;
  const n = bTo - bFrom;
  const gap = m > n ? m - n : n - m;
  const over = most + 1;
  if (gap > most) return over;
  if (m === 0) return n;
  if (n === 0) return m;

  for (let j = 0; j <= n; j++) above[j] = j <= over ? j : over;
  for (let i = 1; i <= m; i++) {
    const ca = a[aFrom + i - 1];
    const from = i - most > 1 ? i - most : 1;
    const to = i + most < n ? i + most : n;
    row[0] = i <= over ? i : over;
    if (from > 1) row[from - 1] = over;
    let best = over;
    for (let j = from; j <= to; j++) {
      const cb = b[bFrom + j - 1];
      let d = above[j - 1]! + (ca === cb ? 0 : 1);
      // Cells outside the band of the row above are as good as `over`.
      const up = j <= i - 1 + most ? above[j]! + 1 : over;
      if (up < d) d = up;
      const left = row[j - 1]! + 1;
      if (left < d) d = left;
      if (i > 1 && j > 1 && ca === b[bFrom + j - 2] && cb === a[aFrom + i - 2] && before[j - 2]! + 1 < d) {
        d = before[j - 2]! + 1;
      }
      if (d > over) d = over;
      row[j] = d;
      if (d < best) best = d;
    }
    if (best >= over) {
      // A swap may still come back from the row before this one.
      let rescue = over;
      for (let j = from > 1 ? from - 1 : 0; j <= to; j++) if (above[j]! < rescue) rescue = above[j]!;
      if (rescue + 1 > most) return over;
    }
    const spare = before;
    before = above;
    above = row;
    row = spare;
  }
  return above[n]! > most ? over : above[n]!;
}
