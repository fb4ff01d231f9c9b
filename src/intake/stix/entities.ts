import { formatMarking, propertyType, type Said, type SchemaName, strictest } from '../../model/index.ts';
import { cleanId, type DraftContext, draftEntity, type EntityDraft, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { gradeOf } from './confidence.ts';
import { type ExtensionEntity, type ExtensionStatement, extensionOf } from './extension.ts';
import type { MarkingReader } from './markings.ts';
import type { Json, StixObject } from './read.ts';

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Kinds that say who somebody is, or where and with whom. All others (§4, §6) establish no identity. */
const KEPT = ['identity', 'threat-actor', 'location', 'relationship'];
export const isKept = (object: StixObject): boolean => KEPT.includes(object.type);

/** §10: what an identity is the identity of. */
const CLASSES: Readonly<Record<string, SchemaName>> = {
  individual: 'Person',
  organization: 'Organization',
  group: 'Organization',
};

function schemaOf(object: StixObject): SchemaName {
  if (object.type === 'location') return 'Address';
  if (object.type === 'threat-actor')
    return object.resource_level === 'individual' ? 'Person' : 'LegalEntity';
  const kind = text(object.identity_class) ?? '';
  return (Object.hasOwn(CLASSES, kind) ? CLASSES[kind] : undefined) ?? 'LegalEntity';
}

/** What objects are read with. */
export interface StixReading {
  readonly context: DraftContext;
  readonly markings: MarkingReader;
  /** Name of the identity that made an object (`created_by_ref`), where it came along. */
  readonly serviceOf: (object: StixObject) => string | undefined;
  /** Places that somebody is at, by id of that object. */
  readonly placesOf: (id: string) => readonly StixObject[];
  /** The object of an id, in its latest version, where it came along. */
  readonly objectOf: (id: string) => StixObject | undefined;
  /** Whether an object is left out, being about nobody whom we keep. */
  readonly isLeft: (object: StixObject) => boolean;
  readonly isLink: (object: StixObject) => boolean;
}

/** The entities that one object tells of. The id of the object is the id of the entity: unique, and the same for ever. */
export function entitiesOf(object: StixObject, reading: StixReading): ReadEvent[] {
  const id = cleanId(object.id);
  if (id === undefined) return [bad(reading, 'no usable id', text(object.id))];
  const said = saidOf(object, reading);
  const extension = extensionOf(object);
  if (extension) return extended(id, extension, said, reading);
  if (object.type === 'relationship') return link(id, object, said, reading);
  const draft = draftEntity(id, schemaOf(object), reading.context);
  plain(draft, object);
  for (const place of reading.placesOf(id)) atPlace(draft, place);
  return draft.finish().map((event) => marked(event, said));
}

/** Who says an object, how credibly, and who may have it. */
export function saidOf(object: StixObject, { markings, serviceOf }: StixReading): Said {
  const service = serviceOf(object);
  return {
    marking: markings.of(object),
    grade: gradeOf(object.confidence),
    ...(service !== undefined && { sourceService: service }),
  };
}

const marked = (event: ReadEvent, said: Said, saidOf?: ReadonlyMap<string, Said>): ReadEvent =>
  event.type === 'entity' ? { ...event, said, ...(saidOf && saidOf.size > 0 && { saidOf }) } : event;

const bad = ({ context }: StixReading, reason: string, record: string | undefined): ReadEvent => ({
  type: 'quarantine',
  entry: quarantine(context.file, reason, { record }),
});

/** What STIX itself has properties for. */
function plain(draft: EntityDraft, object: StixObject): void {
  const language = text(object.lang);
  if (draft.schema === 'Address') {
    draft.add('city', text(object.city));
    draft.add('street', text(object.street_address));
    draft.add('postalCode', text(object.postal_code));
    draft.add('state', text(object.administrative_area));
    draft.add('region', text(object.region));
    draft.add('country', text(object.country));
    draft.add('remarks', text(object.description));
    draft.add('full', text(object.name));
    return;
  }
  draft.add('name', text(object.name), language);
  for (const alias of texts(object.aliases)) draft.add('alias', alias, language);
  draft.add('notes', text(object.description), language);
}

/** Whether a place is more than a country or a region. */
export const isAddress = (place: StixObject): boolean =>
  ['city', 'street_address', 'postal_code', 'administrative_area', 'name'].some((name) =>
    Object.hasOwn(place, name),
  );

/** A country is of the person; what is more exact hangs on the person as an address. */
function atPlace(draft: EntityDraft, place: StixObject): void {
  draft.add('country', text(place.country));
  if (isAddress(place)) draft.add('addressEntity', text(place.id));
}

/** Kinds of relationships that place or mark, and join no two persons. */
const NOT_LINKS = [
  'located-at',
  'originates-from',
  'targets',
  'uses',
  'indicates',
  'duplicate-of',
  'derived-from',
];

/** Whether a relationship joins two of those that are kept. */
export function isLink({
  relationship_type: verb,
  source_ref: source,
  target_ref: target,
}: StixObject): boolean {
  const between = [source, target].every((end) => /^(?:identity|threat-actor)--/.test(text(end) ?? ''));
  return between && !NOT_LINKS.includes(text(verb) ?? '');
}

function link(id: string, object: StixObject, said: Said, reading: StixReading): ReadEvent[] {
  const verb = text(object.relationship_type) ?? '';
  const ends = [text(object.source_ref), text(object.target_ref)];
  if (!isLink(object)) {
    if (verb !== 'located-at') reading.context.dropped.add(`relationship:${verb}`);
    return [];
  }
  const draft = draftEntity(id, 'UnknownLink', reading.context);
  draft.add('subject', ends[0]);
  draft.add('object', ends[1]);
  draft.add('role', verb);
  draft.add('summary', text(object.description));
  draft.add('startDate', text(object.start_time));
  draft.add('endDate', text(object.stop_time));
  return draft.finish().map((event) => marked(event, said));
}

/** What our extension says is exact, and goes before what STIX has room for. */
function extended(id: string, entity: ExtensionEntity, said: Said, { context }: StixReading): ReadEvent[] {
  const all = [...withAttached(entity, id)];
  const idOf = new Map(all.flatMap(({ one, own }) => (one.ref === undefined ? [] : [[one.ref, own]])));
  // The object is marked by the strictest of what is in it. Whoever marked it more strictly since meant all of it.
  const inside = strictest(all.flatMap(({ one }) => one.statements.map(({ marking }) => marking)));
  const unchanged = inside !== undefined && formatMarking(inside) === formatMarking(said.marking);
  const saidBy = ({ marking, grade, source_service: own }: ExtensionStatement): Said => {
    const service = own ?? said.sourceService;
    return {
      marking: unchanged ? marking : (strictest([marking, said.marking]) ?? said.marking),
      grade,
      ...(service !== undefined && { sourceService: service }),
    };
  };
  return all.flatMap(({ one, own }) => {
    const draft = draftEntity(own, one.schema, context);
    const saidOf = new Map<string, Said>();
    for (const statement of one.statements) {
      const { property, value, original_value: original, language } = statement;
      if (property === PRESENCE) continue;
      const target = propertyType(one.schema, property) === 'entity' ? (idOf.get(value) ?? value) : value;
      draft.add(property, target, language, original ?? target);
      saidOf.set(`${property}\u0000${target}`, saidBy(statement));
    }
    const presence = one.statements.find(({ property }) => property === PRESENCE);
    return draft.finish().map((event) => marked(event, presence ? saidBy(presence) : said, saidOf));
  });
}

/** The property of the bare statement that an entity is there. */
const PRESENCE = 'id';
const REF = /^[\w-]{1,64}$/;

/** Each with the id that it gets: what hangs on an object has the object's id with its own reference behind it. */
function* withAttached(
  one: ExtensionEntity,
  own: string,
): Iterable<{ readonly one: ExtensionEntity; readonly own: string }> {
  yield { one, own };
  for (const [i, inner] of one.attached.entries()) {
    const step = inner.ref !== undefined && REF.test(inner.ref) ? inner.ref : String(i + 1);
    yield* withAttached(inner, `${own}-${step}`);
  }
}
