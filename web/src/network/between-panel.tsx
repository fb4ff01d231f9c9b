import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import { Failure } from '../shared/notice.tsx';
import type { BrokerRole, KeyPlayersGoal } from './answers.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useCut, useKeyPlayers, useRoles } from './use-network.ts';
import { listed, times } from './words.ts';
import { mark } from './work.ts';

type Question = KeyPlayersGoal | 'roles' | 'cut';

const QUESTIONS: readonly { readonly value: Question; readonly label: string }[] = [
  { value: 'fragmentation', label: 'Whose loss parts most?' },
  { value: 'distance', label: 'Whose loss makes the ways longest?' },
  { value: 'closeness', label: 'Who together are near to most?' },
  { value: 'reach', label: 'Who together reach most within two ties?' },
  { value: 'roles', label: 'Who ties persons whom different services know?' },
  { value: 'cut', label: 'On which ties do two groups hang together?' },
];

const ROLES: Readonly<Record<BrokerRole, { readonly title: string; readonly about: string }>> = {
  liaison: { title: 'Liaison', about: 'ties persons of two services and is known to neither of them' },
  gatekeeper: { title: 'Gatekeeper', about: 'leads from others to persons of the own service' },
  representative: { title: 'Representative', about: 'leads from persons of the own service to others' },
  itinerant: { title: 'Itinerant', about: 'ties persons of one service and is known to another' },
  coordinator: { title: 'Coordinator', about: 'ties persons of the own service' },
};

/** On whom, and on what, much hangs: each answer with why, and who says so. Places in what was told, nothing about a person. */
export function BetweenPanel({ desk }: { readonly desk: Desk }) {
  const [question, setQuestion] = useState<Question>('fragmentation');
  const [whole, setWhole] = useState(false);
  const persons = whole || desk.persons.length < 3 ? undefined : desk.persons;
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <NativeSelect
          aria-label="Question"
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value as Question)}
          data={[...QUESTIONS]}
        />
        {question !== 'cut' && (
          <label className="small">
            <input
              type="checkbox"
              checked={whole}
              onChange={(event) => setWhole(event.currentTarget.checked)}
            />{' '}
            in the whole network
          </label>
        )}
      </div>
      {question === 'roles' ? (
        <Roles desk={desk} persons={persons} />
      ) : question === 'cut' ? (
        <Cut desk={desk} />
      ) : (
        <KeyPlayers desk={desk} goal={question} persons={persons} />
      )}
    </div>
  );
}

function KeyPlayers({
  desk,
  goal,
  persons,
}: {
  readonly desk: Desk;
  readonly goal: KeyPlayersGoal;
  readonly persons: readonly string[] | undefined;
}) {
  const [count, setCount] = useState(2);
  const found = useKeyPlayers(goal, count, persons, desk.clocks);
  return (
    <>
      <div className={classes.line}>
        <NativeSelect
          aria-label="How many"
          value={String(count)}
          onChange={(event) => setCount(Number(event.currentTarget.value))}
          data={[1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: times(n, 'person') }))}
        />
        <strong role="status">{found.data?.sentence}</strong>
      </div>
      {found.error && <Failure error={found.error} />}
      <table className="grid" aria-label="Key players">
        <thead>
          <tr>
            <th>Person</th>
            <th>Why</th>
            <th>Who says so</th>
          </tr>
        </thead>
        <tbody>
          {(found.data?.players ?? []).map(({ person, caption, why, services }) => (
            <tr key={person}>
              <td className="nowrap">
                <Who desk={desk} person={person} caption={caption} />
              </td>
              <td>{why}</td>
              <td>{listed(services)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        {found.data?.note}{' '}
        {found.data &&
          (found.data.equallyGood ?? 1) > 1 &&
          `${found.data.equallyGood} such sets are as good.`}
      </p>
    </>
  );
}

function Roles({ desk, persons }: { readonly desk: Desk; readonly persons: readonly string[] | undefined }) {
  const found = useRoles(persons, desk.clocks);
  return (
    <>
      {found.error && <Failure error={found.error} />}
      <table className="grid" aria-label="Roles between services">
        <thead>
          <tr>
            <th>Person</th>
            <th>Known to</th>
            <th>Role</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {(found.data?.brokers ?? []).slice(0, 40).map(({ person, caption, services, role, why }) => (
            <tr key={person}>
              <td className="nowrap">
                <Who desk={desk} person={person} caption={caption} />
              </td>
              <td>{services.join(', ')}</td>
              <td title={ROLES[role].about}>{ROLES[role].title}</td>
              <td>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.data?.brokers.length === 0 && <p className="quiet">Nobody ties two who are not tied already.</p>}
      <p className="quiet small">
        {found.data?.note}{' '}
        {(found.data?.knownToNobody ?? 0) > 0 &&
          `${times(found.data?.knownToNobody ?? 0, 'person')} known to no service take part in no role.`}
      </p>
    </>
  );
}

interface Side {
  readonly name: string;
  readonly persons: readonly string[];
}

function Cut({ desk }: { readonly desk: Desk }) {
  const [sides, setSides] = useState<readonly [Side | undefined, Side | undefined]>([undefined, undefined]);
  const [by, setBy] = useState<'ties' | 'sources'>('ties');
  const [a, b] = sides;
  const found = useCut(
    a && b && { groupA: a.persons, groupB: b.persons, by, ...(desk.clocks && { clocks: desk.clocks }) },
  );
  const { selection, work } = desk;
  const choices: readonly Side[] = [
    ...(selection.persons.length > 0
      ? [{ name: `${times(selection.persons.length, 'person')} selected`, persons: selection.persons }]
      : []),
    ...work.groups.map(({ name, persons }) => ({ name, persons })),
  ];
  const choose = (at: 0 | 1, name: string): void => {
    const side = choices.find((one) => one.name === name);
    setSides(at === 0 ? [side, b] : [a, side]);
  };
  const ties = found.data?.ties ?? [];
  const missing = ties.flatMap(({ persons }) => persons.filter((id) => !desk.persons.includes(id)));
  return (
    <>
      <div className={classes.line}>
        {([0, 1] as const).map((at) => (
          <NativeSelect
            key={at}
            aria-label={at === 0 ? 'First group' : 'Second group'}
            value={sides[at]?.name ?? ''}
            onChange={(event) => choose(at, event.currentTarget.value)}
            data={[
              { value: '', label: at === 0 ? 'First group …' : 'Second group …' },
              ...new Set([...(sides[at] ? [sides[at].name] : []), ...choices.map(({ name }) => name)]),
            ]}
          />
        ))}
        <NativeSelect
          aria-label="Fewest"
          value={by}
          onChange={(event) => setBy(event.currentTarget.value as 'ties' | 'sources')}
          data={[
            { value: 'ties', label: 'fewest ties' },
            { value: 'sources', label: 'fewest independent sources' },
          ]}
        />
        {ties.length > 0 && (
          <button
            type="button"
            className={classes.quietButton}
            onClick={() =>
              missing.length > 0
                ? desk.add(missing, `Put ${times(missing.length, 'person')} of the cut on the chart`)
                : desk.run(
                    'Mark what two groups hang on',
                    mark({ persons: [], edges: ties.map(({ edge }) => edge) }),
                  )
            }
          >
            {missing.length > 0 ? `Put ${missing.length} more on the chart` : 'Mark them'}
          </button>
        )}
      </div>
      {found.error && <Failure error={found.error} />}
      {!(a && b) && (
        <p className="quiet">
          Two groups are needed. Select persons and choose them here, or circle them first (<kbd>C</kbd>):
          every circle is a group.
        </p>
      )}
      {a && b && found.data && (
        <>
          <strong role="status">{found.data.sentence}</strong>
          <table className="grid" aria-label="Ties between two groups">
            <thead>
              <tr>
                <th>Between</th>
                <th>Who says so</th>
              </tr>
            </thead>
            <tbody>
              {ties.map(({ edge, captions, sentence }) => (
                <tr key={edge}>
                  <td className="nowrap">
                    <Pick
                      title={
                        <>
                          <Said>{captions[0]}</Said> – <Said>{captions[1]}</Said>
                        </>
                      }
                      onPick={desk.edgeOf.has(edge) ? () => desk.select({ persons: [], edge }) : undefined}
                    />
                  </td>
                  <td>{sentence}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet small">{found.data.note}</p>
        </>
      )}
    </>
  );
}

/** A person of an answer: selected where on the chart, brought where not. */
function Who({
  desk,
  person,
  caption,
}: {
  readonly desk: Desk;
  readonly person: string;
  readonly caption: string;
}) {
  return (
    <Pick
      title={<Said>{caption}</Said>}
      onPick={() =>
        desk.persons.includes(person)
          ? desk.select({ persons: [person] })
          : desk.add([person], `Put ${caption} on the chart`)
      }
    />
  );
}

function Pick({ title, onPick }: { readonly title: ReactNode; readonly onPick: (() => void) | undefined }) {
  return onPick ? (
    <button type="button" className={classes.link} onClick={onPick}>
      {title}
    </button>
  ) : (
    title
  );
}
