import { useState } from 'react';
import { Failure } from '../shared/notice.tsx';
import { AskAbout } from './ask-about.tsx';
import { ConcludeForm } from './conclude-form.tsx';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useConclusions, useSuggestions } from './use-network.ts';
import { listed, times } from './words.ts';

/** Whom to ask about whom, and which ties may be missing: questions to people, which expire. They are never drawn. */
export function AskPanel({ desk }: { readonly desk: Desk }) {
  const suggestions = useSuggestions(desk.clocks);
  const conclusions = useConclusions();
  const [concluding, setConcluding] = useState<{ readonly id: string; readonly accepted: boolean }>();
  const judged = new Map(
    (conclusions.data ?? []).flatMap(({ concluded, undoneAt, by }) =>
      concluded.kind === 'suggestion' && undoneAt === undefined
        ? [[concluded.suggestion, `${concluded.accepted ? 'accepted' : 'refused'} by ${by}`] as const]
        : [],
    ),
  );
  if (suggestions.error) return <Failure error={suggestions.error} />;
  if (!suggestions.data) return <p className="quiet">Looking for whom to ask …</p>;
  const { ask, links } = suggestions.data;
  const decide = (id: string, persons: readonly string[]) =>
    judged.get(id) !== undefined ? (
      <span className="quiet small">{judged.get(id)}</span>
    ) : concluding?.id === id ? (
      <ConcludeForm
        what={concluding.accepted ? 'Accept a suggestion' : 'Refuse a suggestion'}
        concluded={() => ({ kind: 'suggestion', suggestion: id, accepted: concluding.accepted, persons })}
        desk={desk}
        onDone={() => setConcluding(undefined)}
      />
    ) : (
      <span className="nowrap">
        <button
          type="button"
          className={classes.quietButton}
          onClick={() => setConcluding({ id, accepted: true })}
        >
          Accept …
        </button>{' '}
        <button
          type="button"
          className={classes.quietButton}
          onClick={() => setConcluding({ id, accepted: false })}
        >
          Refuse …
        </button>
      </span>
    );
  const onChart = (persons: readonly string[], caption: string) =>
    persons.every((id) => desk.persons.includes(id)) ? (
      <button type="button" className={classes.link} onClick={() => desk.select({ persons })}>
        {caption}
      </button>
    ) : (
      <button
        type="button"
        className={classes.link}
        onClick={() => desk.add(persons, `Put ${caption} on the chart`)}
      >
        {caption}
      </button>
    );
  return (
    <div className={classes.panel}>
      <h3>Whom to ask about whom</h3>
      {ask.length === 0 && (
        <p className="quiet">Nothing to ask: no partner holds more of a person whom this service knows.</p>
      )}
      {ask.length > 0 && (
        <table className="grid" aria-label="Whom to ask about whom">
          <tbody>
            {ask.map(({ id, partner, askable, person, caption, why, expires }) => (
              <tr key={id}>
                <td>
                  {partner} about {onChart([person], caption)}
                </td>
                <td>
                  {why} <span className="quiet small">until {expires.slice(0, 10)}</span>
                </td>
                <td>
                  {askable ? (
                    <AskAbout person={person} partners={[partner]} desk={desk} />
                  ) : (
                    <span className="quiet small">no agreement</span>
                  )}
                </td>
                <td>{decide(id, [person])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>Ties worth asking about</h3>
      {links.length === 0 && <p className="quiet">None.</p>}
      {links.length > 0 && (
        <table className="grid" aria-label="Ties worth asking about">
          <tbody>
            {links.map(({ id, persons, captions, why, expires }) => (
              <tr key={id}>
                <td>{onChart(persons, listed(captions))}</td>
                <td>
                  {why} <span className="quiet small">until {expires.slice(0, 10)}</span>
                </td>
                <td>{decide(id, persons)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>
        {times(
          (conclusions.data ?? []).filter(({ undoneAt }) => undoneAt === undefined).length,
          'conclusion',
        )}{' '}
        of analysts
      </h3>
      <table className="grid" aria-label="Conclusions">
        <tbody>
          {(conclusions.data ?? []).map(({ id, concluded, grade, by, at, reason, undoneAt, undoneBy }) => (
            <tr key={id}>
              <td>
                {concluded.kind === 'cell'
                  ? `Cell “${concluded.name}”`
                  : concluded.kind === 'role'
                    ? `Role “${concluded.role}”`
                    : concluded.accepted
                      ? 'Suggestion accepted'
                      : 'Suggestion refused'}
                {' · '}
                {onChart(
                  concluded.persons,
                  concluded.persons.length === 1
                    ? desk.caption(concluded.persons[0] as string)
                    : times(concluded.persons.length, 'person'),
                )}
              </td>
              <td>{reason}</td>
              <td>
                <code>{grade}</code>
              </td>
              <td className="quiet nowrap">
                {by}, {at.slice(0, 10)}
                {undoneAt && `; taken back by ${undoneBy}, ${undoneAt.slice(0, 10)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
