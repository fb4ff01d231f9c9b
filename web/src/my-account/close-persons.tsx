import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Closeness, OwnClosePerson } from '../shared/answers.ts';
import { get, post, remove } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import { useChange } from '../shared/use-change.ts';
import classes from './my-account.module.css';

const CLOSENESS: readonly Closeness[] = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'relative',
  'household',
  'other',
];

/** Persons close to whoever is signed in. Once declared, their names are shown to the data protection officer only. */
export function ClosePersons() {
  const own = useQuery({
    queryKey: ['close-persons'],
    queryFn: async ({ signal }) =>
      (await get<{ readonly persons: readonly OwnClosePerson[] }>('/api/account/close-persons', {}, signal))
        .persons,
  });
  const withdrawal = useChange('close-persons', (id: string) =>
    remove(`/api/account/close-persons/${encodeURIComponent(id)}`),
  );
  return (
    <section aria-labelledby="close-persons">
      <h2 id="close-persons">Persons close to me</h2>
      <p className="quiet">
        Where a colleague, or you, look at a record of somebody you declare here, the auditor sees that look.
        The name is kept encrypted and shown to the data protection officer only, not even to you again. No
        traveller and no list is matched with it. You can erase it at any time.
      </p>
      {own.error && <Failure error={own.error} />}
      {own.data && own.data.length > 0 && (
        <table className="grid" aria-label="Persons close to me">
          <thead>
            <tr>
              <th>How close</th>
              <th>Declared (UTC)</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {own.data.map(({ id, closeness, declaredAt }) => (
              <tr key={id}>
                <td>{closeness}</td>
                <td className="nowrap">{instant(declaredAt)}</td>
                <td className={classes.actions}>
                  <button type="button" onClick={() => withdrawal.mutate(id)}>
                    Erase
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {withdrawal.error && <Failure error={withdrawal.error} />}
      <Declare />
    </section>
  );
}

function Declare() {
  const [name, setName] = useState('');
  const [born, setBorn] = useState('');
  const [closeness, setCloseness] = useState<Closeness>('other');
  const declare = useChange('close-persons', async () => {
    await post<OwnClosePerson>('/api/account/close-persons', {
      name: name.trim(),
      born: born.trim(),
      closeness,
    });
    setName('');
    setBorn('');
  });
  return (
    <form
      className={classes.narrow}
      onSubmit={(event) => {
        event.preventDefault();
        declare.mutate();
      }}
    >
      <TextInput
        label="Name"
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Born"
        required
        placeholder="1971-05-06"
        pattern="\d{4}-\d{2}-\d{2}"
        title="YYYY-MM-DD"
        value={born}
        onChange={(event) => setBorn(event.currentTarget.value)}
      />
      <NativeSelect
        label="How close"
        data={[...CLOSENESS]}
        value={closeness}
        onChange={(event) =>
          setCloseness(CLOSENESS.find((one) => one === event.currentTarget.value) ?? 'other')
        }
      />
      <Button type="submit" mt={8} disabled={!name.trim() || !born.trim()} loading={declare.isPending}>
        Declare
      </Button>
      {declare.error && <Failure error={declare.error} />}
    </form>
  );
}
