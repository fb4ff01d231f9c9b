import type { Point } from './places.ts';

/**
 * The line nearest to a point, within a distance; those drawn last win. Looked for by hand: sigma would draw every line twice to
 * know which is pointed at, and 20,000 distances take less than a millisecond.
 */
export function lineAt<
  Line extends { readonly source: string; readonly target: string; readonly zIndex: number },
>(
  { x, y }: Point,
  lines: readonly Line[],
  placeOf: (id: string) => Point | undefined,
  within: number,
): Line | undefined {
  let best: Line | undefined;
  let least = within * within;
  for (const line of lines) {
    const a = placeOf(line.source);
    const b = placeOf(line.target);
    if (!a || !b) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy;
    const at = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
    const away = (a.x + at * dx - x) ** 2 + (a.y + at * dy - y) ** 2;
    if (away < least || (away === least && best !== undefined && line.zIndex > best.zIndex)) {
      best = line;
      least = away;
    }
  }
  return best;
}
