import { isPlainObject, type Json, type JsonObject, parseJson } from '../json.ts';

/** What stands in a file of MISP's core format, counted. */
export interface MispCounts {
  events: number;
  objects: number;
  attributes: number;
  /** Attributes and objects that are deleted: withdrawn by who said them. */
  deleted: number;
  tags: number;
  sightings: number;
  proposals: number;
  sharingGroups: number;
  opinions: number;
}

export interface MispContent {
  /** All of it as it came: nothing unknown is lost, and `JSON.stringify` writes it again. */
  readonly json: Json;
  readonly events: readonly JsonObject[];
  readonly counts: MispCounts;
}

/** Keys of the core format under which things stand, alone or as a list (draft-00, section 2). */
const COUNTED: Readonly<Record<string, keyof MispCounts>> = {
  Attribute: 'attributes',
  Event: 'events',
  Object: 'objects',
  Opinion: 'opinions',
  ShadowAttribute: 'proposals',
  SharingGroup: 'sharingGroups',
  Sighting: 'sightings',
  Tag: 'tags',
};

/**
 * Reads a file of MISP's core format: an event (with or without its wrapper), a response of many, or any part of one. Throws
 * `JsonError` where it is not JSON.
 */
export function readMisp(text: string): MispContent {
  return mispContent(parseJson(text));
}

/** The same from JSON that is parsed already. */
export function mispContent(json: Json): MispContent {
  const counts: MispCounts = {
    events: 0,
    objects: 0,
    attributes: 0,
    deleted: 0,
    tags: 0,
    sightings: 0,
    proposals: 0,
    sharingGroups: 0,
    opinions: 0,
  };
  count(json, counts);
  const events = eventsIn(json);
  // An event without its wrapper stands under no key.
  counts.events = Math.max(counts.events, events.length);
  return { json, events, counts };
}

/** Things under a key: one, or a list of them. */
export const under = (parent: JsonObject, key: string): readonly JsonObject[] => {
  const found = Object.hasOwn(parent, key) ? parent[key] : undefined;
  if (Array.isArray(found)) return found.filter((one: Json) => isPlainObject(one)) as JsonObject[];
  return isPlainObject(found) ? [found] : [];
};

/** MISP writes truth as `true`, `1` and `"1"`. */
export const isTrue = (value: Json | undefined): boolean => value === true || value === 1 || value === '1';

/**
 * Things that a later one of the same UUID takes the place of. Of two that are equally late the deleted one holds: who
 * withdrew something meant it.
 */
export function superseded(things: readonly JsonObject[]): ReadonlySet<JsonObject> {
  const last = new Map<string, JsonObject>();
  for (const thing of things) {
    const uuid = typeof thing.uuid === 'string' ? thing.uuid.toLowerCase() : '';
    const known = last.get(uuid);
    if (!known || isLater(thing, known)) last.set(uuid, thing);
  }
  return new Set(
    things.filter((thing) => {
      const known = typeof thing.uuid === 'string' ? last.get(thing.uuid.toLowerCase()) : undefined;
      return known !== undefined && isLater(known, thing);
    }),
  );
}

const stampOf = ({ timestamp }: JsonObject): number => Number(timestamp ?? 0) || 0;

const isLater = (one: JsonObject, other: JsonObject): boolean =>
  stampOf(one) === stampOf(other)
    ? isTrue(one.deleted) && !isTrue(other.deleted)
    : stampOf(one) > stampOf(other);

function count(json: Json, counts: MispCounts): void {
  if (Array.isArray(json)) {
    for (const one of json) count(one as Json, counts);
    return;
  }
  if (!isPlainObject(json)) return;
  for (const [key, value] of Object.entries(json)) {
    const name = Object.hasOwn(COUNTED, key) ? COUNTED[key] : undefined;
    if (name) {
      const things = under(json, key);
      counts[name] += things.length;
      if (name === 'attributes' || name === 'objects')
        counts.deleted += things.filter(({ deleted }) => isTrue(deleted)).length;
    }
    count(value, counts);
  }
}

function eventsIn(json: Json): readonly JsonObject[] {
  if (Array.isArray(json)) return json.flatMap((one: Json) => eventsIn(one));
  if (!isPlainObject(json)) return [];
  if (Object.hasOwn(json, 'response')) return eventsIn(json.response ?? null);
  const wrapped = under(json, 'Event');
  if (wrapped.length > 0) return wrapped;
  return typeof json.info === 'string' ? [json] : [];
}
