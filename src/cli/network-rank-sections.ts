import { seeded } from '../model/index.ts';
import {
  betweenness,
  brokerage,
  closestPairs,
  type Graph,
  hiddenLinks,
  holdersOfEdge,
  keyPlayers,
  type Network,
  pageRank,
  rankIntervals,
  sampleBetweenness,
  stableCells,
  structuralHoles,
  tellRank,
} from '../network/index.ts';
import { type AnalysisOptions, count, counted, idOf, nameOf, type Section } from './network-section.ts';

/** Persons times links up to which betweenness is exact: 10,000 persons with 100,000 links, some 20 s in one thread. */
const EXACT_STEPS = 1e9;
/** The same for ranks as intervals, which take it 200 times. */
const INTERVAL_STEPS = 5e6;
/** Persons up to which key players by distance are looked for: every pair is looked at again for each of them. */
const DISTANCE_PERSONS = 500;
/** Links up to which cells are sought with 50 seeds; above with 5. */
const CONSENSUS_LINKS = 50_000;
/** Persons up to which it is measured how far suggested links can be believed: all pairs are scored, many times. */
const HIDDEN_PERSONS = 1_000;
/** Sampled betweenness: no value is further off than this share of all pairs, with this confidence. */
const SAMPLE = { error: 0.01, confidence: 0.95 };
const KEY_PLAYERS = 2;

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

/** Sets of persons whose loss parts most, or who reach most. */
export function keyPlayersSection(network: Network): Section {
  const { graph } = network;
  const size = Math.min(KEY_PLAYERS, graph.nodeCount);
  const goals = [
    { goal: 'fragmentation', tells: 'without them, pairs that no way joins' },
    ...(graph.nodeCount <= DISTANCE_PERSONS
      ? [
          {
            goal: 'distance' as const,
            tells: 'the same, with pairs that are far from one another counted less',
          },
        ]
      : []),
    { goal: 'closeness', tells: 'how near they are to everybody' },
  ] as const;
  const found = goals.map(({ goal, tells }) => ({
    goal,
    tells,
    ...keyPlayers(graph, { goal, count: size }),
  }));
  return {
    title: `Key players: ${counted(size, 'person')} at a time (Borgatti)`,
    sentences: [],
    table: {
      head: ['wanted for', 'who', 'value', 'how'],
      rows: found.map(({ tells, nodes, value, method, ties }) => [
        tells,
        nodes.map((v) => nameOf(network, v)).join(', '),
        value.toFixed(4),
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
export function cellsSection(network: Network, { seed }: AnalysisOptions): Section {
  const { graph } = network;
  const runs = graph.edgeCount <= CONSENSUS_LINKS ? 50 : 5;
  const found = stableCells(graph, { seed, runs });
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
    title: 'Cells (Leiden, modularity): groups with more links inside than the degrees let expect',
    sentences: [
      `${counted(cells.length, 'cell')} of two and more; ${count(runs)} seeds agree with a modularity of ${found.quality.toFixed(4)} (runs: ${found.qualities.map((one) => one.toFixed(4)).join(' to ')}).`,
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
      quality: found.quality,
      runs: found.runs,
      qualities: found.qualities,
      ambiguousLinks: found.ambiguous.length,
      cells: cells.map(({ members: of }) =>
        of.map((v) => ({ person: idOf(network, v), certainty: found.certainty[v] })),
      ),
    },
  };
}

/** Links worth asking about, with their reasons. */
export function linksSection(network: Network, { top, seed }: AnalysisOptions): Section {
  const { graph } = network;
  const found = closestPairs(graph, { top, seed });
  const measured =
    graph.nodeCount <= HIDDEN_PERSONS && graph.edgeCount >= 10
      ? hiddenLinks(graph, ['resource-allocation'], { seed })[0]
      : undefined;
  const names = (of: readonly number[]): string =>
    `${of
      .slice(0, 4)
      .map((v) => nameOf(network, v))
      .join(', ')}${of.length > 4 ? ` and ${of.length - 4} more` : ''}`;
  return {
    title: 'Links worth asking about: questions to a person, never facts',
    sentences: [
      'By whom both know, those with few links counting most (resource allocation). A suggestion says nothing of either person, and lapses unless somebody takes it up.',
      ...(measured
        ? [
            `On this network: with a fifth of the links hidden, a hidden link stands above a pair without one in ${(measured.auc * 100).toFixed(0)} % of cases (±${(measured.error * 100).toFixed(0)}); 50 % is chance.`,
          ]
        : []),
    ],
    table: {
      head: ['persons', 'score', 'both know'],
      rows: found.map(({ a, b, score, contacts }) => [
        `${nameOf(network, a)} - ${nameOf(network, b)}`,
        score.toFixed(3),
        names(contacts),
      ]),
    },
    json: {
      ...(measured && { auc: measured.auc, error: measured.error }),
      links: found.map(({ a, b, score, contacts }) => ({
        persons: [idOf(network, a), idOf(network, b)],
        score,
        contacts: contacts.map((v) => idOf(network, v)),
      })),
    },
  };
}
