import { buildGraph, type Graph } from '../graph.ts';
import { disjointSets } from './disjoint-sets.ts';
import type { Network } from './network.ts';
import { MOST_PERSONS_IN_TABLE, MOST_SERVICES_IN_TWOS, PAIR_STEPS } from './tuning.ts';

/** What a set of services sees if it puts together what each of them holds. */
export interface View {
  readonly services: readonly string[];
  /** Persons whom one of them knows, or who are at an end of a link. */
  readonly persons: number;
  readonly links: number;
  /** Pairs of persons connected by any path: what a view is worth. */
  readonly pairs: number;
  /** Persons in its largest component. */
  readonly largest: number;
}

/** What each service sees alone, any two, and all: what coordination joins up. */
export interface Fragments {
  /** Everything there is, held by a known service or not. */
  readonly whole: View;
  /** What all services see together. */
  readonly all: View;
  /** In order of services. */
  readonly alone: readonly View[];
  /** Every two services, those first that gain most beyond what each of the two sees. */
  readonly two: readonly (View & { readonly gained: number })[];
  /** Services that were left out of `two` because there are many. */
  readonly leftOutOfTwo: number;
  /** Links that at least one service holds, and those that none holds alone. */
  readonly linksHeld: number;
  readonly linksOfNobody: number;
  /** Pairs that at least one service sees connected; `undefined` where the network is too large to count it. */
  readonly pairsAlone: number | undefined;
  /** The same for any two services together. */
  readonly pairsOfTwo: number | undefined;
  /** Pairs that are connected only when everything is joined. */
  readonly pairsOnlyJoined: number | undefined;
}

/** The fragments of a network. Time grows with links times services, and with links for every two of them. */
export function fragments(network: Network): Fragments {
  const { services, graph } = network;
  const everybody = services.map((_, i) => i);
  const alone = everybody.map((service) => lookedAt(network, [service]));
  const often = [...everybody]
    .sort(
      (a, b) => (network.holders.alone[b]?.length ?? 0) - (network.holders.alone[a]?.length ?? 0) || a - b,
    )
    .slice(0, MOST_SERVICES_IN_TWOS)
    .sort((a, b) => a - b);
  const two = often.flatMap((a, i) =>
    often.slice(i + 1).map((b) => ({ a, b, ...lookedAt(network, [a, b]) })),
  );
  const all = lookedAt(network, everybody);
  const whole = looked(
    network,
    everybody,
    Array.from({ length: graph.edgeCount }, (_, edge) => edge),
  );
  const pairsAlone = pairsInAny(alone.map(({ labels }) => labels));
  const complete = often.length === services.length;
  const pairsOfTwo =
    services.length < 2 ? pairsAlone : complete ? pairsInAny(two.map(({ labels }) => labels)) : undefined;
  return {
    whole: { ...whole.view, persons: network.persons.length },
    all: all.view,
    alone: alone.map(({ view }) => view),
    two: two
      .map(({ view, a, b }) => ({
        ...view,
        gained:
          view.pairs -
          (pairsInAny([alone[a]!.labels, alone[b]!.labels]) ??
            Math.max(alone[a]!.view.pairs, alone[b]!.view.pairs)),
      }))
      .sort((x, y) => y.gained - x.gained || y.pairs - x.pairs),
    leftOutOfTwo: services.length - often.length,
    linksHeld: all.view.links,
    linksOfNobody: graph.edgeCount - new Set(network.holders.alone.flatMap((edges) => [...edges])).size,
    pairsAlone,
    pairsOfTwo,
    pairsOnlyJoined: pairsAlone === undefined ? undefined : whole.view.pairs - pairsAlone,
  };
}

/** The links that a set of services sees together: what each holds, and what two of them hold half each. */
export function linksSeen({ holders, graph }: Network, services: readonly number[]): readonly number[] {
  const [only] = services;
  const halves = holders.inHalves.filter(({ services: both }) => both.every((one) => services.includes(one)));
  if (services.length === 1 && only !== undefined && halves.length === 0)
    return [...(holders.alone[only] ?? [])];
  const seen = new Uint8Array(graph.edgeCount);
  for (const service of services) for (const edge of holders.alone[service] ?? []) seen[edge] = 1;
  for (const { edges } of halves) for (const edge of edges) seen[edge] = 1;
  const links: number[] = [];
  for (let edge = 0; edge < seen.length; edge++) if (seen[edge] === 1) links.push(edge);
  return links;
}

/** The graph of some links only; persons keep their numbers, links get new ones, in the same order. */
export function graphOf({ graph }: Network, links: readonly number[]): Graph {
  return buildGraph(
    graph.nodeCount,
    links.map((edge) => graph.lower[edge] as number),
    links.map((edge) => graph.higher[edge] as number),
    links.map((edge) => graph.weights[edge] as number),
  );
}

/** Which group each person is in; -1 for those who stand alone. */
export type Labels = Int32Array;

/** The groups that some links make. */
export function labelsOf({ graph }: Network, links: readonly number[]): Labels {
  const sets = disjointSets(graph.nodeCount);
  for (const edge of links) sets.merge(graph.lower[edge] as number, graph.higher[edge] as number);
  const labels = new Int32Array(graph.nodeCount).fill(-1);
  for (let v = 0; v < labels.length; v++) if (sets.sizeOf(v) > 1) labels[v] = sets.find(v);
  return labels;
}

interface Looked {
  readonly view: View;
  readonly labels: Labels;
}

const lookedAt = (network: Network, services: readonly number[]): Looked =>
  looked(network, services, linksSeen(network, services));

function looked(network: Network, services: readonly number[], links: readonly number[]): Looked {
  const labels = labelsOf(network, links);
  const names = services.map((service) => network.services[service] as string);
  const known = new Set(names);
  const sizes = new Map<number, number>();
  let persons = 0;
  for (const [v, label] of labels.entries()) {
    if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    if (label >= 0 || network.persons[v]?.knownTo.some((service) => known.has(service))) persons++;
  }
  let pairs = 0;
  let largest = persons > 0 ? 1 : 0;
  for (const size of sizes.values()) {
    pairs += (size * (size - 1)) / 2;
    if (size > largest) largest = size;
  }
  return { view: { services: names, persons, links: links.length, pairs, largest }, labels };
}

/**
 * Pairs that are together in at least one of several views: not the sum, because two services may see the same pair.
 * By inclusion and exclusion over the views that each person is in at all, which are few; where they are many, by a table of
 * all pairs; `undefined` where that would be too large.
 */
export function pairsInAny(views: readonly Labels[]): number | undefined {
  const count = views[0]?.length ?? 0;
  let steps = 0;
  let pairs = 0;
  for (let v = 0; v < count; v++) {
    const seen = views.reduce((n, labels) => n + ((labels[v] as number) >= 0 ? 1 : 0), 0);
    steps += 2 ** seen;
  }
  for (const labels of views)
    pairs += groupsOf(labels).reduce((n, group) => n + (group.length * (group.length - 1)) / 2, 0);
  if (steps <= PAIR_STEPS && steps <= pairs * 2) return pairsByExclusion(views, count);
  if (count > MOST_PERSONS_IN_TABLE || pairs > PAIR_STEPS * 10)
    return steps <= PAIR_STEPS ? pairsByExclusion(views, count) : undefined;
  return pairsByTable(views, count);
}

function pairsByExclusion(views: readonly Labels[], count: number): number {
  // Every set of groups gets a number, from that of the set without its last group and that of the group.
  const groups = count * views.length;
  const sets = new Map<number, number>();
  const sizes: number[] = [0];
  let pairs = 0;
  for (let v = 0; v < count; v++) {
    /** Numbers of the sets that are made of groups seen so far, each with the sign that it counts with. */
    const made = [{ set: 0, sign: -1 }];
    for (const [i, labels] of views.entries()) {
      const label = labels[v] as number;
      if (label < 0) continue;
      for (let m = made.length - 1; m >= 0; m--) {
        const before = made[m] as { readonly set: number; readonly sign: number };
        const key = before.set * groups + i * count + label;
        const set = sets.get(key) ?? sizes.length;
        if (set === sizes.length) {
          sets.set(key, set);
          sizes.push(0);
        }
        const size = sizes[set] as number;
        sizes[set] = size + 1;
        // This person makes a pair with each that was in the same groups before.
        pairs += before.sign < 0 ? size : -size;
        made.push({ set, sign: -before.sign });
      }
    }
  }
  return pairs;
}

function pairsByTable(views: readonly Labels[], count: number): number {
  const table = new Uint32Array(Math.ceil((count * (count - 1)) / 2 / 32) + 1);
  let pairs = 0;
  for (const labels of views) {
    for (const group of groupsOf(labels)) {
      for (const [i, high] of group.entries()) {
        const row = (high * (high - 1)) / 2;
        for (let j = 0; j < i; j++) {
          const place = row + (group[j] as number);
          const word = Math.floor(place / 32);
          const bit = 1 << (place % 32);
          if (((table[word] as number) & bit) !== 0) continue;
          table[word] = (table[word] as number) | bit;
          pairs++;
        }
      }
    }
  }
  return pairs;
}

/** The groups of a view, each with its persons ascending. */
export function groupsOf(labels: Labels): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const [v, label] of labels.entries()) {
    if (label < 0) continue;
    const group = groups.get(label);
    if (group) group.push(v);
    else groups.set(label, [v]);
  }
  return [...groups.values()];
}
