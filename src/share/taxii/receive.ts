import { json, stix } from '../../intake/index.ts';
import type { NewTaxiiObject } from '../../store/index.ts';
import { versionOf } from './fill.ts';
import { termOf } from './terms.ts';
import { type StatusDetail, TaxiiError } from './types.ts';

/** One object of an envelope: to be kept, or why not. */
export type Received =
  | { readonly keep: NewTaxiiObject; readonly known: StatusDetail }
  | { readonly failure: StatusDetail };

/** The objects of an envelope (§3.7). Throws {@link TaxiiError} for what is none. */
export function readEnvelope(body: string): readonly json.Json[] {
  let read: json.Json;
  try {
    read = json.parseJson(body);
  } catch (error) {
    if (error instanceof json.JsonError)
      throw new TaxiiError('bad-request', `The body is not JSON: ${error.message}.`);
    throw error;
  }
  const objects = json.isPlainObject(read) ? read.objects : undefined;
  if (!Array.isArray(objects))
    throw new TaxiiError(
      'unprocessable',
      'While processing supplied content, an error occurred: it is no envelope, an object with a list "objects".',
    );
  return objects;
}

const text = (value: json.Json | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

const TITLES = 3;

/**
 * Checks what came. Good objects are kept as they are, with what we do not know in them; `definitions` are markings that came
 * before. Who sent it is whose word it is, whatever the object says.
 */
export function receive(
  objects: readonly json.Json[],
  definitions: readonly stix.StixObject[],
  service: string,
  account: string,
  now: Date,
): readonly Received[] {
  const markings = stix.markingReader([
    ...definitions,
    ...objects.filter(
      (one): one is stix.StixObject => json.isPlainObject(one) && typeof one.type === 'string',
    ),
  ]);
  return objects.map((object): Received => {
    const plain = json.isPlainObject(object) ? object : {};
    const id = text(plain.id, 'unknown');
    const version = text(plain.modified, text(plain.created, now.toISOString()));
    const errors = stix.validate(object).filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      const reasons = errors
        .slice(0, TITLES)
        .map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`));
      return { failure: { id, version, message: reasons.join('; ') } };
    }
    const valid = plain as stix.StixObject;
    // Whoever may have what is so marked may know what the marking means.
    const marked = valid.type === 'marking-definition' ? { ...valid, object_marking_refs: [id] } : valid;
    const told = versionOf(valid);
    return {
      keep: {
        id,
        type: valid.type,
        specVersion: text(valid.spec_version, '2.1'),
        ...(told !== undefined && { version: told }),
        text: JSON.stringify(valid),
        terms: [termOf({ marking: markings.of(marked), sourceService: service })],
        from: account,
      },
      known: { id, version },
    };
  });
}

/** Markings that objects name. */
export const markingsNamed = (objects: readonly json.Json[]): readonly string[] => {
  const named = JSON.stringify(objects).matchAll(/"(marking-definition--[0-9a-f-]{36})"/g);
  return [...new Set([...named].map(([, id = '']) => id))];
};
