import { type DraftContext, draftEntity, quarantine } from '../entity-draft.ts';
import { readDate } from '../mapping/date-order.ts';
import type { ReadEvent } from '../reader.ts';
import { subIds } from '../sub-ids.ts';

/** What the UK list says of one person, body or ship, whichever edition it was read from. All values as written. */
export interface UkRecord {
  readonly id: string;
  readonly line: number;
  /** `Individual`, `Entity` or `Ship`. */
  type: string;
  readonly names: UkName[];
  /** Names in the original script, with the name of the language where it is told. */
  readonly originalNames: { readonly name: string; readonly language: string | undefined }[];
  readonly values: { readonly [K in UkField]: string[] };
  readonly passports: UkDocument[];
  readonly nationalIds: UkDocument[];
  readonly addresses: { readonly text: string; readonly country: string | undefined }[];
}

interface UkName {
  readonly full: string;
  /** Name 1: the first given name; and Name 6: the family name. Of persons only. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** `Primary Name`, `Primary Name Variation`, `Alias`; of the OFSI list `AKA`, `FKA` too. */
  readonly type: string;
  /** `Good quality a.k.a`, `Low quality a.k.a` … */
  readonly strength: string;
}

export interface UkDocument {
  readonly number: string;
  readonly details: string | undefined;
}

const UK_FIELDS = [
  'title',
  'birthDate',
  'birthTown',
  'birthCountry',
  'nationality',
  'position',
  'gender',
  'phone',
  'website',
  'email',
  'regime',
  'source',
  'sanctions',
  'notes',
  'reasons',
  'designated',
  'listed',
  'updated',
  'reference',
  'unReference',
  'entityType',
  'registration',
  'parent',
  'subsidiary',
  'imo',
  'owner',
  'previousOwner',
  'flag',
  'previousFlag',
  'shipType',
  'tonnage',
  'yearBuilt',
] as const;
export type UkField = (typeof UK_FIELDS)[number];

export function emptyRecord(id: string, line: number): UkRecord {
  const values = Object.fromEntries(UK_FIELDS.map((field) => [field, []])) as unknown as UkRecord['values'];
  return {
    id,
    line,
    type: '',
    names: [],
    originalNames: [],
    values,
    passports: [],
    nationalIds: [],
    addresses: [],
  };
}

/** Adds a value once, without its empty look-alikes. */
export function push(values: string[], text: string | undefined): void {
  const value = text?.trim();
  if (value && !values.includes(value)) values.push(value);
}

const SCHEMAS = new Map([
  ['individual', 'Person'],
  ['entity', 'Organization'],
  ['ship', 'Vessel'],
] as const);

/** BCP 47 tags of the languages that the list names. */
const LANGUAGES = new Map(
  Object.entries({
    arabic: 'ar',
    belarusian: 'be',
    bosnian: 'bs',
    bulgarian: 'bg',
    chinese: 'zh',
    dari: 'prs',
    english: 'en',
    greek: 'el',
    hebrew: 'he',
    korean: 'ko',
    pashto: 'ps',
    persian: 'fa',
    russian: 'ru',
    serbian: 'sr',
    turkish: 'tr',
    ukrainian: 'uk',
    urdu: 'ur',
  }),
);

const NUMBERED = /\(\d{1,2}\)/;

/** `(1) Iran (2) Syria` are two; anything else is one. */
export function numbered(text: string): readonly string[] {
  if (!NUMBERED.test(text)) return [text];
  return text
    .split(/\(\d{1,2}\)/)
    .map((part) => part.replace(/^[\s,;]+|[\s,;]+$/g, ''))
    .filter((part) => part !== '');
}

/** The entities of one record: the person, body or ship, its documents, and its Sanction. */
export function ukEvents(record: UkRecord, context: DraftContext, authority: string): ReadEvent[] {
  const schema = SCHEMAS.get(record.type.trim().toLowerCase() as 'individual');
  const at = { line: record.line, record: record.id };
  if (schema === undefined) {
    const reason = `the type "${record.type.slice(0, 40)}" is neither Individual, Entity nor Ship`;
    return [{ type: 'quarantine', entry: quarantine(context.file, reason, at) }];
  }
  const draft = draftEntity(record.id, schema, context, record.line);
  const add = draft.add;
  const { values } = record;
  const subId = subIds(record.id);
  const events: ReadEvent[] = [];
  const addDate = (target: typeof draft, property: string, text: string): void => {
    const read = readDate(text.replace(/\bd{1,2}\/|\bm{1,2}\//gi, '00/'), 'dmy');
    if ('date' in read) target.add(property, read.date, undefined, text);
    else
      events.push({
        type: 'quarantine',
        entry: quarantine(context.file, `${property}: ${read.problem}`, at),
      });
  };

  for (const name of namesInOrder(record.names)) {
    add(nameProperty(name, draft.has('name')), name.full);
    if (schema === 'Person' && isPrimary(name)) {
      add('firstName', name.first);
      add('lastName', name.last);
    }
  }
  for (const { name, language } of record.originalNames) {
    add(draft.has('name') ? 'alias' : 'name', name, LANGUAGES.get(language?.trim().toLowerCase() ?? ''));
  }

  if (schema === 'Person') {
    for (const text of values.birthDate) for (const one of numbered(text)) addDate(draft, 'birthDate', one);
    for (const text of values.birthTown) for (const one of numbered(text)) add('birthPlace', one);
    for (const text of values.birthCountry) for (const one of numbered(text)) add('birthCountry', one);
    for (const text of values.nationality) for (const one of countries(text)) add('nationality', one);
    for (const text of values.position) for (const one of numbered(text)) add('position', one);
    for (const text of values.title) for (const one of numbered(text)) add('title', one);
    for (const text of values.gender) add('gender', text);
    for (const document of record.passports) {
      events.push(
        ...documentEvents('Passport', document, draft, subId(`passport-${document.number}`), context),
      );
    }
    for (const document of record.nationalIds) {
      events.push(
        ...documentEvents('Identification', document, draft, subId(`id-${document.number}`), context),
      );
    }
  }
  if (schema === 'Organization') {
    for (const text of values.entityType) for (const one of numbered(text)) add('legalForm', one);
    for (const text of values.registration) for (const one of numbered(text)) add('registrationNumber', one);
    for (const text of values.parent)
      for (const one of numbered(text)) add('notes', `Parent company: ${one}`);
    for (const text of values.subsidiary)
      for (const one of numbered(text)) add('notes', `Subsidiary: ${one}`);
  }
  if (schema === 'Vessel') {
    for (const text of values.imo) add('imoNumber', text.replace(/^IMO\s*/i, ''), undefined, text);
    for (const text of values.flag) for (const one of countries(text)) add('flag', one);
    for (const text of values.previousFlag) for (const one of countries(text)) add('pastFlags', one);
    for (const text of values.shipType) add('type', text);
    for (const text of values.tonnage) add('tonnage', text);
    for (const text of values.yearBuilt) addDate(draft, 'buildDate', text);
    for (const text of values.owner) add('notes', `Owner or operator: ${text}`);
    for (const text of values.previousOwner) add('notes', `Previous owner or operator: ${text}`);
  } else {
    for (const text of values.phone) for (const one of numbered(text)) add('phone', one);
    for (const text of values.email) for (const one of text.split(/[;,\s]+/)) add('email', one);
    for (const text of values.website) for (const one of text.split(/[;,\s]+/)) add('website', one);
    for (const { text, country } of record.addresses) {
      add('address', text);
      add('country', country);
    }
  }
  for (const text of values.notes) add('notes', text);
  add('topics', 'sanction');
  events.push(...draft.finish());

  const sanction = draftEntity(subId('sanction'), 'Sanction', context, record.line);
  sanction.add('entity', record.id);
  sanction.add('authority', authority);
  sanction.add('country', 'gb');
  for (const text of values.reference) sanction.add('authorityId', text);
  for (const text of values.unReference) sanction.add('unscId', text);
  for (const text of values.regime) sanction.add('program', text);
  for (const text of values.sanctions) for (const one of text.split('|')) sanction.add('provisions', one);
  for (const text of values.reasons) sanction.add('reason', text);
  for (const text of values.source) sanction.add('status', text);
  for (const text of values.designated) addDate(sanction, 'startDate', text);
  for (const text of values.listed) addDate(sanction, 'listingDate', text);
  for (const text of values.updated) addDate(sanction, 'modifiedAt', text);
  events.push(...sanction.finish());
  return events;
}

function documentEvents(
  schema: 'Passport' | 'Identification',
  { number, details }: UkDocument,
  holder: ReturnType<typeof draftEntity>,
  id: string,
  context: DraftContext,
): ReadEvent[] {
  holder.add(schema === 'Passport' ? 'passportNumber' : 'idNumber', number);
  const paper = draftEntity(id, schema, context);
  paper.add('holder', holder.id);
  paper.add('number', number);
  paper.add('summary', details);
  return paper.finish();
}

const isPrimary = (name: UkName): boolean => /^primary name$/i.test(name.type.trim());

function namesInOrder(names: readonly UkName[]): readonly UkName[] {
  return [...names].sort((a, b) => Number(isPrimary(b)) - Number(isPrimary(a)));
}

function nameProperty(name: UkName, named: boolean): string {
  if (/low/i.test(name.strength)) return 'weakAlias';
  if (/^f\.?k\.?a|former/i.test(name.type)) return 'previousName';
  return isPrimary(name) && !named ? 'name' : 'alias';
}

/** Several countries in one cell: numbered, or with signs between them; notes in brackets are left out. */
function countries(text: string): readonly string[] {
  return numbered(text)
    .flatMap((part) => part.split(/[;|/]|\. /))
    .map((part) => part.trim().replace(/\.$/, ''))
    .filter((part) => part !== '');
}
