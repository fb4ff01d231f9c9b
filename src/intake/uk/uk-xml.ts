import { dropCounter, quarantine } from '../entity-draft.ts';
import { readDate } from '../mapping/date-order.ts';
import type { ListFile, ListFormat, ReadEvent, ReadListOptions } from '../reader.ts';
import { UK_DATASET } from '../sources.ts';
import { slug } from '../sub-ids.ts';
import { allInside, readXmlRecords, textOf, type XmlElement } from '../xml-records.ts';
import { emptyRecord, push, type UkField, type UkRecord, ukEvents } from './uk-record.ts';

/** The UK Sanctions List as XML: one `Designation` a record, lists of values inside. */
export const ukXml: ListFormat = {
  name: 'uk-xml',
  title: 'UK Sanctions List (FCDO), XML',
  dataset: UK_DATASET,
  recognises: ([file, ...more]) =>
    more.length === 0 &&
    file !== undefined &&
    /<(?:\w+:)?Designations?\b/.test(file.head) &&
    file.head.includes('UniqueID'),
  read: readUkXml,
};

/** Elements by the field that their text is a value of, wherever they stand in a record. */
const FIELDS: Readonly<Partial<Record<UkField, string>>> = {
  title: 'Title',
  birthDate: 'DOB',
  birthTown: 'TownOfBirth',
  birthCountry: 'CountryOfBirth',
  nationality: 'Nationality',
  position: 'Position',
  gender: 'Gender',
  phone: 'PhoneNumber',
  website: 'Website',
  email: 'EmailAddress',
  regime: 'RegimeName',
  source: 'DesignationSource',
  sanctions: 'SanctionsImposed',
  notes: 'OtherInformation',
  reasons: 'UKStatementofReasons',
  designated: 'DateDesignated',
  updated: 'LastUpdated',
  reference: 'UniqueID',
  unReference: 'UNReferenceNumber',
  entityType: 'TypeOfEntity',
  registration: 'BusinessRegistrationNumber',
  parent: 'ParentCompany',
  subsidiary: 'Subsidiary',
  imo: 'IMONumber',
  owner: 'CurrentOwnerOperator',
  previousOwner: 'PreviousOwnerOperator',
  flag: 'CurrentBelievedFlagOfShip',
  previousFlag: 'PreviousFlag',
  shipType: 'TypeOfShip',
  tonnage: 'TonnageOfShip',
  yearBuilt: 'YearBuilt',
};

async function* readUkXml(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const seen = new Set<string>();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let bytes = 0;
    const batches = readXmlRecords(file.open(), {
      file: file.name,
      record: 'Designation',
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const batch of batches) {
      for (const { type, element } of batch) {
        if (type === 'other' && /^(?:DateGenerated|ReportDate)$/.test(element.name)) {
          const read = readDate(element.text.trim(), 'dmy');
          if ('date' in read) yield { type: 'version', version: read.date };
        }
        if (type !== 'record') continue;
        const record = recordOf(element);
        const known = record && seen.has(record.id);
        if (!record || known) {
          const reason = known ? 'this UniqueID came before; only the first is kept' : 'no UniqueID';
          yield {
            type: 'quarantine',
            entry: quarantine(file.name, reason, { line: element.line, record: record?.id }),
          };
          continue;
        }
        seen.add(record.id);
        yield* ukEvents(record, context, 'Foreign, Commonwealth and Development Office');
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    before += bytes;
  }
  yield* dropped.events();
}

function recordOf(element: XmlElement): UkRecord | undefined {
  const key = textOf(element, 'UniqueID');
  if (!key || slug(key) === '') return undefined;
  const record = emptyRecord(`gb-fcdo-${slug(key)}`, element.line);
  record.type = textOf(element, 'IndividualEntityShip') ?? textOf(element, 'DesignationType') ?? '';
  for (const name of allInside(element, 'Name')) {
    const parts = ['Name1', 'Name2', 'Name3', 'Name4', 'Name5', 'Name6'].map((part) => textOf(name, part));
    const full = parts.filter((part) => part).join(' ') || textOf(name, 'Name');
    if (!full) continue;
    record.names.push({
      full,
      first: parts[0],
      last: parts[5],
      type: textOf(name, 'NameType') ?? 'Alias',
      strength: textOf(name, 'AliasStrength') ?? '',
    });
  }
  for (const name of allInside(element, 'NonLatinName')) {
    const text = textOf(name, 'NameNonLatinScript');
    if (text) record.originalNames.push({ name: text, language: textOf(name, 'NonLatinScriptLanguage') });
  }
  for (const [field, tag] of Object.entries(FIELDS)) {
    for (const found of allInside(element, tag)) push(record.values[field as UkField], found.text);
  }
  for (const [kind, documents] of [
    ['Passport', record.passports],
    ['NationalIdentifier', record.nationalIds],
  ] as const) {
    for (const holder of withChild(element, `${kind}Number`)) {
      const number = textOf(holder, `${kind}Number`);
      if (number) documents.push({ number, details: textOf(holder, `${kind}AdditionalInformation`) });
    }
  }
  for (const address of allInside(element, 'Address')) {
    const lines = [1, 2, 3, 4, 5, 6].map((n) => textOf(address, `AddressLine${n}`));
    const text = [...lines, textOf(address, 'AddressPostalCode')].filter((part) => part).join(', ');
    record.addresses.push({ text, country: textOf(address, 'AddressCountry') });
  }
  return record;
}

/** All elements that hold one of this name, whatever they are called themselves. */
function withChild(element: XmlElement, name: string): readonly XmlElement[] {
  const here = element.children.some((child) => child.name === name) ? [element] : [];
  return [...here, ...element.children.flatMap((child) => withChild(child, name))];
}
