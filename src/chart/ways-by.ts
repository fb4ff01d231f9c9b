import type { Grade } from '../model/index.ts';
import {
  buildTimedGraph,
  earliestArrival,
  fewestContacts,
  type Network,
  originsOf,
  type Relation,
  shortestPaths,
  type TimedPath,
} from '../network/index.ts';
import { endsOf, type MaySee } from './draw.ts';
import { CREDIBLE, RELIABLE } from './tuning.ts';

export interface WaysAsked {
  readonly network: Network;
  readonly a: number;
  readonly b: number;
  readonly limit: number;
  readonly may: MaySee;
  readonly start?: string;
}

export interface Way {
  readonly nodes: readonly number[];
  readonly chance?: number;
  readonly when?: readonly string[];
}

export interface FoundWays {
  readonly ways: readonly Way[];
  readonly note?: string;
}

/** How likely a telling is taken to hold, by its grade. */
export const credible = (grade: Grade): number =>
  (RELIABLE[grade[0] as string] as number) * (CREDIBLE[grade[1] as string] as number);

/**
 * How likely each tie is taken to hold: that not all of its independent sources are wrong. Of what goes back to one source the best counts, once;
 * what may not be seen counts as a telling that nobody can judge.
 */
export function chancesOf(network: Network, may: MaySee): Float64Array {
  const { edgeCount } = network.graph;
  const told = Array.from({ length: edgeCount }, (_, edge) => network.relationsOf(edge));
  const origins = originsOf(told.flat());
  return Float64Array.from(told, (tellings) => {
    const best = new Map<string, number>();
    let wrong = 1;
    for (const one of tellings) {
      const chance = credible(may(one) ? one.grade : 'F6');
      const roots = origins(one);
      if (roots.length === 0) wrong *= 1 - chance;
      for (const root of roots) best.set(root, Math.max(best.get(root) ?? 0, chance));
    }
    for (const chance of best.values()) wrong *= 1 - chance;
    return 1 - wrong;
  });
}

export function reliableWays({ network, a, b, limit, may }: WaysAsked): FoundWays {
  const chances = chancesOf(network, may);
  const costs = chances.map((p) => (p === 1 ? 0 : -Math.log(p)));
  const ways = shortestPaths(network.graph, a, b, limit, costs).map(({ nodes, edges }) => ({
    nodes,
    chance: edges.reduce((product, edge) => product * (chances[edge] as number), 1),
  }));
  return {
    ways,
    note: 'The way whose ties most probably all hold comes first: grades are read as chances (STIX 2.1, appendix A), independent sources strengthen one another, and ties are taken to hold independently. The chance is for the order; nobody measured it.',
  };
}

const DAY = 86_400_000;

/** The first moment of a partial date; of what is not dated the beginning of all time. */
const moment = (date: string | undefined, open: number): number =>
  date === undefined ? open : Date.parse(date.length === 4 ? `${date}-01` : date);

/** What holds from when until when. What may not be seen is not dated here: its dates are withheld too. */
function contactsOf(network: Network, may: MaySee) {
  const from: number[] = [];
  const to: number[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  for (let edge = 0; edge < network.graph.edgeCount; edge++) {
    const [lower, higher] = endsOf(network, edge);
    for (const one of network.relationsOf(edge)) {
      const { validFrom, validUntil }: Partial<Pick<Relation, 'validFrom' | 'validUntil'>> = may(one)
        ? one
        : {};
      const begin = moment(validFrom, Number.NEGATIVE_INFINITY);
      const end = moment(validUntil, Number.POSITIVE_INFINITY);
      from.push(lower);
      to.push(higher);
      begins.push(begin);
      // A source that ends a tie before it began is wrong in one of the two: it held on its first day.
      ends.push(end > begin ? end : begin + DAY);
    }
  }
  return { from, to, begins, ends };
}

export function timedWays({ network, a, b, limit, may, start }: WaysAsked): FoundWays {
  const { from, to, begins, ends } = contactsOf(network, may);
  const graph = buildTimedGraph(network.persons.length, from, to, begins, ends);
  const options = start === undefined ? {} : { start: moment(start, 0) };
  const both = [earliestArrival(graph, a, b, options), fewestContacts(graph, a, b, options)];
  const found = both.flatMap((one) => (one ? [toldInTime(one)] : []));
  const [first, second] = found;
  const ways = first && second && first.nodes.join() === second.nodes.join() ? [first] : found;
  const undated = begins.filter(
    (one, i) => one === Number.NEGATIVE_INFINITY && ends[i] === Number.POSITIVE_INFINITY,
  ).length;
  return {
    ways: ways.slice(0, limit),
    note: `Ways along which something can have been passed on: the one that arrives first, and the one over the fewest ties. ${undated.toLocaleString('en')} of ${begins.length.toLocaleString('en')} tellings are not dated and count as holding at any time.`,
  };
}

const toldInTime = ({ nodes, times }: TimedPath): Way => ({
  nodes,
  when: times.map((time) => (Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '')),
});
