import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { put } from '../shared/http.ts';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import { useWork } from './use-requests.ts';

/** Persons that this service and a partner both work on; and what it says of its own work. */
export function WorkView() {
  const work = useWork();
  const queries = useQueryClient();
  const [record, setRecord] = useState('');
  const [contact, setContact] = useState('');
  const say = useMutation({
    mutationFn: ({ id, whom }: { readonly id: string; readonly whom: string | null }) =>
      put(`/api/active-cases/${encodeURIComponent(id)}`, { contact: whom }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  if (work.error) return <Failure error={work.error} />;
  if (!work.data) return null;
  const { deconflictions, cases } = work.data;
  return (
    <div className={layout.page}>
      <section className={layout.section} aria-labelledby="both">
        <h2 id="both">Both work on it</h2>
        {deconflictions.length === 0 ? (
          <Notice title="No partner works on a person that you work on.">
            It is told where the agreement has deconfliction, both say that they work on the person, and one
            asks the other. Nothing else is told.
          </Notice>
        ) : (
          <table className="grid" aria-label="Both work on it">
            <thead>
              <tr>
                <th>Partner</th>
                <th>Call there</th>
                <th>Record</th>
                <th>Since (UTC)</th>
              </tr>
            </thead>
            <tbody>
              {deconflictions.map((one) => (
                <tr key={`${one.partner} ${one.reference} ${one.side}`}>
                  <td>{one.partner}</td>
                  <td>
                    <strong>{one.contact}</strong>
                  </td>
                  <td>
                    <RecordLink id={one.record} />
                  </td>
                  <td className="nowrap">{instant(one.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className={layout.section} aria-labelledby="ours">
        <h2 id="ours">We work on</h2>
        <form
          className={`${layout.line} ${layout.ends}`}
          onSubmit={(event) => {
            event.preventDefault();
            say.mutate(
              { id: record.trim(), whom: contact.trim() },
              {
                onSuccess: () => {
                  setRecord('');
                  setContact('');
                },
              },
            );
          }}
        >
          <TextInput
            label="Id of the record"
            required
            maxLength={300}
            value={record}
            onChange={(event) => setRecord(event.currentTarget.value)}
          />
          <TextInput
            label="Whom a partner may call"
            required
            maxLength={300}
            value={contact}
            onChange={(event) => setContact(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!record.trim() || !contact.trim()} loading={say.isPending}>
            We work on it
          </Button>
        </form>
        {say.error && <Failure error={say.error} />}
        {cases.length > 0 && (
          <table className="grid" aria-label="We work on">
            <thead>
              <tr>
                <th>Record</th>
                <th>Contact</th>
                <th>Said by</th>
                <th>Since (UTC)</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {cases.map((one) => (
                <tr key={one.record}>
                  <td>
                    <RecordLink id={one.record} />
                  </td>
                  <td>{one.contact}</td>
                  <td>{one.by}</td>
                  <td className="nowrap">{instant(one.since)}</td>
                  <td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={say.isPending && say.variables.id === one.record}
                      onClick={() => say.mutate({ id: one.record, whom: null })}
                    >
                      Not any more
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

/** A case of a person who is on no list stands under a fingerprint, which leads nowhere. */
function RecordLink({ id }: { readonly id: string }) {
  return id.startsWith('query:') ? (
    <span className="quiet">a person who is on no list here</span>
  ) : (
    <Link to="/entity/$id" params={{ id }}>
      {id}
    </Link>
  );
}
