import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useMe } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import type { PolicyInWords, PolicyText, PolicyVersion } from './answers.ts';
import classes from './law.module.css';
import { changedParts, lineDifference } from './line-difference.ts';
import { PastView } from './past-view.tsx';
import { useCheck, useLaw, useLawChange, usePast, useVersions } from './use-law.ts';

const stateOf = ({ decision }: PolicyVersion, now: string): string => {
  if (!decision) return 'waits for somebody else to approve it';
  if (!decision.accepted) return `refused by ${decision.by}`;
  const from = decision.inForceFrom ?? '';
  return `approved by ${decision.by}, in force ${from > now ? 'from' : 'since'} ${instant(from)} UTC`;
};

/** What was proposed, what it changes, what it would have changed, and the approval by a second person. */
export function VersionsView() {
  const law = useLaw();
  const versions = useVersions();
  const [open, setOpen] = useState<string>();
  const [writing, setWriting] = useState(false);
  const error = law.error ?? versions.error;
  if (error) return <Failure error={error} />;
  if (!law.data || !versions.data) return null;
  const now = new Date().toISOString();
  const { setUp, versions: proposed } = versions.data;
  const opened = proposed.find(({ id }) => id === open);
  const look = (id: string) => (
    <Button
      size="compact-xs"
      variant="default"
      aria-expanded={id === open}
      onClick={() => setOpen(id === open ? undefined : id)}
    >
      {id === open ? 'Close' : 'Look at it'}
    </Button>
  );
  return (
    <>
      {!writing && (
        <div className={classes.line}>
          <Button size="compact-sm" onClick={() => setWriting(true)}>
            Propose another policy
          </Button>
        </div>
      )}
      {writing && <Proposal law={law.data} onClose={() => setWriting(false)} />}
      <section className={classes.section} aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        <table className="grid" aria-label="Versions of the policy">
          <thead>
            <tr>
              <th>Proposed (UTC)</th>
              <th>By</th>
              <th>What it changes, and why</th>
              <th>State</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {proposed.map((version) => (
              <tr key={version.id}>
                <td className="nowrap">{instant(version.proposedAt)}</td>
                <td>{version.proposedBy}</td>
                <td className={classes.rule}>{version.note}</td>
                <td>
                  {stateOf(version, now)}
                  {version.id === law.data.version && <strong> · in force now</strong>}
                </td>
                <td>{look(version.id)}</td>
              </tr>
            ))}
            <tr>
              <td className="quiet">with the service</td>
              <td className="quiet">{setUp.shipped ? 'Tocsin' : 'whoever set it up'}</td>
              <td className={classes.rule}>
                {setUp.shipped
                  ? 'The policy that ships with Tocsin. Nobody proposed it.'
                  : 'The policy that the service was set up with, in the place of the one that ships with Tocsin.'}
              </td>
              <td>
                holds until another is approved
                {law.data.version === undefined && <strong> · in force now</strong>}
              </td>
              <td>{look(SET_UP)}</td>
            </tr>
          </tbody>
        </table>
      </section>
      {opened && <Version version={opened} law={law.data} key={opened.id} />}
      {open === SET_UP && <Version version={setUp} law={law.data} key={SET_UP} />}
    </>
  );
}

/** In the place of the id of a version. */
const SET_UP = 'set-up';

function Version({
  version,
  law,
}: {
  readonly version: PolicyVersion | PolicyText;
  readonly law: PolicyInWords;
}) {
  const past = usePast();
  return (
    <section className={classes.section} aria-labelledby="difference">
      <h2 id="difference">How it differs from the policy in force</h2>
      <Difference before={law.files} after={version.files} />
      <div className={classes.line}>
        <Button
          size="compact-sm"
          variant="default"
          loading={past.isPending}
          onClick={() => past.mutate(version)}
        >
          What would have changed?
        </Button>
      </div>
      {past.error && <Failure error={past.error} />}
      {past.data && <PastView report={past.data} />}
      {'id' in version && !version.decision && <Decide version={version} />}
    </section>
  );
}

function Difference({
  before,
  after,
}: {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}) {
  const changed = Object.keys({ ...before, ...after }).filter((file) => before[file] !== after[file]);
  if (changed.length === 0) return <p className="quiet">It is the same.</p>;
  return changed.map((file) => (
    <div key={file}>
      <h3>{file}</h3>
      <pre className={classes.cedar}>
        {changedParts(lineDifference(before[file] ?? '', after[file] ?? '')).map((line, i) => {
          const key = `${i}`;
          if (!line) return <span key={key}>⋯</span>;
          const text = `${line.sign} ${line.text}`;
          if (line.sign === '+') return <ins key={key}>{text}</ins>;
          return line.sign === '-' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
        })}
      </pre>
    </div>
  ));
}

function Decide({ version }: { readonly version: PolicyVersion }) {
  const [note, setNote] = useState('');
  const [from, setFrom] = useState('');
  const me = useMe();
  const decide = useLawChange((accept: boolean) =>
    post<PolicyVersion>(`/api/law/versions/${encodeURIComponent(version.id)}`, {
      accept,
      note: note.trim(),
      ...(accept && from !== '' && { inForceFrom: `${from}:00Z` }),
    }),
  );
  if (version.proposedBy === me.data?.account)
    return <Notice title="You proposed it: somebody else approves it.">Two people change the policy.</Notice>;
  return (
    <form className={classes.line} onSubmit={(event) => event.preventDefault()}>
      <TextInput
        label="Why"
        w={320}
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <TextInput
        label="In force from (UTC; empty: now)"
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
        Approve
      </Button>
      <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate(false)}>
        Refuse
      </Button>
      {decide.error && <Failure error={decide.error} />}
    </form>
  );
}

/** Writing another policy: begins with the one in force. */
function Proposal({ law, onClose }: { readonly law: PolicyInWords; readonly onClose: () => void }) {
  const [files, setFiles] = useState(law.files);
  const [file, setFile] = useState(`${law.jurisdiction}.cedar`);
  const [note, setNote] = useState('');
  const check = useCheck();
  const past = usePast();
  const text: PolicyText = { jurisdiction: law.jurisdiction, files };
  const propose = useLawChange(async () => {
    const made = await post<PolicyVersion>('/api/law/versions', { ...text, note: note.trim() });
    onClose();
    return made;
  });
  const write = (content: string): void => {
    setFiles({ ...files, [file]: content });
    check.reset();
    past.reset();
  };
  const failed = check.data?.cases.filter(({ passed }) => !passed) ?? [];
  return (
    <section className={`${classes.section} ${classes.editor}`} aria-labelledby="propose">
      <h2 id="propose">Another policy</h2>
      <div className={classes.line}>
        <NativeSelect
          label="File"
          data={Object.keys(files)}
          value={file}
          onChange={(event) => setFile(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={check.isPending}
          onClick={() => check.mutate(text)}
          title="Whether it can be read, and whether the cases of tests.json hold"
        >
          Check
        </Button>
        <Button variant="default" loading={past.isPending} onClick={() => past.mutate(text)}>
          What would have changed?
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Close
        </Button>
      </div>
      <textarea
        aria-label={`Text of ${file}`}
        spellCheck={false}
        value={files[file] ?? ''}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {check.error && <Failure error={check.error} />}
      {check.data && (
        <Notice
          kind={check.data.sound ? 'agrees' : 'contradicts'}
          title={
            check.data.sound
              ? `✓ All ${check.data.cases.length} cases hold.`
              : `✗ It cannot be taken over: ${[...check.data.problems, ...failed.map(({ name, instead }) => `case ${name}: ${instead}`)].join('; ')}`
          }
        />
      )}
      {past.error && <Failure error={past.error} />}
      {past.data && <PastView report={past.data} />}
      <Difference before={law.files} after={files} />
      <form
        className={classes.line}
        onSubmit={(event) => {
          event.preventDefault();
          propose.mutate(undefined);
        }}
      >
        <TextInput
          label="What it changes, and why"
          required
          w={480}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!note.trim()} loading={propose.isPending}>
          Propose
        </Button>
      </form>
      {propose.error && <Failure error={propose.error} />}
    </section>
  );
}
