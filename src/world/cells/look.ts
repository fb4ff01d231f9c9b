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
const ONE_GROUP = 8;

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
  const groupOf = groupsOf(graph);
  const members: number[][] = [];
  for (const [person, group] of groupOf.entries()) {
    const list = members[group];
    if (list) list.push(person);
    else members[group] = [person];
  }
  const alarming = members.map(
    (list) => list.length >= ALARM_PERSONS && list.some((person) => grounded.has(person)),
  );
  const between: number[] = [];
  for (let person = 0; person < graph.nodeCount; person++) {
    const groups = new Set<number>();
    for (let arc = graph.offsets[person] as number; arc < (graph.offsets[person + 1] as number); arc++) {
      const group = groupOf[graph.targets[arc] as number] as number;
      if (alarming[group]) groups.add(group);
    }
    if (groups.size > 1 && established[person]) between.push(person);
  }
  const told = (person: number): readonly number[] => identitiesOf[person] as readonly number[];
  return {
    groups: members.flatMap((list, group) => (alarming[group] ? { persons: list.map(told) } : [])),
    between: between.map(told),
    joined,
  };
}

/** The cells of each component; a small one is a group by itself. */
function groupsOf(graph: Graph): Uint32Array {
  const { of: componentOf, sizes } = components(graph);
  if (sizes.every((size) => size <= ONE_GROUP)) return componentOf;
  const { cellOf, cellCount } = findCells(graph);
  return cellOf.map((cell, person) => {
    const own = componentOf[person] as number;
    return (sizes[own] as number) <= ONE_GROUP ? cellCount + own : cell;
  });
}
