import { Slider } from '@mantine/core';
import { useState } from 'react';
import { Curves, type Line } from './curves.tsx';
import { type Arm, type Interval, LAGS, MEASURED, summariesAt } from './measured.ts';
import classes from './world.module.css';

const ARMS: Readonly<Record<Arm, string>> = {
  alone: 'Alone',
  hit: 'Hit or no-hit',
  request: 'Hit and request',
  pool: 'One pool',
};

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const shares = ([value, low, high]: Interval): string =>
  `${percent(value)} (${percent(low)} to ${percent(high)})`;
const amounts = ([value]: Interval): string =>
  value >= 10 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100);

const COLUMNS = [
  ['Cells recognised before they act', ({ recognised }) => shares(recognised)],
  ['Days of lead, median', ({ lead }) => amounts(lead)],
  ['Brokers found', ({ brokersFound }) => shares(brokersFound)],
  ['Groups looked at in vain', ({ falseGroups }) => amounts(falseGroups)],
  ['Innocents told of', ({ innocentsTold }) => amounts(innocentsTold)],
  ['Questions', ({ questions }) => amounts(questions)],
  ['Answers', ({ answers }) => amounts(answers)],
  ['Reports given', ({ disclosed }) => amounts(disclosed)],
] as const satisfies readonly (readonly [string, (one: ReturnType<typeof summariesAt>[number]) => string])[];

/** What working together buys in simulated worlds: a reader changes how many take part, and how fast they answer. */
export function WorldPage() {
  const [partners, setPartners] = useState(MEASURED.services);
  const [lagPlace, setLagPlace] = useState(LAGS.indexOf(3));
  const lag = LAGS[lagPlace] as number;
  const arms = summariesAt(partners, lag);
  const lines = (at: readonly number[], of: (one: number) => readonly [number, number]): readonly Line[] =>
    (Object.keys(ARMS) as Arm[]).map((arm) => ({
      kind: arm,
      title: ARMS[arm],
      values: at.map((one) => {
        const found = summariesAt(...of(one)).find((summary) => summary.arm === arm);
        return found?.recognised ?? [0, 0, 0];
      }),
    }));
  const counts = Array.from({ length: MEASURED.services }, (_, i) => i + 1);
  return (
    <div className={classes.page}>
      <h1>What working together buys</h1>
      <p className={classes.text}>
        {MEASURED.worlds} simulated worlds with cells that prepare something, {MEASURED.services} services
        that each see a part of them, late and with errors, and everybody else. Nobody is meant. docs/world.md
        tells how it is made, and how far to believe it; differences say more than levels.
      </p>
      <div className={classes.knobs}>
        <div className={classes.knob}>
          <span>
            Services that work together: <b>{partners}</b> of {MEASURED.services}
          </span>
          <Slider
            value={partners}
            onChange={setPartners}
            min={1}
            max={MEASURED.services}
            label={null}
            thumbLabel="Services that work together"
          />
        </div>
        <div className={classes.knob}>
          <span>
            Days until an answer comes: <b>{lag}</b>
          </span>
          <Slider
            value={lagPlace}
            onChange={setLagPlace}
            min={0}
            max={LAGS.length - 1}
            label={null}
            thumbLabel="Days until an answer comes"
            scale={(place) => LAGS[place] ?? 0}
          />
        </div>
      </div>
      <table className="grid">
        <thead>
          <tr>
            <th>Of one world</th>
            {COLUMNS.map(([title]) => (
              <th key={title} className="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arms.map((summary) => (
            <tr key={summary.arm}>
              <td>{ARMS[summary.arm]}</td>
              {COLUMNS.map(([title, tell]) => (
                <td key={title} className="number">
                  {tell(summary)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.figures}>
        <Curves
          title="Cells recognised before they act, by services that work together"
          at={counts}
          marked={partners}
          onMark={setPartners}
          lines={lines(counts, (one) => [one, lag])}
        />
        <Curves
          title="The same, by days until an answer comes"
          at={LAGS}
          marked={lag}
          onMark={(one) => setLagPlace(LAGS.indexOf(one))}
          lines={lines(LAGS, (one) => [partners, one])}
        />
      </div>
      <p className="quiet small">
        Intervals and bands hold 95 % of what other draws of worlds would give. Alone, nobody asks; with one
        pool everything goes to everybody, which is a bound to compare with and no proposal. Seeds{' '}
        {MEASURED.seed} to {MEASURED.seed + MEASURED.worlds - 1}; run again by tocsin world measure --curves.
      </p>
    </div>
  );
}
