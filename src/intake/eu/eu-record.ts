import { type DraftContext, draftEntity, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { subIds } from '../sub-ids.ts';
import { yearsBetween } from '../written-date.ts';

/** What the EU list says of one person or body, whichever edition (XML or CSV) it was read from. */
export interface EuRecord {
  /** The publisher's own key, the same in all editions and versions. */
  readonly logicalId: string;
  readonly line: number;
  readonly euReference?: string | undefined;
  readonly unId?: string | undefined;
  readonly designationDate?: string | undefined;
  /** `person` or `P`, `enterprise` or `E`. */
  readonly subjectType?: string | undefined;
  readonly remarks: readonly string[];
  readonly regulations: readonly EuRegulation[];
  readonly names: readonly EuName[];
  readonly births: readonly EuBirth[];
  readonly documents: readonly EuDocument[];
  /** ISO codes or names of countries. */
  readonly citizenships: readonly string[];
  readonly addresses: readonly EuAddress[];
}

type Text = string | undefined;

interface EuRegulation {
  readonly programme: Text;
  readonly numberTitle: Text;
  readonly publicationDate: Text;
  readonly entryIntoForceDate: Text;
  readonly url: Text;
}

interface EuName {
  readonly wholeName: Text;
  readonly firstName: Text;
  readonly middleName: Text;
  readonly lastName: Text;
  readonly title: Text;
  readonly function: Text;
  readonly gender: Text;
  /** Two-letter code; empty where the name is the same in all languages. */
  readonly language: Text;
  readonly strong: boolean;
  readonly remark: Text;
}

interface EuBirth {
  readonly date: Text;
  readonly year: Text;
  readonly month: Text;
  readonly day: Text;
  readonly yearFrom: Text;
  readonly yearTo: Text;
  readonly circa: boolean;
  readonly calendar: Text;
  readonly city: Text;
  readonly region: Text;
  readonly place: Text;
  readonly country: Text;
}

interface EuDocument {
  readonly logicalId: Text;
  readonly typeCode: Text;
  readonly typeDescription: Text;
  readonly number: Text;
  readonly latinNumber: Text;
  readonly country: Text;
  readonly issuedBy: Text;
  readonly issueDate: Text;
  readonly validTo: Text;
  /** `known false`, `reported lost` … */
  readonly flags: readonly string[];
}

interface EuAddress {
  readonly street: Text;
  readonly poBox: Text;
  readonly zipCode: Text;
  readonly city: Text;
  readonly place: Text;
  readonly region: Text;
  readonly country: Text;
  readonly contacts: readonly { readonly key: string; readonly value: string }[];
}

/** Which property a document's number is; all that is not named is an `idNumber` with an Identification. */
const NUMBER_PROPERTIES: readonly { readonly code: RegExp; readonly property: string }[] = [
  { code: /^ssn$/, property: 'socialSecurityNumber' },
  { code: /^(?:fiscal|tax)/, property: 'taxNumber' },
  { code: /^(?:reg|imo|company|trade)/, property: 'registrationNumber' },
  { code: /^swift/, property: 'swiftBic' },
];
const CONTACTS = new Map(Object.entries({ email: 'email', phone: 'phone', fax: 'phone', web: 'website' }));

/** The entities of one record: the person or body, its documents, and one Sanction for each regulation. */
export function euEvents(record: EuRecord, context: DraftContext): ReadEvent[] {
  const id = `eu-fsf-${record.logicalId}`;
  const type = record.subjectType?.toLowerCase();
  if (type !== 'person' && type !== 'p' && type !== 'enterprise' && type !== 'e') {
    const reason = `the subject type "${record.subjectType ?? ''}" is neither person nor enterprise`;
    return [
      { type: 'quarantine', entry: quarantine(context.file, reason, { line: record.line, record: id }) },
    ];
  }
  const person = type.startsWith('p');
  const draft = draftEntity(id, person ? 'Person' : 'Organization', context, record.line);
  const add = draft.add;
  const subId = subIds(id);
  const events: ReadEvent[] = [];

  for (const name of namesInOrder(record.names)) {
    const weak = !name.strong || /\blow?\s+quality/i.test(name.remark ?? '');
    const language = name.language?.toLowerCase() || undefined;
    const whole = name.wholeName ?? joined(' ', name.firstName, name.middleName, name.lastName);
    add(weak ? 'weakAlias' : draft.has('name') ? 'alias' : 'name', whole, language);
    if (person && !weak) {
      add('firstName', name.firstName);
      add('middleName', name.middleName);
      add('lastName', name.lastName);
    }
    if (person) {
      for (const title of lettered(name.title)) add('title', title);
      for (const position of lettered(name.function)) add('position', position);
      add('gender', name.gender);
    } else {
      add('notes', name.function);
    }
  }
  if (!draft.has('name') && draft.has('weakAlias')) add('name', draft.first('weakAlias'));

  if (person) {
    for (const birth of record.births) {
      for (const date of birthDates(birth)) add('birthDate', date);
      add('birthPlace', joined(', ', birth.city, birth.place, birth.region));
      add('birthCountry', birth.country);
    }
    for (const country of record.citizenships) add('citizenship', country);
  }
  for (const address of record.addresses) {
    const poBox = address.poBox && `PO Box ${address.poBox}`;
    const place = joined(' ', address.zipCode, address.city);
    add('address', joined(', ', address.street, poBox, place, address.place, address.region));
    add('country', address.country);
    for (const { key, value } of address.contacts) {
      const property = CONTACTS.get(key.toLowerCase());
      if (property) for (const one of value.split(/[;,]/)) add(property, one);
    }
  }
  record.documents.forEach((document, index) => {
    events.push(
      ...documentEvents(
        document,
        subId(`doc-${document.logicalId ?? index + 1}`),
        draft,
        context,
        record.line,
      ),
    );
  });
  for (const remark of record.remarks) add('notes', remark);
  add('topics', 'sanction');
  events.push(...draft.finish());

  for (const regulation of record.regulations) {
    const key = joined(' ', regulation.numberTitle, regulation.programme) ?? 'regulation';
    const sanction = draftEntity(subId(key), 'Sanction', context, record.line);
    sanction.add('entity', id);
    sanction.add('authority', 'European Union');
    sanction.add('authorityId', record.euReference);
    sanction.add('unscId', record.unId);
    sanction.add('program', regulation.programme);
    sanction.add('reason', regulation.numberTitle);
    sanction.add('sourceUrl', regulation.url);
    sanction.add('startDate', record.designationDate ?? regulation.entryIntoForceDate);
    sanction.add('listingDate', regulation.publicationDate);
    events.push(...sanction.finish());
  }
  return events;
}

function documentEvents(
  document: EuDocument,
  id: string,
  holder: ReturnType<typeof draftEntity>,
  context: DraftContext,
  line: number,
): ReadEvent[] {
  const number = document.number ?? document.latinNumber;
  if (!number) return [];
  const code = document.typeCode?.toLowerCase() ?? '';
  const passport = code.includes('passport');
  const plain = NUMBER_PROPERTIES.find((rule) => rule.code.test(code));
  const property =
    plain?.property ?? (passport && holder.schema === 'Person' ? 'passportNumber' : 'idNumber');
  // Social security numbers are of persons; the same column holds codes of bodies.
  holder.add(
    property === 'socialSecurityNumber' && holder.schema !== 'Person' ? 'idNumber' : property,
    number,
  );
  if (document.latinNumber !== number) holder.add(property, document.latinNumber);
  if (plain) return [];
  const schema = passport ? 'Passport' : 'Identification';
  const paper = draftEntity(id, schema, context, line);
  paper.add('holder', holder.id);
  paper.add('number', number);
  paper.add('number', document.latinNumber);
  paper.add('type', document.typeDescription ?? document.typeCode);
  paper.add('country', document.country);
  paper.add('authority', document.issuedBy);
  paper.add('startDate', document.issueDate);
  paper.add('endDate', document.validTo);
  if (document.flags.length > 0) paper.add('summary', document.flags.join(', '));
  return paper.finish();
}

/** Strong names first, and of these the one that is the same in all languages or English: it becomes the name. */
function namesInOrder(names: readonly EuName[]): readonly EuName[] {
  const rank = (name: EuName): number => {
    if (!name.strong) return 2;
    return !name.language || name.language.toUpperCase() === 'EN' ? 0 : 1;
  };
  return [...names].sort((a, b) => rank(a) - rank(b));
}

function birthDates(birth: EuBirth): readonly string[] {
  if (birth.calendar && birth.calendar.toUpperCase() !== 'GREGORIAN') return [];
  if (birth.date) return [birth.circa ? birth.date.slice(0, 4) : birth.date];
  if (birth.year) {
    const month = birth.month?.padStart(2, '0');
    const day = birth.day?.padStart(2, '0');
    if (birth.circa || !month) return [birth.year];
    return [day ? `${birth.year}-${month}-${day}` : `${birth.year}-${month}`];
  }
  // Without both years this is NaN, which is no range.
  return yearsBetween(Number(birth.yearFrom), Number(birth.yearTo)) ?? [];
}

/** `(a) Mullah, (b) Maulavi` are two. */
function lettered(text: Text): readonly string[] {
  return (text ?? '').split(/\([a-z]\)/).map((part) => part.replace(/^[\s,;]+|[\s,;]+$/g, ''));
}

function joined(separator: string, ...parts: readonly Text[]): string | undefined {
  return parts.filter((part) => part?.trim()).join(separator) || undefined;
}
