import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { useMe } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import type { Unmasking } from './answers.ts';
import pages from './pages.module.css';
import classes from './watch.module.css';

const stateOf = ({ accepted, until, decidedBy }: Unmasking): string => {
  if (accepted === undefined) return 'not decided';
  return accepted ? `approved by ${decidedBy} until ${instant(until ?? '')} UTC` : `refused by ${decidedBy}`;
};

/** A traveller who may be masked, of a hit or of a journey. */
interface MaybeMasked {
  readonly traveller: { readonly id: string };
  readonly maskedAt?: string;
  readonly unmaskings: readonly Unmasking[];
}

/** This traveller is masked: ask to see them, and see what became of asking. */
export function Masked({ of: { traveller, maskedAt, unmaskings } }: { readonly of: MaybeMasked }) {
  const [why, setWhy] = useState('');
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () =>
      post<Unmasking>(`/api/watch/travellers/${encodeURIComponent(traveller.id)}/unmasking`, {
        reason: why.trim(),
      }),
    onSuccess: () => setWhy(''),
    onSettled: () => queries.invalidateQueries({ queryKey: ['watch'] }),
  });
  if (maskedAt === undefined) return null;
  return (
    <section aria-labelledby="masked">
      <h2 id="masked">Masked since {instant(maskedAt)} UTC</h2>
      <p className="quiet">
        Six months after the journey only the itinerary is shown. An authority outside of this service can
        allow you to see the traveller for a day.
      </p>
      <form
        className={classes.reasons}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <TextInput
          size="xs"
          required
          aria-label="Why it is needed"
          placeholder="Why it is needed"
          value={why}
          maxLength={2000}
          onChange={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <Button size="compact-sm" type="submit" disabled={!why.trim()} loading={ask.isPending}>
          Ask to see
        </Button>
      </form>
      {ask.error && <Failure error={ask.error} />}
      <ul className={classes.plainList}>
        {unmaskings.map((one) => (
          <li key={one.id}>
            <span className="quiet small">{instant(one.askedAt)}</span> <strong>{one.askedBy}</strong> asked:{' '}
            {one.reason} <span className="quiet">({stateOf(one)})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** For the authority: who asks to see a masked traveller, why, and the decision. No traveller is shown here. */
export function UnmaskingPage() {
  const reason = useReason();
  const queries = useQueryClient();
  const answer = useQuery({
    queryKey: ['watch', reason, 'unmaskings'],
    queryFn: ({ signal }) =>
      get<{ readonly unmaskings: readonly Unmasking[] }>('/api/watch/unmaskings', {}, signal),
  });
  const decide = useMutation({
    mutationFn: ({ id, accept }: { readonly id: string; readonly accept: boolean }) =>
      post<Unmasking>(`/api/watch/unmaskings/${encodeURIComponent(id)}`, { accept }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['watch'] }),
  });
  const decides = useMe().data?.roles.includes('authority') ?? false;
  if (answer.error) return <Failure error={answer.error} />;
  const unmaskings = answer.data?.unmaskings ?? [];
  return (
    <div className={pages.page}>
      <h1>Unmasking</h1>
      <p className="quiet">
        Six months after a journey its travellers are masked. Who needs to see one asks beside the hit;
        whoever decides here must not be of the same service (Directive (EU) 2016/681 art. 12(3)).
      </p>
      {decide.error && <Failure error={decide.error} />}
      {answer.data && unmaskings.length === 0 && <Notice title="Nobody has asked.">Nothing waits.</Notice>}
      {unmaskings.length > 0 && (
        <table className="grid" aria-label="Requests">
          <thead>
            <tr>
              <th>Asked (UTC)</th>
              <th>By</th>
              <th>Why</th>
              <th>State</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {unmaskings.map((one) => (
              <tr key={one.id}>
                <td className="nowrap">{instant(one.askedAt)}</td>
                <td>{one.askedBy}</td>
                <td>{one.reason}</td>
                <td>{stateOf(one)}</td>
                <td className="nowrap">
                  {one.accepted === undefined && decides && (
                    <>
                      <Button size="compact-xs" onClick={() => decide.mutate({ id: one.id, accept: true })}>
                        Approve
                      </Button>{' '}
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => decide.mutate({ id: one.id, accept: false })}
                      >
                        Refuse
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
