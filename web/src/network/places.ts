/** Where persons stand: first places, ways of the arrow keys, what a lasso holds. Pure. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Between two who are tied, in the units of the layout. */
const APART = 60;
/** Turn from one to the next, radians: no two stand behind one another (the golden angle). */
const TURN = Math.PI * (3 - Math.sqrt(5));

/**
 * First places of newcomers: beside those they are tied to, or in a spiral around what there is. The same input gives
 * the same places on every machine.
 */
export function firstPlaces(
  newcomers: readonly string[],
  ties: readonly { readonly a: string; readonly b: string }[],
  places: Readonly<Record<string, Point>>,
): Readonly<Record<string, Point>> {
  const all = Object.values(places);
  const middle = meanOf(all) ?? { x: 0, y: 0 };
  const far = all.reduce((most, { x, y }) => Math.max(most, Math.hypot(x - middle.x, y - middle.y)), 0);
  const fresh = new Set(newcomers);
  const beside = new Map<string, Point[]>();
  for (const { a, b } of ties) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const place = Object.hasOwn(places, other) ? places[other] : undefined;
      if (fresh.has(one) && place) beside.set(one, [...(beside.get(one) ?? []), place]);
    }
  }
  let outside = 0;
  return Object.fromEntries(
    [...fresh]
      .filter((id) => !Object.hasOwn(places, id))
      .sort()
      .map((id, i) => {
        const near = meanOf(beside.get(id) ?? []);
        const from = near ?? middle;
        const away = near ? APART * (1 + 0.15 * Math.sqrt(i)) : far + APART * Math.sqrt(++outside);
        return [id, { x: from.x + away * Math.cos(i * TURN), y: from.y + away * Math.sin(i * TURN) }];
      }),
  );
}

export function meanOf(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
}

export type Direction = 'left' | 'right' | 'up' | 'down';
const TOWARDS: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  // The chart's y grows upwards.
  up: { x: 0, y: 1 },
  down: { x: 0, y: -1 },
};

/** The neighbour to whom an arrow key leads: the one who lies best in its direction, within 75 degrees. */
export function walk(
  from: string,
  direction: Direction,
  neighbours: readonly string[],
  places: Readonly<Record<string, Point>>,
): string | undefined {
  const here = places[from];
  if (!here) return undefined;
  const to = TOWARDS[direction];
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const id of neighbours) {
    const there = places[id];
    if (!there) continue;
    const away = Math.hypot(there.x - here.x, there.y - here.y) || 1;
    const along = ((there.x - here.x) * to.x + (there.y - here.y) * to.y) / away;
    if (along < 0.26) continue;
    const cost = away * (2 - along);
    if (!best || cost < best.cost || (cost === best.cost && id < best.id)) best = { id, cost };
  }
  return best?.id;
}

/** Whether a point lies in a polygon (even-odd rule). */
export function isInside({ x, y }: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [a, b] = [polygon[i] as Point, polygon[j] as Point];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The convex hull, counter-clockwise (Andrew 1979, monotone chain). */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (row: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of row) {
      while (chain.length > 1) {
        const [a, b] = [chain[chain.length - 2] as Point, chain[chain.length - 1] as Point];
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
