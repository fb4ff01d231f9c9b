import { Button, Tabs, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DatasetState, VersionInfo } from '../../../src/screening/index.ts';
import { api } from '../app/api.ts';
import { useReasonFor } from '../app/session.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { minute, shortVersion } from '../shared/words.ts';

/** What is loaded, from when; what each version changed; what could not be read. */
export function ListsPage() {
  const lists = useQuery({ queryKey: ['lists'], queryFn: api.lists });
  const [chosen, setChosen] = useState<VersionInfo>();
  return (
    <main className="page">
      <h1>Lists</h1>
      <ErrorNote error={lists.error} />
      {lists.data?.lists.length === 0 && (
        <p className="faint">
          No list is loaded. <code>tocsin load FILE</code> or <code>tocsin update</code> loads one.
        </p>
      )}
      {lists.data?.lists.map((state) => (
        <List key={state.dataset.name} state={state} chosen={chosen} onChosen={setChosen} />
      ))}
      {chosen && (
        <Version key={`${chosen.dataset} ${chosen.version} ${chosen.recordedAt}`} version={chosen} />
      )}
    </main>
  );
}

function List({
  state,
  chosen,
  onChosen,
}: {
  readonly state: DatasetState;
  readonly chosen: VersionInfo | undefined;
  onChosen(version: VersionInfo): void;
}) {
  const { dataset, versions } = state;
  return (
    <section>
      <h2>
        {dataset.title} <span className="faint">{dataset.name}</span>
      </h2>
      <p className="small faint" style={{ margin: '0 0 4px' }}>
        {dataset.publisher}. {dataset.terms}{' '}
        {dataset.url && (
          <a href={dataset.url} rel="noreferrer noopener" target="_blank">
            publisher's page
          </a>
        )}
      </p>
      <table className="dense">
        <thead>
          <tr>
            <th>version</th>
            <th>state</th>
            <th>loaded (UTC)</th>
            <th>format</th>
            <th className="number">entries</th>
            <th className="number">statements</th>
            <th className="number">added</th>
            <th className="number">changed</th>
            <th className="number">removed</th>
            <th className="number">not read</th>
            <th className="number">dropped</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr
              key={`${one.version} ${one.recordedAt}`}
              className={`clickable ${one === chosen ? 'chosen' : ''}`}
              onClick={() => onChosen(one)}
            >
              <td>
                <button
                  type="button"
                  style={{ all: 'unset', cursor: 'pointer', textDecoration: 'underline' }}
                  onClick={() => onChosen(one)}
                >
                  {shortVersion(one.version)}
                </button>
              </td>
              <td
                className={
                  one.state === 'held' ? 'contradicts' : one.state === 'current' ? 'agrees' : 'faint'
                }
              >
                {one.state}
              </td>
              <td>{minute(one.recordedAt)}</td>
              <td>{one.format}</td>
              <td className="number">{one.entities.toLocaleString('en')}</td>
              <td className="number">{one.statements.toLocaleString('en')}</td>
              <td className="number">{one.added.toLocaleString('en')}</td>
              <td className="number">{one.changed.toLocaleString('en')}</td>
              <td className="number">{one.removed.toLocaleString('en')}</td>
              <td className="number">{one.quarantined.toLocaleString('en')}</td>
              <td className="number">{Object.values(one.dropped).reduce((sum, n) => sum + n, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Version({ version }: { readonly version: VersionInfo }) {
  return (
    <section>
      <h2>
        {version.dataset}, version {shortVersion(version.version)}
      </h2>
      {version.state === 'held' && <Held version={version} />}
      <Tabs defaultValue="difference">
        <Tabs.List>
          <Tabs.Tab value="difference">What it changed</Tabs.Tab>
          <Tabs.Tab value="quarantine">What could not be read</Tabs.Tab>
          <Tabs.Tab value="dropped">What was dropped</Tabs.Tab>
          <Tabs.Tab value="files">Files</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="difference" pt="sm">
          <Difference version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="quarantine" pt="sm">
          <Quarantine version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="dropped" pt="sm">
          <p className="small faint">
            Properties that are not on the allow-list. Only their names are counted; their values were never
            kept.
          </p>
          <table className="dense" style={{ maxWidth: 420 }}>
            <tbody>
              {Object.entries(version.dropped).map(([name, count]) => (
                <tr key={name}>
                  <td>{name}</td>
                  <td className="number">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {Object.keys(version.dropped).length === 0 && <p>Nothing.</p>}
        </Tabs.Panel>
        <Tabs.Panel value="files" pt="sm">
          <table className="dense">
            <tbody>
              {version.files.map((file) => (
                <tr key={file.name}>
                  <td>{file.name}</td>
                  <td className="number">{file.bytes.toLocaleString('en')} bytes</td>
                  <td className="faint">sha256 {file.sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function Held({ version }: { readonly version: VersionInfo }) {
  const client = useQueryClient();
  const reason = useReasonFor('administration');
  const [error, setError] = useState<unknown>();
  const decide = (accept: boolean): void => {
    if (!reason) return;
    api.confirm(version.dataset, version.version, accept, reason).then(
      () => client.invalidateQueries(),
      (failure: unknown) => setError(failure),
    );
  };
  return (
    <div style={{ margin: '0 0 10px' }}>
      <p className="contradicts">
        Held: much of the list is gone in this version. Nothing was changed. Look at the publisher's page
        before you take it over.
      </p>
      <ErrorNote error={error} />
      {reason && (
        <>
          <Button size="xs" onClick={() => decide(true)}>
            Take it over
          </Button>{' '}
          <Button size="xs" variant="default" onClick={() => decide(false)}>
            Refuse it
          </Button>
        </>
      )}
    </div>
  );
}

/** Rows that are shown at once; the filter finds the others. */
const MOST_ROWS = 300;

function Difference({ version }: { readonly version: VersionInfo }) {
  const [text, setText] = useState('');
  const answer = useQuery({
    queryKey: ['difference', version.dataset, version.version],
    queryFn: () => api.difference(version.dataset, version.version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answer.error) return <ErrorNote error={answer.error} />;
  if (!answer.data) return <p className="faint">Reading …</p>;
  const { added, changed, removed, captions } = answer.data;
  const rows = [
    ...changed.map(({ id, added: more, removed: less }) => ({
      id,
      what: 'changed',
      detail: [
        ...more.map(({ property, value }) => `+ ${property}: ${value}`),
        ...less.map(({ property, value }) => `− ${property}: ${value}`),
      ],
    })),
    ...removed.map((id) => ({ id, what: 'removed', detail: [] as string[] })),
    ...added.map((id) => ({ id, what: 'added', detail: [] as string[] })),
  ].filter(({ id, detail }) =>
    `${id} ${captions[id] ?? ''} ${detail.join(' ')}`.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <>
      <TextInput
        aria-label="Filter"
        placeholder="Filter"
        size="xs"
        w={260}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        mb={6}
      />
      <span className="small faint">
        {rows.length.toLocaleString('en')} entries
        {rows.length > MOST_ROWS ? `, the first ${MOST_ROWS} are shown` : ''}
      </span>
      <table className="dense">
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ id, what, detail }) => (
            <tr key={`${what} ${id}`}>
              <td
                style={{ width: 80 }}
                className={what === 'removed' ? 'contradicts' : what === 'added' ? 'agrees' : ''}
              >
                {what}
              </td>
              <td>
                <Link to="/entity/$id" params={{ id }}>
                  <bdi>{captions[id] ?? id}</bdi>
                </Link>
              </td>
              <td className="faint">{id}</td>
              <td>
                {detail.map((line) => (
                  <div key={line}>
                    <bdi>{line}</bdi>
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Quarantine({ version }: { readonly version: VersionInfo }) {
  const answer = useQuery({
    queryKey: ['quarantine', version.dataset, version.version],
    queryFn: () => api.quarantine(version.dataset, version.version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answer.error) return <ErrorNote error={answer.error} />;
  if (!answer.data) return <p className="faint">Reading …</p>;
  if (answer.data.entries.length === 0) return <p>Everything could be read.</p>;
  return (
    <table className="dense">
      <thead>
        <tr>
          <th>file</th>
          <th className="number">line</th>
          <th>record</th>
          <th>reason</th>
          <th>excerpt</th>
        </tr>
      </thead>
      <tbody>
        {answer.data.entries.slice(0, MOST_ROWS).map((entry, i) => (
          <tr key={`${entry.file} ${entry.line} ${i}`}>
            <td>{entry.file}</td>
            <td className="number">{entry.line}</td>
            <td>{entry.record}</td>
            <td>{entry.reason}</td>
            <td className="faint">{entry.excerpt}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
