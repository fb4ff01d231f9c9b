import { type DraftContext, draftEntity, dropCounter, quarantine } from '../entity-draft.ts';
import { ofacEvents, sanctionEvents } from '../ofac/ofac-record.ts';
import type { Remark } from '../ofac/remarks.ts';
import type { ListFile, ListFormat, ReadEvent, ReadListOptions } from '../reader.ts';
import { OFAC_CONS_DATASET, OFAC_SDN_DATASET } from '../sources.ts';
import { subIds } from '../sub-ids.ts';
import { childOf, childrenOf, readXmlRecords, textOf, type XmlElement } from '../xml-records.ts';
import { dateOf } from './date-period.ts';
import { type Place, placeOf } from './location.ts';
import { documentRemark, type PartyContext, partyRecord } from './party.ts';
import { NO_VALUES, type ReferenceValues, referenceValues } from './reference-values.ts';

/**
 * OFAC's advanced XML (`sdn_advanced.xml`, `cons_advanced.xml`), in the layout that the UN 1267/1988 committee's experts
 * drew up: tables of values, places and papers first, then the parties that refer to them. Entities have the same ids as
 * from the CSV files. Built from the published schema; never tried on an original file.
 */
export const ofacXml: ListFormat = {
  name: 'ofac-xml',
  title: 'OFAC SDN list, advanced XML: sdn_advanced.xml',
  dataset: OFAC_SDN_DATASET,
  recognises: (files) => isAdvancedXml(files) && !isConsolidated(files),
  read: readOfacXml,
};

/** The same layout; only the name of the file tells that it is the other list. */
export const ofacConsXml: ListFormat = {
  name: 'ofac-cons-xml',
  title: 'OFAC consolidated non-SDN list, advanced XML: cons_advanced.xml',
  dataset: OFAC_CONS_DATASET,
  recognises: (files) => isAdvancedXml(files) && isConsolidated(files),
  read: readOfacXml,
};

type Heads = Parameters<ListFormat['recognises']>[0];

const isAdvancedXml = ([file, ...more]: Heads): boolean =>
  more.length === 0 &&
  file !== undefined &&
  /<(?:\w+:)?Sanctions[\s>]/.test(file.head) &&
  /<(?:\w+:)?(?:ReferenceValueSets|DateOfIssue)[\s>]/.test(file.head);

const isConsolidated = ([file]: Heads): boolean => /^cons/i.test(file?.name ?? '');

const RECORDS = ['Location', 'IDRegDocument', 'DistinctParty', 'ProfileRelationship', 'SanctionsEntry'];

/** What was read of the file so far, for what refers to it. */
interface Tables {
  values: ReferenceValues;
  readonly places: Map<string, Place>;
  readonly documents: Map<string, Remark[]>;
  readonly parties: Set<string>;
  readonly sanctions: Set<string>;
  readonly linkIds: Map<string, (key: string) => string>;
}

async function* readOfacXml(
  files: readonly ListFile[],
  { today }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  let before = 0;
  for (const file of files) {
    const context: DraftContext = { file: file.name, today, dropped };
    const tables: Tables = {
      values: NO_VALUES,
      places: new Map(),
      documents: new Map(),
      parties: new Set(),
      sanctions: new Set(),
      linkIds: new Map(),
    };
    let bytes = 0;
    const onBytes = (count: number): void => {
      bytes = count;
    };
    for await (const batch of readXmlRecords(file.open(), { file: file.name, record: RECORDS, onBytes })) {
      for (const { type, element } of batch) {
        if (type === 'other' && element.name === 'DateOfIssue') {
          const version = dateOf(element);
          if (version !== undefined) yield { type: 'version', version };
        } else if (type === 'other' && element.name === 'ReferenceValueSets') {
          tables.values = referenceValues(element);
        } else if (type === 'record') yield* recordEvents(element, tables, context);
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    before += bytes;
  }
  yield* dropped.events();
}

function recordEvents(element: XmlElement, tables: Tables, context: DraftContext): readonly ReadEvent[] {
  switch (element.name) {
    case 'Location':
      tables.places.set(element.attributes.ID ?? '', placeOf(element, tables.values));
      return [];
    case 'IDRegDocument':
      return documentEvents(element, tables, context);
    case 'DistinctParty':
      return partyEvents(element, tables, context);
    case 'ProfileRelationship':
      return relationEvents(element, tables, context);
    default:
      return sanctionsEntryEvents(element, tables, context);
  }
}

function bad(element: XmlElement, reason: string, context: DraftContext, excerpt?: string): ReadEvent {
  const record = element.attributes.ID ?? element.attributes.FixedRef;
  const entry = quarantine(context.file, reason, { line: element.line, record, excerpt });
  return { type: 'quarantine', entry };
}

function documentEvents(element: XmlElement, tables: Tables, context: DraftContext): readonly ReadEvent[] {
  const read = documentRemark(element, tables.values);
  if (!read) return [bad(element, 'a paper without a number or an identity', context)];
  const known = tables.documents.get(read.identity);
  if (known) known.push(read.remark);
  else tables.documents.set(read.identity, [read.remark]);
  return [];
}

function partyEvents(element: XmlElement, tables: Tables, context: DraftContext): readonly ReadEvent[] {
  const events: ReadEvent[] = [];
  const party: PartyContext = {
    values: tables.values,
    places: tables.places,
    documents: tables.documents,
    bad: (reason, excerpt) => events.push(bad(element, reason, context, excerpt)),
    dropped: (property) => context.dropped.add(property),
  };
  const record = partyRecord(element, party);
  if (!record) return [bad(element, 'a party without a profile, a number or a name', context)];
  if (tables.parties.has(record.key)) {
    return [bad(element, `party ${record.key} came before; only the first is kept`, context)];
  }
  tables.parties.add(record.key);
  // Links are records of their own in this file; nothing here is looked up by name.
  return [...events, ...ofacEvents(record, () => undefined, context)];
}

function relationEvents(element: XmlElement, tables: Tables, context: DraftContext): readonly ReadEvent[] {
  const from = element.attributes['From-ProfileID'] ?? '';
  const to = element.attributes['To-ProfileID'] ?? '';
  if (!tables.parties.has(from) || !tables.parties.has(to)) {
    return [bad(element, `a relation of a party that is not in the file: ${from} to ${to}`, context)];
  }
  const role = tables.values.text('RelationType', element.attributes.RelationTypeID) ?? 'Linked to';
  const kin = /^family/i.test(role);
  const ids = tables.linkIds.get(from) ?? subIds(`ofac-${from}`);
  tables.linkIds.set(from, ids);
  const former = element.attributes.Former === 'true';
  const link = draftEntity(
    ids(kin ? `kin-${to}` : `link-${to}`),
    kin ? 'Family' : 'UnknownLink',
    context,
    element.line,
  );
  link.add(kin ? 'person' : 'subject', kin ? `ofac-${to}` : `ofac-${from}`);
  link.add(kin ? 'relative' : 'object', kin ? `ofac-${from}` : `ofac-${to}`);
  link.add(kin ? 'relationship' : 'role', role);
  if (!kin && former) link.add('status', 'former');
  return link.finish();
}

function sanctionsEntryEvents(
  element: XmlElement,
  tables: Tables,
  context: DraftContext,
): readonly ReadEvent[] {
  const key = element.attributes.ProfileID ?? '';
  if (!tables.parties.has(key)) {
    return [bad(element, `a sanction of a party that is not in the file: ${key}`, context)];
  }
  if (tables.sanctions.has(key)) return [bad(element, `a second sanctions entry of party ${key}`, context)];
  tables.sanctions.add(key);
  const programs = childrenOf(element, 'SanctionsMeasure')
    .filter((measure) =>
      /^program$/i.test(tables.values.text('SanctionsType', measure.attributes.SanctionsTypeID) ?? ''),
    )
    .map((measure) => textOf(measure, 'Comment'))
    .filter((program) => program !== undefined);
  const event = childOf(element, 'EntryEvent');
  const listed = dateOf(event && childOf(event, 'Date'));
  return sanctionEvents({ key, line: element.line, programs, listed }, context);
}
