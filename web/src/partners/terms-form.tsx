import { NumberInput, TextInput } from '@mantine/core';
import { useLaw } from '../law/use-law.ts';
import type { ChosenTerms } from './answers.ts';
import classes from './partners.module.css';
import { FAMILIES } from './words.ts';

const YEAR = 365 * 86_400_000;

/** The terms that the server takes where nothing is chosen. */
export const usualTerms = (now: number): ChosenTerms => ({
  purposes: [
    { name: 'review', legalBases: ['public-task'] },
    { name: 'pre-arrival', legalBases: ['pnr-directive', 'public-task'] },
  ],
  families: FAMILIES.map(([name]) => name),
  questionsPerDay: 200,
  questionsPerMinute: 10,
  epochDays: 7,
  standingQuestions: false,
  deconfliction: false,
  until: `${new Date(now + YEAR).toISOString().slice(0, 10)}T00:00:00.000Z`,
});

/** Whether they can be offered: something may be asked for, by something. */
export const isWhole = ({ purposes, families }: ChosenTerms): boolean =>
  purposes.length > 0 && families.length > 0;

/** The terms of an agreement, to be chosen. */
export function TermsForm({
  terms,
  onChange,
}: {
  readonly terms: ChosenTerms;
  readonly onChange: (terms: ChosenTerms) => void;
}) {
  const law = useLaw();
  const purposes = law.data?.purposes ?? [];
  const set = (more: Partial<ChosenTerms>): void => onChange({ ...terms, ...more });
  const toggle = (purpose: string, basis: string, on: boolean): void => {
    const bases = terms.purposes.find(({ name }) => name === purpose)?.legalBases ?? [];
    const next = on ? [...bases, basis] : bases.filter((one) => one !== basis);
    const others = terms.purposes.filter(({ name }) => name !== purpose);
    set({ purposes: next.length > 0 ? [...others, { name: purpose, legalBases: next }] : others });
  };
  const number = (
    name: 'questionsPerDay' | 'questionsPerMinute' | 'epochDays',
    label: string,
    min: number,
    max: number,
  ) => (
    <NumberInput
      label={label}
      w={170}
      min={min}
      max={max}
      allowDecimal={false}
      value={terms[name]}
      onChange={(value) => typeof value === 'number' && set({ [name]: value })}
    />
  );
  return (
    <>
      <fieldset className={classes.box}>
        <legend>Each may ask for, on which legal basis</legend>
        {purposes.map(({ name, title, legalBases }) => (
          <div key={name} className={classes.purpose}>
            <span>{title}</span>
            {legalBases.map((basis) => (
              <label key={basis.name} title={basis.title}>
                <input
                  type="checkbox"
                  aria-label={`${title} on ${basis.name}`}
                  checked={
                    terms.purposes.find((one) => one.name === name)?.legalBases.includes(basis.name) ?? false
                  }
                  onChange={(event) => toggle(name, basis.name, event.currentTarget.checked)}
                />{' '}
                {basis.name.replaceAll('-', ' ')}
              </label>
            ))}
          </div>
        ))}
      </fieldset>
      <fieldset className={classes.box}>
        <legend>A person may be asked for by</legend>
        {FAMILIES.map(([name, title, strength]) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={terms.families.includes(name)}
              onChange={(event) =>
                set({
                  families: FAMILIES.flatMap(([one]) =>
                    (one === name ? event.currentTarget.checked : terms.families.includes(one)) ? [one] : [],
                  ),
                })
              }
            />{' '}
            {title} <span className={strength === 'medium' ? 'close small' : 'quiet small'}>{strength}</span>
          </label>
        ))}
      </fieldset>
      <div className={classes.line}>
        {number('questionsPerDay', 'Questions a day', 0, 10_000)}
        {number('questionsPerMinute', 'Questions a minute', 0, 1_000)}
        {number('epochDays', 'Days of an epoch', 1, 30)}
        <TextInput
          label="Until"
          type="date"
          required
          value={terms.until.slice(0, 10)}
          onChange={(event) =>
            event.currentTarget.value && set({ until: `${event.currentTarget.value}T00:00:00.000Z` })
          }
        />
      </div>
      <div className={classes.line}>
        <label>
          <input
            type="checkbox"
            checked={terms.standingQuestions}
            onChange={(event) => set({ standingQuestions: event.currentTarget.checked })}
          />{' '}
          Questions may stand until the epoch ends
        </label>
        <label>
          <input
            type="checkbox"
            checked={terms.deconfliction}
            onChange={(event) => set({ deconfliction: event.currentTarget.checked })}
          />{' '}
          Both learn when they work on the same person
        </label>
      </div>
    </>
  );
}
