import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { useChange } from '../shared/use-change.ts';
import classes from './accounts.module.css';
import type { Secret } from './shown-once.tsx';

/** Makes an account; its one-time code is shown once. */
export function NewAccount({
  roles,
  onSecret,
}: {
  readonly roles: readonly string[];
  readonly onSecret: (secret: Secret) => void;
}) {
  const [account, setAccount] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const create = useChange('accounts', async () => {
    const { code } = await post<{ code: string }>('/api/accounts', {
      account: account.trim(),
      roles: chosen,
    });
    setAccount('');
    setChosen([]);
    onSecret({ title: `One-time code for ${account.trim()}`, value: code });
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        label="New account"
        required
        maxLength={64}
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
      />
      <Checkbox.Group label="Roles" value={chosen} onChange={setChosen}>
        <div className={classes.roles}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={role} />
          ))}
        </div>
      </Checkbox.Group>
      <Button
        type="submit"
        disabled={account.trim() === '' || chosen.length === 0}
        loading={create.isPending}
      >
        Make the account
      </Button>
      {create.error && <Failure error={create.error} />}
    </form>
  );
}
