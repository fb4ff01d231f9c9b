import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { LedgerAnswer, LedgerEntry } from '../shared/answers.ts';
import { get } from '../shared/http.ts';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { address } from '../shared/request-address.ts';
import { count, instant } from '../shared/time.ts';
import classes from './ledger.module.css';
import { filterOf, type LedgerFilterName, type LedgerQuery } from './ledger-query.ts';

const PAGE = 100;
/** Most ids that are written out in a row; the rest are counted. */
const MOST_SUBJECTS = 2;

const FIELDS: readonly (readonly [name: LedgerFilterName, title: string, width: number])[] = [
  ['account', 'Account', 110],
  ['action', 'Action: search …', 140],
  ['purpose', 'Purpose', 110],
  ['rule', 'Rule', 120],
  ['subject', 'Id that was looked at', 150],
  ['from', 'From: 2026-01-31', 140],
  ['to', 'To', 90],
];

/** The entries that fit, newest first. */
export function EntriesView({ query }: { readonly query: LedgerQuery }) {
  const navigate = useNavigate();
  const filter = filterOf(query);
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState<number>();
  const ledger = useQuery({
    queryKey: ['ledger', query],
    queryFn: ({ signal }) =>
      get<LedgerAnswer>('/api/ledger', { ...filter, before: query.before, limit: PAGE }, signal),
    staleTime: 0,
  });
  const entries = ledger.data?.entries ?? [];
  const oldest = entries.at(-1)?.seq;
  const hasOlder = entries.length === PAGE && oldest !== undefined;
  const go = (to: LedgerQuery): true => {
    setChosen(0);
    void navigate({ to: '/ledger', search: to });
    return true;
  };
  const move = (by: number) => (): boolean => {
    const next = Math.min(Math.max(chosen + by, 0), entries.length - 1);
    setChosen(next);
    document.getElementById(`entry-${entries[next]?.seq}`)?.scrollIntoView({ block: 'nearest' });
    return entries.length > 0;
  };
  const toggle = (seq: number | undefined): true => {
    setOpen(seq === open ? undefined : seq);
    return true;
  };
  useKeys({
    j: move(1),
    arrowdown: move(1),
    k: move(-1),
    arrowup: move(-1),
    enter: (event) =>
      event.target instanceof HTMLElement && event.target.closest('a, button, input')
        ? undefined
        : toggle(entries[chosen]?.seq),
    escape: () => (open === undefined ? undefined : toggle(open)),
    o: () => (hasOlder ? go({ ...filter, before: String(oldest) }) : undefined),
    n: () => (query.before === undefined ? undefined : go(filter)),
  });
  return (
    <>
      <State answer={ledger.data} />
      <Filters key={JSON.stringify(filter)} filter={filter} onFilter={go} />
      {ledger.error && <Failure error={ledger.error} />}
      {ledger.data && entries.length === 0 ? (
        <Notice title="No entry fits.">
          {Object.keys(filter).length > 0 ? (
            <Link to="/ledger" search={{}}>
              All entries
            </Link>
          ) : (
            'Nobody has looked at anything yet.'
          )}
        </Notice>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th className="number">No.</th>
              <th>At (UTC)</th>
              <th>Account</th>
              <th>Action</th>
              <th>Purpose</th>
              <th>Decision, by rule</th>
              <th className="number">Count</th>
              <th>What it was about</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, at) => [
              <Row
                key={entry.seq}
                entry={entry}
                chosen={at === chosen}
                open={entry.seq === open}
                onOpen={() => {
                  setChosen(at);
                  toggle(entry.seq);
                }}
              />,
              entry.seq === open && <Details key={`${entry.seq} details`} entry={entry} />,
            ])}
          </tbody>
        </table>
      )}
      <div className={classes.filter}>
        {query.before !== undefined && (
          <Link to="/ledger" search={filter}>
            Newest
          </Link>
        )}
        {hasOlder && (
          <Link to="/ledger" search={{ ...filter, before: String(oldest) }}>
            Older
          </Link>
        )}
      </div>
    </>
  );
}

function State({ answer }: { readonly answer: LedgerAnswer | undefined }) {
  if (!answer) return null;
  if (!answer.intact)
    return (
      <Notice kind="contradicts" title="Entries were changed or cut out after they were written.">
        {answer.why}. Keep the database as it is, and tell the data protection officer.
      </Notice>
    );
  return (
    <div className={classes.head}>
      <span role="status" className="agrees">
        ✓ checked: nothing was changed or cut out
      </span>
      <span className="quiet">{count(answer.total)} entries</span>
    </div>
  );
}

function Filters({
  filter,
  onFilter,
}: {
  readonly filter: LedgerQuery;
  readonly onFilter: (filter: LedgerQuery) => void;
}) {
  const [values, setValues] = useState(filter);
  const asked = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  ) as LedgerQuery;
  return (
    <form
      className={classes.filter}
      aria-label="Search the ledger"
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(asked);
      }}
    >
      {FIELDS.map(([name, title, width]) => (
        <TextInput
          key={name}
          aria-label={title.split(':')[0]}
          placeholder={title}
          w={width}
          value={values[name] ?? ''}
          onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
        />
      ))}
      <Select
        aria-label="Decision"
        placeholder="Decision"
        size="xs"
        w={110}
        clearable
        data={[
          { value: 'true', label: 'allowed' },
          { value: 'false', label: 'refused' },
        ]}
        value={values.allowed ?? null}
        onChange={(allowed) => {
          const { allowed: _, ...rest } = values;
          setValues(allowed === null ? rest : { ...rest, allowed: allowed as 'true' | 'false' });
        }}
      />
      <button type="submit">Search</button>
      <span className={classes.exports}>
        Export{' '}
        {(['csv', 'ndjson'] as const).map((format) => (
          <a key={format} href={address('/api/ledger/export', { ...filter, format })} download>
            {format === 'csv' ? 'CSV' : 'NDJSON'}
          </a>
        ))}
      </span>
    </form>
  );
}

function Row({
  entry,
  chosen,
  open,
  onOpen,
}: {
  readonly entry: LedgerEntry;
  readonly chosen: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  const rest = entry.subjects.length - MOST_SUBJECTS;
  return (
    <tr id={`entry-${entry.seq}`} aria-selected={chosen} className={chosen ? classes.chosen : undefined}>
      <td className="number">
        <button type="button" className={classes.open} aria-expanded={open} onClick={onOpen}>
          {entry.seq}
        </button>
      </td>
      <td className="nowrap" title={entry.at}>
        {instant(entry.at)}
      </td>
      <td title={entry.roles.join(', ')}>
        {entry.erased ? <span className="quiet">erased by rule</span> : entry.account}
      </td>
      <td>{entry.action}</td>
      <td title={entry.legalBasis}>{entry.purpose}</td>
      <td className={entry.allowed ? '' : 'contradicts'}>
        {entry.erased ? '' : entry.allowed ? 'allowed' : 'refused'}{' '}
        <span className="quiet">{entry.rule}</span>
      </td>
      <td className="number">{entry.erased ? '' : count(entry.count)}</td>
      <td>
        {entry.subjects.slice(0, MOST_SUBJECTS).map((subject) => (
          <code key={subject} className={classes.subject}>
            {subject}
          </code>
        ))}
        {rest > 0 && <span className="quiet">and {count(rest)} more</span>}
      </td>
    </tr>
  );
}

/** Everything that an entry says, and the way to every look at the same id. */
function Details({ entry }: { readonly entry: LedgerEntry }) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Legal basis', entry.legalBasis],
    ['Roles', entry.roles.join(', ')],
    ['Question', entry.question && `${entry.question} (keyed hash)`],
    ['Note', entry.note],
    ['Leaf hash', entry.hash],
  ];
  return (
    <tr>
      <td />
      <td colSpan={7}>
        <dl className={classes.facts}>
          {facts.map(
            ([title, value]) =>
              value && (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
          {entry.subjects.length > 0 && (
            <div>
              <dt>About</dt>
              <dd>
                {entry.subjects.map((subject) => (
                  <Link
                    key={subject}
                    to="/ledger"
                    search={{ subject }}
                    className={classes.subject}
                    title={`Every entry about ${subject}`}
                  >
                    {subject}
                  </Link>
                ))}
              </dd>
            </div>
          )}
        </dl>
      </td>
    </tr>
  );
}
