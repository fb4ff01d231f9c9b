import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { AccountsPage } from '../accounts/accounts-page.tsx';
import { EntityPage } from '../entity/entity-page.tsx';
import { HitPage } from '../hit/hit-page.tsx';
import { LedgerPage } from '../ledger/ledger-page.tsx';
import { ListsPage } from '../lists/lists-page.tsx';
import { readQuestion } from '../search/question.ts';
import { SearchPage } from '../search/search-page.tsx';
import { App } from './app.tsx';

const root = createRootRoute({ component: App });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/find', search: {} });
  },
});
const find = createRoute({
  getParentRoute: () => root,
  path: '/find',
  component: SearchPage,
  validateSearch: readQuestion,
});
const hit = createRoute({
  getParentRoute: () => root,
  path: '/hit/$id',
  component: HitPage,
  validateSearch: readQuestion,
});
const entity = createRoute({
  getParentRoute: () => root,
  path: '/entity/$id',
  component: EntityPage,
  validateSearch: (search: Record<string, unknown>): { readonly asOf?: string } =>
    typeof search.asOf === 'string' ? { asOf: search.asOf } : {},
});
const lists = createRoute({ getParentRoute: () => root, path: '/lists', component: ListsPage });
const ledger = createRoute({ getParentRoute: () => root, path: '/ledger', component: LedgerPage });
const accounts = createRoute({ getParentRoute: () => root, path: '/accounts', component: AccountsPage });

export const router = createRouter({
  routeTree: root.addChildren([start, find, hit, entity, lists, ledger, accounts]),
  defaultNotFoundComponent: () => <main className="page">There is no such page.</main>,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
