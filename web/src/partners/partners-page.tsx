import { Link, useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import { AcceptView } from './accept-view.tsx';
import { FiguresView } from './figures-view.tsx';
import { InviteView } from './invite-view.tsx';
import classes from './partners.module.css';
import type { PartnersView } from './partners-query.ts';
import { PreparedView } from './prepared-view.tsx';
import { usePartners } from './use-partners.ts';
import { STATE_WORDS } from './words.ts';

const VIEWS: readonly (readonly [view: PartnersView, title: string])[] = [
  ['list', 'All'],
  ['invite', 'Invite a service'],
  ['accept', 'Accept an invitation'],
  ['figures', 'Figures'],
];

/** Whom this service works with, and what is agreed with each. */
export function PartnersPage() {
  const { view = 'list' } = useAddress({ from: '/partners' });
  const navigate = useNavigate();
  useKeys(
    Object.fromEntries(
      VIEWS.map(([name], at) => [
        String(at + 1),
        () => {
          void navigate({ to: '/partners', search: name === 'list' ? {} : { view: name } });
          return true;
        },
      ]),
    ),
  );
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Partners</h1>
        <nav aria-label="Partners show" className={classes.views}>
          {VIEWS.map(([name, title], at) => (
            <Link
              key={name}
              to="/partners"
              search={name === 'list' ? {} : { view: name }}
              activeOptions={{ exact: true, includeSearch: true }}
              data-current={view === name}
              title={`Key ${at + 1}`}
            >
              {title}
            </Link>
          ))}
        </nav>
      </div>
      {view === 'list' && <List />}
      {view === 'invite' && <InviteView />}
      {view === 'accept' && <AcceptView />}
      {view === 'figures' && <FiguresView />}
    </div>
  );
}

function List() {
  const answer = usePartners();
  if (answer.error) return <Failure error={answer.error} />;
  if (!answer.data) return null;
  const { partners, invitations } = answer.data;
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
        <table className="grid" aria-label="Partners">
          <thead>
            <tr>
              <th>Partner</th>
              <th>Agreement</th>
              <th>Until (UTC)</th>
              <th className="number">Questions a day</th>
              <th>Key (SHA-256)</th>
              <th>Knows our keys</th>
              <th className="number">Messages waiting</th>
            </tr>
          </thead>
          <tbody>
            {partners.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to="/partners/$name" params={{ name: one.id }}>
                    <strong>{one.id}</strong>
                  </Link>
                  {one.title !== one.id && <div className="quiet small">{one.title}</div>}
                </td>
                <td>
                  <span className={one.state === 'in-force' ? 'agrees' : 'contradicts'}>
                    {STATE_WORDS[one.state]}
                  </span>
                  {one.proposal && <div className="close small">{one.proposal.by} proposes a change</div>}
                </td>
                <td className="nowrap">{instant(one.agreement.until)}</td>
                <td className="number">{one.agreement.questionsPerDay}</td>
                <td>
                  <code>{one.pin.slice(0, 12)} …</code>
                </td>
                <td>{one.knowsOurKeys ? 'yes' : <span className="close">not the newest</span>}</td>
                <td className="number">{one.waiting}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <PreparedView />
      {invitations.length > 0 && (
        <section className={classes.section} aria-labelledby="invitations">
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
