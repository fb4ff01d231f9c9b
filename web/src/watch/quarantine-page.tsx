import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { get, post, upload } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count, instant } from '../shared/time.ts';
import type { Quarantine, ReceiveReport } from './answers.ts';
import classes from './pages.module.css';

/** Pieces that are shown at once. */
const PAGE = 500;

/** What could not be read of messages, and deliveries that no worker could take: to be looked at, and tried again. */
export function QuarantinePage() {
  const reason = useReason();
  const queries = useQueryClient();
  const [offset, setOffset] = useState(0);
  const answer = useQuery({
    queryKey: ['watch', reason, 'quarantine', offset],
    queryFn: ({ signal }) =>
      get<Quarantine>('/api/travel/quarantine', { limit: String(PAGE), offset: String(offset) }, signal),
    placeholderData: keepPreviousData,
  });
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['watch'] });
  const retry = useMutation({
    mutationFn: (part: { readonly file: string; readonly part: number }) =>
      post<{ readonly taken: boolean }>('/api/travel/quarantine/deliveries', part),
    onSettled: again,
  });
  const setAside = useMutation({
    mutationFn: (part: { readonly file: string; readonly part: number }) =>
      post<{ readonly setAside: boolean }>('/api/travel/quarantine/deliveries/set-aside', part),
    onSettled: again,
  });
  const read = useMutation({
    mutationFn: (file: File) =>
      upload<ReceiveReport>('/api/travel/messages', { name: file.name, again: 'true' }, file),
    onSettled: again,
  });
  const field = useRef<HTMLInputElement>(null);
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return null;
  const { pieces, piecesTotal, deliveries } = answer.data;
  return (
    <div className={classes.page}>
      <h1>Quarantine</h1>
      <section aria-labelledby="pieces">
        <h2 id="pieces">Not read</h2>
        <p className="quiet">
          Their neighbours were read. What stood there is not kept: it may be of payment or health. Read the
          sender's file again once the sender has mended it, or once this program has learned to.
        </p>
        <p>
          <input
            ref={field}
            type="file"
            hidden
            aria-label="File to read again"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) read.mutate(file);
              event.currentTarget.value = '';
            }}
          />
          <Button
            size="compact-sm"
            variant="default"
            loading={read.isPending}
            onClick={() => field.current?.click()}
          >
            Read a file again …
          </Button>{' '}
          {read.data && (
            <span role="status">
              {read.data.name}: {count(read.data.travellers)} travellers in {count(read.data.journeys)} lists
              and bookings,{' '}
              {count(read.data.problems.filter(({ severity }) => severity === 'unreadable').length)} pieces
              not read.
            </span>
          )}
        </p>
        {read.error && <Failure error={read.error} />}
        {pieces.length === 0 ? (
          <Notice title="Everything was read.">No piece of a message is in quarantine.</Notice>
        ) : (
          <>
            {pieces.length < piecesTotal && (
              <p className="quiet" role="status">
                {count(offset + 1)} to {count(offset + pieces.length)} of {count(piecesTotal)}{' '}
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={offset === 0}
                  onClick={() => setOffset(Math.max(0, offset - PAGE))}
                >
                  Before
                </Button>{' '}
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={offset + pieces.length >= piecesTotal}
                  onClick={() => setOffset(offset + PAGE)}
                >
                  Next
                </Button>
              </p>
            )}
            <table className="grid" aria-label="Pieces that were not read">
              <thead>
                <tr>
                  <th>File</th>
                  <th>Received (UTC)</th>
                  <th>Message</th>
                  <th className="number">Byte</th>
                  <th>Why</th>
                </tr>
              </thead>
              <tbody>
                {pieces.map(({ file, sha256, receivedAt, offset, reason: why, message }) => (
                  <tr key={`${sha256}${offset}${why}`}>
                    <td title={`SHA-256 ${sha256}`}>{file}</td>
                    <td className="nowrap">{instant(receivedAt)}</td>
                    <td>{message}</td>
                    <td className="number">{count(offset)}</td>
                    <td>{why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
      {deliveries.length > 0 && (
        <section aria-labelledby="deliveries">
          <h2 id="deliveries">Taken by no worker</h2>
          {retry.error && <Failure error={retry.error} />}
          {setAside.error && <Failure error={setAside.error} />}
          <table className="grid">
            <thead>
              <tr>
                <th>Delivery</th>
                <th>Put aside (UTC)</th>
                <th className="number">Tries</th>
                <th>Why</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {deliveries.map(({ file, part, at, tries, reason: why }) => (
                <tr key={`${file}${part}`}>
                  <td>
                    <code>
                      {file} part {part}
                    </code>
                  </td>
                  <td className="nowrap">{instant(at)}</td>
                  <td className="number">{tries}</td>
                  <td>{why}</td>
                  <td>
                    <Button size="compact-xs" variant="default" onClick={() => retry.mutate({ file, part })}>
                      Try again
                    </Button>{' '}
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => {
                        if (window.confirm('Give this delivery up? Nobody will look for its travellers.'))
                          setAside.mutate({ file, part });
                      }}
                    >
                      Set aside
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
