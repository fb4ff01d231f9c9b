import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLists } from '../shared/session.ts';
import { DEFAULT_THRESHOLD, filtersOf, type Question } from './question.ts';
import classes from './search.module.css';

const KINDS = [
  { value: '', label: 'Any kind' },
  { value: 'Person', label: 'Person' },
  { value: 'LegalEntity', label: 'Legal entity' },
  { value: 'Organization', label: 'Organisation' },
  { value: 'Company', label: 'Company' },
  { value: 'Vessel', label: 'Vessel' },
  { value: 'Airplane', label: 'Aircraft' },
];

const SEXES = [
  { value: '', label: 'Any sex' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
];

const THRESHOLDS = ['0.5', '0.6', '0.7', '0.75', '0.8', '0.85', '0.9', '0.95'];

/** What else is known: it confirms or contradicts an identity, and narrows where to look. */
export function Filters({
  question,
  onChange,
}: {
  readonly question: Question;
  readonly onChange: (changed: Question) => void;
}) {
  const lists = useLists();
  const names = lists.data?.map(({ dataset }) => dataset.name) ?? [];
  const { dataset, threshold = DEFAULT_THRESHOLD } = question;
  const thresholds = THRESHOLDS.includes(threshold) ? THRESHOLDS : [threshold, ...THRESHOLDS];
  return (
    <div className={classes.filters}>
      <LazyText
        label="Born"
        placeholder="1961-03-07"
        width={108}
        value={question.born}
        onChange={(born) => onChange({ born })}
      />
      <NativeSelect
        label="Sex"
        data={SEXES}
        value={question.sex ?? ''}
        onChange={(event) => onChange({ sex: event.currentTarget.value })}
      />
      <LazyText
        label="Country"
        placeholder="fr, Belgium"
        width={110}
        value={question.country}
        onChange={(country) => onChange({ country })}
      />
      <LazyText
        label="Document"
        placeholder="number"
        width={120}
        value={question.doc}
        onChange={(doc) => onChange({ doc })}
      />
      <NativeSelect
        label="Kind"
        data={KINDS}
        value={question.schema ?? ''}
        onChange={(event) => onChange({ schema: event.currentTarget.value })}
      />
      <NativeSelect
        label="List"
        data={[
          { value: '', label: 'All lists' },
          ...[...new Set([...names, ...(dataset ? [dataset] : [])])].map((name) => ({
            value: name,
            label: name,
          })),
        ]}
        value={dataset ?? ''}
        onChange={(event) => onChange({ dataset: event.currentTarget.value })}
      />
      <NativeSelect
        label="Score from"
        data={thresholds}
        value={threshold}
        onChange={(event) => onChange({ threshold: event.currentTarget.value })}
      />
      {filtersOf(question).length > 0 && (
        <button
          type="button"
          className={classes.quietButton}
          onClick={() => onChange({ born: '', sex: '', country: '', doc: '', schema: '', dataset: '' })}
        >
          Clear filters
        </button>
      )}
    </div>
  );
}

/** A text that is taken over when its writer leaves it or presses Enter: half a date is not a date. */
function LazyText({
  label,
  placeholder,
  width,
  value = '',
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly width: number;
  readonly value: string | undefined;
  readonly onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = (): void => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      w={width}
      value={text}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
