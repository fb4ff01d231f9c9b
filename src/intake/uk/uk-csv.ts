import { type Row, readRowBatches, splitRow } from '../delimited.ts';
import { dropCounter, quarantine } from '../entity-draft.ts';
import { readDate } from '../mapping/date-order.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { OFSI_DATASET, UK_DATASET } from '../sources.ts';
import { slug } from '../sub-ids.ts';
import {
  emptyRecord,
  numbered,
  push,
  type UkDocument,
  type UkField,
  type UkRecord,
  ukEvents,
} from './uk-record.ts';

/** Rows that are held; the lists have about 20,000. */
const MAX_ROWS = 1_000_000;
const MAX_ROW_BYTES = 1024 * 1024;

/** How one of the two CSV files calls things. Names are compared in lower case without spaces and signs. */
interface Layout {
  readonly id: string;
  readonly idPrefix: string;
  readonly type: readonly string[];
  readonly nameType: string;
  readonly strength: string;
  readonly fields: Readonly<Partial<Record<UkField, string>>>;
  readonly passport: readonly [number: string, details: string];
  readonly nationalId: readonly [number: string, details: string];
  readonly addressLines: string;
  readonly postCode: string;
  readonly country: string;
}

const UK_LAYOUT: Layout = {
  id: 'uniqueid',
  idPrefix: 'gb-fcdo-',
  type: ['designationtype', 'individualentityship'],
  nameType: 'nametype',
  strength: 'aliasstrength',
  fields: {
    title: 'title',
    birthDate: 'dob',
    birthTown: 'townofbirth',
    birthCountry: 'countryofbirth',
    nationality: 'nationalityies',
    position: 'position',
    gender: 'gender',
    phone: 'phonenumber',
    website: 'website',
    email: 'emailaddress',
    regime: 'regimename',
    source: 'designationsource',
    sanctions: 'sanctionsimposed',
    notes: 'otherinformation',
    reasons: 'ukstatementofreasons',
    designated: 'datedesignated',
    updated: 'lastupdated',
    reference: 'uniqueid',
    unReference: 'unreferencenumber',
    entityType: 'typeofentity',
    registration: 'businessregistrationnumbers',
    parent: 'parentcompany',
    subsidiary: 'subsidiaries',
    imo: 'imonumber',
    owner: 'currentowneroperators',
    previousOwner: 'previousowneroperators',
    flag: 'currentbelievedflagofship',
    previousFlag: 'previousflags',
    shipType: 'typeofship',
    tonnage: 'tonnageofship',
    yearBuilt: 'yearbuilt',
  },
  passport: ['passportnumber', 'passportadditionalinformation'],
  nationalId: ['nationalidentifiernumber', 'nationalidentifieradditionalinformation'],
  addressLines: 'addressline',
  postCode: 'addresspostalcode',
  country: 'addresscountry',
};

const OFSI_LAYOUT: Layout = {
  id: 'groupid',
  idPrefix: 'gb-hmt-',
  type: ['grouptype'],
  nameType: 'aliastype',
  strength: 'aliasquality',
  fields: {
    title: 'title',
    birthDate: 'dob',
    birthTown: 'townofbirth',
    birthCountry: 'countryofbirth',
    nationality: 'nationality',
    position: 'position',
    regime: 'regime',
    designated: 'uksanctionslistdatedesignated',
    listed: 'listedon',
    updated: 'lastupdated',
    reference: 'groupid',
  },
  passport: ['passportnumber', 'passportdetails'],
  nationalId: ['nationalidentificationnumber', 'nationalidentificationdetails'],
  addressLines: 'address',
  postCode: 'postzipcode',
  country: 'country',
};

/** The UK Sanctions List as CSV: a line with the date of the report, then one row for each name of a record. */
export const ukCsv: ListFormat = {
  name: 'uk-csv',
  title: 'UK Sanctions List (FCDO), CSV',
  dataset: UK_DATASET,
  recognises: ([file, ...more]) => more.length === 0 && file !== undefined && hasLayout(file.head, UK_LAYOUT),
  read: (files, options) =>
    readUkCsv(files, options, UK_LAYOUT, 'Foreign, Commonwealth and Development Office'),
};

/** The Consolidated List of OFSI (`ConList.csv`, layout of 2022), published until 28 January 2026. */
export const ofsiCsv: ListFormat = {
  name: 'uk-ofsi-csv',
  title: 'OFSI Consolidated List (ConList), CSV of 2022',
  dataset: OFSI_DATASET,
  recognises: ([file, ...more]) =>
    more.length === 0 && file !== undefined && hasLayout(file.head, OFSI_LAYOUT),
  read: (files, options) => readUkCsv(files, options, OFSI_LAYOUT, 'HM Treasury, OFSI'),
};

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');

function hasLayout(head: string, layout: Layout): boolean {
  return head
    .split(/\r?\n/, 3)
    .some((line) => isHeader((splitRow(line.replace(/^\ufeff/, ''), ',') ?? []).map(plain), layout));
}

function isHeader(names: readonly string[], layout: Layout): boolean {
  return names.includes(layout.id) && names.includes('name6') && names.includes(layout.nameType);
}

async function* readUkCsv(
  files: readonly ListFile[],
  { today }: ReadListOptions,
  layout: Layout,
  authority: string,
): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    const records = new Map<string, UkRecord>();
    let headers: readonly string[] | undefined;
    let bytes = 0;
    let rows = 0;
    const batches = readRowBatches(file.open(), {
      delimiter: ',',
      maxBytes: MAX_ROW_BYTES,
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const batch of batches) {
      for (const row of batch) {
        if (++rows > MAX_ROWS) throw new ListError(`more than ${MAX_ROWS} rows`, file.name, row.line);
        if (headers) {
          const problem = gather(row, headers, records, layout);
          if (problem) yield { type: 'quarantine', entry: quarantine(file.name, problem, row) };
          continue;
        }
        if ('problem' in row) throw new ListError(row.problem, file.name, row.line);
        const names = row.fields.map(plain);
        if (isHeader(names, layout)) headers = names;
        else if (rows > 2) break;
        else {
          const version = reportDate(row.fields);
          if (version) yield { type: 'version', version };
        }
      }
      if (!headers) {
        const wanted = `"Name 6", "${layout.id}" and "${layout.nameType}"`;
        throw new ListError(`no row of column names with ${wanted} in the first lines`, file.name, 1);
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    for (const record of records.values()) yield* ukEvents(record, context, authority);
    before += bytes;
  }
  yield* dropped.events();
}

/** `Report Date: 13-Feb-2026`, or `Last Updated,03/06/2026`. */
function reportDate(fields: readonly string[]): string | undefined {
  const read = readDate(
    fields
      .join(' ')
      .replace(/^[^\d]*/, '')
      .trim(),
    'dmy',
  );
  return 'date' in read ? read.date : undefined;
}

/** Adds a row to its record; gives the reason where it cannot be. */
function gather(
  row: Row,
  headers: readonly string[],
  records: Map<string, UkRecord>,
  layout: Layout,
): string | undefined {
  if ('problem' in row) return row.problem;
  if (row.fields.length > headers.length && row.fields.slice(headers.length).some((field) => field.trim())) {
    return `${row.fields.length} fields in a file of ${headers.length} columns`;
  }
  const at = new Map<string, string>();
  row.fields.forEach((field, i) => {
    const value = field.trim();
    if (value !== '') at.set(headers[i] ?? '', value);
  });
  const key = at.get(layout.id);
  if (key === undefined || slug(key) === '') return `no ${layout.id}`;
  const id = layout.idPrefix + slug(key);
  let record = records.get(id);
  if (!record) {
    record = emptyRecord(id, row.line);
    records.set(id, record);
  }
  record.type ||= layout.type.map((name) => at.get(name)).find((type) => type) ?? '';

  const parts = ['name1', 'name2', 'name3', 'name4', 'name5', 'name6'].map((name) => at.get(name));
  const full = parts.filter((part) => part).join(' ');
  if (full) {
    record.names.push({
      full,
      first: parts[0],
      last: parts[5],
      type: at.get(layout.nameType) ?? 'Alias',
      strength: at.get(layout.strength) ?? '',
    });
  }
  const original = at.get('namenonlatinscript');
  if (original) record.originalNames.push({ name: original, language: at.get('nonlatinscriptlanguage') });
  for (const [field, column] of Object.entries(layout.fields))
    push(record.values[field as UkField], at.get(column));
  if (layout === OFSI_LAYOUT) addOfsiNotes(record, at.get('otherinformation'));
  addDocuments(record.passports, at, layout.passport);
  addDocuments(record.nationalIds, at, layout.nationalId);
  addAddress(record, at, layout);
  return undefined;
}

/** Numbers and their details are numbered alike: `(1) A12 (2) B34` with `(1) Iran (2) issued in 2001`. */
function addDocuments(
  documents: UkDocument[],
  at: ReadonlyMap<string, string>,
  [numberColumn, detailsColumn]: readonly [string, string],
): void {
  const numbers = numbered(at.get(numberColumn) ?? '').filter((number) => number !== '');
  const details = at.get(detailsColumn);
  const each = numbered(details ?? '');
  numbers.forEach((number, i) => {
    if (documents.some((document) => document.number === number)) return;
    documents.push({ number, details: each.length === numbers.length ? each[i] || undefined : details });
  });
}

function addAddress(record: UkRecord, at: ReadonlyMap<string, string>, layout: Layout): void {
  const lines = [1, 2, 3, 4, 5, 6].map((n) => at.get(`${layout.addressLines}${n}`));
  const text = [...lines, at.get(layout.postCode)].filter((part) => part).join(', ');
  const country = at.get(layout.country);
  const [only = ''] = numbered(country ?? '');
  if (text || only) record.addresses.push({ text, country: only || undefined });
}

/**
 * The OFSI list keeps what has no column in its notes, each behind its name: `(UK Sanctions List Ref):RUS0296.
 * (UK Statement of Reasons):… (Gender):Male`.
 */
function addOfsiNotes(record: UkRecord, text: string | undefined): void {
  if (!text) return;
  const parts = text.split(/\(([^()]{2,60})\):/);
  push(record.values.notes, parts[0]);
  for (let i = 1; i < parts.length; i += 2) {
    const name = (parts[i] ?? '').toLowerCase();
    const value = (parts[i + 1] ?? '').trim();
    if (name === 'gender') push(record.values.gender, value.replace(/\.$/, ''));
    else if (name === 'uk sanctions list ref') push(record.values.reference, value.replace(/\.$/, ''));
    else if (name === 'un ref') push(record.values.unReference, value.replace(/\.$/, ''));
    else if (name === 'uk statement of reasons') push(record.values.reasons, value);
    else if (name.startsWith('phone')) push(record.values.phone, value);
    else if (name.startsWith('email')) push(record.values.email, value);
    else if (name.startsWith('website')) push(record.values.website, value);
    else if (name === 'imo number') push(record.values.imo, value.replace(/\.$/, ''));
    else push(record.values.notes, `${parts[i]}: ${value}`);
  }
}
