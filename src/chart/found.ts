import { createHash } from 'node:crypto';
import type { Judgement } from '../model/index.ts';
import {
  buildGraph,
  fragments,
  type Graph,
  type LinkSuggestion,
  type Person,
  suggest,
} from '../network/index.ts';
import type { FoundCells, RankedPersons } from './analysis.ts';
import { captionOf, edgeId, edgesAmong, endsOf, idOf, linksOf, servicesOf } from './draw.ts';
import type { Held, Look } from './look.ts';
import type { Proposed } from './papers.ts';
import { MOST_ROWS, PROPOSALS, SUGGESTION_DAYS, SUGGESTIONS } from './tuning.ts';
import type {
  AskSuggestion,
  Cell,
  CellsAnswer,
  FragmentsAnswer,
  FragmentView,
  MissingLink,
  ProposalsAnswer,
  ProposedRecord,
  RankMeasure,
  RanksAnswer,
} from './types.ts';
import { counted, listed } from './wording.ts';

/** A part of the network as a graph of its own; `persons[i]` is the number in the whole of its node `i`. */
export interface Part {
  readonly graph: Graph;
  readonly persons: readonly number[];
}

export function partOf({ network }: Look, among: ReadonlySet<number> | undefined): Part {
  if (!among) return { graph: network.graph, persons: network.persons.map((_, v) => v) };
  const persons = [...among].sort((a, b) => a - b);
  const place = new Map(persons.map((v, i) => [v, i]));
  const edges = edgesAmong(network, among).map((edge) => endsOf(network, edge));
  const weights = edgesAmong(network, among).map((edge) => network.graph.weights[edge] as number);
  return {
    graph: buildGraph(
      persons.length,
      edges.map(([a]) => place.get(a) as number),
      edges.map(([, b]) => place.get(b) as number),
      weights,
    ),
    persons,
  };
}

/** A short name for what was asked: the same persons at the same version. */
export const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

export function ranksOf(
  { network, version }: Look,
  measure: RankMeasure,
  { graph, persons }: Part,
  { values, order, rank, best, worst, intervals, error }: RankedPersons,
): RanksAnswer {
  const pairs = ((graph.nodeCount - 1) * (graph.nodeCount - 2)) / 2;
  const degree = (i: number): number => (graph.offsets[i + 1] as number) - (graph.offsets[i] as number);
  const why = (i: number, v: number): string => {
    const value = values[i] as number;
    const services = servicesOf(network, v);
    const known =
      services.length > 1
        ? `; ties what ${listed(services)} hold`
        : services[0]
          ? `; seen by ${services[0]}`
          : '';
    switch (measure) {
      case 'between':
        return `on the shortest ways of ${pairs > 0 ? ((value / pairs) * 100).toFixed(1) : '0'} % of all pairs of others${known}`;
      case 'links':
        return `tied to ${counted(degree(i), 'person')}${known}`;
      case 'pagerank':
        return `tied to ${counted(degree(i), 'person')} who are well tied themselves${known}`;
      case 'constraint':
        return `tied to ${counted(degree(i), 'person')}, few of whom know one another${known}`;
    }
  };
  return {
    version,
    measure,
    ranks: order
      .filter((i) => degree(i) > 0 && !Number.isNaN(values[i] as number))
      .slice(0, MOST_ROWS)
      .map((i) => {
        const v = persons[i] as number;
        return {
          person: idOf(network, v),
          caption: captionOf(network, v),
          rank: rank[i] as number,
          lowest: best[i] as number,
          highest: worst[i] as number,
          value: values[i] as number,
          why: why(i, v),
        };
      }),
    note: intervals
      ? '90 % of 200 networks with a tenth of the ties wrong and a tenth missing have the rank within the interval.'
      : `The network is too large to tell ranks as intervals; take a part of it${error === undefined ? '' : `. Values are drawn: none is further off than ±${error.toFixed(0)}`}.`,
  };
}

export function cellsOf(
  { network, version }: Look,
  { persons }: Part,
  { cellOf, certainty, runs }: FoundCells,
): CellsAnswer {
  const members = new Map<number, number[]>();
  for (let i = 0; i < persons.length; i++) {
    const cell = cellOf[i] as number;
    const list = members.get(cell);
    if (list) list.push(i);
    else members.set(cell, [i]);
  }
  const cells = [...members.values()]
    .filter(({ length }) => length > 1)
    .map((of): Cell => {
      const told = of
        .map((i) => ({
          person: idOf(network, persons[i] as number),
          caption: captionOf(network, persons[i] as number),
          certainty: certainty[i] as number,
        }))
        .sort((a, b) => b.certainty - a.certainty);
      const seen = new Map<string, number>();
      for (const i of of)
        for (const service of servicesOf(network, persons[i] as number))
          seen.set(service, (seen.get(service) ?? 0) + 1);
      return {
        id: digestOf(...told.map(({ person }) => person).sort()),
        members: told,
        certainty: told.reduce((sum, one) => sum + one.certainty, 0) / told.length,
        seenBy: [...seen]
          .map(([service, count]) => ({ service, members: count }))
          .sort((a, b) => b.members - a.members),
      };
    })
    .sort((a, b) => b.members.length - a.members.length);
  return {
    version,
    cells,
    note: `Groups with more ties inside than the numbers of ties let expect (Leiden); certainty is how often ${runs} seeds put somebody with the others. Structure alone does not prove a cell.`,
  };
}

export function fragmentsOf(look: Look): FragmentsAnswer {
  const { network, version } = look;
  const found = fragments(network);
  const { bridges, cutPoints } = look.joints();
  const view = ({ services, persons, links, pairs, largest }: FragmentView): FragmentView => ({
    services,
    persons,
    links,
    pairs,
    largest,
  });
  const caption = (id: string): string => captionOf(network, network.numberOf(id) as number);
  return {
    version,
    alone: found.alone.map(view),
    union: view(found.whole),
    linksOfNobody: found.linksOfNobody,
    ...(found.pairsAlone !== undefined && { pairsSeenAlone: found.pairsAlone }),
    ...(found.pairsOnlyJoined !== undefined && { pairsOnlyJoined: found.pairsOnlyJoined }),
    bridges: bridges.slice(0, MOST_ROWS).map(({ persons, holders, pairs, bestAlone, gained }) => ({
      edge: edgeId(persons[0], persons[1]),
      persons,
      captions: [caption(persons[0]), caption(persons[1])],
      holders,
      pairs,
      ...(bestAlone && { bestAlone }),
      gained,
    })),
    between: [...cutPoints]
      .sort((a, b) => b.gained - a.gained || Number(b.appeared) - Number(a.appeared))
      .slice(0, MOST_ROWS)
      .map(({ person, pairs, gained, appeared }) => ({
        person,
        caption: caption(person),
        pairs,
        gained,
        seenByNobodyAlone: appeared,
      })),
  };
}

export function askSuggestions(
  { network }: Look,
  self: string,
  partners: readonly string[],
  now: Date,
): readonly AskSuggestion[] {
  if (!network.services.includes(self)) return [];
  return suggest(network, self, now.toISOString())
    .slice(0, SUGGESTIONS)
    .map(({ partner, person, why, personsGained, pairsGained, expires }) => ({
      id: digestOf('ask', partner, person),
      partner,
      askable: partners.includes(partner),
      person,
      caption: captionOf(network, network.numberOf(person) as number),
      why,
      ...(pairsGained !== undefined && { pairsGained }),
      ...(personsGained !== undefined && { personsGained }),
      expires,
    }));
}

export function missingLinks(
  { network }: Look,
  found: readonly LinkSuggestion[],
  now: Date,
): readonly MissingLink[] {
  const expires = new Date(now.getTime() + SUGGESTION_DAYS * 86_400_000).toISOString();
  return found
    .filter(({ contacts }) => contacts.length > 0)
    .map(({ a, b, contacts }) => {
      const [one, other] = [a, b].map((v) => idOf(network, v)) as [string, string];
      const few = contacts
        .slice(0, 3)
        .map((v) => `${captionOf(network, v)} (${counted(linksOf(network, v), 'tie')})`);
      return {
        id: digestOf('link', one, other),
        persons: [one, other] as const,
        captions: [captionOf(network, a), captionOf(network, b)] as const,
        why: `Both know ${listed(few)}${contacts.length > 3 ? ` and ${contacts.length - 3} more` : ''}; nobody says that they know one another.`,
        through: contacts.map((v) => idOf(network, v)),
        expires,
      };
    });
}

export function proposalsOf(
  held: Held,
  found: readonly Proposed[],
  judged: readonly Judgement[],
  limit = PROPOSALS,
): ProposalsAnswer {
  const { network, version } = held.at();
  // Whom nothing but a paper ties is not in the network, and is proposed.
  const others = new Map(held.told.papers.flatMap(({ persons }) => persons.map((one) => [one.id, one])));
  const personOf = (id: string): Person => {
    const v = network.numberOf(id);
    return (v === undefined ? others.get(id) : network.persons[v]) as Person;
  };
  const ids = new Set(
    [...network.persons, ...others.values()].flatMap(({ id, referents = [] }) => [id, ...referents]),
  );
  const record = (id: string): ProposedRecord => {
    const { caption, knownTo, properties = { name: [caption] } } = personOf(id);
    return { id, caption, knownTo, properties };
  };
  const caption = (id: string): string => personOf(id).caption;
  return {
    version,
    proposals: found
      .slice(0, limit)
      .map(({ persons: [left, right], comparison, contacts, why, documents }) => ({
        left: record(left),
        right: record(right),
        comparison,
        contacts: contacts.map(([a, b]) => (a === b ? caption(a) : `${caption(a)} / ${caption(b)}`)),
        documents,
        why,
      })),
    more: Math.max(0, found.length - limit),
    judged: judged.filter(({ left, right }) => ids.has(left) || ids.has(right)).slice(0, MOST_ROWS),
  };
}
