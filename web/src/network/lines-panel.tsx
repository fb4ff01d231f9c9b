import { useMemo } from 'react';
import type { ChartEdge } from './answers.ts';
import classes from './network.module.css';
import { serviceColour } from './palette.ts';
import type { Desk } from './use-desk.ts';

const ROW = 18;
const LEFT = 130;
const WIDTH = 900;
/** Lines that can be read at once. */
const MOST = 60;

/** Theme lines: one line a person, and what ties two of them at the day it began, or was known. */
export function LinesPanel({ desk }: { readonly desk: Desk }) {
  const clock = desk.work.span?.clock ?? 'known';
  const dated = useMemo(
    () =>
      desk.edges
        .flatMap((edge) => {
          const day = clock === 'known' ? edge.knownSince : edge.validFrom;
          return day === undefined ? [] : [{ edge, at: Date.parse(day.length === 4 ? `${day}-01` : day) }];
        })
        .filter(({ at }) => Number.isFinite(at))
        .sort((x, y) => x.at - y.at),
    [desk.edges, clock],
  );
  const persons = useMemo(() => orderOf(dated.map(({ edge }) => edge)).slice(0, MOST), [dated]);
  const row = new Map(persons.map((id, at) => [id, at]));
  const first = dated[0]?.at;
  const last = dated.at(-1)?.at;
  if (first === undefined || last === undefined)
    return <p className="quiet">No tie on the chart is dated on this clock.</p>;
  const x = (at: number): number =>
    LEFT + 10 + ((at - first) / Math.max(last - first, 1)) * (WIDTH - LEFT - 20);
  const y = (id: string): number => (row.get(id) as number) * ROW + ROW;
  const chosen = new Set(desk.selection.persons);
  return (
    <div className={classes.panel}>
      <svg
        viewBox={`0 0 ${WIDTH} ${(persons.length + 1) * ROW + 8}`}
        className={classes.lines}
        role="img"
        aria-label={`One line a person; ties by ${clock === 'known' ? 'when they were known' : 'when they began'}`}
      >
        {persons.map((id) => (
          <g key={id} data-chosen={chosen.has(id)}>
            {/* biome-ignore lint/a11y: the table of persons is the way by keys. */}
            <text x={LEFT} y={y(id) + 4} textAnchor="end" onClick={() => desk.select({ persons: [id] })}>
              {desk.caption(id).slice(0, 20)}
            </text>
            <line x1={LEFT + 6} x2={WIDTH} y1={y(id)} y2={y(id)} />
          </g>
        ))}
        {dated.map(({ edge, at }) => {
          if (!row.has(edge.a) || !row.has(edge.b)) return null;
          const [service] = edge.services;
          const colour =
            service === undefined || edge.services.length > 1
              ? desk.palette.ink
              : serviceColour(desk.palette, desk.serviceNames.indexOf(service));
          return (
            // biome-ignore lint/a11y: the table of ties is the way by keys.
            <g
              key={edge.id}
              stroke={colour}
              fill={colour}
              className={classes.tie}
              data-chosen={desk.selection.edge === edge.id}
              onClick={() => desk.select({ persons: [], edge: edge.id })}
            >
              <line x1={x(at)} x2={x(at)} y1={y(edge.a)} y2={y(edge.b)} />
              <circle cx={x(at)} cy={y(edge.a)} r={3} />
              <circle cx={x(at)} cy={y(edge.b)} r={3} />
              <title>{`${desk.caption(edge.a)} – ${desk.caption(edge.b)}, ${new Date(at).toISOString().slice(0, 10)}`}</title>
            </g>
          );
        })}
      </svg>
      <p className="quiet small">
        {new Date(first).toISOString().slice(0, 10)} to {new Date(last).toISOString().slice(0, 10)},{' '}
        {clock === 'known' ? 'when each tie was first known' : 'when each tie began'}
        {persons.length === MOST && `; the first ${MOST} persons`}.
      </p>
    </div>
  );
}

/** Persons in the order in which they appear, those tied beside one another. */
function orderOf(edges: readonly ChartEdge[]): readonly string[] {
  const order: string[] = [];
  for (const { a, b } of edges) {
    const [at, other] = order.includes(a) ? [a, b] : [b, a];
    if (order.includes(other)) continue;
    if (!order.includes(at)) order.push(at);
    order.splice(order.indexOf(at) + 1, 0, other);
  }
  return order;
}
