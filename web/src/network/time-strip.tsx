import { useEffect, useMemo, useRef, useState } from 'react';
import { everyMonth, monthAfter, monthsBetween, type Span } from './months.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useHistogram } from './use-network.ts';
import { times } from './words.ts';
import { during } from './work.ts';

const HEIGHT = 40;
/** A step of play, ms: as long as it takes to see what is new. */
const STEP = 450;

/** Tellings by month on one of the two clocks; a part of it can be chosen, and played. */
export function TimeStrip({
  desk,
  live,
  onLive,
}: {
  readonly desk: Desk;
  /** What is shown while somebody drags or plays; it becomes a step when they let go. */
  readonly live: Span | undefined;
  readonly onLive: (span: Span | undefined) => void;
}) {
  const { work, persons, run } = desk;
  const [clock, setClock] = useState<Span['clock']>(work.span?.clock ?? 'known');
  const shownClock = work.span?.clock ?? clock;
  const histogram = useHistogram(persons);
  const months = useMemo(() => everyMonth(histogram.data?.[shownClock] ?? []), [histogram.data, shownClock]);
  const undated = histogram.data?.undated[shownClock] ?? 0;
  const span = live ?? work.span;
  const first = months[0]?.month;
  const last = months.at(-1)?.month;
  const drag = useRef<string>(undefined);
  const [playing, setPlaying] = useState(false);
  const commit = (next: Span | undefined): void => {
    onLive(undefined);
    run(
      next
        ? `${next.clock === 'known' ? 'Known' : 'Held'} ${next.day ? `by ${next.day}` : `${next.from} – ${next.until}`}`
        : 'All the time',
      during(next),
    );
  };
  const commitNow = useRef(commit);
  commitNow.current = commit;

  useEffect(() => {
    if (!playing || first === undefined || last === undefined) return;
    const from = work.span && work.span.until < last ? work.span.until : first;
    let until = from;
    const tick = (): void => {
      const next = { clock: shownClock, from: shownClock === 'known' ? first : until, until };
      if (until >= last) {
        setPlaying(false);
        commitNow.current(next);
        return;
      }
      onLive(next);
      until = monthAfter(until);
    };
    tick();
    const timer = setInterval(tick, STEP);
    return () => clearInterval(timer);
  }, [playing, first, last, shownClock, onLive, work.span]);

  if (first === undefined || last === undefined)
    return (
      <section className={classes.time} aria-label="Time">
        <span className="quiet small">
          {histogram.data ? `Nothing here is dated on this clock (${times(undated, 'telling')}).` : 'Time'}
        </span>
        <ClockChoice
          clock={shownClock}
          onClock={(next) => {
            setClock(next);
            if (work.span) commit(undefined);
          }}
        />
      </section>
    );
  const most = Math.max(...months.map(({ tellings }) => tellings), 1);
  const at = (event: React.PointerEvent<SVGSVGElement>): string => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - left) / width, 0), 0.9999);
    return monthAfter(first, Math.floor(part * months.length));
  };
  const between = (a: string, b: string): Span => ({
    clock: shownClock,
    from: a < b ? a : b,
    until: a < b ? b : a,
  });
  const x = (month: string): number => monthsBetween(first, month);
  const years = months.filter(({ month }) => month.endsWith('-01'));
  const shift = (end: 'from' | 'until', by: number): void => {
    const now = span ?? { clock: shownClock, from: first, until: last };
    const { day: _, ...rest } = now;
    const moved = monthAfter(now[end], by);
    if (moved < first || moved > last) return;
    const next = { ...rest, [end]: moved };
    if (next.from <= next.until) commit(next);
  };
  return (
    <section className={classes.time} aria-label="Time">
      <div className={classes.timeHead}>
        <ClockChoice
          clock={shownClock}
          onClock={(next) => {
            setClock(next);
            if (work.span) commit(undefined);
          }}
        />
        <button
          type="button"
          onClick={() => {
            if (playing) {
              setPlaying(false);
              if (live) commit(live);
            } else setPlaying(true);
          }}
        >
          {playing ? '❚❚ Stop' : '▶ Play'}
        </button>
        {shownClock === 'known' && (
          <label className="small">
            What did we know on{' '}
            <input
              type="date"
              value={work.span?.day ?? ''}
              onChange={(event) => {
                const day = event.currentTarget.value;
                if (day)
                  commit({
                    clock: 'known',
                    from: first < day.slice(0, 7) ? first : day.slice(0, 7),
                    until: day.slice(0, 7),
                    day,
                  });
                else if (work.span) commit(undefined);
              }}
            />
          </label>
        )}
        <span className="quiet small" role="status">
          {span ? `${span.from} – ${span.day ?? span.until}` : `${first} – ${last}`}
          {undated > 0 && ` · ${times(undated, 'telling')} not dated`}
          {span &&
            span.clock === 'event' &&
            desk.clocks === undefined &&
            ' · ways, ranks and cells take one month or one whole year'}
        </span>
        {span && (
          <button
            type="button"
            onClick={() => {
              setPlaying(false);
              commit(undefined);
            }}
          >
            All the time
          </button>
        )}
      </div>
      <svg
        className={classes.bars}
        viewBox={`0 0 ${months.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Tellings by month, ${first} to ${last}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setPlaying(false);
          drag.current = at(event);
          onLive(between(drag.current, drag.current));
        }}
        onPointerMove={(event) => {
          if (drag.current !== undefined) onLive(between(drag.current, at(event)));
        }}
        onPointerUp={(event) => {
          if (drag.current === undefined) return;
          commit(between(drag.current, at(event)));
          drag.current = undefined;
        }}
      >
        {span && (
          <rect
            className={classes.brush}
            x={Math.max(x(span.from), 0)}
            width={Math.max(x(span.until) - Math.max(x(span.from), 0) + 1, 0)}
            y={0}
            height={HEIGHT}
          />
        )}
        {months.map(({ month, tellings }) =>
          tellings === 0 ? null : (
            <rect
              key={month}
              x={x(month) + 0.08}
              width={0.84}
              y={HEIGHT - Math.max((tellings / most) * (HEIGHT - 4), 2)}
              height={Math.max((tellings / most) * (HEIGHT - 4), 2)}
              data-in={!span || (month >= span.from && month <= span.until)}
            >
              <title>{`${month}: ${times(tellings, 'telling')}`}</title>
            </rect>
          ),
        )}
      </svg>
      <div className={classes.years} aria-hidden>
        {years.map(({ month }) => (
          <span key={month} style={{ insetInlineStart: `${(x(month) / months.length) * 100}%` }}>
            {month.slice(0, 4)}
          </span>
        ))}
      </div>
      <div className={classes.ends}>
        {(['from', 'until'] as const).map((end) => (
          <span
            key={end}
            role="slider"
            tabIndex={0}
            aria-label={end === 'from' ? 'First month' : 'Last month'}
            aria-valuemin={0}
            aria-valuemax={months.length - 1}
            aria-valuenow={x((span ?? { from: first, until: last })[end])}
            aria-valuetext={(span ?? { from: first, until: last })[end]}
            className={classes.end}
            style={{
              insetInlineStart: `${((x((span ?? { from: first, until: last })[end]) + (end === 'until' ? 1 : 0)) / months.length) * 100}%`,
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowLeft') shift(end, -1);
              else if (event.key === 'ArrowRight') shift(end, 1);
              else return;
              event.preventDefault();
            }}
          />
        ))}
      </div>
    </section>
  );
}

function ClockChoice({
  clock,
  onClock,
}: {
  readonly clock: Span['clock'];
  readonly onClock: (clock: Span['clock']) => void;
}) {
  return (
    <span className={classes.clocks}>
      {(
        [
          ['known', 'When we knew'],
          ['event', 'When it held'],
        ] as const
      ).map(([name, title]) => (
        <button key={name} type="button" aria-pressed={clock === name} onClick={() => onClock(name)}>
          {title}
        </button>
      ))}
    </span>
  );
}
