import { Link, useSearch as useAddress } from '@tanstack/react-router';
import { AnomaliesView } from './anomalies-view.tsx';
import { CheckpointsView } from './checkpoints-view.tsx';
import { EntriesView } from './entries-view.tsx';
import classes from './ledger.module.css';
import type { LedgerView } from './ledger-query.ts';

const VIEWS: readonly (readonly [view: LedgerView, title: string])[] = [
  ['entries', 'Entries'],
  ['checkpoints', 'Checkpoints'],
  ['anomalies', 'Anomalies'],
];

/** Who looked at what, why, and under which rule; whether nothing was changed since; and what an auditor should look at. */
export function LedgerPage() {
  const query = useAddress({ from: '/ledger' });
  const view = query.view ?? 'entries';
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Ledger</h1>
        <nav aria-label="Views of the ledger" className={classes.views}>
          {VIEWS.map(([one, title]) => (
            <Link
              key={one}
              to="/ledger"
              search={one === 'entries' ? {} : { view: one }}
              // Its own idea of where we are would count a filter of the entries as another place.
              activeOptions={{ exact: true, includeSearch: true }}
              data-here={view === one}
            >
              {title}
            </Link>
          ))}
        </nav>
      </div>
      {view === 'entries' && <EntriesView query={query} />}
      {view === 'checkpoints' && <CheckpointsView />}
      {view === 'anomalies' && <AnomaliesView query={query} />}
    </div>
  );
}
