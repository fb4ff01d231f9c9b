import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ListVersion } from '../shared/answers.ts';
import { upload } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { count } from '../shared/time.ts';
import classes from './lists.module.css';

interface Brought
  extends Pick<ListVersion, 'dataset' | 'version' | 'state' | 'entities' | 'added' | 'quarantined'> {
  readonly unchanged: boolean;
}

const MARKINGS = ['TLP:RED//ORCON', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'] as const;

/** A chart from a program of analysts, as a dataset of its own: file, name, marking, whose it is. */
export function BringChart() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [name, setName] = useState('');
  const bring = useMutation({
    mutationFn: (given: { readonly values: Readonly<Record<string, string>>; readonly file: File }) =>
      upload<Brought>('/api/network/charts', given.values, given.file),
    onSuccess: async ({ dataset, version }) => {
      await Promise.all(['lists', 'network'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      await navigate({ to: '/lists', search: { dataset, version } });
    },
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!file) return;
    const said = new FormData(event.currentTarget);
    const values = Object.fromEntries(
      ['name', 'marking', 'owner', 'grade', 'columns'].flatMap((field) => {
        const value = String(said.get(field) ?? '').trim();
        return value === '' ? [] : [[field, value]];
      }),
    );
    bring.mutate({ values, file });
  };
  return (
    <details className={classes.bring}>
      <summary>Bring a chart</summary>
      <p className="quiet">
        i2 ANX, GraphML, GEXF, CSV, FollowTheMoney or STIX. It becomes a list of its own, its persons are
        searched like those of other lists, and who is one person is judged afterwards.
      </p>
      <form className={classes.fields} onSubmit={send}>
        <label>
          File
          <input
            type="file"
            required
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              setFile(chosen);
              if (chosen && name === '') setName(chosen.name.replace(/\.[^.]*$/, ''));
            }}
          />
        </label>
        <label>
          Name
          <input
            name="name"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label>
          Marking, where it says none
          <select name="marking" defaultValue="TLP:AMBER+STRICT">
            {MARKINGS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          Grade, where it says none
          <input name="grade" placeholder="F6" pattern="[A-F][1-6]" size={4} title="A1 to F6" />
        </label>
        <label>
          Whose chart it is
          <input name="owner" placeholder="this service" maxLength={200} />
        </label>
        <label>
          Columns of a table
          <input name="columns" placeholder="source=A,target=B" maxLength={2000} />
        </label>
        <Button type="submit" size="compact-sm" disabled={!file} loading={bring.isPending}>
          Bring it
        </Button>
      </form>
      {bring.error && <Failure error={bring.error} />}
      {bring.data && (
        <p role="status">
          {bring.data.unchanged
            ? `${bring.data.dataset}: this file is its current version already.`
            : `${bring.data.dataset}: ${count(bring.data.entities)} entries, ${count(bring.data.added)} of them new; ${count(bring.data.quarantined)} things could not be read.${bring.data.state === 'held' ? ' It shrank, so it waits for an administrator.' : ''}`}
        </p>
      )}
    </details>
  );
}
