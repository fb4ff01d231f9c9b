import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { get } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { count, instant } from '../shared/time.ts';
import type { LedgerAnomalies } from './answers.ts';
import classes from './ledger.module.css';
import type { LedgerQuery } from './ledger-query.ts';

const DAYS = 90;
const FOLLOW = 14;

/** How accounts used their access: what a person should look into. Facts about looks; nobody is scored. */
export function AnomaliesView({ query }: { readonly query: LedgerQuery }) {
  const navigate = useNavigate();
  const days = Number(query.days ?? DAYS);
  const follow = Number(query.follow ?? FOLLOW);
  const found = useQuery({
    queryKey: ['ledger-anomalies', days, follow],
    queryFn: ({ signal }) =>
      get<LedgerAnomalies>('/api/ledger/anomalies', { days, followUpDays: follow }, signal),
    staleTime: 0,
  });
  const ask = (more: Partial<LedgerQuery>): void => {
    void navigate({
      to: '/ledger',
      search: { view: 'anomalies', days: String(days), follow: String(follow), ...more },
    });
  };
  const data = found.data;
  const nothing =
    data && data.idle.length + data.bursts.length + data.refused.length + data.close.length === 0;
  return (
    <>
      <div className={classes.filter}>
        <NumberInput
          aria-label="Days back"
          prefix="last "
          suffix={days === 1 ? ' day' : ' days'}
          w={130}
          min={1}
          max={3650}
          value={days}
          onChange={(value) => Number(value) >= 1 && ask({ days: String(value) })}
        />
        <NumberInput
          aria-label="Days for a follow-up"
          prefix="followed up within "
          suffix={follow === 1 ? ' day' : ' days'}
          w={210}
          min={1}
          max={365}
          value={follow}
          onChange={(value) => Number(value) >= 1 && ask({ follow: String(value) })}
        />
        <span className="quiet">
          Facts about the use of access, for a person to look into. {data && `${count(data.acts)} acts`}
          {data?.cut && ', the newest; there are more'}
        </span>
      </div>
      {found.error && <Failure error={found.error} />}
      {nothing && <Notice kind="agrees" title="Nothing stands out in this time." />}
      {data && data.close.length > 0 && <Close close={data.close} />}
      {data && data.bursts.length > 0 && <Bursts bursts={data.bursts} />}
      {data && data.idle.length > 0 && <Idle idle={data.idle} />}
      {data && data.refused.length > 0 && <Refused refused={data.refused} />}
    </>
  );
}

function Numbers({ seqs }: { readonly seqs: readonly number[] }) {
  return seqs.toReversed().map((seq) => (
    <Link key={seq} to="/ledger" search={{ before: String(seq + 1) }} className={classes.subject}>
      {seq}
    </Link>
  ));
}

function Close({ close }: Pick<LedgerAnomalies, 'close'>) {
  return (
    <section aria-labelledby="close">
      <h2 id="close">Looks at records that may be of persons close to staff</h2>
      <p className="quiet">
        As staff declared them. Who the person is, and whose, is shown to the data protection officer only.
      </p>
      <table className="grid">
        <thead>
          <tr>
            <th>Entry</th>
            <th>At (UTC)</th>
            <th>Account</th>
            <th>What</th>
            <th>Purpose</th>
            <th>Rule</th>
            <th>Close to</th>
          </tr>
        </thead>
        <tbody>
          {close.map((look) => (
            <tr key={look.seq}>
              <td>
                <Numbers seqs={[look.seq]} />
              </td>
              <td className="nowrap">{instant(look.at)}</td>
              <td>{look.account}</td>
              <td>
                {look.action}
                {!look.allowed && ', refused'}
              </td>
              <td>{look.purpose}</td>
              <td>{look.rule}</td>
              <td>{look.own ? 'whoever looked' : 'a colleague'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Bursts({ bursts }: Pick<LedgerAnomalies, 'bursts'>) {
  return (
    <section aria-labelledby="bursts">
      <h2 id="bursts">Many looks in ten minutes, against the account’s own usual rate</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>Account</th>
            <th>From (UTC)</th>
            <th className="number">Looks</th>
            <th className="number">Usually</th>
            <th>Entries</th>
          </tr>
        </thead>
        <tbody>
          {bursts.map((burst) => (
            <tr key={`${burst.account}${burst.from}`}>
              <td>{burst.account}</td>
              <td className="nowrap">{instant(burst.from)}</td>
              <td className="number">{count(burst.looks)}</td>
              <td className="number">{burst.usual ?? <span className="quiet">not known</span>}</td>
              <td>
                <Link to="/ledger" search={{ account: burst.account, from: burst.from, to: burst.to }}>
                  {burst.firstSeq} to {burst.lastSeq}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Idle({ idle }: Pick<LedgerAnomalies, 'idle'>) {
  return (
    <section aria-labelledby="idle">
      <h2 id="idle">Looks with results that nothing followed</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>Account</th>
            <th className="number">Without</th>
            <th className="number">of looks</th>
            <th>First (UTC)</th>
            <th>Last (UTC)</th>
            <th>Newest entries</th>
          </tr>
        </thead>
        <tbody>
          {idle.map((one) => (
            <tr key={one.account}>
              <td>{one.account}</td>
              <td className="number">{count(one.without)}</td>
              <td className="number">{count(one.looks)}</td>
              <td className="nowrap">{instant(one.first)}</td>
              <td className="nowrap">{instant(one.last)}</td>
              <td>
                <Numbers seqs={one.seqs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Refused({ refused }: Pick<LedgerAnomalies, 'refused'>) {
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">Looks that were tried and refused</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>Account</th>
            <th className="number">Refused</th>
            <th>Last (UTC)</th>
            <th>Newest entries</th>
          </tr>
        </thead>
        <tbody>
          {refused.map((one) => (
            <tr key={one.account}>
              <td>{one.account}</td>
              <td className="number">{count(one.refused)}</td>
              <td className="nowrap">{instant(one.last)}</td>
              <td>
                <Numbers seqs={one.seqs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
