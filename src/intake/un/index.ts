import { type DraftContext, draftEntity, dropCounter, quarantine } from '../entity-draft.ts';
import type { ListFile, ListFormat, ReadEvent, ReadListOptions } from '../reader.ts';
import { UN_DATASET } from '../sources.ts';
import { subIds } from '../sub-ids.ts';
import { readOneDate, readWrittenDate, yearsBetween } from '../written-date.ts';
import { childrenOf, readXmlRecords, textOf, type XmlElement } from '../xml-records.ts';

/** The consolidated list of the UN Security Council, XML (https://www.un.org/securitycouncil/content/un-sc-consolidated-list). */
export const unXml: ListFormat = {
  name: 'un-xml',
  title: 'UN Security Council consolidated list, XML',
  dataset: UN_DATASET,
  recognises: ([file, ...more]) =>
    more.length === 0 && file !== undefined && file.head.includes('<CONSOLIDATED_LIST'),
  read: readUnXml,
};

async function* readUnXml(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const seen = new Set<string>();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let bytes = 0;
    const onBytes = (count: number): void => {
      bytes = count;
    };
    // One pass for each kind of record: the reader knows one record element.
    for (const record of ['INDIVIDUAL', 'ENTITY']) {
      for await (const batch of readXmlRecords(file.open(), { file: file.name, record, onBytes })) {
        for (const { type, element } of batch) {
          const date = type === 'root' ? element.attributes.dateGenerated : undefined;
          if (date && record === 'INDIVIDUAL') yield { type: 'version', version: date };
          if (type !== 'record') continue;
          const id = textOf(element, 'DATAID') ?? '';
          if (!/^\d{1,12}$/.test(id) || seen.has(id)) {
            const reason = seen.has(id)
              ? `DATAID ${id} came before; only the first is kept`
              : 'no usable DATAID';
            yield {
              type: 'quarantine',
              entry: quarantine(file.name, reason, { line: element.line, record: id }),
            };
            continue;
          }
          seen.add(id);
          yield* eventsOf(element, id, context);
        }
        yield {
          type: 'progress',
          bytes: before + Math.floor((bytes + (record === 'ENTITY' ? bytes : 0)) / 2),
        };
      }
    }
    before += bytes;
  }
  yield* dropped.events();
}

/** Elements that are read, or hold nothing of the person; what is new in a list is counted as dropped. */
const KNOWN = new Set(
  `DATAID VERSIONNUM FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME UN_LIST_TYPE REFERENCE_NUMBER LISTED_ON GENDER
  COMMENTS1 NAME_ORIGINAL_SCRIPT TITLE DESIGNATION NATIONALITY NATIONALITY2 LIST_TYPE LAST_DAY_UPDATED SORT_KEY
  SORT_KEY_LAST_MOD SUBMITTED_ON SUBMITTED_BY DELISTED_ON INDIVIDUAL_ALIAS INDIVIDUAL_ADDRESS INDIVIDUAL_DATE_OF_BIRTH
  INDIVIDUAL_PLACE_OF_BIRTH INDIVIDUAL_DOCUMENT ENTITY_ALIAS ENTITY_ADDRESS`.split(/\s+/),
);

const NAME_PARTS = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];

const joined = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter((part) => part !== undefined && part !== '').join(', ') || undefined;

const valuesOf = (element: XmlElement, name: string): readonly string[] =>
  childrenOf(element, name).flatMap((child) => childrenOf(child, 'VALUE').map((value) => value.text.trim()));

function eventsOf(element: XmlElement, key: string, context: DraftContext): ReadEvent[] {
  const id = `un-sc-${key}`;
  const person = element.name === 'INDIVIDUAL';
  const draft = draftEntity(id, person ? 'Person' : 'Organization', context, element.line);
  const subId = subIds(id);
  const events: ReadEvent[] = [];

  // First to fourth name are parts in the order of the full name, not given and family name.
  draft.add(
    'name',
    NAME_PARTS.map((part) => textOf(element, part))
      .filter(Boolean)
      .join(' '),
  );
  draft.add('alias', textOf(element, 'NAME_ORIGINAL_SCRIPT'));
  draft.add('gender', textOf(element, 'GENDER'));
  for (const title of valuesOf(element, 'TITLE')) draft.add('title', title);
  for (const position of valuesOf(element, 'DESIGNATION')) draft.add('position', position);
  for (const country of valuesOf(element, 'NATIONALITY')) draft.add('nationality', country);

  for (const alias of childrenOf(element, person ? 'INDIVIDUAL_ALIAS' : 'ENTITY_ALIAS')) {
    addAlias(alias, draft.add);
    if (!person) continue;
    // An alias may carry its own birth: what somebody used with that name.
    const born = textOf(alias, 'DATE_OF_BIRTH');
    if (born) addWrittenDate(draft.add, born);
    draft.add('birthPlace', textOf(alias, 'CITY_OF_BIRTH'));
    draft.add('birthCountry', textOf(alias, 'COUNTRY_OF_BIRTH'));
  }
  for (const birth of childrenOf(element, 'INDIVIDUAL_DATE_OF_BIRTH')) addBirth(birth, draft.add);
  for (const place of childrenOf(element, 'INDIVIDUAL_PLACE_OF_BIRTH')) {
    draft.add('birthPlace', joined(textOf(place, 'CITY'), textOf(place, 'STATE_PROVINCE')));
    draft.add('birthCountry', textOf(place, 'COUNTRY'));
  }
  for (const address of childrenOf(element, person ? 'INDIVIDUAL_ADDRESS' : 'ENTITY_ADDRESS')) {
    draft.add(
      'address',
      joined(
        textOf(address, 'STREET'),
        textOf(address, 'CITY'),
        textOf(address, 'STATE_PROVINCE'),
        textOf(address, 'ZIP_CODE'),
        textOf(address, 'COUNTRY'),
      ),
    );
    draft.add('country', textOf(address, 'COUNTRY'));
  }
  for (const document of childrenOf(element, 'INDIVIDUAL_DOCUMENT')) {
    const number = textOf(document, 'NUMBER');
    if (!number) continue;
    const type = textOf(document, 'TYPE_OF_DOCUMENT') ?? '';
    const passport = /pass/i.test(type);
    draft.add(passport ? 'passportNumber' : 'idNumber', number);
    const paper = draftEntity(
      subId(`doc-${number}`),
      passport ? 'Passport' : 'Identification',
      context,
      element.line,
    );
    paper.add('holder', id);
    paper.add('type', type || textOf(document, 'TYPE_OF_DOCUMENT2'));
    paper.add('number', number);
    paper.add('country', textOf(document, 'ISSUING_COUNTRY') ?? textOf(document, 'COUNTRY_OF_ISSUE'));
    const issued = textOf(document, 'DATE_OF_ISSUE');
    if (issued) paper.add('startDate', readOneDate(issued));
    events.push(...paper.finish());
  }
  for (const child of element.children) if (!KNOWN.has(child.name)) context.dropped.add(child.name);
  // The comments tell a story about the person, with names of others; only their facts in fields are kept.
  if (textOf(element, 'COMMENTS1')) context.dropped.add('COMMENTS1');
  draft.add('topics', 'sanction');
  events.push(...draft.finish());

  const sanction = draftEntity(subId('sanction'), 'Sanction', context, element.line);
  sanction.add('entity', id);
  sanction.add('authority', 'United Nations Security Council');
  sanction.add('unscId', textOf(element, 'REFERENCE_NUMBER'));
  sanction.add('program', textOf(element, 'UN_LIST_TYPE'));
  sanction.add('listingDate', textOf(element, 'LISTED_ON')?.slice(0, 10));
  for (const day of valuesOf(element, 'LAST_DAY_UPDATED')) sanction.add('modifiedAt', day.slice(0, 10));
  events.push(...sanction.finish());
  return events;
}

type Add = ReturnType<typeof draftEntity>['add'];

/** Several names may stand in one alias element, parted by semicolons. */
function addAlias(alias: XmlElement, add: Add): void {
  const quality = textOf(alias, 'QUALITY')?.toLowerCase() ?? '';
  const property = quality === 'low' ? 'weakAlias' : quality.startsWith('f') ? 'previousName' : 'alias';
  for (const name of (textOf(alias, 'ALIAS_NAME') ?? '').split(';')) add(property, name.trim());
}

function addWrittenDate(add: Add, text: string): boolean {
  const read = readWrittenDate(text);
  for (const date of read?.dates ?? []) add('birthDate', date, undefined, text);
  return read !== undefined;
}

function addBirth(birth: XmlElement, add: Add): void {
  const from = textOf(birth, 'FROM_YEAR');
  const to = textOf(birth, 'TO_YEAR');
  const date = textOf(birth, 'DATE') ?? textOf(birth, 'YEAR');
  const approximate = textOf(birth, 'TYPE_OF_DATE') === 'APPROXIMATELY';
  if (from && to) {
    for (const year of yearsBetween(Number(from), Number(to)) ?? []) {
      add('birthDate', year, undefined, `between ${from} and ${to}`);
    }
  }
  // The day of "approximately" is no day to compare by: only its year is kept.
  if (date)
    add(
      'birthDate',
      approximate ? date.slice(0, 4) : date.slice(0, 10),
      undefined,
      approximate ? `approximately ${date}` : date,
    );
  const note = textOf(birth, 'NOTE');
  if (!date && !from && note) addWrittenDate(add, note);
}
