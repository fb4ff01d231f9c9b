import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ACTION_FACTS, isAction } from '../../../src/law/actions.ts';
import { changeReason } from '../shared/change-reason.tsx';
import { Facts } from '../shared/facts.tsx';
import { post } from '../shared/http.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { chooseReason, useReason } from '../shared/reason.ts';
import { useMe, usePolicy } from '../shared/session.ts';
import { count, instant } from '../shared/time.ts';
import { useMinutes } from '../shared/use-minutes.ts';
import type { Emergency } from './answers.ts';
import classes from './law.module.css';
import { useEmergencies, useLawChange } from './use-law.ts';

/** Breaking the glass, and the review of those who did. */
export function EmergencyView() {
  const answer = useEmergencies();
  const account = useMe().data?.account;
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return null;
  const { emergencies, mayTake, mayReview } = answer.data;
  const now = new Date().toISOString();
  const running = emergencies.find((one) => one.account === account && one.until > now);
  return (
    <>
      {running ? <Running emergency={running} /> : mayTake && <Take />}
      <section className={classes.section} aria-labelledby="taken">
        <h2 id="taken">{mayReview ? 'Taken, and their review' : 'Taken by you'}</h2>
        {emergencies.length === 0 ? (
          <Notice title="Nobody took emergency access.">Nothing waits for a review.</Notice>
        ) : (
          <table className="grid" aria-label="Emergency access">
            <thead>
              <tr>
                <th>Taken (UTC)</th>
                <th>Until (UTC)</th>
                <th>By</th>
                <th>Why</th>
                <th>Covers</th>
                <th>Review</th>
              </tr>
            </thead>
            <tbody>
              {emergencies.map((one) => (
                <tr key={one.id}>
                  <td className="nowrap">{instant(one.takenAt)}</td>
                  <td className="nowrap">{instant(one.until)}</td>
                  <td>{one.account}</td>
                  <td className={classes.rule}>{one.reason}</td>
                  <td className={classes.rule}>{covers(one)}</td>
                  <td>
                    <Review emergency={one} mayReview={mayReview} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

const covers = ({ actions }: Emergency): string =>
  actions.map((one) => (isAction(one) ? ACTION_FACTS[one].title : one)).join(', ');

/** The one that the officer took and that lasts. */
function Running({ emergency }: { readonly emergency: Emergency }) {
  const now = useMinutes();
  const reason = useReason();
  const basis = useBasis();
  const left = Math.max(1, Math.ceil((Date.parse(emergency.until) - now) / 60_000));
  const end = useLawChange(async (id: string) => {
    const ended = await post<Emergency>(`/api/law/emergencies/${encodeURIComponent(id)}/end`);
    // Nothing can be looked at any more under the purpose that has ended.
    if (reason?.purpose === EMERGENCY) changeReason();
    return ended;
  });
  return (
    <section className={classes.section} aria-labelledby="running">
      <h2 id="running">Your emergency access lasts</h2>
      <Facts
        facts={[
          [
            'Until',
            `${instant(emergency.until)} UTC, ${left === 1 ? 'a minute' : `${count(left)} minutes`} more`,
          ],
          ['Covers', covers(emergency)],
          ['Why', emergency.reason],
        ]}
      />
      <div className={classes.line}>
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate(emergency.id)}>
          End it now
        </Button>
        {reason?.purpose !== EMERGENCY && basis !== undefined && (
          <Button variant="default" onClick={() => chooseReason({ purpose: EMERGENCY, legalBasis: basis })}>
            Look under it
          </Button>
        )}
        <span className="quiet small">
          Every look under it is in the ledger, and somebody else reviews it, also when you end it.
        </span>
      </div>
      {end.error && <Failure error={end.error} />}
    </section>
  );
}

const EMERGENCY = 'emergency';

/** The legal basis that the policy has for emergencies. */
const useBasis = (): string | undefined =>
  usePolicy(true).data?.purposes.find(({ name }) => name === EMERGENCY)?.legalBases[0]?.name;

function Take() {
  const [why, setWhy] = useState('');
  const basis = useBasis();
  const take = useLawChange(async (reason: string) => {
    const taken = await post<Emergency>('/api/law/emergencies', { reason });
    setWhy('');
    if (basis !== undefined) chooseReason({ purpose: EMERGENCY, legalBasis: basis });
    return taken;
  });
  return (
    <section className={classes.section} aria-labelledby="take">
      <h2 id="take">Break the glass</h2>
      <p className={classes.text}>
        For the protection of life when there is no time to ask. For an hour you may look and ask; nothing can
        be decided or changed. An alarm is raised now, every look is in the ledger, and somebody else reviews
        it.
      </p>
      <form
        className={classes.line}
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate(why.trim());
        }}
      >
        <Textarea
          label="Why there is no time to ask (name nobody)"
          required
          autosize
          minRows={2}
          w={560}
          maxLength={2000}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button type="submit" color="red" disabled={!why.trim()} loading={take.isPending}>
          Take emergency access
        </Button>
      </form>
      {take.error && <Failure error={take.error} />}
    </section>
  );
}

function Review({
  emergency: { id, account, review },
  mayReview,
}: {
  readonly emergency: Emergency;
  readonly mayReview: boolean;
}) {
  const [note, setNote] = useState('');
  const me = useMe();
  const decide = useLawChange((verdict: 'accepted' | 'misuse') =>
    post<Emergency>(`/api/law/emergencies/${encodeURIComponent(id)}`, { verdict, note: note.trim() }),
  );
  if (review)
    return (
      <>
        <span className={review.verdict === 'misuse' ? 'contradicts' : 'agrees'}>
          {review.verdict === 'misuse' ? '✗ misuse' : '✓ accepted'}
        </span>{' '}
        by {review.by}: {review.note}
      </>
    );
  if (!mayReview) return <span className="close">waits for its review</span>;
  if (account === me.data?.account)
    return <span className="close">waits for somebody else to review it</span>;
  return (
    <form className={classes.line} onSubmit={(event) => event.preventDefault()}>
      <TextInput
        size="xs"
        aria-label="What the review found"
        placeholder="What the review found"
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button
        size="compact-sm"
        disabled={!note.trim()}
        loading={decide.isPending}
        onClick={() => decide.mutate('accepted')}
      >
        Accept
      </Button>
      <Button
        size="compact-sm"
        color="red"
        variant="light"
        disabled={!note.trim()}
        loading={decide.isPending}
        onClick={() => decide.mutate('misuse')}
      >
        Misuse
      </Button>
      {decide.error && <Failure error={decide.error} />}
    </form>
  );
}
