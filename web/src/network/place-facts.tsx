import { Said } from '../shared/bidi.tsx';
import classes from './network.module.css';
import type { Selection } from './scene.ts';
import type { Desk } from './use-desk.ts';
import { kindWords, times } from './words.ts';

/** The ties at a place of the map. */
export function PlaceFacts({ at, desk }: { readonly at: NonNullable<Selection['at']>; readonly desk: Desk }) {
  const edges = at.ties.flatMap((id) => desk.edgeOf.get(id) ?? []);
  return (
    <>
      <h2>{at.name}</h2>
      <p>
        {times(edges.length, 'tie')} of the chart, by what is told of them. No place is finer than a town.
      </p>
      <ul className={classes.rows}>
        {edges.map(({ id, a, b, kinds, grade }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.row}
              onClick={() => desk.select({ persons: [], edge: id })}
            >
              <span>
                <Said>{desk.caption(a)}</Said> – <Said>{desk.caption(b)}</Said>
              </span>
              <span className="quiet small">
                {kinds.map(kindWords).join(', ')}
                {grade && ` · ${grade}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
