import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import layout from '../shared/layout.module.css';
import { instant } from '../shared/time.ts';
import type { RequestRow } from './answers.ts';
import classes from './requests.module.css';
import { CAN_WORDS, stateWords, timeLeft, whatWords } from './words.ts';

/** Height of a row with two lines, px; rows are measured when they are drawn. */
const ROW = 45;
/** Height of the head, which stands over the rows, px. */
const HEAD = 30;

/** Requests, newest first; only the rows in sight are drawn. */
export function RequestsTable({
  rows,
  active,
  onOpen,
  now,
}: {
  readonly rows: readonly RequestRow[];
  readonly active: number;
  readonly onOpen: (id: string) => void;
  readonly now: number;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: HEAD,
  });
  useEffect(() => drawn.scrollToIndex(active, { align: 'auto' }), [active, drawn]);
  const items = drawn.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = drawn.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.list}>
      <table className="grid" aria-label="Requests" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th>Partner</th>
            <th>What</th>
            <th>What is wanted</th>
            <th>For</th>
            <th>State</th>
            <th>Time left</th>
            <th>Changed (UTC)</th>
            <th>You may</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <tr
                  key={row.id}
                  ref={drawn.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  aria-selected={item.index === active}
                  className={classes.row}
                  onClick={() => onOpen(row.id)}
                >
                  <Cells row={row} now={now} />
                </tr>
              )
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

/** States in which nothing more is waited for. */
const OVER = ['answered', 'refused', 'cancelled', 'declined', 'agreed'];

export function TimeLeft({ row, now }: { readonly row: RequestRow; readonly now: number }) {
  if (row.deadline === undefined || OVER.includes(row.state)) return null;
  const soon = Date.parse(row.deadline) - now < 3 * 86_400_000;
  return (
    <span className={row.overdue ? 'contradicts' : soon ? 'close' : undefined} title={instant(row.deadline)}>
      {timeLeft(row.deadline, now)}
    </span>
  );
}

function Cells({ row, now }: { readonly row: RequestRow; readonly now: number }) {
  const {
    id,
    partner,
    question,
    purpose,
    legalBasis,
    caseNumber,
    state,
    changedAt,
    can,
    reminders,
    recipient,
  } = row;
  return (
    <>
      <td className="nowrap">
        <strong>{partner}</strong>
      </td>
      <td className="nowrap">
        <Link to="/requests/$id" params={{ id }}>
          {whatWords(row)}
        </Link>
        {row.strength === 'medium' && <div className="close small">medium hit</div>}
      </td>
      <td>
        <span className={classes.question}>
          {question ?? (recipient === undefined ? '' : `May it go on to ${recipient}?`)}
        </span>
      </td>
      <td>
        {purpose}
        <div className={`quiet small ${layout.cut}`}>{caseNumber ?? legalBasis}</div>
      </td>
      <td>
        {stateWords(state)}
        {reminders > 0 && <div className="quiet small">reminded {reminders} times</div>}
      </td>
      <td className="nowrap">
        <TimeLeft row={row} now={now} />
      </td>
      <td className="nowrap">{instant(changedAt)}</td>
      <td className="small">{can.map((one) => CAN_WORDS[one]).join(', ')}</td>
    </>
  );
}
