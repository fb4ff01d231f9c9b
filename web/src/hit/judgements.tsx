import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useEntity } from '../entity/use-entity.ts';
import type { Hit, Judgement, Verdict } from '../shared/answers.ts';
import { post } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import classes from './hit.module.css';

const VERDICTS: readonly { readonly verdict: Verdict; readonly title: string }[] = [
  { verdict: 'same', title: 'Same' },
  { verdict: 'not-same', title: 'Not the same' },
  { verdict: 'unsure', title: 'Unsure' },
];

const wordsOf = (verdict: Verdict): string =>
  verdict === 'same'
    ? 'the same as'
    : verdict === 'not-same'
      ? 'not the same as'
      : 'unsure whether the same as';

/** What people decided about this record and others, and the place to decide. A decision needs a reason, also to undo it. */
export function Judgements({ id, others }: { readonly id: string; readonly others: readonly Hit[] }) {
  const entity = useEntity(id);
  const judgements = entity.data?.view.judgements ?? [];
  return (
    <section aria-labelledby="judgements">
      <h2 id="judgements">Judgements</h2>
      {judgements.length === 0 && <p className="quiet">Nobody has judged this record beside another yet.</p>}
      <ul className={classes.judgements}>
        {judgements.map((judgement) => (
          <OneJudgement key={judgement.id} id={id} judgement={judgement} />
        ))}
      </ul>
      <JudgeForm id={id} others={others} />
    </section>
  );
}

/** What a judgement changes: the record, the hits, and the records it joins or parts. */
function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({
      predicate: ({ queryKey: [name] }) => ['entity', 'search', 'compare', 'suggest'].includes(String(name)),
    });
  };
}

function OneJudgement({ id, judgement }: { readonly id: string; readonly judgement: Judgement }) {
  const { left, right, verdict, by, at, reason, undoneBy, undoneAt } = judgement;
  const other = left === id ? right : left;
  const [undoing, setUndoing] = useState(false);
  const [why, setWhy] = useState('');
  const refresh = useRefresh();
  const undo = useMutation({
    mutationFn: () =>
      post<Judgement>(`/api/judgements/${encodeURIComponent(judgement.id)}/undo`, { reason: why }),
    onSuccess: async () => {
      setUndoing(false);
      await refresh();
    },
  });
  const undone = undoneAt !== undefined;
  return (
    <li data-undone={undone}>
      <div>
        <strong className={verdict === 'same' ? 'agrees' : verdict === 'not-same' ? 'contradicts' : 'close'}>
          {wordsOf(verdict)}
        </strong>{' '}
        <Link to="/entity/$id" params={{ id: other }}>
          {other}
        </Link>
        {!undone && !undoing && (
          <button type="button" className={classes.plain} onClick={() => setUndoing(true)}>
            Undo
          </button>
        )}
      </div>
      <div>{reason}</div>
      <div className="quiet small">
        {by}, {instant(at)} UTC
        {undone && `; undone by ${undoneBy ?? 'somebody'}, ${instant(undoneAt)} UTC`}
      </div>
      {undoing && (
        <form
          className={classes.judge}
          onSubmit={(event) => {
            event.preventDefault();
            undo.mutate();
          }}
        >
          <Textarea
            label="Why is it undone?"
            required
            autosize
            minRows={1}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          {undo.error && <Failure error={undo.error} />}
          <div className={classes.buttons}>
            <Button type="submit" variant="default" disabled={why.trim() === ''} loading={undo.isPending}>
              Undo the judgement
            </Button>
            <Button variant="subtle" onClick={() => setUndoing(false)}>
              Keep it
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}

function JudgeForm({ id, others }: { readonly id: string; readonly others: readonly Hit[] }) {
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const refresh = useRefresh();
  const judge = useMutation({
    mutationFn: (verdict: Verdict) =>
      post<Judgement>('/api/judgements', { left: id, right: chosen, verdict, reason }),
    onSuccess: async () => {
      setReason('');
      await refresh();
    },
  });
  const ready = chosen !== '' && reason.trim() !== '';
  return (
    <form className={classes.judge} onSubmit={(event) => event.preventDefault()}>
      {others.length === 0 ? (
        <TextInput
          label="This record and"
          placeholder="id of another record"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value.trim())}
        />
      ) : (
        <NativeSelect
          label="This record and"
          data={[
            { value: '', label: 'choose another hit of the search …' },
            ...others.map(({ entity, comparison }) => ({
              value: entity.id,
              label: `${entity.caption} · ${entity.datasets.join(', ')} · ${comparison.score.toFixed(2)}`,
            })),
          ]}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <Textarea
        label="Reason"
        required
        autosize
        minRows={1}
        placeholder="What shows it: dates, documents, a photograph …"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {judge.error && <Failure error={judge.error} />}
      <div className={classes.buttons}>
        {VERDICTS.map(({ verdict, title }) => (
          <Button
            key={verdict}
            variant="default"
            disabled={!ready || judge.isPending}
            onClick={() => judge.mutate(verdict)}
          >
            {title}
          </Button>
        ))}
        <span className="quiet small">{ready ? '' : 'Choose a record and give a reason.'}</span>
      </div>
    </form>
  );
}
