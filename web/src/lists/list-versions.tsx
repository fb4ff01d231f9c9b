import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import type { DatasetState, ListVersion } from '../shared/answers.ts';
import { post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { count, instant, versionText } from '../shared/time.ts';
import { Changes } from './changes.tsx';
import { LIST_VIEWS, type ListView } from './list-views.ts';
import classes from './lists.module.css';
import { Unread } from './unread.tsx';

const VIEW_TITLES: Readonly<Record<ListView, string>> = {
  changes: 'What it changed',
  unread: 'What could not be read',
  dropped: 'Properties left out',
  files: 'Files',
};

/** All versions of a list, and one of them in detail. */
export function ListVersions({ list }: { readonly list: DatasetState }) {
  const { version: name, view = 'changes' } = useAddress({ from: '/lists' });
  const navigate = useNavigate();
  const { dataset, versions } = list;
  const held = versions.filter(({ state }) => state === 'held');
  const chosen = versions.find(({ version }) => version === name) ?? list.current ?? versions[0];
  const show = (version: string, next: ListView): void => {
    void navigate({ to: '/lists', search: { dataset: dataset.name, version, view: next } });
  };
  return (
    <>
      {held.map((one) => (
        <Held key={one.version} version={one} current={list.current} />
      ))}
      <section aria-labelledby="versions">
        <h2 id="versions">Versions of {dataset.title}</h2>
        <table className="grid">
          <thead>
            <tr>
              <th>Version</th>
              <th>State</th>
              <th>Recorded (UTC)</th>
              <th>Format</th>
              <th className="number">Entries</th>
              <th className="number">Added</th>
              <th className="number">Changed</th>
              <th className="number">Removed</th>
              <th className="number">Not read</th>
              <th className="number">Left out</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr
                key={`${one.version} ${one.recordedAt}`}
                className={classes.list}
                aria-current={one === chosen}
              >
                <td>
                  <button type="button" className={classes.name} onClick={() => show(one.version, view)}>
                    {versionText(one.version)}
                  </button>
                </td>
                <td className={one.state === 'held' ? 'close' : one.state === 'current' ? '' : 'quiet'}>
                  {one.state}
                </td>
                <td className="nowrap">{instant(one.recordedAt)}</td>
                <td>{one.format}</td>
                <td className="number">{count(one.entities)}</td>
                <td className="number">{count(one.added)}</td>
                <td className="number">{count(one.changed)}</td>
                <td className="number">{count(one.removed)}</td>
                <td className="number">{count(one.quarantined)}</td>
                <td className="number">
                  {count(Object.values(one.dropped).reduce((sum, some) => sum + some, 0))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {chosen && (
        <section aria-label={`Version ${chosen.version}`}>
          <div className={classes.views} role="tablist" aria-label={`Version ${chosen.version}`}>
            {LIST_VIEWS.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === view}
                onClick={() => show(chosen.version, one)}
              >
                {VIEW_TITLES[one]}
              </button>
            ))}
            <span className="quiet">Version {versionText(chosen.version)}</span>
          </div>
          <div role="tabpanel" aria-label={VIEW_TITLES[view]}>
            {view === 'changes' && <Changes version={chosen} />}
            {view === 'unread' && <Unread version={chosen} />}
            {view === 'dropped' && <Dropped version={chosen} />}
            {view === 'files' && <Files version={chosen} />}
          </div>
        </section>
      )}
    </>
  );
}

function Held({
  version,
  current,
}: {
  readonly version: ListVersion;
  readonly current: ListVersion | undefined;
}) {
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: (accept: boolean) =>
      post(
        `/api/lists/${encodeURIComponent(version.dataset)}/versions/${encodeURIComponent(version.version)}/confirm`,
        { accept },
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Notice kind="close" title={`Version ${versionText(version.version)} waits for a decision.`}>
      It has {count(version.entities)} entries
      {current &&
        `, ${count(current.entities - version.entities)} fewer than ${versionText(current.version)}`}
      ; a list that shrinks so much may be a broken file. Until somebody decides, the version before is
      searched.
      <div className={classes.decide}>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate(true)}>
          Load it
        </Button>
        <Button variant="default" disabled={confirm.isPending} onClick={() => confirm.mutate(false)}>
          Refuse it
        </Button>
      </div>
      {confirm.error && <Failure error={confirm.error} />}
    </Notice>
  );
}

function Dropped({ version }: { readonly version: ListVersion }) {
  const names = Object.entries(version.dropped).sort(([, a], [, b]) => b - a);
  if (names.length === 0)
    return <p className="quiet">Every property of this version is on the allow-list.</p>;
  return (
    <>
      <p className="quiet">Not on the allow-list, so not kept. Only the names are counted, never a value.</p>
      <table className={`grid ${classes.narrow}`}>
        <thead>
          <tr>
            <th>Property</th>
            <th className="number">How often</th>
          </tr>
        </thead>
        <tbody>
          {names.map(([name, often]) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td className="number">{count(often)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Files({ version }: { readonly version: ListVersion }) {
  return (
    <table className="grid">
      <thead>
        <tr>
          <th>File</th>
          <th className="number">Bytes</th>
          <th>SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {version.files.map(({ name, bytes, sha256 }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className="number">{count(bytes)}</td>
            <td>
              <code>{sha256}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
