import { Button } from '@mantine/core';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { signInWithPasskey } from '../shared/passkey.ts';
import { useSignInWays } from '../shared/session.ts';
import { OPENID_PROBLEMS } from './problems.ts';
import classes from './sign-in.module.css';

/** What signs somebody in without a password: a passkey, the OpenID provider. Nothing where neither works here. */
export function OtherWays() {
  const queries = useQueryClient();
  const ways = useSignInWays();
  const { problem } = useSearch({ strict: false });
  const passkey = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: (me) => queries.setQueryData(['me'], me),
  });
  const openid = useMutation({
    mutationFn: () => post<{ continueAt: string }>('/api/sign-in/openid'),
    onSuccess: ({ continueAt }) => window.location.assign(continueAt),
  });
  const passkeys = ways.data?.passkeys === true && browserSupportsWebAuthn();
  const provider = ways.data?.openid;
  if (!passkeys && !provider) return null;
  return (
    <div className={classes.ways}>
      {problem && (
        <Notice kind="contradicts" title={OPENID_PROBLEMS[problem].title}>
          {OPENID_PROBLEMS[problem].todo}
        </Notice>
      )}
      {provider && (
        <Button
          variant="default"
          size="sm"
          loading={openid.isPending || openid.isSuccess}
          onClick={() => openid.mutate()}
        >
          Sign in at {provider.title}
        </Button>
      )}
      {passkeys && (
        <Button variant="default" size="sm" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          Sign in with a passkey
        </Button>
      )}
      {openid.error && <Failure error={openid.error} />}
      {passkey.error && <Failure error={passkey.error} />}
    </div>
  );
}
