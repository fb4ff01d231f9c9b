import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import { Failure } from '../shared/notice.tsx';
import type { RankMeasure } from './answers.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useRanks } from './use-network.ts';

const MEASURES: readonly { readonly value: RankMeasure; readonly label: string }[] = [
  { value: 'between', label: 'Stands between (shortest ways)' },
  { value: 'links', label: 'Most ties' },
  { value: 'pagerank', label: 'Tied to the well tied (PageRank)' },
  { value: 'constraint', label: 'Least bound (constraint)' },
];

/** Who stands where, as an interval and with a reason; never a bare number. */
export function RanksPanel({ desk }: { readonly desk: Desk }) {
  const [measure, setMeasure] = useState<RankMeasure>('between');
  const [whole, setWhole] = useState(false);
  const ranks = useRanks(measure, whole || desk.persons.length < 3 ? undefined : desk.persons, desk.clocks);
  const chosen = new Set(desk.selection.persons);
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <NativeSelect
          aria-label="Rank by"
          value={measure}
          onChange={(event) => setMeasure(event.currentTarget.value as RankMeasure)}
          data={[...MEASURES]}
        />
        <label className="small">
          <input
            type="checkbox"
            checked={whole}
            onChange={(event) => setWhole(event.currentTarget.checked)}
          />{' '}
          in the whole network
        </label>
        <span className="quiet small">{ranks.data?.note}</span>
      </div>
      {ranks.error && <Failure error={ranks.error} />}
      <table className="grid" aria-label="Ranks">
        <thead>
          <tr>
            <th className="number">Rank</th>
            <th className="number">Between</th>
            <th>Person</th>
            <th>Why</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {(ranks.data?.ranks ?? []).slice(0, 40).map(({ person, caption, rank, lowest, highest, why }) => (
            <tr
              key={person}
              className={classes.pickable}
              aria-selected={chosen.has(person)}
              onClick={() => desk.persons.includes(person) && desk.select({ persons: [person] })}
            >
              <td className="number">{rank}</td>
              <td className="number">{lowest === highest ? lowest : `${lowest}–${highest}`}</td>
              <td className="nowrap">
                <Said>{caption}</Said>
              </td>
              <td>{why}</td>
              <td>
                {!desk.persons.includes(person) && (
                  <button
                    type="button"
                    className={classes.quietButton}
                    onClick={() => desk.add([person], `Put ${caption} on the chart`)}
                  >
                    Put on chart
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
