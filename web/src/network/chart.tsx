import Graph from 'graphology';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import Sigma from 'sigma';
import { Notice } from '../shared/notice.tsx';
import { drawHulls, drawMarks, drawMoved, drawNames, type OnScreen } from './draw-marks.ts';
import { type Moving, moveWhatIsDrawn } from './moving.ts';
import classes from './network.module.css';
import { blend, type Palette } from './palette.ts';
import { lineAt } from './pick.ts';
import { isInside, type Point } from './places.ts';
import type { Scene, SceneEdge, SceneNode } from './scene.ts';
import { StripedEdges } from './striped-edges.ts';

/** What the page can have the chart do. */
export interface ChartHandle {
  /** Moves marks without a new scene: the layout tells places many times a second. */
  place(places: Readonly<Record<string, Point>>, done: boolean): void;
  /** Brings everything into sight. */
  fit(): void;
  /** Brings one person into sight. */
  show(id: string): void;
}

type NodeAttributes = SceneNode & { readonly [more: string]: unknown };
type EdgeAttributes = SceneEdge & { readonly [more: string]: unknown };

/** How near a line is pointed at, pixels. */
const NEAR = 7;
/** Persons above whom no letters are drawn. */
const MANY = 1_500;
/** A running layout is drawn one part of the time at most, where drawing is slow: the page must answer meanwhile. */
const ONE_PART_OF = 4;

const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;

/** What is drawn, and who is told of what people do with it. */
interface Drawn {
  readonly scene: Scene;
  readonly palette: Palette;
  /** Left of the cut only what this service sees is drawn clearly. */
  readonly swipe:
    | { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string>; readonly cut: number }
    | undefined;
  readonly onNode: (node: SceneNode, more: boolean) => void;
  readonly onEdge: (edge: SceneEdge) => void;
  readonly onNothing: () => void;
  readonly onHover: (
    over:
      | { readonly edge: SceneEdge; readonly x: number; readonly y: number }
      | { readonly node: SceneNode; readonly x: number; readonly y: number }
      | undefined,
  ) => void;
  readonly onMoved: (node: SceneNode, to: Point) => void;
}

/**
 * The chart of links: the only place that knows sigma, with its lines (`striped-edges.ts`) and how it moves (`moving.ts`). It draws a scene and says what people do with it; what they select
 * and what follows is decided outside.
 */
export function Chart({
  ref,
  scene,
  palette,
  lasso,
  swipe,
  onNode,
  onEdge,
  onNothing,
  onHover,
  onMoved,
  onLasso,
}: Drawn & {
  readonly ref: Ref<ChartHandle>;
  readonly lasso: boolean;
  readonly onLasso: (persons: readonly string[], more: boolean) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const opened = useRef<Opened>(undefined);
  const placed = useRef(0);
  // While the layout runs, its places are newer than those of the scene.
  const live = useRef<Readonly<Record<string, Point>>>(undefined);
  const [able] = useState(canDraw);
  // The listeners of sigma outlive a drawing: they ask for what is now.
  const now = useRef({ scene, palette, swipe, onNode, onEdge, onNothing, onHover, onMoved });
  now.current = { scene, palette, swipe, onNode, onEdge, onNothing, onHover, onMoved };

  useEffect(() => {
    if (!able || !box.current) return;
    const fresh = openSigma(box.current, now);
    opened.current = fresh;
    return () => {
      opened.current = undefined;
      fresh.renderer.kill();
    };
  }, [able]);

  useEffect(() => {
    const renderer = opened.current?.renderer;
    if (!renderer) return;
    const grown = renderer.getGraph().order === 0;
    bring(renderer, scene, live.current);
    if (grown) renderer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1.15, angle: 0 });
  }, [scene]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another cut or theme is drawn anew.
  useEffect(() => {
    opened.current?.redraw();
  }, [swipe, palette]);

  useImperativeHandle(ref, () => ({
    place(places, done) {
      live.current = done ? undefined : places;
      const drawing = opened.current;
      if (!drawing) return;
      const { renderer, moving } = drawing;
      const wait = moving.cost() * (ONE_PART_OF - 1);
      if (!done && (moving.isMoving() || performance.now() - placed.current < wait)) return;
      renderer.getGraph().updateEachNodeAttributes(
        (id, attributes) => {
          const to = places[id];
          return to ? { ...attributes, x: to.x, y: to.y } : attributes;
        },
        { attributes: ['x', 'y'] },
      );
      placed.current = performance.now();
    },
    fit() {
      const renderer = opened.current?.renderer;
      renderer?.setCustomBBox(null);
      renderer?.refresh();
      void renderer?.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1.15 }, { duration: quick() });
    },
    show(id) {
      const at = opened.current?.renderer.getNodeDisplayData(id);
      if (at) void opened.current?.renderer.getCamera().animate({ x: at.x, y: at.y }, { duration: quick() });
    },
  }));

  if (!able)
    return (
      <div className={classes.unable}>
        <Notice kind="close" title="This browser draws no WebGL 2, which the chart needs.">
          Everything on it is in the tables below; ask whoever runs this machine to allow WebGL.
        </Notice>
      </div>
    );
  return (
    <>
      <div ref={box} className={classes.canvas} data-testid="chart" />
      {lasso && (
        <Lasso
          palette={palette}
          onDone={(polygon, more) => {
            const renderer = opened.current?.renderer;
            if (!renderer) return;
            onLasso(
              scene.nodes
                .filter(({ id }) => {
                  const { x, y } = renderer.getGraph().getNodeAttributes(id);
                  return isInside(renderer.graphToViewport({ x, y }), polygon);
                })
                .flatMap(({ persons }) => persons),
              more,
            );
          }}
        />
      )}
    </>
  );
}

type ChartGraph = Graph<NodeAttributes, EdgeAttributes>;
type Now = React.RefObject<Drawn>;

const quick = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200);

/**
 * Has sigma draw what a scene says. Where persons or ties came or went it gets a new graph: it cannot repaint what it has not
 * indexed yet, and a new graph of 20,000 ties is made in some 60 ms. Camera and box stay.
 */
function bring(
  renderer: Sigma<NodeAttributes, EdgeAttributes>,
  { nodes, edges }: Scene,
  live: Readonly<Record<string, Point>> | undefined,
): void {
  const graph = renderer.getGraph() as ChartGraph;
  const attributesOf = (node: SceneNode): NodeAttributes => ({ ...node, ...live?.[node.id] });
  const same =
    graph.order === nodes.length &&
    graph.size === edges.length &&
    nodes.every(({ id }) => graph.hasNode(id)) &&
    edges.every(({ id, source }) => graph.hasEdge(id) && graph.source(id) === source);
  if (same) {
    const marks = new Map(nodes.map((node) => [node.id, node]));
    const lines = new Map(edges.map((edge) => [edge.id, edge]));
    // In place: told of it, sigma would repaint all twice, and fail where a resize has it index them anew in the next frame.
    graph.forEachNode((id, attributes) => become(attributes, attributesOf(marks.get(id) as SceneNode)));
    graph.forEachEdge((id, attributes) => become(attributes, lines.get(id) as SceneEdge));
    renderer.refresh();
    return;
  }
  const fresh: ChartGraph = new Graph({ multi: true, type: 'undirected' });
  for (const node of nodes) fresh.addNode(node.id, attributesOf(node));
  for (const edge of edges) fresh.addEdgeWithKey(edge.id, edge.source, edge.target, { ...edge });
  renderer.setGraph(fresh);
}

function become<T extends object>(attributes: T, fresh: T): void {
  for (const key of Object.keys(attributes) as (keyof T)[]) if (!(key in fresh)) delete attributes[key];
  Object.assign(attributes, fresh);
}

interface Opened {
  readonly renderer: Sigma<NodeAttributes, EdgeAttributes>;
  readonly moving: Moving;
  /** After another cut or theme. */
  redraw(): void;
}

function openSigma(container: HTMLElement, now: Now): Opened {
  let held: { readonly id: string; moved: boolean; to?: Point } | undefined;
  const empty: ChartGraph = new Graph({ multi: true, type: 'undirected' });
  const renderer = new Sigma<NodeAttributes, EdgeAttributes>(empty, container, {
    defaultEdgeType: 'striped',
    edgeProgramClasses: { striped: StripedEdges as never },
    allowInvalidContainer: true,
    zIndex: true,
    stagePadding: 40,
    // Names are drawn with the marks: none on another.
    renderLabels: false,
    minEdgeThickness: 1,
    minCameraRatio: 0.02,
    maxCameraRatio: 8,
    inertiaDuration: 0,
    defaultDrawNodeHover: (context, data) => {
      context.beginPath();
      context.arc(data.x, data.y, data.size + 4, 0, Math.PI * 2);
      context.strokeStyle = now.current.palette.ink;
      context.lineWidth = 1.5;
      context.stroke();
    },
    nodeReducer: (id, data) => {
      const { palette } = now.current;
      return isCut(id, data) ? { ...data, color: blend(data.color, palette.ground, 0.12) } : data;
    },
    edgeReducer: (id, data) => {
      const { swipe, palette } = now.current;
      if (!swipe || swipe.edges.has(id)) return data;
      const [a, b] = [graph().getNodeAttributes(data.source), graph().getNodeAttributes(data.target)];
      if (!isLeft({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })) return data;
      return {
        ...data,
        color: blend(data.color, palette.ground, 0.1),
        ...(data.other && { other: blend(data.other, palette.ground, 0.1) }),
      };
    },
  });
  const moving = moveWhatIsDrawn(renderer as unknown as Sigma, container, () =>
    renderer.refresh({ ...(!now.current.swipe && { partialGraph: {} }), skipIndexation: true }),
  );
  // Another one after each scene with other persons.
  const graph = (): ChartGraph => renderer.getGraph() as ChartGraph;
  // Where the cut lies, in the units of the graph; asked once for all marks of a drawing.
  let cutAt: number | undefined;
  const isLeft = ({ x }: Point): boolean => {
    const { swipe } = now.current;
    cutAt ??= swipe
      ? renderer.viewportToGraph({ x: swipe.cut * renderer.getDimensions().width, y: 0 }).x
      : Number.NEGATIVE_INFINITY;
    return x < cutAt;
  };
  /** Not seen by the service whose view is on the left. */
  const isCut = (id: string, at: Point): boolean => {
    const { swipe } = now.current;
    return swipe !== undefined && !swipe.nodes.has(id) && isLeft(at);
  };
  const redraw = (): void => {
    cutAt = undefined;
    renderer.refresh({ skipIndexation: true, schedule: true });
  };
  const under = layer(renderer, 'hulls', { beforeLayer: 'edges' });
  const over = layer(renderer, 'marks', { afterLayer: 'nodes' });
  const screen = (point: Point): Point => renderer.graphToViewport(point);
  // Members of a hull move with the layout, before the scene knows.
  const hullsNow = (): Scene['hulls'] =>
    now.current.scene.hulls.map(({ group, points }) => ({
      group,
      points: group.persons.length === 0 ? points : group.persons.flatMap((id) => placeOf(id) ?? []),
    }));
  const placeOf = (id: string): Point | undefined =>
    graph().hasNode(id) ? graph().getNodeAttributes(id) : undefined;
  const paintMarks = (): void => {
    const { scene, palette } = now.current;
    const { width, height } = renderer.getDimensions();
    const seen = scene.nodes.flatMap((node): readonly OnScreen[] => {
      if (!graph().hasNode(node.id)) return [];
      const at = screen(graph().getNodeAttributes(node.id));
      const size = renderer.scaleSize(node.size);
      const inSight = at.x > -20 && at.y > -20 && at.x < width + 20 && at.y < height + 20;
      return inSight ? [{ node, ...at, size }] : [];
    });
    // Of thousands only those with something to tell: a look at each takes longer than drawing them.
    const many = seen.length > MANY;
    const marked = ({ node }: OnScreen): boolean =>
      !many || node.selected || node.pinned || node.withheld || node.noted || node.folded;
    const context = clean(over, { width, height });
    drawMarks(context, seen.filter(marked), palette);
    const named = seen.filter(({ node }) => !isCut(node.id, graph().getNodeAttributes(node.id)));
    drawNames(context, { nodes: named, hulls: hullsNow() }, screen, palette);
    if (!held?.to) return;
    // Who is moved where drawing is slow is drawn here only, until they are let go.
    const mark = graph().getNodeAttributes(held.id);
    const ties = graph().mapNeighbors(held.id, (_, other) => screen(other));
    drawMoved(context, screen(held.to), ties, { color: mark.color, size: renderer.scaleSize(mark.size) });
  };
  renderer.on('afterRender', () => {
    cutAt = undefined;
    drawHulls(clean(under, renderer.getDimensions()), { hulls: hullsNow() }, screen, now.current.palette);
    paintMarks();
  });
  renderer.getCamera().on('updated', () => {
    cutAt = undefined;
    if (now.current.swipe && !moving.isSlow()) redraw();
  });

  const lineUnder = ({ x, y }: Point): SceneEdge | undefined => {
    const at = renderer.viewportToGraph({ x, y });
    const reach = renderer.viewportToGraph({ x: x + NEAR, y });
    return lineAt(at, now.current.scene.edges, placeOf, Math.hypot(reach.x - at.x, reach.y - at.y));
  };
  // What is under the pointer is known of the last drawing only.
  container.addEventListener('pointerdown', moving.rest, true);

  const nodeOf = (id: string): SceneNode => graph().getNodeAttributes(id);
  renderer.on('downNode', ({ node, event }) => {
    held = { id: node, moved: false };
    event.preventSigmaDefault();
  });
  renderer.on('moveBody', ({ event, preventSigmaDefault }) => {
    if (held) {
      if (!held.moved && !renderer.getCustomBBox()) renderer.setCustomBBox(renderer.getBBox());
      held.moved = true;
      const { x, y } = renderer.viewportToGraph(event);
      if (moving.isSlow()) {
        held.to = { x, y };
        paintMarks();
      } else graph().mergeNodeAttributes(held.id, { x, y });
      preventSigmaDefault();
      event.original.preventDefault();
      return;
    }
    // Who pans or zooms points at nothing.
    const { buttons } = event.original as MouseEvent;
    if (hovered !== undefined || buttons > 0 || moving.isMoving()) return;
    const edge = lineUnder(event);
    container.style.cursor = edge ? 'pointer' : 'default';
    now.current.onHover(edge && { edge, x: event.x, y: event.y });
  });
  const drop = (): void => {
    if (!held) return;
    const { id, moved, to } = held;
    held = undefined;
    if (moved) {
      const { x, y } = to ?? graph().getNodeAttributes(id);
      now.current.onMoved(nodeOf(id), { x, y });
      // The click that ends a drag is none.
      dragged = performance.now();
    }
  };
  let dragged = 0;
  renderer.on('upNode', drop);
  renderer.on('upStage', drop);
  let hovered: string | undefined;
  renderer.on('enterNode', ({ node, event }) => {
    if (moving.isMoving()) return;
    hovered = node;
    container.style.cursor = 'pointer';
    now.current.onHover({ node: nodeOf(node), x: event.x, y: event.y });
  });
  renderer.on('leaveNode', () => {
    hovered = undefined;
    container.style.cursor = 'default';
    now.current.onHover(undefined);
  });
  renderer.on('leaveStage', () => now.current.onHover(undefined));
  const wasDragged = (): boolean => performance.now() - dragged < 200;
  renderer.on('clickNode', ({ node, event }) => {
    if (!wasDragged()) now.current.onNode(nodeOf(node), event.original.shiftKey);
  });
  renderer.on('doubleClickNode', (event) => event.preventSigmaDefault());
  renderer.on('clickStage', ({ event }) => {
    if (wasDragged()) return;
    const edge = lineUnder(event);
    if (edge) now.current.onEdge(edge);
    else now.current.onNothing();
  });
  return { renderer, moving, redraw };
}

function layer(
  renderer: Sigma<NodeAttributes, EdgeAttributes>,
  id: string,
  where: { readonly beforeLayer: string } | { readonly afterLayer: string },
): HTMLCanvasElement {
  const canvas = renderer.createCanvas(id, { ...where, style: { pointerEvents: 'none' } });
  return canvas;
}

/** A canvas as large as the chart, empty. */
function clean(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function Lasso({
  palette,
  onDone,
}: {
  readonly palette: Palette;
  readonly onDone: (polygon: readonly Point[], more: boolean) => void;
}) {
  const [points, setPoints] = useState<readonly Point[]>([]);
  const at = (event: React.PointerEvent): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  return (
    <svg
      className={classes.lasso}
      aria-label="Lasso"
      role="img"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setPoints([at(event)]);
      }}
      onPointerMove={(event) => {
        if (points.length === 0) return;
        const point = at(event);
        setPoints((before) => [...before, point]);
      }}
      onPointerUp={(event) => {
        if (points.length > 2) onDone(points, event.shiftKey);
        setPoints([]);
      }}
    >
      <polygon
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill={palette.act}
        fillOpacity={0.1}
        stroke={palette.act}
        strokeDasharray="4 3"
      />
    </svg>
  );
}
