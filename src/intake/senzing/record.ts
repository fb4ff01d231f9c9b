import type { SchemaName } from '../../model/index.ts';
import { type DraftContext, draftEntity, type EntityDraft, quarantine } from '../entity-draft.ts';
import { readDate } from '../mapping/date-order.ts';
import type { ReadEvent } from '../reader.ts';
import { subIds } from '../sub-ids.ts';

/** Attributes that belong together: the record's own, or one object of a list of features. Names in upper case. */
type Feature = ReadonlyMap<string, string>;

const RECORD_TYPES = new Map<string, SchemaName>([
  ['PERSON', 'Person'],
  ['INDIVIDUAL', 'Person'],
  ['ORGANIZATION', 'Organization'],
  ['ORGANISATION', 'Organization'],
  ['COMPANY', 'Company'],
  ['VESSEL', 'Vessel'],
  ['SHIP', 'Vessel'],
  ['AIRCRAFT', 'Airplane'],
  ['AIRPLANE', 'Airplane'],
]);

/** Attributes that are one value of one property. */
const PLAIN: readonly (readonly [attribute: string, property: string])[] = [
  ['NATIONALITY', 'nationality'],
  ['CITIZENSHIP', 'citizenship'],
  ['PLACE_OF_BIRTH', 'birthPlace'],
  ['COUNTRY_OF_BIRTH', 'birthCountry'],
  ['GENDER', 'gender'],
  ['COUNTRY_OF_ASSOCIATION', 'country'],
  ['REGISTRATION_COUNTRY', 'jurisdiction'],
  ['PHONE_NUMBER', 'phone'],
  ['EMAIL_ADDRESS', 'email'],
  ['WEBSITE_ADDRESS', 'website'],
  ['SSN_NUMBER', 'socialSecurityNumber'],
  ['LEI_NUMBER', 'leiCode'],
  ['DUNS_NUMBER', 'dunsCode'],
  ['IMO_NUMBER', 'imoNumber'],
  ['MMSI_NUMBER', 'mmsi'],
  ['CALL_SIGN', 'callSign'],
  ['TOPIC', 'topics'],
  ['URL', 'sourceUrl'],
];

const DATES: readonly (readonly [attribute: string, property: string])[] = [
  ['DATE_OF_BIRTH', 'birthDate'],
  ['DATE_OF_DEATH', 'deathDate'],
  ['REGISTRATION_DATE', 'incorporationDate'],
];

/** Numbers of documents: the property that they are a value of, and the entity that keeps country and type. */
const DOCUMENTS: readonly {
  readonly name: string;
  readonly property: string;
  readonly schema?: 'Passport' | 'Identification';
}[] = [
  { name: 'PASSPORT', property: 'passportNumber', schema: 'Passport' },
  { name: 'NATIONAL_ID', property: 'idNumber', schema: 'Identification' },
  { name: 'DRIVERS_LICENSE', property: 'idNumber', schema: 'Identification' },
  { name: 'OTHER_ID', property: 'idNumber', schema: 'Identification' },
  { name: 'TAX_ID', property: 'taxNumber' },
];

const ADDRESS_PARTS = [
  'ADDR_LINE1',
  'ADDR_LINE2',
  'ADDR_LINE3',
  'ADDR_LINE4',
  'ADDR_LINE5',
  'ADDR_LINE6',
  'ADDR_CITY',
  'ADDR_STATE',
  'ADDR_POSTAL_CODE',
  'ADDR_COUNTRY',
];

/** Said of the record, not of the person; known and not needed. */
const ENVELOPE = new Set([
  'DATA_SOURCE',
  'RECORD_ID',
  'RECORD_TYPE',
  'LAST_CHANGE',
  'SOURCE_ID',
  'ENTITY_TYPE',
]);
/** Attributes that tell more of another one of the same feature. */
const QUALIFIER = /_(?:TYPE|COUNTRY|STATE)$|^REL_|^TRUSTED_ID_|^NAME_|^ADDR_/;
/** Kinds that may stand before an attribute of the record: `HOME_ADDR_FULL`, `AKA_NAME_FULL`. */
const PREFIXED =
  /^([A-Z0-9]+)_((?:NAME_(?:FULL|ORG|FIRST|MIDDLE|LAST|PREFIX|SUFFIX)|ADDR_(?:FULL|LINE\d|CITY|STATE|POSTAL_CODE|COUNTRY)|PHONE_NUMBER|EMAIL_ADDRESS))$/;
/** Kinds of numbers that are keys of other data sets, not documents. */
const NOT_DOCUMENTS = /open_?sanctions|wikidata/i;

/**
 * The entities of one record of the Senzing Entity Specification (flat, or with lists of features such as `FEATURES`,
 * `NAMES`, `ADDRESSES`). Ids are `<prefix>-<RECORD_ID>`; a `REL_POINTER` is a link to the record with that key.
 */
export function senzingEvents(
  json: Readonly<Record<string, unknown>>,
  id: string,
  idPrefix: string,
  context: DraftContext,
  line: number,
): ReadEvent[] {
  const features = featuresOf(json);
  const [own = new Map<string, string>()] = features;
  const schema = schemaOf(own.get('RECORD_TYPE') ?? own.get('ENTITY_TYPE'), features);
  const at = { line, record: id };
  if (schema === undefined) {
    const reason = `the RECORD_TYPE "${own.get('RECORD_TYPE')?.slice(0, 40)}" is not known`;
    return [{ type: 'quarantine', entry: quarantine(context.file, reason, at) }];
  }
  const draft = draftEntity(id, schema, context, line);
  const subId = subIds(id);
  const events: ReadEvent[] = [];

  const named = features.flatMap((feature) => nameOf(feature));
  named.sort((a, b) => Number(b.primary) - Number(a.primary));
  for (const name of named) {
    draft.add(draft.has('name') ? name.property : 'name', name.full);
    if (schema !== 'Person') continue;
    draft.add('firstName', name.first);
    draft.add('middleName', name.middle);
    draft.add('lastName', name.last);
  }
  for (const feature of features) {
    for (const [attribute, property] of PLAIN) draft.add(property, feature.get(attribute));
    for (const [attribute, property] of DATES) {
      const text = feature.get(attribute);
      if (text === undefined) continue;
      const read = readDate(text);
      if ('date' in read) draft.add(property, read.date, undefined, text);
      else
        events.push({
          type: 'quarantine',
          entry: quarantine(context.file, `${attribute}: ${read.problem}`, at),
        });
    }
    const parts = ADDRESS_PARTS.flatMap((part) => feature.get(part) ?? []);
    draft.add('address', feature.get('ADDR_FULL') ?? (parts.length > 0 ? parts.join(', ') : undefined));
    draft.add('country', feature.get('ADDR_COUNTRY'));
    for (const document of DOCUMENTS)
      events.push(...documentEvents(document, feature, draft, subId, context));
    events.push(...linkEvents(feature, draft, idPrefix, subId, context));
    countUnknown(feature, context);
  }
  return [...events, ...draft.finish()];
}

function documentEvents(
  { name, property, schema }: (typeof DOCUMENTS)[number],
  feature: Feature,
  holder: EntityDraft,
  subId: (key: string) => string,
  context: DraftContext,
): ReadEvent[] {
  const number = feature.get(`${name}_NUMBER`);
  const type = feature.get(`${name}_TYPE`);
  if (number === undefined || (type && NOT_DOCUMENTS.test(type))) return [];
  holder.add(holder.schema !== 'Person' && property === 'passportNumber' ? 'idNumber' : property, number);
  if (schema === undefined) return [];
  const paper = draftEntity(subId(`${name}-${number}`), schema, context);
  paper.add('holder', holder.id);
  paper.add('number', number);
  paper.add('type', type);
  paper.add('country', feature.get(`${name}_COUNTRY`));
  return paper.finish();
}

function linkEvents(
  feature: Feature,
  subject: EntityDraft,
  idPrefix: string,
  subId: (key: string) => string,
  context: DraftContext,
): ReadEvent[] {
  const key = feature.get('REL_POINTER_KEY');
  if (key === undefined || /\s/.test(key)) return [];
  const role = feature.get('REL_POINTER_ROLE');
  const link = draftEntity(subId(`link-${role ?? ''}-${key}`), 'UnknownLink', context);
  link.add('subject', subject.id);
  link.add('object', idPrefix + key);
  link.add('role', role);
  return link.finish();
}

function featuresOf(json: Readonly<Record<string, unknown>>): readonly Feature[] {
  const own = new Map<string, string>();
  const kinds = new Map<string, Map<string, string>>();
  const more: Feature[] = [];
  for (const [key, value] of Object.entries(json)) {
    const name = key.toUpperCase();
    if (Array.isArray(value)) {
      for (const one of value) if (typeof one === 'object' && one !== null) more.push(attributesOf(one));
      continue;
    }
    const text = textOf(value);
    if (text === undefined) continue;
    const prefixed = PREFIXED.exec(name);
    if (!prefixed) {
      own.set(name, text);
      continue;
    }
    const [, kind = '', attribute = ''] = prefixed;
    const feature = kinds.get(kind) ?? new Map([['NAME_TYPE', kind]]);
    kinds.set(kind, feature);
    feature.set(attribute, text);
  }
  return [own, ...kinds.values(), ...more];
}

function attributesOf(json: object): Feature {
  const attributes = new Map<string, string>();
  for (const [key, value] of Object.entries(json)) {
    const text = textOf(value);
    if (text !== undefined) attributes.set(key.toUpperCase(), text);
  }
  return attributes;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  return typeof value === 'number' ? String(value) : undefined;
}

function schemaOf(type: string | undefined, features: readonly Feature[]): SchemaName | undefined {
  if (type !== undefined) return RECORD_TYPES.get(type.toUpperCase());
  const has = (...names: readonly string[]): boolean =>
    features.some((feature) => names.some((name) => feature.has(name)));
  if (has('NAME_ORG')) return 'Organization';
  return has('NAME_FIRST', 'NAME_LAST', 'DATE_OF_BIRTH', 'GENDER', 'PASSPORT_NUMBER')
    ? 'Person'
    : 'LegalEntity';
}

interface Name {
  readonly full: string;
  readonly primary: boolean;
  readonly property: string;
  readonly first: string | undefined;
  readonly middle: string | undefined;
  readonly last: string | undefined;
}

function nameOf(feature: Feature): readonly Name[] {
  const [first, middle, last] = ['NAME_FIRST', 'NAME_MIDDLE', 'NAME_LAST'].map((part) => feature.get(part));
  const parts = [first, middle, last, feature.get('NAME_SUFFIX')].filter((part) => part !== undefined);
  const full = feature.get('NAME_FULL') ?? feature.get('NAME_ORG') ?? parts.join(' ');
  if (full === '') return [];
  const type = feature.get('NAME_TYPE')?.toUpperCase() ?? 'PRIMARY';
  const property = /^(?:FORMER|FKA|MAIDEN|PREVIOUS)/.test(type)
    ? 'previousName'
    : /WEAK|NICK/.test(type)
      ? 'weakAlias'
      : 'alias';
  return [{ full, primary: type === 'PRIMARY', property, first, middle, last }];
}

function countUnknown(feature: Feature, context: DraftContext): void {
  for (const name of feature.keys()) {
    if (ENVELOPE.has(name) || QUALIFIER.test(name) || KNOWN.has(name)) continue;
    context.dropped.add(name);
  }
}

const KNOWN = new Set([
  ...PLAIN.map(([attribute]) => attribute),
  ...DATES.map(([attribute]) => attribute),
  ...DOCUMENTS.map((document) => `${document.name}_NUMBER`),
]);
