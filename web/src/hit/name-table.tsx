import type { Comparison } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { Outcome } from '../shared/marks.tsx';
import { AGREEMENT_WORDS, agreementOutcome, inWords } from '../shared/words.ts';
import classes from './hit.module.css';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The two names that agreed best, token by token: which stand beside each other, and why. */
export function NameTable({ explanation }: { readonly explanation: Comparison['explanation'] }) {
  const { queryName, candidateName, candidateProperty, tokens, order, steps, nameScore } = explanation;
  return (
    <section aria-labelledby="names">
      <h2 id="names">Names, token by token</h2>
      <table className={`grid ${classes.sides}`}>
        <thead>
          <tr>
            <th>Asked</th>
            <th>Stand to each other</th>
            <th>Record: {inWords(candidateProperty).toLowerCase()}</th>
            <th className="number">Alike</th>
            <th className="number">Counts</th>
          </tr>
        </thead>
        <tbody>
          <tr className={classes.whole}>
            <td>
              <Said>{queryName}</Said>
            </td>
            <td className="quiet">{order === 'same' ? 'same order' : 'another order'}</td>
            <td>
              <Said>{candidateName}</Said>
            </td>
            <td className="number">{percent(nameScore)}</td>
            <td />
          </tr>
          {tokens.map(({ query, candidate, agreement, similarity, weight, detail }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may hold the same token twice, and never changes
            <tr key={place}>
              <td>{query === undefined ? <span className="quiet">–</span> : <Said>{query}</Said>}</td>
              <td>
                <Outcome outcome={agreementOutcome(agreement)} title={detail}>
                  {AGREEMENT_WORDS[agreement]}
                </Outcome>
                {agreement !== 'same' && <div className="quiet small">{detail}</div>}
              </td>
              <td>{candidate === undefined ? <span className="quiet">–</span> : <Said>{candidate}</Said>}</td>
              <td className="number">{agreement === 'missing' ? '' : percent(similarity)}</td>
              <td className="number" title="How much this pair counts: a common name counts little">
                {weight.toFixed(2)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length > 0 && <p className="quiet small">Read so: {steps.join('; ')}.</p>}
    </section>
  );
}
