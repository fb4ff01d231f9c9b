import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { DEFAULT_POLICY, openGate } from '../../src/law/index.ts';
import type { SourceEntity } from '../../src/model/index.ts';
import {
  type Agreement,
  type AgreementTerms,
  ask,
  type Link,
  LinkError,
  type Partners,
  type Party,
} from '../../src/share/index.ts';
import { type ListContent, openStore, type Store } from '../../src/store/index.ts';

/** Several services in one process: stores of their own, agreements that are given, and a link that is a table of functions. */

export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly request: string;
  readonly answer: string;
}

export interface Network {
  /** Everything that went over it, as it would stand on the wire. */
  readonly wire: Wire[];
  linkOf(id: string): Link;
  /** Sends as somebody else would: what attackers do. */
  send(from: string, to: string, kind: string, body: unknown, id?: string): Promise<unknown>;
  /** Puts something between: an attacker on the way, or a broken line. */
  between:
    | ((wire: Omit<Wire, 'answer'>, go: (body: unknown) => Promise<unknown>) => Promise<unknown>)
    | undefined;
}

export function openNetwork(): Network {
  const handlers = new Map<string, Parameters<Link['answer']>[1]>();
  const network: Network = {
    wire: [],
    between: undefined,
    async send(from, to, kind, body, id = randomUUID()) {
      const request = JSON.stringify(body);
      const go = async (content: unknown): Promise<unknown> => {
        const handler = handlers.get(`${to} ${kind}`);
        if (!handler) throw new LinkError('unreachable', `${to} is not there`);
        const message = { id, time: '', jws: `signed by ${from} under ${id}` };
        return handler(from, JSON.parse(JSON.stringify(content)), message);
      };
      const answer = await (network.between?.({ from, to, kind, request }, go) ?? go(body));
      const text = JSON.stringify(answer);
      network.wire.push({ from, to, kind, request, answer: text });
      return JSON.parse(text) as unknown;
    },
    linkOf: (id) => ({
      call: (partner, kind, body) => network.send(id, partner, kind, body),
      answer: (kind, handler) => {
        handlers.set(`${id} ${kind}`, handler);
      },
    }),
  };
  return network;
}

export interface Identity {
  readonly party: Party;
  readonly signingKey: KeyObject;
}

export function identityOf(id: string): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signingKey = publicKey.export({ format: 'jwk' }) as JWK;
  return {
    party: { id, title: id, url: `https://${id}.example`, spki: '', signingKey },
    signingKey: privateKey,
  };
}

let agreements = 0;
export const agree = (a: Identity, b: Identity, terms: Partial<AgreementTerms> = {}): Agreement => ({
  id: `00000000-0000-7000-8000-${String(++agreements).padStart(12, '0')}`,
  parties: [a.party, b.party],
  purposes: [{ name: 'counter-terrorism', legalBases: ['treaty-7', 'treaty-9'] }],
  families: ['doc', 'dn', 'nd', 'n3y', 'n2y'],
  canon: 1,
  questionsPerDay: 1000,
  questionsPerMinute: 1000,
  epochDays: 7,
  standingQuestions: true,
  deconfliction: false,
  groups: {},
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
  signatures: {},
  ...terms,
});

export const partnersOf = (self: Identity, agreed: () => readonly Agreement[]): Partners => {
  const list = () =>
    agreed().flatMap((agreement) => {
      const party = agreement.parties.find(({ id }) => id !== self.party.id);
      return party && agreement.parties.some(({ id }) => id === self.party.id) ? [{ party, agreement }] : [];
    });
  return {
    self: async () => self.party,
    list: async () => list(),
    inForce: async (partner) => list().find(({ party }) => party.id === partner)?.agreement,
    keysOf: async (partner) =>
      list().flatMap(({ party }) => (party.id === partner ? [party.signingKey] : [])),
  };
};

export interface Clock {
  readonly now: () => Date;
  forward(milliseconds: number): void;
}
export function clockAt(start: string): Clock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    forward(milliseconds) {
      at += milliseconds;
    },
  };
}

export interface TestService {
  readonly id: string;
  readonly store: Store;
  readonly room: ask.AskRoom;
  readonly events: ask.AskEvent[];
  readonly errors: unknown[];
  /** Puts persons on the list of this service, in the place of those of before. */
  load(persons: readonly SourceEntity[]): Promise<void>;
  close(): Promise<void>;
}

export async function openTestService(
  self: Identity,
  network: Network,
  clock: Clock,
  agreed: () => readonly Agreement[],
  more: Partial<ask.AskOptions> = {},
  opened?: Store,
): Promise<TestService> {
  const { id } = self.party;
  const { serviceName = id } = more;
  const store = opened ?? (await openStore({}, clock.now()));
  const events: ask.AskEvent[] = [];
  const errors: unknown[] = [];
  const room = await ask.openAsk({
    store: store.ask,
    ledger: store.ledger,
    gate: openGate(DEFAULT_POLICY, store.ledger, clock.now),
    keyRing: store.keyRing(randomBytes(32), clock.now),
    link: network.linkOf(id),
    partners: partnersOf(self, agreed),
    serviceName,
    signingKey: async () => self.signingKey,
    now: clock.now,
    threads: 1,
    keepMilliseconds: 0,
    onError: (error) => errors.push(error),
    ...more,
  });
  room.onEvent((event) => events.push(event));
  let version = 0;
  return {
    id,
    store,
    room,
    events,
    errors,
    async load(persons) {
      const number = ++version;
      async function* content(): AsyncIterable<ListContent> {
        for (const entity of persons) yield { type: 'entity', entity };
      }
      await store.load({
        dataset: { name: `list_${id}`, title: id, publisher: id },
        format: 'ftm-ndjson',
        files: [{ name: 'list', sha256: String(number), bytes: number }],
        recordedAt: clock.now().toISOString(),
        sourceService: serviceName,
        content: content(),
        version: () => String(number),
        shrinkLimit: undefined,
      });
    },
    async close() {
      await room.close();
      await store.close();
    },
  };
}

export const person = (id: string, properties: SourceEntity['properties']): SourceEntity => ({
  id,
  schema: 'Person',
  properties,
});

export const OFFICER = {
  account: 'liv',
  roles: ['liaison-officer'],
  purpose: 'cooperation',
  legalBasis: 'public-task',
} as const;

export const WHY = { purpose: 'counter-terrorism', legalBasis: 'treaty-7', caseNumber: 'C-17' } as const;

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
