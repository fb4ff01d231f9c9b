import classes from './network.module.css';
import type { Desk } from './use-desk.ts';

/** All that was done on the chart, newest first; taking back goes one by one. */
export function StepsPanel({ desk }: { readonly desk: Desk }) {
  const { past, future } = desk.log;
  return (
    <div className={classes.panel}>
      {past.length + future.length === 0 && <p className="quiet">Nothing was done yet.</p>}
      <ol className={classes.steps} aria-label="Steps">
        {[...future].reverse().map(({ number, title }) => (
          <li key={number} data-gone>
            {title} <span className={`quiet small ${classes.gone}`}>taken back</span>
          </li>
        ))}
        {[...past].reverse().map(({ number, title, effect }) => (
          <li key={number}>
            {title}
            {effect?.kind === 'left' && <span className="quiet small"> · stands at the server</span>}
            {effect?.kind === 'asked' && <span className="quiet small"> · was sent, and stays sent</span>}
            {effect?.kind === 'kept' && <span className="quiet small"> · kept at the server</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
