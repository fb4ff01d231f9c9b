import { isPlainObject, type Json, type JsonObject, parseJson } from '../json.ts';

export { isPlainObject, type Json, JsonError, type JsonObject } from '../json.ts';

/** A STIX object as it came: everything that stands in it, known or not. It is never changed, only read. */
export type StixObject = JsonObject & { readonly type: string };

export interface StixContent {
  /** The bundle or envelope around the objects without them; absent where one object, or a list of objects, was read. */
  readonly bundle?: JsonObject;
  readonly objects: readonly StixObject[];
  /** What stood among the objects and is none, with its path. */
  readonly strange: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Reads a bundle (§8), an envelope (TAXII 2.1 §3.7), one object, or a list of objects. Throws `JsonError` where it is not JSON, or is none of these.
 * Nothing is judged: `validate` does that.
 */
export function readStix(text: string): StixContent {
  return stixContent(parseJson(text));
}

/** The same from JSON that is parsed already. */
export function stixContent(json: Json): StixContent {
  if (Array.isArray(json)) return content(undefined, json);
  if (!isPlainObject(json)) return content(undefined, [json]);
  // What a server of TAXII answers has the objects too, and neither type nor id.
  const holds = json.type === 'bundle' || (json.type === undefined && json.objects !== undefined);
  if (!holds) return content(undefined, [json]);
  const { objects, ...bundle } = json;
  if (objects === undefined) return content(bundle, []);
  if (Array.isArray(objects)) return content(bundle, objects);
  return { bundle, objects: [], strange: [{ path: 'objects', reason: 'must be a list' }] };
}

function content(bundle: JsonObject | undefined, all: readonly Json[]): StixContent {
  const objects: StixObject[] = [];
  const strange: { readonly path: string; readonly reason: string }[] = [];
  for (const [i, one] of all.entries()) {
    if (isPlainObject(one) && typeof one.type === 'string') objects.push(one as StixObject);
    else strange.push({ path: `objects.[${i}]`, reason: 'not an object with a type' });
  }
  return { ...(bundle && { bundle }), objects, strange };
}
