import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '../shared/answers.ts';
import { Notice } from '../shared/notice.tsx';
import { useMe } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import { PasswordForm } from '../sign-in/sign-in.tsx';
import { ClosePersons } from './close-persons.tsx';
import classes from './my-account.module.css';
import { Passkeys } from './passkeys.tsx';

const WAYS: Readonly<Record<Me['signedInBy'], string>> = {
  password: 'password',
  code: 'one-time code',
  openid: 'OpenID provider',
  passkey: 'passkey',
};

/** One's own account: who one is here, and what signs one in. */
export function MyAccountPage() {
  const { data: me } = useMe();
  if (!me) return null;
  return (
    <div className={classes.page}>
      <h1>My account</h1>
      <dl className={classes.facts}>
        <dt>Account</dt>
        <dd>{me.account}</dd>
        <dt>Roles</dt>
        <dd>{me.roles.join(', ')}</dd>
        <dt>Signed in by</dt>
        <dd>
          {WAYS[me.signedInBy]}, {instant(me.signedInAt)} UTC
        </dd>
        <dt>Session ends</dt>
        <dd>{instant(me.expiresAt)} UTC, if nothing is asked before then</dd>
      </dl>
      {me.signedInBy === 'openid' ? (
        <Notice title="The OpenID provider signs you in.">
          It says your roles, and can shut the account out. Password and passkeys are set there.
        </Notice>
      ) : (
        <>
          <Passkeys />
          <Password me={me} />
        </>
      )}
      <ClosePersons />
    </div>
  );
}

function Password({ me }: { readonly me: Me }) {
  const [state, setState] = useState<'shut' | 'open' | 'done'>('shut');
  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      {state === 'done' && (
        <Notice kind="agrees" title="The password was changed; all other sessions ended." />
      )}
      {state === 'open' ? (
        <div className={classes.narrow}>
          <PasswordForm account={me.account} change onDone={() => setState('done')} />
        </div>
      ) : (
        <Button variant="default" mt={8} onClick={() => setState('open')}>
          Change the password
        </Button>
      )}
    </section>
  );
}
