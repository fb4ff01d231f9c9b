import { useState } from 'react';
import { Failure, Notice } from '../shared/notice.tsx';
import { count, instant } from '../shared/time.ts';
import { GRADE_WORDS } from '../shared/words.ts';
import type { WatchQuality } from './answers.ts';
import classes from './pages.module.css';
import { useQuality } from './use-watch.ts';
import { OUTCOME_WORDS } from './words.ts';

const share = (part: number, of: number): string => (of === 0 ? '' : `${Math.round((100 * part) / of)} %`);

/** How right hits were, how well carriers tell, and what could not be read. */
export function QualityPage() {
  const quality = useQuality();
  if (quality.error) return <Failure error={quality.error} />;
  if (!quality.data) return null;
  return (
    <div className={classes.page}>
      <h1>Quality</h1>
      <Verdicts verdicts={quality.data.verdicts} />
      <Outcomes outcomes={quality.data.outcomes} />
      <Senders senders={quality.data.senders} />
      <Missing missing={quality.data.missing} />
      <Files files={quality.data.files} />
      {quality.data.filesTotal > quality.data.files.length && (
        <p className="quiet">
          The newest {count(quality.data.files.length)} of {count(quality.data.filesTotal)} files.
        </p>
      )}
    </div>
  );
}

function Verdicts({ verdicts }: Pick<WatchQuality, 'verdicts'>) {
  const rows = new Map<
    string,
    { dataset: string; grade: string; same: number; notSame: number; unsure: number }
  >();
  for (const { dataset, grade, verdict, count: n } of verdicts) {
    const key = `${dataset} ${grade}`;
    const row = rows.get(key) ?? { dataset, grade, same: 0, notSame: 0, unsure: 0 };
    if (verdict === 'same') row.same += n;
    else if (verdict === 'not-same') row.notSame += n;
    else row.unsure += n;
    rows.set(key, row);
  }
  return (
    <section aria-labelledby="precision">
      <h2 id="precision">How right hits were, by verdicts of people</h2>
      {rows.size === 0 ? (
        <p className="quiet">Nobody has judged a hit yet.</p>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th>List</th>
              <th>Rests on</th>
              <th className="number">The same</th>
              <th className="number">Not the same</th>
              <th className="number">Cannot tell</th>
              <th className="number">Right</th>
            </tr>
          </thead>
          <tbody>
            {[...rows.values()].map(({ dataset, grade, same, notSame, unsure }) => (
              <tr key={`${dataset}${grade}`}>
                <td>{dataset}</td>
                <td>{GRADE_WORDS[grade as keyof typeof GRADE_WORDS] ?? grade}</td>
                <td className="number">{count(same)}</td>
                <td className="number">{count(notSame)}</td>
                <td className="number">{count(unsure)}</td>
                <td className="number">{share(same, same + notSame)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const outcomeInWords = (outcome: string): string =>
  OUTCOME_WORDS.find(([code]) => code === outcome)?.[1] ?? outcome;

function Outcomes({ outcomes }: Pick<WatchQuality, 'outcomes'>) {
  if (outcomes.length === 0) return null;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">What became of what was passed on</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>List</th>
            <th>Outcome</th>
            <th className="number">Hits</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ dataset, outcome, count: n }) => (
            <tr key={`${dataset}${outcome}`}>
              <td>{dataset}</td>
              <td>{outcomeInWords(outcome)}</td>
              <td className="number">{count(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const COLUMNS = [
  ['late', 'Only after departure'],
  ['unreadable', 'Not read'],
  ['withoutName', 'No name'],
  ['withoutBirthDate', 'No birth date'],
  ['withoutSex', 'No sex'],
  ['withoutNationality', 'No nationality'],
  ['withoutDocument', 'No document'],
  ['cutNames', 'Name perhaps cut'],
] as const;

/** Letters at which the carrier cuts all its names, where that shows. */
function CutAt({
  surnamesCutAt,
  givenNamesCutAt,
}: {
  readonly surnamesCutAt: number;
  readonly givenNamesCutAt: number;
}) {
  const cuts = [
    surnamesCutAt && `surnames at ${surnamesCutAt}`,
    givenNamesCutAt && `given names at ${givenNamesCutAt}`,
  ];
  const told = cuts.filter(Boolean).join(', ');
  return told ? <span className="small">{told} letters </span> : null;
}

function Senders({ senders }: Pick<WatchQuality, 'senders'>) {
  const download = (): void => {
    const head = [
      'sender',
      'route',
      'format',
      'messages',
      'flights',
      'travellers',
      ...COLUMNS.map(([name]) => name),
      'surnamesCutAt',
      'givenNamesCutAt',
    ];
    const lines = senders.map((row) =>
      head.map((name) => String(row[name as keyof typeof row]).replaceAll(',', ' ')).join(','),
    );
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([`${head.join(',')}\n${lines.join('\n')}\n`], { type: 'text/csv' }),
    );
    link.download = 'sender-quality.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section aria-labelledby="senders">
      <h2 id="senders">How carriers tell, by route</h2>
      {senders.length === 0 ? (
        <Notice title="No message was received yet.">
          Take some in with <code>tocsin receive FILE</code>.
        </Notice>
      ) : (
        <>
          <button type="button" className={classes.export} onClick={download}>
            Export as CSV
          </button>
          <table className="grid">
            <thead>
              <tr>
                <th>Carrier</th>
                <th>Route</th>
                <th>Message</th>
                <th className="number">Messages</th>
                <th className="number">Flights</th>
                <th className="number">Travellers</th>
                {COLUMNS.map(([name, title]) => (
                  <th key={name} className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {senders.map((row) => (
                <tr key={`${row.sender}${row.route}${row.format}`}>
                  <td>{row.sender}</td>
                  <td className="nowrap">{row.route}</td>
                  <td>{row.format}</td>
                  <td className="number">{count(row.messages)}</td>
                  <td className="number">{count(row.flights)}</td>
                  <td className="number">{count(row.travellers)}</td>
                  {COLUMNS.map(([name]) => (
                    <td key={name} className="number">
                      {row[name] > 0 ? (
                        <>
                          {count(row[name])}{' '}
                          {/* Pieces that were not read are no share of the travellers that were. */}
                          {name === 'cutNames' && <CutAt {...row} />}
                          {name !== 'unreadable' && (
                            <span className="quiet small">
                              {share(row[name], name === 'late' ? row.flights : row.travellers)}
                            </span>
                          )}
                        </>
                      ) : (
                        <span className="quiet">0</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function Missing({ missing }: Pick<WatchQuality, 'missing'>) {
  if (missing.length === 0) return null;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">Messages that never came, flights of the last 30 days</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>Carrier</th>
            <th>Route</th>
            <th className="number">Flights</th>
            <th>Without</th>
          </tr>
        </thead>
        <tbody>
          {missing.map((row) => (
            <tr key={`${row.carrier}${row.route}`}>
              <td>{row.carrier}</td>
              <td className="nowrap">{row.route}</td>
              <td className="number">{count(row.journeys)}</td>
              <td>
                {Object.entries(row.missing)
                  .map(([format, n]) => `${format} of ${count(n)}`)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Problem = { readonly severity: string; readonly offset: number; readonly reason: string };

function Files({ files }: Pick<WatchQuality, 'files'>) {
  const [open, setOpen] = useState<string>();
  const unread = files.filter(({ unreadable, mended, noted }) => unreadable + mended + noted > 0);
  if (unread.length === 0) return null;
  return (
    <section aria-labelledby="files">
      <h2 id="files">What was not as it should be</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>File</th>
            <th>Received (UTC)</th>
            <th className="number">Travellers</th>
            <th className="number">Not read</th>
            <th className="number">Mended</th>
            <th className="number">Noted</th>
          </tr>
        </thead>
        <tbody>
          {unread.map((file) => {
            const key = `${file.name}${file.receivedAt}`;
            return [
              <tr key={key}>
                <td>
                  <button
                    type="button"
                    className={classes.export}
                    aria-expanded={open === key}
                    onClick={() => setOpen(open === key ? undefined : key)}
                  >
                    {file.name}
                  </button>
                </td>
                <td className="nowrap">{instant(file.receivedAt)}</td>
                <td className="number">{count(file.travellers)}</td>
                <td className="number">{count(file.unreadable)}</td>
                <td className="number">{count(file.mended)}</td>
                <td className="number">{count(file.noted)}</td>
              </tr>,
              open === key && (
                <tr key={`${key} problems`}>
                  <td colSpan={6}>
                    <ul className={classes.problems}>
                      {(file.problems as readonly Problem[]).map(({ severity, offset, reason }) => (
                        <li key={`${offset}${reason}`}>
                          <span className={severity === 'unreadable' ? 'contradicts' : 'quiet'}>
                            {severity}
                          </span>{' '}
                          at byte {count(offset)}: {reason}
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
    </section>
  );
}
