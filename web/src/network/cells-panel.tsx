import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '../shared/notice.tsx';
import type { Cell } from './answers.ts';
import { ConcludeForm } from './conclude-form.tsx';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useCells } from './use-network.ts';
import { times } from './words.ts';
import { fold, type Group, group, ungroup } from './work.ts';

/** Cells by structure, each with how certain it is. They are proposals: a person concludes. */
export function CellsPanel({ desk }: { readonly desk: Desk }) {
  const [resolution, setResolution] = useState(1);
  const [concluding, setConcluding] = useState<string>();
  const [whole, setWhole] = useState(false);
  const cells = useCells(
    whole || desk.persons.length < 3 ? undefined : desk.persons,
    resolution,
    desk.clocks,
  );
  const rows = (cells.data?.cells ?? []).filter(({ members }) => members.length > 1);
  const shown = new Map(desk.work.groups.map((one) => [one.id, one]));
  const asGroup = ({ id, members, certainty }: Cell, at: number, folded = false): Group => ({
    id,
    name: `Cell ${at + 1}`,
    persons: members.map(({ person }) => person).filter((person) => desk.persons.includes(person)),
    certainty,
    folded,
  });
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <label className="small">
          Larger{' '}
          <input
            type="range"
            min={-3}
            max={3}
            step={0.5}
            aria-label="Size of cells"
            value={Math.log2(resolution)}
            onChange={(event) => setResolution(2 ** Number(event.currentTarget.value))}
          />{' '}
          smaller
        </label>
        <label className="small">
          <input
            type="checkbox"
            checked={whole}
            onChange={(event) => setWhole(event.currentTarget.checked)}
          />{' '}
          of the whole network
        </label>
        <Button
          size="compact-xs"
          variant="default"
          disabled={rows.length === 0}
          onClick={() =>
            desk.run(
              'Circle all cells',
              group(rows.map((cell, at) => asGroup(cell, at)).filter(({ persons }) => persons.length > 1)),
            )
          }
        >
          Circle all
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={rows.length === 0}
          onClick={() =>
            desk.run(
              'Fold all cells',
              group(
                rows.map((cell, at) => asGroup(cell, at, true)).filter(({ persons }) => persons.length > 1),
              ),
            )
          }
        >
          Fold all
        </Button>
        {desk.work.groups.length > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => desk.run('No circles and folds', ungroup(desk.work.groups.map(({ id }) => id)))}
          >
            None
          </Button>
        )}
        <span className="quiet small">{cells.data?.note}</span>
      </div>
      {cells.error && <Failure error={cells.error} />}
      <table className="grid" aria-label="Cells">
        <thead>
          <tr>
            <th>Cell</th>
            <th className="number">Certain</th>
            <th>Members (% where less certain)</th>
            <th>What each service sees of it</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((cell, at) => {
            const drawn = shown.get(cell.id);
            return (
              <tr key={cell.id}>
                <td className="nowrap">
                  <button
                    type="button"
                    className={classes.link}
                    onClick={() => desk.select({ persons: asGroup(cell, at).persons })}
                  >
                    Cell {at + 1}
                  </button>
                </td>
                <td className="number">{Math.round(cell.certainty * 100)} %</td>
                <td>
                  {cell.members
                    .slice(0, 12)
                    .map(
                      ({ caption, certainty }) =>
                        caption + (certainty < 0.995 ? ` ${Math.round(certainty * 100)} %` : ''),
                    )
                    .join(', ')}
                  {cell.members.length > 12 && ` and ${cell.members.length - 12} more`}
                  {concluding === cell.id && (
                    <ConcludeForm
                      what={`Cell of ${cell.members.length}`}
                      label="Name of the cell"
                      concluded={(name) => ({
                        kind: 'cell',
                        name,
                        persons: cell.members.map(({ person }) => person),
                      })}
                      desk={desk}
                      onDone={() => setConcluding(undefined)}
                    />
                  )}
                </td>
                <td>
                  {cell.seenBy
                    .map(({ service, members }) => `${service} ${members} of ${cell.members.length}`)
                    .join(', ') || 'nobody knows a member'}
                </td>
                <td className="nowrap">
                  {asGroup(cell, at).persons.length > 1 && (
                    <>
                      <button
                        type="button"
                        className={classes.quietButton}
                        onClick={() =>
                          drawn && !drawn.folded
                            ? desk.run(`No circle around cell ${at + 1}`, ungroup([cell.id]))
                            : desk.run(`Circle cell ${at + 1}`, group([asGroup(cell, at)]))
                        }
                      >
                        {drawn && !drawn.folded ? 'No circle' : 'Circle'}
                      </button>{' '}
                      <button
                        type="button"
                        className={classes.quietButton}
                        onClick={() =>
                          drawn?.folded
                            ? desk.run(`Unfold cell ${at + 1}`, fold(cell.id, false))
                            : desk.run(`Fold cell ${at + 1}`, group([asGroup(cell, at, true)]))
                        }
                      >
                        {drawn?.folded ? 'Unfold' : 'Fold'}
                      </button>{' '}
                    </>
                  )}
                  {asGroup(cell, at).persons.length < cell.members.length && (
                    <button
                      type="button"
                      className={classes.quietButton}
                      onClick={() =>
                        desk.add(
                          cell.members.map(({ person }) => person),
                          `Put ${times(cell.members.length, 'member')} on the chart`,
                        )
                      }
                    >
                      Put on chart
                    </button>
                  )}{' '}
                  <button
                    type="button"
                    className={classes.quietButton}
                    onClick={() => setConcluding(cell.id)}
                  >
                    Conclude …
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {cells.data && rows.length === 0 && <p className="quiet">No cell of two persons or more.</p>}
    </div>
  );
}
