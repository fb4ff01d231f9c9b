import { type Box, HULL, takeHullRoom, takeRoom } from './labels.ts';
import { blend, type Palette } from './palette.ts';
import { hullOf, type Point } from './places.ts';
import type { Scene, SceneNode } from './scene.ts';
import type { Group } from './work.ts';

/** Above this many marks in sight, letters in them say nothing any more, and cost time. */
const MOST_SIGNS = 400;
/** Of letters, pixels. */
const LETTERS = 11;
/** A mark of at least this radius has its name beside it, pixels. */
const NAMED = 3.5;
/** Nobody reads more names at once; those of the largest marks are drawn. */
const MOST_NAMES = 250;

type ToScreen = (point: Point) => Point;

/** Hulls of groups, under the ties: a soft ground. */
export function drawHulls(
  context: CanvasRenderingContext2D,
  { hulls }: Pick<Scene, 'hulls'>,
  toScreen: ToScreen,
  palette: Palette,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 2 * HULL;
  // One colour for ground and rim: shining through, the two would show where they meet.
  context.fillStyle = blend(palette.act, palette.ground, 0.12);
  context.strokeStyle = context.fillStyle;
  for (const { points } of hulls) {
    const [first, ...rest] = hullOf(points.map(toScreen));
    if (!first) continue;
    context.beginPath();
    context.moveTo(first.x, first.y);
    for (const { x, y } of rest) context.lineTo(x, y);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/** What a hull is called, with how certain it is. */
export const hullName = ({ name, certainty }: Group): string =>
  certainty === undefined ? name : `${name} ${Math.round(certainty * 100)} %`;

/** Names, over everything: none on another, none on a mark; of hulls first, of the selected, then of the largest. */
export function drawNames(
  context: CanvasRenderingContext2D,
  { nodes, hulls }: { readonly nodes: readonly OnScreen[]; readonly hulls: Scene['hulls'] },
  toScreen: ToScreen,
  palette: Palette,
): void {
  const taken: Box[] =
    nodes.length > MOST_SIGNS
      ? []
      : nodes.map(({ x, y, size }) => ({ left: x - size, top: y - size, width: 2 * size, height: 2 * size }));
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.ground;
  const write = (text: string, { left, top, height }: Box, colour: string): void => {
    context.strokeText(text, left, top + height / 2);
    context.fillStyle = colour;
    context.fillText(text, left, top + height / 2);
  };
  context.font = `600 ${LETTERS}px "Inter Variable", sans-serif`;
  for (const { group, points } of hulls) {
    const hull = hullOf(points.map(toScreen));
    if (hull.length === 0) continue;
    const name = hullName(group);
    const width = context.measureText(name).width;
    write(name, takeHullRoom(taken, hull, { width, height: LETTERS }), palette.quiet);
  }
  context.font = `500 ${LETTERS}px "Inter Variable", sans-serif`;
  const named = nodes
    .filter(({ node, size }) => node.label !== '' && (node.forceLabel || size >= NAMED))
    .sort((a, b) => Number(b.node.forceLabel) - Number(a.node.forceLabel) || b.size - a.size)
    .slice(0, MOST_NAMES);
  for (const { node, x, y, size } of named) {
    const width = context.measureText(node.label).width;
    const box = { left: x + size + 4, top: y - LETTERS / 2, width, height: LETTERS };
    if (takeRoom(taken, box, node.forceLabel)) write(node.label, box, node.labelColor);
  }
}

/** A mark that is in sight, pixels. */
export interface OnScreen extends Point {
  readonly node: SceneNode;
  readonly size: number;
}

/** Over the marks: who is selected, pinned, noted, withheld; and who knows them, by letter. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  seen: readonly OnScreen[],
  palette: Palette,
): void {
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
