import type { Network } from './network.ts';
import { MOST_OPEN_WAYS, MOST_SMALLEST_SETS } from './tuning.ts';
import { groupsOf, labelsOf } from './views.ts';

/** One part of the way from one group to the other: what these services hold, entered at a person. */
export interface Step {
  /** One service, or two where each holds half of the links. */
  readonly services: readonly string[];
  /** The person at whom it is entered: of the first group, or in this fragment and the one before. */
  readonly at: string;
}

/** One hand-over: if `partner` tells `asker` what it holds of `person`, their fragments join. */
export interface Exchange {
  readonly asker: string;
  readonly partner: string;
  readonly person: string;
}

export interface SmallestSet {
  /** Without the one that asks, where one was named. */
  readonly services: readonly string[];
  readonly steps: readonly Step[];
  /** Hand-overs on this way; where there is one, that alone connects the groups. */
  readonly exchanges: readonly Exchange[];
}

export interface Connection {
  /** Whether the groups are connected when everything is joined, links that nobody is known to hold included. */
  readonly connected: boolean;
  /** Services that see it alone. */
  readonly alone: readonly string[];
  /** The smallest sets of services that see it together; empty where none does. */
  readonly smallest: readonly SmallestSet[];
  /** The search was complete; otherwise there may be smaller sets. */
  readonly exact: boolean;
}

interface Fragment {
  readonly services: bigint;
  readonly members: readonly number[];
}

interface Way {
  readonly fragment: number;
  readonly services: bigint;
  readonly at: number;
  readonly before: Way | undefined;
}

/**
 * The smallest sets of services that together see a path between two groups of persons.
 *
 * Every fragment (a component of what one service holds) is a node; two meet where they share a person. Ways are followed by
 * how many services they need, and one is given up where another reached the fragment with a part of its services (a
 * label-setting search for the path of fewest colours, which is NP-hard; services are few).
 *
 * @param asking a service that takes part in any case, and is not counted.
 * @throws RangeError where a person or the service is not in the network.
 */
export function connect(
  network: Network,
  groupA: readonly string[],
  groupB: readonly string[],
  asking?: string,
): Connection {
  const a = numbersOf(network, groupA);
  const b = numbersOf(network, groupB);
  const own = asking === undefined ? 0n : 1n << BigInt(serviceNumber(network, asking));
  const fragments = fragmentsOf(network);
  const whole = labelsOf(
    network,
    Array.from({ length: network.graph.edgeCount }, (_, edge) => edge),
  );
  const meets = (labels: Int32Array): boolean => {
    const inA = new Set(a.map((v) => labels[v]).filter((label) => (label as number) >= 0));
    return b.some((v) => inA.has(labels[v]));
  };
  const same = b.some((v) => a.includes(v));
  const alone = network.services.filter((_, i) =>
    meets(labelsOf(network, [...(network.holders.alone[i] ?? [])])),
  );
  const found = waysOf(fragments, a, b, own);
  const sets = new Map<bigint, Way>();
  for (const way of found.ways) if (!sets.has(way.services)) sets.set(way.services, way);
  return {
    connected: same || meets(whole),
    alone,
    smallest: [...sets.values()]
      .slice(0, MOST_SMALLEST_SETS)
      .map((way) => told(network, way, own, fragments)),
    exact: found.exact,
  };
}

function numbersOf(network: Network, group: readonly string[]): readonly number[] {
  if (group.length === 0) throw new RangeError('A group needs at least one person.');
  return group.map((id) => {
    const found = network.numberOf(id);
    if (found === undefined) throw new RangeError(`${id} is not in the network.`);
    return found;
  });
}

function serviceNumber({ services }: Network, service: string): number {
  const found = services.indexOf(service);
  if (found < 0)
    throw new RangeError(`${service} is no service of the network; there are ${services.join(', ')}.`);
  return found;
}

function fragmentsOf(network: Network): readonly Fragment[] {
  const { alone, inHalves } = network.holders;
  return [
    ...alone.flatMap((links, service) =>
      groupsOf(labelsOf(network, [...links])).map((members) => ({
        services: 1n << BigInt(service),
        members,
      })),
    ),
    ...inHalves.flatMap(({ services: [x, y], edges }) =>
      groupsOf(labelsOf(network, [...edges])).map((members) => ({
        services: (1n << BigInt(x)) | (1n << BigInt(y)),
        members,
      })),
    ),
  ];
}

/** The ways that need fewest services. */
function waysOf(
  fragments: readonly Fragment[],
  a: readonly number[],
  b: readonly number[],
  own: bigint,
): { readonly ways: readonly Way[]; readonly exact: boolean } {
  const at = new Map<number, number[]>();
  for (const [i, { members }] of fragments.entries()) {
    for (const v of members) {
      const list = at.get(v);
      if (list) list.push(i);
      else at.set(v, [i]);
    }
  }
  const goal = new Set(b);
  const reached: bigint[][] = fragments.map(() => []);
  const waiting: Way[][] = [];
  const ways: Way[] = [];
  let open = 0;
  const enter = (fragment: number, person: number, before: Way | undefined): void => {
    const services = (before?.services ?? own) | (fragments[fragment] as Fragment).services;
    if (reached[fragment]?.some((less) => (less & services) === less)) return;
    reached[fragment]?.push(services);
    open++;
    const needed = countOf(services & ~own);
    waiting[needed] ??= [];
    waiting[needed].push({ fragment, services, at: person, before });
  };
  for (const v of a) for (const fragment of at.get(v) ?? []) enter(fragment, v, undefined);
  for (let needed = 0; needed < waiting.length; needed++) {
    // Ways found meanwhile go behind: those with fewest steps come first.
    const now = waiting[needed] ?? [];
    for (const way of now) {
      const { members } = fragments[way.fragment] as Fragment;
      if (members.some((v) => goal.has(v))) {
        ways.push(way);
        continue;
      }
      if (open > MOST_OPEN_WAYS) return { ways, exact: false };
      for (const v of members) {
        for (const next of at.get(v) ?? []) if (next !== way.fragment) enter(next, v, way);
      }
    }
    if (ways.length > 0) break;
  }
  return { ways, exact: true };
}

function countOf(set: bigint): number {
  let count = 0;
  for (let left = set; left > 0n; left &= left - 1n) count++;
  return count;
}

function told(network: Network, way: Way, own: bigint, fragments: readonly Fragment[]): SmallestSet {
  const namesOf = (set: bigint): readonly string[] =>
    network.services.filter((_, i) => (set >> BigInt(i)) & 1n);
  const steps: Step[] = [];
  for (let one: Way | undefined = way; one !== undefined; one = one.before) {
    steps.unshift({
      services: namesOf((fragments[one.fragment] as Fragment).services),
      at: network.persons[one.at]?.id as string,
    });
  }
  const exchanges = steps.slice(1).flatMap(({ services: [partner, second], at: person }, i): Exchange[] => {
    const asker = steps[i]?.services[0];
    return asker === undefined || partner === undefined || second !== undefined || asker === partner
      ? []
      : [{ asker, partner, person }];
  });
  return { services: namesOf(way.services & ~own), steps, exchanges };
}
