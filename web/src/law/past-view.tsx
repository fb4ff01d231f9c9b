import { count, instant } from '../shared/time.ts';
import type { PastReport } from './answers.ts';
import classes from './law.module.css';

const outcome = ({ allowed, rule }: { readonly allowed: boolean; readonly rule: string }): string =>
  `${allowed ? 'allowed' : 'refused'} by ${rule}`;

/** What a policy would have changed of the decisions in the ledger. */
export function PastView({ report }: { readonly report: PastReport }) {
  const { tried, total, nowRefused, nowAllowed, otherRule, notComparable, changed } = report;
  return (
    <div className={classes.section} role="status">
      <p className={classes.text}>
        Of {count(tried)} decisions ({count(total)} in the ledger): <strong>{count(nowRefused)}</strong> were
        allowed and would be refused, <strong>{count(nowAllowed)}</strong> were refused and would be allowed,{' '}
        {count(otherRule)} would be decided the same by another rule.{' '}
        <span className="quiet">
          {count(notComparable)} cannot be compared: the ledger does not keep what they were decided on.
        </span>
      </p>
      {changed.length > 0 && (
        <table className="grid" aria-label="Decisions that would be others">
          <thead>
            <tr>
              <th className="number">No.</th>
              <th>At (UTC)</th>
              <th>Account</th>
              <th>Roles</th>
              <th>Action</th>
              <th>Purpose</th>
              <th>Was</th>
              <th>Would be</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ seq, at, account, roles, action, purpose, was, would }) => (
              <tr key={seq}>
                <td className="number">{seq}</td>
                <td className="nowrap">{instant(at)}</td>
                <td>{account}</td>
                <td>{roles.join(', ')}</td>
                <td>{action}</td>
                <td>{purpose}</td>
                <td>{outcome(was)}</td>
                <td className={would.allowed ? 'agrees' : 'contradicts'}>{outcome(would)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
