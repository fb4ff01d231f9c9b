import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seldom } from './seldom.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('calls at once, and once for whatever comes meanwhile', () => {
  let calls = 0;
  const { call, end } = seldom(() => calls++, 400);
  call();
  expect(calls).toBe(1);
  for (let n = 0; n < 50; n++) call();
  vi.advanceTimersByTime(399);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(1);
  expect(calls).toBe(2);
  vi.advanceTimersByTime(2000);
  expect(calls).toBe(2);
  call();
  call();
  end();
  vi.advanceTimersByTime(2000);
  expect(calls).toBe(3);
});
