import { DEFINITIONS } from './definitions.ts';
import { identifierOf, languageProblem, sortableTimestamp } from './forms.ts';
import { TLP_1_IDS } from './markings.ts';
import { readPattern } from './pattern.ts';
import { isPlainObject, type Json, type JsonObject } from './read.ts';
import { selected, selectorSteps } from './selectors.ts';
import { COMMON_RELATIONSHIPS, LOCKHEED_MARTIN_PHASES, RELATIONSHIPS } from './vocabularies.ts';
import type { Walk } from './walk.ts';

type Rule = (walk: Walk, path: (property: string) => string, value: JsonObject) => void;

/** What the specification says of properties together: of all objects first, then of each type. */
export function problemsBetween(walk: Walk, path: string, value: JsonObject): void {
  const at = (property: string): string => (path === '' ? property : `${path}.${property}`);
  for (const rule of ALWAYS) rule(walk, at, value);
  const own = RULES[String(value.type)];
  if (Object.hasOwn(RULES, String(value.type))) own?.(walk, at, value);
}

const timeOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? sortableTimestamp(value) : undefined;

/** `or` says whether both may be the same instant. */
const inOrder =
  (first: string, second: string, or: 'or-equal' | 'strictly'): Rule =>
  (walk, at, value) => {
    const from = timeOf(value[first]);
    const to = timeOf(value[second]);
    if (from === undefined || to === undefined) return;
    if (to < from || (or === 'strictly' && to === from))
      walk.report(at(second), { reason: `lies before ${first}` });
  };

const oneOfThem =
  (...names: readonly string[]): Rule =>
  (walk, at, value) => {
    if (!names.some((name) => Object.hasOwn(value, name)))
      walk.report(at(names[0] ?? ''), { reason: `one of ${names.join(', ')} is required` });
  };

const lists = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const records = (value: Json | undefined): readonly (readonly [number, JsonObject])[] =>
  lists(value).flatMap((one, i) => (isPlainObject(one) ? [[i, one] as const] : []));

/** §7.2: nothing marks itself, and selectors point to something. */
const markings: Rule = (walk, at, value) => {
  const { id } = value;
  const refs = lists(value.object_marking_refs);
  if (refs.includes(id ?? null)) walk.report(at('object_marking_refs'), { reason: 'marks itself' });
  if (walk.options.interop && new Set(refs).size !== refs.length)
    walk.report(at('object_marking_refs'), { reason: 'names a marking twice' });
  for (const [i, marking] of records(value.granular_markings)) {
    const where = at(`granular_markings.[${i}]`);
    if (marking.marking_ref === undefined && marking.lang === undefined)
      walk.report(where, { reason: 'marking_ref or lang is required' });
    if (marking.marking_ref !== undefined && marking.marking_ref === id)
      walk.report(where, { reason: 'marks itself' });
    for (const selector of lists(marking.selectors)) {
      if (typeof selector !== 'string') continue;
      const reason = !selectorSteps(selector)
        ? 'not a selector (§7.2.3.1)'
        : selected(value, selector) === undefined
          ? 'points to nothing'
          : undefined;
      if (reason !== undefined) walk.report(`${where}.selectors`, { reason });
    }
  }
};

/** §2.5, with the two catalogues whose identifiers it gives the form of. */
const references: Rule = (walk, at, value) => {
  for (const [i, reference] of records(value.external_references)) {
    const where = at(`external_references.[${i}]`);
    const { source_name: source, external_id: id } = reference;
    if (id === undefined && reference.url === undefined && reference.description === undefined)
      walk.report(where, { reason: 'description, url or external_id is required' });
    if (reference.url !== undefined && reference.hashes === undefined)
      walk.report(where, { check: 'extref-hashes', reason: 'a url SHOULD come with hashes' });
    if (typeof source !== 'string') continue;
    const form = source.toLowerCase() === 'cve' ? /^CVE-\d{4}-(?:0\d{3}|[1-9]\d{3,})$/ : /^CAPEC-\d+$/;
    if (!['cve', 'capec'].includes(source.toLowerCase())) continue;
    if (source !== source.toLowerCase())
      walk.report(`${where}.source_name`, { reason: 'is written in lower case' });
    if (typeof id !== 'string' || !form.test(id))
      walk.report(`${where}.external_id`, { reason: `not an identifier of ${source.toLowerCase()}` });
  }
};

/** §2.11 */
const killChains: Rule = (walk, at, value) => {
  for (const [i, { kill_chain_name: chain, phase_name: phase }] of records(value.kill_chain_phases)) {
    const report = (name: string, reason: string): void =>
      walk.report(at(`kill_chain_phases.[${i}].${name}`), { check: 'kill-chain-names', reason });
    for (const [name, text] of [
      ['kill_chain_name', chain],
      ['phase_name', phase],
    ] as const) {
      if (typeof text === 'string' && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text))
        report(name, 'SHOULD be lower case, words parted by hyphens');
    }
    if (
      chain === 'lockheed-martin-cyber-kill-chain' &&
      typeof phase === 'string' &&
      !LOCKHEED_MARTIN_PHASES.includes(phase)
    )
      report('phase_name', 'SHOULD be a phase of that kill chain');
  }
};

const creator: Rule = (walk, at, value) => {
  const domain = DEFINITIONS.get(String(value.type))?.category === 'domain';
  if (walk.options.interop && domain && value.type !== 'identity' && value.created_by_ref === undefined)
    walk.report(at('created_by_ref'), { reason: 'is required for interoperability' });
};

const ALWAYS: readonly Rule[] = [
  inOrder('created', 'modified', 'or-equal'),
  markings,
  references,
  killChains,
  creator,
];

const indicator: Rule = (walk, at, value) => {
  inOrder('valid_from', 'valid_until', 'strictly')(walk, at, value);
  for (const name of ['name', 'description']) {
    if (value[name] === undefined)
      walk.report(at(name), { check: 'indicator-properties', reason: 'SHOULD be there' });
  }
  if (value.pattern_type !== 'stix' || typeof value.pattern !== 'string') return;
  const pattern = readPattern(value.pattern);
  if ('reason' in pattern) {
    walk.report(at('pattern'), pattern);
    return;
  }
  for (const one of pattern.comparisons) comparisonRules(walk, at('pattern'), one);
};

function comparisonRules(
  walk: Walk,
  path: string,
  { type, property }: { readonly type: string; readonly property: string },
): void {
  const report = (reason: string, check?: string): void =>
    walk.report(path, { reason, ...(check !== undefined && { check }) });
  if (!/^[a-z][a-z0-9-]{2,249}$/.test(type)) report(`${type} is not a name of a type`);
  const definition = DEFINITIONS.get(type);
  // Custom names SHOULD have a prefix only where they do not come with an extension, which a pattern cannot show.
  const named = !walk.isOn('extensions-use');
  if (!definition) {
    if (walk.options.strictTypes) report(`the specification has no ${type}`);
    if (!named) return;
    if (!/^x-.+-.+$/.test(type)) report(`${type} SHOULD begin with x and a source`, 'custom-prefix');
    if (!/^x-.+$/.test(type)) report(`${type} SHOULD begin with x`, 'custom-prefix-lax');
    return;
  }
  if (Object.hasOwn(definition.properties, property)) return;
  if (!/^[a-z][a-z0-9_]{2,249}$/.test(property)) report(`${property} is not a name of a property`);
  if (walk.options.strictProperties) report(`the specification has no ${type}:${property}`);
  if (!named) return;
  if (!/^x_.+_.+$/.test(property)) report(`${property} SHOULD begin with x and a source`, 'custom-prefix');
  if (!/^x_.+$/.test(property)) report(`${property} SHOULD begin with x`, 'custom-prefix-lax');
}

const location: Rule = (walk, at, value) => {
  const { latitude, longitude, precision } = value;
  if ((latitude === undefined) !== (longitude === undefined))
    walk.report(at('latitude'), { reason: 'latitude and longitude come together' });
  if (precision !== undefined && latitude === undefined)
    walk.report(at('precision'), { reason: 'is of latitude and longitude, which are missing' });
  oneOfThem('region', 'country', 'latitude')(walk, at, value);
};

const languageContent: Rule = (walk, at, value) => {
  if (!isPlainObject(value.contents)) return;
  for (const [language, texts] of Object.entries(value.contents)) {
    const where = at(`contents.${language}`);
    const problem = languageProblem(language);
    if (problem) walk.report(where, problem);
    if (!isPlainObject(texts)) continue;
    for (const name of Object.keys(texts)) {
      if (!/^[a-z][a-z0-9_]{2,249}$/.test(name))
        walk.report(`${where}.${name}`, { reason: 'not a name of a property' });
    }
  }
};

const markingDefinition: Rule = (walk, at, value) => {
  const { definition_type: type, definition, id } = value;
  if (definition === undefined && type === undefined) {
    if (value.extensions === undefined)
      walk.report(at('definition'), {
        reason: 'definition_type and definition, or an extension, are required',
      });
    return;
  }
  if (type === undefined) walk.report(at('definition_type'), { reason: 'comes with definition' });
  if (definition === undefined) walk.report(at('definition'), { reason: 'comes with definition_type' });
  if (!isPlainObject(definition)) return;
  if (type === 'statement' && typeof definition.statement !== 'string')
    walk.report(at('definition.statement'), { reason: 'must be text' });
  if (type !== 'tlp') return;
  // §7.2.1.4: the four that the specification gives, and no others.
  const level = definition.tlp;
  if (typeof level !== 'string' || !Object.hasOwn(TLP_1_IDS, level))
    walk.report(at('definition.tlp'), { reason: 'must be white, green, amber or red' });
  else if (TLP_1_IDS[level] !== id)
    walk.report(at('id'), { reason: 'TLP markings are those that the specification gives, with their ids' });
};

const networkTraffic: Rule = (walk, at, value) => {
  oneOfThem('src_ref', 'dst_ref')(walk, at, value);
  inOrder('start', 'end', 'or-equal')(walk, at, value);
  if (value.is_active === true && value.end !== undefined)
    walk.report(at('end'), { reason: 'what is active has no end' });
  for (const name of ['src_port', 'dst_port']) {
    if (value[name] === undefined)
      walk.report(at(name), { check: 'network-traffic-ports', reason: 'SHOULD be there' });
  }
};

const observedData: Rule = (walk, at, value) => {
  oneOfThem('object_refs', 'objects')(walk, at, value);
  inOrder('first_observed', 'last_observed', 'or-equal')(walk, at, value);
  for (const [i, ref] of lists(value.object_refs).entries()) {
    const type = typeof ref === 'string' ? identifierOf(ref)?.type : undefined;
    const category = type === undefined ? undefined : DEFINITIONS.get(type)?.category;
    if (category !== undefined && category !== 'observable' && category !== 'relationship')
      walk.report(at(`object_refs.[${i}]`), { reason: 'must point to an observable or a relationship' });
  }
  if (!isPlainObject(value.objects)) return;
  walk.report(at('objects'), { check: 'deprecated-properties', reason: 'SHOULD be object_refs' });
  for (const key of Object.keys(value.objects)) {
    if (!/^\d+$/.test(key))
      walk.report(at(`objects.${key}`), { check: 'observable-object-keys', reason: 'SHOULD be a number' });
  }
};

const relationship: Rule = (walk, at, value) => {
  inOrder('start_time', 'stop_time', 'strictly')(walk, at, value);
  const { relationship_type: verb, source_ref: source, target_ref: target } = value;
  if (typeof verb !== 'string' || typeof source !== 'string' || typeof target !== 'string') return;
  const [from, to] = [identifierOf(source)?.type, identifierOf(target)?.type];
  if (from === undefined || to === undefined || COMMON_RELATIONSHIPS.includes(verb)) return;
  if (!DEFINITIONS.has(from) || !DEFINITIONS.has(to) || RELATIONSHIPS.has(`${from} ${verb} ${to}`)) return;
  walk.report(at('relationship_type'), {
    check: 'relationship-types',
    reason: `the specification has no ${from} that ${verb} a ${to}`,
  });
};

const artifact: Rule = (walk, at, value) => {
  oneOfThem('payload_bin', 'url')(walk, at, value);
  if (value.payload_bin !== undefined && value.url !== undefined)
    walk.report(at('url'), { reason: 'payload_bin or url, not both' });
  if (value.url !== undefined && value.hashes === undefined)
    walk.report(at('hashes'), { reason: 'a url comes with hashes' });
  if (value.decryption_key !== undefined && value.encryption_algorithm === undefined)
    walk.report(at('decryption_key'), { reason: 'comes with encryption_algorithm' });
};

const emailMessage: Rule = (walk, at, value) => {
  if (value.is_multipart === false && value.body_multipart !== undefined)
    walk.report(at('body_multipart'), { reason: 'is_multipart is false' });
  if (value.is_multipart === true && value.body !== undefined)
    walk.report(at('body'), { reason: 'is_multipart is true' });
};

const extensionDefinition: Rule = (walk, at, value) => {
  if (value.created_by_ref === undefined) walk.report(at('created_by_ref'), { reason: 'is required' });
  if (value.description === undefined)
    walk.report(at('description'), { check: 'extension-description', reason: 'SHOULD be there' });
  const toplevel = lists(value.extension_types).includes('toplevel-property-extension');
  if (toplevel && value.extension_properties === undefined)
    walk.report(at('extension_properties'), { check: 'extension-properties', reason: 'SHOULD be there' });
  if (!toplevel && value.extension_properties !== undefined)
    walk.report(at('extension_properties'), { reason: 'is of toplevel-property-extension only' });
};

const seen = inOrder('first_seen', 'last_seen', 'or-equal');

const RULES: Readonly<Record<string, Rule>> = {
  artifact,
  campaign: seen,
  'email-message': emailMessage,
  'extension-definition': extensionDefinition,
  file: oneOfThem('hashes', 'name'),
  indicator,
  infrastructure: seen,
  'intrusion-set': seen,
  'language-content': languageContent,
  location,
  malware: seen,
  'malware-analysis': oneOfThem('result', 'analysis_sco_refs'),
  'marking-definition': markingDefinition,
  'network-traffic': networkTraffic,
  'observed-data': observedData,
  relationship,
  sighting: seen,
  'threat-actor': seen,
};
