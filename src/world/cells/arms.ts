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

export function share(world: CellWorld, identities: Identities, { arm, lag }: Way): Shared {
  if (arm === 'pool') return pooled(world, lag);
  const services = Array.from({ length: world.services }, () => ({
    reports: new Map<number, number>(),
    hits: new Map<number, number>(),
  }));
  const own = ownReports(world);
  for (const [service, held] of services.entries())
    for (const number of [...(own[service] as readonly number[]), ...own.press])
      held.reports.set(number, (world.reports[number] as Report).recordedOn);
  if (arm === 'alone') return { held: services, questions: 0, answers: 0, disclosed: [] };

  const knownBy = firstKnown(world, identities);
  /** Identities by who told of them: a partner whose own report they stand in says nothing new by knowing them. */
  const toldBy = services.map(
    (_, service) => new Map([...knownBy[service]!.keys()].map((one) => [one, new Set([service])])),
  );
  const disclosed: (readonly [number, number])[] = [];
  let answers = 0;
  const willing = streamOf(0, 'willing');
  const queue: { readonly day: number; readonly service: number; readonly identity: number }[] = [];
  const learn = (service: number, identity: number, day: number, by: number): void => {
    const tellers = toldBy[service]?.get(identity) ?? new Set();
    if (tellers.has(by)) return;
    tellers.add(by);
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
      const tellers = toldBy[service]?.get(identity) as ReadonlySet<number>;
      if (partner === service || (tellers.size === 1 && tellers.has(partner))) continue;
      for (const mate of identities.keyMates[identity] as readonly number[]) {
        const theirDay = theirs.get(mate);
        if (theirDay === undefined) continue;
        const hitOn = Math.max(day, theirDay);
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
    questions: toldBy.reduce((sum, known) => sum + known.size, 0) * (world.services - 1),
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

function pooled(world: CellWorld, lag: number): Shared {
  const held = Array.from({ length: world.services }, (_, reader) => ({
    reports: new Map(
      world.reports.map(({ recordedOn, service }, number) => [
        number,
        service === 'press' || service === reader ? recordedOn : recordedOn + lag,
      ]),
    ),
    hits: new Map<number, number>(),
  }));
  const disclosed = world.reports.flatMap(({ service }, number) =>
    service === 'press'
      ? []
      : held.flatMap((_, reader) => (reader === service ? [] : [[number, reader] as const])),
  );
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

/** By service: identity → the first day on which a report of its own tells of it. */
function firstKnown(world: CellWorld, identities: Identities): readonly ReadonlyMap<number, number>[] {
  const known = Array.from({ length: world.services }, () => new Map<number, number>());
  for (const [number, { service, recordedOn }] of world.reports.entries()) {
    if (service === 'press') continue;
    for (const identity of identities.of[number] as readonly [number, number])
      if (!known[service]?.has(identity)) known[service]?.set(identity, recordedOn);
  }
  return known;
}
