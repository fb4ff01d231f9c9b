import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedDistance } from './distance.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function distance(a: string, b: string, most: number): number {
  const x = bytes(`__${a}`);
  const y = bytes(b);
  return boundedDistance(x, 2, x.length, y, 0, y.length, most);
}

/** The textbook recurrence, whole table, no cut. */
function reference(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(
        d[i - 1]![j]! + 1,
        d[i]![j - 1]! + 1,
        d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, d[i - 2]![j - 2]! + 1);
      }
      d[i]![j] = best;
    }
  }
  return d[a.length]![b.length]!;
}

test.each([
  ['salah', 'salah', 0],
  ['salah', 'sala', 1],
  ['abdeslam', 'abdesalam', 1],
  ['ahmed', 'ahemd', 1],
  ['mohammed', 'muhamad', 3],
  ['kim', 'lee', 3],
])('%s and %s are %i apart', (a, b, expected) => {
  expect(distance(a, b, 3)).toBe(expected);
});

test('words of more than 31 letters are equal or far apart', () => {
  const long = 'abcdefgh'.repeat(4);
  expect(distance(long.slice(1), long.slice(0, -1), 3)).toBe(2);
  expect(distance(long, long.slice(1), 3)).toBe(4);
  expect(distance(long.slice(1), long, 3)).toBe(4);
});

test('equals the textbook recurrence up to its limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 3 }), (a, b, most) => {
      expect(distance(a, b, most)).toBe(Math.min(reference(a, b), most + 1));
    }),
    { numRuns: 20_000 },
  );
});
