import { type Grade, strongestGrade, weakestGrade } from '../model/index.ts';
import {
  byCode,
  connect,
  edgeBetween,
  holdersOfEdge,
  joinNetwork,
  type Network,
  type Relation,
  shortestPaths,
} from '../network/index.ts';
import { edgeId, idOf, type MaySee, sentenceOf } from './draw.ts';
import { ChartError } from './error.ts';
import type { Held } from './look.ts';
import { MOST_PATHS, PATHS } from './tuning.ts';
import type { PathsAnswer, PathsQuestion, ToldPath, WaysBy } from './types.ts';
import type { FoundWays, Way, WaysAsked } from './ways-by.ts';
import { reliableWays, timedWays } from './ways-by.ts';
import { listed } from './wording.ts';

/** The letter and the figure each are at least as good. */
const isAtLeast = (grade: Grade, least: Grade): boolean =>
  (grade[0] as string) <= (least[0] as string) && (grade[1] as string) <= (least[1] as string);

/** The number of a person, under whichever id. */
export function numberOf({ became }: Held, network: Network, id: string): number {
  const found = network.numberOf(became.get(id) ?? id);
  if (found === undefined)
    throw new ChartError(
      'unknown',
      'No such person in the network: an id is wrong, or nothing ties this person any more.',
    );
  return found;
}

/** Ways from one person to another, fewest ties first, each tie in a sentence with who says so. */
export function waysBetween(
  held: Held,
  {
    from,
    to,
    by = 'shortest',
    start,
    most = PATHS,
    avoidKinds = [],
    leastGrade,
    service,
    clocks,
  }: PathsQuestion,
  may: MaySee,
): PathsAnswer {
  const whole = held.at(clocks).network;
  const ends = [from, to].map((id) => idOf(whole, numberOf(held, whole, id))) as [string, string];
  if (ends[0] === ends[1]) throw new ChartError('invalid', 'A way needs two persons.');
  const counts = (one: Relation): boolean =>
    !avoidKinds.includes(one.kind) &&
    (leastGrade === undefined || isAtLeast(one.grade, leastGrade)) &&
    (service === undefined || one.owners.includes(service));
  const narrowed = avoidKinds.length > 0 || leastGrade !== undefined || service !== undefined;
  const network = narrowed
    ? joinNetwork(held.told.persons, held.told.relations.filter(counts), clocks)
    : whole;
  const [a, b] = ends.map((id) => network.numberOf(id) as number) as [number, number];
  const limit = Math.min(most, MOST_PATHS);
  const { ways, note } = WAYS[by]({ network, a, b, limit, may, ...(start !== undefined && { start }) });
  const connection = connect(network, [ends[0]], [ends[1]]);
  return {
    version: held.version,
    paths: ways.map((way) => toldPath(network, way, may)),
    seenAloneBy: connection.alone,
    together: connection.smallest
      .filter(({ services }) => services.length > 1)
      .map(({ services, exchanges }) => ({ services, exchanges })),
    ...(note !== undefined && { note }),
  };
}

/** Ways in the order that was asked for. */
const WAYS: Readonly<Record<WaysBy, (asked: WaysAsked) => FoundWays>> = {
  shortest: ({ network, a, b, limit }) => ({ ways: shortestPaths(network.graph, a, b, limit) }),
  reliable: reliableWays,
  time: timedWays,
};

function toldPath(network: Network, { nodes, chance, when }: Way, may: MaySee): ToldPath {
  const hops = nodes.slice(1).map((to, i) => {
    const at = nodes[i] as number;
    return { from: at, to, edge: edgeBetween(network.graph, at, to) };
  });
  const services = new Set<string>();
  const needs: string[] = [];
  let nobody = 0;
  for (const { edge } of hops) {
    const holders = holdersOfEdge(network, edge);
    const told = network.relationsOf(edge);
    const halves = told.flatMap((one) => one.halves ?? []);
    for (const one of holders.length > 0 ? holders : halves) services.add(one);
    if (holders.length === 0 && halves.length === 0) nobody++;
    const [first] = told
      .filter(may)
      .flatMap(({ owners, reports }) => reports.map((one) => `${owners[0] ?? ''} ${one}`));
    if (first !== undefined) needs.push(first.trim());
  }
  const all = [...services].sort(byCode);
  const seen = all.filter((one) => hops.every(({ edge }) => holdersOfEdge(network, edge).includes(one)));
  const holding =
    seen.length > 0
      ? `${listed(seen)} ${seen.length === 1 ? 'sees' : 'see'} all of it alone`
      : `no service sees all of it alone; it takes ${listed(all)}`;
  return {
    persons: nodes.map((v) => idOf(network, v)),
    edges: hops.map(({ from, to }) => edgeId(idOf(network, from), idOf(network, to))),
    sentences: hops.map(({ from, to, edge }, i) => {
      const day = when?.[i];
      return `${day ? `On ${day} or later: ` : ''}${sentenceOf(network, edge, from, to, may)}`;
    }),
    needs: `${holding}${nobody > 0 ? `; ${nobody} held by nobody who is known` : ''}${needs.length > 0 ? ` (${needs.slice(0, 6).join(', ')})` : ''}.`,
    services: all,
    grade: weakestGrade(
      hops.map(({ edge }) => {
        const told = network.relationsOf(edge);
        const shown = told.filter(may);
        return shown.length > 0 ? strongestGrade(shown.map(({ grade }) => grade)) : 'F6';
      }),
    ),
    ...(chance !== undefined && { chance }),
    ...(when && { when }),
  };
}
