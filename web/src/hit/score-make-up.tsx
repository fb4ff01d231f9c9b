import type { Comparison } from '../shared/answers.ts';
import { effectText } from '../shared/marks.tsx';
import classes from './hit.module.css';

/** How the score comes about: the names, then what each attribute adds or takes. */
export function ScoreMakeUp({ comparison: { score, explanation } }: { readonly comparison: Comparison }) {
  const effects = explanation.fields.filter(({ effect }) => Math.abs(effect) >= 0.0005);
  let at = explanation.nameScore;
  const steps = effects.map(({ field, effect }) => {
    const from = Math.min(at, at + effect);
    at += effect;
    return { field, effect, from: Math.max(from, 0), width: Math.abs(effect) };
  });
  const share = (value: number): string => `${Math.min(Math.max(value, 0), 1) * 100}%`;
  return (
    <section aria-labelledby="make-up">
      <h2 id="make-up">How the score comes about</h2>
      <table className={`grid ${classes.makeUp}`}>
        <tbody>
          <tr>
            <th scope="row">Names</th>
            <td className="number">{explanation.nameScore.toFixed(3)}</td>
            <td>
              <span className={classes.bar}>
                <span style={{ width: share(explanation.nameScore) }} />
              </span>
            </td>
          </tr>
          {steps.map(({ field, effect, from, width }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td className={`number ${effect < 0 ? 'contradicts' : 'agrees'}`}>{effectText(effect)}</td>
              <td>
                <span className={classes.bar}>
                  <span
                    data-effect={effect < 0 ? 'contradicts' : 'agrees'}
                    style={{ marginInlineStart: share(from), width: share(width) }}
                  />
                </span>
              </td>
            </tr>
          ))}
          <tr className={classes.total}>
            <th scope="row">Score</th>
            <td className="number">{score.toFixed(3)}</td>
            <td>
              <span className={classes.bar}>
                <span style={{ width: share(score) }} />
              </span>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
