import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import { get } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count, instant } from '../shared/time.ts';
import type { QueueEntry, Shift } from './answers.ts';
import classes from './pages.module.css';
import { useNow } from './use-watch.ts';
import { countdown, stepInWords } from './words.ts';

const HOURS = ['4', '8', '12', '24'];

/** What one shift leaves to the next: what waits, who holds what, and what was done. Printed, it is the hand-over. */
export function ShiftPage() {
  const reason = useReason();
  const now = useNow();
  const [hours, setHours] = useState('12');
  const [began] = useState(Date.now);
  const since = new Date(began - Number(hours) * 3_600_000).toISOString();
  const answer = useQuery({
    queryKey: ['watch', reason, 'shift', since],
    queryFn: ({ signal }) => get<Shift>('/api/watch/shift', { since }, signal),
  });
  if (answer.error) return <Failure error={answer.error} />;
  const shift = answer.data;
  return (
    <div className={classes.page}>
      <h1>Hand-over</h1>
      <p className={classes.line}>
        <Select
          size="xs"
          aria-label="Shift of so many hours"
          data={HOURS.map((value) => ({ value, label: `the last ${value} hours` }))}
          value={hours}
          allowDeselect={false}
          onChange={(value) => setHours(value ?? '12')}
        />
        <Button size="compact-sm" variant="default" onClick={() => window.print()}>
          Print
        </Button>
        {shift && (
          <span className="quiet">
            Since {instant(shift.since)} UTC. {count(shift.open)} hits wait.
          </span>
        )}
      </p>
      {shift && (
        <>
          <Entries title="In somebody's hands" hits={shift.claimed} now={now} none="Nobody holds a hit." />
          <Entries title="Wait for a second person" hits={shift.proposed} now={now} none="None." />
          <Entries title="Judged the same, not passed on" hits={shift.decided} now={now} none="None." />
          <section aria-labelledby="done">
            <h2 id="done">What was done</h2>
            {shift.steps.length === 0 ? (
              <p className="quiet">Nothing.</p>
            ) : (
              <table className="grid">
                <thead>
                  <tr>
                    <th>Who</th>
                    <th>What</th>
                    <th className="number">Hits</th>
                  </tr>
                </thead>
                <tbody>
                  {shift.steps.map(({ by, what, count: n }) => (
                    <tr key={`${by}${what}`}>
                      <td>{by}</td>
                      <td>{stepInWords(what)}</td>
                      <td className="number">{count(n)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        </>
      )}
    </div>
  );
}

function Entries({
  title,
  hits,
  now,
  none,
}: {
  readonly title: string;
  readonly hits: readonly QueueEntry[];
  readonly now: number;
  readonly none: string;
}) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {hits.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th>Arrives</th>
              <th>Flight</th>
              <th>Traveller</th>
              <th>May be</th>
              <th>Held by</th>
            </tr>
          </thead>
          <tbody>
            {hits.map((hit) => (
              <tr key={hit.id}>
                <td className="nowrap">{countdown(hit.dueAt, now)}</td>
                <td>
                  {hit.leg.carrier}
                  {hit.leg.number}
                </td>
                <td>
                  <Link to="/watch" search={{ hit: hit.id }}>
                    <Said>{hit.traveller.name}</Said>
                  </Link>
                </td>
                <td>
                  <Said>{hit.entity.caption}</Said>
                </td>
                <td>
                  {hit.claimedBy}
                  {hit.handedBy && <span className="quiet"> (from {hit.handedBy}, not taken yet)</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
