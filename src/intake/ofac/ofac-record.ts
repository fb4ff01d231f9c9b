import type { SchemaName } from '../../model/index.ts';
import { type DraftContext, draftEntity, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { subIds } from '../sub-ids.ts';
import { readOneDate, readWrittenDate } from '../written-date.ts';
import { readRemark, splitRemarks } from './remarks.ts';

/** One entry of OFAC's list with all that its files say of it. */
export interface OfacRecord {
  readonly key: string;
  readonly line: number;
  readonly name: string;
  /** `individual`, `vessel`, `aircraft`, or nothing for an organisation. */
  readonly type: string | undefined;
  readonly programs: readonly string[];
  readonly title: string | undefined;
  readonly callSign: string | undefined;
  readonly vesselType: string | undefined;
  readonly tonnage: string | undefined;
  readonly grossTonnage: string | undefined;
  readonly flag: string | undefined;
  readonly owner: string | undefined;
  readonly remarks: string;
  readonly aliases: readonly { readonly type: string; readonly name: string; readonly weak: boolean }[];
  /** Street, city with postal code, country. */
  readonly addresses: readonly (readonly (string | undefined)[])[];
}

const SCHEMA_OF: Readonly<Record<string, SchemaName>> = {
  individual: 'Person',
  vessel: 'Vessel',
  aircraft: 'Airplane',
};

/** Which property a numbered document is; what is not named is an idNumber. */
const NUMBER_PROPERTIES: readonly (readonly [RegExp, string])[] = [
  [/passport/i, 'passportNumber'],
  [/^SSN|social security/i, 'socialSecurityNumber'],
  [/tax|^NIT|^RUC|^RIF|^RTN|R\.?F\.?C|C\.U\.I\.T|CNPJ|fiscal|FEIN|federal employer/i, 'taxNumber'],
  [/v\.?a\.?t/i, 'vatCode'],
  [/D-U-N-S/i, 'dunsCode'],
  [/legal entity number/i, 'leiCode'],
  [
    /regist|company|enterprise|commerc|mercantil|C\.R\.|trade|business|incorporation|gazette|credit code|organization code|chamber|license/i,
    'registrationNumber',
  ],
];

const tidy = (country: string): string => country.replace(/^Region: /i, '').trim();

/** `FAMILY, Given` as `Given FAMILY`; other names as they are. */
const turned = (name: string): string => {
  const comma = name.indexOf(', ');
  return comma < 0 ? name : `${name.slice(comma + 2)} ${name.slice(0, comma)}`;
};

/** The entities of one entry: the person, organisation, vessel or aircraft, its documents, sanction and links. */
export function ofacEvents(
  record: OfacRecord,
  numberOf: (name: string) => string | undefined,
  context: DraftContext,
): ReadEvent[] {
  const id = `ofac-${record.key}`;
  const schema = SCHEMA_OF[record.type?.toLowerCase() ?? ''] ?? 'Organization';
  const person = schema === 'Person';
  const draft = draftEntity(id, schema, context, record.line);
  const subId = subIds(id);
  const events: ReadEvent[] = [];
  const nameOf = (name: string): string => (person ? turned(name) : name);

  draft.add('name', nameOf(record.name), undefined, record.name);
  if (person && record.name.includes(', ')) {
    draft.add('lastName', record.name.slice(0, record.name.indexOf(', ')));
    draft.add('firstName', record.name.slice(record.name.indexOf(', ') + 2));
  }
  for (const alias of record.aliases) {
    const property = alias.weak ? 'weakAlias' : /^f/i.test(alias.type) ? 'previousName' : 'alias';
    draft.add(property, nameOf(alias.name), undefined, alias.name);
  }
  if (person) draft.add('position', record.title);
  draft.add('callSign', record.callSign);
  draft.add('type', record.vesselType);
  draft.add('tonnage', record.tonnage);
  draft.add('grossRegisteredTonnage', record.grossTonnage);
  if (record.flag) draft.add('flag', tidy(record.flag));

  for (const address of record.addresses) {
    draft.add('address', address.filter((part) => part !== undefined).join(', '));
    const country = address[2];
    if (country !== undefined && !/^(?:undetermined|region:)/i.test(country)) draft.add('country', country);
  }

  const links: string[] = [];
  for (const piece of splitRemarks(record.remarks)) {
    const remark = readRemark(piece);
    switch (remark.type) {
      case 'birth-date': {
        const read = readWrittenDate(remark.value);
        for (const date of read?.dates ?? []) draft.add('birthDate', date, undefined, remark.value);
        if (!read) events.push(bad(`birthDate: not a date or too wide a range: ${remark.value}`));
        break;
      }
      case 'birth-place':
        draft.add('birthPlace', remark.value);
        break;
      case 'nationality':
        draft.add('nationality', tidy(remark.value));
        break;
      case 'citizenship':
        draft.add('citizenship', tidy(remark.value));
        break;
      case 'gender':
        draft.add('gender', remark.value);
        break;
      case 'weak-alias':
        // In the remarks stand the aliases that OFAC calls weak (FAQ 122).
        draft.add('weakAlias', nameOf(remark.value));
        break;
      case 'previous-name':
        draft.add('previousName', nameOf(remark.value));
        break;
      case 'linked-to':
        links.push(remark.value);
        break;
      case 'position':
        if (person) draft.add('position', remark.value);
        else draft.add('notes', remark.value);
        break;
      case 'value':
        draft.add(
          valueProperty(schema, remark.property),
          clean(remark.property, remark.value),
          undefined,
          remark.value,
        );
        break;
      case 'document':
        addDocument(remark);
        break;
      case 'note':
        break;
      case 'unknown':
        // What a person is called or does, in free words; of an organisation it may be anything, so a person looks.
        if (person && !/\d/.test(remark.value)) draft.add('position', remark.value);
        else events.push(bad(`remark not understood: ${remark.value}`));
    }
  }
  draft.add('topics', 'sanction');
  events.push(...draft.finish());

  const sanction = draftEntity(subId('sanction'), 'Sanction', context, record.line);
  sanction.add('entity', id);
  sanction.add('authority', 'Office of Foreign Assets Control');
  sanction.add('country', 'us');
  sanction.add('authorityId', record.key);
  for (const program of record.programs) sanction.add('programId', program);
  events.push(...sanction.finish());

  for (const name of [...links, ...(record.owner ? [record.owner] : [])]) {
    const other = numberOf(name);
    // Several entries of that name, or none: the fact is kept in words.
    if (other === undefined || other === record.key) continue;
    const link = draftEntity(subId(`link-${other}`), 'UnknownLink', context, record.line);
    link.add('subject', id);
    link.add('object', `ofac-${other}`);
    link.add('role', 'linked to');
    events.push(...link.finish());
  }
  return events;

  function bad(reason: string): ReadEvent {
    return { type: 'quarantine', entry: quarantine(context.file, reason, { line: record.line, record: id }) };
  }

  function addDocument(document: {
    readonly kind: string;
    readonly number: string;
    readonly country?: string;
    readonly issued?: string;
    readonly expires?: string;
  }): void {
    const property = NUMBER_PROPERTIES.find(([pattern]) => pattern.test(document.kind))?.[1] ?? 'idNumber';
    const known = person || property !== 'passportNumber' ? property : 'idNumber';
    draft.add(
      known === 'idNumber' && (schema === 'Vessel' || schema === 'Airplane') ? 'registrationNumber' : known,
      document.number,
    );
    if (!person) return;
    const passport = property === 'passportNumber';
    const paper = draftEntity(
      subId(`doc-${document.number}`),
      passport ? 'Passport' : 'Identification',
      context,
      record.line,
    );
    paper.add('holder', id);
    paper.add('type', document.kind);
    paper.add('number', document.number);
    if (document.country !== undefined) paper.add('country', tidy(document.country));
    if (document.issued !== undefined) paper.add('startDate', readOneDate(document.issued));
    if (document.expires !== undefined) paper.add('endDate', readOneDate(document.expires));
    events.push(...paper.finish());
  }
}

/** Where a schema has no property of that name, the nearest that it has. */
function valueProperty(schema: SchemaName, property: string): string {
  if (property === 'imoNumber') return schema === 'Vessel' ? 'imoNumber' : 'registrationNumber';
  if (property === 'serialNumber' || property === 'registrationNumber')
    return schema === 'Airplane' ? property : 'registrationNumber';
  return property;
}

function clean(property: string, value: string): string | undefined {
  if (property === 'buildDate' || property === 'incorporationDate') return readOneDate(value);
  if (property === 'pastFlags' || property === 'flag') return tidy(value);
  return value.replace(/\s*\([^()]*\)$/, '');
}
