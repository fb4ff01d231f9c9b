import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './network.module.css';

const ROW = 24;

/** A table of which only what is in sight is drawn: 20,000 ties are usual. Rows are chosen by pointer, or by arrows and Enter. */
export function GrownTable<Row>({
  label,
  head,
  rows,
  keyOf,
  cells,
  isSelected,
  onSelect,
}: {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly cells: (row: Row) => readonly ReactNode[];
  readonly isSelected: (row: Row) => boolean;
  readonly onSelect: (row: Row, more: boolean) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const first = rows.findIndex(isSelected);
  useEffect(() => {
    if (first >= 0) virtual.scrollToIndex(first, { align: 'auto' });
  }, [first, virtual]);
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const step = (by: number): void => {
    const row = rows[Math.min(Math.max(first + by, 0), rows.length - 1)];
    if (row) onSelect(row, false);
  };
  return (
    <section
      ref={box}
      className={classes.grown}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls takes the keys.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') step(1);
        else if (event.key === 'ArrowUp') step(-1);
        else return;
        event.preventDefault();
      }}
    >
      <table className="grid" aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden style={{ height: before }}>
              <td colSpan={head.length} />
            </tr>
          )}
          {items.map(({ index }) => {
            const row = rows[index] as Row;
            return (
              <tr
                key={keyOf(row)}
                aria-rowindex={index + 2}
                aria-selected={isSelected(row)}
                className={classes.pickable}
                style={{ height: ROW }}
                onClick={(event) => onSelect(row, event.shiftKey)}
              >
                {cells(row).map((cell, at) => (
                  <td key={head[at]}>{cell}</td>
                ))}
              </tr>
            );
          })}
          {after > 0 && (
            <tr aria-hidden style={{ height: after }}>
              <td colSpan={head.length} />
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
