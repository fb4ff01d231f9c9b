import {
  CONTRIBUTING,
  commonProperties,
  DEFINITIONS,
  type Definition,
  PREDEFINED_EXTENSIONS,
} from './definitions.ts';
import { hashProblem, identifierOf, languageProblem, OPEN_WORD, sortableTimestamp } from './forms.ts';
import type { Kind, Properties } from './kinds.ts';
import { isPlainObject, type Json, type JsonObject } from './read.ts';
import { problemsBetween } from './rules.ts';
import { HASH_ALGORITHMS } from './vocabularies.ts';
import type { Finding, ValidateOptions, Walk } from './walk.ts';

/** Numbers that cti-stix-validator has for the checks; those of vocabularies are 2xx. */
const NUMBERS: Readonly<Record<string, number>> = {
  'custom-prefix': 101,
  'custom-prefix-lax': 102,
  'uuid-check': 103,
  'open-vocab-format': 111,
  'kill-chain-names': 121,
  'observable-object-keys': 141,
  'observable-dictionary-keys': 142,
  'malware-analysis-product': 143,
  'windows-process-priority-format': 149,
  'hash-length': 150,
  'network-traffic-ports': 301,
  'extref-hashes': 302,
  'indicator-properties': 303,
  'deprecated-properties': 304,
  'extension-description': 305,
  'extension-properties': 306,
  'extensions-use': 401,
};
const VOCABULARY = 200;

function isNamed(check: string, names: readonly string[]): boolean {
  const number = String(NUMBERS[check] ?? VOCABULARY);
  return names.some(
    (name) => name === check || name === number || (/^\d$/.test(name) && number.startsWith(name)),
  );
}

/** Checks one object, or a bundle with all in it, against STIX 2.1. No findings, or warnings only: it may be used. */
export function validate(value: Json, options: ValidateOptions = {}): readonly Finding[] {
  const findings: Finding[] = [];
  const isOn = (check: string): boolean =>
    options.enabled ? isNamed(check, options.enabled) : !isNamed(check, options.disabled ?? []);
  const walk: Walk = {
    options,
    isOn,
    report(path, { check, reason }) {
      if (check !== undefined && !isOn(check)) return;
      const level = check === undefined || options.strict ? 'error' : 'warning';
      findings.push({ path, level, reason, ...(check !== undefined && { check }) });
    },
  };
  if (isPlainObject(value) && value.type === 'bundle') bundle(walk, value);
  else object(walk, '', value);
  return findings;
}

/** True where nothing that was found is an error. */
export const isValid = (findings: readonly Finding[]): boolean =>
  findings.every(({ level }) => level !== 'error');

const at = (path: string, step: string | number): string => {
  const written = typeof step === 'number' ? `[${step}]` : step;
  return path === '' ? written : `${path}.${written}`;
};

/** §8 */
function bundle(walk: Walk, value: JsonObject): void {
  const { objects, ...head } = value;
  object(walk, '', head);
  if (objects === undefined) return;
  if (!Array.isArray(objects)) {
    walk.report('objects', { reason: 'must be a list' });
    return;
  }
  const seen = new Set<string>();
  objects.forEach((one: Json, i) => {
    object(walk, at('objects', i), one);
    if (!isPlainObject(one)) return;
    const key = `${String(one.id)} ${String(one.modified)}`;
    if (seen.has(key))
      walk.report(at(at('objects', i), 'id'), {
        check: 'duplicate-ids',
        reason: 'the same version of the same object stands here before',
      });
    seen.add(key);
  });
}

const TYPE_NAME = /^[a-z][a-z0-9-]{2,249}$/;
const PROPERTY_NAME = /^[a-z][a-z0-9_]{2,249}$/;
const RESERVED_TYPES = ['action'];
const RESERVED_PROPERTIES = ['severity', 'usernames', 'phone_numbers', 'action'];

function object(walk: Walk, path: string, value: Json): void {
  if (!isPlainObject(value)) {
    walk.report(path, { reason: 'must be an object' });
    return;
  }
  const { type } = value;
  if (typeof type !== 'string') {
    walk.report(at(path, 'type'), { reason: 'type is missing, or not text' });
    return;
  }
  const definition = DEFINITIONS.get(type) ?? customDefinition(walk, path, type, value);
  if (!definition) return;
  const custom = !DEFINITIONS.has(type);
  const extended = extensionTypes(value).some((one) => one !== 'property-extension' && one !== '');
  properties(walk, path, value, definition.properties, custom ? 'any' : extended ? 'extended' : 'none');
  identifier(walk, path, value, definition);
  if (isPlainObject(value.extensions)) extensions(walk, at(path, 'extensions'), type, value.extensions);
  problemsBetween(walk, path, value);
}

const extensionTypes = ({ extensions: all }: JsonObject): readonly Json[] =>
  isPlainObject(all)
    ? Object.values(all).flatMap((one) => (isPlainObject(one) ? [one.extension_type ?? ''] : []))
    : [];

/** §11.1, and objects of extensions (§7.3): what all of their category have. */
function customDefinition(walk: Walk, path: string, type: string, value: JsonObject): Definition | undefined {
  const where = at(path, 'type');
  if (!TYPE_NAME.test(type) || RESERVED_TYPES.includes(type)) {
    walk.report(where, { reason: 'not a name that a type can have' });
    return undefined;
  }
  if (walk.options.strictTypes) walk.report(where, { reason: 'the specification has no such object' });
  const types = extensionTypes(value);
  const extended = types.some((one) => typeof one === 'string' && one.startsWith('new-'));
  if (!extended)
    walk.report(where, {
      check: 'extensions-use',
      reason: 'a new kind of object SHOULD come with an extension (§7.3)',
    });
  if (!extended || !walk.isOn('extensions-use')) prefix(walk, where, type, /^x-.+-.+$/, /^x-.+$/);
  const observable =
    types.includes('new-sco') || (!extended && value.created === undefined && value.modified === undefined);
  const category = observable ? 'observable' : 'domain';
  return { category, properties: commonProperties(category) };
}

function prefix(walk: Walk, path: string, name: string, strict: RegExp, lax: RegExp): void {
  if (!strict.test(name))
    walk.report(path, { check: 'custom-prefix', reason: 'SHOULD begin with x and a source' });
  if (!lax.test(name)) walk.report(path, { check: 'custom-prefix-lax', reason: 'SHOULD begin with x' });
}

function identifier(walk: Walk, path: string, value: JsonObject, { category }: Definition): void {
  const { type, id } = value;
  const found = typeof id === 'string' ? identifierOf(id) : undefined;
  if (!found) return;
  const where = at(path, 'id');
  if (found.type !== type) walk.report(where, { reason: `must begin with ${String(type)}--` });
  if (type === 'extension-definition' || !DEFINITIONS.has(String(type))) return;
  const named = CONTRIBUTING[String(type)]?.some((name) => Object.hasOwn(value, name)) === true;
  const version = category === 'observable' && named ? 5 : 4;
  if (found.version !== version)
    walk.report(where, { check: 'uuid-check', reason: `SHOULD be a UUIDv${version}` });
}

/** Whether an object may have properties of its own: those of a new type, those that an extension brings, or none. */
type Own = 'any' | 'extended' | 'none';

function properties(walk: Walk, path: string, value: JsonObject, known: Properties, own: Own): void {
  for (const [name, { required }] of Object.entries(known)) {
    if (required && !Object.hasOwn(value, name))
      walk.report(at(path, name), { reason: 'is required, and missing' });
  }
  for (const [name, one] of Object.entries(value)) {
    const where = at(path, name);
    const property = Object.hasOwn(known, name) ? known[name] : undefined;
    if (property) kindOf(walk, where, one, property.is);
    else ownProperty(walk, where, name, one, own);
  }
}

function ownProperty(walk: Walk, path: string, name: string, value: Json, own: Own): void {
  if (!PROPERTY_NAME.test(name))
    walk.report(path, { reason: '3 to 250 of a–z, 0–9 and _, and a letter first' });
  if (RESERVED_PROPERTIES.includes(name)) walk.report(path, { reason: 'is reserved by the specification' });
  if (value === null) walk.report(path, { reason: 'null stands for nothing; leave it out' });
  if (Array.isArray(value) && value.length === 0)
    walk.report(path, { reason: 'an empty list is left out (§2.1)' });
  if (isPlainObject(value)) dictionaryKeys(walk, path, value);
  if (own === 'any') return;
  if (walk.options.strictProperties) walk.report(path, { reason: 'the specification has no such property' });
  if (own === 'extended' && walk.isOn('extensions-use')) return;
  if (own === 'none')
    walk.report(path, { check: 'extensions-use', reason: 'SHOULD come with an extension (§7.3)' });
  prefix(walk, path, name, /^x_.+_.+$/, /^x_.+$/);
}

/** What cti-stix-validator keeps of STIX 2.0. */
function dictionaryKeys(walk: Walk, path: string, value: JsonObject): void {
  for (const key of Object.keys(value)) {
    if (key !== key.toLowerCase())
      walk.report(at(path, key), {
        check: 'observable-dictionary-keys',
        reason: 'keys SHOULD be lower case',
      });
  }
}

function kindOf(walk: Walk, path: string, value: Json, is: Kind): void {
  const bad = (reason: string): void => walk.report(path, { reason });
  switch (is.kind) {
    case 'list':
      if (!Array.isArray(value)) bad('must be a list');
      else if (value.length === 0) bad('an empty list is left out (§2.1)');
      else for (const [i, one] of value.entries()) kindOf(walk, at(path, i), one, is.of);
      return;
    case 'object':
      if (isPlainObject(value)) properties(walk, path, value, is.properties, 'none');
      else bad('must be an object');
      return;
    case 'dictionary':
    case 'hashes':
    case 'extensions':
      if (!isPlainObject(value)) bad('must be an object');
      else if (Object.keys(value).length === 0) bad('an empty object is left out (§2.1)');
      else if (is.kind === 'hashes') hashes(walk, path, value);
      else if (is.kind === 'dictionary') entries(walk, path, value, is);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') bad('must be true or false');
      return;
    case 'number':
      if (typeof value !== 'number' || (is.whole && !Number.isSafeInteger(value)))
        bad(is.whole ? 'must be a whole number' : 'must be a number');
      else if (value < (is.from ?? -Infinity) || value > (is.to ?? Infinity))
        bad(`must be from ${is.from ?? '…'} to ${is.to ?? '…'}`);
      return;
    default:
      if (typeof value !== 'string') bad('must be text');
      else textOf(walk, path, value, is);
  }
}

const HEX = /^(?:[0-9a-fA-F]{2})+$/;
/** Without counting the characters: examples of the specification are cut off. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function textOf(walk: Walk, path: string, text: string, is: Kind): void {
  const bad = (reason: string): void => walk.report(path, { reason });
  switch (is.kind) {
    case 'timestamp':
      if (sortableTimestamp(text) === undefined)
        bad('not a timestamp that exists, as 2016-04-06T20:03:48.000Z (§2.16)');
      return;
    case 'hex':
      if (!HEX.test(text)) bad('must be hexadecimal digits, an even number of them');
      return;
    case 'binary':
      if (!BASE64.test(text)) bad('must be base64 (RFC 4648)');
      return;
    case 'language': {
      const problem = languageProblem(text);
      if (problem) walk.report(path, problem);
      return;
    }
    case 'id': {
      const found = identifierOf(text);
      if (!found) bad('not an identifier, type--UUID (§2.9)');
      else if (is.types && !is.types.includes(found.type)) bad(`must point to: ${is.types.join(', ')}`);
      else if (is.notTypes?.includes(found.type)) bad(`must not point to a ${found.type}`);
      return;
    }
    case 'enum':
      if (!is.values.includes(text)) bad(`must be one of ${is.values.join(', ')}`);
      return;
    case 'open':
      if (is.values.includes(text)) return;
      walk.report(path, { check: is.check, reason: 'SHOULD be a word of the vocabulary (§10)' });
      if (!OPEN_WORD.test(text))
        walk.report(path, {
          check: 'open-vocab-format',
          reason: 'SHOULD be lower case, words parted by hyphens',
        });
      return;
    case 'form': {
      const problem = is.test(text);
      if (problem) walk.report(path, problem);
      return;
    }
    default:
  }
}

const DICTIONARY_KEY = /^[a-zA-Z0-9_-]{1,250}$/;
const LONGEST_ALGORITHM = 30;

function entries(
  walk: Walk,
  path: string,
  value: JsonObject,
  is: Extract<Kind, { readonly kind: 'dictionary' }>,
): void {
  for (const [key, one] of Object.entries(value)) {
    const where = at(path, key);
    if (!DICTIONARY_KEY.test(key))
      walk.report(where, { reason: 'a key is 1 to 250 of a–z, A–Z, 0–9, - and _' });
    const problem = is.keys?.(key);
    if (problem) walk.report(where, problem);
    if (is.of) kindOf(walk, where, one, is.of);
  }
}

/** §2.6 */
function hashes(walk: Walk, path: string, value: JsonObject): void {
  for (const [algorithm, one] of Object.entries(value)) {
    const where = at(path, algorithm);
    if (!/^[\w-]{3,250}$/.test(algorithm)) walk.report(where, { reason: 'not a name of an algorithm' });
    if (algorithm.length > LONGEST_ALGORITHM)
      walk.report(where, {
        check: 'hash-length',
        reason: `SHOULD have at most ${LONGEST_ALGORITHM} characters`,
      });
    if (!HASH_ALGORITHMS.includes(algorithm) && !algorithm.startsWith('x_'))
      walk.report(where, { check: 'hash-algo', reason: 'SHOULD be a word of hash-algorithm-ov' });
    const problem = typeof one === 'string' ? hashProblem(algorithm, one) : { reason: 'must be text' };
    if (problem) walk.report(where, problem);
  }
}

const EXTENSION_TYPES: readonly Json[] = [
  'new-sdo',
  'new-sco',
  'new-sro',
  'property-extension',
  'toplevel-property-extension',
];

/** §7.3, and the extensions that observables had before there were definitions. */
function extensions(walk: Walk, path: string, type: string, all: JsonObject): void {
  const known = Object.hasOwn(PREDEFINED_EXTENSIONS, type) ? (PREDEFINED_EXTENSIONS[type] ?? {}) : {};
  for (const [name, value] of Object.entries(all)) {
    const where = at(path, name);
    if (!isPlainObject(value)) {
      walk.report(where, { reason: 'must be an object' });
      continue;
    }
    if (name.startsWith('extension-definition--')) {
      if (!identifierOf(name)) walk.report(where, { reason: 'not an identifier, type--UUID (§2.9)' });
      const { extension_type: kind } = value;
      if (kind !== undefined && !EXTENSION_TYPES.includes(kind))
        walk.report(at(where, 'extension_type'), { reason: `must be one of ${EXTENSION_TYPES.join(', ')}` });
      continue;
    }
    if (Object.hasOwn(known, name)) {
      properties(walk, where, value, known[name] ?? {}, 'none');
      continue;
    }
    walk.report(where, {
      check: 'extensions-use',
      reason: 'SHOULD be an extension with a definition (§7.3)',
    });
    prefix(walk, where, name, /^x-.+-.+-ext$/, /^x-.+-ext$/);
  }
}
