import { expect, it } from 'vitest';
import { AIRPORTS } from './airports.ts';
import { instantAt, localAt, PLACES, placeOf } from './places.ts';

it('knows every airport of its table with a position on earth and a zone that this program can count in', () => {
  const blocks = AIRPORTS.split('\n\n');
  expect(blocks.length).toBeGreaterThan(300);
  let count = 0;
  for (const block of blocks) {
    const [zone = '', ...rows] = block.split('\n');
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    for (const row of rows) {
      count++;
      const code = row.slice(0, 3);
      const place = placeOf(code);
      if (!place) throw new Error(`${code} is not found`);
      expect(Math.abs(place.latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(place.longitude)).toBeLessThanOrEqual(180);
      expect(place.country).toMatch(/^[a-z]{2}$/);
      expect(place.name).not.toBe('');
    }
  }
  expect(count).toBeGreaterThan(4500);
});

it('agrees with the airports of the simulated world, which were written by hand', () => {
  const table = new Map(
    AIRPORTS.split('\n\n').flatMap((block) => {
      const [zone = '', ...rows] = block.split('\n');
      return rows.map((row) => [row.slice(0, 3), zone] as const);
    }),
  );
  const at = Date.parse('2026-07-01T00:00:00Z');
  const hour = (zone: string): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at);
  for (const [code, { zone }] of PLACES) {
    const other = table.get(code);
    if (other !== undefined) expect(`${code} ${hour(other)}`).toBe(`${code} ${hour(zone)}`);
  }
});

it('tells the instant of a local time, also on the days when clocks change', () => {
  expect(instantAt('IST', '2026-11-25T17:05')).toBe('2026-11-25T14:05:00.000Z');
  // Airports that the simulated world does not know, and a city.
  expect(instantAt('KTM', '2026-11-25T12:00')).toBe('2026-11-25T06:15:00.000Z');
  expect(instantAt('LON', '2026-07-01T12:00')).toBe('2026-07-01T11:00:00.000Z');
  // In New York clocks go back at 2 on this night, that is at 6 UTC.
  expect(instantAt('JFK', '2026-11-01T00:30')).toBe('2026-11-01T04:30:00.000Z');
  expect(instantAt('JFK', '2026-11-01T03:30')).toBe('2026-11-01T08:30:00.000Z');
  expect(instantAt(undefined, '2026-11-25T12:00')).toBe('2026-11-25T12:00:00.000Z');
  expect(instantAt('QQQ', '2026-11-25T12:00')).toBe('2026-11-25T12:00:00.000Z');
  expect(localAt('KTM', Date.parse('2026-11-25T06:15:00Z'))).toBe('2026-11-25T12:00');
});
