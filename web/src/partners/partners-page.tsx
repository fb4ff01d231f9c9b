import { linkOptions, useSearch as useAddress } from '@tanstack/react-router';
import { useChanges } from '../shared/changes.ts';
import layout from '../shared/layout.module.css';
import { type View, Views } from '../shared/views.tsx';
import { AcceptView } from './accept-view.tsx';
import { FiguresView } from './figures-view.tsx';
import { InviteView } from './invite-view.tsx';
import { PartnerList } from './partner-list.tsx';
import { PARTNER_VIEWS } from './partners-query.ts';

const VIEWS: readonly View[] = [
  { title: 'All', link: linkOptions({ to: '/partners', search: {} }) },
  { title: 'Invite a service', link: linkOptions({ to: '/partners', search: { view: 'invite' } }) },
  { title: 'Accept an invitation', link: linkOptions({ to: '/partners', search: { view: 'accept' } }) },
  { title: 'Figures', link: linkOptions({ to: '/partners', search: { view: 'figures' } }) },
];

/** Whom this service works with, and what is agreed with each. */
export function PartnersPage() {
  const { view = 'list' } = useAddress({ from: '/partners' });
  useChanges('partners', 'partners');
  return (
    <div className={layout.page}>
      <div className={layout.head}>
        <h1>Partners</h1>
        <Views label="Partners show" views={VIEWS} current={PARTNER_VIEWS.indexOf(view)} />
      </div>
      {view === 'list' && <PartnerList />}
      {view === 'invite' && <InviteView />}
      {view === 'accept' && <AcceptView />}
      {view === 'figures' && <FiguresView />}
    </div>
  );
}
