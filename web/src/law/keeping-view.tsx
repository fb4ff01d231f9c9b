import { useQuery } from '@tanstack/react-query';
import { get } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { count, instant } from '../shared/time.ts';
import type { KeptRow } from './answers.ts';
import classes from './law.module.css';

/** How long each kind of data is kept, and what falls due when. It says nothing of anybody. */
export function KeepingView() {
  const found = useQuery({
    queryKey: ['keeping'],
    queryFn: async ({ signal }) =>
      (await get<{ readonly kinds: readonly KeptRow[] }>('/api/law/keeping', {}, signal)).kinds,
  });
  if (found.error) return <Failure error={found.error} />;
  return (
    <>
      <p className={classes.text}>
        What is due is erased once a day, and the ledger proves it. A policy can say other days, except where
        it says “not by a policy”.
      </p>
      <table className="grid" aria-label="How long things are kept">
        <thead>
          <tr>
            <th>What</th>
            <th className="number">Days</th>
            <th>Since</th>
            <th className="number">Held</th>
            <th className="number">Due now</th>
            <th className="number">In 30 days</th>
            <th>Next due (UTC)</th>
            <th>Why so long</th>
          </tr>
        </thead>
        <tbody>
          {found.data?.map((row) => (
            <tr key={row.name}>
              <td>
                {row.title}
                <br />
                <code>{row.name}</code>
              </td>
              <td className="number">{row.days === 0 ? 'none' : count(row.days)}</td>
              <td>{row.since}</td>
              <td className="number">{count(row.held)}</td>
              <td className="number">{count(row.due)}</td>
              <td className="number">{count(row.soon)}</td>
              <td className="nowrap">{row.nextDue === undefined ? '' : instant(row.nextDue)}</td>
              <td className={classes.rule}>
                {row.byPolicy ? 'the policy in force says so' : row.why}
                {row.fixed && <span className="quiet"> (not by a policy)</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
