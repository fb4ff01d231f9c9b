import { useMutation, useQuery } from '@tanstack/react-query';
import { get } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { count, instant } from '../shared/time.ts';
import type { LedgerCheckpoints, LedgerVerification } from './answers.ts';
import classes from './ledger.module.css';

/** Signed heads of the ledger with what partners said to them; and a check of everything. */
export function CheckpointsView() {
  const page = useQuery({
    queryKey: ['ledger-checkpoints'],
    queryFn: ({ signal }) => get<LedgerCheckpoints>('/api/ledger/checkpoints', {}, signal),
    staleTime: 0,
  });
  const check = useMutation({ mutationFn: () => get<LedgerVerification>('/api/ledger/verification') });
  if (page.error) return <Failure error={page.error} />;
  if (!page.data) return null;
  const { origin, verifierKey, cosignerKey, checkpoints, partners } = page.data;
  return (
    <>
      <div className={classes.filter}>
        <button type="button" disabled={check.isPending} onClick={() => check.mutate()}>
          {check.isPending ? 'Checking …' : 'Check every entry now'}
        </button>
        <a href="/api/ledger/checkpoint" download="checkpoint">
          Download a checkpoint
        </a>
        <span className="quiet">
          Keep one outside of this service: it shows later whether anything was taken back.
        </span>
      </div>
      {check.error && <Failure error={check.error} />}
      {check.data && <Checked said={check.data} />}
      <dl className={classes.facts}>
        {(
          [
            ['Origin', origin],
            ['Verifier key', verifierKey],
            ['Cosigner key', cosignerKey],
          ] as const
        ).map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="checkpoints">
        <h2 id="checkpoints">Checkpoints that were signed</h2>
        {checkpoints.length === 0 ? (
          <Notice title="None was signed yet.">
            Download one above, or run <code>tocsin ledger checkpoint</code>.
          </Notice>
        ) : (
          <table className="grid">
            <thead>
              <tr>
                <th className="number">Entries</th>
                <th>Signed (UTC)</th>
                <th>Root</th>
                <th>Cosigned by</th>
              </tr>
            </thead>
            <tbody>
              {checkpoints.map(({ size, at, root, note, cosignatures }) => (
                <tr key={`${size}${at}${root}`}>
                  <td className="number">{count(size)}</td>
                  <td className="nowrap">{instant(at)}</td>
                  <td>
                    <details>
                      <summary>
                        <code>{root}</code>
                      </summary>
                      <pre className={classes.note}>{note}</pre>
                    </details>
                  </td>
                  <td>
                    {cosignatures.length === 0 ? (
                      <span className="quiet">no partner yet</span>
                    ) : (
                      cosignatures.map(({ name, at: when }) => (
                        <span key={`${name}${when}`} className={classes.subject} title={when}>
                          {name}
                        </span>
                      ))
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-labelledby="partners">
        <h2 id="partners">Ledgers of partners that this service witnesses</h2>
        {partners.length === 0 ? (
          <p className="quiet">No partner has sent a checkpoint yet.</p>
        ) : (
          <table className="grid">
            <thead>
              <tr>
                <th>Ledger</th>
                <th className="number">Entries</th>
                <th>Last seen (UTC)</th>
                <th>Root</th>
              </tr>
            </thead>
            <tbody>
              {partners.map((partner) => (
                <tr key={partner.origin}>
                  <td>{partner.origin}</td>
                  <td className="number">{count(partner.size)}</td>
                  <td className="nowrap">{instant(partner.seenAt)}</td>
                  <td>
                    <code>{partner.root}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

function Checked({ said }: { readonly said: LedgerVerification }) {
  const clock = said.clock.length > 0 && (
    <ul aria-label="Where the clock went back">
      {said.clock.map(({ seq, message }) => (
        <li key={seq}>{message}</li>
      ))}
    </ul>
  );
  if (said.intact)
    return (
      <Notice kind="agrees" title={`All ${count(said.size ?? 0)} entries fit, and every checkpoint agrees.`}>
        {said.erased ? `The contents of ${count(said.erased)} were erased by rule.` : ''} Root{' '}
        <code>{said.root}</code>
        {clock}
      </Notice>
    );
  return (
    <Notice kind="contradicts" title="The ledger is not what was written.">
      <ul>
        {said.findings?.map(({ seq, message }) => (
          <li key={`${seq}${message}`}>{message}</li>
        ))}
      </ul>
      {clock}
      Keep the database as it is, and tell the data protection officer.
    </Notice>
  );
}
