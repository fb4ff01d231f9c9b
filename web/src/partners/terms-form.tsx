import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLaw } from '../law/use-law.ts';
import layout from '../shared/layout.module.css';
import { inWords } from '../shared/words.ts';
import type { ChosenTerms } from './answers.ts';
import classes from './partners.module.css';
import { FAMILIES } from './words.ts';

/** The terms of an agreement, to be chosen: all of them. */
export function TermsForm({
  terms,
  parties,
  onChange,
}: {
  readonly terms: ChosenTerms;
  /** Names of both, as far as they are known. */
  readonly parties: readonly string[];
  readonly onChange: (terms: ChosenTerms) => void;
}) {
  const law = useLaw();
  // Until the law is read, what is agreed already.
  const purposes =
    law.data?.purposes ??
    terms.purposes.map(({ name, legalBases }) => ({
      name,
      title: inWords(name.replaceAll('-', ' ')),
      legalBases: legalBases.map((basis) => ({ name: basis, title: basis })),
    }));
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
  const day = (name: 'from' | 'until', label: string, required: boolean) => (
    <TextInput
      label={label}
      type="date"
      required={required}
      value={terms[name]?.slice(0, 10) ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        if (value) set({ [name]: `${value}T00:00:00.000Z` });
        else if (!required) {
          const { from: _, ...rest } = terms;
          onChange(rest);
        }
      }}
    />
  );
  const yes = (
    name: 'standingQuestions' | 'deconfliction' | 'keepReceived',
    label: string,
    means: string,
  ) => (
    <label>
      <input
        type="checkbox"
        checked={terms[name] === true}
        onChange={(event) => set({ [name]: event.currentTarget.checked })}
      />
      <span>
        {label} <span className="quiet small">{means}</span>
      </span>
    </label>
  );
  return (
    <>
      <fieldset className={layout.box}>
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
                />
                {basis.name.replaceAll('-', ' ')}
              </label>
            ))}
          </div>
        ))}
      </fieldset>
      <fieldset className={layout.box}>
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
            />
            {title} <span className={strength === 'medium' ? 'close small' : 'quiet small'}>{strength}</span>
          </label>
        ))}
      </fieldset>
      <div className={`${layout.line} ${layout.ends}`}>
        {number('questionsPerDay', 'Questions a day', 0, 10_000)}
        {number('questionsPerMinute', 'Questions a minute', 0, 1_000)}
        {number('epochDays', 'Days of an epoch', 1, 30)}
        {day('from', 'From (empty: at once)', false)}
        {day('until', 'Until', true)}
      </div>
      <fieldset className={layout.box}>
        <legend>Beside the questions</legend>
        {yes('standingQuestions', 'Questions may stand', 'they are tried on updates until the epoch ends')}
        {yes(
          'deconfliction',
          'Both learn when they work on the same person',
          'and whom to call there; nothing else is told',
        )}
        {yes(
          'keepReceived',
          'What came by answers stays when the agreement is over',
          'otherwise both erase it on that day',
        )}
      </fieldset>
      <fieldset className={layout.box}>
        <legend>Sharing groups that each belongs to</legend>
        {parties.map((id) => (
          <Groups
            key={id}
            party={id}
            names={terms.groups[id] ?? []}
            onChange={(names) => {
              const { [id]: _, ...others } = terms.groups;
              set({ groups: names.length > 0 ? { ...others, [id]: names } : others });
            }}
          />
        ))}
        <span className="quiet small">
          A statement marked for a group goes to its members only. Names of groups, with commas between them.
        </span>
      </fieldset>
    </>
  );
}

function Groups({
  party,
  names,
  onChange,
}: {
  readonly party: string;
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}) {
  // As it is typed: a comma at the end is the beginning of the next name.
  const [text, setText] = useState(() => names.join(', '));
  return (
    <label>
      <span style={{ minWidth: '12ch' }}>{party}</span>
      <input
        className={layout.inline}
        aria-label={`Sharing groups of ${party}`}
        size={44}
        placeholder="none"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChange([
            ...new Set(
              event.currentTarget.value
                .toLowerCase()
                .split(/[\s,]+/)
                .filter((name) => name !== ''),
            ),
          ]);
        }}
      />
    </label>
  );
}
