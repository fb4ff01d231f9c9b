import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, type Me } from '../app/api.ts';
import { ErrorNote } from '../shared/error-note.tsx';

/** Sign-in with a password or a one-time code; after a code, the page to set a password. */
export function SignIn({
  mustSetPassword,
  onDone,
}: {
  readonly mustSetPassword: boolean;
  onDone(me: Me): void;
}) {
  const [account, setAccount] = useState('');
  const [by, setBy] = useState<'password' | 'code'>('password');
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const me = mustSetPassword
        ? await api.setPassword(secret)
        : await api.signIn(account, by === 'code' ? { code: secret } : { password: secret });
      setSecret('');
      onDone(me);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="page" style={{ maxWidth: 420, paddingTop: 100 }}>
      <h1>{mustSetPassword ? 'Set a password' : 'Tocsin'}</h1>
      <p className="faint">
        {mustSetPassword
          ? 'The code worked once. From now on you sign in with a password of 12 characters or more.'
          : 'Sign in to look somebody up.'}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {!mustSetPassword && (
          <>
            <TextInput
              label="Account"
              value={account}
              onChange={(event) => setAccount(event.currentTarget.value)}
              autoComplete="username"
              autoFocus
              required
              mb="sm"
            />
            <SegmentedControl
              aria-label="Sign in with"
              value={by}
              onChange={(value) => setBy(value as 'password' | 'code')}
              data={[
                { value: 'password', label: 'Password' },
                { value: 'code', label: 'One-time code' },
              ]}
              size="xs"
              mb="sm"
            />
          </>
        )}
        {by === 'code' && !mustSetPassword ? (
          <TextInput
            label="One-time code"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            autoComplete="one-time-code"
            required
            mb="md"
          />
        ) : (
          <PasswordInput
            label={mustSetPassword ? 'New password' : 'Password'}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            autoComplete={mustSetPassword ? 'new-password' : 'current-password'}
            minLength={mustSetPassword ? 12 : 1}
            required
            mb="md"
          />
        )}
        <ErrorNote error={error} />
        <Button type="submit" loading={busy}>
          {mustSetPassword ? 'Set password' : 'Sign in'}
        </Button>
      </form>
    </main>
  );
}
