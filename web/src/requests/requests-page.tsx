import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { count } from '../shared/time.ts';
import type { RequestQuery } from './request-query.ts';
import classes from './requests.module.css';
import { RequestsTable } from './requests-table.tsx';
import { useMinutes, useRequests } from './use-requests.ts';
import { STATE_WORDS } from './words.ts';
import { WorkView } from './work-view.tsx';

const VIEWS: readonly { readonly title: string; readonly search: RequestQuery; readonly key: string }[] = [
  { title: 'Inbox', search: {}, key: '1' },
  { title: 'Outbox', search: { side: 'sent' }, key: '2' },
  { title: 'Both work on it', search: { view: 'work' }, key: '3' },
];

/** What partners ask of this service, and what it asks of them. */
export function RequestsPage() {
  const query = useAddress({ from: '/requests' });
  const navigate = useNavigate();
  const go = (search: RequestQuery) => (): true => {
    void navigate({ to: '/requests', search });
    return true;
  };
  useKeys(Object.fromEntries(VIEWS.map(({ key, search }) => [key, go(search)])));
  const shown = query.view === 'work' ? 2 : query.side === 'sent' ? 1 : 0;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Requests</h1>
        <nav aria-label="Requests show" className={classes.views}>
          {VIEWS.map(({ title, search, key }, at) => (
            <Link
              key={title}
              to="/requests"
              search={search}
              activeOptions={{ exact: true, includeSearch: true }}
              data-current={at === shown}
              title={`Key ${key}`}
            >
              {title}
            </Link>
          ))}
        </nav>
        {shown < 2 && <Narrow query={query} />}
      </div>
      {shown < 2 ? <Box query={{ ...query, side: query.side ?? 'received' }} /> : <WorkView />}
    </div>
  );
}

/** Only some of them: a state, a partner, requests or consents. */
function Narrow({ query }: { readonly query: RequestQuery }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const change = (more: { readonly [name in keyof RequestQuery]?: string | undefined }): void => {
    const next = Object.fromEntries(Object.entries({ ...query, ...more }).filter(([, value]) => value));
    void navigate({ to: '/requests', search: next as RequestQuery, replace: true });
  };
  return (
    <>
      <span className="small">
        <select
          aria-label="State"
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
          placeholder="Partner"
          size={14}
          defaultValue={query.partner ?? ''}
          // When it is written, not at every letter: each look is written down.
          onBlur={(event) => {
            const partner = event.currentTarget.value.trim();
            if (partner !== (query.partner ?? '')) change({ partner });
          }}
          onKeyDown={(event) =>
            (event.key === 'Escape' || event.key === 'Enter') && event.currentTarget.blur()
          }
        />
      </span>
      <button
        type="button"
        className={classes.plain}
        title="r"
        onClick={() => void queries.invalidateQueries({ queryKey: ['requests'] })}
      >
        Look again
      </button>
    </>
  );
}

function Box({ query }: { readonly query: RequestQuery }) {
  const requests = useRequests(query);
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
      <div>
        <Notice title={narrowed ? 'Nothing fits.' : 'Nothing here.'}>
          {narrowed ? (
            <Link to="/requests" search={query.side === 'sent' ? { side: 'sent' } : {}}>
              Show all
            </Link>
          ) : query.side === 'sent' ? (
            <>
              A request follows a hit. <Link to="/ask">Ask partners</Link>
            </>
          ) : (
            'What partners ask of this service appears here.'
          )}
        </Notice>
      </div>
    );
  return (
    <div className={classes.page}>
      <div className={classes.head} role="status">
        <span className="quiet small">
          {count(rows.length)} here
          {waiting.length > 0 && ` · ${count(waiting.length)} wait for your approval`}
        </span>
      </div>
      <RequestsTable rows={rows} active={place} onOpen={open} now={now} />
    </div>
  );
}
