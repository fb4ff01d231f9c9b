import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChangeReason } from '../shared/change-reason.tsx';
import { getText } from '../shared/http.ts';
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
const hours = (value: number | undefined): string => (value === undefined ? '' : `${value} h`);

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
      <div className={classes.line}>
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
        <div className={classes.wide}>
          <table className="grid" aria-label="Cooperation by partner">
            <thead>
              <tr>
                <th rowSpan={2}>Partner</th>
                <th colSpan={8}>We ask</th>
                <th colSpan={7}>We are asked</th>
              </tr>
              <tr>
                {['Questions', 'Hits', 'Requests', 'Answered', 'Refused', 'Pending', 'Took', 'Of use'].map(
                  (title) => (
                    <th key={`we ${title}`} className="number">
                      {title}
                    </th>
                  ),
                )}
                {['Questions', 'Requests', 'Answered', 'Refused', 'Pending', 'Took', 'Of use'].map(
                  (title) => (
                    <th key={`they ${title}`} className="number">
                      {title}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {figures.data.map((one) => (
                <tr key={one.partner}>
                  <td>
                    <strong>{one.partner}</strong>
                  </td>
                  <td className="number">{count(one.questionsAsked)}</td>
                  <td className="number">{count(one.hits)}</td>
                  <td className="number">{count(one.requestsSent)}</td>
                  <td className="number">{count(one.answeredByThem)}</td>
                  <td className="number">{count(one.refusedByThem)}</td>
                  <td className="number">{count(one.pendingThere)}</td>
                  <td className="number">{hours(one.hoursTheyTook)}</td>
                  <td className="number">{part(one.usefulOfTheirs)}</td>
                  <td className="number">{count(one.questionsAnswered)}</td>
                  <td className="number">{count(one.requestsReceived)}</td>
                  <td className="number">{count(one.answeredByUs)}</td>
                  <td className="number">{count(one.refusedByUs)}</td>
                  <td className="number">{count(one.pendingHere)}</td>
                  <td className="number">{hours(one.hoursWeTook)}</td>
                  <td className="number">{part(one.usefulOfOurs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className={`${classes.text} quiet small`}>
        Took: median hours until an answer or a refusal. Of use: share of the answers with feedback.
      </p>
    </>
  );
}
