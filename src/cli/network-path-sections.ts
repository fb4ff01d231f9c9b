import { type Grade, strongestGrade } from '../model/index.ts';
import {
  byCode,
  contactsOf,
  dateOf,
  dayOf,
  earliestArrival,
  edgeReliability,
  fewestContacts,
  holdersOfEdge,
  minimumCut,
  mostReliablePaths,
  type Network,
  type Relation,
  shortestPaths,
  type TimedPath,
} from '../network/index.ts';
import { UsageError } from './errors.ts';
import { count, counted, idOf, nameById, nameOf, type Section } from './network-section.ts';

/** A person by id, or by a name that only one has. */
export function personIn(network: Network, text: string): string {
  if (network.numberOf(text) !== undefined) return text;
  const wanted = text.toLowerCase();
  const found = network.persons.filter(({ caption }) => caption.toLowerCase() === wanted);
  const [only, second] = found;
  if (only && !second) return only.id;
  throw new UsageError(
    second
      ? `${text} is the name of ${found.length} persons; say an id: ${found
          .slice(0, 10)
          .map(({ id }) => id)
          .join(', ')}`
      : `${text} is nobody in the network; give an id or a whole name (--json --show components lists all ids)`,
  );
}

/** Persons with commas between them; an id that has commas itself goes before. */
export const groupIn = (network: Network, text: string): readonly string[] =>
  network.numberOf(text) !== undefined
    ? [text]
    : [...new Set(text.split(',').map((one) => personIn(network, one.trim())))];

const numberIn = (network: Network, text: string): number =>
  network.numberOf(personIn(network, text)) as number;

/** `--paths A B`: ways from one to the other, fewest links first, each link with who says it. */
export function pathsSection(network: Network, from: string, to: string, most: number): Section {
  const [a, b] = [numberIn(network, from), numberIn(network, to)];
  const found = shortestPaths(network.graph, a, b, most).map((path) => hopsOf(network, path));
  return {
    title: `Ways from ${nameOf(network, a)} to ${nameOf(network, b)}`,
    sentences:
      found.length === 0
        ? ['There is no way.']
        : found.flatMap((hops, i) => [
            `${i + 1}. ${counted(hops.length, 'link')}, held together by ${heldBy(hops)}:`,
            ...hops.map((hop) => told(network, hop)),
          ]),
    json: found.map((hops) => ({ length: hops.length, links: hops })),
  };
}

/** `--reliable A B`: ways of which most probably all links hold, by the grades of independent origins. */
export function reliableSection(network: Network, from: string, to: string, most: number): Section {
  const [a, b] = [numberIn(network, from), numberIn(network, to)];
  const reliability = edgeReliability(network);
  const found = mostReliablePaths(network.graph, a, b, most, reliability).map((path) => ({
    probability: path.probability,
    links: hopsOf(network, path).map((hop, i) => ({
      ...hop,
      probability: reliability[path.edges[i] as number] as number,
    })),
  }));
  return {
    title: `Most reliable ways from ${nameOf(network, a)} to ${nameOf(network, b)}`,
    sentences:
      found.length === 0
        ? ['There is no way.']
        : [
            'The figures put ways in an order: grades in numbers (docs/network.md), origins that do not go back to one another raising them. They are nobody’s chance of anything.',
            ...found.flatMap(({ probability, links }, i) => [
              `${i + 1}. ${probability.toFixed(3)}, ${counted(links.length, 'link')}, held together by ${heldBy(links)}:`,
              ...links.map(
                (link) =>
                  `${told(network, link)}, ${counted(link.independent, 'origin')}: ${link.probability.toFixed(3)}`,
              ),
            ]),
          ],
    json: found,
  };
}

/** `--in-time A B`: along which links something can have been passed on, each after the one before it. */
export function inTimeSection(
  network: Network,
  from: string,
  to: string,
  since: string | undefined,
): Section {
  const [a, b] = [numberIn(network, from), numberIn(network, to)];
  const contacts = contactsOf(network);
  const options = since === undefined ? {} : { start: dayOf(since) };
  const day = (time: number): string | undefined => (Number.isFinite(time) ? dateOf(time) : undefined);
  const tellPath = (path: TimedPath) => ({
    arrival: day(path.arrival),
    links: path.contacts.map((contact, i) => {
      const one = contacts.relations[contact] as Relation;
      return {
        from: idOf(network, path.nodes[i] as number),
        to: idOf(network, path.nodes[i + 1] as number),
        day: day(path.times[i] as number),
        kinds: [one.kind],
        services: one.owners,
        reports: one.reports,
        grade: one.grade,
        validFrom: one.validFrom,
        validUntil: one.validUntil,
      };
    }),
  });
  const earliest = earliestArrival(contacts.graph, a, b, options);
  const fewest = fewestContacts(contacts.graph, a, b, options);
  const found = {
    earliest: earliest ? tellPath(earliest) : null,
    fewest: fewest ? tellPath(fewest) : null,
    leftOut: contacts.leftOut,
  };
  const sentences = (name: string, path: ReturnType<typeof tellPath>): readonly string[] => [
    `${name}: ${counted(path.links.length, 'link')}, ${path.arrival === undefined ? 'at any time' : `there on ${path.arrival}`}:`,
    ...path.links.map((link) => `   ${link.day ?? 'undated   '}  ${told(network, link).trim()}`),
  ];
  return {
    title: `Ways in the order of time from ${nameOf(network, a)} to ${nameOf(network, b)}`,
    sentences: [
      ...(found.earliest && found.fewest
        ? [
            ...sentences('The earliest', found.earliest),
            ...(earliest?.contacts.join() === fewest?.contacts.join()
              ? ['None has fewer links.']
              : sentences('With the fewest links', found.fewest)),
          ]
        : [
            'Nothing can have been passed on: on every way a link had ended before the one ahead of it began.',
          ]),
      'A link without a date always holds; one with a beginning and no end still does.',
      ...(contacts.leftOut > 0
        ? [`Left out: ${counted(contacts.leftOut, 'telling')} that end before they begin.`]
        : []),
    ],
    json: found,
  };
}

/** `--cut A B`: the fewest links that have to be lost so that no way is left between two groups. */
export function cutSection(network: Network, a: string, b: string): Section {
  const groups = [groupIn(network, a), groupIn(network, b)] as const;
  const both = groups[0].find((one) => groups[1].includes(one));
  if (both !== undefined)
    throw new UsageError(`${nameById(network, both)} is in both groups; no cut parts anybody from himself`);
  const numbers = groups.map((group) => group.map((one) => network.numberOf(one) as number));
  const { edges, near } = minimumCut(network.graph, numbers[0] as number[], numbers[1] as number[]);
  const { lower, higher } = network.graph;
  const links = edges.map((edge) => {
    const [x, y] = [lower[edge] as number, higher[edge] as number];
    return hopOf(network, edge, near[x] === 1 ? x : y, near[x] === 1 ? y : x);
  });
  const side = near.reduce((sum, one) => sum + one, 0);
  return {
    title: `What joins ${a} and ${b}: the minimum cut`,
    sentences: [
      links.length === 0
        ? 'No way joins them.'
        : `${counted(links.length, 'link')} and no fewer would have to be lost for no way to be left; as many ways share no link. ${counted(side, 'person')} would be left on the first side.`,
    ],
    table: {
      head: ['link', 'kinds', 'held by', 'reports', 'grade'],
      rows: links.map((link) => [
        `${nameById(network, link.from)} - ${nameById(network, link.to)}`,
        link.kinds.join(', '),
        link.services.join(', ') || 'nobody',
        link.reports.slice(0, MOST_REPORTS).join(', '),
        link.grade,
      ]),
    },
    json: { size: links.length, links, firstSide: personsOf(network, near) },
  };
}

const personsOf = (network: Network, near: Uint8Array): readonly string[] =>
  network.persons.filter((_, v) => near[v] === 1).map(({ id }) => id);

const MOST_REPORTS = 5;

interface Link {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly string[];
  readonly services: readonly string[];
  readonly reports: readonly string[];
  /** Of the best telling. */
  readonly grade: Grade;
}

interface Hop extends Link {
  /** Origins that do not go back to one another. */
  readonly independent: number;
}

const hopsOf = (
  network: Network,
  { nodes, edges }: { readonly nodes: readonly number[]; readonly edges: readonly number[] },
): readonly Hop[] => edges.map((edge, i) => hopOf(network, edge, nodes[i] as number, nodes[i + 1] as number));

function hopOf(network: Network, edge: number, a: number, b: number): Hop {
  const tellings = network.relationsOf(edge);
  return {
    from: idOf(network, a),
    to: idOf(network, b),
    kinds: [...new Set(tellings.map(({ kind }) => kind))],
    services: holdersOfEdge(network, edge),
    reports: [...new Set(tellings.flatMap(({ reports }) => reports))],
    independent: network.independent[edge] as number,
    grade: strongestGrade(tellings.map(({ grade }) => grade)),
  };
}

const told = (network: Network, { from, to, kinds, services, reports, grade }: Link): string =>
  `   ${nameById(network, from)} - ${nameById(network, to)}: ${kinds.join(', ')}; ${services.join(', ') || 'nobody'}${
    reports.length > 0
      ? `; ${reports.slice(0, MOST_REPORTS).join(', ')}${reports.length > MOST_REPORTS ? ` and ${count(reports.length - MOST_REPORTS)} more` : ''}`
      : ''
  }; ${grade}`;

const heldBy = (hops: readonly { readonly services: readonly string[] }[]): string => {
  const all = [...new Set(hops.flatMap(({ services }) => services))].sort(byCode);
  const missing = hops.filter(({ services }) => services.length === 0).length;
  return `${all.join(', ') || 'nobody'}${missing > 0 ? ` (${counted(missing, 'link')} held by nobody)` : ''}`;
};
