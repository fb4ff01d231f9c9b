/**
 * Draws the figures of docs/world.md from data/world/cooperation.json, which is
 * `tocsin world measure --worlds 100 --curves`. Run with `node --import tsx scripts/make-figures.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Arm, ArmSummary, Interval } from '../src/world/index.ts';

interface Measured {
  readonly worlds: number;
  readonly services: number;
  readonly results: readonly {
    readonly partners: number;
    readonly lag: number;
    readonly arms: readonly ArmSummary[];
  }[];
}

const { results, worlds, services } = JSON.parse(
  readFileSync('data/world/cooperation.json', 'utf8'),
) as Measured;

const WIDTH = 640;
const HEIGHT = 320;
const EDGE = { left: 52, right: 132, top: 34, bottom: 44 };
/** Told apart by shape and name too, for whoever sees no difference between colours. */
const LINES: Readonly<
  Record<Arm, { readonly name: string; readonly colour: string; readonly dash: string }>
> = {
  alone: { name: 'alone', colour: '#6b7280', dash: '2 4' },
  hit: { name: 'hit or no-hit', colour: '#b45309', dash: '8 3' },
  request: { name: 'hit and request', colour: '#1d4ed8', dash: '' },
  pool: { name: 'one pool', colour: '#047857', dash: '8 3 2 3' },
};

interface Figure {
  readonly title: string;
  readonly axis: string;
  readonly at: readonly number[];
  /** Of each arm, a value at each of `at`. */
  readonly of: (arm: Arm, at: number) => Interval;
}

function draw({ title, axis, at, of }: Figure): string {
  const arms = Object.keys(LINES) as Arm[];
  const top = Math.ceil(Math.max(...arms.flatMap((arm) => at.map((one) => of(arm, one)[2]))) * 10) / 10;
  const x = (place: number): number =>
    EDGE.left + (place * (WIDTH - EDGE.left - EDGE.right)) / (at.length - 1);
  const y = (share: number): number =>
    HEIGHT - EDGE.bottom - (share * (HEIGHT - EDGE.top - EDGE.bottom)) / top;
  const point = (place: number, share: number): string => `${x(place).toFixed(1)},${y(share).toFixed(1)}`;
  const grid = Array.from({ length: Math.round(top * 10) + 1 }, (_, i) => i / 10).map(
    (share) =>
      `<line x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${y(share)}" y2="${y(share)}" stroke="#e5e7eb"/>` +
      `<text x="${EDGE.left - 8}" y="${y(share) + 4}" text-anchor="end">${Math.round(share * 100)} %</text>`,
  );
  const ticks = at.map(
    (one, place) =>
      `<text x="${x(place)}" y="${HEIGHT - EDGE.bottom + 18}" text-anchor="middle">${one}</text>`,
  );
  const lines = arms.map((arm) => {
    const { name, colour, dash } = LINES[arm];
    const values = at.map((one) => of(arm, one));
    const upper = values.map(([, , high], place) => point(place, high));
    const lower = values.map(([, low], place) => point(place, low)).reverse();
    const last = values.at(-1) as Interval;
    return (
      `<polygon points="${[...upper, ...lower].join(' ')}" fill="${colour}" opacity="0.1"/>` +
      `<polyline points="${values.map(([value], place) => point(place, value)).join(' ')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>` +
      `<text x="${x(at.length - 1) + 8}" y="${y(last[0]) + 4}" fill="${colour}">${name}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#374151" role="img" aria-label="${title}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${EDGE.left}" y="18" font-weight="600" fill="#111827">${title}</text>`,
    ...grid,
    ...ticks,
    `<text x="${(EDGE.left + WIDTH - EDGE.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${axis}</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

const recognised = (arm: Arm, partners: number, lag: number): Interval => {
  const found = results.find((one) => one.partners === partners && one.lag === lag);
  const summary = found?.arms.find((one) => one.arm === arm);
  if (!summary)
    throw new Error(`data/world/cooperation.json has nothing of ${partners} partners and ${lag} days`);
  return summary.recognised;
};
const all = (of: (one: Measured['results'][number]) => number): readonly number[] =>
  [...new Set(results.map(of))].sort((a, b) => a - b);

writeFileSync(
  'docs/images/world-partners.svg',
  draw({
    title: `Cells recognised before they act, of ${worlds} worlds (bands: 95 %)`,
    axis: `services of ${services} that work together; answers after 3 days`,
    at: all(({ partners }) => partners),
    of: (arm, partners) => recognised(arm, partners, 3),
  }),
);
writeFileSync(
  'docs/images/world-lag.svg',
  draw({
    title: `Cells recognised before they act, of ${worlds} worlds (bands: 95 %)`,
    axis: `days until an answer comes; all ${services} services work together`,
    at: all(({ lag }) => lag),
    of: (arm, lag) => recognised(arm, services, lag),
  }),
);
