import { ARMS, type Arm, type Held, share, type Way } from './arms.ts';
import { type Identities, readIdentities } from './identities.ts';
import { type Look, lookAt } from './look.ts';
import type { Cell } from './organisation.ts';
import { type CellWorld, type CellWorldOptions, makeCellWorld } from './reports.ts';
import { DAYS, LOOK_DAYS, RECOGNISED_SHARE } from './tuning.ts';

/** What came of one way of working together in one world. Shares are of what is true; counts are of a year and its days. */
export interface Outcome {
  readonly arm: Arm;
  /** Of the cells that act: recognised before they do. */
  readonly recognised: number;
  readonly acting: number;
  /** Days from recognising to the act, of those that were. */
  readonly leads: readonly number[];
  readonly brokersFound: number;
  readonly brokers: number;
  /** Pairs of identities that were judged to be one person, and are two. */
  readonly falseJoins: number;
  readonly joins: number;
  /** Groups that an analyst would look at, of which less than half belongs to the organisation. */
  readonly falseGroups: number;
  /** Innocents in any group that an analyst would look at. */
  readonly innocentsLookedAt: number;
  /** Innocents of whom another service was told. */
  readonly innocentsTold: number;
  readonly questions: number;
  readonly answers: number;
  /** Reports that another service was given, each once a receiver. */
  readonly disclosed: number;
}

/** How many of the services work together, and after how many days an answer comes. */
export interface Cooperation {
  readonly partners: number;
  readonly lag: number;
}

/** Runs one world through all ways of working together, under each of these conditions. */
export function measureWorld(
  options: CellWorldOptions,
  conditions: readonly Cooperation[],
): readonly (readonly Outcome[])[] {
  const world = makeCellWorld(options);
  const identities = readIdentities(world.reports);
  const truth = truthOf(world, identities);
  const known = new Map<string, Outcome>();
  return conditions.map((condition) =>
    ARMS.map((arm) => {
      const way = wayOf(arm, condition);
      const key = JSON.stringify(way);
      const outcome = known.get(key) ?? outcomeOf(way, world, identities, truth);
      known.set(key, outcome);
      return outcome;
    }),
  );
}

/** Alone nothing depends on partners, and a blind question is answered at once. */
function wayOf(arm: Arm, { partners, lag }: Cooperation): Way {
  if (arm === 'alone') return { arm, partners: 1, lag: 0 };
  return { arm, partners, lag: arm === 'hit' ? 0 : lag };
}

interface IdentityTruth {
  /** Whom an identity mostly stands for. */
  readonly whom: readonly number[];
  readonly isMember: (person: number) => boolean;
}

function truthOf({ truth }: CellWorld, identities: Identities): IdentityTruth {
  const counts = Array.from({ length: identities.count }, () => new Map<number, number>());
  for (const [report, both] of identities.of.entries())
    for (const [place, identity] of both.entries()) {
      const person = (truth.meant[report] as readonly [number, number])[place] as number;
      const count = counts[identity] as Map<number, number>;
      count.set(person, (count.get(person) ?? 0) + 1);
    }
  const members = truth.organisation?.persons ?? 0;
  return { whom: counts.map(mostly), isMember: (person) => person < members };
}

/** The key that was counted most; the lowest of several. */
const mostly = (counts: ReadonlyMap<number, number>): number =>
  [...counts].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];

function outcomeOf(
  way: Way,
  world: CellWorld,
  identities: Identities,
  { whom, isMember }: IdentityTruth,
): Outcome {
  const { held, questions, answers, disclosed } = share(world, identities, way);
  const cells = world.truth.organisation?.cells ?? [];
  const brokers = new Set(world.truth.organisation?.brokers);
  const recognisedOn = new Map<Cell, number>();
  const found = new Set<number>();
  const joins = new Set<string>();
  const falseJoins = new Set<string>();
  const falseGroups = new Set<string>();
  const lookedAt = new Set<number>();
  const personOf = (list: readonly number[]): number => {
    const counts = new Map<number, number>();
    for (const identity of list)
      counts.set(whom[identity] as number, (counts.get(whom[identity] as number) ?? 0) + 1);
    return mostly(counts);
  };
  const take = (look: Look, day: number): void => {
    for (const { persons } of look.groups) {
      const people = persons.map(personOf);
      const set = new Set(people);
      for (const person of set) if (!isMember(person)) lookedAt.add(person);
      const members = people.filter(isMember).length;
      if (members < RECOGNISED_SHARE * people.length) {
        // The same innocents, one more or less of them: one group.
        falseGroups.add(String(Math.min(...people.filter((one) => !isMember(one)))));
        continue;
      }
      for (const cell of cells) {
        const inside = cell.members.filter((one) => set.has(one)).length;
        const enough = Math.max(3, Math.ceil(RECOGNISED_SHARE * cell.members.length));
        if (inside >= enough) recognisedOn.set(cell, Math.min(day, recognisedOn.get(cell) ?? day));
      }
    }
    for (const person of look.between.map(personOf)) if (brokers.has(person)) found.add(person);
    for (const [a, b] of look.joined) {
      joins.add(`${a} ${b}`);
      if (whom[a] !== whom[b]) falseJoins.add(`${a} ${b}`);
    }
  };
  for (const service of held)
    for (const day of looksOf(service)) take(lookAt(world.reports, identities, service, day), day);
  const acting = cells.filter(({ acts }) => acts);
  const leads = acting
    .map((cell) => cell.until - (recognisedOn.get(cell) ?? Number.POSITIVE_INFINITY))
    .filter((lead) => lead > 0);
  const told = new Set<number>();
  for (const [report] of disclosed)
    for (const person of world.truth.meant[report] as readonly [number, number])
      if (!isMember(person)) told.add(person);
  return {
    arm: way.arm,
    recognised: leads.length,
    acting: acting.length,
    leads,
    brokersFound: found.size,
    brokers: brokers.size,
    falseJoins: falseJoins.size,
    joins: joins.size,
    falseGroups: falseGroups.size,
    innocentsLookedAt: lookedAt.size,
    innocentsTold: told.size,
    questions,
    answers,
    disclosed: disclosed.length,
  };
}

/** The days on which an analyst looks: every week in which something came. */
function* looksOf({ reports, hits }: Held): Generator<number> {
  const days = new Set(
    [...reports.values(), ...hits.values()].map((day) => Math.ceil(day / LOOK_DAYS) * LOOK_DAYS),
  );
  for (const day of [...days].sort((a, b) => a - b)) if (day < DAYS) yield day;
}
