import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Me } from '../shared/answers.ts';
import { post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { OtherWays } from './other-ways.tsx';
import classes from './sign-in.module.css';

/** All ways in: password or one-time code, and below them what else works here. */
export function SignIn() {
  return (
    <>
      <SecretForm />
      <OtherWays />
    </>
  );
}

/** Sign-in with a password, or the first time with a one-time code. */
function SecretForm() {
  const queries = useQueryClient();
  const [first, setFirst] = useState(false);
  const signIn = useMutation({
    mutationFn: (form: FormData) => {
      const account = String(form.get('account')).trim();
      const secret = String(form.get('secret'));
      return post<Me>(
        '/api/sign-in',
        first ? { account, code: secret.trim() } : { account, password: secret },
      );
    },
    onSuccess: (me) => queries.setQueryData(['me'], me),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    signIn.mutate(new FormData(event.currentTarget));
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <h1>{first ? 'First sign-in' : 'Sign in'}</h1>
      <TextInput label="Account" name="account" size="sm" required autoFocus autoComplete="username" />
      {first ? (
        <TextInput
          key="code"
          label="One-time code"
          name="secret"
          size="sm"
          required
          autoComplete="one-time-code"
          description="Printed when Tocsin started for the first time, or given by an administrator."
        />
      ) : (
        <PasswordInput
          key="password"
          label="Password"
          name="secret"
          required
          autoComplete="current-password"
        />
      )}
      {signIn.error && <Failure error={signIn.error} />}
      <div className={classes.actions}>
        <Button type="submit" size="sm" loading={signIn.isPending}>
          Sign in
        </Button>
        <Anchor component="button" type="button" size="xs" onClick={() => setFirst(!first)}>
          {first ? 'Sign in with a password' : 'First time here, or a new code?'}
        </Anchor>
      </div>
    </form>
  );
}

/** After a one-time code: nothing else is allowed before a password is set. */
export function SetPassword({ account }: { readonly account: string }) {
  return (
    <>
      <h1>Set a password</h1>
      <PasswordForm account={account} />
    </>
  );
}

/** A new password, with the old one where there is one. */
export function PasswordForm({
  account,
  change = false,
  onDone,
}: {
  readonly account: string;
  /** Whether there is an old one. */
  readonly change?: boolean;
  readonly onDone?: () => void;
}) {
  const queries = useQueryClient();
  const [differ, setDiffer] = useState(false);
  const set = useMutation({
    mutationFn: (body: { readonly password: string; readonly oldPassword?: string }) =>
      post<Me>('/api/set-password', body),
    onSuccess: (me) => {
      queries.setQueryData(['me'], me);
      onDone?.();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    const same = password === String(form.get('again'));
    setDiffer(!same);
    if (same) set.mutate({ password, ...(change && { oldPassword: String(form.get('old')) }) });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <input type="hidden" name="username" value={account} autoComplete="username" />
      {change && <PasswordInput label="Old password" name="old" required autoComplete="current-password" />}
      <PasswordInput
        label={`New password for ${account}`}
        name="password"
        required
        autoFocus={!change}
        autoComplete="new-password"
        description="A sentence of several words is easy to keep and hard to guess."
      />
      <PasswordInput label="The same again" name="again" required autoComplete="new-password" />
      {differ && <Notice kind="contradicts" title="The two are not the same." />}
      {set.error && <Failure error={set.error} />}
      <div className={classes.actions}>
        <Button type="submit" size="sm" loading={set.isPending}>
          Set password
        </Button>
      </div>
    </form>
  );
}
