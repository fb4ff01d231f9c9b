import { buildGraph, components, findCells, type Graph } from '../../network/index.ts';
import type { Held } from './arms.ts';
import type { Identities } from './identities.ts';
import type { Report } from './reports.ts';
import { ALARM_PERSONS } from './tuning.ts';

/** A group that an analyst would look at: persons, each as the identities that were judged to be one. */
export interface Group {
  readonly persons: readonly (readonly number[])[];
}

export interface Look {
  readonly groups: readonly Group[];
  /** Persons who stand between two of these groups: of none of them, or of one. */
  readonly between: readonly (readonly number[])[];
  /** Pairs of identities that were judged to be one. */
  readonly joined: readonly (readonly [number, number])[];
}

/** Above so many persons what hangs together is divided into cells. */
const ONE_GROUP = 12;
const RESOLUTIONS = [0.5, 1, 2] as const;

/** What the reports that a service has on a day show it. */
export function lookAt(
  reports: readonly Report[],
  identities: Identities,
  { reports: held, hits }: Held,
  day: number,
): Look {
  const mine: number[] = [];
  const present = new Map<number, number>();
  const enter = (identity: number): number => {
    const known = present.get(identity);
    if (known !== undefined) return known;
    present.set(identity, present.size);
    return present.size - 1;
  };
  for (const [number, since] of held) {
    if (since > day) continue;
    mine.push(number);
    for (const identity of identities.of[number] as readonly [number, number]) enter(identity);
  }
  const parent = Int32Array.from({ length: present.size }, (_, i) => i);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] as number;
    parent[at] = root;
    return root;
  };
  const joined: (readonly [number, number])[] = [];
  const join = (a: number, b: number): void => {
    parent[find(present.get(a) as number)] = find(present.get(b) as number);
    joined.push([a, b]);
  };
  const both = (pair: readonly [number, number]): boolean => present.has(pair[0]) && present.has(pair[1]);
  for (const pair of identities.same) if (both(pair)) join(...pair);
  // A contact in common is the second ground for a likeness of names.
  const contacts = Array.from({ length: present.size }, () => new Set<number>());
  for (const number of mine) {
    const [a, b] = (identities.of[number] as readonly [number, number]).map((one) =>
      find(present.get(one) as number),
    ) as [number, number];
    if (a === b) continue;
    contacts[a]?.add(b);
    contacts[b]?.add(a);
  }
  for (const pair of identities.perhaps) {
    if (!both(pair)) continue;
    const [a, b] = pair.map((one) => find(present.get(one) as number)) as [number, number];
    if (a !== b && [...(contacts[a] as Set<number>)].some((one) => contacts[b]?.has(one))) join(...pair);
  }

  const persons = new Map<number, number>();
  const personOf = (identity: number): number => {
    const root = find(present.get(identity) as number);
    const known = persons.get(root);
    if (known !== undefined) return known;
    persons.set(root, persons.size);
    return persons.size - 1;
  };
  const identitiesOf: number[][] = [];
  for (const identity of present.keys()) {
    const person = personOf(identity);
    const list = identitiesOf[person];
    if (list) list.push(identity);
    else identitiesOf[person] = [identity];
  }
  const origins = identitiesOf.map(() => new Set<number>());
  const met: (readonly [number, number])[] = [];
  const grounds: number[] = [];
  for (const number of mine) {
    const { origin, ground } = reports[number] as Report;
    const [a, b] = (identities.of[number] as readonly [number, number]).map(personOf) as [number, number];
    origins[a]?.add(origin);
    origins[b]?.add(origin);
    if (a === b) continue;
    met.push([a, b]);
    if (ground) grounds.push(a, b);
  }
  const grounded = new Set(grounds);
  /** Told by two sources that do not go back to one another, or known to a partner as well. */
  const established = identitiesOf.map(
    (list, person) =>
      (origins[person] as Set<number>).size > 1 ||
      list.some((identity) => (hits.get(identity) ?? Infinity) <= day),
  );
  // Who was seen once stands in nobody's group: bystanders would bind together what has nothing to do with one another.
  const lasting = met.filter(([a, b]) => established[a] && established[b]);
  const graph = buildGraph(
    identitiesOf.length,
    lasting.map(([a]) => a),
    lasting.map(([, b]) => b),
  );
  const groups = groupsOf(graph).filter(
    (list) => list.length >= ALARM_PERSONS && list.some((person) => grounded.has(person)),
  );
  const between: number[] = [];
  for (let person = 0; person < graph.nodeCount; person++) {
    const beside = new Set(graph.targets.slice(graph.offsets[person], graph.offsets[person + 1]));
    const touched = groups.filter((list) => list.some((one) => beside.has(one)));
    if (touched.some((one) => touched.some((other) => areApart(one, other)))) between.push(person);
  }
  const told = (person: number): readonly number[] => identitiesOf[person] as readonly number[];
  return {
    groups: groups.map((list) => ({ persons: list.map(told) })),
    between: between.map(told),
    joined,
  };
}

/** No person is in both. */
const areApart = (a: readonly number[], b: readonly number[]): boolean =>
  !a.some((person) => b.includes(person));

/**
 * The groups that an analyst sees: what hangs together, if it is small, and its cells, coarse and fine. One division alone
 * would lose a cell whenever something new is learnt beside it.
 */
function groupsOf(graph: Graph): readonly (readonly number[])[] {
  const { of, count } = components(graph);
  const groups = listsOf(of, count).filter((list) => list.length <= ONE_GROUP);
  for (const resolution of RESOLUTIONS) {
    const { cellOf, cellCount } = findCells(graph, { resolution });
    groups.push(...listsOf(cellOf, cellCount));
  }
  return [...new Map(groups.map((list) => [list.join(' '), list])).values()];
}

function listsOf(of: Uint32Array, count: number): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (const [person, list] of of.entries()) lists[list]?.push(person);
  return lists;
}
