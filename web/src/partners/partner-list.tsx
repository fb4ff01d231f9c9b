import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import { PartnerName } from '../shared/partner-name.tsx';
import { count, instant } from '../shared/time.ts';
import { useMinutes } from '../shared/use-minutes.ts';
import type { PartnerView } from './answers.ts';
import classes from './partners.module.css';
import { PreparedView } from './prepared-view.tsx';
import { usePartners } from './use-partners.ts';
import { ContactWords, EpochWords, UseBar } from './use-words.tsx';
import { attentionOf, STATE_WORDS } from './words.ts';

/** So many fit on a screen; with more there is something to narrow them by. */
const FEW = 12;

/** All partners: whether each is there, and how much may still be asked. */
export function PartnerList() {
  const answer = usePartners();
  const now = useMinutes();
  const [wanted, setWanted] = useState('');
  const [onlyAttention, setOnly] = useState(false);
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return null;
  const { partners, invitations } = answer.data;
  const attention = new Map(partners.map((one) => [one.id, attentionOf(one, now)]));
  const waiting = partners.filter(({ id }) => attention.get(id)?.length !== 0).length;
  const word = wanted.trim().toLowerCase();
  const shown = partners.filter(
    ({ id, title }) =>
      (id.includes(word) || title.toLowerCase().includes(word)) &&
      (!onlyAttention || attention.get(id)?.length !== 0),
  );
  return (
    <>
      {partners.length === 0 ? (
        <Notice title="There is no partner yet.">
          <Link to="/partners" search={{ view: 'invite' }}>
            Invite a service
          </Link>
          , or{' '}
          <Link to="/partners" search={{ view: 'accept' }}>
            accept an invitation
          </Link>
          .
        </Notice>
      ) : (
        <>
          <div className={layout.line}>
            {partners.length > FEW && (
              <input
                className={layout.inline}
                aria-label="Name"
                placeholder="Name"
                value={wanted}
                onChange={(event) => setWanted(event.currentTarget.value)}
              />
            )}
            {(waiting > 0 || onlyAttention) && (
              <label className="small">
                <input
                  type="checkbox"
                  checked={onlyAttention}
                  onChange={(event) => setOnly(event.currentTarget.checked)}
                />{' '}
                only those with something to do ({count(waiting)})
              </label>
            )}
            <span className="quiet small" role="status">
              {count(shown.length)} of {count(partners.length)}
            </span>
          </div>
          {shown.length === 0 ? (
            <Notice title={word ? 'No partner is called so.' : 'Nothing to do: all partners are well.'} />
          ) : (
            <table className={`grid ${classes.list}`} aria-label="Partners">
              <thead>
                <tr>
                  <th>Partner</th>
                  <th>Agreement</th>
                  <th>Last contact</th>
                  <th>We asked today</th>
                  <th>It asked today</th>
                  <th>Its epoch</th>
                  <th>Until (UTC)</th>
                  <th>To do</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <Row key={one.id} partner={one} attention={attention.get(one.id) ?? []} now={now} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
      <PreparedView />
      {invitations.length > 0 && (
        <section className={layout.section} aria-labelledby="invitations">
          <h2 id="invitations">Invitations that nobody has accepted yet</h2>
          <ul className={classes.terms}>
            {invitations.map(({ id, name, until }) => (
              <li key={id}>
                {name}, until {instant(until)} UTC
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Row({
  partner: { id, title, state, agreement, contact, use },
  attention,
  now,
}: {
  readonly partner: PartnerView;
  readonly attention: readonly string[];
  readonly now: number;
}) {
  return (
    <tr>
      <td>
        <PartnerName id={id} title={title}>
          <Link to="/partners/$name" params={{ name: id }}>
            <strong>{id}</strong>
          </Link>
        </PartnerName>
      </td>
      <td className={state === 'in-force' ? 'agrees nowrap' : 'contradicts nowrap'}>{STATE_WORDS[state]}</td>
      <td className={classes.contact}>
        <ContactWords contact={contact} now={now} />
      </td>
      <td>{use && <UseBar use={use.weAsk} />}</td>
      <td>{use && <UseBar use={use.theyAsk} />}</td>
      <td>{use && <EpochWords use={use.weAsk} now={now} />}</td>
      <td className="nowrap">{agreement.until.slice(0, 10)}</td>
      <td className={`small ${classes.todo}`}>
        {attention.map((one) => (
          <div key={one} className="close">
            {one}
          </div>
        ))}
      </td>
    </tr>
  );
}
