import type { Asker, Decision, Gate, HeldSource, Leaving } from '../law/index.ts';
import { isGrade } from '../model/index.ts';
import type { Person, Relation } from '../network/index.ts';
import type { Screening } from '../screening/index.ts';
import type { ChartRecords, Ties } from '../store/index.ts';
import { openAnalyst } from './analyst.ts';
import { type ConfirmedTravel, openCoTravel } from './co-travel.ts';
import { checkGroups, cutOf } from './cut.ts';
import {
  edgeOf,
  edgesAmong,
  idOf,
  linksOf,
  type MaySee,
  nodeOf,
  sentenceOf,
  tellingOf,
  tiesOf,
} from './draw.ts';
import { ChartError } from './error.ts';
import { findPersons } from './find.ts';
import {
  askSuggestions,
  cellsOf,
  digestOf,
  fragmentsOf,
  missingLinks,
  type Part,
  partOf,
  proposalsOf,
  ranksOf,
} from './found.ts';
import { type Held, holdTold, type Look } from './look.ts';
import { mapOf } from './map.ts';
import { histogramOf, overviewOf } from './overview.ts';
import { SHARED_THINGS } from './papers.ts';
import { checkPlayers, NOBODY, playersOf, tiedPart } from './players.ts';
import { groupsIn, rolesOf } from './roles.ts';
import { openStated, toldChart, toldTo } from './told.ts';
import {
  KEY_PLAYERS,
  MISSING_LINKS,
  MOST_AROUND,
  MOST_ON_CHART,
  NEWCOMERS,
  SUGGESTED_PERSONS,
  WAIT_FOR_CHANGE,
} from './tuning.ts';
import type {
  CellsAnswer,
  CellsQuestion,
  ChartAnswer,
  ChartClocks,
  ChartQuestion,
  CutAnswer,
  CutQuestion,
  ExpandQuestion,
  ExportQuestion,
  FragmentsAnswer,
  HistogramAnswer,
  HistogramQuestion,
  KeyPlayersAnswer,
  KeyPlayersQuestion,
  MapAnswer,
  MapQuestion,
  NetworkOverview,
  PathsAnswer,
  PathsQuestion,
  PersonsAnswer,
  ProposalsAnswer,
  RanksAnswer,
  RanksQuestion,
  RolesAnswer,
  RolesQuestion,
  SuggestionsAnswer,
  TellingsAnswer,
} from './types.ts';
import { numberOf, waysBetween } from './ways.ts';
import { openWritten, type Written } from './written.ts';

/** A chart that is about to leave: the edge releases and writes it. */
export interface LeavingChart {
  readonly persons: readonly Person[];
  readonly relations: readonly Relation[];
  /** What may go to whom asked, by the policy in force. */
  readonly decide: (what: Leaving) => Decision;
  readonly by: string;
  readonly made: string;
}

/**
 * The network, asked piece by piece. Every method passes the gate and is in the ledger; answers are plain data (see `types.ts`).
 *
 * @throws ChartError where the question cannot be, or names nobody of the network.
 */
export interface Chart extends Written {
  overview(actor: Asker, clocks: ChartClocks): Promise<NetworkOverview>;
  persons(actor: Asker, text: string, limit?: number, clocks?: ChartClocks): Promise<PersonsAnswer>;
  chart(actor: Asker, question: ChartQuestion): Promise<ChartAnswer>;
  expand(actor: Asker, question: ExpandQuestion): Promise<ChartAnswer>;
  tellings(actor: Asker, a: string, b: string, clocks?: ChartClocks): Promise<TellingsAnswer>;
  histogram(actor: Asker, question: HistogramQuestion): Promise<HistogramAnswer>;
  /** Where ties were: towns and countries. */
  map(actor: Asker, question: MapQuestion): Promise<MapAnswer>;
  paths(actor: Asker, question: PathsQuestion): Promise<PathsAnswer>;
  ranks(actor: Asker, question: RanksQuestion): Promise<RanksAnswer>;
  /** @throws ChartError where the part is too large for what is sought. */
  keyPlayers(actor: Asker, question: KeyPlayersQuestion): Promise<KeyPlayersAnswer>;
  roles(actor: Asker, question: RolesQuestion): Promise<RolesAnswer>;
  cut(actor: Asker, question: CutQuestion): Promise<CutAnswer>;
  cells(actor: Asker, question: CellsQuestion): Promise<CellsAnswer>;
  fragments(actor: Asker, clocks?: ChartClocks): Promise<FragmentsAnswer>;
  suggestions(actor: Asker, clocks?: ChartClocks): Promise<SuggestionsAnswer>;
  proposals(actor: Asker, limit?: number): Promise<ProposalsAnswer>;
  leaving(actor: Asker, question: ExportQuestion): Promise<LeavingChart>;
  /** A partner answered a question about a person with a hit: the fragments join here, without its data. */
  noteHit(actor: Asker, person: string, partner: string): Promise<void>;
  /** Reads what is told, ahead of the first question. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

export interface ChartOptions {
  readonly ties: Ties;
  readonly records: ChartRecords;
  /** Bookings of confirmed travellers, for those who may see them; without it there are none. */
  readonly travel?: ConfirmedTravel;
  readonly screening: Pick<Screening, 'onChange'>;
  readonly gate: Gate;
  readonly registerHeld: (source: HeldSource) => void;
  readonly serviceName: string;
  /** Names of partners that can be asked. */
  readonly partners: () => Promise<readonly string[]>;
  readonly now: () => Date;
}

const NO_TRAVELLERS: ReadonlySet<string> = new Set();

interface HitBody {
  readonly partner: string;
}

/** Opens the chart; nothing is read before somebody asks. */
export function openChart(options: ChartOptions): Chart {
  const { ties, records, gate, serviceName: self, partners, now } = options;
  const stated = openStated(ties);
  const travelIn = options.travel && openCoTravel(ties, options.travel, self);
  const analyst = openAnalyst();
  // Comparing all names takes a minute for 100,000 persons: nobody waits for a ranking meanwhile.
  const joiner = openAnalyst();
  const written = openWritten({ records, gate, serviceName: self, now });
  let held: Held | undefined;
  let stale = true;
  let making: Promise<void> | undefined;
  let version = 0;
  const begun = now().getTime().toString(36);
  const changed = (): void => {
    stale = true;
  };
  options.screening.onChange(changed);
  options.registerHeld(heldCharts(records));

  const make = (): Promise<void> => {
    making ??= (async () => {
      while (stale) {
        // What changes while it is read is read again.
        stale = false;
        try {
          const hits = await records.all<HitBody>('hit', 'not');
          const judged = await ties.judgements();
          const told = toldChart(
            await stated.read(),
            hits.flatMap(({ persons, body }) => persons.map((person) => ({ person, partner: body.partner }))),
            judged,
          );
          held = holdTold(told, `${begun}-${++version}`);
        } catch (error) {
          stale = true;
          throw error;
        }
      }
    })().finally(() => {
      making = undefined;
    });
    return making;
  };

  /** What is told now; where a change takes long to read, what was told before it. */
  const current = async (): Promise<Held> => {
    if (!stale && held) return held;
    const made = make();
    if (held) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, WAIT_FOR_CHANGE);
      });
      made.catch(() => undefined);
      await Promise.race([made, late]).finally(() => clearTimeout(timer));
    } else await made;
    return held as Held;
  };

  const mayOf = (account: string): MaySee => {
    const decided = new Map<string, boolean>();
    return ({ marking, owners, halves }) => {
      const holders = [...owners, ...(halves ?? [])];
      const key = JSON.stringify([marking, holders]);
      let may = decided.get(key);
      if (may === undefined) {
        may = (holders.length > 0 ? holders : [self]).every(
          (sourceService) =>
            gate.release({
              exit: 'page',
              to: { kind: 'account', id: account },
              what: { marking, sourceService },
              self,
            }).allowed,
        );
        decided.set(key, may);
      }
      return may;
    };
  };

  /** What is told, as an account may see it; the same for everybody where the policy lets own accounts see all. */
  const seenBy = (account: string, all: Held): Held => {
    if (gate.ownSeeAll()) return all;
    const may = mayOf(account);
    const own = toldTo(all.told, ({ behind }) =>
      may({ marking: behind.marking, owners: behind.owner === '' ? [] : [behind.owner] }),
    );
    return holdTold(own, `${all.version}-${digestOf(account)}`);
  };

  const read = <T>(
    actor: Asker,
    question: string | undefined,
    ask: (
      held: Held,
      may: MaySee,
      travel: NetworkOverview['travel'],
    ) => Promise<{ readonly result: T; readonly ids: readonly string[] }>,
  ): Promise<T> =>
    gate.pass(actor, 'read-network', question === undefined ? {} : { question }, async () => {
      const base = await current();
      const seesTravel = travelIn !== undefined && (await gate.allows(actor, 'read-co-travel'));
      const { held: all, travelled } = seesTravel
        ? await travelIn(base)
        : { held: base, travelled: NO_TRAVELLERS };
      const done = await ask(
        seenBy(actor.account, all),
        mayOf(actor.account),
        seesTravel ? 'shown' : 'withheld',
      );
      // A look at who travelled is one more than a look at the network.
      const ids = done.ids.filter((id) => travelled.has(id));
      if (ids.length > 0)
        await gate.pass(actor, 'read-co-travel', {}, async () => ({ result: undefined, ids }));
      return done;
    });

  /** Numbers of those who are there; the others are told. */
  const placed = (on: Held, look: Look, ids: readonly string[]) => {
    if (ids.length > MOST_ON_CHART)
      throw new ChartError('invalid', `A chart holds ${MOST_ON_CHART} persons at most.`);
    const numbers = new Set<number>();
    const unknown: string[] = [];
    const became: Record<string, string> = {};
    for (const id of ids) {
      const now = on.became.get(id) ?? id;
      const v = look.network.numberOf(now);
      if (v === undefined) {
        unknown.push(id);
        continue;
      }
      if (now !== id) became[id] = now;
      numbers.add(v);
    }
    return { numbers, unknown, became };
  };

  /** Those of some persons who are in the network; `undefined` for all of it. */
  const among = (on: Held, look: Look, ids: readonly string[] | undefined): Part =>
    partOf(look, ids && placed(on, look, ids).numbers);

  const idsIn = ({ network }: Look, numbers: Iterable<number>): readonly string[] =>
    [...numbers].map((v) => idOf(network, v));

  return {
    ...written,
    overview: (actor, clocks) =>
      read(actor, undefined, async (on, _, travel) => {
        const overview = overviewOf(on, clocks, { self, partners: await partners() });
        const state = stale || making !== undefined ? 'making' : overview.links === 0 ? 'empty' : 'ready';
        return {
          result: { state, ...overview, travel },
          ids: [...new Set(overview.openings.flatMap(({ persons }) => persons))],
        };
      }),
    persons: (actor, text, limit = SUGGESTED_PERSONS, clocks) =>
      read(actor, text, async (on) => {
        const result = findPersons(on.at(clocks), text, limit);
        return { result, ids: result.persons.map(({ id }) => id) };
      }),
    chart: (actor, { persons, clocks, around = 0 }) =>
      read(actor, undefined, async (on, may) => {
        const look = on.at(clocks);
        const { numbers, unknown, became } = placed(on, look, persons);
        let more = 0;
        if (around === 1) {
          const near = new Set<number>();
          for (const v of numbers)
            for (const { to } of tiesOf(look.network, v)) if (!numbers.has(to)) near.add(to);
          const room = Math.max(0, MOST_AROUND - numbers.size);
          const best = [...near].sort((a, b) => linksOf(look.network, b) - linksOf(look.network, a) || a - b);
          for (const v of best.slice(0, room)) numbers.add(v);
          more = Math.max(0, near.size - room);
        }
        const nodes = [...numbers].sort((a, b) => a - b).map((v) => nodeOf(look, v, may));
        const edges = edgesAmong(look.network, numbers).map((edge) => edgeOf(look, edge, may));
        return {
          result: { version: on.version, nodes, edges, unknown, became, more },
          ids: nodes.map(({ id }) => id),
        };
      }),
    expand: (actor, { person, onChart, kinds, services, limit = NEWCOMERS, clocks }) =>
      read(actor, undefined, async (on, may) => {
        const look = on.at(clocks);
        const { network } = look;
        const v = numberOf(on, network, person);
        const { numbers: there } = placed(on, look, onChart);
        const fits = (edge: number): boolean => {
          if (!kinds && !services) return true;
          const told = network.relationsOf(edge).filter(may);
          return told.some(
            (one) =>
              (!kinds || kinds.includes(one.kind)) &&
              (!services || [...one.owners, ...(one.halves ?? [])].some((owner) => services.includes(owner))),
          );
        };
        const fresh = [...tiesOf(network, v)]
          .filter(({ to, edge }) => !there.has(to) && fits(edge))
          .map(({ to }) => to)
          .sort((a, b) => linksOf(network, b) - linksOf(network, a) || a - b);
        const newcomers = new Set(fresh.slice(0, limit));
        const all = new Set([...there, v, ...newcomers]);
        const edges = edgesAmong(network, all).filter((edge) =>
          [network.graph.lower[edge], network.graph.higher[edge]].some((end) => newcomers.has(end as number)),
        );
        const nodes = [...newcomers].sort((a, b) => a - b).map((one) => nodeOf(look, one, may));
        return {
          result: {
            version: on.version,
            nodes,
            edges: edges.map((edge) => edgeOf(look, edge, may)),
            unknown: [],
            became: {},
            more: fresh.length - newcomers.size,
          },
          ids: [idOf(network, v), ...nodes.map(({ id }) => id)],
        };
      }),
    tellings: (actor, a, b, clocks) =>
      read(actor, undefined, async (on, may) => {
        const look = on.at(clocks);
        const { network } = look;
        const [from, to] = [a, b].map((id) => numberOf(on, network, id)) as [number, number];
        const tie = [...tiesOf(network, from)].find((one) => one.to === to);
        if (!tie)
          throw new ChartError(
            'unknown',
            'Nobody says that these two are tied, at this place of the clocks.',
          );
        const all = network.relationsOf(tie.edge);
        const shown = all.filter(may);
        return {
          result: {
            a: idOf(network, from),
            b: idOf(network, to),
            independent: network.independent[tie.edge] as number,
            tellings: shown
              .map(tellingOf)
              .sort((x, y) => (x.grade < y.grade ? -1 : x.grade > y.grade ? 1 : 0)),
            withheldBy: edgeOf(look, tie.edge, may).withheldBy,
            sentence: sentenceOf(network, tie.edge, from, to, may),
          },
          ids: [idOf(network, from), idOf(network, to)],
        };
      }),
    histogram: (actor, { persons }) =>
      read(actor, undefined, async (on) => {
        const set = persons && new Set(persons.map((id) => on.became.get(id) ?? id));
        return { result: histogramOf(on, set), ids: persons ?? [] };
      }),
    map: (actor, { persons, clocks }) =>
      read(actor, undefined, async (on, may) => {
        const look = on.at(clocks);
        const { numbers } = placed(on, look, persons);
        return { result: { version: on.version, ...mapOf(look, numbers, may) }, ids: idsIn(look, numbers) };
      }),
    paths: (actor, question) =>
      read(actor, undefined, async (on, may) => {
        if (question.leastGrade !== undefined && !isGrade(question.leastGrade))
          throw new ChartError('invalid', `${question.leastGrade} is no grade; write B3.`);
        const result = waysBetween(on, question, may);
        return { result, ids: [...new Set(result.paths.flatMap(({ persons }) => persons))] };
      }),
    ranks: (actor, { measure, persons, clocks = {} }) =>
      read(actor, undefined, async (on) => {
        const look = on.at(clocks);
        const part = among(on, look, persons);
        const key = digestOf(on.version, JSON.stringify(clocks), measure, part.persons.join(' '));
        const found = await analyst.run('ranks', key, () => ({ graph: part.graph, measure }));
        const result = ranksOf(look, measure, part, found);
        return { result, ids: result.ranks.map(({ person }) => person) };
      }),
    keyPlayers: (actor, { goal, count = KEY_PLAYERS, persons, clocks = {} }) =>
      read(actor, undefined, async (on) => {
        const look = on.at(clocks);
        const part = tiedPart(look, among(on, look, persons));
        checkPlayers(goal, part);
        const size = Math.min(count, part.persons.length);
        const key = digestOf(on.version, JSON.stringify(clocks), goal, String(size), part.persons.join(' '));
        const found =
          size === 0
            ? NOBODY
            : await analyst.run('players', key, () => ({ graph: part.graph, goal, count: size }));
        const result = playersOf(look, goal, part, found);
        return { result, ids: result.players.map(({ person }) => person) };
      }),
    roles: (actor, { persons, clocks = {} }) =>
      read(actor, undefined, async (on) => {
        const look = on.at(clocks);
        const part = among(on, look, persons);
        const groups = groupsIn(look, part);
        const key = digestOf(on.version, JSON.stringify(clocks), part.persons.join(' '));
        const found = await analyst.run('roles', key, () => ({ graph: part.graph, groupsOf: groups }));
        const result = rolesOf(look, part, groups, found);
        return {
          result,
          ids: [
            ...new Set(
              result.brokers.flatMap(({ person, example }) => [person, ...(example?.persons ?? [])]),
            ),
          ],
        };
      }),
    cut: (actor, { groupA, groupB, by = 'ties', clocks = {} }) =>
      read(actor, undefined, async (on, may) => {
        const look = on.at(clocks);
        const { network } = look;
        const first = placed(on, look, groupA);
        const second = placed(on, look, groupB);
        const [a, b] = [first.numbers, second.numbers];
        checkGroups(network, a, b);
        const key = digestOf(on.version, JSON.stringify(clocks), by, [...a].join(' '), [...b].join(' '));
        const found = await analyst.run('cut', key, () => ({
          graph: network.graph,
          groupA: [...a],
          groupB: [...b],
          ...(by === 'sources' && { capacities: network.independent }),
        }));
        const result = cutOf(look, by, found, [...first.unknown, ...second.unknown], may);
        return { result, ids: [...new Set(result.ties.flatMap(({ persons }) => persons))] };
      }),
    cells: (actor, { persons, clocks = {}, resolution = 1 }) =>
      read(actor, undefined, async (on) => {
        const look = on.at(clocks);
        const part = among(on, look, persons);
        const key = digestOf(on.version, JSON.stringify(clocks), String(resolution), part.persons.join(' '));
        const found = await analyst.run('cells', key, () => ({ graph: part.graph, resolution }));
        const result = cellsOf(look, part, found);
        return { result, ids: result.cells.flatMap(({ members }) => members.map(({ person }) => person)) };
      }),
    fragments: (actor, clocks) =>
      read(actor, undefined, async (on) => {
        const result = fragmentsOf(on.at(clocks));
        const ids = [
          ...result.bridges.flatMap(({ persons }) => persons),
          ...result.between.map(({ person }) => person),
        ];
        return { result, ids: [...new Set(ids)] };
      }),
    suggestions: (actor, clocks = {}) =>
      read(actor, undefined, async (on) => {
        const look = on.at(clocks);
        const key = digestOf(on.version, JSON.stringify(clocks));
        const found = await analyst.run('links', key, () => ({
          graph: look.network.graph,
          top: MISSING_LINKS,
        }));
        // What somebody decided is not asked again as long as that stands.
        const decided = new Set(
          (
            await records.all<{ readonly concluded: { readonly suggestion?: string } }>('conclusion', 'not')
          ).map(({ body }) => body.concluded.suggestion),
        );
        const at = now();
        const open = <S extends { readonly id: string }>(all: readonly S[]): readonly S[] =>
          all.filter(({ id }) => !decided.has(id));
        const ask = open(askSuggestions(look, self, await partners(), at));
        const links = open(missingLinks(look, found, at));
        return {
          result: { version: on.version, ask, links },
          ids: [...new Set([...ask.map(({ person }) => person), ...links.flatMap(({ persons }) => persons)])],
        };
      }),
    proposals: (actor, limit) =>
      read(actor, undefined, async (on) => {
        const judged = await ties.judgements();
        const verdicts = judged.map(({ left, right, verdict }) => ({
          left: on.became.get(left) ?? left,
          right: on.became.get(right) ?? right,
          verdict,
        }));
        // Services that tell apart whom they know are needed to compare names; two records with one paper are proposed in any case.
        const several = on.at().network.services.length > 1;
        const found =
          several || on.told.papers.length > 0
            ? await joiner.run('joins', on.version, () => ({
                persons: several ? on.told.persons : [],
                papers: on.told.papers,
                // Who has the same paper in two services' records is what is asked here, not a reason against it.
                relations: (several ? on.told.relations : []).filter(
                  ({ kind }) => !SHARED_THINGS.includes(kind),
                ),
                judged: verdicts,
              }))
            : [];
        const result = proposalsOf(on, found, judged, limit);
        return { result, ids: result.proposals.flatMap(({ left, right }) => [left.id, right.id]) };
      }),
    leaving: (actor, { persons, clocks }) =>
      gate.pass(actor, 'export-network', {}, async () => {
        // Without bookings: a file is out of reach when what is in it has to be erased.
        const on = seenBy(actor.account, await current());
        const look = on.at(clocks);
        const { network } = look;
        const { numbers } = placed(on, look, persons);
        return {
          result: {
            persons: [...numbers].sort((a, b) => a - b).map((v) => network.persons[v] as Person),
            relations: edgesAmong(network, numbers).flatMap((edge) => network.relationsOf(edge)),
            decide: (what) =>
              gate.release({ exit: 'export', to: { kind: 'account', id: actor.account }, what, self }),
            by: self,
            made: now().toISOString(),
          },
          ids: idsIn(look, numbers),
        };
      }),
    async noteHit(actor, person, partner) {
      const known = await records.all<HitBody>('hit', 'not');
      if (known.some(({ persons, body }) => persons.includes(person) && body.partner === partner)) return;
      await records.add<HitBody>(
        { kind: 'hit', account: actor.account, shared: true, persons: [person], body: { partner } },
        now(),
      );
      changed();
    },
    async prepare() {
      if (stale) await make();
    },
    async close() {
      await making?.catch(() => undefined);
      await Promise.all([analyst.close(), joiner.close()]);
    },
  };
}

/** What people wrote about persons, for the right of access. */
function heldCharts(records: ChartRecords): HeldSource {
  return {
    name: 'charts',
    title: 'Conclusions and saved views of the network',
    // Whoever is in the network is in the lists, and found there.
    find: async () => [],
    async held(ids) {
      const found = await records.about(ids);
      return {
        records: found.map((value) => ({ kind: value.kind, id: value.id, value })),
        ids: found.map(({ id }) => id),
      };
    },
  };
}
