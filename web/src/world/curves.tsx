import type { Arm, Interval } from './measured.ts';
import classes from './world.module.css';

export interface Line {
  readonly kind: Arm;
  readonly title: string;
  /** One at each place of the axis. */
  readonly values: readonly Interval[];
}

interface CurvesProps {
  readonly title: string;
  readonly at: readonly number[];
  /** Where the reader stands. */
  readonly marked: number;
  readonly onMark: (at: number) => void;
  readonly lines: readonly Line[];
}

const WIDTH = 560;
const HEIGHT = 260;
const EDGE = { left: 44, right: 112, top: 10, bottom: 28 };
const LABEL = 14;
const TOP = 0.6;
/** Lines differ by dash and name as well as by colour. */
const DASHES: Readonly<Record<Arm, string>> = { alone: '2 4', hit: '8 3', request: '', pool: '8 3 2 3' };

/** Shares at a few places, with bands; a click moves the reader there. The table above says the same in words. */
export function Curves({ title, at, marked, onMark, lines }: CurvesProps) {
  const step = (WIDTH - EDGE.left - EDGE.right) / (at.length - 1);
  const x = (place: number): number => EDGE.left + place * step;
  const y = (share: number): number =>
    HEIGHT - EDGE.bottom - (share / TOP) * (HEIGHT - EDGE.top - EDGE.bottom);
  const point = (place: number, share: number): string => `${x(place).toFixed(1)},${y(share).toFixed(1)}`;
  let above = 0;
  const labels = new Map(
    [...lines]
      .sort((a, b) => (b.values.at(-1)?.[0] ?? 0) - (a.values.at(-1)?.[0] ?? 0))
      .map(({ kind, values }) => {
        above = Math.max(above + LABEL, y(values.at(-1)?.[0] ?? 0) + 4);
        return [kind, above] as const;
      }),
  );
  return (
    <figure className={classes.figure}>
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {[0, 0.2, 0.4, 0.6].map((share) => (
          <g key={share}>
            <line
              className={classes.rule}
              x1={EDGE.left}
              x2={WIDTH - EDGE.right}
              y1={y(share)}
              y2={y(share)}
            />
            <text x={EDGE.left - 6} y={y(share) + 4} textAnchor="end">
              {Math.round(100 * share)} %
            </text>
          </g>
        ))}
        <line
          className={classes.here}
          x1={x(at.indexOf(marked))}
          x2={x(at.indexOf(marked))}
          y1={EDGE.top}
          y2={HEIGHT - EDGE.bottom}
        />
        {lines.map(({ kind, title: name, values }) => (
          <g key={kind} className={classes[kind]}>
            <polygon
              points={[
                ...values.map(([, , high], place) => point(place, high)),
                ...values.map(([, low], place) => point(place, low)).reverse(),
              ].join(' ')}
            />
            <polyline
              points={values.map(([value], place) => point(place, value)).join(' ')}
              strokeDasharray={DASHES[kind]}
            />
            <text x={x(at.length - 1) + 8} y={labels.get(kind)}>
              {name}
            </text>
          </g>
        ))}
        {at.map((one, place) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the sliders above are the way by keyboard
          <g key={one} className={classes.place} onClick={() => onMark(one)}>
            <rect x={x(place) - step / 2} y={EDGE.top} width={step} height={HEIGHT - EDGE.top} />
            <text x={x(place)} y={HEIGHT - EDGE.bottom + 18} textAnchor="middle">
              {one}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
