import { Link } from '@tanstack/react-router';
import type { SearchAnswer } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { versionText } from '../shared/time.ts';
import { inWords, valueInWords } from '../shared/words.ts';
import { DEFAULT_THRESHOLD, filtersOf, type Question } from './question.ts';
import classes from './search.module.css';
import { useSuggestions } from './use-search.ts';

/** No hit is an answer too: it says what was asked, where, and how to look further. */
export function NoHit({
  question,
  answer,
  onChange,
}: {
  readonly question: Question;
  readonly answer: SearchAnswer;
  readonly onChange: (changed: Question) => void;
}) {
  const suggestions = useSuggestions(question.q ?? '', true);
  const { threshold = DEFAULT_THRESHOLD } = question;
  const understood = Object.entries(answer.query.properties);
  return (
    <div className={classes.start}>
      <section>
        <h2>No hit</h2>
        <p role="status">Nothing on these lists reaches {threshold} for what was asked.</p>
        <dl className={classes.pairs}>
          {understood.map(([property, values]) => (
            <div key={property}>
              <dt>{inWords(property)}</dt>
              <dd>
                {values.map((value) => (
                  <Said key={value}>{valueInWords(property, value)}</Said>
                ))}
              </dd>
            </div>
          ))}
          {Object.entries(answer.versions).map(([name, version]) => (
            <div key={name}>
              <dt>Searched</dt>
              <dd>
                <Link to="/lists" search={{ dataset: name }}>
                  {name}
                </Link>{' '}
                version {versionText(version)}
              </dd>
            </div>
          ))}
        </dl>
        <p>
          {Number(threshold) > 0.5 && (
            <button type="button" className={classes.example} onClick={() => onChange({ threshold: '0.5' })}>
              Look again from 0.5
            </button>
          )}{' '}
          {filtersOf(question).length > 0 && (
            <button
              type="button"
              className={classes.example}
              onClick={() => onChange({ born: '', sex: '', country: '', doc: '', schema: '', dataset: '' })}
            >
              Look again without filters
            </button>
          )}
        </p>
      </section>
      {suggestions.data && suggestions.data.length > 0 && (
        <section>
          <h2>Names that begin so or sound so</h2>
          <table className="grid">
            <tbody>
              {suggestions.data.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Link to="/hit/$id" params={{ id: one.id }} search={question}>
                      <Said>{one.caption}</Said>
                    </Link>{' '}
                    <span className="quiet small">{inWords(one.schema)}</span>
                    {one.matchedName !== one.caption && (
                      <div className={classes.alias}>
                        <Said>{one.matchedName}</Said>
                      </div>
                    )}
                  </td>
                  <td className="quiet">{one.datasets.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
