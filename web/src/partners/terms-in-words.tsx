import { count, instant } from '../shared/time.ts';
import type { AgreementTerms } from './answers.ts';
import classes from './partners.module.css';
import { FAMILIES } from './words.ts';

const words = (name: string): string => name.replaceAll('-', ' ');

/** What two services agree on, in words; those of another version that differ are marked. */
export function TermsInWords({
  terms,
  before,
}: {
  readonly terms: Omit<AgreementTerms, 'parties'>;
  readonly before?: Omit<AgreementTerms, 'parties'>;
}) {
  const old = before ? sentences(before) : undefined;
  return (
    <ul className={classes.terms}>
      {sentences(terms).map((sentence, at) => (
        <li key={sentence}>
          {old && old[at] !== sentence ? (
            <>
              <strong>{sentence}</strong> <span className="quiet">(now: {old[at]})</span>
            </>
          ) : (
            sentence
          )}
        </li>
      ))}
    </ul>
  );
}

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
