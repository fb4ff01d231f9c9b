import type { EvidenceGrade, FieldOutcome } from './answers.ts';
import classes from './marks.module.css';
import { GRADE_STRENGTH, GRADE_WORDS, OUTCOME_SIGNS, OUTCOME_WORDS } from './words.ts';

/** A score with its bar: `0.97`. */
export function Score({ value }: { readonly value: number }) {
  return (
    <span className={classes.score}>
      <span className={classes.figure}>{value.toFixed(2)}</span>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.round(value * 100)}%` }} />
      </span>
    </span>
  );
}

/** What a score rests on, as words and five steps. */
export function GradeMark({ grade }: { readonly grade: EvidenceGrade }) {
  const strength = GRADE_STRENGTH[grade];
  return (
    <span className={classes.grade} title={`Evidence ${strength} of 5: ${GRADE_WORDS[grade]}`}>
      <span className={classes.steps} aria-hidden>
        {[1, 2, 3, 4, 5].map((step) => (
          <i key={step} data-on={step <= strength} />
        ))}
      </span>
      {GRADE_WORDS[grade]}
    </span>
  );
}

/** A sign and a word for how two values stand to each other; never colour alone. */
export function Outcome({
  outcome,
  children,
  title,
}: {
  readonly outcome: FieldOutcome;
  readonly children?: string;
  readonly title?: string;
}) {
  return (
    <span className={classes.outcome} data-outcome={outcome} title={title}>
      <b aria-hidden>{OUTCOME_SIGNS[outcome]}</b> {children ?? OUTCOME_WORDS[outcome]}
      {children !== undefined && <span className={classes.unseen}> {OUTCOME_WORDS[outcome]}</span>}
    </span>
  );
}

/** A change of a score: `+0.03`, `−0.30`. */
export function effectText(effect: number): string {
  if (Math.abs(effect) < 0.0005) return '0';
  return `${effect > 0 ? '+' : '−'}${Math.abs(effect).toFixed(3).replace(/0$/, '')}`;
}
