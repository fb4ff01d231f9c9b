import { useQueryClient } from '@tanstack/react-query';
import { Link, linkOptions, useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChanges } from '../shared/changes.ts';
import { useKeys } from '../shared/keys.ts';
import layout from '../shared/layout.module.css';
import { NotLive } from '../shared/live.tsx';
import { Failure, Notice } from '../shared/notice.tsx';
import { count } from '../shared/time.ts';
import { useMinutes } from '../shared/use-minutes.ts';
import { type View, Views } from '../shared/views.tsx';
import type { RequestQuery } from './request-query.ts';
import { RequestsTable } from './requests-table.tsx';
import { useRequests } from './use-requests.ts';
import { STATE_WORDS } from './words.ts';
import { WorkView } from './work-view.tsx';

const VIEWS: readonly View[] = [
  { title: 'Inbox', link: linkOptions({ to: '/requests', search: {} }) },
  { title: 'Outbox', link: linkOptions({ to: '/requests', search: { side: 'sent' } }) },
  { title: 'Both work on it', link: linkOptions({ to: '/requests', search: { view: 'work' } }) },
];

/** What partners ask of this service, and what it asks of them. */
export function RequestsPage() {
  const query = useAddress({ from: '/requests' });
  const heard = useChanges('requests', 'requests');
  const shown = query.view === 'work' ? 2 : query.side === 'sent' ? 1 : 0;
  return (
    <div className={layout.filled}>
      <div className={layout.head}>
        <h1>Requests</h1>
        <Views label="Requests show" views={VIEWS} current={shown} />
        {shown < 2 && <Narrow query={query} />}
        <NotLive heard={heard} shown="requests" hint="r" />
      </div>
      {shown < 2 ? <Box query={{ ...query, side: query.side ?? 'received' }} heard={heard} /> : <WorkView />}
    </div>
  );
}

/** Only some of them: a state, a partner, requests or consents. */
function Narrow({ query }: { readonly query: RequestQuery }) {
  const navigate = useNavigate();
  const change = (more: { readonly [name in keyof RequestQuery]?: string | undefined }): void => {
    const next = Object.fromEntries(Object.entries({ ...query, ...more }).filter(([, value]) => value));
    void navigate({ to: '/requests', search: next as RequestQuery, replace: true });
  };
  return (
    <span className="small">
      <select
        aria-label="State"
        className={layout.inline}
        value={query.state ?? ''}
        onChange={(event) => change({ state: event.currentTarget.value })}
      >
        <option value="">any state</option>
        {Object.entries(STATE_WORDS).map(([state, words]) => (
          <option key={state} value={state}>
            {words}
          </option>
        ))}
      </select>{' '}
      <select
        aria-label="Kind"
        className={layout.inline}
        value={query.kind ?? ''}
        onChange={(event) => change({ kind: event.currentTarget.value })}
      >
        <option value="">requests and consents</option>
        <option value="request">requests</option>
        <option value="consent">consents</option>
      </select>{' '}
      <input
        key={query.partner ?? ''}
        aria-label="Partner"
        className={layout.inline}
        placeholder="Partner"
        size={14}
        defaultValue={query.partner ?? ''}
        // When it is written, not at every letter: each look is written down.
        onBlur={(event) => {
          const partner = event.currentTarget.value.trim();
          if (partner !== (query.partner ?? '')) change({ partner });
        }}
        onKeyDown={(event) => (event.key === 'Escape' || event.key === 'Enter') && event.currentTarget.blur()}
      />
    </span>
  );
}

function Box({ query, heard }: { readonly query: RequestQuery; readonly heard: boolean }) {
  const requests = useRequests(query, { heard });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const now = useMinutes();
  const [chosen, setChosen] = useState<string>();
  const rows = requests.data ?? [];
  const place = Math.max(
    rows.findIndex(({ id }) => id === chosen),
    0,
  );
  const move = (to: number): boolean => {
    const next = rows[Math.min(Math.max(to, 0), rows.length - 1)];
    if (next) setChosen(next.id);
    return next !== undefined;
  };
  const open = (id: string | undefined): boolean => {
    if (id !== undefined) void navigate({ to: '/requests/$id', params: { id } });
    return id !== undefined;
  };
  const waiting = rows.filter(({ can }) => can.includes('approve'));
  useKeys({
    j: () => move(place + 1),
    arrowdown: () => move(place + 1),
    k: () => move(place - 1),
    arrowup: () => move(place - 1),
    home: () => move(0),
    end: () => move(rows.length - 1),
    enter: (event) =>
      event.target instanceof Element && event.target.closest('a, button, select, input')
        ? undefined
        : open(rows[place]?.id),
    // Opens what waits: nobody approves what was not read.
    a: () => open(waiting[0]?.id),
    r: () => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      return true;
    },
  });
  if (requests.error) return <Failure error={requests.error} />;
  if (!requests.data) return null;
  const narrowed = query.state ?? query.kind ?? query.partner;
  if (rows.length === 0)
    return (
      <div className={layout.page}>
        <Notice title={narrowed ? 'Nothing fits.' : 'There is no request.'}>
          {narrowed ? (
            <Link to="/requests" search={query.side === 'sent' ? { side: 'sent' } : {}}>
              Show all
            </Link>
          ) : query.side === 'sent' ? (
            <>
              A request follows a hit. <Link to="/ask">Ask partners</Link>
            </>
          ) : (
            'What partners ask of this service appears here, as it comes.'
          )}
        </Notice>
      </div>
    );
  return (
    <div className={layout.filled}>
      <div className={layout.head} role="status">
        <span className="quiet small">
          {count(rows.length)} here
          {waiting.length > 0 && ` · ${count(waiting.length)} wait for your approval`}
        </span>
      </div>
      <RequestsTable rows={rows} active={place} onOpen={open} now={now} />
    </div>
  );
}
