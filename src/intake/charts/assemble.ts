import {
  type Grade,
  isGrade,
  type Marking,
  parseMarking,
  parsePartialDate,
  propertyType,
  SEALED,
} from '../../model/index.ts';
import {
  type Behind,
  byCode,
  foldHubs,
  type Membership,
  type Person,
  type Relation,
  type RelationKind,
  type SharedThing,
  type UnfoldedHub,
} from '../../network/index.ts';
import { quarantine } from '../entity-draft.ts';
import { cleanText } from '../property-values.ts';
import { ListError, type QuarantineEntry } from '../reader.ts';
import type { Chart, ChartDefaults, ChartSink, Fields, Place, ReadChartOptions } from './chart.ts';
import { splitList } from './fields.ts';
import {
  LONGEST_NAME,
  LONGEST_NOTE,
  MOST_IN_LIST,
  MOST_LEFT_OUT_NAMES,
  MOST_LINKS,
  MOST_NODES,
  MOST_PROBLEMS,
} from './tuning.ts';

interface Node {
  caption: string | undefined;
  type: string | undefined;
  readonly knownTo: Set<string>;
  readonly withheldBy: Set<string>;
  /** Of the property that makes fragments. */
  readonly owners: Set<string>;
}

/** A link as it was read; what it ties is known when all files are. */
type Link = Omit<Relation, 'kind'> & { readonly kinds: readonly string[] };

/** Gathers what readers find, and makes persons and ties of it. */
export interface Assembly {
  /** For one file, with what holds where it says nothing. */
  sink(defaults: ChartDefaults, source: string): ChartSink;
  finish(): Chart;
}

export function assembly(options: ReadChartOptions): Assembly {
  if (options.ownerBy !== undefined && propertyType('Person', options.ownerBy) === undefined)
    throw new ListError(
      'is no property of persons here, so nothing can be parted by it; citizenship, nationality and country are',
      options.ownerBy,
    );
  const nodes = new Map<string, Node>();
  const links: Link[] = [];
  const toldPersons: Person[] = [];
  const toldRelations: Relation[] = [];
  const unfolded: UnfoldedHub[] = [];
  const problems: QuarantineEntry[] = [];
  let moreProblems = 0;
  const leftOut = new Map<string, number>();

  const problem = (entry: QuarantineEntry): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(entry);
    else moreProblems++;
  };
  const leave = (what: string, count = 1): void => {
    const name = leftOut.has(what) || leftOut.size < MOST_LEFT_OUT_NAMES ? what.slice(0, 100) : '(other)';
    leftOut.set(name, (leftOut.get(name) ?? 0) + count);
  };
  const nodeOf = (id: string, file: string): Node => {
    let node = nodes.get(id);
    if (!node) {
      if (nodes.size >= MOST_NODES)
        throw new ListError(`more than ${MOST_NODES} nodes; take a part of it`, file);
      node = {
        caption: undefined,
        type: undefined,
        knownTo: new Set(),
        withheldBy: new Set(),
        owners: new Set(),
      };
      nodes.set(id, node);
    }
    return node;
  };

  return {
    sink: (defaults, source) => ({
      node(fields, at) {
        const id = nameOf(fields.id);
        if (id === undefined) {
          problem(quarantine(at.file, 'a node without a usable id', { line: at.line, excerpt: fields.id }));
          return;
        }
        const node = nodeOf(id, at.file);
        node.caption ??= nameOf(fields.caption);
        node.type ??= nameOf(fields.type);
        for (const one of listOf(fields.known_to)) node.knownTo.add(one);
        for (const one of listOf(fields.withheld_by)) node.withheldBy.add(one);
        for (const one of listOf(fields.owner_by)) node.owners.add(one);
      },
      link(fields, at) {
        const link = linkOf(fields, at, defaults, source, problem);
        if (!link) return;
        if (links.length >= MOST_LINKS)
          throw new ListError(`more than ${MOST_LINKS} links; take a part of it`, at.file);
        for (const end of [link.from, link.to]) nodeOf(end, at.file);
        links.push(link);
      },
      problem,
      leftOut: leave,
      told(persons, relations, hubs) {
        for (const one of persons) toldPersons.push(one);
        for (const one of relations) toldRelations.push(one);
        for (const one of hubs) unfolded.push(one);
      },
    }),
    finish() {
      const isPerson = (id: string): boolean =>
        options.everyNode === true || meansPerson((nodes.get(id) as Node).type);
      const persons = [...nodes].flatMap(([id, node]): readonly Person[] =>
        isPerson(id) ? [personOf(id, node)] : [],
      );
      const relations: Relation[] = [];
      const shared = new Map<string, Membership[]>();
      for (const link of links) {
        const owned = ownedBy(link, nodes, options.oneEnd === true);
        if (isPerson(link.from) && isPerson(link.to)) {
          // Links to oneself are slips of the pen.
          if (link.from === link.to) leave('a link of somebody with himself');
          else for (const kind of owned.kinds) relations.push(asRelation(owned, kind));
        } else if (isPerson(link.from) || isPerson(link.to)) {
          const [person, thing] = isPerson(link.from) ? [link.from, link.to] : [link.to, link.from];
          const members = shared.get(thing) ?? [];
          for (const behind of behindOf(owned)) members.push({ ...timesOf(owned), person, behind });
          shared.set(thing, members);
        } else leave('a link of two things that are no persons');
      }
      const things = [...shared].map(([id, members]): SharedThing => {
        const node = nodes.get(id) as Node;
        return { id, kind: hubKind(node.type), caption: node.caption ?? id, members };
      });
      const folded = foldHubs(things, options.mostInHub);
      return {
        persons: [...persons, ...toldPersons],
        relations: [...relations, ...folded.relations, ...toldRelations],
        unfolded: [...unfolded, ...folded.unfolded],
        problems,
        moreProblems,
        leftOut: Object.fromEntries([...leftOut].sort(([a], [b]) => byCode(a, b))),
      };
    },
  };
}

/** Types of charts that mean a person; a node without a type is one. */
const PERSON_TYPES = new Set(
  'person individual identity threatactor male female man woman adult child human suspect people anon unknown'.split(
    ' ',
  ),
);

function meansPerson(type: string | undefined): boolean {
  const plain = (type ?? '').toLowerCase().replace(/[^\p{L}]/gu, '');
  // `TRUE` and `FALSE` are the two modes of igraph, and do not say which is which.
  return (
    plain === '' ||
    plain === 'true' ||
    plain === 'false' ||
    plain.includes('person') ||
    PERSON_TYPES.has(plain)
  );
}

const HUB_KINDS: readonly (readonly [RegExp, RelationKind])[] = [
  [/organi[sz]ation|group|company|gang|club|cell|member/i, 'membership'],
  [/event|incident|meeting|attack|activity/i, 'event'],
  [/phone|mobile|msisdn|sim\b/i, 'telephone'],
  [/passport|document|identi(?:ty|fication)/i, 'document'],
  [/address|house|flat|building|residence/i, 'address'],
  [/booking|flight|journey/i, 'travel'],
];

const hubKind = (type = ''): RelationKind => HUB_KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'link';

const personOf = (id: string, { caption, knownTo, withheldBy }: Node): Person => ({
  id,
  caption: caption ?? id,
  knownTo: [...knownTo].sort(byCode),
  withheldBy: [...withheldBy].sort(byCode),
});

/** Where the chart names no owner: those for whom both ends have the value, or one, where that is enough. */
function ownedBy(link: Link, nodes: ReadonlyMap<string, Node>, oneEnd: boolean): Link {
  if (link.owners.length > 0 || link.halves) return link;
  const from = nodes.get(link.from)?.owners ?? new Set<string>();
  const to = nodes.get(link.to)?.owners ?? new Set<string>();
  const owners = oneEnd ? [...new Set([...from, ...to])] : [...from].filter((one) => to.has(one));
  return owners.length === 0 ? link : { ...link, owners: owners.sort(byCode) };
}

function asRelation({ kinds: _, ...link }: Link, kind: string): Relation {
  return { ...link, kind };
}

/** A half of a shared thing is held by each owner for itself. */
function behindOf({ owners, sources, grade, marking, reports, derivedFrom }: Link): readonly Behind[] {
  const [dataset = ''] = sources;
  return (owners.length > 0 ? owners : ['']).map((owner) => ({
    owner,
    dataset,
    grade,
    marking,
    reports,
    derivedFrom,
  }));
}

const timesOf = ({
  validFrom,
  validUntil,
  recordedFrom,
  recordedUntil,
}: Link): Omit<Membership, 'person' | 'behind'> => ({
  ...(validFrom !== undefined && { validFrom }),
  ...(validUntil !== undefined && { validUntil }),
  ...(recordedFrom !== undefined && { recordedFrom }),
  ...(recordedUntil !== undefined && { recordedUntil }),
});

function nameOf(raw: string | undefined): string | undefined {
  if (raw === undefined || raw.length > LONGEST_NAME * 4) return undefined;
  const text = cleanText(raw);
  return text === '' || text.length > LONGEST_NAME ? undefined : text;
}

const noteOf = (raw: string | undefined): string | undefined =>
  raw === undefined ? undefined : cleanText(raw.slice(0, LONGEST_NOTE)) || undefined;

const listOf = (raw: string | undefined): readonly string[] =>
  splitList(raw)
    .slice(0, MOST_IN_LIST)
    .flatMap((one) => nameOf(one) ?? []);

function linkOf(
  fields: Fields,
  at: Place,
  defaults: ChartDefaults,
  source: string,
  problem: (entry: QuarantineEntry) => void,
): Link | undefined {
  const bad = (reason: string, excerpt?: string): void => {
    problem(quarantine(at.file, reason, { line: at.line, excerpt }));
  };
  const from = nameOf(fields.source);
  const to = nameOf(fields.target);
  if (from === undefined || to === undefined) {
    bad('a link without two usable ends', fields.source ?? fields.target);
    return undefined;
  }
  const weight = fields.weight === undefined ? 1 : Number(fields.weight.replace(',', '.'));
  if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) {
    bad('a weight that is no number above 0; the link is left out', fields.weight);
    return undefined;
  }
  const day = (field: string): string | undefined => {
    const raw = fields[field];
    if (raw === undefined) return undefined;
    const date = raw.slice(0, 10).replace(/T.*$/, '');
    if (parsePartialDate(date)) return date;
    bad(`${field} is no date (YYYY, YYYY-MM or YYYY-MM-DD); the link is kept without it`, raw);
    return undefined;
  };
  const instant = (field: string): string | undefined => {
    const raw = fields[field];
    if (raw === undefined || /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(raw)) return raw;
    bad(`${field} is no instant (YYYY-MM-DDTHH:MM:SSZ); the link is kept without it`, raw);
    return undefined;
  };
  const halves = listOf(fields.halves);
  const owners = listOf(fields.owners);
  const kinds = listOf(fields.kind);
  const sources = listOf(fields.sources);
  const note = noteOf(fields.note);
  const through = nameOf(fields.through);
  const times = {
    validFrom: day('valid_from'),
    validUntil: day('valid_until'),
    recordedFrom: instant('recorded_from'),
    recordedUntil: instant('recorded_until'),
  };
  const [first, second, third] = halves;
  return {
    from,
    to,
    kinds: kinds.length > 0 ? kinds : ['link'],
    ...(note !== undefined && { note }),
    ...(through !== undefined && { through }),
    owners:
      owners.length > 0 || halves.length > 0 || defaults.owner === undefined
        ? [...owners].sort(byCode)
        : [defaults.owner],
    ...(first !== undefined &&
      second !== undefined &&
      third === undefined && { halves: [first, second] as const }),
    sources: sources.length > 0 ? sources : [source],
    reports: listOf(fields.reports),
    derivedFrom: listOf(fields.derived_from),
    grade: gradeOf(fields.grade, defaults.grade, bad),
    marking: markingOf(fields.marking, defaults.marking, bad),
    ...definedOf(times),
    weight,
  };
}

type Times = Pick<Relation, 'validFrom' | 'validUntil' | 'recordedFrom' | 'recordedUntil'>;

const definedOf = (times: Readonly<Record<keyof Times, string | undefined>>): Times =>
  Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined)) as Times;

function gradeOf(
  raw: string | undefined,
  otherwise: Grade,
  bad: (reason: string, excerpt?: string) => void,
): Grade {
  if (raw === undefined) return otherwise;
  const text = raw.toUpperCase();
  if (isGrade(text)) return text;
  bad('a grade that is none of A1 to F6; it counts as F6', raw);
  return 'F6';
}

function markingOf(
  raw: string | undefined,
  otherwise: Marking,
  bad: (reason: string, excerpt?: string) => void,
): Marking {
  if (raw === undefined) return otherwise;
  const marking = parseMarking(raw) ?? parseMarking(`TLP:${raw.toUpperCase()}`);
  if (marking) return marking;
  bad('a marking that cannot be read; it counts as TLP:RED//ORCON', raw);
  return SEALED;
}
