import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatMarking, type Marking, parseMarking, TLP_LEVELS } from '../../../src/model/marking.ts';
import { MarkingPicker } from '../marking/marking-picker.tsx';
import { useKeys } from '../shared/keys.ts';
import layout from '../shared/layout.module.css';
import { Failure } from '../shared/notice.tsx';
import { useMe } from '../shared/session.ts';
import { count } from '../shared/time.ts';
import { AdviceTable } from './advice-table.tsx';
import type { Can, RefusalCode, RequestPage } from './answers.ts';
import classes from './requests.module.css';
import { useRequestStep } from './use-requests.ts';
import { REFUSAL_WORDS } from './words.ts';

const DAY = 86_400_000;
/** A week: long enough to matter, short enough that somebody still remembers why. */
const PUT_OFF = 7 * DAY;

type Asking = 'decline' | 'refuse' | 'not-now' | 'cancel' | 'feedback' | 'reopen';

/** What somebody may do with a request, and the fields that it takes. */
export function Act({ page }: { readonly page: RequestPage }) {
  const me = useMe().data?.account;
  const step = useRequestStep();
  const [asking, setAsking] = useState<Asking>();
  const can = (what: Can): boolean => page.can.includes(what);
  const send = (what: string, body: unknown): void =>
    step.mutate(
      { path: `/api/requests/${encodeURIComponent(page.id)}/${what}`, body },
      { onSuccess: () => setAsking(undefined) },
    );
  const ask = (what: Asking, allowed: boolean) => (): boolean => {
    if (allowed) setAsking(what);
    return allowed;
  };
  const approve = (): boolean => {
    if (can('approve') && !step.isPending) send('approval', { accept: true, note: '' });
    return can('approve');
  };
  useKeys({
    a: approve,
    d: ask('decline', can('approve')),
    x: ask('refuse', can('refuse')),
    n: ask('not-now', can('not-now')),
    c: ask('cancel', can('cancel')),
    f: ask('feedback', can('feedback')),
    o: ask('reopen', can('reopen')),
    escape: () => {
      setAsking(undefined);
      return asking !== undefined;
    },
  });
  const waits = page.state === 'waiting-approval';
  const proposer = page.proposal?.by ?? page.preparedBy;
  if (page.can.length === 0 && !waits) return null;
  const more = (what: Asking, words: string, key: string) => (
    <Button
      size="compact-sm"
      variant={asking === what ? 'filled' : 'default'}
      onClick={() => setAsking(what)}
    >
      {words} <kbd>{key}</kbd>
    </Button>
  );
  return (
    <section className={classes.act} aria-label="What you may do">
      {waits && (
        <p className={layout.line}>
          <span>
            <strong>{proposer}</strong> prepared{' '}
            {page.kind === 'consent'
              ? page.proposal?.agreed
                ? 'a yes'
                : 'a no'
              : page.side === 'sent'
                ? 'this request'
                : 'this answer'}
            {page.proposal?.marking !== undefined && (
              <>
                {' '}
                under <code>{page.proposal.marking}</code>
              </>
            )}
            {page.proposal?.note && `: ${page.proposal.note}`}.
          </span>
          {proposer === me && (
            <span className="close">A second person decides; you prepared it, so it is not you.</span>
          )}
        </p>
      )}
      {(can('answer') || can('consent')) &&
        (can('answer') ? (
          <Answer page={page} pending={step.isPending} onSend={(body) => send('answer', body)} />
        ) : (
          <Consent page={page} pending={step.isPending} onSend={(body) => send('consent', body)} />
        ))}
      <div className={layout.line}>
        {can('approve') && (
          <>
            <Button size="compact-sm" loading={step.isPending} onClick={approve}>
              Approve it <kbd>a</kbd>
            </Button>
            {more('decline', 'Do not approve …', 'd')}
          </>
        )}
        {can('refuse') && more('refuse', 'Refuse …', 'x')}
        {can('not-now') && more('not-now', 'Not now …', 'n')}
        {can('feedback') && more('feedback', 'Was it the same person? …', 'f')}
        {can('reopen') && more('reopen', 'Take “not the same” back …', 'o')}
        {can('cancel') && more('cancel', 'Take it back …', 'c')}
      </div>
      {asking !== undefined && (
        <Fields
          key={asking}
          asking={asking}
          pending={step.isPending}
          onSend={send}
          onLeave={() => setAsking(undefined)}
        />
      )}
      {step.error && <Failure error={step.error} />}
    </section>
  );
}

function Note({
  label,
  value,
  onChange,
  required = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
}) {
  return (
    <TextInput
      label={label}
      w={360}
      maxLength={2000}
      required={required}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The fields of a step that takes some. */
function Fields({
  asking,
  pending,
  onSend,
  onLeave,
}: {
  readonly asking: Asking;
  readonly pending: boolean;
  readonly onSend: (what: string, body: unknown) => void;
  readonly onLeave: () => void;
}) {
  const [note, setNote] = useState('');
  const [code, setCode] = useState<RefusalCode>('no-legal-basis');
  const [today] = useState(() => Date.now());
  const [until, setUntil] = useState(() => new Date(today + PUT_OFF).toISOString().slice(0, 10));
  const [same, setSame] = useState<'yes' | 'no'>();
  const [useful, setUseful] = useState<'yes' | 'no'>();
  const text = note.trim();
  const needsNote = asking === 'decline' || asking === 'reopen' || (asking === 'refuse' && code === 'other');
  const ready =
    (!needsNote || text !== '') && (asking !== 'feedback' || (same !== undefined && useful !== undefined));
  const submit = (): void => {
    if (asking === 'decline') onSend('approval', { accept: false, note: text });
    else if (asking === 'refuse') onSend('refusal', { code, note: text });
    else if (asking === 'not-now') onSend('not-now', { until: `${until}T00:00:00.000Z`, note: text });
    else if (asking === 'cancel') onSend('cancellation', { note: text });
    else if (asking === 'reopen') onSend('reopening', { reason: text });
    else onSend('feedback', { samePerson: same === 'yes', useful: useful === 'yes', note: text });
  };
  return (
    <form
      className={`${layout.line} ${layout.ends}`}
      aria-label="Step"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) submit();
      }}
    >
      {asking === 'refuse' && (
        <NativeSelect
          label="Why"
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value as RefusalCode)}
          data={Object.entries(REFUSAL_WORDS).map(([value, label]) => ({ value, label }))}
        />
      )}
      {asking === 'not-now' && (
        <TextInput
          label="Not before"
          type="date"
          autoFocus
          required
          min={new Date(today + DAY).toISOString().slice(0, 10)}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      )}
      {asking === 'feedback' && (
        <>
          <YesNo label="The same person" value={same} onChange={setSame} />
          <YesNo label="Of use" value={useful} onChange={setUseful} />
        </>
      )}
      <Note
        label={
          asking === 'decline' || asking === 'cancel'
            ? 'Why (stays here)'
            : asking === 'reopen'
              ? 'Why (the partner gets this)'
              : 'Note (the partner gets this)'
        }
        value={note}
        onChange={setNote}
        required={needsNote}
      />
      <Button type="submit" disabled={!ready} loading={pending}>
        {
          {
            decline: 'Do not approve it',
            refuse: 'Refuse it',
            'not-now': 'Put it off',
            cancel: 'Take it back',
            feedback: 'Tell the owner',
            reopen: 'Take it back on both sides',
          }[asking]
        }
      </Button>
      <Button variant="default" onClick={onLeave}>
        Leave it
      </Button>
      {asking === 'feedback' && same === 'no' && (
        <span className="small close">The pair is then shown as found before, on both sides.</span>
      )}
    </form>
  );
}

function YesNo({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: 'yes' | 'no' | undefined;
  readonly onChange: (value: 'yes' | 'no') => void;
}) {
  return (
    <fieldset className={layout.box}>
      <legend>{label}</legend>
      <span className={layout.line}>
        {(['yes', 'no'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name={label} checked={value === one} onChange={() => onChange(one)} /> {one}
          </label>
        ))}
      </span>
    </fieldset>
  );
}

/** What no statement of an answer is wider than: below it, choosing would change nothing. */
function widest(markings: readonly Marking[]): Marking | undefined {
  const [first, ...rest] = markings;
  if (!first) return undefined;
  return rest.reduce((least, one) => {
    const handling = least.handling?.filter((code) => one.handling?.includes(code)) ?? [];
    return {
      tlp: TLP_LEVELS.indexOf(one.tlp) < TLP_LEVELS.indexOf(least.tlp) ? one.tlp : least.tlp,
      originatorControl: least.originatorControl && one.originatorControl,
      ...(handling.length > 0 && { handling }),
    };
  }, first);
}

/** Chooses statements and a marking; each goes with the stricter of its own and this one. */
function Answer({
  page,
  pending,
  onSend,
}: {
  readonly page: RequestPage;
  readonly pending: boolean;
  readonly onSend: (body: unknown) => void;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  /** TLP:RED is for whoever is answered, until somebody says otherwise. */
  const forAsker = (marking: Marking): Marking =>
    marking.tlp === 'RED' && !marking.recipients ? { ...marking, recipients: [page.partner] } : marking;
  const [picked, setPicked] = useState<Marking>(() =>
    forAsker(parseMarking(page.handling ?? '') ?? { tlp: 'AMBER', originatorControl: true }),
  );
  // Only the asker gets it: naming others would change nothing.
  const unnamed = picked.tlp === 'RED' && !picked.recipients?.includes(page.partner);
  const [note, setNote] = useState('');
  const floor = widest(
    page.advice.filter(({ id }) => chosen.has(id)).flatMap(({ marking }) => parseMarking(marking) ?? []),
  );
  const asksFirst = new Set(
    page.advice.flatMap(({ id, originator, allowed }) =>
      chosen.has(id) && !allowed && originator !== undefined ? [originator] : [],
    ),
  );
  if (page.advice.length === 0)
    return <p className="quiet">Nothing is known here of the record that the reference means. Refuse it.</p>;
  return (
    <form
      className={layout.section}
      aria-label="Answer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ statements: [...chosen], marking: formatMarking(picked), note: note.trim() });
      }}
    >
      <h2>What may go of the own record</h2>
      <AdviceTable page={page} chosen={chosen} marking={picked} onChoose={setChosen} />
      <MarkingPicker
        label="Marking of the answer; never wider than a statement’s own"
        value={picked}
        onChange={(next) => setPicked(picked.tlp === 'RED' ? next : forAsker(next))}
        floor={floor}
        groups={page.groups}
        recipients={[{ id: page.partner }]}
      />
      <Textarea
        label="Note (the asker gets this)"
        autosize
        minRows={1}
        maxLength={2000}
        maw={640}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={layout.line}>
        <Button type="submit" disabled={chosen.size === 0 || unnamed} loading={pending}>
          Answer with {count(chosen.size)} {chosen.size === 1 ? 'statement' : 'statements'}
        </Button>
        <span className="quiet small">
          {unnamed && (
            <span className="close">{page.partner} is not named: name it, or choose another marking. </span>
          )}
          Somebody else approves it.
          {asksFirst.size > 0 &&
            ` Then ${[...asksFirst].join(', ')} is asked; nothing goes before it agrees.`}
        </span>
      </div>
    </form>
  );
}

/** As the originator: may what we said go further? */
function Consent({
  page,
  pending,
  onSend,
}: {
  readonly page: RequestPage;
  readonly pending: boolean;
  readonly onSend: (body: unknown) => void;
}) {
  const [named, setNamed] = useState(false);
  const [note, setNote] = useState('');
  const send = (agreed: boolean): void => onSend({ agreed, mayBeNamed: agreed && named, note: note.trim() });
  return (
    <form
      className={`${layout.line} ${layout.ends}`}
      aria-label="Consent"
      onSubmit={(event) => event.preventDefault()}
    >
      <span>
        May {page.partner} pass the statements below on to <strong>{page.recipient}</strong>?
      </span>
      <label>
        <input type="checkbox" checked={named} onChange={(event) => setNamed(event.currentTarget.checked)} />{' '}
        {page.recipient} may know that we said it
      </label>
      <Note label={`Note (${page.partner} gets this)`} value={note} onChange={setNote} />
      <Button loading={pending} onClick={() => send(true)}>
        Agree
      </Button>
      <Button variant="default" loading={pending} onClick={() => send(false)}>
        Do not agree
      </Button>
    </form>
  );
}
