import type { Random } from '../../model/index.ts';
import type { Identities } from './identities.ts';
import { streamOf } from './random.ts';
import type { CellWorld, Report } from './reports.ts';
import { ANSWERED } from './tuning.ts';

/**
 * Four ways for services to work, on the same reports: each alone; asking blindly, which tells that another service knows a
 * person and nothing else; asking, and then for what is known; and everything in one pool, which is an upper bound and no
 * proposal.
 */
export const ARMS = ['alone', 'hit', 'request', 'pool'] as const;
export type Arm = (typeof ARMS)[number];

export interface Way {
  readonly arm: Arm;
  /** Days that an answer, or the pool, takes. */
  readonly lag: number;
  /** How many services work together, the first ones; the others stay alone. */
  readonly partners: number;
}

/** What one service has, and since which day. */
export interface Held {
  /** Report → day. */
  readonly reports: ReadonlyMap<number, number>;
  /** Identity → the first day on which a partner was found to know it. */
  readonly hits: ReadonlyMap<number, number>;
}

export interface Shared {
  /** By service. */
  readonly held: readonly Held[];
  readonly questions: number;
  readonly answers: number;
  /** Report and receiver: each once. */
  readonly disclosed: readonly (readonly [report: number, receiver: number])[];
}

export function share(world: CellWorld, identities: Identities, { arm, lag, partners }: Way): Shared {
  if (arm === 'pool') return pooled(world, lag, partners);
  const services = Array.from({ length: world.services }, () => ({
    reports: new Map<number, number>(),
    hits: new Map<number, number>(),
  }));
  const own = ownReports(world);
  for (const [service, held] of services.entries())
    for (const number of [...(own[service] as readonly number[]), ...own.press])
      held.reports.set(number, (world.reports[number] as Report).recordedOn);
  if (arm === 'alone') return { held: services, questions: 0, answers: 0, disclosed: [] };

  const knownBy = firstKnown(world, identities, partners);
  /** Identities by who told of them, and when: a partner whose own report they stand in says nothing new by knowing them. */
  const toldBy = knownBy.map(
    (known, service) => new Map([...known].map(([identity, day]) => [identity, new Map([[service, day]])])),
  );
  const disclosed: (readonly [number, number])[] = [];
  let answers = 0;
  const willing = streamOf(0, 'willing');
  const queue: { readonly day: number; readonly service: number; readonly identity: number }[] = [];
  const learn = (service: number, identity: number, day: number, by: number): void => {
    const tellers = toldBy[service]?.get(identity) ?? new Map<number, number>();
    const before = tellers.get(by);
    if (before !== undefined && before <= day) return;
    tellers.set(by, day);
    toldBy[service]?.set(identity, tellers);
    queue.push({ day, service, identity });
  };
  for (const [service, known] of knownBy.entries())
    for (const [identity, day] of known) queue.push({ day, service, identity });
  const asked = new Set<string>();
  while (queue.length > 0) {
    queue.sort((a, b) => b.day - a.day);
    const { day, service, identity } = queue.pop() as (typeof queue)[number];
    for (const [partner, theirs] of knownBy.entries()) {
      if (partner === service) continue;
      const tellers = toldBy[service]?.get(identity) as ReadonlyMap<number, number>;
      for (const mate of identities.keyMates[identity] as readonly number[]) {
        const theirDay = theirs.get(mate);
        if (theirDay === undefined) continue;
        const hitOn = Math.max(day, theirDay);
        if (![...tellers].some(([teller, since]) => teller !== partner && since <= hitOn)) continue;
        const { hits } = services[service] as (typeof services)[number];
        hits.set(identity, Math.min(hitOn, hits.get(identity) ?? Number.POSITIVE_INFINITY));
        const request = `${service} ${partner} ${mate}`;
        if (arm !== 'request' || asked.has(request)) continue;
        asked.add(request);
        if (answersAt(willing)) answer(service, partner, mate, hitOn + lag);
      }
    }
  }
  return {
    held: services,
    questions: toldBy.reduce((sum, known) => sum + known.size, 0) * (partners - 1),
    answers,
    disclosed,
  };

  /** A partner gives what it holds itself of a person, and goes on doing so. */
  function answer(to: number, partner: number, identity: number, day: number): void {
    answers++;
    const { reports } = services[to] as (typeof services)[number];
    for (const number of own[partner] as readonly number[]) {
      const both = identities.of[number] as readonly [number, number];
      if (!both.includes(identity)) continue;
      const arrives = Math.max(day, (world.reports[number] as Report).recordedOn + lag);
      if (!reports.has(number)) disclosed.push([number, to]);
      reports.set(number, Math.min(arrives, reports.get(number) ?? Number.POSITIVE_INFINITY));
      for (const one of both) learn(to, one, arrives, partner);
    }
  }
}

const answersAt = (random: Random): boolean => random.chance(ANSWERED);

function pooled(world: CellWorld, lag: number, partners: number): Shared {
  const held = Array.from({ length: world.services }, () => ({
    reports: new Map<number, number>(),
    hits: new Map<number, number>(),
  }));
  const disclosed: (readonly [number, number])[] = [];
  for (const [number, { service, recordedOn }] of world.reports.entries())
    for (const [reader, { reports }] of held.entries()) {
      if (service === 'press' || service === reader) reports.set(number, recordedOn);
      else if (service < partners && reader < partners) {
        reports.set(number, recordedOn + lag);
        disclosed.push([number, reader]);
      }
    }
  return { held, questions: 0, answers: 0, disclosed };
}

function ownReports(
  world: CellWorld,
): readonly (readonly number[])[] & { readonly press: readonly number[] } {
  const own: number[][] = Array.from({ length: world.services }, () => []);
  const press: number[] = [];
  for (const [number, { service }] of world.reports.entries())
    (service === 'press' ? press : (own[service] as number[])).push(number);
  return Object.assign(own, { press });
}

/** By partner: identity → the first day on which a report of its own tells of it. */
function firstKnown(
  world: CellWorld,
  identities: Identities,
  partners: number,
): readonly ReadonlyMap<number, number>[] {
  const known = Array.from({ length: partners }, () => new Map<number, number>());
  for (const [number, { service, recordedOn }] of world.reports.entries()) {
    if (service === 'press' || service >= partners) continue;
    const since = known[service] as Map<number, number>;
    for (const identity of identities.of[number] as readonly [number, number])
      if (!since.has(identity)) since.set(identity, recordedOn);
  }
  return known;
}
