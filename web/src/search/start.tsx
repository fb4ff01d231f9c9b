import { Link } from '@tanstack/react-router';
import { useLists } from '../shared/session.ts';
import { age, count, versionText } from '../shared/time.ts';
import type { Question } from './question.ts';
import classes from './search.module.css';

const EXAMPLES: readonly { readonly question: Question; readonly shows: string }[] = [
  {
    question: { q: 'saleh abdeslam', born: '1989' },
    shows: 'another spelling, and a year of birth that confirms',
  },
  { question: { q: 'صلاح عبد السلام' }, shows: 'the same person in Arabic script' },
  { question: { q: 'Hussain, Sadam' }, shows: 'family name first, two misspellings' },
  { question: { q: 'Hezbolah' }, shows: 'an organisation, misspelt' },
];

/** Before anything is asked: what can be asked, and where is looked. */
export function Start({ onTry }: { readonly onTry: (question: Question) => void }) {
  const lists = useLists();
  return (
    <div className={classes.start}>
      <section>
        <h2>How to ask</h2>
        <p>
          Write a name as you have it: any script, any order, misspelt or with parts missing. Everything else
          that you know (birth date, sex, country, document) goes beside it: it confirms or contradicts a hit,
          it never makes one. A number of a document alone is enough.
        </p>
        <ul className={classes.examples}>
          {EXAMPLES.map(({ question, shows }) => (
            <li key={question.q}>
              <button type="button" className={classes.example} onClick={() => onTry(question)}>
                <bdi>{question.q}</bdi>
                {question.born && `, born ${question.born}`}
              </button>{' '}
              <span className="quiet">{shows}</span>
            </li>
          ))}
        </ul>
        <p className="quiet">
          <kbd>↓</kbd> <kbd>↑</kbd> choose, <kbd>Enter</kbd> opens, <kbd>/</kbd> back to the field,{' '}
          <kbd>?</kbd> all keys.
        </p>
      </section>
      <section>
        <h2>Lists searched</h2>
        <table className="grid">
          <tbody>
            {lists.data?.map(({ dataset, current }) => (
              <tr key={dataset.name}>
                <td>
                  <Link to="/lists" search={{ dataset: dataset.name }}>
                    {dataset.title}
                  </Link>
                  <div className="quiet small">{dataset.publisher}</div>
                </td>
                <td className="number">
                  {current ? count(current.entities) : 'not loaded'}
                  <div className="quiet small">
                    {current && versionText(current.version)} {current && ageOf(current.version)}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {lists.data?.length === 0 && (
          <p>
            No list is loaded. Load one with <code>tocsin load FILE</code> or <code>tocsin update</code>.
          </p>
        )}
      </section>
    </div>
  );
}

/** `(8 months old)`; nothing where the version is not a date. */
function ageOf(version: string): string {
  const old = age(version, new Date());
  return old === '' ? '' : old === 'today' ? '(today)' : `(${old} old)`;
}
