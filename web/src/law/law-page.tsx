import { linkOptions, useSearch as useAddress } from '@tanstack/react-router';
import { useMe } from '../shared/session.ts';
import { Views } from '../shared/views.tsx';
import { AccessView } from './access-view.tsx';
import { ClosePersonsView } from './close-persons-view.tsx';
import { EmergencyView } from './emergency-view.tsx';
import { KeepingView } from './keeping-view.tsx';
import classes from './law.module.css';
import { PolicyView } from './policy-view.tsx';
import { VersionsView } from './versions-view.tsx';
import type { LawView } from './views.ts';

const TITLES: readonly (readonly [view: LawView, title: string])[] = [
  ['policy', 'Who may do what'],
  ['versions', 'Versions'],
  ['emergency', 'Emergency access'],
  ['keeping', 'How long things are kept'],
  ['access', 'Right of access'],
  ['close', 'Persons close to staff'],
];

/** Parts that the policy that ships with Tocsin shows to some roles only; the server decides. */
const ROLES: Readonly<Partial<Record<LawView, readonly string[]>>> = {
  keeping: ['auditor', 'data-protection-officer', 'administrator'],
  access: ['data-protection-officer'],
  close: ['data-protection-officer'],
};

/** What is allowed: the policy in plain words, its versions, emergency access, and answers to persons. */
export function LawPage() {
  const { view = 'policy' } = useAddress({ from: '/law' });
  const me = useMe();
  const views = TITLES.filter(([name]) => ROLES[name]?.some((role) => me.data?.roles.includes(role)) ?? true);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Law</h1>
        <Views
          label="Parts of the law"
          views={views.map(([name, title]) => ({
            title,
            link: linkOptions({ to: '/law', search: { view: name } }),
          }))}
          current={views.findIndex(([name]) => name === view)}
        />
      </div>
      {view === 'policy' && <PolicyView />}
      {view === 'versions' && <VersionsView />}
      {view === 'emergency' && <EmergencyView />}
      {view === 'keeping' && <KeepingView />}
      {view === 'access' && <AccessView />}
      {view === 'close' && <ClosePersonsView />}
    </div>
  );
}
