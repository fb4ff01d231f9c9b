import { Alert, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { minute } from '../shared/words.ts';

/** Accounts and keys; what is secret is shown once. */
export function AccountsPage() {
  const client = useQueryClient();
  const { roles, purposes } = useSession();
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: api.accounts });
  const keys = useQuery({ queryKey: ['keys'], queryFn: api.keys });
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>(['screener']);
  const [keyName, setKeyName] = useState('');
  const [purpose, setPurpose] = useState(
    purposes.find((one) => one.name === 'screening')?.name ?? purposes[0]?.name,
  );
  const bases = purposes.find((one) => one.name === purpose)?.legalBases ?? [];
  const [basis, setBasis] = useState(bases[0]?.name);
  const [shown, setShown] = useState<string>();
  const [error, setError] = useState<unknown>();
  const run = (work: () => Promise<string | undefined>): void => {
    setError(undefined);
    work().then(
      (secret) => {
        if (secret) setShown(secret);
        void client.invalidateQueries();
      },
      (failure: unknown) => setError(failure),
    );
  };
  return (
    <main className="page">
      <h1>Accounts</h1>
      <ErrorNote error={error ?? accounts.error ?? keys.error} />
      {shown && (
        <Alert
          color="blue"
          withCloseButton
          onClose={() => setShown(undefined)}
          mb="md"
          title="Shown once: hand it over now"
        >
          <code>{shown}</code>
        </Alert>
      )}
      <table className="dense">
        <thead>
          <tr>
            <th>account</th>
            <th>roles</th>
            <th>made</th>
            <th>last signed in</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {accounts.data?.accounts.map((one) => (
            <tr key={one.account}>
              <td>{one.account}</td>
              <td>{one.roles.join(', ')}</td>
              <td>{minute(one.createdAt)}</td>
              <td>{one.lastSignInAt ? minute(one.lastSignInAt) : 'never'}</td>
              <td>
                {one.disabled ? (
                  <span className="faint">disabled</span>
                ) : (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="red"
                    onClick={() => run(async () => void (await api.disable(one.account)))}
                  >
                    Disable
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        style={{ display: 'flex', gap: 8, alignItems: 'end', marginTop: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            const { code } = await api.addAccount(name.trim(), chosen);
            setName('');
            return `account ${name.trim()}, one-time code ${code}`;
          });
        }}
      >
        <TextInput
          label="New account"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        <MultiSelect label="Roles" data={[...roles]} value={chosen} onChange={setChosen} miw={280} />
        <Button type="submit" variant="default">
          Add
        </Button>
      </form>

      <h2>Keys for programs</h2>
      <table className="dense">
        <thead>
          <tr>
            <th>name</th>
            <th>purpose</th>
            <th>legal basis</th>
            <th>made</th>
            <th>last used</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {keys.data?.keys.map((one) => (
            <tr key={one.id}>
              <td>{one.name}</td>
              <td>{one.purpose}</td>
              <td>{one.legalBasis}</td>
              <td>{minute(one.createdAt)}</td>
              <td>{one.lastUsedAt ? minute(one.lastUsedAt) : 'never'}</td>
              <td>
                {one.revokedAt ? (
                  <span className="faint">revoked {minute(one.revokedAt)}</span>
                ) : (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="red"
                    onClick={() => run(async () => void (await api.revokeKey(one.id)))}
                  >
                    Revoke
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        style={{ display: 'flex', gap: 8, alignItems: 'end', marginTop: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!purpose || !basis) return;
          run(async () => {
            const { key } = await api.addKey({
              name: keyName.trim(),
              roles: ['screener'],
              purpose,
              legalBasis: basis,
            });
            setKeyName('');
            return `key ${key}`;
          });
        }}
      >
        <TextInput
          label="New key for"
          value={keyName}
          onChange={(event) => setKeyName(event.currentTarget.value)}
          required
        />
        <Select
          label="Purpose"
          data={purposes.map((one) => one.name)}
          value={purpose ?? null}
          onChange={(value) => value && setPurpose(value)}
          allowDeselect={false}
        />
        <Select
          label="Legal basis"
          data={bases.map((one) => one.name)}
          value={basis ?? null}
          onChange={(value) => value && setBasis(value)}
          allowDeselect={false}
        />
        <Button type="submit" variant="default">
          Add
        </Button>
      </form>
    </main>
  );
}
