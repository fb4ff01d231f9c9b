import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from '@tanstack/react-router';
import { AccountsPage } from '../accounts/accounts-page.tsx';
import { AskPage } from '../ask/ask-page.tsx';
import { readAskQuery } from '../ask/ask-query.ts';
import { EntityPage } from '../entity/entity-page.tsx';
import { HitPage } from '../hit/hit-page.tsx';
import { LawPage } from '../law/law-page.tsx';
import { LAW_VIEWS, type LawView } from '../law/views.ts';
import { LedgerPage } from '../ledger/ledger-page.tsx';
import { readLedgerQuery } from '../ledger/ledger-query.ts';
import { LIST_VIEWS, type ListView } from '../lists/list-views.ts';
import { ListsPage } from '../lists/lists-page.tsx';
import { MyAccountPage } from '../my-account/my-account-page.tsx';
import { readNetworkQuery } from '../network/network-query.ts';
import { PartnerPage } from '../partners/partner-page.tsx';
import { PartnersPage } from '../partners/partners-page.tsx';
import { PARTNER_VIEWS, type PartnersView } from '../partners/partners-query.ts';
import { RequestPage } from '../requests/request-page.tsx';
import { readRequestQuery } from '../requests/request-query.ts';
import { RequestsPage } from '../requests/requests-page.tsx';
import { readQuestion } from '../search/question.ts';
import { SearchPage } from '../search/search-page.tsx';
import { isProblem, type OpenidProblem } from '../sign-in/problems.ts';
import { JourneysPage } from '../watch/journeys-page.tsx';
import { UnmaskingPage } from '../watch/masking.tsx';
import { QualityPage } from '../watch/quality-page.tsx';
import { QuarantinePage } from '../watch/quarantine-page.tsx';
import { ShiftPage } from '../watch/shift-page.tsx';
import { WatchPage } from '../watch/watch-page.tsx';
import { readAddressQuery, textOf, writeAddressQuery } from './address-bar.ts';
import { NotFound, PageError } from './page-error.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/find', replace: true });
  },
});

const find = createRoute({
  getParentRoute: () => root,
  path: '/find',
  validateSearch: readQuestion,
  component: SearchPage,
});

const hit = createRoute({
  getParentRoute: () => root,
  path: '/hit/$id',
  validateSearch: readQuestion,
  component: HitPage,
});

const entity = createRoute({
  getParentRoute: () => root,
  path: '/entity/$id',
  validateSearch: (query): { asOf?: string } => {
    const asOf = textOf(query.asOf);
    return asOf === undefined ? {} : { asOf };
  },
  component: EntityPage,
});

const lists = createRoute({
  getParentRoute: () => root,
  path: '/lists',
  validateSearch: (query): { dataset?: string; version?: string; view?: ListView } => {
    const dataset = textOf(query.dataset);
    const version = textOf(query.version);
    const view = LIST_VIEWS.find((one) => one === query.view);
    return { ...(dataset && { dataset }), ...(version && { version }), ...(view && { view }) };
  },
  component: ListsPage,
});

const ask = createRoute({
  getParentRoute: () => root,
  path: '/ask',
  validateSearch: readAskQuery,
  component: AskPage,
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: readRequestQuery,
  component: RequestsPage,
});

const request = createRoute({
  getParentRoute: () => root,
  path: '/requests/$id',
  component: RequestPage,
});

const partners = createRoute({
  getParentRoute: () => root,
  path: '/partners',
  validateSearch: (query): { view?: PartnersView } => {
    const view = PARTNER_VIEWS.find((one) => one === query.view && one !== 'list');
    return view ? { view } : {};
  },
  component: PartnersPage,
});

const partner = createRoute({
  getParentRoute: () => root,
  path: '/partners/$name',
  component: PartnerPage,
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  validateSearch: readLedgerQuery,
  component: LedgerPage,
});

const law = createRoute({
  getParentRoute: () => root,
  path: '/law',
  validateSearch: (query): { view?: LawView } => {
    const view = LAW_VIEWS.find((one) => one === query.view);
    return view ? { view } : {};
  },
  component: LawPage,
});

const watch = createRoute({
  getParentRoute: () => root,
  path: '/watch',
  validateSearch: (query): { hit?: string; show?: string } => {
    const hit = textOf(query.hit);
    const show = textOf(query.show);
    return { ...(hit && { hit }), ...(show && { show }) };
  },
  component: WatchPage,
});

const journeys = createRoute({
  getParentRoute: () => root,
  path: '/journeys',
  validateSearch: (query): { q?: string } => {
    const q = textOf(query.q);
    return q ? { q } : {};
  },
  component: JourneysPage,
});

// Loaded when it is asked for: nobody else needs the chart and its WebGL.
const network = createRoute({
  getParentRoute: () => root,
  path: '/network',
  validateSearch: readNetworkQuery,
  component: lazyRouteComponent(() => import('../network/network-page.tsx'), 'NetworkPage'),
});

const quality = createRoute({ getParentRoute: () => root, path: '/quality', component: QualityPage });

const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/quarantine',
  component: QuarantinePage,
});
const shift = createRoute({ getParentRoute: () => root, path: '/shift', component: ShiftPage });
const unmasking = createRoute({ getParentRoute: () => root, path: '/unmasking', component: UnmaskingPage });

const accounts = createRoute({ getParentRoute: () => root, path: '/accounts', component: AccountsPage });

const account = createRoute({ getParentRoute: () => root, path: '/account', component: MyAccountPage });

// The frame shows the sign-in at every address while nobody is signed in; here it also says what went wrong.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (query): { problem?: OpenidProblem } =>
    isProblem(query.problem) ? { problem: query.problem } : {},
  component: () => <Navigate to="/find" replace />,
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    find,
    hit,
    entity,
    watch,
    journeys,
    network,
    quality,
    quarantine,
    shift,
    unmasking,
    ask,
    requests,
    request,
    partners,
    partner,
    lists,
    ledger,
    law,
    accounts,
    account,
    signIn,
  ]),
  parseSearch: readAddressQuery,
  stringifySearch: writeAddressQuery,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
