import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedParts, lineDifference } from '../../web/src/law/line-difference.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'permit', ''), { maxLength: 12 })
  .map((l) => l.join('\n'));

it('gives both texts back: what stayed and went is the old one, what stayed and came the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDifference(before, after);
      const without = (sign: string) =>
        lines
          .filter((line) => line.sign !== sign)
          .map((line) => line.text)
          .join('\n');
      expect(without('+')).toBe(before);
      expect(without('-')).toBe(after);
    }),
  );
});

it('calls nothing changed that is not', () => {
  expect(lineDifference('a\nb\nc', 'a\nb\nc').every(({ sign }) => sign === ' ')).toBe(true);
  expect(lineDifference('a\nb\nc', 'a\nx\nc').map(({ sign, text: t }) => sign + t)).toEqual([
    ' a',
    '-b',
    '+x',
    ' c',
  ]);
});

it('shows what is around a change, and tells of gaps', () => {
  const old = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n');
  const parts = changedParts(lineDifference(old, old.replace('line 10', 'line ten')));
  expect(parts.filter((one) => one === undefined)).toHaveLength(1);
  expect(parts.flatMap((one) => one?.text ?? [])).toEqual([
    'line 8',
    'line 9',
    'line 10',
    'line ten',
    'line 11',
    'line 12',
  ]);
});
