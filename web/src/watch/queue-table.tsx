import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Said } from '../shared/bidi.tsx';
import { GradeMark, Score } from '../shared/marks.tsx';
import type { QueueEntry } from './answers.ts';
import classes from './watch.module.css';
import { countdown, STATE_WORDS, VERDICT_WORDS } from './words.ts';

/** Height of a row with two lines, px; rows are measured when they are drawn. */
const ROW = 43;
/** Height of the head, which stands over the rows, px. */
const HEAD = 30;

const soon = (dueAt: string, now: number): string => {
  const hours = (Date.parse(dueAt) - now) / 3_600_000;
  return hours < 0 ? 'past' : hours < 3 ? 'soon' : 'later';
};

/** Hits by time of arrival; only the rows in sight are drawn. */
export function QueueTable({
  hits,
  active,
  onActive,
  now,
}: {
  readonly hits: readonly QueueEntry[];
  readonly active: number;
  readonly onActive: (place: number) => void;
  readonly now: number;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const drawn = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: HEAD,
    // The head takes its height from the rows' place as well.
    scrollPaddingEnd: HEAD,
  });
  useEffect(() => {
    if (active >= 0) drawn.scrollToIndex(active, { align: 'auto' });
  }, [active, drawn]);
  const items = drawn.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = drawn.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.queue}>
      <table className="grid" aria-label="Queue" aria-rowcount={hits.length + 1}>
        <thead>
          <tr>
            <th>Arrives</th>
            <th>Flight</th>
            <th>Traveller, and the record</th>
            <th>Score, rests on</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map((item) => {
            const hit = hits[item.index];
            if (!hit) return null;
            const { leg, traveller, entity } = hit;
            return (
              <tr
                key={hit.id}
                ref={drawn.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={item.index === active}
                className={classes.row}
                onClick={() => onActive(item.index)}
              >
                <td className="nowrap" data-due={soon(hit.dueAt, now)}>
                  {countdown(hit.dueAt, now)}
                </td>
                <td className="nowrap">
                  <div>
                    {leg.carrier}
                    {leg.number}
                  </div>
                  <div className="quiet small">
                    {leg.from ?? '?'} → {leg.to ?? '?'}
                  </div>
                </td>
                <td>
                  <div>
                    <strong>
                      <Said>{traveller.name}</Said>
                    </strong>{' '}
                    <span className="quiet small nowrap">{traveller.birthDates.join(', ')}</span>
                  </div>
                  <div className="quiet small">
                    <Said>{entity.caption}</Said> · {entity.datasets.join(', ')}
                    {hit.claimedBy && (
                      <span className={classes.claim}>
                        {' '}
                        · {hit.handedBy ? `handed to ${hit.claimedBy}` : `${hit.claimedBy} is looking`}
                      </span>
                    )}
                    {hit.outdated && <span className="contradicts"> · the entry is {hit.outdated}</span>}
                    {hit.closedAt && ' · closed'}
                    {hit.state !== 'open' && (
                      <span>
                        {' '}
                        ·{' '}
                        {hit.verdict
                          ? VERDICT_WORDS[hit.verdict as keyof typeof VERDICT_WORDS]
                          : STATE_WORDS[hit.state]}
                        {hit.verdict &&
                          hit.state !== 'decided' &&
                          `, ${STATE_WORDS[hit.state].toLowerCase()}`}
                      </span>
                    )}
                  </div>
                </td>
                <td className="nowrap">
                  <Score value={hit.score} />
                  <div>
                    <GradeMark grade={hit.grade as React.ComponentProps<typeof GradeMark>['grade']} />
                  </div>
                </td>
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
