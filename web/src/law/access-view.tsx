import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { count } from '../shared/time.ts';
import type { CandidatesAnswer, SubjectAnswer } from './answers.ts';
import classes from './law.module.css';

/** Gives a file to whoever sits here. */
function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The answer to a person who asks what is held on them: find the records that are theirs, then put everything together. */
export function AccessView() {
  const [name, setName] = useState('');
  const [born, setBorn] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const find = useMutation({
    mutationFn: () =>
      get<CandidatesAnswer>('/api/subject-access', {
        name: name.trim(),
        ...(born.trim() && { born: born.trim() }),
      }),
    onSuccess: () => setChosen([]),
  });
  const collect = useMutation({
    mutationFn: () => post<SubjectAnswer>('/api/subject-access', { ids: chosen }),
  });
  const candidates = find.data?.candidates;
  const report = collect.data?.report;
  return (
    <>
      <p className={classes.text}>
        A person asks what is held on them and who looked at it (Directive (EU) 2016/680 art. 14, GDPR art.
        15). Others may have the same name: choose the records that are theirs. Needs the purpose Right of
        access.
      </p>
      <form
        className={classes.line}
        onSubmit={(event) => {
          event.preventDefault();
          collect.reset();
          find.mutate();
        }}
      >
        <TextInput
          label="Name"
          required
          w={320}
          value={name}
          maxLength={400}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Born"
          placeholder="1961-03-07"
          w={140}
          value={born}
          pattern="\d{4}(-\d{2}(-\d{2})?)?"
          title="YYYY, YYYY-MM or YYYY-MM-DD"
          onChange={(event) => setBorn(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!name.trim()} loading={find.isPending}>
          Find records
        </Button>
      </form>
      {find.error && <Failure error={find.error} />}
      {candidates?.length === 0 && (
        <Notice title="Nothing is held under this name.">That can be said to whoever asked.</Notice>
      )}
      {candidates && candidates.length > 0 && (
        <>
          <table className="grid" aria-label="Records that may be theirs">
            <thead>
              <tr>
                <th />
                <th>Name</th>
                <th>Held in</th>
                <th>What tells it apart</th>
                <th>Id</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map(({ id, caption, source, title, details }) => (
                <tr key={id}>
                  <td>
                    <Checkbox
                      size="xs"
                      aria-label={`${caption} is this person`}
                      checked={chosen.includes(id)}
                      onChange={(event) =>
                        setChosen(
                          event.currentTarget.checked
                            ? [...chosen, id]
                            : chosen.filter((other) => other !== id),
                        )
                      }
                    />
                  </td>
                  <td>
                    <bdi>{caption}</bdi>
                  </td>
                  <td>
                    {title}
                    <div className="quiet small">{source}</div>
                  </td>
                  <td>{details.join(', ')}</td>
                  <td>
                    <code>{id}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className={classes.line}>
            <Button
              disabled={chosen.length === 0}
              loading={collect.isPending}
              onClick={() => collect.mutate()}
            >
              Put together what is held
            </Button>
          </div>
        </>
      )}
      {collect.error && <Failure error={collect.error} />}
      {report && (
        <section className={classes.section} aria-labelledby="held">
          <h2 id="held">Held</h2>
          <ul>
            {report.holdings.map(({ source, title, records }) => (
              <li key={source}>
                {title} <span className="quiet small">{source}</span>: {count(records.length)}{' '}
                {records.length === 1 ? 'record' : 'records'}
              </li>
            ))}
            <li>Looks: {count(report.looks.length)}</li>
          </ul>
          <div className={classes.line}>
            <Button
              variant="default"
              onClick={() => save('what-is-held.html', 'text/html', collect.data?.page ?? '')}
            >
              Save as a page
            </Button>
            <Button
              variant="default"
              onClick={() => save('what-is-held.json', 'application/json', JSON.stringify(report, null, 2))}
            >
              Save as JSON
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
