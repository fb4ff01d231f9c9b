import { ActionIcon, Modal, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../shared/keys.ts';
import { SessionGate, useSession } from './session.tsx';

/** The frame of every page: where one can go, who looks and why. */
export function App() {
  return (
    <SessionGate>
      <Bar />
      <Outlet />
    </SessionGate>
  );
}

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'to the search field'],
  ['j, k or arrows', 'next, previous hit'],
  ['Enter', 'open the hit'],
  ['Esc', 'back to the list; leave the field'],
  ['← →', 'on an entity: earlier, later state'],
  ['?', 'this list'],
];

function Bar() {
  const { me, reason, purposes, changeReason, signOut } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const [help, setHelp] = useState(false);
  useKeys({ '?': () => setHelp(true) });
  const purpose = purposes.find(({ name }) => name === reason.purpose);
  const basis = purpose?.legalBases.find(({ name }) => name === reason.legalBasis);
  const may = (...roles: readonly string[]): boolean => roles.some((role) => me.roles.includes(role));
  return (
    <header className="bar">
      <strong>Tocsin</strong>
      <nav aria-label="Pages" style={{ display: 'flex', gap: 14 }}>
        <Link to="/find">Find</Link>
        <Link to="/lists">Lists</Link>
        {may('auditor', 'administrator') && <Link to="/ledger">Ledger</Link>}
        {may('administrator') && <Link to="/accounts">Accounts</Link>}
      </nav>
      <span className="grow" />
      <button
        type="button"
        className="reason"
        onClick={changeReason}
        title={`${basis?.title ?? ''} (click to change)`}
        style={{ all: 'unset', cursor: 'pointer' }}
      >
        <span className="faint">for</span> {purpose?.title ?? reason.purpose}{' '}
        <span className="faint">on</span> {reason.legalBasis}
      </button>
      <span>{me.account}</span>
      <ActionIcon variant="subtle" size="sm" aria-label="Keys" onClick={() => setHelp(true)}>
        ?
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={scheme === 'dark' ? 'Light colours' : 'Dark colours'}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
      >
        {scheme === 'dark' ? '☀' : '☾'}
      </ActionIcon>
      <button type="button" onClick={signOut} style={{ all: 'unset', cursor: 'pointer' }}>
        Sign out
      </button>
      <Modal opened={help} onClose={() => setHelp(false)} title="Keys">
        <table className="dense">
          <tbody>
            {KEYS.map(([key, what]) => (
              <tr key={key}>
                <td>
                  <kbd>{key}</kbd>
                </td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Modal>
    </header>
  );
}
