/** Names on the chart that do not stand on one another. Pure. */

/** Where a name stands, pixels. */
export interface Taken {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Between two names, pixels. */
const BETWEEN = 2;

/** Whether there is room for a name, which then is taken; one that `must` stand there takes it in any case. */
export function takeRoom(taken: Taken[], name: Taken, must = false): boolean {
  if (!must && taken.some((other) => overlap(other, name))) return false;
  taken.push(name);
  return true;
}

const overlap = (a: Taken, b: Taken): boolean =>
  a.left < b.left + b.width + BETWEEN &&
  b.left < a.left + a.width + BETWEEN &&
  a.top < b.top + b.height + BETWEEN &&
  b.top < a.top + a.height + BETWEEN;
