import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import { get } from '../shared/http.ts';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count } from '../shared/time.ts';
import { countryName } from '../shared/words.ts';
import type { JourneyAnswer } from './answers.ts';
import { Masked } from './masking.tsx';
import { Messages } from './messages.tsx';
import classes from './pages.module.css';
import { useNow } from './use-watch.ts';
import { countdown } from './words.ts';

/** Travellers that are shown at once. */
const PAGE = 200;

/** Who is on a flight, or on which flights somebody is. Asked for, never listed: each look is written down. */
export function JourneysPage() {
  const { q = '' } = useAddress({ from: '/journeys' });
  const navigate = useNavigate();
  const reason = useReason();
  const now = useNow();
  const [text, setText] = useState(q);
  const [open, setOpen] = useState<string>();
  const [offset, setOffset] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const answer = useQuery({
    queryKey: ['watch', reason, 'journeys', q, offset],
    queryFn: ({ signal }) =>
      get<JourneyAnswer>('/api/watch/journeys', { q, limit: String(PAGE), offset: String(offset) }, signal),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  useKeys({
    '/': () => {
      field.current?.focus();
      return true;
    },
  });
  const journeys = answer.data?.journeys ?? [];
  const total = answer.data?.total ?? 0;
  return (
    <div className={classes.page}>
      <h1>Journeys</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setOffset(0);
          void navigate({ to: '/journeys', search: text.trim() ? { q: text.trim() } : {} });
        }}
      >
        <TextInput
          ref={field}
          aria-label="Flight, name, document or locator"
          placeholder="Flight (ZX88), name, document number or locator; Enter asks"
          value={text}
          autoFocus
          maxLength={100}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </form>
      {answer.error && <Failure error={answer.error} />}
      {q.length < 2 && (
        <p className="quiet">
          Ask for a flight, a traveller, a document or a booking. Every look is written down.
        </p>
      )}
      {answer.data && journeys.length === 0 && (
        <Notice title="Nobody.">No traveller that is kept fits this.</Notice>
      )}
      {total > 0 && (
        <p className="quiet" role="status">
          {journeys.length < total
            ? `${count(offset + 1)} to ${count(offset + journeys.length)} of ${count(total)} travellers`
            : `${count(total)} ${total === 1 ? 'traveller' : 'travellers'}`}{' '}
          {journeys.length < total && (
            <>
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
                disabled={offset + journeys.length >= total}
                onClick={() => setOffset(offset + PAGE)}
              >
                Next
              </Button>
            </>
          )}
        </p>
      )}
      {journeys.length > 0 && (
        <table className="grid" aria-label="Travellers">
          <thead>
            <tr>
              <th>Flight</th>
              <th>Arrives</th>
              <th>Traveller</th>
              <th>Born</th>
              <th>Nationality</th>
              <th>Documents</th>
              <th>Locator</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {journeys.map(({ leg, dueAt, traveller, told, locators, maskedAt, unmaskings }) => [
              <tr key={traveller.id}>
                <td className="nowrap">
                  {leg.carrier}
                  {leg.number}{' '}
                  <span className="quiet small">
                    {leg.from ?? '?'} → {leg.to ?? '?'}
                  </span>
                </td>
                <td className="nowrap">{countdown(dueAt, now)}</td>
                <td>
                  <button
                    type="button"
                    className={classes.export}
                    aria-expanded={open === traveller.id}
                    title="The messages, segment by segment"
                    onClick={() => setOpen(open === traveller.id ? undefined : traveller.id)}
                  >
                    <Said>{traveller.name}</Said>
                  </button>{' '}
                  {traveller.kind !== 'passenger' && <span className="quiet small">{traveller.kind}</span>}
                </td>
                <td className="nowrap">{traveller.birthDates.join(', ')}</td>
                <td>{[...new Set(told.nationalities.map(({ value }) => countryName(value)))].join(', ')}</td>
                <td>
                  {[
                    ...new Set(
                      told.documents.map(({ type, number }) => [type, number].filter(Boolean).join(' ')),
                    ),
                  ].join(', ')}
                </td>
                <td>{locators.join(', ')}</td>
                <td>{traveller.state}</td>
              </tr>,
              open === traveller.id && (
                <tr key={`${traveller.id} messages`}>
                  <td colSpan={8}>
                    <Masked of={{ traveller, unmaskings, ...(maskedAt !== undefined && { maskedAt }) }} />
                    <Messages traveller={traveller.id} />
                  </td>
                </tr>
              ),
            ])}
          </tbody>
        </table>
      )}
    </div>
  );
}
