import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ListDifference, ListVersion } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { get } from '../shared/http.ts';
import { Outcome } from '../shared/marks.tsx';
import { Failure } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count } from '../shared/time.ts';
import { inWords, valueInWords } from '../shared/words.ts';
import { type DifferenceRow, differenceRows, rowsWith } from './difference-rows.ts';
import classes from './lists.module.css';

/** What a version of a list added, changed and removed, with the values; searchable. */
export function Changes({ version: { dataset, version } }: { readonly version: ListVersion }) {
  const reason = useReason();
  const difference = useQuery({
    queryKey: ['difference', reason, dataset, version],
    queryFn: ({ signal }) =>
      get<ListDifference>(
        `/api/lists/${encodeURIComponent(dataset)}/versions/${encodeURIComponent(version)}/difference`,
        {},
        signal,
      ),
  });
  if (difference.error) return <Failure error={difference.error} />;
  if (!difference.data) return <p className="quiet">Comparing with the version before …</p>;
  return <DifferenceTable difference={difference.data} />;
}

const KIND_OUTCOMES = { added: 'agrees', changed: 'close', removed: 'contradicts' } as const;

function DifferenceTable({ difference }: { readonly difference: ListDifference }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const rows = useMemo(() => differenceRows(difference), [difference]);
  const found = useMemo(() => rowsWith(rows, wanted), [rows, wanted]);
  const scroller = useRef<HTMLDivElement>(null);
  const drawn = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    getItemKey: (index) => found[index]?.id ?? index,
    overscan: 10,
  });
  if (rows.length === 0) return <p className="quiet">This version changed nothing.</p>;
  return (
    <>
      <div className={classes.find}>
        <TextInput
          aria-label="Find in the changes"
          placeholder="Find a name, an id or a value"
          w={320}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className="quiet" role="status">
          {found.length < rows.length && `${count(found.length)} of `}
          {count(difference.added.length)} added, {count(difference.changed.length)} changed,{' '}
          {count(difference.removed.length)} removed
        </span>
      </div>
      <div ref={scroller} className={classes.changes}>
        <ul style={{ height: drawn.getTotalSize() }}>
          {drawn.getVirtualItems().map((item) => {
            const row = found[item.index];
            return (
              row && (
                <li
                  key={item.key}
                  ref={drawn.measureElement}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <DifferenceLine row={row} />
                </li>
              )
            );
          })}
        </ul>
      </div>
    </>
  );
}

function DifferenceLine({ row: { kind, id, caption, added, removed } }: { readonly row: DifferenceRow }) {
  return (
    <>
      <Outcome outcome={KIND_OUTCOMES[kind]}>{kind}</Outcome>
      <div>
        <Link to="/entity/$id" params={{ id }}>
          <Said>{caption}</Said>
        </Link>{' '}
        {caption !== id && <code className="quiet">{id}</code>}
        {removed.map(({ property, value }) => (
          <div key={`- ${property} ${value}`} className={classes.value}>
            <span className="contradicts">− {inWords(property)}</span>{' '}
            <Said>{valueInWords(property, value)}</Said>
          </div>
        ))}
        {added.map(({ property, value }) => (
          <div key={`+ ${property} ${value}`} className={classes.value}>
            <span className="agrees">+ {inWords(property)}</span> <Said>{valueInWords(property, value)}</Said>
          </div>
        ))}
      </div>
    </>
  );
}
