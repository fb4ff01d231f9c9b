import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from '@tanstack/react-router';
import { readAskQuery } from '../ask/ask-query.ts';
import { LAW_VIEWS, type LawView } from '../law/views.ts';
import { readLedgerQuery } from '../ledger/ledger-query.ts';
import { LIST_VIEWS, type ListView } from '../lists/list-views.ts';
import { readNetworkQuery } from '../network/network-query.ts';
import { PARTNER_VIEWS, type PartnersView } from '../partners/partners-query.ts';
import { readRequestQuery } from '../requests/request-query.ts';
import { readQuestion } from '../search/question.ts';
import { SearchPage } from '../search/search-page.tsx';
import { isProblem, type OpenidProblem } from '../sign-in/problems.ts';
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
  // Where most begin, typing at once: it comes with the frame.
  component: SearchPage,
});

const hit = createRoute({
  getParentRoute: () => root,
  path: '/hit/$id',
  validateSearch: readQuestion,
  component: lazyRouteComponent(() => import('../hit/hit-page.tsx'), 'HitPage'),
});

const entity = createRoute({
  getParentRoute: () => root,
  path: '/entity/$id',
  validateSearch: (query): { asOf?: string } => {
    const asOf = textOf(query.asOf);
    return asOf === undefined ? {} : { asOf };
  },
  component: lazyRouteComponent(() => import('../entity/entity-page.tsx'), 'EntityPage'),
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
  component: lazyRouteComponent(() => import('../lists/lists-page.tsx'), 'ListsPage'),
});

const ask = createRoute({
  getParentRoute: () => root,
  path: '/ask',
  validateSearch: readAskQuery,
  component: lazyRouteComponent(() => import('../ask/ask-page.tsx'), 'AskPage'),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: readRequestQuery,
  component: lazyRouteComponent(() => import('../requests/requests-page.tsx'), 'RequestsPage'),
});

const request = createRoute({
  getParentRoute: () => root,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('../requests/request-page.tsx'), 'RequestPage'),
});

const partners = createRoute({
  getParentRoute: () => root,
  path: '/partners',
  validateSearch: (query): { view?: PartnersView } => {
    const view = PARTNER_VIEWS.find((one) => one === query.view && one !== 'list');
    return view ? { view } : {};
  },
  component: lazyRouteComponent(() => import('../partners/partners-page.tsx'), 'PartnersPage'),
});

const partner = createRoute({
  getParentRoute: () => root,
  path: '/partners/$name',
  component: lazyRouteComponent(() => import('../partners/partner-page.tsx'), 'PartnerPage'),
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  validateSearch: readLedgerQuery,
  component: lazyRouteComponent(() => import('../ledger/ledger-page.tsx'), 'LedgerPage'),
});

const law = createRoute({
  getParentRoute: () => root,
  path: '/law',
  validateSearch: (query): { view?: LawView } => {
    const view = LAW_VIEWS.find((one) => one === query.view);
    return view ? { view } : {};
  },
  component: lazyRouteComponent(() => import('../law/law-page.tsx'), 'LawPage'),
});

const watch = createRoute({
  getParentRoute: () => root,
  path: '/watch',
  validateSearch: (query): { hit?: string; show?: string } => {
    const hit = textOf(query.hit);
    const show = textOf(query.show);
    return { ...(hit && { hit }), ...(show && { show }) };
  },
  component: lazyRouteComponent(() => import('../watch/watch-page.tsx'), 'WatchPage'),
});

const journeys = createRoute({
  getParentRoute: () => root,
  path: '/journeys',
  validateSearch: (query): { q?: string } => {
    const q = textOf(query.q);
    return q ? { q } : {};
  },
  component: lazyRouteComponent(() => import('../watch/journeys-page.tsx'), 'JourneysPage'),
});

// Loaded when it is asked for: nobody else needs the chart and its WebGL.
const network = createRoute({
  getParentRoute: () => root,
  path: '/network',
  validateSearch: readNetworkQuery,
  component: lazyRouteComponent(() => import('../network/network-page.tsx'), 'NetworkPage'),
});

const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  component: lazyRouteComponent(() => import('../watch/quality-page.tsx'), 'QualityPage'),
});

const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('../watch/quarantine-page.tsx'), 'QuarantinePage'),
});
const shift = createRoute({
  getParentRoute: () => root,
  path: '/shift',
  component: lazyRouteComponent(() => import('../watch/shift-page.tsx'), 'ShiftPage'),
});
const unmasking = createRoute({
  getParentRoute: () => root,
  path: '/unmasking',
  component: lazyRouteComponent(() => import('../watch/masking.tsx'), 'UnmaskingPage'),
});

const world = createRoute({
  getParentRoute: () => root,
  path: '/world',
  component: lazyRouteComponent(() => import('../world/world-page.tsx'), 'WorldPage'),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../accounts/accounts-page.tsx'), 'AccountsPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../my-account/my-account-page.tsx'), 'MyAccountPage'),
});

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
    world,
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
  // A page's code is fetched when somebody points at its link: it is there when they press.
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Fetches the other pages while nothing else is to do, but not the chart: who goes to one by key types on at once. */
export async function fetchPages(): Promise<void> {
  for (const route of Object.values(router.routesById))
    if (route.id !== network.id) await router.loadRouteChunk(route);
}
