import { Failure } from '../shared/notice.tsx';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';

/** Steps that the server did not take back, or not keep again: why, and what can be done. */
export function FailedSteps({ desk }: { readonly desk: Desk }) {
  const { past, future } = desk.log;
  return [past, future].flatMap((steps) =>
    steps.flatMap((step) => {
      if (step.effect?.kind !== 'kept' || !step.effect.failed) return [];
      const isPast = steps === past;
      // Keys take back the last one only.
      const isNext = step === (isPast ? past.at(-1) : future[0]);
      return [
        <section key={step.number} className={classes.failed} aria-label={`Failed: ${step.title}`}>
          <Failure error={step.effect.failed.error} />
          <p>
            “{step.title}” was{' '}
            {isPast ? 'not taken back: it stands at the server, and stays a step.' : 'not kept again.'}
          </p>
          <span className={classes.buttons}>
            <button
              type="button"
              className={classes.quietButton}
              disabled={!isNext}
              title={isNext ? undefined : 'What was done after it is to be taken back first.'}
              onClick={isPast ? desk.undo : desk.redo}
            >
              Try again {isNext && <kbd>{isPast ? 'Z' : 'Y'}</kbd>}
            </button>
            <button type="button" className={classes.quietButton} onClick={() => desk.letStand(step)}>
              {isPast ? 'Let it stand' : 'Leave it'}
            </button>
          </span>
        </section>,
      ];
    }),
  );
}
