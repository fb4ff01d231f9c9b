import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useKeys } from '../shared/keys.ts';
import { Failure } from '../shared/notice.tsx';
import type { HitDetail, WatchVerdict } from './answers.ts';
import { type Step, useStep } from './use-watch.ts';
import classes from './watch.module.css';
import { OUTCOME_WORDS, REASON_WORDS, VERDICT_WORDS } from './words.ts';

const VERDICT_KEYS: readonly (readonly [key: string, verdict: WatchVerdict])[] = [
  ['s', 'same'],
  ['n', 'not-same'],
  ['u', 'unsure'],
];

/** What can be asked for besides a verdict. */
type Asking = WatchVerdict | 'propose' | 'refuse' | 'reopen' | 'outcome' | 'hand-over';

/** What asks for one line of text. */
const FIELDS: Readonly<Partial<Record<Asking, { readonly asks: string; readonly does: string }>>> = {
  propose: { asks: 'To which authority', does: 'Propose' },
  refuse: { asks: 'Why it is not passed on', does: 'Do not agree' },
  reopen: { asks: 'Why open it again', does: 'Open again' },
  'hand-over': { asks: 'To which account', does: 'Hand over' },
};

/**
 * The decision, by mouse or by keys: a letter says what, a figure says why. Everything asks for a reason; what leaves the
 * house asks a second person.
 */
export function Decide({
  hit,
  me,
  onDone,
}: {
  readonly hit: HitDetail;
  readonly me: string;
  readonly onDone: () => void;
}) {
  const [asking, setAsking] = useState<Asking>();
  const [note, setNote] = useState('');
  const step = useStep(hit.id);
  const { reset } = step;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hit begins anew
  useEffect(() => {
    setAsking(undefined);
    setNote('');
    reset();
  }, [hit.id, reset]);

  const send = (what: Step, done = false): boolean => {
    if (step.isPending) return true;
    step.mutate(note.trim() ? { ...what, note: note.trim() } : what, {
      onSuccess: () => {
        setAsking(undefined);
        setNote('');
        if (done) onDone();
      },
    });
    return true;
  };
  const mine = hit.claimedBy === me;
  const judged = hit.verdict !== undefined;
  const canJudge = hit.state === 'open' || hit.state === 'suppressed' || hit.state === 'gone';
  const canPropose = hit.state === 'decided' && hit.verdict === 'same';
  const proposer = hit.steps.findLast(({ what }) => what === 'proposed')?.by;
  const canApprove = hit.state === 'proposed' && proposer !== me;
  const reasons =
    asking === 'same' || asking === 'not-same' || asking === 'unsure'
      ? REASON_WORDS[asking]
      : asking === 'outcome'
        ? OUTCOME_WORDS
        : [];
  const field = asking === undefined ? undefined : FIELDS[asking];
  const choose = (place: number): boolean => {
    const [code] = reasons[place] ?? [];
    if (code === undefined || asking === undefined) return false;
    return asking === 'outcome'
      ? send({ what: 'outcome', outcome: code })
      : send({ what: 'verdict', verdict: asking, reason: code }, true);
  };
  const ask = (what: Asking, possible: boolean) => (): boolean => {
    if (possible) setAsking(what);
    return possible;
  };
  useKeys({
    ...Object.fromEntries(VERDICT_KEYS.map(([key, verdict]) => [key, ask(verdict, canJudge)])),
    c: () => send({ what: mine ? 'release' : 'claim' }),
    r: ask('reopen', !canJudge),
    h: ask('hand-over', true),
    p: ask('propose', canPropose),
    o: ask('outcome', hit.state === 'passed'),
    a: () => canApprove && send({ what: 'approve', accept: true }, true),
    d: ask('refuse', canApprove),
    escape: () => {
      setAsking(undefined);
      return asking !== undefined;
    },
    ...Object.fromEntries(Array.from({ length: 9 }, (_, place) => [String(place + 1), () => choose(place)])),
  });

  return (
    <section className={classes.decide} aria-label="Decide">
      <div className={classes.buttons}>
        {canJudge &&
          VERDICT_KEYS.map(([key, verdict]) => (
            <Button
              key={verdict}
              size="compact-sm"
              variant={asking === verdict ? 'filled' : 'default'}
              onClick={() => setAsking(verdict)}
            >
              {VERDICT_WORDS[verdict]} <kbd>{key}</kbd>
            </Button>
          ))}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => send({ what: mine ? 'release' : 'claim' })}
        >
          {mine ? 'Let it go' : 'I am looking at this'} <kbd>c</kbd>
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking('hand-over')}>
          Hand over … <kbd>h</kbd>
        </Button>
        {canPropose && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking('propose')}>
            Pass on … <kbd>p</kbd>
          </Button>
        )}
        {hit.state === 'proposed' && (
          <>
            <Button
              size="compact-sm"
              disabled={!canApprove}
              onClick={() => send({ what: 'approve', accept: true }, true)}
            >
              Agree, pass it on <kbd>a</kbd>
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={!canApprove}
              onClick={() => setAsking('refuse')}
            >
              Do not agree … <kbd>d</kbd>
            </Button>
            {!canApprove && <span className="quiet">You proposed it: a second person decides.</span>}
          </>
        )}
        {hit.state === 'passed' && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking('outcome')}>
            Tell the outcome … <kbd>o</kbd>
          </Button>
        )}
        {!canJudge && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking('reopen')}>
            Open again … <kbd>r</kbd>
          </Button>
        )}
        {judged && <span className="quiet">{VERDICT_WORDS[hit.verdict as WatchVerdict]}</span>}
      </div>
      {reasons.length > 0 && (
        <fieldset className={classes.reasons} aria-label="Reason">
          {reasons.map(([code, words], place) => (
            <button key={code} type="button" onClick={() => choose(place)}>
              <kbd>{place + 1}</kbd> {words}
            </button>
          ))}
          <TextInput
            size="xs"
            aria-label="Note"
            placeholder="Note (optional)"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
        </fieldset>
      )}
      {field && (
        <form
          className={classes.reasons}
          onSubmit={(event) => {
            event.preventDefault();
            if (asking === 'reopen') send({ what: 'reopen' });
            else if (asking === 'refuse') send({ what: 'approve', accept: false }, true);
            else {
              const to = note.trim();
              const reset = (): void => {
                setAsking(undefined);
                setNote('');
              };
              step.mutate({ what: asking as string, to }, { onSuccess: reset });
            }
          }}
        >
          <TextInput
            size="xs"
            data-autofocus
            autoFocus
            required
            aria-label={field.asks}
            placeholder={field.asks}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setAsking(undefined)}
          />
          <Button size="compact-sm" type="submit" disabled={!note.trim()} loading={step.isPending}>
            {field.does}
          </Button>
        </form>
      )}
      {step.error && <Failure error={step.error} />}
    </section>
  );
}
