import { type Grade, type Marking, strictest, strongestGrade } from '../model/index.ts';
import { byCode, holdersOfEdge, type Network, type Relation } from '../network/index.ts';
import type { Look } from './look.ts';
import type { ChartEdge, ChartNode, Telling, TieCount } from './types.ts';
import { spotOf } from './where.ts';
import { counted, listed } from './wording.ts';

/** Whether an account may see a telling; what it may not see is shown as withheld. */
export type MaySee = (telling: Pick<Relation, 'marking' | 'owners' | 'halves'>) => boolean;

/** Of ids that hold no space: readers refuse those that do. */
export const edgeId = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

export const idOf = ({ persons }: Network, v: number): string => persons[v]?.id as string;
export const captionOf = ({ persons }: Network, v: number): string => persons[v]?.caption as string;

/** The number of a person at each end. */
export const endsOf = ({ graph }: Network, edge: number): readonly [number, number] => [
  graph.lower[edge] as number,
  graph.higher[edge] as number,
];

/** Neighbours with the edge to each. */
export function* tiesOf(
  { graph }: Network,
  v: number,
): Iterable<{ readonly to: number; readonly edge: number }> {
  for (let arc = graph.offsets[v] as number; arc < (graph.offsets[v + 1] as number); arc++)
    yield { to: graph.targets[arc] as number, edge: graph.edges[arc] as number };
}

export const linksOf = ({ graph }: Network, v: number): number =>
  (graph.offsets[v + 1] as number) - (graph.offsets[v] as number);

/** Services behind a telling: owners, and those who hold half of it. */
const behind = ({ owners, halves }: Relation): readonly string[] => [...owners, ...(halves ?? [])];

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort(byCode);

/** Services that know a person, or hold a tie of this person. */
export function servicesOf(network: Network, v: number): readonly string[] {
  const services = new Set(network.persons[v]?.knownTo ?? []);
  for (const { edge } of tiesOf(network, v))
    for (const one of holdersOfEdge(network, edge)) services.add(one);
  return [...services].sort(byCode);
}

export function nodeOf(look: Look, v: number, may: MaySee): ChartNode {
  const { network } = look;
  const person = network.persons[v] as Network['persons'][number];
  const counts = new Map<string, TieCount>();
  const grades: Grade[] = [];
  for (const { edge } of tiesOf(network, v)) {
    const shown = network.relationsOf(edge).filter(may);
    grades.push(...shown.map(({ grade }) => grade));
    const pairs = new Set(shown.flatMap(({ kind, owners }) => owners.map((one) => `${kind}\u0000${one}`)));
    for (const pair of pairs) {
      const [kind = '', service = ''] = pair.split('\u0000');
      const links = (counts.get(pair)?.links ?? 0) + 1;
      counts.set(pair, { kind, service, links });
    }
  }
  const birthDate = person.properties?.birthDate?.[0];
  return {
    id: person.id,
    caption: person.caption,
    ...(birthDate !== undefined && { birthDate }),
    knownTo: person.knownTo,
    withheldBy: person.withheldBy,
    ...(grades.length > 0 && { grade: strongestGrade(grades) }),
    links: linksOf(network, v),
    ties: [...counts.values()].sort((x, y) => byCode(x.kind, y.kind) || byCode(x.service, y.service)),
    joinedFrom: person.referents ?? [],
  };
}

export function edgeOf(look: Look, edge: number, may: MaySee): ChartEdge {
  const { network } = look;
  const [lower, higher] = endsOf(network, edge);
  const all = network.relationsOf(edge);
  const shown = all.filter(may);
  const withheld = all.filter((one) => !shown.includes(one));
  const [a, b] = [idOf(network, lower), idOf(network, higher)];
  const marking = strictest(shown.map((one) => one.marking)) as Marking | undefined;
  const from = shown.map(({ validFrom }) => validFrom);
  const until = shown.map(({ validUntil }) => validUntil);
  const known = shown.flatMap(({ recordedFrom }) => recordedFrom ?? []).sort();
  const halves = new Map<string, readonly [string, string]>();
  for (const one of shown) if (one.halves) halves.set(one.halves.join(' '), one.halves);
  return {
    id: edgeId(a, b),
    a,
    b,
    kinds: sorted(shown.map(({ kind }) => kind)),
    services: holdersOfEdge(network, edge),
    halves: [...halves.values()],
    tellings: shown.length,
    independent: network.independent[edge] as number,
    ...(shown.length > 0 && { grade: strongestGrade(shown.map(({ grade }) => grade)) }),
    ...(marking && { marking }),
    // Open where one telling is open.
    ...(from.length > 0 &&
      from.every((one) => one !== undefined) && { validFrom: [...from].sort()[0] as string }),
    ...(until.length > 0 &&
      until.every((one) => one !== undefined) && { validUntil: [...until].sort().at(-1) as string }),
    ...(known[0] !== undefined && { knownSince: known[0] }),
    withheldBy: sorted(withheld.flatMap(behind)),
    bridge: look.bridges().has(edge),
    seenByNobodyAlone: !look.seenAlone(edge),
  };
}

/** The edges between some persons, in order. */
export function edgesAmong(network: Network, among: ReadonlySet<number>): readonly number[] {
  const edges: number[] = [];
  for (const v of among) {
    for (const { to, edge } of tiesOf(network, v)) if (v < to && among.has(to)) edges.push(edge);
  }
  return edges.sort((x, y) => x - y);
}

export function tellingOf(one: Relation): Telling {
  const { kind, note, through, owners, halves, sources, reports, derivedFrom, grade, marking } = one;
  const { validFrom, validUntil, recordedFrom, recordedUntil, places = [] } = one;
  const where = [...new Set(places.flatMap((said) => spotOf(said)?.name ?? []))];
  return {
    kind,
    ...(note !== undefined && { note }),
    ...(through !== undefined && { through }),
    ...(where.length > 0 && { places: where }),
    services: owners,
    ...(halves && { halves }),
    sources,
    reports,
    derivedFrom,
    grade,
    marking,
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(recordedFrom !== undefined && { recordedFrom }),
    ...(recordedUntil !== undefined && { recordedUntil }),
  };
}

/** An edge in a sentence: who says what of whom, how good, since when. */
export function sentenceOf(network: Network, edge: number, from: number, to: number, may: MaySee): string {
  const all = network.relationsOf(edge);
  const shown = [...all.filter(may)].sort((x, y) => byCode(x.grade, y.grade));
  const names = `${captionOf(network, from)} and ${captionOf(network, to)}`;
  const hidden = sorted(all.filter((one) => !may(one)).flatMap(behind));
  const ask =
    hidden.length === 0 ? '' : `${listed(hidden)} ${hidden.length === 1 ? 'holds' : 'hold'} a link here, ask`;
  if (shown.length === 0) return `${names}: ${ask}.`;
  const kinds = sorted(
    shown.map(({ kind, note, through }) => {
      const detail = note ?? through;
      return detail === undefined ? kind : `${kind} (${detail})`;
    }),
  );
  const services = holdersOfEdge(network, edge);
  const reports = sorted(shown.flatMap((one) => one.reports));
  const halves = shown.find((one) => one.halves)?.halves;
  const says =
    services.length > 0
      ? `says ${listed(services)}`
      : halves
        ? `${halves[0]} and ${halves[1]} hold half of it each`
        : 'no service is known to hold it';
  const known = shown.flatMap(({ recordedFrom }) => recordedFrom?.slice(0, 10) ?? []).sort()[0];
  const [best] = shown;
  return `${[
    `${names}: ${kinds.slice(0, 3).join(', ')}${kinds.length > 3 ? ` and ${kinds.length - 3} more` : ''}`,
    `${says}${reports.length > 0 ? ` (${reports.slice(0, 3).join(', ')}${reports.length > 3 ? ` and ${reports.length - 3} more` : ''})` : ''}`,
    best?.grade ?? 'F6',
    counted(network.independent[edge] as number, 'independent source'),
    ...(known === undefined ? [] : [`known since ${known}`]),
    ...(ask === '' ? [] : [ask]),
  ].join('; ')}.`;
}
