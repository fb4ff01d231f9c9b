import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { alarmWords } from '../../../src/law/alarm-words.ts';
import { useMe } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import type { AlarmsAnswer, EmergenciesAnswer, ServiceAlarm } from './answers.ts';
import classes from './law.module.css';
import { usePutAwayPartners } from './put-away.ts';
import { useAlarms, useEmergencies, usePutAway } from './use-law.ts';

/** So many are shown at once; the page below is what somebody came for. */
const SHOWN = 3;

interface Row {
  readonly key: string;
  readonly words: ReactNode;
  /** Where something can be done about it. */
  readonly links: ReactNode;
  /** Puts it away for this account; absent for what ends only when somebody has done something. */
  readonly onSeen?: () => void;
}

/**
 * Above every page: that emergency access lasts, to whoever took it; that some waits for a review, to those who review; what services
 * did to their ledgers or asked beyond what was agreed, and who cannot be reached, to those who may do something about it.
 */
export function AlarmBanner() {
  const account = useMe().data?.account;
  const emergencies = useEmergencies().data;
  const alarms = useAlarms().data;
  const seen = usePutAway();
  const [away, putAway] = usePutAwayPartners(account);
  const [all, setAll] = useState(false);
  const rows: readonly Row[] = [
    ...(emergencies ? emergencyRows(emergencies, account) : []),
    ...(alarms ? alarmRows(alarms, seen.mutate) : []),
    ...(alarms?.unreachable ?? [])
      .filter(({ partner, since }) => away[partner] !== since)
      .map((one) => unreachableRow(one, () => putAway(one.partner, one.since))),
  ];
  if (rows.length === 0) return null;
  return (
    <section className={classes.banner} aria-label="Alarms">
      <ul role="status">
        {(all ? rows : rows.slice(0, SHOWN)).map(({ key, words, links, onSeen }) => (
          <li key={key}>
            <span>{words}</span>
            {links}
            {onSeen && (
              <Button size="compact-xs" variant="subtle" loading={seen.isPending} onClick={onSeen}>
                Seen
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && (
        <Button size="compact-xs" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `${rows.length - SHOWN} more`}
        </Button>
      )}
    </section>
  );
}

function emergencyRows(
  { emergencies, mayReview }: EmergenciesAnswer,
  account: string | undefined,
): readonly Row[] {
  const now = new Date().toISOString();
  const mine = emergencies.find((one) => one.account === account && one.until > now);
  const others = mayReview ? emergencies.filter((one) => one.account !== account && !one.review) : [];
  const lasting = others.filter(({ until }) => until > now);
  const link = (words: string) => (
    <Link to="/law" search={{ view: 'emergency' }}>
      {words}
    </Link>
  );
  return [
    ...(mine
      ? [
          {
            key: 'mine',
            words: `Emergency access until ${instant(mine.until)} UTC: every look is reviewed by somebody else.`,
            links: link('See it, or end it'),
          },
        ]
      : []),
    ...(others.length > 0
      ? [
          {
            key: 'review',
            words: (
              <>
                {others.length === 1
                  ? 'An emergency access waits'
                  : `${others.length} emergency accesses wait`}{' '}
                for a review
                {lasting.length > 0 &&
                  `; that of ${[...new Set(lasting.map((one) => one.account))].join(', ')} lasts`}
                .
              </>
            ),
            links: link('Review'),
          },
        ]
      : []),
  ];
}

/** The newest of those that say the same of the same service; more are counted. */
function alarmRows(
  { alarms, mayReadLedger, mayKeepLinks }: AlarmsAnswer,
  onSeen: (entries: readonly number[]) => void,
): readonly Row[] {
  const same = new Map<string, ServiceAlarm[]>();
  for (const one of alarms) {
    const key = `${alarmWords(one)} ${one.by ?? ''}`;
    same.set(key, [...(same.get(key) ?? []), one]);
  }
  return [...same].flatMap(([key, those]) => {
    const [newest] = those;
    if (!newest) return [];
    const { entry, at, about, service, by } = newest;
    const partner = by ?? service;
    return [
      {
        key,
        words: (
          <>
            {about === 'ledger' ? capital(alarmWords(newest)) : alarmWords(newest)}
            {by !== undefined && `, says ${by}`}. <span className="quiet nowrap">{instant(at)} UTC</span>
            {those.length > 1 && <span className="quiet"> · {those.length} times</span>}
          </>
        ),
        links: (
          <>
            {mayKeepLinks && partner !== undefined && (
              <Link to="/partners/$name" params={{ name: partner }}>
                What is agreed with {partner}
              </Link>
            )}
            {mayReadLedger && about === 'ledger' && (
              <Link to="/ledger" search={{ view: 'checkpoints' }}>
                Check the ledger
              </Link>
            )}
            {mayReadLedger && (
              <Link to="/ledger" search={{ before: String(entry + 1) }}>
                Entry {entry}
              </Link>
            )}
          </>
        ),
        onSeen: () => onSeen(those.map((one) => one.entry)),
      },
    ];
  });
}

const unreachableRow = (
  { partner, since, waiting }: AlarmsAnswer['unreachable'][number],
  onSeen: () => void,
): Row => ({
  key: `away ${partner}`,
  words: (
    <>
      {partner} cannot be reached since {instant(since)} UTC
      {waiting > 0 && `; ${waiting === 1 ? 'a message waits' : `${waiting} messages wait`}`}. Call it.
    </>
  ),
  links: (
    <Link to="/partners/$name" params={{ name: partner }}>
      How it was reached
    </Link>
  ),
  onSeen,
});

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
