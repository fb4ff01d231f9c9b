import { cleanId, draftEntity, quarantine } from '../entity-draft.ts';
import { cleanText } from '../property-values.ts';
import type { ReadEvent } from '../reader.ts';
import { type StixReading, saidOf } from './entities.ts';
import type { Json, JsonObject, StixObject } from './read.ts';
import { isPlainObject, readStix } from './read.ts';

/** Kinds that say something about other objects (§4.11 to §4.16, §5.2), and are kept whole where one of those is kept. */
const NOTE_KINDS = ['note', 'opinion', 'report', 'sighting'];
export const isNote = ({ type }: StixObject): boolean => NOTE_KINDS.includes(type);

/** Of a text property; a longer object would not be whole. */
const LONGEST = 65_536;

/** Kinds of which a reference is to somebody whom we keep, or to what is said of them. */
const ABOUT = ['identity', 'threat-actor', ...NOTE_KINDS];

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const refsIn = (object: StixObject): readonly string[] => [
  ...(text(object.sighting_of_ref) === undefined ? [] : [String(object.sighting_of_ref)]),
  ...texts(object.object_refs),
  ...texts(object.where_sighted_refs),
];

/** Markings, and what they and extensions are defined by, as they stand in an object. */
const definitionRefs = (object: JsonObject): readonly string[] => [
  ...texts(object.object_marking_refs),
  ...(Array.isArray(object.granular_markings)
    ? object.granular_markings.flatMap((one: Json) =>
        isPlainObject(one) ? (text(one.marking_ref) ?? []) : [],
      )
    : []),
  ...(isPlainObject(object.extensions) ? Object.keys(object.extensions) : []),
  ...(text(object.created_by_ref) === undefined ? [] : [String(object.created_by_ref)]),
];

/**
 * A report, note, opinion or sighting, with the objects that define its markings, extensions and maker, as they came: nothing
 * of it is lost, known or not. Beside that stands whom it is about, for it goes nowhere where they do not, and what people
 * read of it. What is about nobody whom we keep is not kept.
 */
export function noteOf(object: StixObject, reading: StixReading): ReadEvent[] {
  const { context } = reading;
  const id = cleanId(object.id);
  const about = new Set(refsIn(object).flatMap((ref) => peopleOf(ref, reading)));
  if (id === undefined || ![...about].some((ref) => !NOTE_KINDS.includes(kindOf(ref)))) {
    context.dropped.add(`type:${object.type}`);
    return [];
  }
  const source = asOneLine([object, ...definitionsOf(object, reading)]);
  if (source.length > LONGEST) {
    const reason = `a ${object.type} longer than ${LONGEST} characters; nothing of it was kept`;
    return [{ type: 'quarantine', entry: quarantine(context.file, reason, { record: id }) }];
  }
  const draft = draftEntity(id, 'Note', context);
  draft.add('name', text(object.name));
  for (const name of ['abstract', 'opinion']) draft.add('summary', text(object[name]));
  for (const name of ['content', 'explanation', 'description']) draft.add('description', text(object[name]));
  for (const ref of about) draft.add('entity', ref);
  draft.add('sourceObject', source);
  const said = saidOf(object, reading);
  return draft.finish().map((event) => (event.type === 'entity' ? { ...event, said } : event));
}

const kindOf = (ref: string): string => ref.slice(0, Math.max(ref.indexOf('--'), 0));

/** Whom a reference is to: themselves, or the ends of a relationship that is none between persons. */
function peopleOf(ref: string, { objectOf, isLeft, isLink }: StixReading): readonly string[] {
  const object = objectOf(ref);
  if (object && isLeft(object)) return [];
  if (kindOf(ref) === 'location') return object ? [ref] : [];
  if (kindOf(ref) === 'relationship') {
    if (!object || isLink(object)) return [ref];
    return [object.source_ref, object.target_ref].flatMap((end) =>
      typeof end === 'string' && ABOUT.includes(kindOf(end)) ? [end] : [],
    );
  }
  return ABOUT.includes(kindOf(ref)) ? [ref] : [];
}

/** What has to come along, each once; definitions have a maker and markings of their own. */
function definitionsOf(object: StixObject, { objectOf }: StixReading): readonly StixObject[] {
  const found = new Map<string, StixObject>();
  const take = (from: StixObject): void => {
    for (const ref of definitionRefs(from)) {
      const definition = objectOf(ref);
      if (!definition || found.has(ref)) continue;
      found.set(ref, definition);
      take(definition);
    }
  };
  take(object);
  return [...found.values()];
}

/** JSON that the cleaning of texts leaves as it is: what it would change stands escaped. */
function asOneLine(objects: readonly StixObject[]): string {
  const json = JSON.stringify(objects);
  if (cleanText(json) === json) return json;
  // Spaces of this JSON stand inside of texts only.
  return json
    .replace(/ (?= )/g, '\\u0020')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Reads again what {@link noteOf} kept: the object, and what defines its parts. `undefined` for anything else. */
export function keptNote(
  source: string,
): { readonly object: StixObject; readonly with: readonly StixObject[] } | undefined {
  try {
    const { objects, strange } = readStix(source);
    const [object, ...others] = objects;
    return object && isNote(object) && strange.length === 0 ? { object, with: others } : undefined;
  } catch {
    return undefined;
  }
}
