import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account, ApiKey, PolicyAnswer } from '../shared/answers.ts';
import { get, post, remove } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import { useChange } from '../shared/use-change.ts';
import classes from './accounts.module.css';
import type { Secret } from './shown-once.tsx';

/** Keys of programs: each belongs to an account, and names its purpose and legal basis once for all. */
export function ApiKeys({
  accounts,
  policy,
  onSecret,
}: {
  readonly accounts: readonly Account[];
  readonly policy: PolicyAnswer | undefined;
  readonly onSecret: (secret: Secret) => void;
}) {
  const keys = useQuery({
    queryKey: ['keys'],
    queryFn: async ({ signal }) => (await get<{ keys: readonly ApiKey[] }>('/api/keys', {}, signal)).keys,
  });
  const revoke = useChange('keys', (id: string) => remove(`/api/keys/${encodeURIComponent(id)}`));
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">API keys</h2>
      {keys.error && <Failure error={keys.error} />}
      {revoke.error && <Failure error={revoke.error} />}
      <table className="grid">
        <thead>
          <tr>
            <th>Name</th>
            <th>Account</th>
            <th>Roles</th>
            <th>Purpose</th>
            <th>Legal basis</th>
            <th>Made (UTC)</th>
            <th>Last used (UTC)</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {keys.data?.map((key) => (
            <tr key={key.id} className={key.revokedAt === undefined ? '' : 'quiet'}>
              <td>{key.name}</td>
              <td>{key.account}</td>
              <td>{key.roles.join(', ')}</td>
              <td>{key.purpose}</td>
              <td>{key.legalBasis}</td>
              <td className="nowrap">{instant(key.createdAt)}</td>
              <td className="nowrap">{key.lastUsedAt === undefined ? 'never' : instant(key.lastUsedAt)}</td>
              <td className={classes.actions}>
                {key.revokedAt === undefined ? (
                  <button
                    type="button"
                    onClick={() => {
                      if (window.confirm(`Revoke ${key.name}? Programs that use it stop working.`))
                        revoke.mutate(key.id);
                    }}
                  >
                    Revoke
                  </button>
                ) : (
                  `revoked ${instant(key.revokedAt)}`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {policy && (
        <NewKey accounts={accounts.filter(({ disabled }) => !disabled)} policy={policy} onSecret={onSecret} />
      )}
    </section>
  );
}

function NewKey({
  accounts,
  policy,
  onSecret,
}: {
  readonly accounts: readonly Account[];
  readonly policy: PolicyAnswer;
  readonly onSecret: (secret: Secret) => void;
}) {
  const [name, setName] = useState('');
  const [account, setAccount] = useState('');
  const [purposeName, setPurpose] = useState('');
  const [basisName, setBasis] = useState('');
  const purpose = policy.purposes.find((one) => one.name === purposeName) ?? policy.purposes[0];
  const basis = purpose?.legalBases.find((one) => one.name === basisName) ?? purpose?.legalBases[0];
  const holder = accounts.find((one) => one.account === account) ?? accounts[0];
  const create = useChange('keys', async () => {
    if (!holder || !purpose || !basis) return;
    const { key } = await post<{ key: string }>('/api/keys', {
      name: name.trim(),
      account: holder.account,
      roles: holder.roles,
      purpose: purpose.name,
      legalBasis: basis.name,
    });
    setName('');
    onSecret({ title: `Key ${name.trim()}`, value: key });
  });
  const options = (some: readonly { readonly name: string; readonly title: string }[] | undefined) =>
    (some ?? []).map((one) => ({ value: one.name, label: one.title }));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        label="New key for"
        placeholder="name of the program"
        required
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Account, with its roles"
        data={accounts.map((one) => one.account)}
        value={holder?.account ?? ''}
        onChange={(event) => setAccount(event.currentTarget.value)}
      />
      <NativeSelect
        label="Purpose"
        data={options(policy.purposes)}
        value={purpose?.name ?? ''}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <NativeSelect
        label="Legal basis"
        w={300}
        data={options(purpose?.legalBases)}
        value={basis?.name ?? ''}
        onChange={(event) => setBasis(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === '' || !holder} loading={create.isPending}>
        Make the key
      </Button>
      {create.error && <Failure error={create.error} />}
    </form>
  );
}
