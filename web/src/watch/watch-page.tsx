import { Link, useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useMe } from '../shared/session.ts';
import { count } from '../shared/time.ts';
import { GRADE_WORDS } from '../shared/words.ts';
import type { HitState } from './answers.ts';
import { Decide } from './decide.tsx';
import { HitPanel } from './hit-panel.tsx';
import { QueueTable } from './queue-table.tsx';
import { type QueueFilter, useChanges, useHit, useNow, useQueue } from './use-watch.ts';
import classes from './watch.module.css';
import { arrival } from './words.ts';

/** What the queue can show. */
const FILTERS: readonly {
  readonly name: string;
  readonly title: string;
  readonly states: readonly HitState[];
  readonly landed?: boolean;
}[] = [
  { name: 'open', title: 'Open', states: ['open'] },
  { name: 'landed', title: 'Landed', states: ['open'], landed: true },
  { name: 'second', title: 'Second person', states: ['proposed'] },
  { name: 'decided', title: 'Decided', states: ['decided', 'passed'] },
  { name: 'cleared', title: 'Cleared before', states: ['suppressed'] },
  { name: 'gone', title: 'Gone', states: ['gone'] },
];

/** Hits that the server gives at once. */
const PAGE = 1000;

type Narrowing = Pick<QueueFilter, 'flight' | 'dataset' | 'grade' | 'mine'>;

/** Only some of the hits: a flight or carrier, a list, what they rest on, one's own. */
function Narrow({
  narrow,
  onNarrow,
}: {
  readonly narrow: Narrowing;
  readonly onNarrow: (narrow: Narrowing) => void;
}) {
  const field = (name: 'flight' | 'dataset', label: string, size: number) => (
    <input
      aria-label={label}
      placeholder={label}
      size={size}
      defaultValue={narrow[name] ?? ''}
      // When it is written, not at every letter: each look is written down.
      onBlur={(event) => {
        const { [name]: before = '', ...rest } = narrow;
        const value = event.currentTarget.value.trim();
        if (value !== before) onNarrow(value ? { ...rest, [name]: value } : rest);
      }}
      onKeyDown={(event) => (event.key === 'Escape' || event.key === 'Enter') && event.currentTarget.blur()}
    />
  );
  return (
    <span className="small">
      {field('flight', 'Flight or carrier', 14)} {field('dataset', 'List', 12)}{' '}
      <select
        aria-label="Rests on"
        value={narrow.grade ?? ''}
        onChange={(event) => {
          const { grade: _, ...rest } = narrow;
          const grade = event.currentTarget.value;
          onNarrow(grade ? { ...rest, grade } : rest);
        }}
      >
        <option value="">any evidence</option>
        {Object.entries(GRADE_WORDS).map(([grade, words]) => (
          <option key={grade} value={grade}>
            {words}
          </option>
        ))}
      </select>{' '}
      <label>
        <input
          type="checkbox"
          checked={narrow.mine ?? false}
          onChange={(event) => {
            const { mine: _, ...rest } = narrow;
            onNarrow(event.currentTarget.checked ? { ...rest, mine: true } : rest);
          }}
        />{' '}
        mine
      </label>
    </span>
  );
}

/** Who is on the way: hits by time of arrival, and the decision on each. */
export function WatchPage() {
  const { hit: wanted, show } = useAddress({ from: '/watch' });
  const navigate = useNavigate();
  const filter = FILTERS.find(({ name }) => name === show) ?? FILTERS[0];
  const [narrow, setNarrow] = useState<Narrowing>({});
  const [offset, setOffset] = useState(0);
  const queue = useQueue({
    state: filter?.states ?? ['open'],
    ...(filter?.landed !== undefined && { landed: filter.landed }),
    ...narrow,
    offset,
  });
  const heard = useChanges();
  const now = useNow();
  const me = useMe().data?.account ?? '';
  const [chosen, setChosen] = useState<string>();
  const hits = queue.data?.hits ?? [];
  const total = queue.data?.total ?? 0;
  const turn = (by: number): void => {
    setChosen(undefined);
    setOffset(Math.max(0, offset + by));
  };
  const activeId = wanted ?? chosen ?? hits[0]?.id;
  const place = hits.findIndex(({ id }) => id === activeId);
  const shown = place < 0 && wanted === undefined ? hits[0]?.id : activeId;
  const hit = useHit(shown);
  const go = (to: number): boolean => {
    const next = hits[Math.min(Math.max(to, 0), hits.length - 1)];
    if (!next) return false;
    setChosen(next.id);
    if (wanted !== undefined) void navigate({ to: '/watch', search: show ? { show } : {}, replace: true });
    return true;
  };
  const at = Math.max(place, 0);
  useKeys({
    j: () => go(at + 1),
    arrowdown: () => go(at + 1),
    k: () => go(at - 1),
    arrowup: () => go(at - 1),
    home: () => go(0),
    end: () => go(hits.length - 1),
    enter: (event) => {
      if (event.target instanceof Element && event.target.closest('a, button')) return false;
      document.getElementById('hit')?.focus();
      return true;
    },
  });
  if (queue.error) return <Failure error={queue.error} />;
  const counts = queue.data?.counts;
  return (
    <div className={classes.page}>
      <div className={classes.left}>
        <div className={classes.head}>
          <h1>Watch</h1>
          <nav aria-label="Queue shows" className={classes.filters}>
            {FILTERS.map(({ name, title }) => {
              return (
                <Link
                  key={name}
                  to="/watch"
                  search={name === 'open' ? {} : { show: name }}
                  // Without these the router calls every address of this page current.
                  activeOptions={{ exact: true, includeSearch: true }}
                  data-current={filter?.name === name}
                  onClick={() => {
                    setChosen(undefined);
                    setOffset(0);
                  }}
                >
                  {title}
                  {name === 'landed' &&
                    counts !== undefined &&
                    counts.landed > 0 &&
                    ` ${count(counts.landed)}`}
                </Link>
              );
            })}
          </nav>
          <Narrow
            narrow={narrow}
            onNarrow={(next) => {
              setNarrow(next);
              setChosen(undefined);
              setOffset(0);
            }}
          />
          {counts && (
            <span className="quiet small" role="status">
              {hits.length < total ? (
                <>
                  {count(offset + 1)} to {count(offset + hits.length)} of {count(total)} here{' '}
                  <button type="button" disabled={offset === 0} onClick={() => turn(-PAGE)}>
                    Before
                  </button>{' '}
                  <button type="button" disabled={offset + hits.length >= total} onClick={() => turn(PAGE)}>
                    Next
                  </button>
                </>
              ) : (
                `${count(total)} here`
              )}{' '}
              · {count(counts.travellers)} travellers on {count(counts.journeys)} journeys
              {!heard && <strong className="contradicts"> · not live: the server is not heard</strong>}
            </span>
          )}
        </div>
        {queue.data && hits.length === 0 ? (
          <Notice title={filter?.name === 'open' ? 'Nobody waits for a decision.' : 'Nothing here.'}>
            {counts?.travellers === 0 ? (
              <>
                No message was received yet. Take some in with <code>tocsin receive FILE</code>, or post them
                to <code>/api/travel/messages</code>.
              </>
            ) : (
              'Hits appear here as messages come in.'
            )}
          </Notice>
        ) : (
          <QueueTable hits={hits} active={place} onActive={go} now={now} />
        )}
      </div>
      <section id="hit" tabIndex={-1} className={classes.hit} aria-label="Hit">
        {hit.error && <Failure error={hit.error} />}
        {hit.data && (
          <>
            <header className={classes.title}>
              <span className={classes.score} title="Score, 0 to 1">
                {hit.data.score.toFixed(2)}
              </span>
              <div>
                <h2>
                  <Said>{hit.data.traveller.name}</Said> <span className="quiet">and</span>{' '}
                  <Link to="/entity/$id" params={{ id: hit.data.entity.id }}>
                    <Said>{hit.data.entity.caption}</Said>
                  </Link>
                </h2>
                <span className="quiet small">
                  {hit.data.leg.carrier}
                  {hit.data.leg.number} {hit.data.leg.from} → {hit.data.leg.to},{' '}
                  {arrival(hit.data.dueAt, now)}
                  {!hit.data.places[hit.data.leg.to ?? ''] && ' (zone of the airport not known)'} ·{' '}
                  {Object.entries(hit.data.versions)
                    .map(([name, version]) => `${name} ${version}`)
                    .join(', ')}
                </span>
              </div>
            </header>
            <Decide hit={hit.data} me={me} onDone={() => go(place < 0 ? 0 : place + 1)} />
            <HitPanel hit={hit.data} now={now} />
          </>
        )}
      </section>
    </div>
  );
}
