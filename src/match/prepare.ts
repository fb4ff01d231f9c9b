import { isA, type PartialDate, parsePartialDate, propertyType, type SchemaName } from '../model/index.ts';
import { acronymOf, type NameKind, type NameReading, readName } from '../names/index.ts';
import { type TokenList, wholeTable } from './name-score.ts';
import { tokenTable } from './token-table.ts';
import { DOCUMENT_LENGTH_FROM } from './tuning.ts';
import type { MatchEntity } from './types.ts';

/** One name of an entity, read. */
export interface PreparedName {
  readonly written: string;
  readonly property: string;
  /** The list itself calls it weak, or it is only the first letters of a name. */
  readonly weak: boolean;
  readonly readings: readonly {
    readonly tokens: TokenList;
    readonly written: readonly string[];
    readonly steps: readonly string[];
    /** {@link NameReading.unglued} */
    readonly unglued: boolean;
  }[];
}

/** Everything beside the name that can confirm or contradict an identity. */
export interface PreparedFields {
  readonly dates: readonly PartialDate[];
  readonly sexes: readonly string[];
  readonly countries: readonly string[];
  readonly places: readonly string[];
  /** Document and registration numbers, letters and digits only, upper case. */
  readonly documents: readonly string[];
}

export interface PreparedEntity {
  readonly schema: SchemaName;
  readonly names: readonly PreparedName[];
  readonly fields: PreparedFields;
}

const NAME_PROPERTIES = ['name', 'alias', 'previousName', 'weakAlias', 'abbreviation'] as const;
const WEAK = new Set<string>(['weakAlias', 'abbreviation']);
/** Whether the list itself calls the names of a property weak. */
export const isWeakProperty = (property: string): boolean => WEAK.has(property);
const NAME_PARTS = ['firstName', 'secondName', 'middleName', 'fatherName', 'lastName'] as const;
const COUNTRY_PROPERTIES = [
  'nationality',
  'citizenship',
  'country',
  'jurisdiction',
  'mainCountry',
  'flag',
] as const;
/** Identifiers that belong to a list, a programme or a means of contact rather than to the person. */
const NOT_DOCUMENTS = new Set(['programId', 'email', 'phone', 'callSign', 'ticker']);

/** The properties that matching looks at; an index keeps these and nothing else of an entity. */
export function slim(entity: MatchEntity): Record<string, readonly string[]> {
  const kept: Record<string, readonly string[]> = {};
  for (const [property, list] of Object.entries(entity.properties)) {
    if (list.length > 0 && isLookedAt(entity.schema, property)) kept[property] = list;
  }
  return kept;
}

const LOOKED_AT = new Set<string>([
  ...NAME_PROPERTIES,
  ...NAME_PARTS,
  ...COUNTRY_PROPERTIES,
  'birthDate',
  'gender',
  'birthPlace',
]);

const isDocument = (schema: SchemaName, property: string): boolean =>
  propertyType(schema, property) === 'identifier' && !NOT_DOCUMENTS.has(property);

const isLookedAt = (schema: SchemaName, property: string): boolean =>
  LOOKED_AT.has(property) || isDocument(schema, property);

/** How names of a schema are read. */
export function nameKindOf(schema: SchemaName): NameKind {
  if (schema === 'Person') return 'person';
  if (isA(schema, 'Organization')) return 'organisation';
  return schema === 'Vessel' || schema === 'Airplane' ? 'vessel' : 'unknown';
}

/** The names of an entity with their property; composed from its parts where no whole name is given. */
export function namesOf(
  entity: MatchEntity,
): readonly { readonly property: string; readonly value: string }[] {
  const names = NAME_PROPERTIES.flatMap((property) =>
    (entity.properties[property] ?? []).map((value) => ({ property, value })),
  );
  if (entity.properties.name?.length) return names;
  const composed = NAME_PARTS.map((part) => entity.properties[part]?.[0])
    .filter((value) => value !== undefined)
    .join(' ');
  return composed === '' ? names : [{ property: 'name', value: composed }, ...names];
}

/** A document number as it is compared: letters and digits only, upper case; `undefined` if too short to tell. */
export function cleanDocument(value: string): string | undefined {
  const clean = value.toUpperCase().replace(/[^\p{L}\p{Nd}]/gu, '');
  return clean.length >= DOCUMENT_LENGTH_FROM && /\p{Nd}/u.test(clean) ? clean : undefined;
}

function values(entity: MatchEntity, properties: readonly string[]): readonly string[] {
  let all: readonly string[] = [];
  for (const property of properties) {
    const list = entity.properties[property];
    if (list && list.length > 0) all = all.length === 0 ? list : [...all, ...list];
  }
  return all.length > 1 ? [...new Set(all)] : all;
}

export function prepareFields(entity: MatchEntity): PreparedFields {
  const documents = new Set<string>();
  for (const [property, list] of Object.entries(entity.properties)) {
    if (!isDocument(entity.schema, property)) continue;
    for (const value of list) {
      const clean = cleanDocument(value);
      if (clean !== undefined) documents.add(clean);
    }
  }
  return {
    dates: values(entity, ['birthDate'])
      .map(parsePartialDate)
      .filter((date) => date !== undefined),
    sexes: values(entity, ['gender'])
      .map((value) => value.toLowerCase())
      .flatMap((value) => (value.startsWith('m') ? ['male'] : value.startsWith('f') ? ['female'] : [])),
    countries: values(entity, COUNTRY_PROPERTIES).map((value) => value.toLowerCase()),
    places: values(entity, ['birthPlace']),
    documents: [...documents],
  };
}

/** One name of an entity with its readings, before anything is put into tables. */
export interface ReadEntityName {
  readonly property: string;
  readonly value: string;
  readonly weak: boolean;
  readonly readings: readonly NameReading[];
}

/** All names of an entity, each written form once, read for its kind of entity as they are asked for. */
export function* readNames(entity: MatchEntity): Iterable<ReadEntityName> {
  const kind = nameKindOf(entity.schema);
  const seen = new Set<string>();
  for (const { property, value } of namesOf(entity)) {
    if (seen.has(value)) continue;
    seen.add(value);
    const readings = readName(value, { kind });
    if (readings.length > 0) yield { property, value, weak: isWeakProperty(property), readings };
  }
}

/**
 * {@link readNames} of a record, with the first letters of an organisation's names as weak ones: who asks for IRISL means
 * the company of that long name, but who asks for a long name does not mean all companies of its letters.
 */
export function* readRecordNames(entity: MatchEntity): Iterable<ReadEntityName> {
  const organisation = nameKindOf(entity.schema) === 'organisation';
  for (const name of readNames(entity)) {
    yield name;
    const acronym = organisation ? acronymOf(name.readings[0]!) : undefined;
    if (acronym) yield { ...name, weak: true, readings: [acronym] };
  }
}

const prepareName = (name: ReadEntityName, readings: readonly NameReading[]): PreparedName => ({
  written: name.value,
  property: name.property,
  weak: name.weak,
  readings: readings.map((reading) => ({
    tokens: wholeTable(tokenTable(reading.tokens)),
    written: reading.tokens.map((token) => token.written),
    steps: reading.steps,
    unglued: reading.unglued ?? false,
  })),
});

const prepareNames = (entity: MatchEntity, names: Iterable<ReadEntityName>): PreparedEntity => ({
  schema: entity.schema,
  names: Array.from(names, (name) => prepareName(name, name.readings)),
  fields: prepareFields(entity),
});

/** Reads what is asked for once, so that it can be compared with many records. */
export const prepareQuery = (entity: MatchEntity): PreparedEntity => prepareNames(entity, readNames(entity));

/** Reads a record, likewise. */
export const prepareRecord = (entity: MatchEntity): PreparedEntity =>
  prepareNames(entity, readRecordNames(entity));

/** A record with the one reading of a name that is looked for; with all of them if there is no such reading. */
export function prepareReading(
  entity: MatchEntity,
  isIt: (reading: NameReading, weak: boolean) => boolean,
): PreparedEntity {
  for (const name of readRecordNames(entity)) {
    const reading = name.readings.find((one) => isIt(one, name.weak));
    if (reading) {
      return { schema: entity.schema, names: [prepareName(name, [reading])], fields: prepareFields(entity) };
    }
  }
  return prepareRecord(entity);
}
