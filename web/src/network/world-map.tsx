import { geoCentroid, geoGraticule10, geoNaturalEarth1, geoPath } from 'd3-geo';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import land from 'world-atlas/land-110m.json';
import classes from './map.module.css';
import type { PlaceRow, Way } from './placed.ts';
import { type Direction, type Point, walk } from './places.ts';

const LAND = feature(
  land as unknown as Topology,
  (land as unknown as Topology).objects.land as GeometryCollection,
);
const GRID = geoGraticule10();

/** Degrees around the places that are shown at least: nobody learns more of a town by coming closer. */
const AROUND = 6;
const MARGIN = 34;
const CLOSER = 1.6;
/** At most so much closer than with all places in sight. */
const CLOSEST = 40;
/** Width of a letter of a name, px: about. */
const LETTER = 6.1;

interface View {
  readonly zoom: number;
  /** What is in the middle; that of all places where nobody has moved it. */
  readonly middle?: readonly [longitude: number, latitude: number];
}
const ALL: View = { zoom: 1 };

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Places and journeys on a map that is part of the page: nothing is fetched from anywhere. A circle is a town, a square the middle of a
 * country. Arrows lead from place to place, + and - come closer and go back.
 */
export function WorldMap({
  rows,
  ways,
  place,
  quiet,
  onSelect,
}: {
  readonly rows: readonly PlaceRow[];
  readonly ways: readonly Way[];
  /** The place that is selected. */
  readonly place: string | undefined;
  /** Nothing that is selected has a place: all are shown alike. */
  readonly quiet: boolean;
  readonly onSelect: (row: PlaceRow) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [view, setView] = useState(ALL);
  const drag = useRef<{ readonly x: number; readonly y: number; moved: boolean }>(undefined);
  const projection = useMemo(() => projectionOf(rows, size, view), [rows, size, view]);
  const path = geoPath(projection);
  const marks = rows.flatMap((row) => {
    const at = projection([row.place.longitude, row.place.latitude]);
    if (!at) return [];
    const [x, y] = at;
    const isIn = x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20;
    return isIn ? [{ row, x, y, radius: 3.5 + Math.min(Math.sqrt(row.ties.length) * 1.4, 9) }] : [];
  });
  const named = namesOf(marks, size.width, place);
  const current = marks.find(({ row }) => row.place.id === place) ?? marks[0];
  const closer = (by: number): void =>
    setView(({ zoom, middle }) => {
      const chosen = rows.find(({ place: one }) => one.id === place)?.place;
      const next = Math.min(Math.max(zoom * by, 1), CLOSEST);
      if (next === 1) return ALL;
      const towards = chosen ? ([chosen.longitude, chosen.latitude] as const) : middle;
      return { zoom: next, ...(towards && { middle: towards }) };
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (direction && current) {
      const points: Record<string, Point> = {};
      for (const { row, x, y } of marks) points[row.place.id] = { x, y: -y };
      const from = current.row.place.id;
      const next = walk(
        from,
        direction,
        Object.keys(points).filter((id) => id !== from),
        points,
      );
      const row = marks.find((mark) => mark.row.place.id === next)?.row;
      if (row) {
        onSelect(row);
        focusOn(box.current, row.place.id);
      }
    } else if (event.key === '+' || event.key === '=') closer(CLOSER);
    else if (event.key === '-') closer(1 / CLOSER);
    else return;
    // Also where nothing lies that way: the arrow shall not walk on the chart.
    event.preventDefault();
  };
  return (
    <div ref={box} className={classes.map}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg
        width={size.width}
        height={size.height}
        role="group"
        aria-label="Map of the places"
        onKeyDown={onKeyDown}
        onPointerDown={({ clientX, clientY, button }) => {
          if (button === 0) drag.current = { x: clientX, y: clientY, moved: false };
        }}
        onPointerMove={({ clientX, clientY, currentTarget, pointerId }) => {
          const from = drag.current;
          if (!from) return;
          const [dx, dy] = [clientX - from.x, clientY - from.y];
          if (!from.moved && Math.hypot(dx, dy) < 5) return;
          currentTarget.setPointerCapture(pointerId);
          const middle = projection.invert?.([size.width / 2 - dx, size.height / 2 - dy]);
          drag.current = { x: clientX, y: clientY, moved: true };
          if (middle && Math.abs(middle[1]) < 85) setView(({ zoom }) => ({ zoom, middle }));
        }}
        onPointerUp={() => {
          drag.current = undefined;
        }}
        onPointerCancel={() => {
          drag.current = undefined;
        }}
      >
        <rect className={classes.sea} width={size.width} height={size.height} />
        <path className={classes.grid} d={path(GRID) ?? ''} />
        <path className={classes.land} d={path(LAND) ?? ''} />
        {ways.map(({ id, from, to, lit }) => (
          <path
            key={id}
            className={classes.way}
            data-lit={lit}
            d={
              path({
                type: 'LineString',
                coordinates: [from, to].map(({ longitude, latitude }) => [longitude, latitude]),
              }) ?? ''
            }
          />
        ))}
        {marks.map(({ row, x, y, radius }) => {
          const { id, name, kind } = row.place;
          const isChosen = id === place;
          const label = named.get(id);
          return (
            // biome-ignore lint/a11y/useSemanticElements: HTML has no button within a drawing.
            <g
              key={id}
              role="button"
              tabIndex={id === current?.row.place.id ? 0 : -1}
              aria-label={`${name}: ${row.ties.length} ${row.ties.length === 1 ? 'tie' : 'ties'}`}
              aria-pressed={isChosen}
              data-place={id}
              data-lit={quiet || row.lit || isChosen}
              className={classes.place}
              transform={`translate(${x},${y})`}
              onClick={() => onSelect(row)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                onSelect(row);
                event.preventDefault();
              }}
            >
              {kind === 'town' ? (
                <circle r={radius} />
              ) : (
                <rect x={-radius} y={-radius} width={2 * radius} height={2 * radius} />
              )}
              {label && (
                <text x={label === 'end' ? -radius - 4 : radius + 4} y={4} textAnchor={label}>
                  {name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <span className={classes.zoom}>
        <button type="button" onClick={() => closer(CLOSER)} aria-label="Closer">
          +
        </button>
        <button
          type="button"
          onClick={() => closer(1 / CLOSER)}
          disabled={view.zoom === 1}
          aria-label="Further away"
        >
          −
        </button>
        <button type="button" onClick={() => setView(ALL)} disabled={view === ALL}>
          All places
        </button>
      </span>
    </div>
  );
}

/** After it is drawn: which mark takes the keys is told by what is selected. */
function focusOn(box: HTMLElement | null, place: string): void {
  requestAnimationFrame(() => {
    for (const mark of box?.querySelectorAll<SVGGElement>('[data-place]') ?? [])
      if (mark.dataset.place === place) mark.focus();
  });
}

/** The size of a box as it is laid out. */
function useSize(box: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}

function projectionOf(rows: readonly PlaceRow[], { width, height }: Size, { zoom, middle }: View) {
  const points = rows.map(({ place }): [number, number] => [place.longitude, place.latitude]);
  const around = points.flatMap(([longitude, latitude]): [number, number][] => [
    [longitude - AROUND, Math.max(latitude - AROUND, -85)],
    [longitude + AROUND, Math.min(latitude + AROUND, 85)],
  ]);
  // The middle on the globe: the mean of longitudes would part a way across the Pacific.
  const [centre] = geoCentroid({ type: 'MultiPoint', coordinates: points });
  const projection = geoNaturalEarth1()
    .rotate([Number.isFinite(centre) ? -centre : 0, 0])
    .fitExtent(
      [
        [MARGIN, MARGIN / 2],
        [Math.max(width - MARGIN, MARGIN + 1), Math.max(height - MARGIN / 2, MARGIN / 2 + 1)],
      ],
      { type: 'MultiPoint', coordinates: around },
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
  if (zoom === 1 && !middle) return projection;
  const held = middle ?? projection.invert?.([width / 2, height / 2]) ?? [0, 0];
  projection.scale(projection.scale() * zoom).translate([0, 0]);
  const [x, y] = projection([held[0], held[1]]) ?? [0, 0];
  return projection.translate([width / 2 - x, height / 2 - y]);
}

interface Mark {
  readonly row: PlaceRow;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Which places are named, and on which side: the selected first, then by ties, as far as no name lies on another or on a mark. */
function namesOf(
  marks: readonly Mark[],
  width: number,
  chosen: string | undefined,
): ReadonlyMap<string, 'start' | 'end'> {
  const taken: (readonly [left: number, right: number, y: number])[] = [];
  const named = new Map<string, 'start' | 'end'>();
  const rank = ({ row }: Mark): number => (row.place.id === chosen ? 2 : row.lit ? 1 : 0);
  for (const { row, x, y, radius } of [...marks].sort((a, b) => rank(b) - rank(a))) {
    const { id, name } = row.place;
    const long = name.length * LETTER + 4;
    const sides = [
      { side: 'start', left: x + radius + 2 },
      { side: 'end', left: x - radius - 2 - long },
    ] as const;
    const isOnAMark = (one: { readonly left: number }): boolean =>
      marks.some(
        (other) =>
          other.row !== row &&
          Math.abs(other.y - y) < other.radius + 7 &&
          other.x + other.radius > one.left &&
          other.x - other.radius < one.left + long,
      );
    const isIn = ({ left }: { readonly left: number }): boolean => left >= 0 && left + long <= width;
    const found =
      sides.find(
        (one) =>
          isIn(one) &&
          !isOnAMark(one) &&
          taken.every(([from, to, at]) => Math.abs(at - y) > 12 || one.left > to || one.left + long < from),
      ) ?? (id === chosen ? (sides.find(isIn) ?? sides[0]) : undefined);
    if (!found) continue;
    taken.push([found.left, found.left + long, y]);
    named.set(id, found.side);
  }
  return named;
}
