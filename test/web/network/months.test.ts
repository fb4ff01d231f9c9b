import { describe, expect, test } from 'vitest';
import {
  clocksOf,
  everyMonth,
  lastDay,
  monthAfter,
  monthsBetween,
  standsTo,
} from '../../../web/src/network/months.ts';

test('months go over the year', () => {
  expect(monthAfter('2015-12')).toBe('2016-01');
  expect(monthAfter('2016-01', -1)).toBe('2015-12');
  expect(monthAfter('2015-03', 25)).toBe('2017-04');
  expect(monthsBetween('2015-11', '2016-02')).toBe(3);
  expect(lastDay('2016-02')).toBe('2016-02-29');
});

test('months without anything are there', () => {
  expect(
    everyMonth([
      { month: '2015-11', tellings: 2 },
      { month: '2016-01', tellings: 1 },
    ]).map(({ tellings }) => tellings),
  ).toEqual([2, 0, 1]);
  expect(everyMonth([])).toEqual([]);
});

test('the server is asked by what it takes', () => {
  expect(clocksOf({ clock: 'known', from: '2015-01', until: '2015-11' })).toEqual({ known: '2015-11-30' });
  expect(clocksOf({ clock: 'event', from: '2015-06', until: '2015-06' })).toEqual({ event: '2015-06' });
  expect(clocksOf({ clock: 'event', from: '2015-01', until: '2015-12' })).toEqual({ event: '2015' });
  expect(clocksOf({ clock: 'event', from: '2015-01', until: '2016-02' })).toBeUndefined();
});

describe('a tie and a span', () => {
  const event = (validFrom?: string, validUntil?: string) =>
    standsTo(
      { ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) },
      { clock: 'event', from: '2015-03', until: '2015-05' },
    );
  test('of what held', () => {
    expect(event()).toBe('undated');
    expect(event('2014-06', '2015-03-02')).toBe('in');
    expect(event('2014-06', '2015-03-01')).toBe('out');
    expect(event('2015-05-30')).toBe('in');
    expect(event('2015-06')).toBe('out');
    expect(event('2015')).toBe('in');
    expect(event('2016')).toBe('out');
    expect(event(undefined, '2015')).toBe('out');
    expect(event(undefined, '2016')).toBe('in');
  });
  test('of what was known', () => {
    const known = (knownSince?: string) =>
      standsTo(knownSince ? { knownSince } : {}, { clock: 'known', from: '2015-03', until: '2015-05' });
    expect(known()).toBe('undated');
    expect(known('2015-02-28T23:00:00.000Z')).toBe('before');
    expect(known('2015-05-31T23:00:00.000Z')).toBe('in');
    expect(known('2015-06-01T00:00:00.000Z')).toBe('out');
  });
});
