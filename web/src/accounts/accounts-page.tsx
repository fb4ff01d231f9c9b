import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../shared/answers.ts';
import { get, post, remove } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { usePolicy } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import { useChange } from '../shared/use-change.ts';
import classes from './accounts.module.css';
import { ApiKeys } from './api-keys.tsx';
import { NewAccount } from './new-account.tsx';
import { type Secret, ShownOnce } from './shown-once.tsx';

/** Who may sign in, with which roles; and the keys of programs. */
export function AccountsPage() {
  const policy = usePolicy(true);
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: async ({ signal }) =>
      (await get<{ accounts: readonly Account[] }>('/api/accounts', {}, signal)).accounts,
  });
  const [secret, setSecret] = useState<Secret>();
  if (accounts.error) {
    return (
      <div className={classes.page}>
        <Failure error={accounts.error} />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <h1>Accounts</h1>
      <section aria-label="Accounts">
        <table className="grid">
          <thead>
            <tr>
              <th>Account</th>
              <th>Roles</th>
              <th>Made (UTC)</th>
              <th>Last sign-in (UTC)</th>
              <th>Signs in by</th>
              <th>State</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {accounts.data?.map((account) => (
              <AccountRow key={account.account} account={account} onSecret={setSecret} />
            ))}
          </tbody>
        </table>
        <NewAccount roles={policy.data?.roles ?? []} onSecret={setSecret} />
      </section>
      <ApiKeys accounts={accounts.data ?? []} policy={policy.data} onSecret={setSecret} />
      {secret && <ShownOnce secret={secret} onClose={() => setSecret(undefined)} />}
    </div>
  );
}

function AccountRow({
  account,
  onSecret,
}: {
  readonly account: Account;
  readonly onSecret: (secret: Secret) => void;
}) {
  const name = encodeURIComponent(account.account);
  const disable = useChange('accounts', () => post(`/api/accounts/${name}/disable`));
  const reset = useChange('accounts', async () => {
    const { code } = await post<{ code: string }>(`/api/accounts/${name}/reset`);
    onSecret({ title: `One-time code for ${account.account}`, value: code });
  });
  const removePasskeys = useChange('accounts', () => remove(`/api/accounts/${name}/passkeys`));
  const error = disable.error ?? reset.error ?? removePasskeys.error;
  return (
    <tr>
      <td>
        <strong>{account.account}</strong>
      </td>
      <td>{account.roles.join(', ')}</td>
      <td className="nowrap">{instant(account.createdAt)}</td>
      <td className="nowrap">
        {account.lastSignInAt === undefined ? 'never' : instant(account.lastSignInAt)}
      </td>
      <td className="nowrap">
        {account.openid ? 'OpenID provider' : 'password'}
        {account.passkeys > 0 && `, ${account.passkeys} passkey${account.passkeys === 1 ? '' : 's'}`}
      </td>
      <td className={account.disabled ? 'contradicts' : ''}>{account.disabled ? 'disabled' : 'active'}</td>
      <td className={classes.actions}>
        {!account.disabled && (
          <>
            {account.passkeys > 0 && (
              <button
                type="button"
                onClick={() => {
                  const question = `Remove all passkeys of ${account.account}? Its sessions end now.`;
                  if (window.confirm(question)) removePasskeys.mutate();
                }}
              >
                Remove passkeys
              </button>
            )}
            {!account.openid && (
              <button type="button" onClick={() => reset.mutate()}>
                New one-time code
              </button>
            )}
            <button
              type="button"
              onClick={() => {
                if (window.confirm(`Disable ${account.account}? Its sessions end now.`)) disable.mutate();
              }}
            >
              Disable
            </button>
          </>
        )}
        {error && <Failure error={error} />}
      </td>
    </tr>
  );
}
