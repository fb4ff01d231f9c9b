import { Button, TextInput } from '@mantine/core';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Passkey } from '../shared/answers.ts';
import { get, post, remove } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { addPasskey } from '../shared/passkey.ts';
import { useSignInWays } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import { useChange } from '../shared/use-change.ts';
import classes from './my-account.module.css';

/** The passkeys of whoever is signed in. */
export function Passkeys() {
  const passkeys = useQuery({
    queryKey: ['passkeys'],
    queryFn: async ({ signal }) =>
      (await get<{ passkeys: readonly Passkey[] }>('/api/account/passkeys', {}, signal)).passkeys,
  });
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p className="quiet">
        A passkey stays on your device and opens with its PIN, finger or face. It works at this address only,
        so no other site can ask for it.
      </p>
      {passkeys.error && <Failure error={passkeys.error} />}
      {passkeys.data && passkeys.data.length > 0 && (
        <table className="grid" aria-label="Passkeys">
          <thead>
            <tr>
              <th>Name</th>
              <th>For</th>
              <th>Made (UTC)</th>
              <th>Last used (UTC)</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {passkeys.data.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
          </tbody>
        </table>
      )}
      <NewPasskey />
    </section>
  );
}

function PasskeyRow({ passkey }: { readonly passkey: Passkey }) {
  const path = `/api/account/passkeys/${encodeURIComponent(passkey.id)}`;
  const rename = useChange('passkeys', (name: string) => post(`${path}/rename`, { name }));
  const removal = useChange('passkeys', () => remove(path));
  const error = rename.error ?? removal.error;
  return (
    <tr>
      <td>
        <strong>{passkey.name}</strong>
      </td>
      <td>{passkey.host}</td>
      <td className="nowrap">{instant(passkey.createdAt)}</td>
      <td className="nowrap">{passkey.lastUsedAt === undefined ? 'never' : instant(passkey.lastUsedAt)}</td>
      <td className={classes.actions}>
        <button
          type="button"
          onClick={() => {
            const name = window.prompt('New name of the passkey', passkey.name)?.trim();
            if (name) rename.mutate(name.slice(0, 64));
          }}
        >
          Rename
        </button>
        <button
          type="button"
          onClick={() => {
            if (window.confirm(`Remove ${passkey.name}? It no longer signs you in.`)) removal.mutate();
          }}
        >
          Remove
        </button>
        {error && <Failure error={error} />}
      </td>
    </tr>
  );
}

function NewPasskey() {
  const ways = useSignInWays();
  const [name, setName] = useState('');
  const add = useChange('passkeys', async () => {
    await addPasskey(name.trim());
    setName('');
  });
  if (!ways.data) return null;
  if (!ways.data.passkeys || !browserSupportsWebAuthn()) {
    return (
      <Notice title="Passkeys do not work at this address.">
        They need a host name with TLS. On the machine itself, open {localAddress()} instead.
      </Notice>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <TextInput
        label="New passkey on"
        placeholder="name of the device"
        required
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''} loading={add.isPending}>
        Add a passkey
      </Button>
      {add.error && <Failure error={add.error} />}
    </form>
  );
}

const localAddress = (): string => {
  const { port } = window.location;
  return `http://localhost${port === '' ? '' : `:${port}`}`;
};
