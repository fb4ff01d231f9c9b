import { buildGraph, type Graph } from '../graph.ts';
import { type Clocks, countsAt } from './clocks.ts';
import { byCode, type Origins, originsOf } from './origins.ts';
import type { Person, Relation } from './relation.ts';

/** The joined network: a frozen graph of persons, and behind every edge all who say so. */
export interface Network {
  /** In the order of their ids; a person's number is the place here. */
  readonly persons: readonly Person[];
  readonly graph: Graph;
  /** In order; a service's number is the place here. */
  readonly services: readonly string[];
  readonly numberOf: (person: string) => number | undefined;
  /** The tellings of an edge, in the order in which they were given. */
  readonly relationsOf: (edge: number) => readonly Relation[];
  /** Length `edgeCount`: origins of an edge that do not go back to one another. */
  readonly independent: Uint32Array;
  readonly holders: Holders;
}

/** Which services hold which edges. */
export interface Holders {
  /** The edges that a service holds alone, ascending; by number of the service. */
  readonly alone: readonly Uint32Array[];
  /** Edges of which two services hold half each, by their numbers. */
  readonly inHalves: readonly { readonly services: readonly [number, number]; readonly edges: Uint32Array }[];
  /** Words of a set of services, one bit each. */
  readonly words: number;
  /** Length `edgeCount * words`: the set of those that hold an edge alone. */
  readonly sets: Uint32Array;
}

/**
 * Joins what several services tell into one network.
 *
 * Tellings that do not count at the given place of the {@link Clocks} are left out; persons stay. The weight of an edge adds
 * up what is told in different kinds or goes back to different origins; of tellings in one kind that go back to the same
 * reports the heaviest counts, once.
 *
 * @throws RangeError where a relation names a person who is not among `persons`, or a weight is not above 0.
 */
export function joinNetwork(
  persons: readonly Person[],
  given: readonly Relation[],
  clocks: Clocks = {},
): Network {
  const ordered = mergedPersons(persons);
  const numbers = new Map(ordered.map(({ id }, i) => [id, i]));
  const open = clocks.event === undefined && clocks.known === undefined;
  const relations = given.filter((one) => one.from !== one.to && (open || countsAt(one, clocks)));
  const number = (id: string): number => {
    const found = numbers.get(id);
    if (found === undefined)
      throw new RangeError(`A relation names ${JSON.stringify(id)}, who is no person of it.`);
    return found;
  };
  const from = new Uint32Array(relations.length);
  const to = new Uint32Array(relations.length);
  for (const [i, one] of relations.entries()) {
    if (!(one.weight > 0)) throw new RangeError(`Telling ${i} has the weight ${one.weight}; it is above 0.`);
    from[i] = number(one.from);
    to[i] = number(one.to);
  }
  const pairs = buildGraph(ordered.length, from, to);
  const edgeOf = new Uint32Array(relations.length);
  for (let i = 0; i < edgeOf.length; i++) {
    edgeOf[i] = edgeBetween(pairs, from[i] as number, to[i] as number);
  }
  const { starts, order } = grouped(edgeOf, pairs.edgeCount);
  const services = servicesOf(ordered, relations);
  const relationsOf = (edge: number): readonly Relation[] => {
    const told: Relation[] = [];
    for (let i = starts[edge] as number; i < (starts[edge + 1] as number); i++) {
      told.push(relations[order[i] as number] as Relation);
    }
    return told;
  };
  const { weights, independent } = weighed(pairs.edgeCount, relationsOf, originsOf(relations));
  return {
    persons: ordered,
    graph: { ...pairs, weights },
    services,
    numberOf: (person) => numbers.get(person),
    relationsOf,
    independent,
    holders: holdersOf(relations, edgeOf, pairs.edgeCount, services),
  };
}

function servicesOf(persons: readonly Person[], relations: readonly Relation[]): readonly string[] {
  const services = new Set<string>();
  for (const { knownTo, withheldBy } of persons) {
    for (const one of knownTo) services.add(one);
    for (const one of withheldBy) services.add(one);
  }
  for (const { owners, halves } of relations) {
    for (const one of owners) services.add(one);
    for (const one of halves ?? []) services.add(one);
  }
  return [...services].sort(byCode);
}

/** One person each, in order of ids; several services may tell of one. */
function mergedPersons(persons: readonly Person[]): readonly Person[] {
  const byId = new Map<string, Person>();
  for (const person of persons) {
    const known = byId.get(person.id);
    if (!known) {
      byId.set(person.id, person);
      continue;
    }
    const knownTo = [...new Set([...known.knownTo, ...person.knownTo])].sort(byCode);
    byId.set(person.id, {
      ...known,
      knownTo,
      ...mergedRecords(known, person),
      withheldBy: [...new Set([...known.withheldBy, ...person.withheldBy])]
        .filter((service) => !knownTo.includes(service))
        .sort(byCode),
    });
  }
  return [...byId.values()].sort((a, b) => byCode(a.id, b.id));
}

function mergedRecords(a: Person, b: Person): Pick<Person, 'properties' | 'referents'> {
  const referents = [...new Set([...(a.referents ?? []), ...(b.referents ?? [])])].sort(byCode);
  const records = [a, b].map((one) => one.properties ?? { name: [one.caption] });
  const properties: Record<string, readonly string[]> = {};
  for (const record of records) {
    for (const [property, values] of Object.entries(record))
      properties[property] = [...new Set([...(properties[property] ?? []), ...values])];
  }
  return {
    ...((a.properties ?? b.properties) && { properties }),
    ...(referents.length > 0 && { referents }),
  };
}

/** What the tellings of each edge weigh together, and how many origins they go back to; see {@link joinNetwork}. */
function weighed(
  edgeCount: number,
  relationsOf: (edge: number) => readonly Relation[],
  origins: Origins,
): { readonly weights: Float64Array; readonly independent: Uint32Array } {
  const weights = new Float64Array(edgeCount);
  const independent = new Uint32Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const told = relationsOf(edge);
    const [only] = told;
    if (only !== undefined && told.length === 1) {
      weights[edge] = only.weight;
      independent[edge] = Math.max(1, origins(only).length);
      continue;
    }
    const heaviest = new Map<string, number>();
    const roots = new Set<string>();
    let unnamed = 0;
    for (const one of told) {
      const found = origins(one);
      // What names no report stands for itself.
      const key = found.length === 0 ? `\u0000${unnamed++}` : [one.kind, ...found].join('\u0000');
      heaviest.set(key, Math.max(heaviest.get(key) ?? 0, one.weight));
      for (const root of found) roots.add(root);
    }
    for (const weight of heaviest.values()) weights[edge] = (weights[edge] as number) + weight;
    independent[edge] = roots.size + unnamed;
  }
  return { weights, independent };
}

/** The edge between two nodes, by bisection; -1 where there is none. */
export function edgeBetween({ offsets, targets, edges }: Graph, a: number, b: number): number {
  let low = offsets[a] as number;
  let high = offsets[a + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((targets[middle] as number) < b) low = middle + 1;
    else high = middle;
  }
  return low < (offsets[a + 1] as number) && targets[low] === b ? (edges[low] as number) : -1;
}

/** Places of equal keys beside one another, those of key `k` from `starts[k]` to `starts[k + 1]`. */
function grouped(
  keys: Uint32Array,
  count: number,
): { readonly starts: Uint32Array; readonly order: Uint32Array } {
  const starts = new Uint32Array(count + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let k = 1; k <= count; k++) starts[k] = (starts[k] as number) + (starts[k - 1] as number);
  const next = starts.slice(0, count);
  const order = new Uint32Array(keys.length);
  for (const [i, key] of keys.entries()) {
    const place = next[key] as number;
    next[key] = place + 1;
    order[place] = i;
  }
  return { starts, order };
}

function holdersOf(
  relations: readonly Relation[],
  edgeOf: Uint32Array,
  edgeCount: number,
  services: readonly string[],
): Holders {
  const numbers = new Map(services.map((service, i) => [service, i]));
  const words = Math.max(1, Math.ceil(services.length / 32));
  const sets = new Uint32Array(edgeCount * words);
  const halves = new Map<string, { services: readonly [number, number]; edges: Set<number> }>();
  for (const [i, { owners, halves: both }] of relations.entries()) {
    const edge = edgeOf[i] as number;
    for (const owner of owners) {
      const service = numbers.get(owner) as number;
      const word = edge * words + (service >>> 5);
      sets[word] = (sets[word] as number) | (1 << (service & 31));
    }
    if (!both) continue;
    const [a, b] = [...both].map((one) => numbers.get(one) as number).sort((x, y) => x - y) as [
      number,
      number,
    ];
    const key = `${a}-${b}`;
    const known = halves.get(key) ?? { services: [a, b] as const, edges: new Set() };
    known.edges.add(edge);
    halves.set(key, known);
  }
  return {
    words,
    sets,
    alone: services.map((_, service) => edgesHeld(sets, words, edgeCount, service)),
    inHalves: [...halves.values()]
      .sort((x, y) => x.services[0] - y.services[0] || x.services[1] - y.services[1])
      .map((one) => ({ services: one.services, edges: Uint32Array.from(one.edges).sort() })),
  };
}

function edgesHeld(sets: Uint32Array, words: number, edgeCount: number, service: number): Uint32Array {
  const held: number[] = [];
  const bit = 1 << (service & 31);
  for (let edge = 0, word = service >>> 5; edge < edgeCount; edge++, word += words) {
    if (((sets[word] as number) & bit) !== 0) held.push(edge);
  }
  return Uint32Array.from(held);
}

/** The services that hold an edge alone, by name. */
export function holdersOfEdge({ services, holders }: Network, edge: number): readonly string[] {
  return services.filter(
    (_, service) =>
      ((holders.sets[edge * holders.words + (service >>> 5)] as number) & (1 << (service & 31))) !== 0,
  );
}
