import { type PropertyType, parsePartialDate, SCHEMAS, type SchemaName } from '../model/index.ts';
import { countryCode } from './country-code.ts';

/** What became of a raw value: a clean one, none (it was empty), or the reason why it cannot be used. */
export type CleanValue =
  | { readonly value: string }
  | { readonly problem: string }
  | { readonly value: undefined };

/** Longest values, in characters (UTF-16 units). What is longer is not one value, or an attack. */
const MAX_LENGTH: Readonly<Record<PropertyType, number>> = {
  name: 1_000,
  date: 64,
  country: 100,
  gender: 32,
  identifier: 512,
  address: 2_000,
  topic: 64,
  url: 4_096,
  text: 65_536,
  entity: 255,
};

/** Dates of things that have happened: in the future they are a mistake. Others (an end of validity) may lie ahead. */
const PAST_DATES = new Set([
  'birthDate',
  'deathDate',
  'incorporationDate',
  'dissolutionDate',
  'buildDate',
  'registrationDate',
  'createdAt',
  'modifiedAt',
  'listingDate',
]);

/** Earliest year that a list can mean; earlier ones are slips of a digit. */
const FIRST_YEAR = 1000;

const GENDERS: Readonly<Record<string, string>> = {
  male: 'male',
  m: 'male',
  man: 'male',
  female: 'female',
  f: 'female',
  woman: 'female',
  other: 'other',
  x: 'other',
};
/** Said to be unknown: as good as no value. */
const UNKNOWN_GENDER = new Set(['u', 'unknown', 'n/a', '-', 'not specified', 'unspecified']);

/** How lists say that they do not know the country. */
const UNKNOWN_COUNTRY = new Set(['zz', '00', 'unknown', 'not known', 'n/a', '-', 'stateless']);
const TOPIC = /^[a-z]+(?:\.[a-z]+)*$/;

// Control characters, direction controls (they make text read differently from what it is), zero-width space, word
// joiner, byte order mark, and the sign for a character that was lost before us (the UN list has some). Zero-width
// joiners stay: Persian and Indic names need them.
const UNWANTED = /[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff\ufffd]/u;
const UNWANTED_ALL = new RegExp(UNWANTED, 'gu');
const LINE_BREAKS = /[\t\n\v\f\r\u0085]/g;
const SPACES = /\s+/g;
const NEEDS_COLLAPSE = /^\s|\s$|\s\s|[^\S ]/;
/** Plain ASCII with single spaces: the common case, which needs no cleaning. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** One line of text: NFC, no control or direction characters, single spaces, trimmed. */
export function cleanText(raw: string): string {
  if (PLAIN.test(raw)) return raw;
  let text = raw.normalize('NFC');
  // A line break or a tab separates words; other controls are noise inside a word.
  if (UNWANTED.test(text)) text = text.replace(LINE_BREAKS, ' ').replace(UNWANTED_ALL, '');
  return NEEDS_COLLAPSE.test(text) ? text.replace(SPACES, ' ').trim() : text;
}

const TYPES = new Map(
  Object.entries(SCHEMAS).map(
    ([schema, { properties }]) =>
      [schema, new Map<string, PropertyType>(Object.entries(properties))] as const,
  ),
);

/** The type of a property; `undefined` when the schema does not have it. Asked for each value, so from a map. */
export function typeOf(schema: SchemaName, property: string): PropertyType | undefined {
  return TYPES.get(schema)?.get(property);
}

/** Cleans a value by its type. `today` (ISO date) is what "in the future" is measured by. */
export function cleanValue(type: PropertyType, property: string, raw: string, today: string): CleanValue {
  if (raw.length > MAX_LENGTH[type] * 4) return tooLong(property, type);
  const text = cleanText(raw);
  if (text === '') return { value: undefined };
  if (text.length > MAX_LENGTH[type]) return tooLong(property, type);
  switch (type) {
    case 'date':
      return cleanDate(property, text, today);
    case 'country':
      return cleanCountry(property, text);
    case 'gender':
      return cleanGender(property, text);
    case 'topic':
      return TOPIC.test(text) ? { value: text } : { problem: `${property}: not a topic` };
    default:
      return { value: text };
  }
}

function tooLong(property: string, type: PropertyType): CleanValue {
  return { problem: `${property}: longer than ${MAX_LENGTH[type]} characters` };
}

/** A partial date, or the date part of a date and time (`1961-03-07T00:00:00`). */
function cleanDate(property: string, text: string, today: string): CleanValue {
  const cut = /^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? text.slice(0, 10) : text;
  const date = parsePartialDate(cut);
  if (!date) return { problem: `${property}: not a date as YYYY, YYYY-MM or YYYY-MM-DD` };
  if (date.year < FIRST_YEAR) return { problem: `${property}: year before ${FIRST_YEAR}` };
  if (PAST_DATES.has(property) && cut > today.slice(0, cut.length)) {
    return { problem: `${property}: lies in the future` };
  }
  return { value: cut };
}

function cleanCountry(property: string, text: string): CleanValue {
  if (UNKNOWN_COUNTRY.has(text.toLowerCase())) return { value: undefined };
  const code = countryCode(text);
  return code ? { value: code } : { problem: `${property}: not a country that we know` };
}

function cleanGender(property: string, text: string): CleanValue {
  const word = text.toLowerCase();
  if (UNKNOWN_GENDER.has(word)) return { value: undefined };
  const gender = Object.hasOwn(GENDERS, word) ? GENDERS[word] : undefined;
  return gender ? { value: gender } : { problem: `${property}: neither male, female nor other` };
}
