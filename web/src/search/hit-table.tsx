import { Link } from '@tanstack/react-router';
import {
  createColumnHelper,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Hit } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { GradeMark, Outcome, Score } from '../shared/marks.tsx';
import { versionText } from '../shared/time.ts';
import { countryName, GRADE_STRENGTH, inWords } from '../shared/words.ts';
import { bornOf, countriesOf } from './hit-facts.ts';
import type { Question } from './question.ts';
import classes from './search.module.css';

/** Height of a row with two lines, px; rows are measured when they are drawn. */
const ROW = 43;

const column = createColumnHelper<Hit>();

function columnsFor(versions: Readonly<Record<string, string>>) {
  return [
    column.accessor((hit) => hit.comparison.score, {
      id: 'score',
      header: 'Score',
      cell: (cell) => <Score value={cell.getValue()} />,
    }),
    column.accessor((hit) => GRADE_STRENGTH[hit.comparison.grade], {
      id: 'grade',
      header: 'Rests on',
      cell: ({ row }) => <GradeMark grade={row.original.comparison.grade} />,
    }),
    column.accessor((hit) => hit.entity.caption, {
      id: 'name',
      header: 'Record, and its name that matched',
      cell: ({ row }) => <Names hit={row.original} />,
    }),
    column.accessor((hit) => bornOf(hit)[0] ?? '', {
      id: 'born',
      header: 'Born',
      cell: ({ row }) => <Few values={bornOf(row.original)} most={2} />,
    }),
    column.accessor((hit) => countriesOf(hit)[0] ?? '', {
      id: 'country',
      header: 'Countries',
      cell: ({ row }) => <Few values={countriesOf(row.original).map(countryName)} most={2} />,
    }),
    column.display({
      id: 'fields',
      header: 'Agrees, contradicts',
      cell: ({ row }) => <Fields hit={row.original} />,
    }),
    column.accessor((hit) => hit.entity.datasets.join(), {
      id: 'dataset',
      header: 'List and version',
      cell: ({ row }) =>
        row.original.entity.datasets.map((name) => (
          <div key={name} className="nowrap">
            {name} <span className="quiet">{versionText(versions[name] ?? '')}</span>
          </div>
        )),
    }),
  ];
}

function Names({ hit: { entity, comparison } }: { readonly hit: Hit }) {
  const { candidateName, candidateProperty } = comparison.explanation;
  return (
    <>
      <div>
        <strong>
          <Said>{entity.caption}</Said>
        </strong>{' '}
        <span className="quiet small">{inWords(entity.schema)}</span>
      </div>
      {candidateName !== entity.caption && (
        <div className={classes.alias}>
          {inWords(candidateProperty)}: <Said>{candidateName}</Said>
        </div>
      )}
    </>
  );
}

function Few({ values, most }: { readonly values: readonly string[]; readonly most: number }) {
  const rest = values.length - most;
  return (
    <>
      {values.slice(0, most).map((value, place) => (
        <div key={value} className="nowrap">
          {value}
          {place === most - 1 && rest > 0 && (
            <span className="quiet" title={values.slice(most).join(', ')}>
              {' '}
              +{rest}
            </span>
          )}
        </div>
      ))}
    </>
  );
}

/** What beside the name agrees or contradicts; contradictions first. */
function Fields({ hit }: { readonly hit: Hit }) {
  const compared = hit.comparison.explanation.fields.filter(({ outcome }) => outcome !== 'not-compared');
  const order = { contradicts: 0, close: 1, agrees: 2, 'not-compared': 3 } as const;
  if (compared.length === 0) return <span className="quiet">nothing else compared</span>;
  return (
    <div className={classes.marks}>
      {[...compared]
        .sort((a, b) => order[a.outcome] - order[b.outcome])
        .map(({ field, outcome, detail }) => (
          <Outcome key={field} outcome={outcome} title={detail}>
            {field}
          </Outcome>
        ))}
    </div>
  );
}

/** The hits, best first; only the rows in sight are drawn. */
export function HitTable({
  hits,
  versions,
  active,
  onActive,
  onOpen,
  question,
  stale,
}: {
  readonly hits: readonly Hit[];
  readonly versions: Readonly<Record<string, string>>;
  readonly active: number;
  readonly onActive: (place: number) => void;
  readonly onOpen: (hit: Hit) => void;
  readonly question: Question;
  readonly stale: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<SortingState>([]);
  const columns = useMemo(() => columnsFor(versions), [versions]);
  const data = useMemo(() => [...hits], [hits]);
  const table = useReactTable({
    data,
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getRowId: ({ entity }) => entity.id,
  });
  const { rows } = table.getRowModel();
  // Sorting changes where a hit stands, not which one is chosen.
  const activeId = hits[active]?.entity.id;
  const place = rows.findIndex(({ id }) => id === activeId);
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  useEffect(() => {
    if (place >= 0) drawn.scrollToIndex(place, { align: 'auto' });
  }, [place, drawn]);

  const items = drawn.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = drawn.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.results} data-stale={stale}>
      <table className="grid" aria-label="Hits" aria-rowcount={rows.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
                  >
                    {header.column.getCanSort() ? (
                      <button
                        type="button"
                        className={classes.sort}
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        {flexRender(header.column.columnDef.header, header.getContext())}
                        {sorted === 'asc' ? ' ↑' : sorted === 'desc' ? ' ↓' : ''}
                      </button>
                    ) : (
                      flexRender(header.column.columnDef.header, header.getContext())
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const hit = row.original;
            const chosen = hit.entity.id === activeId;
            return (
              <tr
                key={row.id}
                ref={drawn.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={chosen}
                className={classes.row}
                onClick={() => {
                  onActive(hits.indexOf(hit));
                  onOpen(hit);
                }}
              >
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id}>
                    {cell.column.id === 'name' ? (
                      <Link
                        to="/hit/$id"
                        params={{ id: hit.entity.id }}
                        search={question}
                        className={classes.rowLink}
                        onFocus={() => onActive(hits.indexOf(hit))}
                        onClick={(event) => event.stopPropagation()}
                      >
                        {flexRender(cell.column.columnDef.cell, cell.getContext())}
                      </Link>
                    ) : (
                      flexRender(cell.column.columnDef.cell, cell.getContext())
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
