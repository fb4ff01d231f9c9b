import { geoCentroid, geoGraticule10, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import land from 'world-atlas/land-110m.json';
import type { HitDetail } from './answers.ts';
import classes from './route-map.module.css';

const WIDTH = 560;
const HEIGHT = 250;
const MARGIN = 44;
/** Degrees around the way that are shown at least: a short hop is not a coast line in close-up. */
const AROUND = 7;

const LAND = feature(
  land as unknown as Topology,
  (land as unknown as Topology).objects.land as GeometryCollection,
);

type Point = readonly [longitude: number, latitude: number];

/** The way of a journey on a map that is part of the page: nothing is fetched from anywhere. */
export function RouteMap({ hit }: { readonly hit: HitDetail }) {
  const at = (code: string | undefined): Point | undefined => {
    const place = code === undefined ? undefined : hit.places[code];
    return place && [place.longitude, place.latitude];
  };
  const ways = hit.legs.flatMap((leg) => {
    const [from, to] = [at(leg.from), at(leg.to)];
    return from && to
      ? [{ key: `${leg.from}${leg.to}${leg.departs}`, from, to, main: leg.to === hit.leg.to }]
      : [];
  });
  const codes = [...new Set(hit.legs.flatMap(({ from, to }) => [from, to]))].filter((code) => at(code));
  const points = codes.map((code) => at(code) as Point);
  if (points.length === 0) return <p className="quiet">No stop of this journey is on the map.</p>;
  const around = points.flatMap(([longitude, latitude]): Point[] => [
    [longitude - AROUND, Math.max(latitude - AROUND, -85)],
    [longitude + AROUND, Math.min(latitude + AROUND, 85)],
  ]);
  // The middle on the globe: the mean of longitudes would part a way across the Pacific.
  const [middle] = geoCentroid({ type: 'MultiPoint', coordinates: points.map(([x, y]) => [x, y]) });
  const projection = geoNaturalEarth1()
    .rotate([-middle, 0])
    .fitExtent(
      [
        [MARGIN, MARGIN / 2],
        [WIDTH - MARGIN, HEIGHT - MARGIN / 2],
      ],
      { type: 'MultiPoint', coordinates: around.map(([x, y]) => [x, y]) },
    )
    .clipExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ]);
  const path = geoPath(projection);
  const unknown = hit.legs.flatMap(({ from, to }) => [from, to]).filter((code) => code && !at(code));
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Map: ${codes.join(', ')}`}>
        <rect className={classes.sea} width={WIDTH} height={HEIGHT} />
        <path className={classes.grid} d={path(geoGraticule10()) ?? ''} />
        <path className={classes.land} d={path(LAND) ?? ''} />
        {ways.map(({ key, from, to, main }) => (
          <path
            key={key}
            className={classes.way}
            data-main={main}
            d={path({ type: 'LineString', coordinates: [[...from], [...to]] }) ?? ''}
          />
        ))}
        {codes.map((code) => {
          const [x = 0, y = 0] = projection([...(at(code) as Point)]) ?? [];
          return (
            <g key={code} transform={`translate(${x},${y})`}>
              <circle className={classes.stop} r={3.5} />
              <text
                className={classes.name}
                x={x > WIDTH - 90 ? -7 : 7}
                y={-6}
                textAnchor={x > WIDTH - 90 ? 'end' : 'start'}
              >
                {code} {hit.places[code as string]?.name}
              </text>
            </g>
          );
        })}
      </svg>
      {unknown.length > 0 && (
        <figcaption className="quiet small">Not on the map: {[...new Set(unknown)].join(', ')}</figcaption>
      )}
    </figure>
  );
}
