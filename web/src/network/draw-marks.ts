import type { Palette } from './palette.ts';
import { hullOf, type Point } from './places.ts';
import type { Scene, SceneNode } from './scene.ts';

/** Above this many marks in sight, letters in them say nothing any more, and cost time. */
const MOST_SIGNS = 400;

type ToScreen = (point: Point) => Point;

/** Hulls of groups, under the ties: a soft ground with a name and how certain it is. */
export function drawHulls(
  context: CanvasRenderingContext2D,
  { hulls }: Pick<Scene, 'hulls'>,
  toScreen: ToScreen,
  palette: Palette,
): void {
  context.font = '600 11px "Inter Variable", sans-serif';
  context.lineJoin = 'round';
  for (const { group, points } of hulls) {
    const hull = hullOf(points.map(toScreen));
    const [first, ...rest] = hull;
    if (!first) continue;
    context.beginPath();
    context.moveTo(first.x, first.y);
    for (const { x, y } of rest) context.lineTo(x, y);
    context.closePath();
    const certainty = group.certainty ?? 1;
    context.globalAlpha = 0.1;
    context.fillStyle = palette.act;
    context.strokeStyle = palette.act;
    context.lineWidth = 36;
    context.fill();
    context.stroke();
    context.globalAlpha = 0.9;
    const top = hull.reduce((best, point) => (point.y < best.y ? point : best), first);
    context.fillStyle = palette.quiet;
    context.textAlign = 'center';
    const sure = group.certainty === undefined ? '' : ` ${Math.round(certainty * 100)} %`;
    context.fillText(`${group.name}${sure}`, top.x, top.y - 24);
    context.globalAlpha = 1;
  }
}

/** Over the marks: who is selected, pinned, noted, withheld; and who knows them, by letter. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  nodes: readonly SceneNode[],
  toScreen: (node: SceneNode) => { readonly x: number; readonly y: number; readonly size: number },
  { width, height }: { readonly width: number; readonly height: number },
  palette: Palette,
): void {
  const seen = nodes.flatMap((node) => {
    const at = toScreen(node);
    return at.x > -20 && at.y > -20 && at.x < width + 20 && at.y < height + 20 ? [{ node, ...at }] : [];
  });
  const signs = seen.length <= MOST_SIGNS;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { node, x, y, size } of seen) {
    if (signs && node.zIndex > 1 && size >= 5 && node.sign !== '') {
      context.font = `700 ${Math.min(size * 1.15, 11)}px "Inter Variable", sans-serif`;
      context.fillStyle = palette.ground;
      context.fillText(node.sign, x, y + 0.5);
    }
    if (node.withheld) {
      context.setLineDash([2, 3]);
      ring(context, x, y, size + 3, palette.quiet, 1.5);
      context.setLineDash([]);
      badge(context, '?', x + size + 3, y - size - 2, palette);
    }
    if (node.noted) badge(context, '✎', x + size + 3, y + size + 2, palette);
    if (node.pinned) {
      context.fillStyle = palette.ink;
      context.fillRect(x - size - 5, y - size - 4, 4, 4);
    }
    if (node.selected) ring(context, x, y, size + 3, palette.act, 2.5);
    if (node.folded) ring(context, x, y, size + 2, palette.ink, 1);
  }
}

/** One who is on the way from one place to another, with their ties. */
export function drawMoved(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  ties: readonly Point[],
  { color, size }: { readonly color: string; readonly size: number },
): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  for (const to of ties) {
    context.moveTo(x, y);
    context.lineTo(to.x, to.y);
  }
  context.stroke();
  context.beginPath();
  context.arc(x, y, size, 0, Math.PI * 2);
  context.fillStyle = color;
  context.fill();
}

function ring(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  width: number,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function badge(
  context: CanvasRenderingContext2D,
  sign: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.font = '700 11px "Inter Variable", sans-serif';
  context.lineWidth = 3;
  context.strokeStyle = palette.ground;
  context.strokeText(sign, x, y);
  context.fillStyle = palette.ink;
  context.fillText(sign, x, y);
}
