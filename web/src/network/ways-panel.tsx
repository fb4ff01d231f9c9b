import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Grade } from '../../../src/model/grade.ts';
import { Failure } from '../shared/notice.tsx';
import type { WaysBy } from './answers.ts';
import classes from './network.module.css';
import { firstPlaces } from './places.ts';
import type { Desk } from './use-desk.ts';
import { useWays } from './use-network.ts';
import { kindWords, listed, times } from './words.ts';
import { mark, put } from './work.ts';

/** Ways between two persons, told in sentences with who says so. */
export function WaysPanel({
  desk,
  ends,
}: {
  readonly desk: Desk;
  readonly ends: { readonly from: string; readonly to: string } | undefined;
}) {
  const [avoid, setAvoid] = useState('');
  const [least, setLeast] = useState('');
  const [service, setService] = useState('');
  const [by, setBy] = useState<WaysBy>('shortest');
  const ways = useWays(
    ends && {
      ...ends,
      most: 5,
      ...(by !== 'shortest' && { by }),
      ...(avoid && { avoidKinds: [avoid] }),
      ...(least && { leastGrade: least as Grade }),
      ...(service && { service }),
      ...(desk.clocks && { clocks: desk.clocks }),
    },
  );
  if (!ends)
    return (
      <p className="quiet">
        Select two persons (Shift and click), then press <kbd>P</kbd>: the ways between them are told here,
        each tie with who says so.
      </p>
    );
  const paths = ways.data?.paths ?? [];
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <strong>
          {desk.caption(ends.from)} → {desk.caption(ends.to)}
        </strong>
        <NativeSelect
          aria-label="Which come first"
          value={by}
          onChange={(event) => setBy(event.currentTarget.value as WaysBy)}
          data={[
            { value: 'shortest', label: 'fewest ties first' },
            { value: 'reliable', label: 'most reliable first' },
            { value: 'time', label: 'as time allows' },
          ]}
        />
        <NativeSelect
          aria-label="Kind to avoid"
          value={avoid}
          onChange={(event) => setAvoid(event.currentTarget.value)}
          data={[
            { value: '', label: 'over any kind' },
            ...(desk.overview?.kinds ?? []).map(({ kind }) => ({
              value: kind,
              label: `without ${kindWords(kind)}`,
            })),
          ]}
        />
        <NativeSelect
          aria-label="Least grade"
          value={least}
          onChange={(event) => setLeast(event.currentTarget.value)}
          data={[
            { value: '', label: 'of any grade' },
            ...['B2', 'C3', 'D4'].map((grade) => ({ value: grade, label: `at least ${grade}` })),
          ]}
        />
        <NativeSelect
          aria-label="Held by"
          value={service}
          onChange={(event) => setService(event.currentTarget.value)}
          data={[
            { value: '', label: 'held by anybody' },
            ...desk.serviceNames.map((name) => ({ value: name, label: `that ${name} holds` })),
          ]}
        />
        {desk.work.way && (
          <button
            type="button"
            className={classes.quietButton}
            onClick={() => desk.run('Mark no way', mark(undefined))}
          >
            Mark none
          </button>
        )}
      </div>
      {ways.error && <Failure error={ways.error} />}
      {ways.data && (
        <p role="status">
          {paths.length === 0 ? 'There is no such way.' : `${times(paths.length, 'way')}. `}
          {ways.data.seenAloneBy.length > 0
            ? `${listed(ways.data.seenAloneBy)} ${ways.data.seenAloneBy.length > 1 ? 'see' : 'sees'} one alone.`
            : paths.length > 0 && 'No service sees any of them alone.'}{' '}
          {ways.data.together.slice(0, 2).map(({ services, exchanges }) => (
            <span key={services.join(' ')} className="quiet">
              {listed(services)} together see one
              {exchanges.length > 0 &&
                `: ${exchanges.map(({ asker, partner, person }) => `${asker} asks ${partner} about ${desk.caption(person)}`).join(', or ')}`}
              .{' '}
            </span>
          ))}
        </p>
      )}
      {ways.data?.note && <p className="quiet small">{ways.data.note}</p>}
      <ol className={classes.ways}>
        {paths.map((path) => {
          const marked = desk.work.way?.edges.join() === path.edges.join();
          const missing = path.persons.filter((id) => !desk.persons.includes(id));
          return (
            <li key={path.edges.join(' ')} data-marked={marked}>
              <header>
                <strong>{times(path.edges.length, 'tie')}</strong>{' '}
                <code title="Of its weakest tie">{path.grade}</code>{' '}
                <span className="quiet">{path.needs}</span>{' '}
                <button
                  type="button"
                  className={classes.quietButton}
                  onClick={() =>
                    desk.run('Mark a way', (work) =>
                      mark({ persons: path.persons, edges: path.edges })(
                        put(firstPlaces(missing, neighboursOnWay(path.persons), work.places))(work),
                      ),
                    )
                  }
                >
                  {missing.length > 0 ? `Mark it, with ${missing.length} more` : 'Mark it'}
                </button>
              </header>
              {path.sentences.map((sentence, at) => (
                <div key={sentence}>
                  {path.when?.[at] && <span className="quiet">from {path.when[at]}: </span>}
                  {sentence}
                </div>
              ))}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const neighboursOnWay = (persons: readonly string[]) =>
  persons.slice(1).map((b, at) => ({ a: persons[at] as string, b }));
