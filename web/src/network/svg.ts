import { hullName } from './draw-marks.ts';
import { type Box, takeHullRoom } from './labels.ts';
import type { Palette } from './palette.ts';
import { hullOf, type Point } from './places.ts';
import type { Scene } from './scene.ts';

const WIDTH = 1600;
const HEIGHT = 1000;
const MARGIN = 70;
/** Of the width of letters, which nobody measures here. */
const LETTER = 6.4;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const at = (value: number): string => value.toFixed(1);

/**
 * A scene as SVG, with its marking above and below, as every export has it. The whole chart is in it, whatever was in sight.
 *
 * @param marking The strictest of what is drawn.
 */
export function svgOf(scene: Scene, palette: Palette, marking: string, title: string): string {
  const xs = scene.nodes.map(({ x }) => x);
  const ys = scene.nodes.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(right - left, 1),
    (HEIGHT - 2 * MARGIN) / Math.max(high - low, 1),
  );
  const place = ({ x, y }: Point): Point => ({
    x: WIDTH / 2 + (x - (left + right) / 2) * scale,
    y: HEIGHT / 2 - (y - (low + high) / 2) * scale,
  });
  const places = new Map(scene.nodes.map((node) => [node.id, place(node)]));
  const taken: Box[] = [];
  const hulls = scene.hulls.map(({ group, points }) => {
    const hull = hullOf(points.map(place));
    const row = hull.map(({ x, y }) => `${at(x)},${at(y)}`).join(' ');
    const name = hullName(group);
    const { left, top, height } = takeHullRoom(taken, hull, { width: name.length * LETTER, height: 12 });
    return `<polygon points="${row}" fill="${palette.act}" stroke="${palette.act}" stroke-width="36" stroke-linejoin="round" opacity="0.1"/><text x="${at(left)}" y="${at(top + height - 2)}" fill="${palette.quiet}">${escaped(name)}</text>`;
  });
  const lines = [...scene.edges]
    .sort((a, b) => a.zIndex - b.zIndex)
    .flatMap(({ source, target, color, other, size, period, duty }) => {
      const [a, b] = [places.get(source), places.get(target)];
      if (!a || !b) return [];
      const ends = `x1="${at(a.x)}" y1="${at(a.y)}" x2="${at(b.x)}" y2="${at(b.y)}" stroke-width="${at(size)}"`;
      const dash = period === 0 ? '' : ` stroke-dasharray="${at(period * duty)} ${at(period * (1 - duty))}"`;
      const under = other === undefined ? '' : `<line ${ends} stroke="${other}"/>`;
      return [`${under}<line ${ends} stroke="${color}"${dash}/>`];
    });
  const marks = [...scene.nodes]
    .sort((a, b) => a.zIndex - b.zIndex)
    .map(({ id, color, size, label, labelColor, withheld, sign }) => {
      const { x, y } = places.get(id) as Point;
      const ring = withheld
        ? `<circle cx="${at(x)}" cy="${at(y)}" r="${at(size + 3)}" fill="none" stroke="${palette.quiet}" stroke-dasharray="2 3"/><text x="${at(x + size + 2)}" y="${at(y - size)}" font-weight="700" fill="${palette.ink}">?</text>`
        : '';
      return `<circle cx="${at(x)}" cy="${at(y)}" r="${at(size)}" fill="${color}"/>${ring}<text x="${at(x)}" y="${at(y + 3.5)}" text-anchor="middle" font-size="9" font-weight="700" fill="${palette.ground}">${escaped(sign)}</text><text x="${at(x + size + 4)}" y="${at(y + 4)}" fill="${labelColor}">${escaped(label)}</text>`;
    });
  const stamp = escaped(marking);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="Inter, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title><desc>${stamp}</desc>`,
    `<rect width="100%" height="100%" fill="${palette.ground}"/>`,
    ...hulls,
    ...lines,
    ...marks,
    ...[24, HEIGHT - 12].map(
      (y) =>
        `<text x="${WIDTH / 2}" y="${y}" text-anchor="middle" font-weight="700" font-size="14" fill="${palette.ink}">${stamp}</text>`,
    ),
    '</svg>',
  ].join('\n');
}
