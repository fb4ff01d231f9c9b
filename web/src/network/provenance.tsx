import { formatMarking } from '../../../src/model/marking.ts';
import { Failure } from '../shared/notice.tsx';
import type { ChartEdge } from './answers.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useTellings } from './use-network.ts';
import { gradeWords, heldInWords, holdersInWords, kindWords, knownInWords, listed, times } from './words.ts';

/** A tie in a few lines: what stands beside the pointer. All of it is at hand, so that it comes at once. */
export function TieFacts({ edge, desk }: { readonly edge: ChartEdge; readonly desk: Desk }) {
  return (
    <>
      <strong>
        {desk.caption(edge.a)} – {desk.caption(edge.b)}
      </strong>
      {edge.kinds.length > 0 && <div>{edge.kinds.map(kindWords).join('; ')}</div>}
      <div>{holdersInWords(edge)}</div>
      {edge.tellings > 0 && (
        <div className="quiet">
          {times(edge.independent, 'independent source')} in {times(edge.tellings, 'telling')}
          {edge.grade && ` · ${edge.grade}`}
          {edge.marking && ` · ${formatMarking(edge.marking)}`}
        </div>
      )}
      {(edge.validFrom ?? edge.validUntil ?? edge.knownSince) !== undefined && (
        <div className="quiet">
          held {heldInWords(edge)} · known since {edge.knownSince?.slice(0, 10) ?? 'not dated'}
        </div>
      )}
      {edge.seenByNobodyAlone && <div className={classes.alone}>Seen by nobody alone</div>}
    </>
  );
}

/** Who says that two persons are tied: every telling with its sources, grade, marking and both times. */
export function Provenance({ edge, desk }: { readonly edge: ChartEdge; readonly desk: Desk }) {
  const tellings = useTellings(edge.a, edge.b, desk.clocks);
  if (tellings.error) return <Failure error={tellings.error} />;
  if (!tellings.data) return <p className="quiet">Looking up who says so …</p>;
  const { sentence, tellings: rows } = tellings.data;
  return (
    <>
      <p>{sentence}</p>
      {rows.map((row, at) => (
        <article
          // biome-ignore lint/suspicious/noArrayIndexKey: tellings have no id, and their order is fixed.
          key={at}
          className={classes.telling}
        >
          <header>
            <strong>{kindWords(row.kind)}</strong>
            {row.note && <span> “{row.note}”</span>}
            {row.through && <span className="quiet"> {row.through}</span>}
            <code title={gradeWords(row.grade)}>{row.grade}</code>
          </header>
          <dl>
            <dt>Held by</dt>
            <dd>
              {row.halves
                ? `${row.halves[0]} and ${row.halves[1]}, half each`
                : listed(row.services) || 'no known service'}
            </dd>
            <dt>Sources</dt>
            <dd>
              {row.sources.join(', ') || 'none named'}
              {row.reports.length > 0 && <> · report {row.reports.join(', ')}</>}
              {row.derivedFrom.length > 0 && (
                <div className="quiet">goes back to {row.derivedFrom.join(', ')}: counts once</div>
              )}
            </dd>
            <dt>Grade</dt>
            <dd>{gradeWords(row.grade)}</dd>
            <dt>Marking</dt>
            <dd>
              <code>{formatMarking(row.marking)}</code>
            </dd>
            {row.places && (
              <>
                <dt>Where</dt>
                <dd>{row.places.join(' – ')}</dd>
              </>
            )}
            <dt>Held</dt>
            <dd>{heldInWords(row)}</dd>
            <dt>Known</dt>
            <dd>{knownInWords(row)}</dd>
          </dl>
        </article>
      ))}
    </>
  );
}
