// Stand-in until the screening and law rooms land: replaced by the real openScreening.
import { readFileSync } from 'node:fs';
import { buildIndex, type Comparison, compare } from '../../src/match/index.ts';
import {
  captionOf,
  type Entity,
  isMatchable,
  type Judgement,
  type SourceEntity,
} from '../../src/model/index.ts';
import type {
  Actor,
  Hit,
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

const entity = ({ id, schema, properties }: SourceEntity): Entity => ({
  id,
  schema,
  properties,
  referents: id === 'tl-1' ? ['tl-1-old'] : [],
  caption: captionOf({ id, schema, properties }),
  datasets: ['test_list'],
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-02-01T00:00:00.000Z',
  lastChange: '2026-01-15T00:00:00.000Z',
});

const ENTITIES: readonly Entity[] = readFileSync('test/fixtures/yente/list.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((line) => entity(JSON.parse(line) as SourceEntity));

const indexed = ENTITIES.filter((one) => isMatchable(one.schema)).map((one) => ({
  ...one,
  properties: {
    ...one.properties,
    passportNumber: ENTITIES.filter((other) => other.properties.holder?.includes(one.id)).flatMap(
      (other) => other.properties.number ?? [],
    ),
  },
}));
const index = buildIndex(indexed);

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

export function standIn(): { screening: Screening; authority: Authority } {
  let ledger = 0;
  const gate = (actor: Actor, roles: readonly string[]) => {
    ledger += 1;
    if (!actor.roles.some((role) => roles.includes(role))) throw new Refused('role');
    if (actor.purpose === 'curiosity') throw new Refused('purpose');
  };
  const READ = ['screener', 'analyst'];
  const hitOf = (hit: { id: string } & Comparison): Hit => ({
    entity: ENTITIES.find((one) => one.id === hit.id)!,
    comparison: { score: hit.score, grade: hit.grade, explanation: hit.explanation },
  });
  const search = (request: SearchRequest): SearchAnswer => {
    const { hits, total } = index.search(request.query, request);
    return { hits: hits.map(hitOf), total, versions: { test_list: '2026-02-01' } };
  };
  const judgement: Judgement = {
    id: 'j1',
    left: 'tl-1',
    right: 'tl-2',
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
      return { added: ['tl-1'], removed: [], changed: [], captions: { 'tl-1': 'Viktor' } };
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
    suggest: async (actor, text, limit) => {
      gate(actor, READ);
      return index.suggest(text, limit).map(({ id, name }) => {
        const found = ENTITIES.find((one) => one.id === id)!;
        return {
          entity: found,
          comparison: compare({ id: 'q', schema: found.schema, properties: { name: [name] } }, found),
        };
      });
    },
    entity: async (actor, id) => {
      gate(actor, READ);
      const found = ENTITIES.find((one) => one.id === id || one.referents.includes(id));
      if (!found) return undefined;
      const adjacent = ENTITIES.filter(
        (one) =>
          Object.values(one.properties).some((values) => values.includes(found.id)) ||
          Object.values(found.properties).some((values) => values.includes(one.id)),
      ).map((one) => ({ property: 'entity', entity: one }));
      return {
        view: { entity: found, statements: [], judgements: [], adjacent, changes: [] },
        ...(found.id === id ? {} : { redirect: found.id }),
      };
    },
    compare: async (actor, query, id) => {
      gate(actor, READ);
      const found = ENTITIES.find((one) => one.id === id);
      return found && { entity: found, comparison: compare(query, found) };
    },
    status: async () => ({ ready: true, indexed: 3, ledgerLength: ledger, lists: [version] }),
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
