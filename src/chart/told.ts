import { captionOf, type Statement } from '../model/index.ts';
import {
  type JoinVerdict,
  type Person,
  type Relation,
  type SharedBooking,
  type ToldEntity,
  toldByStatements,
  toldNetwork,
} from '../network/index.ts';
import type { Ties } from '../store/index.ts';
import { type PaperPair, paperPairs, settlePapers } from './papers.ts';
import { MOST_KEPT_STATEMENTS, MOST_READ_AGAIN } from './tuning.ts';

/** Persons and ties as they are told, whenever they held: what every look at the clocks is made from. */
export interface ToldChart {
  readonly persons: readonly Person[];
  /** What each service tells of a person, by id: who may not see all of it sees what is left. */
  readonly records: ReadonlyMap<string, readonly ToldEntity[]>;
  readonly relations: readonly Relation[];
  /** Who may be one person by a paper that two records have: no tie before somebody judged it. */
  readonly papers: readonly PaperPair[];
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Keeps what is stated of ties at hand. */
export interface StatedTies {
  /** Takes in what changed, and gives all of it. */
  read(): Promise<readonly Statement[]>;
}

/**
 * What is stated, kept from one reading to the next: after a judgement only those whom it joined or parted are read again. Anything else reads
 * all anew, because a new value may be one that somebody far away has as well.
 */
export function openStated(ties: Ties): StatedTies {
  let kept: Map<string, readonly Statement[]> | undefined;
  let seen = 0;
  const readAll = async (): Promise<readonly Statement[]> => {
    seen = await ties.lastChange();
    const all: Statement[] = [];
    for await (const page of ties.statements()) for (const one of page) all.push(one);
    kept = all.length > MOST_KEPT_STATEMENTS ? undefined : byEntity(all);
    return all;
  };
  return {
    async read() {
      if (!kept) return readAll();
      const changes = await ties.changesAfter(seen);
      const ids = [...new Set(changes.flatMap(({ ids: of = [] }) => of))];
      if (changes.some(({ ids: of }) => !of) || ids.length > MOST_READ_AGAIN) return readAll();
      const fresh = byEntity(ids.length === 0 ? [] : await ties.of(ids));
      for (const id of ids) if (kept.has(id) !== fresh.has(id)) return readAll();
      for (const [id, statements] of fresh) {
        const before = kept.get(id) ?? [];
        if (
          statements.length !== before.length ||
          statements.some(
            (one, i) => one.id !== before[i]?.id || one.recordedUntil !== before[i]?.recordedUntil,
          )
        )
          return readAll();
        kept.set(id, statements);
      }
      seen = changes.at(-1)?.seq ?? seen;
      return [...kept.values()].flat();
    },
  };
}

function byEntity(statements: readonly Statement[]): Map<string, readonly Statement[]> {
  const groups = new Map<string, Statement[]>();
  for (const one of statements) {
    const group = groups.get(one.entityId);
    if (group) group.push(one);
    else groups.set(one.entityId, [one]);
  }
  return groups;
}

/**
 * From all that is stated of ties, with who answered a question with a hit, what was judged, and bookings of persons under any of
 * their ids.
 */
export function toldChart(
  statements: readonly Statement[],
  hits: readonly { readonly person: string; readonly partner: string }[],
  judged: readonly JoinVerdict[],
  bookings: readonly SharedBooking[] = [],
): ToldChart {
  const canonical = new Map(statements.map(({ entityId, canonicalId }) => [entityId, canonicalId]));
  const entities = toldByStatements(statements).map(asLearnt);
  const {
    persons,
    relations: all,
    leftOut,
    unfolded,
  } = toldNetwork(entities, {
    bookings: bookings.map((one) => ({
      ...one,
      persons: one.persons.map((id) => canonical.get(id) ?? id),
    })),
  });
  const verdicts = judged.map(({ left, right, verdict }) => ({
    left: canonical.get(left) ?? left,
    right: canonical.get(right) ?? right,
    verdict,
  }));
  const { ties: relations, open } = settlePapers(all, verdicts);
  const records = new Map<string, ToldEntity[]>();
  for (const one of entities)
    if (one.schema === 'Person') records.set(one.id, [...(records.get(one.id) ?? []), one]);
  const referents = new Map<string, string[]>();
  for (const [id, became] of canonical)
    if (id !== became) referents.set(became, [...(referents.get(became) ?? []), id]);
  const knownBy = new Map<string, string[]>();
  for (const { person, partner } of hits) {
    const id = canonical.get(person) ?? person;
    knownBy.set(id, [...(knownBy.get(id) ?? []), partner]);
  }
  const tied = new Set(relations.flatMap(({ from, to }) => [from, to]));
  const reasons: Record<string, number> = { ...leftOut };
  for (const { reason } of unfolded) {
    const plain = reason.replace(/^\d+ persons share it; /, '');
    reasons[plain] = (reasons[plain] ?? 0) + 1;
  }
  if (open.length > 0) reasons[OPEN_PAPERS] = open.length;
  return {
    // Whoever nothing ties stands in no network: a list is not one.
    persons: persons
      .filter(({ id }) => tied.has(id) || knownBy.has(id))
      .map((person) => ({
        ...person,
        withheldBy: (knownBy.get(person.id) ?? []).filter((one) => !person.knownTo.includes(one)).sort(),
        ...(referents.has(person.id) && { referents: (referents.get(person.id) as string[]).sort() }),
      })),
    records,
    relations,
    papers: open.length === 0 ? [] : paperPairs(open, new Map(persons.map((one) => [one.id, one]))),
    leftOut: reasons,
  };
}

const OPEN_PAPERS = 'two records share a paper: whether they are one person is to be judged first';

/** How somebody is named of whom an account may see no record. */
const WITHHELD = 'withheld';

/**
 * What is told, as an account may see it: names and dates only out of records that it may see whole. Of whom none is left, it is told that
 * services hold a record; ties are decided one by one where they are drawn.
 */
export function toldTo(told: ToldChart, may: (record: ToldEntity) => boolean): ToldChart {
  return {
    ...told,
    // The number of a paper stands in both records: who may not see one of them is not asked.
    papers: told.papers.filter(({ persons }) =>
      persons.every(({ id }) => (told.records.get(id) ?? []).every(may)),
    ),
    persons: told.persons.map((person) => {
      const all = told.records.get(person.id) ?? [];
      const seen = all.filter(may);
      if (seen.length === all.length) return person;
      const { properties: _, ...rest } = person;
      const [first] = seen;
      if (!first)
        return {
          ...rest,
          caption: WITHHELD,
          properties: { name: [WITHHELD] },
          knownTo: [],
          withheldBy: [...new Set([...person.knownTo, ...person.withheldBy])].sort(),
        };
      const properties: Record<string, readonly string[]> = {};
      for (const record of seen)
        for (const [property, values] of Object.entries(record.properties))
          properties[property] = [...new Set([...(properties[property] ?? []), ...values])];
      return { ...rest, caption: captionOf(first), properties };
    }),
  };
}

/**
 * What a service learnt before it came here was known to that service: the date that it gives itself (`modifiedAt`) counts where it is earlier.
 * The knowledge clock is of all services together.
 */
function asLearnt(told: ToldEntity): ToldEntity {
  const said = told.properties.modifiedAt?.[0];
  const { recordedFrom } = told.behind;
  if (said === undefined || recordedFrom === undefined || !/^\d{4}-\d{2}-\d{2}/.test(said)) return told;
  const since = said.length === 10 ? `${said}T00:00:00.000Z` : said;
  return since < recordedFrom ? { ...told, behind: { ...told.behind, recordedFrom: since } } : told;
}
