import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { LedgerAnswer, LedgerEntry } from '../shared/answers.ts';
import { get } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { count, instant } from '../shared/time.ts';
import classes from './ledger.module.css';

const PAGE = 100;
/** Most ids that are written out; the rest are counted. */
const MOST_SUBJECTS = 3;

/** Who looked at what, why, and on which legal basis; and whether nothing was changed since it was written. */
export function LedgerPage() {
  const search = useAddress({ from: '/ledger' });
  const navigate = useNavigate();
  const [account, setAccount] = useState(search.account ?? '');
  const [action, setAction] = useState(search.action ?? '');
  const ledger = useQuery({
    queryKey: ['ledger', search],
    queryFn: ({ signal }) => get<LedgerAnswer>('/api/ledger', { ...search, limit: PAGE }, signal),
    staleTime: 0,
  });
  const entries = ledger.data?.entries ?? [];
  const oldest = entries.at(-1)?.seq;
  const filter = { ...(account && { account }), ...(action && { action }) };
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Ledger</h1>
        {ledger.data && (
          <span role="status" className={ledger.data.intact ? 'agrees' : 'contradicts'}>
            {ledger.data.intact
              ? '✓ checked: nothing was changed or cut out'
              : '✗ the chain of entries is broken'}
          </span>
        )}
        <span className="quiet">{ledger.data && `${count(ledger.data.total)} entries`}</span>
      </div>
      {ledger.data?.intact === false && (
        <Notice kind="contradicts" title="Entries were changed or cut out after they were written.">
          Keep the database as it is, and tell the data protection officer.
        </Notice>
      )}
      <form
        className={classes.filter}
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ to: '/ledger', search: filter });
        }}
      >
        <TextInput
          aria-label="Account"
          placeholder="Account"
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
        />
        <TextInput
          aria-label="Action"
          placeholder="Action: search, read-entity, judge …"
          w={240}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
        <button type="submit">Filter</button>
      </form>
      {ledger.error && <Failure error={ledger.error} />}
      <table className="grid">
        <thead>
          <tr>
            <th className="number">No.</th>
            <th>At (UTC)</th>
            <th>Account</th>
            <th>Action</th>
            <th>Purpose</th>
            <th>Legal basis</th>
            <th>Decision, by rule</th>
            <th className="number">Count</th>
            <th>What was read</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.seq} entry={entry} />
          ))}
        </tbody>
      </table>
      {ledger.data && entries.length === 0 && <p className="quiet">No entry fits.</p>}
      <div className={classes.filter}>
        {search.before !== undefined && (
          <Link to="/ledger" search={filter}>
            Newest
          </Link>
        )}
        {entries.length === PAGE && oldest !== undefined && (
          <Link to="/ledger" search={{ ...filter, before: String(oldest) }}>
            Older
          </Link>
        )}
      </div>
    </div>
  );
}

function Row({ entry }: { readonly entry: LedgerEntry }) {
  const rest = entry.subjects.length - MOST_SUBJECTS;
  return (
    <tr>
      <td className="number" title={`Hash ${entry.hash}`}>
        {entry.seq}
      </td>
      <td className="nowrap" title={entry.at}>
        {instant(entry.at)}
      </td>
      <td title={entry.roles.join(', ')}>{entry.account}</td>
      <td>{entry.action}</td>
      <td>{entry.purpose}</td>
      <td>{entry.legalBasis}</td>
      <td className={entry.allowed ? '' : 'contradicts'}>
        {entry.allowed ? 'allowed' : 'refused'} <span className="quiet">{entry.rule}</span>
      </td>
      <td className="number">{count(entry.count)}</td>
      <td>
        {entry.subjects.slice(0, MOST_SUBJECTS).map((subject) => (
          <code key={subject} className={classes.subject}>
            {subject}
          </code>
        ))}
        {rest > 0 && (
          <span className="quiet" title={entry.subjects.slice(MOST_SUBJECTS, 50).join(', ')}>
            and {count(rest)} more
          </span>
        )}
      </td>
    </tr>
  );
}
