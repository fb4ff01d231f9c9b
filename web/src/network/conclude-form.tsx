import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Grade, INFORMATION_CREDIBILITY, SOURCE_RELIABILITY } from '../../../src/model/grade.ts';
import type { Concluded } from './answers.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';

/** What an analyst concludes: a graded statement with the analyst as its source. It never counts as a tie. */
export function ConcludeForm({
  what,
  concluded,
  label,
  desk,
  onDone,
}: {
  readonly what: string;
  /** Makes the conclusion of what was written into the field; `undefined` while it is not complete. */
  readonly concluded: (text: string) => Concluded;
  /** The field, where something is to be named. */
  readonly label?: string;
  readonly desk: Desk;
  readonly onDone: () => void;
}) {
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [source, setSource] = useState('C');
  const [says, setSays] = useState('3');
  const [sending, setSending] = useState(false);
  return (
    <form
      className={classes.conclude}
      aria-label={what}
      onSubmit={async (event) => {
        event.preventDefault();
        setSending(true);
        const kept = await desk.keep(
          {
            at: '/api/network/conclusions',
            body: {
              concluded: concluded(text.trim()),
              grade: `${source}${says}` as Grade,
              reason: reason.trim(),
            },
          },
          text.trim() === '' ? what : `${what}: ${text.trim()}`,
        );
        // What was written stays where it was not kept.
        setSending(false);
        if (kept) onDone();
      }}
    >
      {label !== undefined && (
        <TextInput
          label={label}
          required
          maxLength={200}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Textarea
        label="Reason"
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <NativeSelect
        label="How reliable is the source (you)"
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
        data={Object.entries(SOURCE_RELIABILITY).map(([value, words]) => ({
          value,
          label: `${value} ${words}`,
        }))}
      />
      <NativeSelect
        label="How credible is it"
        value={says}
        onChange={(event) => setSays(event.currentTarget.value)}
        data={Object.entries(INFORMATION_CREDIBILITY).map(([value, words]) => ({
          value,
          label: `${value} ${words}`,
        }))}
      />
      <span className={classes.buttons}>
        <Button type="submit" disabled={reason.trim() === ''} loading={sending}>
          Conclude it
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave it
        </Button>
      </span>
    </form>
  );
}
