import { age, count, instant } from '../shared/time.ts';
import type { PartnerView } from './answers.ts';
import classes from './partners.module.css';

type Use = NonNullable<PartnerView['use']>;
export type QuestionUse = Use['weAsk'];

const DAY = 86_400_000;

/** `12 of 200`, with a bar; red where nothing is left. */
export function UseBar({ use: { today, leftToday } }: { readonly use: QuestionUse }) {
  const all = today + leftToday;
  return (
    <span className="nowrap">
      <span className={classes.use} data-gone={leftToday === 0} aria-hidden>
        <span style={{ width: `${all === 0 ? 100 : Math.min(100, (100 * today) / all)}%` }} />
      </span>
      {count(today)} of {count(all)}
    </span>
  );
}

/** How far something is away: `in 5 days`, `in 3 hours`. */
function until(time: string, now: number): string {
  const left = Date.parse(time) - now;
  if (left <= 0) return 'now';
  const [amount, unit] =
    left >= 1.5 * DAY
      ? [Math.round(left / DAY), 'days']
      : [Math.max(1, Math.round(left / 3_600_000)), 'hours'];
  return `in ${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** How old an epoch is, and when the next one takes its place. */
export function EpochWords({ use: { epoch }, now }: { readonly use: QuestionUse; readonly now: number }) {
  if (!epoch) return <span className="close">none yet</span>;
  return (
    <>
      <span className="nowrap">
        {epoch.number}, {age(epoch.from, new Date(now))}
      </span>
      <div className="quiet small nowrap" title={`${instant(epoch.until)} UTC`}>
        next {until(epoch.until, now)}
      </div>
    </>
  );
}

/** When the two last spoke, and how it went. */
export function ContactWords({
  contact,
  now,
  whole = false,
}: {
  readonly contact: PartnerView['contact'];
  readonly now: number;
  /** With the reason in full. */
  readonly whole?: boolean;
}) {
  if (!contact) return <span className="quiet">never</span>;
  const { at, ok, reason, okAt, nextTry } = contact;
  return (
    <>
      <span className={`${ok ? 'agrees' : 'contradicts'} nowrap`} title={`${instant(at)} UTC`}>
        {ok ? '✓' : '✗'} {ago(at, now)}
      </span>
      {!ok && (
        <div className={whole ? 'small' : `small contradicts ${classes.reason}`} title={reason}>
          {/* Whom it is about stands beside it already. */}
          {whole ? reason : reason?.replace(/^\S+ \(\S+\) /, '')}
          {okAt !== undefined && <span className="quiet"> · last well {ago(okAt, now)}</span>}
          {nextTry !== undefined && Date.parse(nextTry) > now && (
            <span className="quiet"> · tried again {nextTry.slice(11, 19)} UTC</span>
          )}
        </div>
      )}
    </>
  );
}

function ago(time: string, now: number): string {
  const past = now - Date.parse(time);
  const minutes = Math.floor(past / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(past / DAY)} days ago`;
}
