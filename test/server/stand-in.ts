// Stand-in until the screening and law rooms land: replaced by the real openScreening.
import type { Comparison } from '../../src/match/index.ts';
import type { Entity, Judgement } from '../../src/model/index.ts';
import { areComparable, captionOf } from '../../src/model/index.ts';
import type {
  Actor,
  Screening,
  SearchAnswer,
  SearchRequest,
  VersionInfo,
} from '../../src/screening/index.ts';
import type { Authority } from '../../src/server/authority.ts';

export class Refused extends Error {
  readonly rule: string;
  constructor(rule: string) {
    super(rule);
    this.rule = rule;
  }
}

const entity = (
  id: string,
  schema: Entity['schema'],
  properties: Entity['properties'],
  referents: string[] = [],
): Entity => ({
  id,
  schema,
  properties,
  referents,
  caption: captionOf({ id, schema, properties }),
  datasets: ['test_list'],
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-02-01T00:00:00.000Z',
  lastChange: '2026-01-15T00:00:00.000Z',
});

const ENTITIES: readonly Entity[] = [
  entity(
    'p1',
    'Person',
    { name: ['Ivan Example'], birthDate: ['1961-03-07'], nationality: ['ru'], topics: ['sanction'] },
    ['p1-old'],
  ),
  entity('p2', 'Person', { name: ['Ivana Example'], topics: ['sanction'] }),
  entity('c1', 'Company', { name: ['Example Trading'], jurisdiction: ['cy'] }),
  entity('s1', 'Sanction', { entity: ['p1'], authority: ['Council'] }),
  entity('i1', 'Passport', { holder: ['p1'], number: ['AB123'] }),
];

const version: VersionInfo = {
  dataset: 'test_list',
  version: '2026-02-01',
  recordedAt: '2026-02-01T00:00:00.000Z',
  files: [],
  format: 'ftm-ndjson',
  entities: 5,
  statements: 10,
  added: 5,
  changed: 0,
  removed: 0,
  quarantined: 0,
  dropped: {},
  state: 'current',
};

const compareNames = (query: string, candidate: string): Comparison => {
  const a = new Set(query.toLowerCase().split(' '));
  const b = candidate.toLowerCase().split(' ');
  const score = b.filter((token) => a.has(token)).length / Math.max(a.size, b.length);
  return {
    score,
    grade: 'name-only',
    explanation: {
      summary: 's',
      queryName: query,
      candidateName: candidate,
      candidateProperty: 'name',
      nameScore: score,
      tokens: [],
      order: 'same',
      steps: [],
      fields: [],
    },
  };
};

export function standIn(): { screening: Screening; authority: Authority } {
  let ledger = 0;
  const gate = (actor: Actor, roles: readonly string[]) => {
    ledger += 1;
    if (!actor.roles.some((role) => roles.includes(role))) throw new Refused('role');
    if (actor.purpose === 'curiosity') throw new Refused('purpose');
  };
  const READ = ['screener', 'analyst'];
  const search = (request: SearchRequest): SearchAnswer => {
    const hits = ENTITIES.filter(
      (one) => areComparable(one.schema, request.query.schema) && !request.excludeEntities?.includes(one.id),
    )
      .map((one) => ({
        entity: one,
        comparison: compareNames(request.query.properties['name']?.[0] ?? '', one.caption),
      }))
      .filter((hit) => hit.comparison.score >= request.threshold)
      .sort((a, b) => b.comparison.score - a.comparison.score);
    return { hits: hits.slice(0, request.limit), total: hits.length, versions: { test_list: '2026-02-01' } };
  };
  const judgement: Judgement = {
    id: 'j1',
    left: 'p1',
    right: 'p2',
    verdict: 'same',
    by: 'x',
    at: '2026-01-01T00:00:00Z',
    reason: 'r',
  };
  const screening: Screening = {
    load: () => Promise.reject(new Error('not here')),
    confirm: async (actor) => {
      gate(actor, ['administrator']);
      return version;
    },
    lists: async () => [
      {
        dataset: { name: 'test_list', title: 'Test list', publisher: 'Nobody' },
        current: version,
        versions: [version],
      },
    ],
    difference: async (actor) => {
      gate(actor, READ);
      return { added: ['p1'], removed: [], changed: [], captions: { p1: 'Ivan Example' } };
    },
    quarantine: async (actor) => {
      gate(actor, READ);
      return [];
    },
    search: async (actor, request) => {
      gate(actor, READ);
      return search(request);
    },
    async *searchMany(actor, requests) {
      gate(actor, READ);
      for await (const request of requests) yield search(request);
    },
    suggest: async (actor, text) => {
      gate(actor, READ);
      return ENTITIES.filter((one) => one.caption.toLowerCase().startsWith(text.toLowerCase())).map(
        (one) => ({ entity: one, comparison: compareNames(text, one.caption) }),
      );
    },
    entity: async (actor, id) => {
      gate(actor, READ);
      const found = ENTITIES.find((one) => one.id === id || one.referents.includes(id));
      if (!found) return undefined;
      const adjacent = ENTITIES.filter((one) =>
        Object.values(one.properties).some((values) => values.includes(found.id)),
      ).map((one) => ({ property: 'entity', entity: one }));
      return {
        view: { entity: found, statements: [], judgements: [], adjacent, changes: [] },
        ...(found.id === id ? {} : { redirect: found.id }),
      };
    },
    compare: async (actor, query, id) => {
      gate(actor, READ);
      const found = ENTITIES.find((one) => one.id === id);
      return (
        found && {
          entity: found,
          comparison: compareNames(query.properties['name']?.[0] ?? '', found.caption),
        }
      );
    },
    status: async () => ({ ready: true, indexed: 3, ledgerLength: ledger }),
    judge: async (actor) => {
      gate(actor, ['analyst']);
      return judgement;
    },
    undoJudgement: async (actor) => {
      gate(actor, ['analyst']);
      return judgement;
    },
    close: async () => {},
  };
  const sessions = new Map<
    string,
    { account: string; roles: readonly string[]; mustSetPassword: boolean; expiresAt: string }
  >();
  const need = (roles: readonly string[], role: string) => {
    if (!roles.includes(role)) throw new Refused('role');
  };
  const authority: Authority = {
    signIn: async (account, secret) => {
      if (!('password' in secret) || secret.password !== 'right')
        return account === 'slow' ? { ok: false, retryAfter: 3 } : { ok: false };
      const session = {
        account,
        roles: [account],
        mustSetPassword: account === 'fresh',
        expiresAt: '2099-01-01T00:00:00.000Z',
      };
      const token = `t-${account}`;
      sessions.set(token, session);
      return { ok: true, token, session };
    },
    session: async (token) => sessions.get(token),
    signOut: async (token) => {
      sessions.delete(token);
    },
    setPassword: async (token) => ({ ok: true, session: sessions.get(token)! }),
    key: async (key) =>
      key.startsWith('key-')
        ? { account: 'program', roles: [key.slice(4)], purpose: 'screening', legalBasis: 'law' }
        : undefined,
    purposes: () => [
      { name: 'screening', title: 'Screening', description: '', legalBases: [{ name: 'law', title: 'Law' }] },
    ],
    roles: () => ['screener', 'analyst', 'administrator', 'auditor'],
    accounts: async ({ roles }) => {
      need(roles, 'administrator');
      return [];
    },
    createAccount: async ({ roles }, account, given) => {
      need(roles, 'administrator');
      return {
        account: { account, roles: given, disabled: false, createdAt: '2026-01-01T00:00:00Z' },
        code: 'c',
      };
    },
    disableAccount: async ({ roles }, account) => {
      need(roles, 'administrator');
      return { account, roles: [], disabled: true, createdAt: '2026-01-01T00:00:00Z' };
    },
    keys: async ({ roles }) => {
      need(roles, 'administrator');
      return [];
    },
    createKey: async ({ roles }) => {
      need(roles, 'administrator');
      return { id: 'k', key: 'secret' };
    },
    revokeKey: async ({ roles }) => need(roles, 'administrator'),
    ledger: async ({ roles }) => {
      need(roles, 'auditor');
      return { entries: [], total: ledger, intact: true };
    },
  };
  return { screening, authority };
}
