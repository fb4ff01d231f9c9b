/**
 * The natural logarithm of a number above 0, the same on every machine: `Math.log` may differ between engines in its last digit,
 * and one digit can decide whether a sample is taken.
 *
 * ln(2^k m) = k ln 2 + 2 artanh((m - 1) / (m + 1)) with m near 1; eleven terms are beyond the precision of a number.
 */
export function ln(x: number): number {
  let m = x;
  let k = 0;
  for (; m > Math.SQRT2; k++) m /= 2;
  for (; m < Math.SQRT1_2; k--) m *= 2;
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let i = 21; i >= 1; i -= 2) sum = sum * square + 1 / i;
  return k * Math.LN2 + 2 * s * sum;
}
