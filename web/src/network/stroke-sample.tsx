import { STRIPES, STROKES, type Stroke, strokeOfGrade, WITHHELD } from './lens.ts';
import { type Palette, serviceColour } from './palette.ts';
import { KINDS } from './scene.ts';

/** A piece of line as it is drawn on the chart: the legend. */
export function StrokeSample({
  stroke: { period, duty },
  color,
  other,
}: {
  readonly stroke: Stroke;
  readonly color: string;
  readonly other?: string | undefined;
}) {
  const dash = period === 0 ? undefined : `${period * duty} ${period * (1 - duty)}`;
  return (
    <svg width={30} height={8} aria-hidden style={{ flex: 'none' }}>
      {other !== undefined && <line x1={0} x2={30} y1={4} y2={4} stroke={other} strokeWidth={3} />}
      <line x1={0} x2={30} y1={4} y2={4} stroke={color} strokeWidth={3} strokeDasharray={dash} />
    </svg>
  );
}

export const ServiceStroke = ({
  palette,
  services,
  name,
}: {
  readonly palette: Palette;
  readonly services: readonly string[];
  readonly name: string;
}) => {
  const at = services.indexOf(name);
  return <StrokeSample stroke={STROKES[at] ?? (STROKES[0] as Stroke)} color={serviceColour(palette, at)} />;
};

/** What the strokes of a lens mean. */
export function Legend({
  lens,
  palette,
  services,
}: {
  readonly lens: string;
  readonly palette: Palette;
  readonly services: readonly string[];
}) {
  const rows: readonly (readonly [string, React.ReactNode])[] =
    lens === 'grade'
      ? [
          ['A, B', <StrokeSample key="b" stroke={strokeOfGrade('B')} color={palette.ink} />],
          ['C, D', <StrokeSample key="c" stroke={strokeOfGrade('C')} color={palette.ink} />],
          ['E, F', <StrokeSample key="f" stroke={strokeOfGrade('F')} color={palette.ink} />],
        ]
      : lens === 'kind'
        ? KINDS.map((kind, at) => [
            kind,
            <StrokeSample
              key={kind}
              stroke={STROKES[at] ?? (STROKES[0] as Stroke)}
              color={serviceColour(palette, at)}
            />,
          ])
        : [
            [
              'two services, or half each',
              <StrokeSample
                key="two"
                stroke={STRIPES}
                color={serviceColour(palette, 0)}
                other={serviceColour(palette, 1)}
              />,
            ],
          ];
  return (
    <>
      {rows
        .filter(([name]) => services.length > 1 || name !== 'two services, or half each')
        .map(([name, sample]) => (
          <li key={name}>
            {sample} {name}
          </li>
        ))}
      <li>
        <StrokeSample stroke={WITHHELD} color={palette.quiet} /> withheld: ask
      </li>
    </>
  );
}
