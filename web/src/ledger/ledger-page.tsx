import { linkOptions, useSearch as useAddress } from '@tanstack/react-router';
import { type View, Views } from '../shared/views.tsx';
import { AnomaliesView } from './anomalies-view.tsx';
import { CheckpointsView } from './checkpoints-view.tsx';
import { EntriesView } from './entries-view.tsx';
import classes from './ledger.module.css';
import { LEDGER_VIEWS } from './ledger-query.ts';

const VIEWS: readonly View[] = [
  { title: 'Entries', link: linkOptions({ to: '/ledger', search: {} }) },
  { title: 'Checkpoints', link: linkOptions({ to: '/ledger', search: { view: 'checkpoints' } }) },
  { title: 'Anomalies', link: linkOptions({ to: '/ledger', search: { view: 'anomalies' } }) },
];

/** Who looked at what, why, and under which rule; whether nothing was changed since; and what an auditor should look at. */
export function LedgerPage() {
  const query = useAddress({ from: '/ledger' });
  const view = query.view ?? 'entries';
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Ledger</h1>
        <Views label="Views of the ledger" views={VIEWS} current={LEDGER_VIEWS.indexOf(view)} />
      </div>
      {view === 'entries' && <EntriesView query={query} />}
      {view === 'checkpoints' && <CheckpointsView />}
      {view === 'anomalies' && <AnomaliesView query={query} />}
    </div>
  );
}
