import {
  components,
  connect,
  coreNumbers,
  fragments,
  type JoinVerdict,
  joints,
  type Network,
  proposeJoins,
  suggest,
  type View,
} from '../network/index.ts';
import { UsageError } from './errors.ts';
import { groupIn } from './network-path-sections.ts';
import {
  brokersSection,
  cellsSection,
  keyPlayersSection,
  linksSection,
  overlappingSection,
  rolesSection,
} from './network-rank-sections.ts';
import {
  type AnalysisOptions,
  count,
  counted,
  idOf,
  nameById,
  nameOf,
  type Section,
} from './network-section.ts';

type Analysis = (network: Network, options: AnalysisOptions) => Section;

/** All that `--show` knows, in the order in which it is told. */
export const ANALYSES: Readonly<Record<string, Analysis>> = {
  fragments: fragmentsSection,
  bridges: bridgesSection,
  'cut-points': cutPointsSection,
  components: componentsSection,
  core: coreSection,
  brokers: brokersSection,
  roles: rolesSection,
  'key-players': keyPlayersSection,
  cells: cellsSection,
  overlapping: overlappingSection,
  links: linksSection,
};

function componentsSection(network: Network): Section {
  const { of, sizes } = components(network.graph);
  const members = Array.from(sizes, (): number[] => []);
  for (const [v, component] of of.entries()) members[component]?.push(v);
  const ordered = members.sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
  const single = ordered.filter(({ length }) => length === 1).length;
  return {
    title: 'Components',
    sentences: [
      `${counted(sizes.length, 'component')}, ${count(single)} of them a person without a link. Within one, everybody reaches everybody.`,
    ],
    table: {
      head: ['persons', 'among them'],
      rows: ordered
        .filter(({ length }) => length > 1)
        .map((one) => [
          one.length,
          one
            .slice(0, 5)
            .map((v) => nameOf(network, v))
            .join(', '),
        ]),
    },
    json: ordered.map((one) => one.map((v) => idOf(network, v))),
  };
}

function coreSection(network: Network): Section {
  const cores = coreNumbers(network.graph);
  const rows = [...cores.entries()].sort(([a, x], [b, y]) => y - x || a - b);
  const highest = rows[0]?.[1] ?? 0;
  return {
    title: 'Cores',
    sentences: [
      `The innermost core has ${counted(rows.filter(([, core]) => core === highest).length, 'person')}, each with at least ${counted(highest, 'link')} inside it.`,
    ],
    table: { head: ['person', 'core'], rows: rows.map(([v, core]) => [nameOf(network, v), core]) },
    json: rows.map(([v, core]) => ({ person: idOf(network, v), core })),
  };
}

function bridgesSection(network: Network): Section {
  const { bridges } = joints(network);
  const beyond = bridges.filter(({ gained, pairs }) => gained > 0 && pairs > 0).length;
  return {
    title: 'Bridges: links that part the network if they are cut',
    sentences: [
      `${counted(bridges.length, 'bridge')}; on ${count(beyond)} of them more hangs than any single service sees.`,
    ],
    table: {
      head: ['link', 'persons on each side', 'pairs', 'held by', 'best single view', 'gained'],
      rows: bridges.map(({ persons: [a, b], sides, pairs, holders, bestAlone, gained }) => [
        `${nameById(network, a)} - ${nameById(network, b)}`,
        sides.map(count).join(' | '),
        count(pairs),
        holders.join(', ') || 'nobody',
        bestAlone ? `${count(bestAlone.pairs)} (${bestAlone.service})` : 'none',
        count(gained),
      ]),
    },
    json: bridges.map(({ edge, ...one }) => ({ ...one, tellings: network.relationsOf(edge).length })),
  };
}

function cutPointsSection(network: Network): Section {
  const { cutPoints } = joints(network);
  return {
    title: 'Cut points: persons whose loss parts the network',
    sentences: [
      `${counted(cutPoints.length, 'cut point')}; ${count(cutPoints.filter(({ appeared }) => appeared).length)} appear only when the fragments are joined.`,
    ],
    table: {
      head: ['person', 'parts', 'pairs', 'best single view', 'gained'],
      rows: cutPoints.map(({ person, parts, pairs, bestAlone, gained }) => [
        nameById(network, person),
        parts.map(count).join(' | '),
        count(pairs),
        bestAlone ? `${count(bestAlone.pairs)} (${bestAlone.service})` : 'none',
        count(gained),
      ]),
    },
    json: cutPoints,
  };
}

function fragmentsSection(network: Network): Section {
  const found = fragments(network);
  const { whole, all, pairsAlone, pairsOfTwo, pairsOnlyJoined } = found;
  const links = whole.links;
  if (network.services.length === 0)
    return {
      title: 'Fragments',
      sentences: [
        'The files name no service that holds a link: say NAME=FILE for each, a column owner, or --owner-by citizenship.',
      ],
      json: found,
    };
  const row = (
    name: string,
    { persons, links: held, pairs, largest }: View,
  ): readonly (string | number)[] => [name, count(persons), count(held), count(pairs), count(largest)];
  return {
    title: 'Fragments: what each service sees alone, and what joining adds',
    sentences: [
      `${count(found.linksHeld)} of ${counted(links, 'link')} are held by a service; ${count(found.linksOfNobody)} by none alone.`,
      ...(pairsAlone === undefined
        ? ['The network is too large to count the pairs that at least one service sees.']
        : [
            `${count(pairsAlone)} of ${counted(whole.pairs, 'connected pair')} are seen by a single service (${share(pairsAlone, whole.pairs)}); ${count(pairsOnlyJoined ?? 0)} only when everything is joined.`,
          ]),
      ...(pairsOfTwo === undefined || network.services.length < 3
        ? []
        : [`${count(pairsOfTwo)} by some two services together (${share(pairsOfTwo, whole.pairs)}).`]),
    ],
    table: {
      head: ['view', 'persons', 'links', 'connected pairs', 'largest component'],
      rows: [
        ...found.alone.map((view) => row(view.services.join(' + '), view)),
        ...found.two
          .filter(({ gained }) => gained > 0)
          .slice(0, MOST_TWOS)
          .map((view) => row(view.services.join(' + '), view)),
        ...(network.services.length > 1 ? [row('all services', all)] : []),
        row('everything', whole),
      ],
    },
    json: found,
  };
}

/** Two services each in the table; JSON has all. */
const MOST_TWOS = 8;

const share = (part: number, of: number): string => (of === 0 ? '0 %' : `${Math.round((part / of) * 100)} %`);

/** `--connect A B`: who would have to put together what they hold. */
export function connectSection(network: Network, a: string, b: string, asking: string | undefined): Section {
  if (asking !== undefined && !network.services.includes(asking)) throw unknownService(network, asking);
  const found = connect(network, groupIn(network, a), groupIn(network, b), asking);
  const [first] = found.smallest;
  const sentences = [
    found.connected
      ? 'They are connected when everything is joined.'
      : 'They are not connected, whoever joins what.',
    found.alone.length > 0 ? `Seen alone by ${found.alone.join(', ')}.` : 'No service sees it alone.',
  ];
  if (found.connected && !first)
    sentences.push(
      'No services together hold a way: on every way there is a link that nobody is known to hold.',
    );
  if (first && first.services.length > 0)
    sentences.push(
      `The smallest sets of services that see it together${asking === undefined ? '' : ` with ${asking}`} have ${first.services.length}:`,
    );
  for (const { services, exchanges } of found.smallest) {
    if (services.length === 0) continue;
    const steps = exchanges.map(
      ({ asker, partner, person }) => `${asker} asks ${partner} about ${nameById(network, person)}`,
    );
    const single = exchanges.length === 1 ? 'one exchange connects them: ' : '';
    sentences.push(`  ${services.join(' + ')}${steps.length > 0 ? `: ${single}${steps.join('; ')}` : ''}`);
  }
  if (!found.exact) sentences.push('The search was cut short; there may be a smaller set.');
  return { title: `Who would connect ${a} and ${b}`, sentences, json: found };
}

/** `--suggest SERVICE`: whom it should ask about what. */
export function suggestSection(network: Network, asker: string, now: string): Section {
  if (!network.services.includes(asker)) throw unknownService(network, asker);
  const found = suggest(network, asker, now);
  return {
    title: `Whom ${asker} could ask, about what`,
    sentences: [
      found.length === 0
        ? 'Nobody: where fragments meet, nothing leads further.'
        : `Suggestions for a person to decide; they stand until ${found[0]?.expires.slice(0, 10)}.`,
    ],
    table: {
      head: ['partner', 'person', 'why', 'pairs gained'],
      rows: found.map(({ partner, person, why, pairsGained }) => [
        partner,
        nameById(network, person),
        why,
        pairsGained === undefined ? 'unknown' : count(pairsGained),
      ]),
    },
    json: found,
  };
}

/** `--joins`: who may be one person in two fragments, for somebody to judge. */
export function joinsSection(network: Network, judged: readonly JoinVerdict[]): Section {
  const found = proposeJoins(network, judged);
  return {
    title: 'Who may be one person: proposals, for a person to judge',
    sentences: [
      found.length === 0
        ? 'Nobody. Proposals need files of different services: NAME=FILE for each, or a column owner.'
        : 'Nothing is joined by itself. Write verdicts into a table (left, right, verdict) and give it with --judged.',
    ],
    table: {
      head: ['one', 'other', 'score', 'in common', 'why'],
      rows: found.map(({ persons: [a, b], comparison, contacts, why }) => [
        nameById(network, a),
        nameById(network, b),
        comparison.score.toFixed(3),
        contacts.length,
        why,
      ]),
    },
    json: found,
  };
}

const unknownService = ({ services }: Network, name: string): UsageError =>
  new UsageError(
    services.length === 0
      ? `the files name no service that holds a link; give each its own (fr=FILE be=FILE), a column owner, or --owner-by citizenship`
      : `${name} is no service of the files; there are ${services.join(', ')}`,
  );
