/** An instant as `2026-02-27 14:05`, in UTC: services in several time zones read the same. */
export function instant(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 16).replace('T', ' ');
}

/** A list's version as people read it: the publisher's own words, or the instant of loading where there are none. */
export const versionText = (version: string): string =>
  /^\d{4}-\d{2}-\d{2}T/.test(version) ? instant(version) : version;

const DAY = 24 * 60 * 60 * 1000;

/** How long ago a date or an instant is, in the largest unit that fits: `today`, `12 days`, `7 months`, `3 years`. */
export function age(iso: string, now: Date): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return '';
  const days = Math.floor((now.getTime() - then) / DAY);
  const say = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (days < 1) return 'today';
  if (days < 60) return say(days, 'day');
  if (days < 730) return say(Math.floor(days / 30.44), 'month');
  return say(Math.floor(days / 365.25), 'year');
}

const COUNT = new Intl.NumberFormat('en');

/** `1,003`. */
export const count = (value: number): string => COUNT.format(value);
