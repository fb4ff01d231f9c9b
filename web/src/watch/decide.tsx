import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useKeys } from '../shared/keys.ts';
import { Failure } from '../shared/notice.tsx';
import type { HitDetail, WatchVerdict } from './answers.ts';
import { type Step, useOfficers, useStep } from './use-watch.ts';
import classes from './watch.module.css';
import { OUTCOME_WORDS, REASON_WORDS, VERDICT_WORDS } from './words.ts';

const VERDICT_KEYS: readonly (readonly [key: string, verdict: WatchVerdict])[] = [
  ['s', 'same'],
  ['n', 'not-same'],
  ['u', 'unsure'],
];

/** What can be asked for besides a verdict. */
type Asking = WatchVerdict | 'propose' | 'refuse' | 'reopen' | 'outcome' | 'hand-over' | 'close';

/** What asks for one line of text. */
const FIELDS: Readonly<Partial<Record<Asking, { readonly asks: string; readonly does: string }>>> = {
  propose: { asks: 'To which authority', does: 'Propose' },
  refuse: { asks: 'Why it is not passed on', does: 'Do not agree' },
  reopen: { asks: 'Why open it again', does: 'Open again' },
  close: { asks: 'Why the matter is over', does: 'Close the matter' },
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
  const [to, setTo] = useState('');
  const officers = useOfficers(asking === 'hand-over');
  const step = useStep(hit.id);
  const { reset } = step;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hit begins anew
  useEffect(() => {
    setAsking(undefined);
    setNote('');
    setTo('');
    reset();
  }, [hit.id, reset]);

  const send = (what: Step, done = false): boolean => {
    if (step.isPending) return true;
    step.mutate(note.trim() ? { ...what, note: note.trim() } : what, {
      onSuccess: () => {
        setAsking(undefined);
        setNote('');
        setTo('');
        if (done) onDone();
      },
    });
    return true;
  };
  const mine = hit.claimedBy === me && hit.handedBy === undefined;
  const other = hit.claimedBy !== undefined && hit.claimedBy !== me ? hit.claimedBy : undefined;
  const free = other === undefined;
  const judged = hit.verdict !== undefined;
  const undecided = hit.state === 'open' || hit.state === 'suppressed' || hit.state === 'gone';
  const holds = hit.outdated === undefined && hit.closedAt === undefined;
  const canJudge = undecided && free;
  const canReopen = !undecided && free;
  const canPropose = hit.state === 'decided' && hit.verdict === 'same' && holds && free;
  const proposer = hit.steps.findLast(({ what }) => what === 'proposed')?.by;
  const canApprove = hit.state === 'proposed' && proposer !== me && free;
  const canTell = hit.state === 'passed' && free;
  const canClose =
    hit.verdict === 'same' &&
    (hit.state === 'decided' || hit.state === 'passed') &&
    hit.closedAt === undefined &&
    free;
  // Who handed it over may take it back; somebody else's claim is theirs.
  const canClaim = free || hit.handedBy !== undefined;
  const canHand = free || hit.handedBy === me;
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
  const claimStep = mine || (hit.handedBy === me && !free) ? 'release' : 'claim';
  const claimWords = mine
    ? 'Let it go'
    : hit.handedBy === me && !free
      ? 'Take it back'
      : hit.claimedBy === me
        ? 'Take it'
        : 'I am looking at this';
  useKeys({
    ...Object.fromEntries(VERDICT_KEYS.map(([key, verdict]) => [key, ask(verdict, canJudge)])),
    c: () => canClaim && send({ what: claimStep }),
    r: ask('reopen', canReopen),
    h: ask('hand-over', canHand),
    x: ask('close', canClose),
    p: ask('propose', canPropose),
    o: ask('outcome', canTell),
    a: () => canApprove && holds && send({ what: 'approve', accept: true }, true),
    d: ask('refuse', canApprove),
    escape: () => {
      setAsking(undefined);
      return asking !== undefined;
    },
    ...Object.fromEntries(Array.from({ length: 9 }, (_, place) => [String(place + 1), () => choose(place)])),
  });

  return (
    <section className={classes.decide} aria-label="Decide">
      {!free && (
        <p role="status">
          {hit.handedBy === undefined ? (
            <>
              <strong>{other}</strong> is looking at this hit.
            </>
          ) : (
            <>
              <strong>{hit.handedBy}</strong> handed this hit to <strong>{other}</strong>.
            </>
          )}
        </p>
      )}
      {hit.handedBy !== undefined && free && (
        <p role="status">
          <strong>{hit.handedBy}</strong> handed this hit to you.
        </p>
      )}
      <div className={classes.buttons}>
        {undecided &&
          VERDICT_KEYS.map(([key, verdict]) => (
            <Button
              key={verdict}
              size="compact-sm"
              variant={asking === verdict ? 'filled' : 'default'}
              disabled={!canJudge}
              onClick={() => setAsking(verdict)}
            >
              {VERDICT_WORDS[verdict]} <kbd>{key}</kbd>
            </Button>
          ))}
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canClaim}
          onClick={() => send({ what: claimStep })}
        >
          {claimWords} <kbd>c</kbd>
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canHand}
          onClick={() => setAsking('hand-over')}
        >
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
              disabled={!canApprove || !holds}
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
            {proposer === me && <span className="quiet">You proposed it: a second person decides.</span>}
          </>
        )}
        {hit.state === 'passed' && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={!canTell}
            onClick={() => setAsking('outcome')}
          >
            Tell the outcome … <kbd>o</kbd>
          </Button>
        )}
        {canClose && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking('close')}>
            Close the matter … <kbd>x</kbd>
          </Button>
        )}
        {!undecided && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={!canReopen}
            onClick={() => setAsking('reopen')}
          >
            Open again … <kbd>r</kbd>
          </Button>
        )}
        {judged && (
          <span className="quiet">
            {VERDICT_WORDS[hit.verdict as WatchVerdict]}
            {hit.closedAt !== undefined && ', closed'}
          </span>
        )}
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
      {asking === 'hand-over' && (
        <form
          className={classes.reasons}
          onSubmit={(event) => {
            event.preventDefault();
            if (to) send({ what: 'hand-over', to });
          }}
        >
          <NativeSelect
            size="xs"
            data-autofocus
            autoFocus
            required
            aria-label="To which account"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setAsking(undefined)}
            data={[
              { value: '', label: 'To which account' },
              ...(officers.data?.officers ?? []).filter((account) => account !== me),
            ]}
          />
          <TextInput
            size="xs"
            aria-label="Note"
            placeholder="Note (optional)"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setAsking(undefined)}
          />
          <Button size="compact-sm" type="submit" disabled={!to} loading={step.isPending}>
            Hand over
          </Button>
        </form>
      )}
      {field && (
        <form
          className={classes.reasons}
          onSubmit={(event) => {
            event.preventDefault();
            if (asking === 'refuse') send({ what: 'approve', accept: false }, true);
            else if (asking === 'propose')
              step.mutate(
                { what: 'propose', to: note.trim() },
                {
                  onSuccess: () => {
                    setAsking(undefined);
                    setNote('');
                  },
                },
              );
            else send({ what: asking as string });
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
