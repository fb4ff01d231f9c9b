import { expect, test } from 'vitest';
import { memoOf } from './memo.ts';

test('keeps what was used lately and forgets the rest, within its budget', () => {
  const memo = memoOf<{ readonly cost: number }>(100, ({ cost }) => cost);
  memo.set('often', { cost: 10 });
  for (let i = 0; i < 50; i++) {
    memo.set(`once ${i}`, { cost: 10 });
    expect(memo.get('often')).toBeDefined();
  }
  const held = Array.from({ length: 50 }, (_, i) => memo.get(`once ${i}`)).filter(Boolean).length;
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThanOrEqual(10);
});

test('counts a value that takes the place of another once', () => {
  const memo = memoOf<number>(100, (cost) => cost);
  memo.set('other', 10);
  for (let i = 0; i < 100; i++) memo.set('same', 20);
  expect(memo.get('other')).toBe(10);
});
