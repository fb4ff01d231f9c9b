import { readFileSync } from 'node:fs';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/law/index.ts';
import type { RegisteredRoute } from '../../src/server/server.ts';
import { paxlst, travellerSegments } from '../support/travel-messages.ts';
import { INBOX } from './rooms.ts';
import { type TestServer, testServer } from './support.ts';

// Walks every route that the server registers, so that a new one cannot be forgotten: a route that is not in the
// tables below fails the test.

/** Routes that anybody may call: they say nothing about any person. */
const OPEN = [
  'GET /*',
  'GET /api/sign-in/openid/callback',
  'GET /api/sign-in/ways',
  'GET /healthz',
  'GET /openapi.json',
  'GET /readyz',
  'POST /api/sign-in',
  'POST /api/sign-in/openid',
  'POST /api/sign-in/passkey',
  'POST /api/sign-in/passkey/options',
];

const QUERIES = { queries: { q: { schema: 'Person', properties: { name: ['Viktor Bezymyanny'] } } } };
const RECONCILE = { queries: { q: { query: 'Viktor Bezymyanny', type: 'Person' } } };

/** Viktor Bezymyanny of the test list travels. */
const MESSAGE = paxlst([
  travellerSegments({ surname: 'BEZYMYANNY', given: 'VIKTOR', number: '753214896' }).map((segment) =>
    segment.replace('790314', '610307'),
  ),
]);

/** Of a service north, for a service south. */
const INVITATION = readFileSync('test/fixtures/exchange/invitation.json', 'utf8');

/** How to call a route so that it does something, and which role may. */
interface Sample {
  readonly url: string;
  readonly payload?: object | string;
  readonly headers?: Record<string, string>;
  /** A role that may. */
  readonly by: string;
  /** A role that may not; absent where everybody who is signed in may. */
  readonly not?: string;
  /** Where the sample finds nothing to act on: looked for nevertheless, and written down. */
  readonly answers?: number;
}

const reader = { by: 'analyst', not: 'auditor' } as const;
const judge = { by: 'analyst', not: 'screener' } as const;
const officer = { by: 'watch-officer', not: 'carrier' } as const;
// There is no partner here: looked for nevertheless, and written down.
const liaison = {
  by: 'liaison-officer',
  not: 'analyst',
  headers: { 'x-tocsin-purpose': 'partnership', 'x-tocsin-legal-basis': 'public-task' },
} as const;
const nobody = { ...liaison, answers: 404 } as const;
const requests = {
  by: 'liaison-officer',
  not: 'auditor',
  headers: { 'x-tocsin-purpose': 'cooperation' },
} as const;
const noRequest = { ...requests, answers: 404 } as const;
const ID = '00000000-0000-7000-8000-000000000000';
const NOTE = { note: '' };
// The test list ties nobody: who is asked for is looked for nevertheless, and written down.
const tied = { by: 'analyst', not: 'screener', headers: { 'x-tocsin-purpose': 'review' } } as const;
const untied = { ...tied, answers: 404 } as const;
const VIEW = { name: 'flat', shared: true, state: { places: [], notes: [] } };
const administrator = { by: 'administrator', not: 'analyst' } as const;
const auditor = { by: 'auditor', not: 'analyst' } as const;

const partner = { by: 'exchange', not: 'analyst' } as const;
const COLLECTION = `/taxii2/roots/main/collections/${INBOX}`;
const ENVELOPE = JSON.stringify({
  objects: [
    {
      type: 'identity',
      spec_version: '2.1',
      id: 'identity--0f0e6f0c-54a1-4d4c-8a2f-8c2f3f3d9a10',
      created: '2026-01-01T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
      name: 'Ivan Probe',
      identity_class: 'individual',
    },
  ],
});
const OBJECT = `${COLLECTION}/objects/identity--0f0e6f0c-54a1-4d4c-8a2f-8c2f3f3d9a10/`;

const SAMPLES: Readonly<Record<string, Sample>> = {
  'POST /match/:dataset': { url: '/match/default', payload: QUERIES, ...reader },
  'GET /search/:dataset': { url: '/search/default?q=Bezymyanny', ...reader },
  'GET /entities/:id': { url: '/entities/tl-1', ...reader },
  'GET /entities/:id/adjacent': { url: '/entities/tl-1/adjacent', ...reader },
  'GET /entities/:id/adjacent/:property': { url: '/entities/tl-1/adjacent/sanctions', ...reader },
  'GET /catalog': { url: '/catalog', by: 'analyst' },
  'GET /algorithms': { url: '/algorithms', by: 'analyst' },
  'GET /reconcile/:dataset': { url: '/reconcile/default', by: 'analyst' },
  'POST /reconcile/:dataset': { url: '/reconcile/default', payload: RECONCILE, ...reader },
  'GET /reconcile/:dataset/suggest/entity': {
    url: '/reconcile/default/suggest/entity?prefix=Vik',
    ...reader,
  },
  'GET /reconcile/:dataset/suggest/property': { url: '/reconcile/default/suggest/property', by: 'analyst' },
  'GET /reconcile/:dataset/suggest/type': { url: '/reconcile/default/suggest/type', by: 'analyst' },
  'GET /metrics': { url: '/metrics', by: 'analyst', not: 'exchange' },
  'GET /api/search': { url: '/api/search?q=Bezymyanny', ...reader },
  'GET /api/suggest': { url: '/api/suggest?q=Vik', ...reader },
  'GET /api/entities/:id': { url: '/api/entities/tl-1', ...reader },
  'GET /api/entities/:id/compare': { url: '/api/entities/tl-1/compare?q=Viktor', ...reader },
  'GET /api/lists': { url: '/api/lists', by: 'analyst' },
  'GET /api/lists/:dataset/versions/:version/difference': {
    url: '/api/lists/test_list/versions/2026-02-01/difference',
    by: 'analyst',
  },
  'GET /api/lists/:dataset/versions/:version/quarantine': {
    url: '/api/lists/test_list/versions/2026-02-01/quarantine',
    by: 'analyst',
  },
  'POST /api/lists/:dataset/versions/:version/confirm': {
    url: '/api/lists/test_list/versions/2026-02-01/confirm',
    payload: { accept: true },
    ...administrator,
  },
  'POST /api/judgements': {
    url: '/api/judgements',
    payload: { left: 'tl-1', right: 'tl-2', verdict: 'not-same', reason: 'Other year of birth' },
    ...judge,
  },
  'POST /api/judgements/:id/undo': {
    url: '/api/judgements/{judgement}/undo',
    payload: { reason: 'Mistake' },
    ...judge,
  },
  'DELETE /api/judgements/:id': {
    url: '/api/judgements/{judgement}',
    payload: { reason: 'Mistake' },
    ...judge,
  },
  'POST /api/travel/messages': {
    url: '/api/travel/messages?name=again.edi',
    payload: MESSAGE,
    headers: { 'content-type': 'application/edifact' },
    by: 'carrier',
    not: 'analyst',
  },
  'GET /api/watch': { url: '/api/watch?state=open&state=decided', ...officer },
  'GET /api/watch/hits/:id': { url: '/api/watch/hits/{hit}', ...officer },
  'POST /api/watch/hits/:id/steps': {
    url: '/api/watch/hits/{hit}/steps',
    payload: { what: 'claim' },
    ...officer,
  },
  'GET /api/watch/journeys': { url: '/api/watch/journeys?q=ZX88', ...officer },
  'GET /api/watch/quality': { url: '/api/watch/quality', ...officer },
  'GET /api/watch/officers': { url: '/api/watch/officers', ...officer },
  'GET /api/watch/shift': { url: '/api/watch/shift?since=2026-01-01T00:00:00Z', ...officer },
  'GET /api/travel/travellers/:id/messages': {
    url: '/api/travel/travellers/{traveller}/messages',
    ...officer,
  },
  'GET /api/travel/quarantine': { url: '/api/travel/quarantine', ...officer },
  'POST /api/travel/quarantine/deliveries': {
    url: '/api/travel/quarantine/deliveries',
    payload: { file: '01999999-0000-7000-8000-000000000001', part: 0 },
    by: 'watch-officer',
    not: 'analyst',
    // No delivery was put aside.
    answers: 404,
  },
  'POST /api/travel/quarantine/deliveries/set-aside': {
    url: '/api/travel/quarantine/deliveries/set-aside',
    payload: { file: '01999999-0000-7000-8000-000000000001', part: 0 },
    by: 'watch-officer',
    not: 'analyst',
    answers: 404,
  },
  'GET /api/watch/unmaskings': { url: '/api/watch/unmaskings', by: 'authority', not: 'carrier' },
  'POST /api/watch/travellers/:id/unmasking': {
    url: '/api/watch/travellers/{traveller}/unmasking',
    payload: { reason: 'a court asks' },
    by: 'watch-officer',
    not: 'authority',
    // The traveller is not masked.
    answers: 409,
  },
  'POST /api/watch/unmaskings/:id': {
    url: '/api/watch/unmaskings/01999999-0000-7000-8000-000000000001',
    payload: { accept: true },
    by: 'authority',
    not: 'watch-officer',
    answers: 404,
  },
  'GET /api/changes': { url: '/api/changes?topic=requests', by: 'liaison-officer', not: 'carrier' },
  'GET /api/watch/changes': { url: '/api/watch/changes', by: 'watch-officer', not: 'carrier' },
  'POST /api/set-password': { url: '/api/set-password', payload: { password: 'x' }, by: 'analyst' },
  'POST /api/sign-out': { url: '/api/sign-out', by: 'analyst' },
  'GET /api/me': { url: '/api/me', by: 'analyst' },
  'GET /api/account/passkeys': { url: '/api/account/passkeys', by: 'analyst' },
  'POST /api/account/passkeys/options': { url: '/api/account/passkeys/options', by: 'analyst' },
  'POST /api/account/passkeys': { url: '/api/account/passkeys', payload: {}, by: 'analyst' },
  'POST /api/account/passkeys/:id/rename': {
    url: '/api/account/passkeys/none/rename',
    payload: { name: 'mine' },
    by: 'analyst',
  },
  'DELETE /api/account/passkeys/:id': { url: '/api/account/passkeys/none', by: 'analyst' },
  'GET /api/policy': { url: '/api/policy', by: 'analyst' },
  'GET /api/accounts': { url: '/api/accounts', ...administrator },
  'POST /api/accounts': {
    url: '/api/accounts',
    payload: { account: 'new', roles: ['analyst'] },
    ...administrator,
  },
  'POST /api/accounts/:account/reset': { url: '/api/accounts/analyst-1/reset', ...administrator },
  'POST /api/accounts/:account/disable': { url: '/api/accounts/new/disable', ...administrator },
  'DELETE /api/accounts/:account/passkeys': { url: '/api/accounts/new/passkeys', ...administrator },
  'GET /api/keys': { url: '/api/keys', ...administrator },
  'POST /api/keys': {
    url: '/api/keys',
    payload: {
      name: 'k',
      account: 'analyst-1',
      roles: ['analyst'],
      purpose: 'screening',
      legalBasis: 'sanctions-law',
    },
    ...administrator,
  },
  'DELETE /api/keys/:id': { url: '/api/keys/k', ...administrator },
  'GET /api/law': { url: '/api/law', by: 'analyst' },
  'GET /api/law/versions': { url: '/api/law/versions', by: 'analyst' },
  'POST /api/law/check': { url: '/api/law/check', payload: DEFAULT_POLICY.text, by: 'analyst' },
  'POST /api/law/past': { url: '/api/law/past', payload: DEFAULT_POLICY.text, ...administrator },
  'POST /api/law/versions': {
    url: '/api/law/versions',
    payload: { ...DEFAULT_POLICY.text, note: 'the same again' },
    ...administrator,
  },
  'POST /api/law/versions/:id': {
    url: '/api/law/versions/{version}',
    payload: { accept: false, note: 'no need' },
    by: 'reviewer',
    not: 'administrator',
  },
  'GET /api/prepared-steps': { url: '/api/prepared-steps', ...liaison },
  'POST /api/prepared-steps/:id/signature': { url: `/api/prepared-steps/${ID}/signature`, ...nobody },
  'DELETE /api/prepared-steps/:id': { url: `/api/prepared-steps/${ID}`, ...nobody },
  'GET /api/law/keeping': { url: '/api/law/keeping', ...auditor },
  'GET /api/law/close-persons': {
    url: '/api/law/close-persons',
    by: 'data-protection-officer',
    not: 'auditor',
  },
  'GET /api/account/close-persons': { url: '/api/account/close-persons', by: 'analyst' },
  'POST /api/account/close-persons': {
    url: '/api/account/close-persons',
    payload: { name: 'Zelma Quintrell', born: '1971-05-06', closeness: 'sibling' },
    by: 'analyst',
  },
  'DELETE /api/account/close-persons/:id': { url: '/api/account/close-persons/none', by: 'analyst' },
  'GET /api/law/emergencies': { url: '/api/law/emergencies', by: 'analyst' },
  'POST /api/law/emergencies': {
    url: '/api/law/emergencies',
    payload: { reason: 'no time' },
    by: 'watch-officer',
    not: 'administrator',
  },
  'GET /api/alarms': { url: '/api/alarms', by: 'auditor' },
  'POST /api/alarms/seen': { url: '/api/alarms/seen', payload: { entries: [1] }, by: 'auditor' },
  'POST /api/law/emergencies/:id/end': {
    url: '/api/law/emergencies/{emergency}/end',
    by: 'watch-officer',
  },
  'POST /api/law/emergencies/:id': {
    url: '/api/law/emergencies/{emergency}',
    payload: { verdict: 'accepted', note: 'it was one' },
    by: 'reviewer',
    not: 'analyst',
  },
  'GET /api/subject-access': {
    url: '/api/subject-access?name=Viktor%20Bezymyanny',
    by: 'data-protection-officer',
    not: 'analyst',
  },
  'POST /api/subject-access': {
    url: '/api/subject-access',
    payload: { ids: ['tl-1'] },
    by: 'data-protection-officer',
    not: 'administrator',
  },
  'GET /taxii2/': { url: '/taxii2/', ...partner },
  'GET /taxii2/roots/:root/': { url: '/taxii2/roots/main/', ...partner },
  'GET /taxii2/roots/:root/status/:id/': { url: '/taxii2/roots/main/status/none/', ...partner, answers: 404 },
  'GET /taxii2/roots/:root/collections/': { url: '/taxii2/roots/main/collections/', ...partner },
  'GET /taxii2/roots/:root/collections/:collection/': { url: `${COLLECTION}/`, ...partner },
  'GET /taxii2/roots/:root/collections/:collection/manifest/': { url: `${COLLECTION}/manifest/`, ...partner },
  'GET /taxii2/roots/:root/collections/:collection/objects/': { url: `${COLLECTION}/objects/`, ...partner },
  'POST /taxii2/roots/:root/collections/:collection/objects/': {
    url: `${COLLECTION}/objects/`,
    payload: ENVELOPE,
    headers: { 'content-type': 'application/taxii+json;version=2.1' },
    ...partner,
  },
  'GET /taxii2/roots/:root/collections/:collection/objects/:id/': { url: OBJECT, ...partner },
  'GET /taxii2/roots/:root/collections/:collection/objects/:id/versions/': {
    url: `${OBJECT}versions/`,
    ...partner,
  },
  'DELETE /taxii2/roots/:root/collections/:collection/objects/:id/': { url: OBJECT, ...partner },
  'GET /api/partners': { url: '/api/partners', ...liaison },
  'GET /api/partners/:name': { url: '/api/partners/south', ...nobody },
  'POST /api/partners/invitations': {
    url: '/api/partners/invitations',
    payload: { name: 'south', terms: { questionsPerDay: 5 } },
    ...liaison,
  },
  'POST /api/partners/acceptances': {
    url: '/api/partners/acceptances',
    payload: { text: INVITATION },
    ...liaison,
    // It is for another service.
    answers: 400,
  },
  'POST /api/partners/:name/proposal': {
    url: '/api/partners/south/proposal',
    payload: { terms: {} },
    ...nobody,
  },
  'POST /api/partners/:name/agreement': { url: '/api/partners/south/agreement', ...nobody },
  'POST /api/partners/:name/end': { url: '/api/partners/south/end', payload: { reason: '' }, ...nobody },
  'POST /api/partners/:name/revocation': {
    url: '/api/partners/south/revocation',
    payload: { reason: '' },
    ...nobody,
  },
  'GET /api/ask': { url: '/api/ask', ...requests },
  'POST /api/ask': {
    url: '/api/ask',
    payload: {
      subject: { entityId: 'tl-1' },
      purpose: 'review',
      legalBasis: 'public-task',
      caseNumber: 'C-1',
      partners: ['south'],
    },
    ...requests,
  },
  'GET /api/requests': { url: '/api/requests?side=sent', ...requests },
  'POST /api/requests': {
    url: '/api/requests',
    payload: {
      partner: 'south',
      reference: 'ab'.repeat(16),
      epoch: 1,
      strength: 'strong',
      subject: { entityId: 'tl-1' },
      purpose: 'review',
      legalBasis: 'public-task',
      caseNumber: 'C-1',
      handling: 'TLP:GREEN',
      question: 'Which documents?',
    },
    ...requests,
    // There is no agreement with it.
    answers: 409,
  },
  'GET /api/requests/:id': { url: `/api/requests/${ID}`, ...noRequest },
  'POST /api/requests/:id/approval': {
    url: `/api/requests/${ID}/approval`,
    payload: { accept: true, ...NOTE },
    ...noRequest,
    by: 'reviewer',
  },
  'POST /api/requests/:id/answer': {
    url: `/api/requests/${ID}/answer`,
    payload: { statements: ['1'], marking: 'TLP:GREEN', ...NOTE },
    ...noRequest,
  },
  'POST /api/requests/:id/refusal': {
    url: `/api/requests/${ID}/refusal`,
    payload: { code: 'other', ...NOTE },
    ...noRequest,
  },
  'POST /api/requests/:id/not-now': {
    url: `/api/requests/${ID}/not-now`,
    payload: { until: '2030-01-01T00:00:00.000Z', ...NOTE },
    ...noRequest,
  },
  'POST /api/requests/:id/consent': {
    url: `/api/requests/${ID}/consent`,
    payload: { agreed: true, mayBeNamed: false, ...NOTE },
    ...noRequest,
  },
  'POST /api/requests/:id/cancellation': {
    url: `/api/requests/${ID}/cancellation`,
    payload: NOTE,
    ...noRequest,
  },
  'POST /api/requests/:id/feedback': {
    url: `/api/requests/${ID}/feedback`,
    payload: { samePerson: true, useful: true, ...NOTE },
    ...noRequest,
  },
  'POST /api/requests/:id/reopening': {
    url: `/api/requests/${ID}/reopening`,
    payload: { reason: 'x' },
    ...noRequest,
  },
  'POST /api/statements/:id/correction': {
    url: '/api/statements/999999/correction',
    payload: { reason: 'x' },
    ...noRequest,
  },
  'GET /api/partners/:id/statements': { url: '/api/partners/south/statements', ...requests },
  'GET /api/suppressed-pairs': { url: '/api/suppressed-pairs', ...requests },
  'GET /api/active-cases': { url: '/api/active-cases', ...requests },
  'PUT /api/active-cases/:id': {
    url: '/api/active-cases/tl-1',
    payload: { contact: 'desk 4' },
    ...requests,
  },
  'GET /api/deconflictions': { url: '/api/deconflictions', ...requests },
  'GET /api/cooperation': { url: '/api/cooperation', ...requests },
  'GET /api/cooperation.csv': { url: '/api/cooperation.csv', ...requests },
  'GET /api/network': { url: '/api/network?known=2015-11-13', ...tied },
  'GET /api/network/persons': { url: '/api/network/persons?q=vik', ...tied },
  'POST /api/network/chart': { url: '/api/network/chart', payload: { persons: ['tl-1'] }, ...tied },
  'POST /api/network/expand': {
    url: '/api/network/expand',
    payload: { person: 'tl-1', onChart: [] },
    ...untied,
  },
  'GET /api/network/tellings': { url: '/api/network/tellings?a=tl-1&b=tl-2', ...untied },
  'POST /api/network/histogram': { url: '/api/network/histogram', payload: {}, ...tied },
  'POST /api/network/map': { url: '/api/network/map', payload: { persons: ['tl-1'] }, ...tied },
  'POST /api/network/paths': {
    url: '/api/network/paths',
    payload: { from: 'tl-1', to: 'tl-2' },
    ...untied,
  },
  'POST /api/network/ranks': { url: '/api/network/ranks', payload: { measure: 'links' }, ...tied },
  'POST /api/network/key-players': {
    url: '/api/network/key-players',
    payload: { goal: 'fragmentation' },
    ...tied,
  },
  'POST /api/network/roles': { url: '/api/network/roles', payload: {}, ...tied },
  'POST /api/network/cut': {
    url: '/api/network/cut',
    payload: { groupA: ['tl-1'], groupB: ['tl-2'] },
    ...untied,
  },
  'POST /api/network/cells': { url: '/api/network/cells', payload: {}, ...tied },
  'GET /api/network/fragments': { url: '/api/network/fragments', ...tied },
  'GET /api/network/suggestions': { url: '/api/network/suggestions', ...tied },
  'POST /api/network/ask': {
    url: '/api/network/ask',
    payload: {
      person: 'tl-1',
      partners: ['south'],
      purpose: 'review',
      legalBasis: 'public-task',
      caseNumber: 'C-1',
    },
    ...tied,
  },
  'GET /api/network/proposals': { url: '/api/network/proposals', ...tied },
  'GET /api/network/conclusions': { url: '/api/network/conclusions', ...tied },
  'POST /api/network/conclusions': {
    url: '/api/network/conclusions',
    payload: {
      concluded: { kind: 'role', role: 'courier', persons: ['tl-1'] },
      grade: 'C3',
      reason: 'two reports',
    },
    ...tied,
  },
  'POST /api/network/conclusions/:id/undo': { url: `/api/network/conclusions/${ID}/undo`, ...untied },
  'GET /api/network/views': { url: '/api/network/views', ...tied },
  'POST /api/network/views': { url: '/api/network/views', payload: VIEW, ...tied },
  'GET /api/network/views/:id': { url: `/api/network/views/${ID}`, ...untied },
  'PUT /api/network/views/:id': {
    url: `/api/network/views/${ID}`,
    payload: { ...VIEW, revision: 1 },
    ...untied,
  },
  'DELETE /api/network/views/:id': { url: `/api/network/views/${ID}`, ...untied },
  'POST /api/network/views/:id/comments': {
    url: `/api/network/views/${ID}/comments`,
    payload: { text: 'who said so?' },
    ...untied,
  },
  'POST /api/network/charts': {
    url: '/api/network/charts?name=Lantern&marking=TLP%3AAMBER&grade=B2',
    payload: 'source,target\nAda Quill,Bo Rask\n',
    by: 'analyst',
    not: 'screener',
    headers: { 'x-tocsin-purpose': 'review', 'content-type': 'application/octet-stream' },
  },
  'POST /api/network/export': {
    url: '/api/network/export',
    payload: { persons: ['tl-1'], format: 'graphml' },
    ...tied,
  },
  'GET /api/partners/:name/check': { url: '/api/partners/south/check', ...nobody },
  'GET /api/ledger': { url: '/api/ledger?subject=tl-1&from=2026-01-01&to=2099-01-01', ...auditor },
  'GET /api/ledger/anomalies': { url: '/api/ledger/anomalies?days=30&followUpDays=7', ...auditor },
  'GET /api/ledger/checkpoint': { url: '/api/ledger/checkpoint', ...auditor },
  'GET /api/ledger/checkpoints': { url: '/api/ledger/checkpoints', ...auditor },
  'GET /api/ledger/consistency': { url: '/api/ledger/consistency?older=1', ...auditor },
  'GET /api/ledger/entries/:seq/proof': { url: '/api/ledger/entries/1/proof', ...auditor },
  'GET /api/ledger/export': { url: '/api/ledger/export', ...auditor },
  'GET /api/ledger/tile/*': { url: '/api/ledger/tile/entries/000.p/1', ...auditor },
  'GET /api/ledger/verification': { url: '/api/ledger/verification', ...auditor },
};

/** What anybody with a key may know: how to ask, and what they themselves may do. */
const HARMLESS = [
  'GET /algorithms',
  'GET /reconcile/:dataset',
  'GET /reconcile/:dataset/suggest/property',
  'GET /reconcile/:dataset/suggest/type',
  'GET /api/policy',
  // Empty for those whose role tells them of none.
  'GET /api/alarms',
  // One's own.
  'GET /api/law/emergencies',
];
const THEIRS: Readonly<Record<string, readonly string[]>> = {
  carrier: HARMLESS,
  exchange: [...HARMLESS, ...Object.keys(SAMPLES).filter((name) => name.startsWith('GET /taxii2/'))],
};
const reasonOf = (role: string): string => (role === 'auditor' ? 'audit' : 'administration');

const nameOf = ({ method, url }: RegisteredRoute): string => `${method} ${url}`;

describe('every route', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({ yenteNeedsKey: true });
  });
  afterAll(() => server.close());

  // Fastify adds HEAD to every GET; it runs the same handler behind the same checks.
  const routes = (): readonly RegisteredRoute[] => server.routes.filter(({ method }) => method !== 'HEAD');
  const sampled = (): readonly (readonly [RegisteredRoute, Sample])[] =>
    routes().flatMap((route) => {
      const sample = SAMPLES[nameOf(route)];
      return sample ? [[route, sample] as const] : [];
    });
  const call = (
    route: RegisteredRoute,
    sample: Sample,
    more: { as?: string; headers?: Record<string, string> } = {},
  ) =>
    server.ask({
      method: route.method as NonNullable<InjectOptions['method']>,
      url: sample.url,
      ...(sample.payload === undefined ? {} : { payload: sample.payload }),
      ...more,
      headers: { ...sample.headers, ...more.headers },
    });

  /** A judgement that can be undone. */
  const judgement = async (): Promise<string> => {
    const payload = { left: 'tl-2', right: 'tl-3', verdict: 'unsure', reason: 'To be undone' };
    const answer = await server.ask({ method: 'POST', url: '/api/judgements', as: 'analyst', payload });
    return answer.json<{ id: string }>().id;
  };

  it('is open on purpose, or stands in the table', () => {
    const open = routes().filter(({ access }) => access === 'open');
    expect(open.map(nameOf).sort()).toEqual(OPEN);
    const closed = routes().filter(({ access }) => access !== 'open');
    expect(closed.map(nameOf).sort()).toEqual(Object.keys(SAMPLES).sort());
  });

  it('answers 401 to nobody, to an unknown session and to an unknown key', async () => {
    for (const [route, sample] of sampled()) {
      const none = await call(route, sample);
      const session = await call(route, sample, { headers: { cookie: 'tocsin_session=forged' } });
      const key = await call(route, sample, { headers: { authorization: 'ApiKey forged' } });
      expect(
        [none, session, key].map(({ statusCode }) => statusCode),
        nameOf(route),
      ).toEqual([401, 401, 401]);
    }
  });

  it('answers 403 to a role that may not, and names the rule', async () => {
    for (const [route, sample] of sampled()) {
      if (sample.not === undefined) continue;
      const answer = await call(route, sample, { as: sample.not });
      expect(answer.statusCode, nameOf(route)).toBe(403);
      expect(answer.json<{ rule?: string }>().rule, nameOf(route)).toEqual(expect.any(String));
    }
  });

  it('answers 403 without purpose or legal basis', async () => {
    for (const [route, sample] of sampled()) {
      if (route.reads !== 'persons') continue;
      const { cookie } = await server.headersOf(sample.by);
      const headers = {
        cookie: cookie ?? '',
        'x-tocsin-request': '1',
        'x-tocsin-purpose': 'screening',
        'x-tocsin-legal-basis': '',
      };
      const answer = await call(route, sample, { headers });
      expect(answer.statusCode, nameOf(route)).toBe(403);
      expect(answer.json<{ rule?: string }>().rule).toBe('purpose-and-legal-basis');
    }
  });

  it('answers 403 to a purpose that the policy does not know', async () => {
    for (const [route, sample] of sampled()) {
      if (route.reads !== 'persons' || sample.not === undefined) continue;
      const answer = await call(route, sample, {
        as: sample.by,
        headers: { 'x-tocsin-purpose': 'curiosity' },
      });
      expect(answer.statusCode, nameOf(route)).toBe(403);
    }
  });

  it('shows no person to administrators and auditors', async () => {
    for (const [route, sample] of sampled()) {
      if (route.reads !== 'persons' || sample.url === '/reconcile/default') continue;
      for (const as of ['administrator', 'auditor']) {
        // Who asked to see what was masked, without whom (Directive (EU) 2016/681 art. 12(3)(b)).
        if (as === 'auditor' && sample.url === '/api/watch/unmaskings') continue;
        // Administrators keep the links to partners; there is no person in those.
        if (as === 'administrator' && /^\/api\/(partners|prepared-steps)\b/.test(sample.url)) continue;
        const answer = await call(route, sample, { as, headers: { 'x-tocsin-purpose': reasonOf(as) } });
        expect(answer.statusCode, `${as} ${nameOf(route)}`).toBe(403);
      }
    }
  });

  it('shows programs of carriers and partners what is theirs, and nothing else', async () => {
    for (const [role, theirs] of Object.entries(THEIRS)) {
      const authorization = `ApiKey ${await server.keyOf(role)}`;
      const answered: string[] = [];
      for (const [route, sample] of sampled()) {
        if (route.method !== 'GET') continue;
        const answer = await call(route, { ...sample, headers: {} }, { headers: { authorization } });
        // What is not there is theirs as well, where nobody else would be told.
        if (answer.statusCode !== 401 && answer.statusCode !== 403) answered.push(nameOf(route));
      }
      expect(answered.sort(), role).toEqual([...theirs].sort());
    }
  });

  it('writes the ledger when it reads a person, and only answers then', async () => {
    const message = { payload: MESSAGE, headers: { 'content-type': 'application/edifact' } };
    await server.ask({ method: 'POST', url: '/api/travel/messages', as: 'carrier', ...message });
    const queue = await server.ask({ url: '/api/watch', as: 'watch-officer' });
    const [found] = queue.json<{ hits: { id: string; traveller: { id: string } }[] }>().hits;
    for (const [route, sample] of sampled()) {
      // The manifest of a reconciliation service names nobody; queries in its address have a test of their own.
      if (route.reads !== 'persons' || sample.url === '/reconcile/default') continue;
      const url = sample.url
        .replace('{judgement}', await judgement())
        .replace('{hit}', found?.id ?? '')
        .replace('{traveller}', found?.traveller.id ?? '');
      const before = await server.ledgerLength();
      const answer = await call(route, { ...sample, url }, { as: sample.by });
      const said = `${nameOf(route)}: ${answer.body.slice(0, 300)}`;
      if (sample.answers === undefined) expect(answer.statusCode, said).toBeLessThan(300);
      else expect(answer.statusCode, said).toBe(sample.answers);
      expect(await server.ledgerLength(), nameOf(route)).toBeGreaterThan(before);
    }
  });

  it('answers a query in the manifest address only to those who may, and writes it down', async () => {
    const url = `/reconcile/default?queries=${encodeURIComponent(JSON.stringify(RECONCILE.queries))}`;
    expect((await server.ask({ url, as: 'auditor' })).statusCode).toBe(403);
    const before = await server.ledgerLength();
    expect((await server.ask({ url, as: 'analyst' })).statusCode).toBe(200);
    expect(await server.ledgerLength()).toBeGreaterThan(before);
  });

  it('takes API keys, in the header or in the address', async () => {
    const url = '/search/default?q=Bezymyanny';
    const key = await server.keyOf('analyst');
    for (const scheme of ['ApiKey', 'apikey', 'Bearer']) {
      const answer = await server.ask({ url, headers: { authorization: `${scheme} ${key}` } });
      expect(answer.statusCode).toBe(200);
    }
    expect((await server.ask({ url: `${url}&api_key=${key}` })).statusCode).toBe(200);
    expect(
      (await server.ask({ url, headers: { authorization: `ApiKey ${await server.keyOf('auditor')}` } }))
        .statusCode,
    ).toBe(403);
  });
});

describe('yente routes without a key', () => {
  it('answer where the server listens on this machine only', async () => {
    const server = await testServer({ host: '127.0.0.1' });
    const before = await server.ledgerLength();
    expect((await server.ask({ url: '/entities/tl-1' })).statusCode).toBe(200);
    expect(await server.ledgerLength()).toBeGreaterThan(before);
    expect((await server.ask({ url: '/api/entities/tl-1' })).statusCode).toBe(401);
    await server.close();
  });

  it('do not answer where it listens to others', async () => {
    const server = await testServer({ host: '0.0.0.0' });
    expect((await server.ask({ url: '/entities/tl-1' })).statusCode).toBe(401);
    await server.close();
  });
});

it('lets an account with a one-time code do nothing before it sets a password', async () => {
  const server = await testServer();
  const cookie = await server.signIn('fresh', { code: await server.codeOf('fresh', 'analyst') });
  const headers = { ...(await server.headersOf('analyst')), cookie };
  const answer = await server.ask({ url: '/api/lists', headers });
  expect(answer.statusCode).toBe(403);
  expect(answer.json<{ type: string }>().type).toBe('tocsin:set-password');
  expect(
    (await server.ask({ url: '/api/me', headers })).json<{ mustSetPassword: boolean }>().mustSetPassword,
  ).toBe(true);
  const set = (password: string) =>
    server.ask({ method: 'POST', url: '/api/set-password', headers, payload: { password } });
  expect((await set('short')).statusCode).toBe(400);
  expect((await set('a password that is long enough')).statusCode).toBe(200);
  expect((await server.ask({ url: '/api/lists', headers })).statusCode).toBe(200);
  await server.close();
});

describe('all routes', () => {
  it('are described in the committed docs/openapi.json', async () => {
    const server = await testServer();
    await server.close();
    // After a change that is meant: npx vitest run test/server/routes.test.ts -u
    await expect(`${JSON.stringify(server.document, null, 2)}\n`).toMatchFileSnapshot(
      '../../docs/openapi.json',
    );
  });

  it('are described so that clients can rely on it', async () => {
    const server = await testServer();
    await server.close();
    const { document } = server;
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

    // Every operation has a name of its own, and its path parameters are those in its path.
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(operations.length);
    expect(names).not.toContain(undefined);
    for (const { path, method, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+|\*)\}/g)].map((found) => found[1]).sort();
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
      expect(declared.sort(), `${method} ${path}`).toEqual(inPath);
    }

    // Every reference leads somewhere.
    const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
    for (const [, reference = ''] of references) {
      const name = reference.replace('#/components/schemas/', '');
      expect(Object.keys(document.components.schemas), reference).toContain(name);
    }

    // Every route that is registered and not hidden is described.
    const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
    const registered = server.routes
      .filter(({ method, url }) => method !== 'HEAD' && url !== '/*' && url !== '/openapi.json')
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}').replace('*', '{*}')}`)
      .sort();
    expect(described).toEqual(registered);
  });
});
