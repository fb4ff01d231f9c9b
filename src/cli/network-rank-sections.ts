import { seeded } from '../model/index.ts';
import {
  betweenness,
  brokerage,
  closestPairs,
  type Graph,
  hiddenLinks,
  holdersOfEdge,
  keyPlayers,
  type LinkScore,
  linkCells,
  type Network,
  pageRank,
  percolatedCells,
  rankIntervals,
  sampleBetweenness,
  stableCells,
  structuralHoles,
  tellRank,
} from '../network/index.ts';
import { UsageError } from './errors.ts';
import {
  type AnalysisOptions,
  count,
  counted,
  idOf,
  nameById,
  nameOf,
  type Section,
} from './network-section.ts';

/** Persons times links up to which betweenness is exact: 10,000 persons with 100,000 links, some 20 s in one thread. */
const EXACT_STEPS = 1e9;
/** The same for ranks as intervals, which take it 200 times. */
const INTERVAL_STEPS = 5e6;
/** Persons up to which key players by distance are looked for: every pair is looked at again for each of them. */
const DISTANCE_PERSONS = 500;
/** Seeds of the cells, by links of the network: the best of 200 is what igraph's best of 200 is on the reference sets. */
const SEEDS: readonly (readonly [links: number, seeds: number])[] = [
  [5_000, 200],
  [50_000, 50],
  [Number.POSITIVE_INFINITY, 5],
];
/** Persons up to which it is measured how far suggested links can be believed: all pairs are scored, many times. */
const HIDDEN_PERSONS = 1_000;
/** Sampled betweenness: no value is further off than this share of all pairs, with this confidence. */
const SAMPLE = { error: 0.01, confidence: 0.95 };
const KEY_PLAYERS = 2;
/** Steps of a "reach" of key players: a contact's contact. */
const REACH = 2;
/** Persons up to which suggested links are ranked by every score: all pairs are looked at, by the block model many times. */
const EVERY_SCORE_PERSONS = 300;

/** Who stands between others: betweenness with the interval of its rank, and structural holes. */
export function brokersSection(network: Network, { seed }: AnalysisOptions): Section {
  const { graph } = network;
  const steps = graph.nodeCount * graph.edgeCount;
  const sampled =
    steps > EXACT_STEPS ? sampleBetweenness(graph, { ...SAMPLE, random: seeded(seed) }) : undefined;
  const values = sampled?.values ?? betweenness(graph);
  const intervals = steps <= INTERVAL_STEPS ? rankIntervals(graph, betweenness, { seed }) : undefined;
  const { constraint, effectiveSize } = structuralHoles(graph);
  const ranks = pageRank(graph);
  const order = byValue(graph, values);
  return {
    title: 'Brokers: who is on the shortest ways of others',
    sentences: [
      sampled
        ? `Betweenness out of ${count(sampled.samples)} drawn ways: with a confidence of ${sampled.confidence * 100} % no value is further off than ±${sampled.error.toFixed(0)}.`
        : 'Betweenness is exact: pairs of others, by the share of their shortest ways that lead through a person.',
      intervals
        ? 'Ranks are intervals: 90 % of 200 networks with a tenth of the links wrong and a tenth missing have the rank within it.'
        : 'The network is too large to tell ranks as intervals; take a part of it.',
      'Low constraint: ties people who do not know one another.',
    ],
    table: {
      head: ['person', 'rank', 'betweenness', 'constraint', 'effective size', 'PageRank'],
      rows: order.map((v, i) => [
        nameOf(network, v),
        intervals ? tellRank(intervals, v) : String(i + 1),
        (values[v] as number).toFixed(1),
        Number.isNaN(constraint[v] as number) ? '' : (constraint[v] as number).toFixed(3),
        (effectiveSize[v] as number).toFixed(1),
        (ranks[v] as number).toFixed(4),
      ]),
    },
    json: {
      ...(sampled && { error: sampled.error, confidence: sampled.confidence, samples: sampled.samples }),
      persons: order.map((v) => ({
        person: idOf(network, v),
        betweenness: values[v],
        ...(intervals && { rank: intervals.rank[v], best: intervals.best[v], worst: intervals.worst[v] }),
        constraint: Number.isNaN(constraint[v] as number) ? null : constraint[v],
        effectiveSize: effectiveSize[v],
        pageRank: ranks[v],
      })),
    },
  };
}

const byValue = ({ nodeCount }: Graph, values: ArrayLike<number>): readonly number[] =>
  Array.from({ length: nodeCount }, (_, v) => v).sort(
    (a, b) => (values[b] as number) - (values[a] as number) || a - b,
  );

/** Who is between services: roles by which service knows whom. */
export function rolesSection(network: Network): Section {
  const { graph, services } = network;
  if (services.length === 0)
    return {
      title: 'Roles',
      sentences: [
        'The files name no service; roles are between those who know a person (NAME=FILE, a column owner, --owner-by).',
      ],
      json: [],
    };
  const groups = knownTo(network);
  const roles = brokerage(graph, groups);
  const kinds = ['coordinator', 'itinerant', 'gatekeeper', 'representative', 'liaison'] as const;
  // What is between services is what joining shows; a coordinator is within one.
  const total = Float64Array.from({ length: graph.nodeCount }, (_, v) =>
    kinds.reduce((sum, kind) => sum + (kind === 'coordinator' ? 0 : (roles[kind][v] as number)), 0),
  );
  const order = byValue(graph, total).filter((v) => kinds.some((kind) => (roles[kind][v] as number) > 0));
  return {
    title: 'Roles between services (Gould and Fernandez): who ties what different services know',
    sentences: [
      'Open pairs of neighbours, both ways; those between services first. Persons whom no service knows take no part.',
    ],
    table: {
      head: ['person', 'known to', ...kinds],
      rows: order.map((v) => [
        nameOf(network, v),
        (groups[v] ?? []).map((service) => services[service]).join(', '),
        ...kinds.map((kind) => (roles[kind][v] as number).toFixed(1)),
      ]),
    },
    json: order.map((v) => ({
      person: idOf(network, v),
      knownTo: (groups[v] ?? []).map((service) => services[service]),
      ...Object.fromEntries(kinds.map((kind) => [kind, roles[kind][v]])),
    })),
  };
}

/** Services that hold a record or a link of each person. */
function knownTo(network: Network): readonly (readonly number[])[] {
  const { graph, persons, services } = network;
  const numbers = new Map(services.map((service, i) => [service, i]));
  const known = persons.map(
    (person) => new Set(person.knownTo.map((service) => numbers.get(service) as number)),
  );
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    for (const service of holdersOfEdge(network, edge)) {
      for (const end of [graph.lower[edge], graph.higher[edge]] as number[])
        known[end]?.add(numbers.get(service) as number);
    }
  }
  return known.map((of) => [...of].sort((a, b) => a - b));
}

/** Sets of persons whose loss parts most, or who reach most: one alone, and two at a time. */
export function keyPlayersSection(network: Network): Section {
  const { graph } = network;
  const goals = [
    { goal: { goal: 'fragmentation' }, tells: 'without them, pairs that no way joins' },
    ...(graph.nodeCount <= DISTANCE_PERSONS
      ? [
          {
            goal: { goal: 'distance' } as const,
            tells: 'the same, with pairs that are far from one another counted less',
          },
        ]
      : []),
    { goal: { goal: 'closeness' }, tells: 'how near they are to everybody' },
    { goal: { goal: 'reach', steps: REACH }, tells: `everybody within ${REACH} steps of them` },
  ] as const;
  const sizes = [...new Set([1, KEY_PLAYERS].map((size) => Math.min(size, graph.nodeCount)))];
  const found = goals.flatMap(({ goal, tells }) =>
    sizes.map((size) => ({ ...goal, count: size, tells, ...keyPlayers(graph, { ...goal, count: size }) })),
  );
  return {
    title: `Key players: one alone, and ${counted(KEY_PLAYERS, 'person')} at a time (Borgatti)`,
    sentences: [],
    table: {
      head: ['wanted for', 'who', 'value', 'of nobody', 'how'],
      rows: found.map(({ tells, nodes, value, before, method, ties }) => [
        tells,
        nodes.map((v) => nameOf(network, v)).join(', '),
        value.toFixed(4),
        before.toFixed(4),
        method === 'exhaustive'
          ? `all sets${ties !== undefined && ties > 1 ? `; ${ties} are as good` : ''}`
          : 'greedy, a better one may exist',
      ]),
    },
    json: found.map(({ tells: _, nodes, ...one }) => ({
      ...one,
      persons: nodes.map((v) => idOf(network, v)),
    })),
  };
}

/** Cells with their certainty: what many seeds agree on. */
export function cellsSection(network: Network, { seed, potts, weighted }: AnalysisOptions): Section {
  const graph = weighted ? network.graph : eachLinkOnce(network.graph);
  const runs = (SEEDS.find(([links]) => graph.edgeCount <= links) as (typeof SEEDS)[number])[1];
  const found = stableCells(graph, {
    seed,
    runs,
    ...(potts !== undefined && { measure: 'cpm', resolution: potts }),
  });
  const measure = potts === undefined ? 'modularity' : 'constant Potts model';
  const members = Array.from({ length: found.cellCount }, (): number[] => []);
  for (const [v, cell] of found.cellOf.entries()) members[cell]?.push(v);
  const cells = members
    .filter(({ length }) => length > 1)
    .map((of) => {
      const sure = of.map((v) => found.certainty[v] as number);
      return {
        members: [...of].sort(
          (a, b) => (found.certainty[b] as number) - (found.certainty[a] as number) || a - b,
        ),
        mean: sure.reduce((sum, one) => sum + one, 0) / sure.length,
        least: Math.min(...sure),
      };
    })
    .sort((a, b) => b.members.length - a.members.length);
  return {
    title:
      potts === undefined
        ? 'Cells (Leiden, modularity): groups with more links inside than the degrees let expect'
        : `Cells (Leiden, constant Potts model): groups in which links are denser than ${potts}`,
    sentences: [
      `${counted(cells.length, 'cell')} of two and more; ${count(runs)} seeds agree with a ${potts === undefined ? 'modularity' : 'quality'} of ${found.quality.toFixed(4)} (runs: ${found.qualities.map((one) => one.toFixed(4)).join(' to ')}). ${weighted ? 'Links count by their weight.' : 'Each link counts once, however often it was told.'}`,
      `Structure alone does not prove a cell. Certainty: in what share of runs a person was with the others. ${counted(found.ambiguous.length, 'link')} may be inside a cell or between two.`,
    ],
    table: {
      head: ['persons', 'certainty', 'least', 'members'],
      rows: cells.map((one) => [
        one.members.length,
        one.mean.toFixed(2),
        one.least.toFixed(2),
        `${one.members
          .slice(0, 8)
          .map((v) => nameOf(network, v))
          .join(', ')}${one.members.length > 8 ? ', …' : ''}`,
      ]),
    },
    json: {
      measure,
      ...(potts !== undefined && { resolution: potts }),
      quality: found.quality,
      runs: found.runs,
      qualities: found.qualities,
      best: Math.max(...found.qualities),
      cellsWithSingles: found.cellCount,
      ambiguousLinks: found.ambiguous.length,
      cells: cells.map(({ members: of }) =>
        of.map((v) => ({ person: idOf(network, v), certainty: found.certainty[v] })),
      ),
    },
  };
}

/** How often a link was told says how much was written of it, not how strong it is. */
const eachLinkOnce = (graph: Graph): Graph => ({
  ...graph,
  weights: new Float64Array(graph.edgeCount).fill(1),
});

/** Cells that overlap: somebody is family in one and a courier in another. */
export function overlappingSection(network: Network, { clique }: AnalysisOptions): Section {
  const cliques = triedCells(network, (graph) => percolatedCells(graph, clique));
  const links = triedCells(network, (graph) => linkCells(graph).members);
  const several = (cells: readonly (readonly string[])[]): number => {
    const times = new Map<string, number>();
    for (const one of cells.flat()) times.set(one, (times.get(one) ?? 0) + 1);
    return [...times.values()].filter((n) => n > 1).length;
  };
  const kinds = [
    { name: 'cliques', how: `cliques of ${clique} that share all but one (Palla)`, ...cliques },
    { name: 'links', how: 'links whose other ends know the same people (Ahn)', ...links },
  ] as const;
  return {
    title: 'Cells that overlap: somebody may be in several, or in none',
    sentences: kinds.map(({ how, cells, refused }) =>
      refused === undefined
        ? `By ${how}: ${counted(cells.length, 'cell')}, ${counted(several(cells), 'person')} in more than one.`
        : `By ${how}: not looked for. ${refused}`,
    ),
    table: {
      head: ['by', 'persons', 'members'],
      rows: kinds.flatMap(({ name, cells }) =>
        [...cells]
          .sort((a, b) => b.length - a.length)
          .map((ids) => [
            name,
            ids.length,
            `${ids
              .slice(0, MOST_MEMBERS)
              .map((id) => nameById(network, id))
              .join(', ')}${ids.length > MOST_MEMBERS ? ', …' : ''}`,
          ]),
      ),
    },
    json: {
      clique,
      ...Object.fromEntries(kinds.map(({ name, cells, refused }) => [name, refused ? { refused } : cells])),
    },
  };
}

/** Members that a line of a table names. */
const MOST_MEMBERS = 8;

interface TriedCells {
  readonly cells: readonly (readonly string[])[];
  /** Why it was not done. */
  readonly refused?: string;
}

/** A network that is too large for one way of looking does not hide what the other finds. */
function triedCells(network: Network, find: (graph: Graph) => readonly Uint32Array[]): TriedCells {
  try {
    return { cells: find(network.graph).map((cell) => Array.from(cell, (v) => idOf(network, v))) };
  } catch (error) {
    if (error instanceof RangeError) return { cells: [], refused: error.message };
    throw error;
  }
}

/** Scores of links worth asking about, and what they go by. */
export const LINK_SCORES = {
  'resource-allocation': 'whom both know, those with few links counting most (resource allocation)',
  'adamic-adar': 'whom both know, those with few links counting more (Adamic and Adar)',
  'common-neighbours': 'how many both know',
  katz: 'all ways between them, long ones counting less (Katz)',
  'block-model': 'who is alike in whom they know (stochastic block model)',
  stacked: 'resource allocation and the block model together',
} as const satisfies Partial<Record<LinkScore, string>>;

/** Some scores look at every pair of persons; the message says what to ask for instead. */
function affordable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Links worth asking about, with their reasons. */
export function linksSection(network: Network, { top, seed, score }: AnalysisOptions): Section {
  const { graph } = network;
  const rank = (by: LinkScore) =>
    closestPairs(graph, { by, top, seed }).map(({ a, b, score: value, contacts, chain }) => ({
      persons: [idOf(network, a), idOf(network, b)] as const,
      score: value,
      contacts: contacts.map((v) => idOf(network, v)),
      chain: chain.map((v) => idOf(network, v)),
    }));
  const found = affordable(() => rank(score));
  const byScore =
    graph.nodeCount <= EVERY_SCORE_PERSONS
      ? Object.keys(LINK_SCORES)
      : ['resource-allocation', 'adamic-adar', 'common-neighbours'];
  const most = score === 'block-model' || score === 'stacked' ? EVERY_SCORE_PERSONS : HIDDEN_PERSONS;
  const measured =
    graph.nodeCount <= most && graph.edgeCount >= 10 ? hiddenLinks(graph, [score], { seed })[0] : undefined;
  const names = (of: readonly string[]): string =>
    `${of
      .slice(0, 4)
      .map((id) => nameById(network, id))
      .join(', ')}${of.length > 4 ? ` and ${of.length - 4} more` : ''}`;
  return {
    title: 'Links worth asking about: questions to a person, never facts',
    sentences: [
      `By ${LINK_SCORES[score as keyof typeof LINK_SCORES]}; --score has others. A suggestion says nothing of either person, and lapses unless somebody takes it up.`,
      ...(measured
        ? [
            `On this network: with a fifth of the links hidden, a hidden link stands above a pair without one in ${(measured.auc * 100).toFixed(0)} % of cases (±${(measured.error * 100).toFixed(0)}); 50 % is chance.`,
          ]
        : []),
    ],
    table: {
      head: ['persons', 'score', 'both know'],
      rows: found.map(({ persons: [a, b], score: value, contacts, chain }) => [
        `${nameById(network, a)} - ${nameById(network, b)}`,
        value.toFixed(3),
        contacts.length > 0
          ? names(contacts)
          : chain.length > 0
            ? `nobody; by way of ${names(chain)}`
            : 'nobody',
      ]),
    },
    json: {
      score,
      ...(measured && { auc: measured.auc, error: measured.error }),
      links: found,
      byScore: Object.fromEntries(byScore.map((by) => [by, rank(by as LinkScore)])),
    },
  };
}
