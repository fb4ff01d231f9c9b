import { type Row, readRowBatches } from '../delimited.ts';
import { dropCounter, quarantine } from '../entity-draft.ts';
import { readDate } from '../mapping/date-order.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { EU_DATASET } from '../sources.ts';
import { type EuRecord, euEvents } from './eu-record.ts';
import { problemWith } from './eu-xml.ts';

/** Rows that are held; the list has about 50,000. */
const MAX_ROWS = 2_000_000;
const MAX_ROW_BYTES = 1024 * 1024;

/**
 * The consolidated list of financial sanctions, CSV 1.1 (`csvFullSanctionsList_1_1`): semicolons, one row for each
 * name, birth, document, citizenship and address, with the columns of the entity in each. It does not say which
 * names are weak, so that the XML is to be preferred.
 */
export const euCsv: ListFormat = {
  name: 'eu-csv',
  title: 'EU consolidated financial sanctions, CSV 1.1',
  dataset: EU_DATASET,
  recognises: ([file, ...more]) =>
    more.length === 0 &&
    file !== undefined &&
    /^[^\n]*Entity_LogicalId[^\n]*NameAlias_WholeName/.test(file.head),
  read: readEuCsv,
};

type Columns = Readonly<Record<string, string>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Gathered
  extends Mutable<Omit<EuRecord, 'remarks' | 'regulations' | 'names' | 'births' | 'documents'>> {
  remarks: string[];
  regulations: EuRecord['regulations'][number][];
  names: EuRecord['names'][number][];
  births: EuRecord['births'][number][];
  documents: EuRecord['documents'][number][];
  citizenships: string[];
  addresses: EuRecord['addresses'][number][];
}

async function* readEuCsv(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    const records = new Map<string, Gathered>();
    let headers: readonly string[] | undefined;
    let version: string | undefined;
    let rows = 0;
    let bytes = 0;
    const batches = readRowBatches(file.open(), {
      delimiter: ';',
      maxBytes: MAX_ROW_BYTES,
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const batch of batches) {
      for (const row of batch) {
        if (!headers) {
          headers = headersOf(row, file.name);
          continue;
        }
        const problem = gather(row, headers, records);
        if (problem) yield { type: 'quarantine', entry: quarantine(file.name, problem, row) };
        if (++rows > MAX_ROWS) throw new ListError(`more than ${MAX_ROWS} rows`, file.name, row.line);
        version ??= 'fields' in row ? row.fields[0] : undefined;
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    if (!headers) throw new ListError('the file is empty', file.name);
    const date = version === undefined ? undefined : readDate(version, 'dmy');
    if (date && 'date' in date) yield { type: 'version', version: date.date };
    const seen = new Set<string>();
    for (const record of records.values()) {
      const problem = problemWith(record, seen);
      if (problem) yield { type: 'quarantine', entry: quarantine(file.name, problem, record) };
      else yield* euEvents(record, context);
    }
    before += bytes;
  }
  yield* dropped.events();
}

function headersOf(row: Row, file: string): readonly string[] {
  if ('problem' in row) throw new ListError(row.problem, file, row.line);
  const headers = row.fields.map((field) => field.trim().toLowerCase());
  if (headers.includes('entity_logicalid')) return headers;
  throw new ListError('no column Entity_LogicalId; this is not the CSV 1.1 of the EU', file, row.line);
}

/** Adds a row to its record; gives the reason where it cannot be. */
function gather(row: Row, headers: readonly string[], records: Map<string, Gathered>): string | undefined {
  if ('problem' in row) return row.problem;
  if (row.fields.length > headers.length) {
    return `${row.fields.length} fields in a file of ${headers.length} columns`;
  }
  const columns: Record<string, string> = {};
  row.fields.forEach((field, i) => {
    const value = field.trim();
    if (value !== '') columns[headers[i] ?? ''] = value;
  });
  const id = columns.entity_logicalid;
  if (!id) return 'no Entity_LogicalId';
  let record = records.get(id);
  if (!record) {
    record = {
      logicalId: id,
      line: row.line,
      euReference: columns.entity_eu_referencenumber,
      unId: columns.entity_unitednationid,
      designationDate: dateOf(columns.entity_designationdate),
      subjectType: columns.entity_subjecttype ?? columns.entity_subjecttype_classificationcode,
      remarks: [],
      regulations: [],
      names: [],
      births: [],
      documents: [],
      citizenships: [],
      addresses: [],
    };
    records.set(id, record);
  }
  addParts(record, columns);
  return undefined;
}

function addParts(record: Gathered, at: Columns): void {
  if (at.entity_remark && !record.remarks.includes(at.entity_remark)) record.remarks.push(at.entity_remark);
  const numberTitle = at.entity_regulation_numbertitle;
  if (numberTitle && !record.regulations.some((known) => known.numberTitle === numberTitle)) {
    record.regulations.push({
      numberTitle,
      programme: at.entity_regulation_programme,
      publicationDate: dateOf(at.entity_regulation_publicationdate),
      entryIntoForceDate: dateOf(at.entity_regulation_entryintoforcedate),
      url: at.entity_regulation_publicationurl,
    });
  }
  if (at.namealias_wholename || at.namealias_lastname) {
    record.names.push({
      wholeName: at.namealias_wholename,
      firstName: at.namealias_firstname,
      middleName: at.namealias_middlename,
      lastName: at.namealias_lastname,
      title: at.namealias_title,
      function: at.namealias_function,
      gender: at.namealias_gender,
      language: at.namealias_namelanguage,
      strong: true,
      remark: at.namealias_remark,
    });
  }
  if (at.birthdate_birthdate || at.birthdate_year || at.birthdate_yearrangefrom || at.birthdate_city) {
    record.births.push({
      date: dateOf(at.birthdate_birthdate),
      year: at.birthdate_year,
      month: at.birthdate_month,
      day: at.birthdate_day,
      yearFrom: at.birthdate_yearrangefrom,
      yearTo: at.birthdate_yearrangeto,
      circa: at.birthdate_circa?.toLowerCase() === 'true',
      calendar: at.birthdate_calendartype,
      city: at.birthdate_city,
      region: at.birthdate_region,
      place: at.birthdate_place,
      country: at.birthdate_countryiso2code ?? at.birthdate_countrydescription,
    });
  }
  if (at.identification_number || at.identification_latinnumber) {
    const flags = ['knownfalse', 'knownexpired', 'reportedlost', 'revokedbyissuer', 'diplomatic'] as const;
    record.documents.push({
      logicalId: at.identification_logicalid,
      typeCode: at.identification_typecode,
      typeDescription: at.identification_typedescription,
      number: at.identification_number,
      latinNumber: at.identification_latinnumber,
      country: at.identification_countryiso2code ?? at.identification_countrydescription,
      issuedBy: at.identification_issuedby,
      issueDate: dateOf(at.identification_issueddate),
      validTo: dateOf(at.identification_validto),
      flags: flags
        .filter((flag) => at[`identification_${flag}`]?.toLowerCase() === 'true')
        .map((f) => FLAG_WORDS[f]),
    });
  }
  const citizenship = at.citizenship_countryiso2code ?? at.citizenship_countrydescription;
  if (citizenship) record.citizenships.push(citizenship);
  if (at.address_city || at.address_street || at.address_place || at.address_countryiso2code) {
    record.addresses.push({
      street: at.address_street,
      poBox: at.address_pobox,
      zipCode: at.address_zipcode,
      city: at.address_city,
      place: at.address_place,
      region: at.address_region,
      country: at.address_countryiso2code ?? at.address_countrydescription,
      contacts: [],
    });
  }
}

const FLAG_WORDS = {
  knownfalse: 'known false',
  knownexpired: 'known expired',
  reportedlost: 'reported lost',
  revokedbyissuer: 'revoked by issuer',
  diplomatic: 'diplomatic',
} as const;

/** Dates are ISO; the date of the file has the day first. */
function dateOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const read = readDate(text, 'dmy');
  return 'date' in read ? read.date : text;
}
