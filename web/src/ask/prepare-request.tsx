import { Button, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatMarking, type Marking } from '../../../src/model/marking.ts';
import { MarkingPicker } from '../marking/marking-picker.tsx';
import type { FollowedAnswer } from '../requests/answers.ts';
import { useRequestStep } from '../requests/use-requests.ts';
import layout from '../shared/layout.module.css';
import { Failure } from '../shared/notice.tsx';
import { inWords } from '../shared/words.ts';
import classes from './ask.module.css';
import type { Question } from './use-answers.ts';

const DAY = 86_400_000;
/** As the server gives a request that does not say another: a month. */
const DEADLINE = 30 * DAY;

const USUAL: Marking = { tlp: 'AMBER', originatorControl: true, handling: ['H1', 'H2'] };

/** What follows a hit: a request that a second person sends. */
export function PrepareRequest({
  partner,
  epoch,
  hit,
  question: { subject, purpose, legalBasis, caseNumber },
  onClose,
}: {
  readonly partner: string;
  readonly epoch: number;
  readonly hit: Extract<FollowedAnswer, { outcome: 'hits' | 'none' }>['hits'][number];
  readonly question: Question;
  readonly onClose: () => void;
}) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [number, setNumber] = useState(caseNumber);
  const [handling, setHandling] = useState(USUAL);
  const [today] = useState(() => Date.now());
  const [deadline, setDeadline] = useState(() => new Date(today + DEADLINE).toISOString().slice(0, 10));
  const prepare = useRequestStep();
  return (
    <form
      className={`${layout.form} ${classes.prepare}`}
      aria-label={`Request to ${partner}`}
      onSubmit={(event) => {
        event.preventDefault();
        prepare.mutate(
          {
            path: '/api/requests',
            body: {
              partner,
              reference: hit.reference,
              epoch,
              strength: hit.strength,
              subject,
              purpose,
              legalBasis,
              caseNumber: number.trim(),
              handling: formatMarking(handling),
              question: text.trim(),
              deadline: `${deadline}T23:59:59.000Z`,
            },
          },
          { onSuccess: ({ id }) => void navigate({ to: '/requests/$id', params: { id } }) },
        );
      }}
    >
      <div>
        <strong>A request to {partner}</strong>{' '}
        <span className="quiet">
          for {inWords(purpose.replaceAll('-', ' ')).toLowerCase()}, on{' '}
          {inWords(legalBasis.replaceAll('-', ' ')).toLowerCase()}. It names nobody: its reference tells the
          owner which record is meant.
        </span>
      </div>
      <Textarea
        label="What is wanted (name nobody)"
        required
        autosize
        minRows={2}
        maxLength={4000}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          // What was refused was another text.
          prepare.reset();
        }}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <MarkingPicker
        label="The strictest marking under which an answer is of use"
        value={handling}
        onChange={setHandling}
      />
      <div className={`${layout.line} ${layout.ends}`}>
        <TextInput
          label="Case number"
          required
          maxLength={300}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          label="Answer until"
          type="date"
          required
          min={new Date(today).toISOString().slice(0, 10)}
          max={new Date(today + 365 * DAY).toISOString().slice(0, 10)}
          value={deadline}
          onChange={(event) => setDeadline(event.currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ''} loading={prepare.isPending}>
          Prepare it
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <span className="quiet small">Somebody else sends it.</span>
      </div>
      {prepare.error && <Failure error={prepare.error} />}
    </form>
  );
}
