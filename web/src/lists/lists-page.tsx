import { useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import type { DatasetState } from '../shared/answers.ts';
import { webAddress } from '../shared/links.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { useLists, useMe } from '../shared/session.ts';
import { age, count, instant, versionText } from '../shared/time.ts';
import { BringChart } from './bring-chart.tsx';
import { ListVersions } from './list-versions.tsx';
import classes from './lists.module.css';

/** The lists that are searched: versions, what each changed, what could not be read, what waits for a decision. */
export function ListsPage() {
  const lists = useLists();
  const me = useMe();
  const reason = useReason();
  const { dataset } = useAddress({ from: '/lists' });
  if (lists.error) {
    return (
      <div className={classes.page}>
        <Failure error={lists.error} />
      </div>
    );
  }
  if (!lists.data) return null;
  const chosen = lists.data.find((one) => one.dataset.name === dataset) ?? lists.data[0];
  return (
    <div className={classes.page}>
      <h1>Lists</h1>
      {me.data?.roles.includes('analyst') && reason?.purpose === 'review' && <BringChart />}
      {chosen ? (
        <>
          <ListTable lists={lists.data} chosen={chosen.dataset.name} />
          <ListVersions key={chosen.dataset.name} list={chosen} />
        </>
      ) : (
        <Notice title="No list is loaded.">
          Load one with <code>tocsin load FILE</code>, or the publishers' newest with{' '}
          <code>tocsin update</code>.
        </Notice>
      )}
    </div>
  );
}

const held = ({ versions }: DatasetState): boolean => versions.some(({ state }) => state === 'held');

function ListTable({ lists, chosen }: { readonly lists: readonly DatasetState[]; readonly chosen: string }) {
  const navigate = useNavigate();
  const now = new Date();
  return (
    <table className="grid">
      <thead>
        <tr>
          <th>List</th>
          <th>Publisher</th>
          <th>Version</th>
          <th>Age</th>
          <th>Loaded (UTC)</th>
          <th className="number">Entries</th>
          <th className="number">Statements</th>
          <th className="number">Versions</th>
          <th className="number">Not read</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => {
          const { dataset, current, versions } = list;
          const publisher = dataset.url === undefined ? undefined : webAddress(dataset.url);
          return (
            <tr key={dataset.name} className={classes.list} aria-current={dataset.name === chosen}>
              <td>
                <button
                  type="button"
                  className={classes.name}
                  onClick={() => void navigate({ to: '/lists', search: { dataset: dataset.name } })}
                >
                  {dataset.title}
                </button>{' '}
                <code className="quiet">{dataset.name}</code>
                {held(list) && <strong className="close"> waits for a decision</strong>}
              </td>
              <td>
                {publisher ? (
                  <a href={publisher} target="_blank" rel="noreferrer noopener">
                    {dataset.publisher}
                  </a>
                ) : (
                  dataset.publisher
                )}
                {dataset.terms !== undefined && <div className="quiet small">{dataset.terms}</div>}
              </td>
              <td className="nowrap">{current ? versionText(current.version) : 'none'}</td>
              <td className="nowrap">{current && age(current.version, now)}</td>
              <td className="nowrap">{current && instant(current.recordedAt)}</td>
              <td className="number">{current && count(current.entities)}</td>
              <td className="number">{current && count(current.statements)}</td>
              <td className="number">{versions.length}</td>
              <td className="number">{current && count(current.quarantined)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
