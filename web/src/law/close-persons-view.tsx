import { useQuery } from '@tanstack/react-query';
import { get } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import type { DeclaredClosePerson } from './answers.ts';
import classes from './law.module.css';

/** Whom staff declared as close to them: for the data protection officer, who alone sees the names. */
export function ClosePersonsView() {
  const found = useQuery({
    queryKey: ['close-persons', 'all'],
    queryFn: async ({ signal }) =>
      (await get<{ readonly persons: readonly DeclaredClosePerson[] }>('/api/law/close-persons', {}, signal))
        .persons,
  });
  if (found.error) return <Failure error={found.error} />;
  return (
    <>
      <p className={classes.text}>
        Staff declare them under My account. Auditors see in the ledger that somebody looked at such a
        person’s record, not who it is. No traveller and no list is matched with them.
      </p>
      {found.data?.length === 0 ? (
        <Notice title="Nobody declared anybody." />
      ) : (
        <table className="grid" aria-label="Persons close to staff">
          <thead>
            <tr>
              <th>Account</th>
              <th>Name</th>
              <th>Born</th>
              <th>How close</th>
              <th>Declared (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {found.data?.map((one) => (
              <tr key={one.id}>
                <td>{one.account}</td>
                <td>
                  <bdi>{one.name}</bdi>
                </td>
                <td>{one.born}</td>
                <td>{one.closeness}</td>
                <td className="nowrap">{instant(one.declaredAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
