import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PartnerFigures } from '../requests/answers.ts';
import { ChangeReason } from '../shared/change-reason.tsx';
import { getText } from '../shared/http.ts';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count } from '../shared/time.ts';
import { download } from './download.ts';
import classes from './partners.module.css';
import { useFigures } from './use-partners.ts';

const DAY = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const part = (value: number | undefined): string =>
  value === undefined ? '' : `${Math.round(value * 100)} %`;
const hours = (value: number | undefined): string =>
  value === undefined ? '' : value < 1 ? '< 1 h' : `${Math.round(value)} h`;

/** Who asks; the column; its value. */
const COLUMNS: readonly (readonly [
  who: 'we' | 'they',
  title: string,
  of: (one: PartnerFigures) => string,
])[] = [
  ['we', 'Questions', (one) => count(one.questionsAsked)],
  ['we', 'Hits', (one) => count(one.hits)],
  ['we', 'Requests', (one) => count(one.requestsSent)],
  ['we', 'Answered', (one) => count(one.answeredByThem)],
  ['we', 'Refused', (one) => count(one.refusedByThem)],
  ['we', 'Pending', (one) => count(one.pendingThere)],
  ['we', 'Took', (one) => hours(one.hoursTheyTook)],
  ['we', 'Of use', (one) => part(one.usefulOfTheirs)],
  ['they', 'Questions', (one) => count(one.questionsAnswered)],
  ['they', 'Requests', (one) => count(one.requestsReceived)],
  ['they', 'Answered', (one) => count(one.answeredByUs)],
  ['they', 'Refused', (one) => count(one.refusedByUs)],
  ['they', 'Pending', (one) => count(one.pendingHere)],
  ['they', 'Took', (one) => hours(one.hoursWeTook)],
  ['they', 'Of use', (one) => part(one.usefulOfOurs)],
];

/** A line parts the two directions. */
const classOf = (who: 'we' | 'they', title: string): string =>
  who === 'they' && title === 'Questions' ? `number ${classes.they}` : 'number';

/** Who asks, who answers, how fast, and how often it was of use. */
export function FiguresView() {
  const reason = useReason();
  const [today] = useState(() => Date.now());
  const [from, setFrom] = useState(() => dayOf(today - 365 * DAY));
  const [until, setUntil] = useState(() => dayOf(today + DAY));
  const span = [`${from}T00:00:00.000Z`, `${until}T00:00:00.000Z`] as const;
  const figures = useFigures(...span);
  const [failed, setFailed] = useState<unknown>();
  const day = (label: string, value: string, set: (day: string) => void) => (
    <TextInput
      label={label}
      type="date"
      value={value}
      onChange={(event) => event.currentTarget.value && set(event.currentTarget.value)}
    />
  );
  return (
    <>
      <div className={`${layout.line} ${layout.ends}`}>
        {day('From', from, setFrom)}
        {day('Before', until, setUntil)}
        {figures.data && figures.data.length > 0 && (
          <Button
            variant="default"
            onClick={() =>
              void getText('/api/cooperation.csv', { from: span[0], until: span[1] }).then(
                (text) => download('cooperation.csv', text),
                setFailed,
              )
            }
          >
            CSV
          </Button>
        )}
      </div>
      {failed !== undefined && <Failure error={failed} />}
      {figures.error && reason?.purpose !== 'cooperation' && (
        <Notice title="Figures are read for the purpose of cooperation.">
          <ChangeReason />
        </Notice>
      )}
      {figures.error && reason?.purpose === 'cooperation' && <Failure error={figures.error} />}
      {figures.data?.length === 0 && (
        <Notice title="No partner, no figures.">They begin with the first agreement.</Notice>
      )}
      {figures.data && figures.data.length > 0 && (
        <div className={layout.wide}>
          <table className="grid" aria-label="Cooperation by partner">
            <thead>
              <tr>
                <th rowSpan={2}>Partner</th>
                <th colSpan={COLUMNS.filter(([who]) => who === 'we').length}>We ask</th>
                <th className={classes.they} colSpan={COLUMNS.filter(([who]) => who === 'they').length}>
                  We are asked
                </th>
              </tr>
              <tr>
                {COLUMNS.map(([who, title]) => (
                  <th key={`${who} ${title}`} className={classOf(who, title)}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.data.map((one) => (
                <tr key={one.partner}>
                  <td>
                    <strong>{one.partner}</strong>
                  </td>
                  {COLUMNS.map(([who, title, shown]) => (
                    <td key={`${who} ${title}`} className={classOf(who, title)}>
                      {shown(one)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className={`${layout.text} quiet small`}>
        Took: median hours until an answer or a refusal. Of use: share of the answers with feedback.
      </p>
    </>
  );
}
