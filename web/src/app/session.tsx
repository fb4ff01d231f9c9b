import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useState } from 'react';
import { ErrorNote } from '../shared/error-note.tsx';
import { SignIn } from '../sign-in/sign-in.tsx';
import { ApiError, api, type Me, type PolicyPurpose, type Reason, readReason, writeReason } from './api.ts';

interface SessionState {
  readonly me: Me;
  readonly purposes: readonly PolicyPurpose[];
  readonly roles: readonly string[];
  readonly reason: Reason;
  changeReason(): void;
  signOut(): void;
}

const Context = createContext<SessionState | undefined>(undefined);

/** Who is signed in and why they look; only below {@link SessionGate}. */
export function useSession(): SessionState {
  const session = use(Context);
  if (!session) throw new Error('useSession is for pages behind the sign-in');
  return session;
}

/** The reason for what another purpose is needed for, if this person may have it. */
export function useReasonFor(purpose: string): Reason | undefined {
  const { purposes, reason } = useSession();
  if (reason.purpose === purpose) return reason;
  const found = purposes.find(({ name }) => name === purpose);
  const basis = found?.legalBases.find(({ name }) => name === reason.legalBasis) ?? found?.legalBases[0];
  return found && basis && { purpose, legalBasis: basis.name };
}

/** Shows the pages only to somebody who is signed in and has said why they look (promise 5). */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [reason, setReason] = useState(readReason);
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, retry: false, staleTime: 60_000 });
  const ready = me.data !== undefined && !me.data.mustSetPassword;
  const policy = useQuery({
    queryKey: ['policy'],
    queryFn: api.policy,
    enabled: ready,
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (me.isPending) return null;
  if (me.error && !(me.error instanceof ApiError && me.error.status === 401)) {
    return (
      <main className="page">
        <ErrorNote error={me.error} />
      </main>
    );
  }
  if (!me.data || me.data.mustSetPassword) {
    return (
      <SignIn
        mustSetPassword={me.data?.mustSetPassword ?? false}
        onDone={(now) => client.setQueryData(['me'], now)}
      />
    );
  }
  if (!policy.data) return policy.error ? <ErrorNote error={policy.error} /> : null;
  const choose = (next: Reason | undefined): void => {
    writeReason(next);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'policy' });
    setReason(next);
  };
  if (!reason) return <ChooseReason purposes={policy.data.purposes} onChosen={choose} />;
  const state: SessionState = {
    me: me.data,
    purposes: policy.data.purposes,
    roles: policy.data.roles ?? [],
    reason,
    changeReason: () => choose(undefined),
    signOut: () => {
      void api.signOut().finally(() => {
        writeReason(undefined);
        client.clear();
        setReason(undefined);
        location.assign('/');
      });
    },
  };
  return <Context value={state}>{children}</Context>;
}

function ChooseReason({
  purposes,
  onChosen,
}: {
  readonly purposes: readonly PolicyPurpose[];
  onChosen(reason: Reason): void;
}) {
  const [purpose, setPurpose] = useState(purposes[0]?.name);
  const chosen = purposes.find(({ name }) => name === purpose);
  const [basis, setBasis] = useState(chosen?.legalBases[0]?.name);
  const known = chosen?.legalBases.some(({ name }) => name === basis) ? basis : chosen?.legalBases[0]?.name;
  return (
    <main className="page" style={{ maxWidth: 560, paddingTop: 80 }}>
      <h1>No look without a reason</h1>
      <p className="faint">
        Both are written beside everything that you look at in this session, and stay on the screen.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose && known) onChosen({ purpose, legalBasis: known });
        }}
      >
        <Select
          label="Purpose"
          description={chosen?.description}
          data={purposes.map(({ name, title }) => ({ value: name, label: title }))}
          value={purpose ?? null}
          onChange={(value) => value && setPurpose(value)}
          allowDeselect={false}
          mb="md"
          autoFocus
        />
        <Select
          label="Legal basis"
          data={chosen?.legalBases.map(({ name, title }) => ({ value: name, label: title })) ?? []}
          value={known ?? null}
          onChange={(value) => value && setBasis(value)}
          allowDeselect={false}
          mb="lg"
        />
        <Button type="submit">Go on</Button>
      </form>
    </main>
  );
}
