import { Said } from '../shared/bidi.tsx';
import { Failure } from '../shared/notice.tsx';
import classes from './network.module.css';
import { ServiceStroke } from './stroke-sample.tsx';
import type { Desk } from './use-desk.ts';
import { useFragments } from './use-network.ts';
import { listed } from './words.ts';

const n = (value: number): string => value.toLocaleString('en');

/** What each service sees alone, and what is there only because the fragments were joined. */
export function FragmentsPanel({ desk }: { readonly desk: Desk }) {
  const fragments = useFragments(desk.clocks);
  if (fragments.error) return <Failure error={fragments.error} />;
  if (!fragments.data) return <p className="quiet">Comparing what each sees …</p>;
  const { alone, union, linksOfNobody, pairsSeenAlone, pairsOnlyJoined, bridges, between } = fragments.data;
  return (
    <div className={classes.panel}>
      <p>
        <strong>{n(linksOfNobody)}</strong> of {n(union.links)} ties are held by no service alone.
        {pairsSeenAlone !== undefined && pairsOnlyJoined !== undefined && (
          <>
            {' '}
            <strong>{n(pairsOnlyJoined)}</strong> of {n(union.pairs)} connected pairs are seen only when
            everything is joined.
          </>
        )}
      </p>
      <div className={classes.columns}>
        <table className="grid" aria-label="Bridges">
          <thead>
            <tr>
              <th>Bridges: ties that part the joined network</th>
              <th>Held by</th>
              <th className="number">Pairs on it</th>
              <th className="number">Best alone</th>
            </tr>
          </thead>
          <tbody>
            {bridges.slice(0, 25).map(({ edge, persons, captions, holders, pairs, bestAlone }) => (
              <tr key={edge}>
                <td>
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() =>
                      desk.edgeOf.has(edge)
                        ? desk.select({ persons: [], edge })
                        : desk.add(persons, `Put ${listed(captions)} on the chart`)
                    }
                  >
                    <Said>{captions[0]}</Said> – <Said>{captions[1]}</Said>
                  </button>
                </td>
                <td>{listed(holders) || 'nobody alone'}</td>
                <td className="number">{n(pairs)}</td>
                <td className="number">
                  {bestAlone ? `${bestAlone.service} ${n(bestAlone.pairs)}` : 'none'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="grid" aria-label="Persons between fragments">
          <thead>
            <tr>
              <th>Between fragments</th>
              <th className="number">Pairs</th>
              <th>Seen by</th>
            </tr>
          </thead>
          <tbody>
            {between.slice(0, 25).map(({ person, caption, pairs, seenByNobodyAlone }) => (
              <tr key={person}>
                <td>
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() =>
                      desk.persons.includes(person)
                        ? desk.select({ persons: [person] })
                        : desk.add([person], `Put ${caption} on the chart`, 1)
                    }
                  >
                    <Said>{caption}</Said>
                  </button>
                </td>
                <td className="number">{n(pairs)}</td>
                <td>
                  {seenByNobodyAlone ? (
                    <span className={classes.alone}>nobody alone</span>
                  ) : (
                    'a service, in part'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="grid" aria-label="What each service sees">
          <thead>
            <tr>
              <th>Alone</th>
              <th className="number">Persons</th>
              <th className="number">Ties</th>
              <th className="number">Connected pairs</th>
            </tr>
          </thead>
          <tbody>
            {[...alone, union].map((view) => (
              <tr key={view.services.join(' ')}>
                <td>
                  {view === union ? (
                    <strong>joined</strong>
                  ) : (
                    <span className={classes.inline}>
                      <ServiceStroke
                        palette={desk.palette}
                        services={desk.serviceNames}
                        name={view.services[0] ?? ''}
                      />{' '}
                      {view.services.join(', ')}
                    </span>
                  )}
                </td>
                <td className="number">{n(view.persons)}</td>
                <td className="number">{n(view.links)}</td>
                <td className="number">{n(view.pairs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
