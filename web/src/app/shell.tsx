import { Loader, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { AlarmBanner } from '../law/alarm-banner.tsx';
import type { Me, PolicyAnswer } from '../shared/answers.ts';
import { CHANGE_REASON } from '../shared/change-reason.tsx';
import { post } from '../shared/http.ts';
import { useKeys } from '../shared/keys.ts';
import { Failure } from '../shared/notice.tsx';
import { chooseReason, useReason } from '../shared/reason.ts';
import { useMe, usePolicy } from '../shared/session.ts';
import { ChooseReason } from '../sign-in/choose-reason.tsx';
import { SetPassword, SignIn } from '../sign-in/sign-in.tsx';
import { KeyHelp } from './key-help.tsx';
import classes from './shell.module.css';

/** The frame of all pages: who is here, why, and the way between the pages. Nothing is shown before both are known. */
export function Shell() {
  const me = useMe();
  const policy = usePolicy(me.data?.mustSetPassword === false);
  const reason = useReason();
  if (me.error) return <Outside>{<Failure error={me.error} />}</Outside>;
  if (me.data === undefined) return <Outside>{<Loader size="sm" />}</Outside>;
  if (me.data === null) return <Outside>{<SignIn />}</Outside>;
  if (me.data.mustSetPassword) return <Outside>{<SetPassword account={me.data.account} />}</Outside>;
  if (policy.error) return <Outside>{<Failure error={policy.error} />}</Outside>;
  if (!policy.data) return <Outside>{<Loader size="sm" />}</Outside>;
  const purpose = policy.data.purposes.find(({ name }) => name === reason?.purpose);
  const basis = purpose?.legalBases.find(({ name }) => name === reason?.legalBasis);
  if (!purpose || !basis) return <Outside>{<ChooseReason policy={policy.data} />}</Outside>;
  return <Inside me={me.data} policy={policy.data} purpose={purpose.title} basis={basis.title} />;
}

function Outside({ children }: { readonly children: React.ReactNode }) {
  return (
    <main className={classes.outside}>
      <div className={classes.door}>
        <Brand />
        {children}
      </div>
    </main>
  );
}

function Brand() {
  return (
    <span className={classes.brand}>
      <img src="/bell.svg" alt="" width={18} height={18} />
      Tocsin
    </span>
  );
}

/** A page with a `menu` stands in it where there are too many for one row. */
const PAGES: readonly {
  readonly to:
    | '/find'
    | '/network'
    | '/watch'
    | '/journeys'
    | '/quality'
    | '/quarantine'
    | '/shift'
    | '/unmasking'
    | '/ask'
    | '/requests'
    | '/partners'
    | '/world'
    | '/lists'
    | '/ledger'
    | '/law'
    | '/accounts';
  readonly title: string;
  readonly key: string;
  readonly roles: readonly string[] | undefined;
  readonly menu?: string;
}[] = [
  {
    to: '/find',
    title: 'Search',
    key: 'f',
    roles: ['screener', 'analyst', 'watch-officer', 'liaison-officer', 'data-protection-officer'],
  },
  { to: '/network', title: 'Network', key: 'n', roles: ['analyst'] },
  { to: '/watch', title: 'Watch', key: 'w', roles: ['watch-officer'] },
  { to: '/journeys', title: 'Journeys', key: 'j', roles: ['watch-officer'], menu: 'Travel' },
  { to: '/quality', title: 'Quality', key: 'q', roles: ['watch-officer'], menu: 'Travel' },
  { to: '/quarantine', title: 'Quarantine', key: 'u', roles: ['watch-officer'], menu: 'Travel' },
  { to: '/shift', title: 'Hand-over', key: 's', roles: ['watch-officer'], menu: 'Travel' },
  { to: '/unmasking', title: 'Unmasking', key: 'm', roles: ['authority', 'auditor'], menu: 'Travel' },
  {
    to: '/ask',
    title: 'Ask',
    key: 'k',
    roles: ['liaison-officer', 'analyst'],
    menu: 'Cooperation',
  },
  {
    to: '/requests',
    title: 'Requests',
    key: 'r',
    roles: ['liaison-officer', 'reviewer'],
    menu: 'Cooperation',
  },
  {
    to: '/partners',
    title: 'Partners',
    key: 'p',
    roles: ['liaison-officer', 'administrator'],
    menu: 'Cooperation',
  },
  {
    to: '/world',
    title: 'What it buys',
    key: 'x',
    roles: ['analyst', 'liaison-officer', 'administrator'],
    menu: 'Cooperation',
  },
  { to: '/lists', title: 'Lists', key: 'l', roles: undefined },
  {
    to: '/ledger',
    title: 'Ledger',
    key: 'e',
    roles: ['auditor', 'administrator', 'data-protection-officer'],
  },
  { to: '/law', title: 'Law', key: 'o', roles: undefined },
  { to: '/accounts', title: 'Accounts', key: 'a', roles: ['administrator'] },
];

/** Pages that fit beside purpose and account in 1280 px. */
const ONE_ROW = 9;

function Inside({
  me,
  policy,
  purpose,
  basis,
}: {
  readonly me: Me;
  readonly policy: PolicyAnswer;
  readonly purpose: string;
  readonly basis: string;
}) {
  const [choosing, setChoosing] = useState(false);
  const [help, setHelp] = useState(false);
  const navigate = useNavigate();
  // A policy of the operator may have other roles: then every page is offered, and the server decides.
  const known = PAGES.some(({ roles }) => roles?.some((role) => policy.roles.includes(role)));
  const pages = PAGES.filter(
    ({ roles }) => !known || !roles || roles.some((role) => me.roles.includes(role)),
  );

  useEffect(() => {
    const open = (): void => setChoosing(true);
    window.addEventListener(CHANGE_REASON, open);
    return () => window.removeEventListener(CHANGE_REASON, open);
  }, []);

  useGoKeys((key) => {
    const page = pages.find((one) => one.key === key);
    if (page) void navigate({ to: page.to });
    return page !== undefined;
  });
  useKeys({
    '?': () => {
      setHelp(true);
      return true;
    },
  });

  return (
    <div className={classes.inside}>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <header className={classes.header}>
        <Brand />
        <nav aria-label="Pages" className={classes.pages}>
          {pages.map(({ to, title, key, menu }, at) => {
            if (menu === undefined || pages.length <= ONE_ROW)
              return (
                <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }} title={`g ${key}`}>
                  {title}
                </Link>
              );
            // The first of a menu stands for all of it.
            return pages[at - 1]?.menu === menu ? null : (
              <PagesMenu key={menu} title={menu} pages={pages.filter((one) => one.menu === menu)} />
            );
          })}
        </nav>
        <UnstyledButton
          className={classes.reason}
          onClick={() => setChoosing(true)}
          title="Change purpose or legal basis"
        >
          <span className={classes.label}>Purpose</span> <strong>{purpose}</strong>
          <span className={classes.label}>Basis</span> <span className={classes.basis}>{basis}</span>
        </UnstyledButton>
        <AccountMenu me={me} onHelp={() => setHelp(true)} />
      </header>
      <AlarmBanner />
      <main id="page" className={classes.page} tabIndex={-1}>
        <Outlet />
      </main>
      {choosing && <ChooseReason policy={policy} onClose={() => setChoosing(false)} />}
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

function PagesMenu({ title, pages }: { readonly title: string; readonly pages: typeof PAGES }) {
  const here = useLocation({ select: ({ pathname }) => pathname });
  return (
    <Menu position="bottom-start" width={160}>
      <Menu.Target>
        <UnstyledButton
          className={classes.menu}
          data-here={pages.some(({ to }) => here === to || here.startsWith(`${to}/`))}
        >
          {title} <span aria-hidden>▾</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ to, title: page, key }) => (
          <Menu.Item key={to} component={Link} to={to} rightSection={<kbd>g {key}</kbd>}>
            {page}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** `g` and then a letter goes to a page. */
function useGoKeys(go: (key: string) => boolean): void {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setWaiting(false), 1500);
    return () => clearTimeout(timer);
  }, [waiting]);
  const then = (event: KeyboardEvent): boolean => {
    if (!waiting) return false;
    setWaiting(false);
    return go(event.key);
  };
  useKeys(
    {
      g: () => {
        setWaiting(true);
        return true;
      },
      ...Object.fromEntries(PAGES.map(({ key }) => [key, then])),
    },
    true,
  );
}

const SCHEMES = [
  { name: 'auto', title: 'As the system' },
  { name: 'light', title: 'Light' },
  { name: 'dark', title: 'Dark' },
] as const;

function AccountMenu({ me, onHelp }: { readonly me: Me; readonly onHelp: () => void }) {
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = async (): Promise<void> => {
    const there = await post<{ continueAt: string } | undefined>('/api/sign-out').catch(() => undefined);
    chooseReason(undefined);
    // Nothing that somebody saw stays for the next one at this machine.
    queries.clear();
    queries.setQueryData(['me'], null);
    // The provider that signed them in asks whether to sign out there, too.
    if (there) window.location.assign(there.continueAt);
  };
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={`Account ${me.account}`}>
          {me.account} <span aria-hidden>▾</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.roles.join(', ')}</Menu.Label>
        <Menu.Divider />
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(chosen) => {
            const scheme = SCHEMES.find(({ name }) => name === chosen);
            if (scheme) setColorScheme(scheme.name);
          }}
        >
          {SCHEMES.map(({ name, title }) => (
            <Menu.RadioItem key={name} value={name}>
              {title}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account">
          My account
        </Menu.Item>
        <Menu.Item onClick={onHelp} rightSection="?">
          Keys
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Tocsin {me.version}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
