import { count, instant } from '../shared/time.ts';
import type { AgreementTerms } from './answers.ts';
import classes from './partners.module.css';
import { FAMILIES } from './words.ts';

const words = (name: string): string => name.replaceAll('-', ' ');

/** What two services agree on, in words; beside those of another version, what changes and what stays. */
export function TermsInWords({
  terms,
  before,
}: {
  readonly terms: Omit<AgreementTerms, 'parties'>;
  readonly before?: Omit<AgreementTerms, 'parties'>;
}) {
  const all = sentences(terms);
  if (!before) return <Sentences of={all} />;
  const old = sentences(before);
  const changed = all.flatMap((sentence, at) => (old[at] === sentence ? [] : [[old[at], sentence] as const]));
  const stays = all.filter((sentence, at) => old[at] === sentence);
  return (
    <>
      {changed.length === 0 ? (
        <p className={classes.same}>It changes nothing of what holds now.</p>
      ) : (
        <table className={`grid ${classes.compared}`} aria-label="What changes">
          <thead>
            <tr>
              <th>Now</th>
              <th>Then</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(([now, then]) => (
              <tr key={then}>
                <td className="quiet">{now}</td>
                <td>
                  <strong>{then}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {stays.length > 0 && (
        <details open={changed.length === 0}>
          <summary>What stays as it is</summary>
          <Sentences of={stays} />
        </details>
      )}
    </>
  );
}

const Sentences = ({ of }: { readonly of: readonly string[] }) => (
  <ul className={classes.terms}>
    {of.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);

/** Always the same number, so that those of two versions stand beside each other. */
function sentences(terms: Omit<AgreementTerms, 'parties'>): readonly string[] {
  const { purposes, families, questionsPerDay, questionsPerMinute, epochDays } = terms;
  const groups = Object.entries(terms.groups).filter(([, names]) => names.length > 0);
  return [
    `Each may ask for ${purposes
      .map(({ name, legalBases }) => `${words(name)} (on ${legalBases.map(words).join(' or ')})`)
      .join(', ')}.`,
    `A person may be asked for by ${FAMILIES.filter(([name]) => families.includes(name))
      .map(([, title]) => title)
      .join('; ')}.`,
    `Each may ask ${count(questionsPerDay)} questions a day, and ${count(questionsPerMinute)} a minute.`,
    `Keys and tables are new every ${epochDays === 1 ? 'day' : `${epochDays} days`}.`,
    terms.standingQuestions
      ? 'A question may stand: it is tried on updates until the epoch ends.'
      : 'Questions do not stand: each is answered once.',
    terms.deconfliction
      ? 'Both learn when they work on the same person, and whom to call.'
      : 'Neither learns whether the other works on the same person.',
    terms.keepReceived
      ? 'What came by answers stays with who got it when the agreement is over.'
      : 'What came by answers is erased when the agreement is over.',
    groups.length === 0
      ? 'Neither belongs to a sharing group.'
      : groups.map(([id, names]) => `${id} belongs to ${names.join(', ')}.`).join(' '),
    `In force from ${instant(terms.from)} until ${instant(terms.until)} UTC.`,
  ];
}
