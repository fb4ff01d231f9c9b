import {
  captionOf,
  daysInMonth,
  isA,
  type Marking,
  parsePartialDate,
  propertyType,
  type SourceEntity,
  type Statement,
  strictest,
  weakestGrade,
} from '../../model/index.ts';
import { type FoldedHubs, foldHubs, type Membership, type SharedThing } from './hubs.ts';
import { byCode } from './origins.ts';
import type { Behind, Person, Relation, RelationKind, StatedPlace } from './relation.ts';
import { LEAST_TELEPHONE_DIGITS } from './tuning.ts';

/** An entity as one service tells it. */
export interface ToldEntity extends SourceEntity {
  readonly behind: Behind;
}

/** Something beyond entities that persons share: a booking of watched travellers, by the persons they were found to be. */
export interface SharedBooking {
  readonly id: string;
  readonly locator: string;
  /** Flight and day. */
  readonly note?: string;
  /** From where and to where. */
  readonly places?: readonly StatedPlace[];
  readonly persons: readonly string[];
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly behind: Behind;
}

const NO_PERSON = 'an end is no person whom a source names';

/** What entities tell of who is tied to whom, and what was left out with the reason: nothing is left out silently. */
export interface ToldNetwork extends FoldedHubs {
  readonly persons: readonly Person[];
  /** Reason → relations that were left out for it. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export interface ToldOptions {
  /** Most persons that a thing may tie; see `MOST_IN_HUB`. */
  readonly mostInHub?: number;
  readonly bookings?: readonly SharedBooking[];
}

/**
 * Persons and ties out of entities (Membership, Associate, Family, UnknownLink, Event, papers, addresses, telephones) and
 * bookings. Only persons whom a source names are in it: a tie to anybody else is left out and counted. Nothing is inferred
 * beyond what was stated: two persons are tied by a thing because both are stated to have it.
 */
export function toldNetwork(entities: Iterable<ToldEntity>, options: ToldOptions = {}): ToldNetwork {
  const all = [...entities];
  const persons = personsOf(all);
  const named = new Map<string, ToldEntity>();
  for (const one of all) if (!named.has(one.id)) named.set(one.id, one);
  const leftOut: Record<string, number> = {};
  const relations: Relation[] = [];
  const shared = new Map<string, { caption: string; kind: RelationKind; members: Membership[] }>();

  const leave = (reason: string): void => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  };
  const tie = (kind: RelationKind, from: string, to: string, by: ToldEntity, note?: string): void => {
    if (from === to) return;
    if (!persons.has(from) || !persons.has(to)) {
      leave(NO_PERSON);
      return;
    }
    relations.push({
      from,
      to,
      kind,
      ...(note !== undefined && { note }),
      ...provenance(by.behind),
      ...validOf(by),
      weight: 1,
    });
  };
  const share = (
    kind: RelationKind,
    thing: string,
    caption: string,
    person: string,
    by: ToldEntity,
    places: readonly StatedPlace[] = [],
  ): void => {
    if (!persons.has(person)) {
      leave(NO_PERSON);
      return;
    }
    const key = `${kind}\u0000${thing}`;
    const known = shared.get(key) ?? { caption, kind, members: [] };
    known.members.push({ person, behind: by.behind, places, ...validOf(by) });
    shared.set(key, known);
  };
  /** A tie of two persons, or of a person with something that others are tied to as well. */
  const tieOrShare = (kind: RelationKind, a: string, b: string, by: ToldEntity, note?: string): void => {
    if (persons.has(a) === persons.has(b)) {
      tie(kind, a, b, by, note);
      return;
    }
    const [person, thing] = persons.has(a) ? [a, b] : [b, a];
    const known = named.get(thing);
    share(kind, thing, known ? captionOf(known) : thing, person, by);
  };
  const pairs = (
    a: readonly string[] = [],
    b: readonly string[] = [],
    each: (a: string, b: string) => void,
  ): void => {
    for (const one of a) for (const other of b) each(one, other);
  };

  for (const one of all) {
    const { properties: said } = one;
    const note = said.relationship?.[0] ?? said.role?.[0] ?? said.status?.[0];
    switch (one.schema) {
      case 'Associate':
        pairs(said.person, said.associate, (a, b) => tie('associate', a, b, one, note));
        break;
      case 'Family':
        pairs(said.person, said.relative, (a, b) => tie('family', a, b, one, note));
        break;
      case 'UnknownLink':
        pairs(said.subject, said.object, (a, b) => tieOrShare('link', a, b, one, note));
        break;
      case 'Membership':
        pairs(said.member, said.organization, (a, b) => tieOrShare('membership', a, b, one, note));
        break;
      case 'Event':
        for (const person of new Set([...(said.involved ?? []), ...(said.organizer ?? [])]))
          share('event', one.id, captionOf(one), person, one, placesOfEvent(one));
        break;
      case 'Passport':
      case 'Identification':
        pairs(said.holder, said.number, (person, number) =>
          share('document', paper(number, said.country?.[0]), number, person, one),
        );
        break;
      case 'Person':
        ofPerson(one, named, share);
        break;
    }
  }
  const things: SharedThing[] = [...shared].map(([id, thing]) => ({ id, ...thing }));
  for (const booking of options.bookings ?? []) {
    const { id, locator, note, places, persons: travellers, behind, ...valid } = booking;
    const members = [...new Set(travellers)]
      .filter((person) => persons.has(person))
      .map((person) => ({ person, behind, ...(places && { places }), ...valid, ...recordedOf(behind) }));
    things.push({
      ...{ id: `travel\u0000${id}`, kind: 'travel', caption: locator, members },
      ...(note !== undefined && { note }),
    });
  }
  const folded = foldHubs(things, options.mostInHub);
  return {
    persons: [...persons.values()].sort((a, b) => byCode(a.id, b.id)),
    relations: [...relations, ...folded.relations],
    unfolded: folded.unfolded,
    leftOut,
  };
}

type Share = (
  kind: RelationKind,
  thing: string,
  caption: string,
  person: string,
  by: ToldEntity,
  places?: readonly StatedPlace[],
) => void;

/** Where an event was. With several countries it is not said which of them the location is in. */
function placesOfEvent({ properties: { location = [], country = [] } }: ToldEntity): readonly StatedPlace[] {
  const [only, ...more] = country;
  if (location.length === 0) return country.map((one) => ({ country: one }));
  return location.map((text) => ({
    text,
    ...(only !== undefined && more.length === 0 && { country: only }),
  }));
}

/** What stands in the record of a person and in that of another as well. */
function ofPerson(person: ToldEntity, named: ReadonlyMap<string, ToldEntity>, share: Share): void {
  const { properties: said } = person;
  for (const number of said.passportNumber ?? []) share('document', paper(number), number, person.id, person);
  for (const number of said.idNumber ?? []) share('document', paper(number), number, person.id, person);
  for (const number of said.phone ?? []) {
    const digits = number.replace(/\D/g, '').replace(/^0+/, '');
    if (digits.length >= LEAST_TELEPHONE_DIGITS) share('telephone', digits, number, person.id, person);
  }
  for (const text of said.address ?? []) {
    const plain = placeText(text);
    if (plain !== undefined) share('address', plain, text, person.id, person, [{ text }]);
  }
  for (const id of said.addressEntity ?? []) {
    const place = named.get(id);
    const full = place?.properties.full?.[0] ?? '';
    const street = place?.properties.street?.[0];
    const plain = placeText(street === undefined ? full : `${street} ${place?.properties.city?.[0] ?? ''}`);
    if (place && plain !== undefined)
      share('address', plain, captionOf(place), person.id, person, [placeOfAddress(place)]);
  }
}

function placeOfAddress({ properties: { city, full, country } }: ToldEntity): StatedPlace {
  const text = city?.[0] ?? full?.[0];
  const [state] = country ?? [];
  return { ...(text !== undefined && { text }), ...(state !== undefined && { country: state }) };
}

/** An address that is one place: with a number of a house or a flat. A town or a country ties nobody. */
function placeText(text: string): string | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return /\p{N}/u.test(plain) && /\p{L}/u.test(plain) ? plain : undefined;
}

/** Numbers of papers are unique in a country; without one, only equal numbers without one are the same. */
const paper = (number: string, country = ''): string =>
  `${country}\u0000${number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')}`;

/** Persons with a name. Several services may tell of one. */
function personsOf(all: readonly ToldEntity[]): Map<string, Person> {
  const captions = new Map<string, string>();
  const owners = new Map<string, Set<string>>();
  const records = new Map<string, Record<string, readonly string[]>>();
  for (const one of all) {
    if (!isA(one.schema, 'Person')) continue;
    const caption = captionOf(one);
    if (caption === one.id && !captions.has(one.id)) continue;
    if (!captions.has(one.id)) captions.set(one.id, caption);
    const record = records.get(one.id) ?? {};
    for (const [property, values] of Object.entries(one.properties))
      record[property] = [...new Set([...(record[property] ?? []), ...values])];
    records.set(one.id, record);
    const known = owners.get(one.id) ?? new Set();
    owners.set(one.id, one.behind.owner === '' ? known : known.add(one.behind.owner));
  }
  return new Map(
    [...captions].map(([id, caption]) => [
      id,
      {
        id,
        caption,
        knownTo: [...(owners.get(id) ?? [])].sort(byCode),
        withheldBy: [],
        properties: records.get(id) ?? {},
      },
    ]),
  );
}

/** What a relation keeps of what stands behind it. */
function provenance({
  owner,
  dataset,
  grade,
  marking,
  reports = [],
  derivedFrom = [],
}: Behind): Pick<Relation, 'owners' | 'sources' | 'reports' | 'derivedFrom' | 'grade' | 'marking'> {
  return { owners: owner === '' ? [] : [owner], sources: [dataset], reports, derivedFrom, grade, marking };
}

type Valid = Pick<Relation, 'validFrom' | 'validUntil' | 'recordedFrom' | 'recordedUntil'>;

/** `startDate` to `endDate`, or the one `date`; the last day that is named is still in it. */
function validOf({ properties: said, behind }: ToldEntity): Valid {
  const from = said.startDate?.[0] ?? said.date?.[0];
  const last = said.endDate?.[0] ?? (said.startDate ? undefined : said.date?.[0]);
  const until = last === undefined ? undefined : dayAfter(last);
  return {
    ...(from !== undefined && parsePartialDate(from.slice(0, 10)) && { validFrom: from.slice(0, 10) }),
    ...(until !== undefined && { validUntil: until }),
    ...recordedOf(behind),
  };
}

const recordedOf = ({
  recordedFrom,
  recordedUntil,
}: Behind): Pick<Relation, 'recordedFrom' | 'recordedUntil'> => ({
  ...(recordedFrom !== undefined && { recordedFrom }),
  ...(recordedUntil !== undefined && { recordedUntil }),
});

/** The first day after a partial date. */
function dayAfter(text: string): string | undefined {
  const date = parsePartialDate(text.slice(0, 10));
  if (!date) return undefined;
  const month = date.month ?? 12;
  const day = date.day ?? daysInMonth(date.year, month);
  // From the calendar of the language, which is UTC here and knows lengths of months.
  return new Date(Date.UTC(date.year, month - 1, day + 1)).toISOString().slice(0, 10);
}

/**
 * Statements as the store keeps them, folded to entities for each service that says them: a relation is known when all of
 * what makes it is, is as good as the worst of it, and as closed as the most closed.
 *
 * @param reportsOf where the caller knows in which reports a statement stands; `sourceUrl` and `derivedFrom` of the entity otherwise.
 */
export function toldByStatements(
  statements: Iterable<Statement>,
  reportsOf: (statement: Statement) => Pick<Behind, 'reports' | 'derivedFrom'> = () => ({}),
): readonly ToldEntity[] {
  const groups = new Map<string, Statement[]>();
  // What refers to an entity names it as its source does; judgements may have merged it into another.
  const canonical = new Map<string, string>();
  for (const one of statements) {
    if (one.entityId !== one.canonicalId) canonical.set(one.entityId, one.canonicalId);
    const key = [one.canonicalId, one.sourceService, one.dataset].join('\u0000');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) =>
    foldStatements(group, reportsOf, (id) => canonical.get(id) ?? id),
  );
}

/** Values that were replaced stand beside those that replaced them, each with its own record time. */
function foldStatements(
  group: readonly Statement[],
  reportsOf: (statement: Statement) => Pick<Behind, 'reports' | 'derivedFrom'>,
  canonical: (id: string) => string,
): readonly ToldEntity[] {
  const [first] = group;
  if (!first) return [];
  // Bounds at which something of it was learnt or taken back: between two of them nothing changes.
  const bounds = [
    ...new Set(group.flatMap((one) => [one.recordedFrom, one.recordedUntil ?? []].flat())),
  ].sort();
  const told: ToldEntity[] = [];
  for (const [i, from] of bounds.entries()) {
    const until = bounds[i + 1];
    const holding = group.filter(
      (one) => one.recordedFrom <= from && (one.recordedUntil === undefined || one.recordedUntil > from),
    );
    if (holding.length === 0) continue;
    const entity = entityOf(first, holding, reportsOf, canonical);
    const before = told.at(-1);
    // The same as before: one telling, for longer.
    if (before && before.behind.recordedUntil === from && sameBesidesTime(before, entity)) told.pop();
    const since = before && told.at(-1) !== before ? (before.behind.recordedFrom ?? from) : from;
    told.push({
      ...entity,
      behind: { ...entity.behind, recordedFrom: since, ...(until !== undefined && { recordedUntil: until }) },
    });
  }
  return told;
}

function entityOf(
  { canonicalId, schema, sourceService, dataset }: Statement,
  holding: readonly Statement[],
  reportsOf: (statement: Statement) => Pick<Behind, 'reports' | 'derivedFrom'>,
  canonical: (id: string) => string,
): ToldEntity {
  const properties: Record<string, string[]> = {};
  for (const { property, value: said } of holding) {
    if (property === 'id') continue;
    const value = propertyType(schema, property) === 'entity' ? canonical(said) : said;
    const values = properties[property];
    if (values === undefined) properties[property] = [value];
    else if (!values.includes(value)) values.push(value);
  }
  const named = holding.map(reportsOf);
  const reports = [...new Set(named.flatMap((one) => one.reports ?? []))];
  const derivedFrom = [...new Set(named.flatMap((one) => one.derivedFrom ?? []))];
  return {
    id: canonicalId,
    schema,
    properties,
    behind: {
      owner: sourceService,
      dataset,
      grade: weakestGrade(holding.map(({ grade }) => grade)),
      marking: strictest(holding.map(({ marking }) => marking)) as Marking,
      reports: reports.length > 0 ? reports : (properties.sourceUrl ?? []),
      derivedFrom: derivedFrom.length > 0 ? derivedFrom : (properties.derivedFrom ?? []),
    },
  };
}

function sameBesidesTime(a: ToldEntity, b: ToldEntity): boolean {
  const plain = ({ behind, ...entity }: ToldEntity): string => {
    const { recordedFrom: _, recordedUntil: __, ...rest } = behind;
    return JSON.stringify([entity, rest]);
  };
  return plain(a) === plain(b);
}
