import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Reason } from '../app/api.ts';
import { useReasonFor, useSession } from '../app/session.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { minute } from '../shared/words.ts';

/** Whether this person may judge, and on which reason. */
export function useReview(): { readonly may: boolean; readonly reason: Reason | undefined } {
  const { me } = useSession();
  return { may: me.roles.includes('analyst'), reason: useReasonFor('review') };
}

/** What people decided about a record; each decision can be undone and stays on record. */
export function Judgements({ id }: { readonly id: string }) {
  const client = useQueryClient();
  const entity = useQuery({ queryKey: ['entity', id, undefined], queryFn: () => api.entity(id) });
  const { may, reason } = useReview();
  const [error, setError] = useState<unknown>();
  const judgements = entity.data?.view.judgements ?? [];
  if (judgements.length === 0) return null;
  return (
    <>
      <h2>Judgements</h2>
      <ErrorNote error={error} />
      <table className="dense">
        <thead>
          <tr>
            <th>records</th>
            <th>verdict</th>
            <th>reason</th>
            <th>by</th>
            <th>at</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {judgements.map((one) => (
            <tr key={one.id}>
              <td>
                {one.left}, {one.right}
              </td>
              <td>{one.undoneAt ? <s>{one.verdict}</s> : one.verdict}</td>
              <td>{one.reason}</td>
              <td>{one.by}</td>
              <td>
                {minute(one.at)}
                {one.undoneAt && <span className="faint"> undone {minute(one.undoneAt)}</span>}
              </td>
              <td>
                {may && reason && !one.undoneAt && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => {
                      api.undo(one.id, 'undone on the page', reason).then(
                        () => client.invalidateQueries(),
                        (failure: unknown) => setError(failure),
                      );
                    }}
                  >
                    Undo
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
