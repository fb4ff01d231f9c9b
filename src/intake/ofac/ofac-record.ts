import type { SchemaName } from '../../model/index.ts';
import { countryCode } from '../country-code.ts';
import { type DraftContext, draftEntity, type EntityDraft, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { subIds } from '../sub-ids.ts';
import { readOneDate, readWrittenDate } from '../written-date.ts';
import { numberProperty } from './number-property.ts';
import type { Remark } from './remarks.ts';

/** A name of an entry. */
export interface OfacName {
  /** `name` for the name that it is listed by, else `aka`, `fka`, `nka`. */
  readonly type: string;
  /** Persons as `FAMILY, Given` where the parts are known. */
  readonly name: string;
  readonly weak: boolean;
  /** BCP 47, for other scripts than Latin. */
  readonly language?: string;
}

/** One entry of OFAC's list with all that its files say of it. */
export interface OfacRecord {
  readonly key: string;
  readonly line: number;
  /** The first is the one it is listed by. */
  readonly names: readonly OfacName[];
  /** `individual`, `vessel`, `aircraft`, or nothing for an organisation. */
  readonly type: string | undefined;
  readonly title?: string | undefined;
  readonly callSign?: string | undefined;
  readonly vesselType?: string | undefined;
  readonly tonnage?: string | undefined;
  readonly grossTonnage?: string | undefined;
  readonly flag?: string | undefined;
  readonly owner?: string | undefined;
  /** Street, city with postal code, country. */
  readonly addresses: readonly (readonly (string | undefined)[])[];
  readonly remarks: readonly Remark[];
}

/** What the Office decided about an entry. */
export interface OfacSanction {
  readonly key: string;
  readonly line: number;
  readonly programs: readonly string[];
  readonly listed?: string | undefined;
}

const SCHEMA_OF: Readonly<Record<string, SchemaName>> = {
  individual: 'Person',
  vessel: 'Vessel',
  aircraft: 'Airplane',
};

/** Finds another entry by its name as the list writes it; `undefined` where none or several have it. */
export type FindEntry = (name: string) => string | undefined;

/** `FAMILY, Given` as `Given FAMILY`; other names as they are. */
export function givenFirst(name: string): string {
  const comma = name.indexOf(', ');
  return comma < 0 ? name : `${name.slice(comma + 2)} ${name.slice(0, comma)}`;
}

/** A country as OFAC writes it; regions and "undetermined" say nothing that is compared. */
function countryOf(text: string | undefined): string | undefined {
  const country = text?.replace(/\..*$/, '').trim();
  if (country === undefined || /^(?:undetermined|none identified|unknown)$/i.test(country)) return undefined;
  const region = /^Region: (.*)$/i.exec(country)?.[1];
  return region === undefined ? country : countryCode(region);
}

/** The entities of one entry: the person, organisation, vessel or aircraft, its papers, wallets and links. */
export function ofacEvents(record: OfacRecord, find: FindEntry, context: DraftContext): ReadEvent[] {
  const { remarks } = record;
  const schema = SCHEMA_OF[record.type?.toLowerCase() ?? ''] ?? organisation(remarks);
  const person = schema === 'Person';
  const id = `ofac-${record.key}`;
  const subId = subIds(id);
  const draft = draftEntity(id, schema, context, record.line);
  const beside: EntityDraft[] = [];
  const besides = (key: string, of: SchemaName): EntityDraft => {
    const made = draftEntity(subId(key), of, context, record.line);
    beside.push(made);
    return made;
  };
  const problems: ReadEvent[] = [];
  const bad = (reason: string, excerpt: string): void => {
    const entry = quarantine(context.file, reason, { line: record.line, record: id, excerpt });
    problems.push({ type: 'quarantine', entry });
  };

  addNames();
  if (person) draft.add('position', record.title);
  else if (record.title !== undefined) draft.add('notes', record.title);
  draft.add('callSign', record.callSign);
  draft.add('type', record.vesselType);
  draft.add('tonnage', record.tonnage);
  draft.add('grossRegisteredTonnage', record.grossTonnage);
  draft.add('flag', countryOf(record.flag));
  for (const address of record.addresses) {
    draft.add('address', address.filter((part) => part !== undefined).join(', '));
    draft.add('country', countryOf(address[2]));
  }
  for (const remark of remarks) addRemark(remark);
  if (record.owner !== undefined) addOwner(record.owner);
  draft.add('topics', 'sanction');

  return [...problems, ...draft.finish(), ...beside.flatMap((made) => made.finish())];

  function addName(property: string, name: string, language?: string): void {
    draft.add(property, person ? givenFirst(name) : name, language, name);
  }

  function addNames(): void {
    for (const [at, { type, name, weak, language }] of record.names.entries()) {
      const other = weak ? 'weakAlias' : /^f/i.test(type) ? 'previousName' : 'alias';
      addName(at === 0 ? 'name' : other, name, language);
      const comma = name.indexOf(', ');
      if (at === 0 && person && comma >= 0) {
        draft.add('lastName', name.slice(0, comma));
        draft.add('firstName', name.slice(comma + 2));
      }
    }
  }

  function addRemark(remark: Remark): void {
    switch (remark.type) {
      case 'value':
        addValue(remark.property, remark.value);
        break;
      case 'document':
        addDocument(remark);
        break;
      case 'wallet':
        addWallet(remark);
        break;
      case 'linked-to':
        addLink(remark.name);
        break;
      case 'kin':
        addKin(remark.relation, remark.name);
        break;
      case 'office':
        if (person) draft.add('position', remark.value);
        else bad('remark not understood', remark.value);
        break;
      case 'dropped':
        context.dropped.add(remark.property);
        break;
      case 'unknown':
        bad('remark not understood', remark.value);
    }
  }

  function addValue(property: string, value: string): void {
    switch (property) {
      case 'birthDate': {
        const read = readWrittenDate(value);
        for (const date of read?.dates ?? []) draft.add('birthDate', date, undefined, value);
        if (!read) bad('birthDate: not a date, or a range too wide to compare', value);
        break;
      }
      case 'birthPlace':
        draft.add('birthPlace', value);
        // The last part is mostly, not always, a country.
        draft.add('birthCountry', countryCode(value.slice(value.lastIndexOf(',') + 1)), undefined, value);
        break;
      case 'alias':
      case 'weakAlias':
      case 'previousName':
        addName(property, value);
        break;
      case 'nationality':
      case 'citizenship':
      case 'jurisdiction':
      case 'flag':
      case 'pastFlags':
        draft.add(property, countryOf(value), undefined, value);
        break;
      case 'incorporationDate':
      case 'buildDate':
        draft.add(property, readOneDate(value), undefined, value);
        break;
      case 'serialNumber':
        // Also of persons and organisations (`Serial No.` of an unnamed paper), whose schemas do not have it.
        draft.add(schema === 'Airplane' ? property : 'registrationNumber', value);
        break;
      default:
        draft.add(property, value);
    }
  }

  function addDocument(document: Extract<Remark, { readonly type: 'document' }>): void {
    const { kind } = document;
    const imo = /^IMO\s*(\d{5,7})$/.exec(document.number)?.[1];
    const number = imo ?? document.number;
    const country = document.issuers
      .map((issuer) => countryOf(issuer))
      .find((name) => name && countryCode(name));
    const property = numberProperty(kind, number, country && countryCode(country));
    if (schema === 'Vessel' || schema === 'Airplane') {
      draft.add(imo !== undefined && schema === 'Vessel' ? 'imoNumber' : 'registrationNumber', number);
      return;
    }
    if (property === 'passportNumber' && !person) draft.add('idNumber', number);
    else if (property !== undefined) draft.add(property, number);
    if (!person) return;
    const paper = besides(`doc-${number}`, property === 'passportNumber' ? 'Passport' : 'Identification');
    paper.add('holder', id);
    paper.add('type', kind);
    paper.add('number', number);
    paper.add('country', country);
    for (const issuer of document.issuers) {
      if (countryOf(issuer) !== country) paper.add('authority', issuer);
    }
    if (document.issued !== undefined) paper.add('startDate', readOneDate(document.issued));
    if (document.expires !== undefined) paper.add('endDate', readOneDate(document.expires));
  }

  function addWallet({ currency, address }: Extract<Remark, { readonly type: 'wallet' }>): void {
    draft.add('publicKey', address);
    const wallet = besides(`wallet-${address}`, 'CryptoWallet');
    wallet.add('holder', id);
    wallet.add('publicKey', address);
    wallet.add('currency', currency);
  }

  /** A full stop was taken off the end of the remark; it may have been part of the name. */
  function entryOf(name: string): string | undefined {
    const key = find(name) ?? find(`${name}.`);
    return key === record.key ? undefined : key;
  }

  function addLink(name: string): void {
    const other = entryOf(name);
    if (other === undefined) {
      draft.add('notes', `Linked to: ${name}`);
      return;
    }
    const link = besides(`link-${other}`, 'UnknownLink');
    link.add('subject', id);
    link.add('object', `ofac-${other}`);
    link.add('role', 'Linked to');
  }

  function addOwner(name: string): void {
    const other = entryOf(name);
    if (other === undefined || schema !== 'Vessel') draft.add('notes', `Owner: ${name}`);
    else draft.add('owner', `ofac-${other}`);
  }

  function addKin(relation: string, name: string): void {
    const other = entryOf(name);
    if (other === undefined) {
      draft.add('notes', `${relation} of ${name}`);
      return;
    }
    const family = besides(`kin-${other}`, 'Family');
    family.add('person', `ofac-${other}`);
    family.add('relative', id);
    family.add('relationship', relation);
  }
}

/** The sanction of an entry. */
export function sanctionEvents(sanction: OfacSanction, context: DraftContext): ReadEvent[] {
  const id = `ofac-${sanction.key}`;
  const draft = draftEntity(`${id}-sanction`, 'Sanction', context, sanction.line);
  draft.add('entity', id);
  draft.add('authority', 'Office of Foreign Assets Control');
  draft.add('country', 'us');
  draft.add('authorityId', sanction.key);
  for (const program of sanction.programs) draft.add('programId', program);
  draft.add('listingDate', sanction.listed);
  return draft.finish();
}

/** What has shares or bonds on an exchange is a company; of other organisations the list does not say what they are. */
function organisation(remarks: readonly Remark[]): SchemaName {
  const listed = remarks.some(
    (remark) => remark.type === 'value' && (remark.property === 'isinCode' || remark.property === 'ticker'),
  );
  return listed ? 'Company' : 'Organization';
}
