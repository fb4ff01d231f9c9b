import { type DraftContext, draftEntity, type EntityDraft, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { subIds } from '../sub-ids.ts';
import { readWrittenDate, yearsBetween } from '../written-date.ts';
import { childrenOf, textOf, type XmlElement } from '../xml-records.ts';
import { aliasNames, givenFirst, noteNames } from './alias-names.ts';
import { documentText } from './document-text.ts';

/** Elements that are read, or hold nothing of the person; what is new in a list is counted as dropped. */
const KNOWN = new Set(
  `DATAID VERSIONNUM FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME UN_LIST_TYPE REFERENCE_NUMBER LISTED_ON GENDER
  COMMENTS1 NAME_ORIGINAL_SCRIPT TITLE DESIGNATION NATIONALITY LIST_TYPE LAST_DAY_UPDATED SORT_KEY
  SORT_KEY_LAST_MOD SUBMITTED_ON SUBMITTED_BY DELISTED_ON INDIVIDUAL_ALIAS INDIVIDUAL_ADDRESS INDIVIDUAL_DATE_OF_BIRTH
  INDIVIDUAL_PLACE_OF_BIRTH INDIVIDUAL_DOCUMENT ENTITY_ALIAS ENTITY_ADDRESS`.split(/\s+/),
);

const NAME_PARTS = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];

/** The facts of identity that stand in the comments, and nothing else of them (see {@link addComments}). */
const COMMENT_FACTS: readonly (readonly [string, RegExp])[] = [
  ['gender', /\bgender\W{0,3}(male|female)\b/i],
  ['fatherName', nameOf('father')],
  ['motherName', nameOf('mother')],
];

/** `Father’s name is X.` or `Name of father X,`: a name in capitals that ends soon; what runs on is not a name. */
function nameOf(parent: 'father' | 'mother'): RegExp {
  const word = `[${parent[0]?.toUpperCase()}${parent[0]}]${parent.slice(1)}`;
  const phrase = `(?:${word}['’]s name|[Nn]ame of ${word})(?:\\s+(?:is|was))?:?`;
  return new RegExp(`\\b${phrase}\\s+(\\p{Lu}[^.,;:()]{1,45})(?=[.,;:()]|$)`, 'u');
}

/** What a designation goes on to say about the body, and designations that tell a deed instead of an office. */
const CLAUSE = /,?\s(?:which|who)\s.*$/s;
const NO_OFFICE = /^Designated for\b/;

/** The entities of one record: the person or organisation, the papers, and what the Security Council decided. */
export function unEvents(element: XmlElement, key: string, context: DraftContext): ReadEvent[] {
  const id = `un-sc-${key}`;
  const person = element.name === 'INDIVIDUAL';
  const { line } = element;
  const draft = draftEntity(id, person ? 'Person' : 'Organization', context, line);
  const subId = subIds(id);
  const beside: EntityDraft[] = [];
  const problems: ReadEvent[] = [];
  const bad = (reason: string, excerpt: string | undefined): void => {
    const entry = quarantine(context.file, reason, { line, record: id, excerpt });
    problems.push({ type: 'quarantine', entry });
  };

  addNames();
  draft.add('gender', textOf(element, 'GENDER'));
  for (const title of valuesOf(element, 'TITLE')) draft.add('title', title);
  for (const position of valuesOf(element, 'DESIGNATION')) addPositions(position);
  for (const country of valuesOf(element, 'NATIONALITY')) draft.add('nationality', country);
  for (const birth of childrenOf(element, 'INDIVIDUAL_DATE_OF_BIRTH')) addBirth(birth);
  for (const place of childrenOf(element, 'INDIVIDUAL_PLACE_OF_BIRTH')) {
    draft.add('birthPlace', partsOf(place, ['STREET', 'CITY', 'STATE_PROVINCE']));
    draft.add('birthCountry', textOf(place, 'COUNTRY'));
  }
  for (const address of childrenOf(element, person ? 'INDIVIDUAL_ADDRESS' : 'ENTITY_ADDRESS')) {
    draft.add('address', partsOf(address, ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY']));
    draft.add('country', textOf(address, 'COUNTRY'));
  }
  for (const document of childrenOf(element, 'INDIVIDUAL_DOCUMENT')) addDocument(document);
  addComments();
  for (const child of element.children) if (!KNOWN.has(child.name)) context.dropped.add(child.name);
  draft.add('topics', 'sanction');

  const sanction = draftEntity(subId('sanction'), 'Sanction', context, line);
  sanction.add('entity', id);
  sanction.add('authority', 'United Nations Security Council');
  sanction.add('unscId', textOf(element, 'REFERENCE_NUMBER'));
  sanction.add('program', textOf(element, 'UN_LIST_TYPE'));
  sanction.add('listingDate', textOf(element, 'LISTED_ON')?.slice(0, 10));
  for (const day of valuesOf(element, 'LAST_DAY_UPDATED')) sanction.add('modifiedAt', day.slice(0, 10));
  return [...problems, ...[draft, ...beside, sanction].flatMap((made) => made.finish())];

  function addNames(): void {
    // First to fourth name are parts in the order of the full name, not given and family name.
    const parts = NAME_PARTS.map((part) => textOf(element, part)?.replace(/,$/, '')).filter(Boolean);
    const whole = parts.join(' ');
    if (person) draft.add('name', whole);
    else {
      const { names, abbreviations } = aliasNames(whole);
      // A remark in brackets may tell one branch from another: such a name stays as it is written.
      const first = abbreviations.length > 0 || names.length > 1 ? names[0] : whole;
      draft.add('name', first, undefined, whole);
      for (const name of names) if (name !== first) draft.add('alias', name, undefined, whole);
      for (const short of abbreviations) draft.add('abbreviation', short, undefined, whole);
    }
    draft.add('alias', textOf(element, 'NAME_ORIGINAL_SCRIPT'));
    for (const alias of childrenOf(element, person ? 'INDIVIDUAL_ALIAS' : 'ENTITY_ALIAS')) addAlias(alias);
  }

  /** The names in a text; its short forms are added at once. */
  function add(text: string, property: string): readonly string[] {
    const { names, abbreviations } = aliasNames(text);
    for (const short of abbreviations) draft.add(person ? property : 'abbreviation', short, undefined, text);
    return names;
  }

  function addAlias(alias: XmlElement): void {
    const text = textOf(alias, 'ALIAS_NAME');
    const quality = textOf(alias, 'QUALITY')?.toLowerCase() ?? '';
    const note = textOf(alias, 'NOTE') ?? '';
    const former = quality.startsWith('f') || /\b(?:previously|formerly) listed as\b/i.test(note);
    const property = former ? 'previousName' : quality === 'low' ? 'weakAlias' : 'alias';
    if (text !== undefined) {
      for (const name of [...add(text, property), ...noteNames(note, text)]) {
        draft.add(property, person ? givenFirst(name) : name, undefined, text);
      }
    }
    if (!person) return;
    // An alias may carry its own birth: what somebody used with that name.
    const born = textOf(alias, 'DATE_OF_BIRTH');
    if (born !== undefined) addDate(born);
    draft.add('birthPlace', textOf(alias, 'CITY_OF_BIRTH'));
    draft.add('birthCountry', textOf(alias, 'COUNTRY_OF_BIRTH'));
  }

  function addPositions(text: string): void {
    for (const part of text.split(/(?:^|\s)[a-h]\)\s/)) {
      if (NO_OFFICE.test(part)) context.dropped.add('DESIGNATION');
      else draft.add('position', part.replace(CLAUSE, ''), undefined, text);
    }
  }

  function addDate(text: string): void {
    const read = readWrittenDate(text);
    for (const date of read?.dates ?? []) draft.add('birthDate', date, undefined, text);
    if (!read) bad('birthDate: not a date, or a range too wide to compare', text);
  }

  function addBirth(birth: XmlElement): void {
    const from = textOf(birth, 'FROM_YEAR');
    const to = textOf(birth, 'TO_YEAR');
    const date = textOf(birth, 'DATE') ?? textOf(birth, 'YEAR');
    if (from !== undefined && to !== undefined) {
      const years = yearsBetween(Number(from), Number(to));
      for (const year of years ?? []) draft.add('birthDate', year, undefined, `between ${from} and ${to}`);
      if (!years) bad('birthDate: not a range of years, or too wide to compare', `${from} to ${to}`);
    }
    const approximate = textOf(birth, 'TYPE_OF_DATE') === 'APPROXIMATELY';
    // The day of "approximately" is no day to compare by: only its year is kept.
    if (date !== undefined && approximate) {
      draft.add('birthDate', date.slice(0, 4), undefined, `approximately ${date}`);
    } else if (date !== undefined) {
      draft.add('birthDate', date.slice(0, 10), undefined, date);
    }
    const note = textOf(birth, 'NOTE');
    if (date === undefined && from === undefined && note !== undefined) addDate(note);
  }

  function addDocument(document: XmlElement): void {
    const kinds = [textOf(document, 'TYPE_OF_DOCUMENT2'), textOf(document, 'TYPE_OF_DOCUMENT')];
    const note = textOf(document, 'NOTE');
    const inNumber = documentText(textOf(document, 'NUMBER') ?? '');
    // Where the number has no field of its own, it stands in the note or behind the kind.
    const inNote = documentText(note ?? '');
    const inKind = documentText(kinds[0] ?? '');
    const written = textOf(document, 'NUMBER');
    const number = inNumber.number ?? (written === undefined ? (inNote.number ?? inKind.number) : undefined);
    if (number === undefined) {
      if (written !== undefined || note !== undefined) {
        bad('document without a number that can be read', written ?? note);
      }
      return;
    }
    const kind = (kinds[0] ?? kinds[1] ?? '').replace(/[\s:]+$/, '');
    const passport = /pass(?!er)|pasaporte/i.test(kinds.join(' '));
    draft.add(passport ? 'passportNumber' : 'idNumber', number, undefined, written ?? note);
    const paper = draftEntity(
      subId(`doc-${number}`),
      passport ? 'Passport' : 'Identification',
      context,
      line,
    );
    beside.push(paper);
    paper.add('holder', id);
    paper.add('type', kind);
    paper.add('number', number, undefined, written ?? note);
    paper.add(
      'country',
      textOf(document, 'ISSUING_COUNTRY') ??
        textOf(document, 'COUNTRY_OF_ISSUE') ??
        inNumber.country ??
        (written === undefined ? (inNote.country ?? inKind.country) : undefined),
    );
    paper.add('authority', textOf(document, 'CITY_OF_ISSUE'));
    paper.add(
      'startDate',
      textOf(document, 'DATE_OF_ISSUE')?.slice(0, 10) ?? inNumber.issued ?? inNote.issued,
    );
    paper.add('endDate', inNumber.expires ?? inNote.expires);
  }

  /** The comments tell a story about the person, with looks, tribe and names of others: only fixed phrases are read. */
  function addComments(): void {
    const comments = textOf(element, 'COMMENTS1');
    if (comments === undefined) return;
    context.dropped.add('COMMENTS1');
    if (!person) return;
    for (const [property, pattern] of COMMENT_FACTS) {
      if (property === 'gender' && draft.has('gender')) continue;
      draft.add(property, pattern.exec(comments)?.[1]?.trim());
    }
  }
}

const valuesOf = (element: XmlElement, name: string): readonly string[] =>
  childrenOf(element, name).flatMap((child) => childrenOf(child, 'VALUE').map((value) => value.text.trim()));

const partsOf = (element: XmlElement, names: readonly string[]): string =>
  names
    .map((name) => textOf(element, name))
    .filter((part) => part !== undefined)
    .join(', ');
