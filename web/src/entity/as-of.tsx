import { count, instant } from '../shared/time.ts';
import classes from './entity.module.css';

/** A slider over the moments at which something about a record changed; the last stop is now. */
export function AsOf({
  stops,
  asOf,
  onChoose,
}: {
  /** Record times, oldest first. */
  readonly stops: readonly string[];
  readonly asOf: string | undefined;
  readonly onChoose: (instant: string | undefined) => void;
}) {
  const last = stops.length;
  // An instant between two changes stands at the change before it.
  const at = asOf === undefined ? last : Math.max(stops.filter((one) => one <= asOf).length - 1, 0);
  const said = at >= last ? 'now' : `${instant(stops[at] ?? '')} UTC`;
  const choose = (place: number): void => onChoose(place >= last ? undefined : stops[place]);
  return (
    <div className={classes.asOf}>
      <label htmlFor="as-of">As known</label>
      <button type="button" disabled={at <= 0} onClick={() => choose(at - 1)} aria-label="Change before">
        ‹
      </button>
      <input
        id="as-of"
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        aria-valuetext={said}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      />
      <button type="button" disabled={at >= last} onClick={() => choose(at + 1)} aria-label="Change after">
        ›
      </button>
      <output htmlFor="as-of" className={classes.moment}>
        {said}
      </output>
      <span className="quiet small">
        {count(stops.length)} {stops.length === 1 ? 'record time' : 'record times'}
        {stops[0] !== undefined && `, first ${instant(stops[0])} UTC`}
      </span>
    </div>
  );
}
