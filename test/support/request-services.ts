import { DEFAULT_POLICY, openGate } from '../../src/law/index.ts';
import type { SourceEntity } from '../../src/model/index.ts';
import { openScreening, type Screening } from '../../src/screening/index.ts';
import {
  type Agreement,
  type ask,
  LinkError,
  openRequests,
  type RequestGround,
  type RequestsRoom,
} from '../../src/share/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { type Clock, type Identity, type Network, openTestService, partnersOf } from './ask-services.ts';

/** A service with its blind question, index and requests, on a link that is a table of functions. */
export interface RequestService {
  readonly id: string;
  readonly store: Store;
  readonly screening: Screening;
  readonly ask: ask.AskRoom;
  readonly requests: RequestsRoom;
  readonly errors: unknown[];
  /** What this service posted and was refused, with the reason. */
  readonly refused: string[];
  /** Puts persons on the list of this service, in the place of those of before. */
  load(persons: readonly SourceEntity[]): Promise<void>;
  /** Delivers what waits, until nothing is left that can be; gives how much went. */
  bring(): Promise<number>;
  close(): Promise<void>;
}

/** Who cannot be reached now. */
export type Away = Set<string>;

export async function openRequestService(
  self: Identity,
  network: Network,
  clock: Clock,
  agreed: () => readonly Agreement[],
  away: Away,
  more: Partial<RequestGround> = {},
): Promise<RequestService> {
  const { id } = self.party;
  const { serviceName = id } = more;
  const store = await openStore({}, clock.now());
  const screening = await openScreening({ store, now: clock.now, shrinkLimit: 1, serviceName });
  const asked = await openTestService(
    self,
    network,
    clock,
    agreed,
    { suppressed: store.requests.isSuppressed, serviceName },
    store,
  );
  const errors: unknown[] = [];
  const refused: string[] = [];
  const posted: { id: string; partner: string; kind: string; body: unknown }[] = [];
  let count = 0;
  const requests = openRequests({
    store: store.requests,
    ledger: store.ledger,
    gate: openGate(DEFAULT_POLICY, store.ledger, clock.now),
    link: network.linkOf(id),
    outbox: {
      async post(partner, kind, body) {
        const message = `${id}-${++count}`;
        posted.push({ id: message, partner, kind, body });
        return message;
      },
    },
    partners: partnersOf(self, agreed),
    ask: asked.room,
    serviceName,
    twoPersons: { request: 'always', answer: 'always' },
    days: { deadline: 30, reminder: 7, kept: 1830 },
    changed: () => screening.follow(),
    now: clock.now,
    onError: (error) => errors.push(error),
    ...more,
  });
  return {
    id,
    store,
    screening,
    ask: asked.room,
    requests,
    errors,
    refused,
    async load(persons) {
      await asked.load(persons);
      await screening.follow();
      await asked.room.keep();
    },
    async bring() {
      let went = 0;
      for (let at = 0; at < posted.length; ) {
        const { id: message, partner, kind, body } = posted[at] as (typeof posted)[number];
        if (away.has(partner) || away.has(id)) {
          at++;
          continue;
        }
        try {
          await network.send(id, partner, kind, body, message);
        } catch (error) {
          if (!(error instanceof LinkError) || error.code !== 'refused') throw error;
          refused.push(`${kind}: ${error.message}`);
        }
        posted.splice(at, 1);
        went++;
      }
      return went;
    },
    async close() {
      await requests.close();
      await screening.close();
      await asked.close();
    },
  };
}

/** Delivers among all, until nobody has anything more that can go. */
export async function settle(...services: readonly RequestService[]): Promise<void> {
  for (let went = 1; went > 0; ) {
    went = 0;
    for (const service of services) went += await service.bring();
  }
}
