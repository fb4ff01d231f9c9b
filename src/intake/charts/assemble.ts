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
  MOST_REMEMBERED,
} from './tuning.ts';

interface Node {
  readonly id: string;
  caption: string | undefined;
  type: string | undefined;
  knownTo: readonly string[];
  withheldBy: readonly string[];
  /** Of the property that makes fragments. */
  owners: readonly string[];
}

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
  // What a link ties is known when all files are read. A million objects each are the memory of a large chart, so beside the
  // tellings there are only their ends, two each, and the kinds beyond the first, which few have.
  const links: Relation[] = [];
  const ends: Node[] = [];
  const moreKinds = new Map<number, readonly string[]>();
  const lists = remembered(listOf);
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
      node = { id, caption: undefined, type: undefined, knownTo: [], withheldBy: [], owners: [] };
      nodes.set(id, node);
    }
    return node;
  };

  return {
    sink(defaults, source) {
      const tell = tellingReader({ defaults, source: [source], lists, problem });
      return {
        node(fields, at) {
          const id = nameOf(fields.id);
          if (id === undefined) {
            problem(quarantine(at.file, 'a node without a usable id', { line: at.line, excerpt: fields.id }));
            return;
          }
          const node = nodeOf(id, at.file);
          node.caption ??= nameOf(fields.caption);
          node.type ??= nameOf(fields.type);
          node.knownTo = added(node.knownTo, lists(fields.known_to));
          node.withheldBy = added(node.withheldBy, lists(fields.withheld_by));
          node.owners = added(node.owners, lists(fields.owner_by));
        },
        link(fields, at) {
          const from = nameOf(fields.source);
          const to = nameOf(fields.target);
          if (from === undefined || to === undefined) {
            const excerpt = fields.source ?? fields.target;
            problem(quarantine(at.file, 'a link without two usable ends', { line: at.line, excerpt }));
            return;
          }
          if (links.length >= MOST_LINKS)
            throw new ListError(`more than ${MOST_LINKS} links; take a part of it`, at.file);
          const told = tell(fields, at);
          if (!told) return;
          const [a, b] = [nodeOf(from, at.file), nodeOf(to, at.file)];
          const [kind = 'link', ...others] = told.kinds;
          if (others.length > 0) moreKinds.set(links.length, others);
          // Ids that are said again and again are kept once.
          told.relation.from = a.id;
          told.relation.to = b.id;
          told.relation.kind = kind;
          links.push(told.relation);
          ends.push(a, b);
        },
        problem,
        leftOut: leave,
        told(persons, relations, hubs) {
          for (const one of persons) toldPersons.push(one);
          for (const one of relations) toldRelations.push(one);
          for (const one of hubs) unfolded.push(one);
        },
      };
    },
    finish() {
      const things = new Set(
        options.everyNode === true ? [] : [...nodes.values()].filter(({ type }) => !meansPerson(type)),
      );
      const persons = [...nodes.values()].filter((node) => !things.has(node)).map(personOf);
      const relations: Relation[] = [];
      const shared = new Map<Node, Membership[]>();
      for (const [i, link] of links.entries()) {
        const [from, to] = [ends[2 * i] as Node, ends[2 * i + 1] as Node];
        const owned = ownedBy(link, from, to, options.oneEnd === true);
        if (things.has(from) && things.has(to)) {
          leave('a link of two things that are no persons');
        } else if (things.has(from) || things.has(to)) {
          const [person, thing] = things.has(to) ? [from, to] : [to, from];
          const members = shared.get(thing) ?? [];
          for (const behind of behindOf(owned))
            members.push({ ...timesOf(owned), person: person.id, behind });
          shared.set(thing, members);
        } else if (from === to) {
          // Links to oneself are slips of the pen.
          leave('a link of somebody with himself');
        } else {
          relations.push(owned);
          for (const kind of moreKinds.get(i) ?? []) relations.push({ ...owned, kind });
        }
      }
      const hubs = [...shared].map(
        ([{ id, type, caption = id }, members]): SharedThing => ({
          id,
          kind: hubKind(type),
          caption,
          members,
        }),
      );
      const folded = foldHubs(hubs, options.mostInHub);
      return {
        persons: joined(persons, toldPersons),
        relations: joined(joined(relations, folded.relations), toldRelations),
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

const personOf = ({ id, caption = id, knownTo, withheldBy }: Node): Person => ({
  id,
  caption,
  knownTo: [...knownTo].sort(byCode),
  withheldBy: [...withheldBy].sort(byCode),
});

/** Without a copy where one is empty: these lists are long. */
const joined = <T>(a: readonly T[], b: readonly T[]): readonly T[] =>
  b.length === 0 ? a : a.length === 0 ? b : a.concat(b);

const added = (known: readonly string[], more: readonly string[]): readonly string[] =>
  known.length === 0 ? more : more.length === 0 ? known : [...new Set([...known, ...more])];

/** Where the chart names no owner: those for whom both ends have the value, or one, where that is enough. */
function ownedBy(link: Relation, from: Node, to: Node, oneEnd: boolean): Relation {
  if (link.owners.length > 0 || link.halves) return link;
  const owners = oneEnd
    ? [...new Set([...from.owners, ...to.owners])]
    : from.owners.filter((one) => to.owners.includes(one));
  return owners.length === 0 ? link : { ...link, owners: owners.sort(byCode) };
}

/** A half of a shared thing is held by each owner for itself. */
function behindOf({ owners, sources, grade, marking, reports, derivedFrom }: Relation): readonly Behind[] {
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
}: Relation): Omit<Membership, 'person' | 'behind'> => ({
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

const listOf = (raw: string): readonly string[] =>
  splitList(raw)
    .slice(0, MOST_IN_LIST)
    .flatMap((one) => nameOf(one) ?? []);

interface TellingContext {
  readonly defaults: ChartDefaults;
  /** The file, where a link names no source. */
  readonly source: readonly string[];
  readonly lists: (raw: string | undefined) => readonly string[];
  readonly problem: (entry: QuarantineEntry) => void;
}

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** What a link says beside its ends and its kind, which are filled in by whoever knows them. */
interface Telling {
  readonly relation: Changeable<Relation>;
  readonly kinds: readonly string[];
}

/**
 * Reads what links say. Lists and markings that were read before are given again, not made anew: a million tellings name a few
 * owners and reports.
 */
function tellingReader({
  defaults,
  source,
  lists,
  problem,
}: TellingContext): (fields: Fields, at: Place) => Telling | undefined {
  const defaultOwners = defaults.owner === undefined ? [] : [defaults.owner];
  const owned = remembered((raw): readonly string[] => [...lists(raw)].sort(byCode));
  const marked = remembered(markingOf);
  const isDate = remembered((text) => parsePartialDate(text) !== undefined);

  return (fields, at) => {
    const bad = (reason: string, excerpt?: string): void =>
      problem(quarantine(at.file, reason, { line: at.line, excerpt }));
    const weight = fields.weight === undefined ? 1 : Number(fields.weight.replace(',', '.'));
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      bad('a weight that is no number above 0; the link is left out', fields.weight);
      return undefined;
    }
    const halves = lists(fields.halves);
    const owners = owned(fields.owners);
    const sources = lists(fields.sources);
    const marking = fields.marking === undefined ? defaults.marking : marked(fields.marking);
    if (marking === undefined)
      bad('a marking that cannot be read; it counts as TLP:RED//ORCON', fields.marking);
    const relation: Changeable<Relation> = {
      from: '',
      to: '',
      kind: '',
      owners: owners.length > 0 || halves.length > 0 ? owners : defaultOwners,
      sources: sources.length > 0 ? sources : source,
      reports: lists(fields.reports),
      derivedFrom: lists(fields.derived_from),
      grade: gradeOf(fields.grade, defaults.grade, bad),
      marking: marking ?? SEALED,
      weight,
    };
    const note = noteOf(fields.note);
    if (note !== undefined) relation.note = note;
    const through = nameOf(fields.through);
    if (through !== undefined) relation.through = through;
    const [first, second] = halves;
    if (first !== undefined && second !== undefined && halves.length === 2) relation.halves = [first, second];
    for (const [field, name] of VALID) {
      const raw = fields[field];
      if (raw === undefined) continue;
      const date = raw.slice(0, 10).replace(/T.*$/, '');
      if (isDate(date)) relation[name] = date;
      else bad(`${field} is no date (YYYY, YYYY-MM or YYYY-MM-DD); the link is kept without it`, raw);
    }
    for (const [field, name] of RECORDED) {
      const raw = fields[field];
      if (raw === undefined) continue;
      if (INSTANT.test(raw)) relation[name] = raw;
      else bad(`${field} is no instant (YYYY-MM-DDTHH:MM:SSZ); the link is kept without it`, raw);
    }
    return { relation, kinds: lists(fields.kind) };
  };
}

const VALID = [
  ['valid_from', 'validFrom'],
  ['valid_until', 'validUntil'],
] as const;
const RECORDED = [
  ['recorded_from', 'recordedFrom'],
  ['recorded_until', 'recordedUntil'],
] as const;
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/;

/** The same answer for the same text, without working it out again; nothing without a text. */
function remembered<T>(read: (raw: string) => T): (raw: string | undefined) => T {
  const known = new Map<string, T>();
  return (raw = '') => {
    const before = known.get(raw);
    if (before !== undefined) return before;
    const found = read(raw);
    // A file that says something else every time is not helped by remembering.
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(raw, found);
    return found;
  };
}

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

const markingOf = (raw: string): Marking | undefined =>
  parseMarking(raw) ?? parseMarking(`TLP:${raw.toUpperCase()}`);
