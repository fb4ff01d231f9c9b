/** Names on the chart that do not stand on one another. Pure. */
import type { Point } from './places.ts';

/** What stands somewhere, pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Between two names, pixels. */
const BETWEEN = 2;
/** Of a hull around the marks of its members, pixels: half of its stroke. */
export const HULL = 18;

/** Whether there is room for a box, which then is taken; what `must` stand there takes it in any case. */
export function takeRoom(taken: Box[], box: Box, must = false): boolean {
  if (!must && taken.some((other) => overlap(other, box))) return false;
  taken.push(box);
  return true;
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width + BETWEEN &&
  b.left < a.left + a.width + BETWEEN &&
  a.top < b.top + b.height + BETWEEN &&
  b.top < a.top + a.height + BETWEEN;

/** Where the name of a hull stands: over it, under it, or beside it, wherever is room; over it where there is none. */
export function takeHullRoom(
  taken: Box[],
  hull: readonly Point[],
  { width, height }: Pick<Box, 'width' | 'height'>,
): Box {
  const by = (key: (point: Point) => number): Point =>
    hull.reduce((best, point) => (key(point) < key(best) ? point : best), hull[0] ?? { x: 0, y: 0 });
  const [up, down, left, right] = [by(({ y }) => y), by(({ y }) => -y), by(({ x }) => x), by(({ x }) => -x)];
  const places = [
    { left: up.x - width / 2, top: up.y - HULL - height - 2 },
    { left: down.x - width / 2, top: down.y + HULL + 2 },
    { left: left.x - HULL - width - 4, top: left.y - height / 2 },
    { left: right.x + HULL + 4, top: right.y - height / 2 },
  ].map((place) => ({ ...place, width, height }));
  const free = places.find((box) => takeRoom(taken, box));
  if (free) return free;
  const [over] = places as [Box, ...Box[]];
  takeRoom(taken, over, true);
  return over;
}
