import { dropCounter, quarantine } from '../entity-draft.ts';
import type { ListFile, ListFormat, ReadEvent, ReadListOptions } from '../reader.ts';
import { EU_DATASET } from '../sources.ts';
import { allInside, childOf, childrenOf, readXmlRecords, textOf, type XmlElement } from '../xml-records.ts';
import { type EuRecord, euEvents } from './eu-record.ts';

/** The consolidated list of financial sanctions, XML 1.1 (`xmlFullSanctionsList_1_1`). */
export const euXml: ListFormat = {
  name: 'eu-xml',
  title: 'EU consolidated financial sanctions, XML 1.1',
  dataset: EU_DATASET,
  recognises: ([file, ...more]) =>
    more.length === 0 &&
    file !== undefined &&
    /<(?:\w+:)?export\b/.test(file.head) &&
    file.head.includes('/fsd/export'),
  read: readEuXml,
};

async function* readEuXml(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const seen = new Set<string>();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let bytes = 0;
    const batches = readXmlRecords(file.open(), {
      file: file.name,
      record: 'sanctionEntity',
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const batch of batches) {
      for (const { type, element } of batch) {
        const date = type === 'root' ? element.attributes.generationDate : undefined;
        if (date) yield { type: 'version', version: date };
        if (type !== 'record') continue;
        const record = recordOf(element);
        const problem = problemWith(record, seen);
        if (problem) yield { type: 'quarantine', entry: quarantine(file.name, problem, record) };
        else yield* euEvents(record, context);
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    before += bytes;
  }
  yield* dropped.events();
}

/** Why a record cannot be kept: without a key, or with one that came before. */
export function problemWith(record: EuRecord, seen: Set<string>): string | undefined {
  if (!/^[\w.-]{1,40}$/.test(record.logicalId)) return 'no usable logical id';
  if (seen.has(record.logicalId))
    return `the logical id ${record.logicalId} came before; only the first is kept`;
  seen.add(record.logicalId);
  return undefined;
}

const FLAGS: readonly (readonly [string, string])[] = [
  ['knownFalse', 'known false'],
  ['knownExpired', 'known expired'],
  ['reportedLost', 'reported lost'],
  ['revokedByIssuer', 'revoked by issuer'],
  ['diplomatic', 'diplomatic'],
];

function recordOf(element: XmlElement): EuRecord {
  const at = (name: string): string | undefined => given(element.attributes[name]);
  const subject = childOf(element, 'subjectType')?.attributes;
  const remarks = childrenOf(element, 'remark').map((remark) => remark.text);
  return {
    logicalId: at('logicalId') ?? '',
    line: element.line,
    euReference: at('euReferenceNumber'),
    unId: at('unitedNationId'),
    designationDate: at('designationDate'),
    subjectType: given(subject?.code) ?? given(subject?.classificationCode),
    remarks: [...remarks, at('designationDetails') ?? ''],
    regulations: childrenOf(element, 'regulation').map((regulation) => ({
      programme: given(regulation.attributes.programme),
      numberTitle: given(regulation.attributes.numberTitle),
      publicationDate: given(regulation.attributes.publicationDate),
      entryIntoForceDate: given(regulation.attributes.entryIntoForceDate),
      url: textOf(regulation, 'publicationUrl') ?? given(regulation.attributes.publicationUrl),
    })),
    names: childrenOf(element, 'nameAlias').map(({ attributes, ...name }) => ({
      wholeName: given(attributes.wholeName),
      firstName: given(attributes.firstName),
      middleName: given(attributes.middleName),
      lastName: given(attributes.lastName),
      title: given(attributes.title),
      function: given(attributes.function),
      gender: given(attributes.gender),
      language: given(attributes.nameLanguage),
      strong: attributes.strong !== 'false',
      remark: textOf({ attributes, ...name }, 'remark'),
    })),
    births: childrenOf(element, 'birthdate').map(({ attributes }) => ({
      date: given(attributes.birthdate),
      year: given(attributes.year),
      month: given(attributes.monthOfYear) ?? given(attributes.month),
      day: given(attributes.dayOfMonth) ?? given(attributes.day),
      yearFrom: given(attributes.yearRangeFrom),
      yearTo: given(attributes.yearRangeTo),
      circa: attributes.circa === 'true',
      calendar: given(attributes.calendarType),
      city: given(attributes.city),
      region: given(attributes.region),
      place: given(attributes.place),
      country: countryOf(attributes),
    })),
    documents: childrenOf(element, 'identification').map(({ attributes }) => ({
      logicalId: given(attributes.logicalId),
      typeCode: given(attributes.identificationTypeCode),
      typeDescription: given(attributes.identificationTypeDescription),
      number: given(attributes.number),
      latinNumber: given(attributes.latinNumber),
      country: countryOf(attributes),
      issuedBy: given(attributes.issuedBy),
      issueDate: given(attributes.issueDate) ?? given(attributes.issuedDate),
      validTo: given(attributes.validTo),
      flags: FLAGS.filter(([name]) => attributes[name] === 'true').map(([, words]) => words),
    })),
    citizenships: childrenOf(element, 'citizenship').map(({ attributes }) => countryOf(attributes) ?? ''),
    addresses: childrenOf(element, 'address').map((address) => ({
      street: given(address.attributes.street),
      poBox: given(address.attributes.poBox),
      zipCode: given(address.attributes.zipCode),
      city: given(address.attributes.city),
      place: given(address.attributes.place),
      region: given(address.attributes.region),
      country: countryOf(address.attributes),
      contacts: allInside(address, 'contactInfo').map(({ attributes }) => ({
        key: attributes.key ?? '',
        value: attributes.value ?? '',
      })),
    })),
  };
}

/** The code, or the description where the code says "unknown" (`00`). */
function countryOf(attributes: XmlElement['attributes']): string | undefined {
  const code = given(attributes.countryIso2Code);
  return code && code !== '00' ? code : given(attributes.countryDescription);
}

function given(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}
