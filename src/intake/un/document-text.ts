import { countryCode } from '../country-code.ts';
import { readOneDate } from '../written-date.ts';

/** What the free text of a document of the UN list says. */
export interface DocumentText {
  readonly number?: string;
  /** In the words of the list (`Libyan`, `Central African Republic`). */
  readonly country?: string;
  readonly issued?: string;
  readonly expires?: string;
}

const DAY = String.raw`(\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+\d{4}|[A-Za-z]{3,9}\s+\d{1,2},\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{4})`;
const ISSUED = new RegExp(String.raw`\bissued?(?:\s+on)?:?\s+${DAY}`, 'i');
const EXPIRES = new RegExp(
  String.raw`\b(?:expire[sd]|expiry|expiration date|date of expiration|valid until)(?:\s+on)?:?\s+${DAY}`,
  'i',
);
const BRACKET_WITHOUT_DIGIT = /\s*\([^()\d]*\)/g;
/** What stands between a number and the rest. */
const END = /\s*(?:[,;(]|\b(?:issued|expire[sd]|under name|valid)\b).*$/is;
/** Words in front of a number, with which its kind is told. */
const LABELS =
  /^.*(?:\b(?:no|nos|nr|number|num[eé]ro|code|card|carte|document|passport|passeport|pasaporte|ssn|identity|identification|laissez-passer)\b|n°)[.:°]*\s*/is;
const MAX_NUMBER = 60;
/** The longest text that is searched for a number. */
const MAX_TEXT = 2_000;
const MOST_COUNTRY_WORDS = 5;

/** Reads a number with the words around it: `Libyan passport number 347834, issued …, expired on 21 Feb. 2014`. */
export function documentText(text: string): DocumentText {
  if (text.length > MAX_TEXT) return {};
  const issued = dayIn(ISSUED, text);
  const expires = dayIn(EXPIRES, text);
  const head = text.replace(BRACKET_WITHOUT_DIGIT, ' ').replace(END, '').trim();
  const country = leadingCountry(head);
  const afterCountry = country === undefined ? head : head.slice(country.length).trim();
  const number = afterCountry
    .replace(LABELS, '')
    .replace(/^[:.\s]+/, '')
    .trim();
  const usable = /\d/.test(number) && number.length <= MAX_NUMBER && !/[a-z]{4}/.test(number);
  return {
    ...(usable && { number }),
    ...(country !== undefined && { country }),
    ...(issued !== undefined && { issued }),
    ...(expires !== undefined && { expires }),
  };
}

function dayIn(pattern: RegExp, text: string): string | undefined {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) return undefined;
  const american = /^([A-Za-z]+)\s+(\d{1,2}),\s+(\d{4})$/.exec(found);
  return readOneDate(american ? `${american[2]} ${american[1]} ${american[3]}` : found);
}

/** The country, or the word for its people, that a text begins with. Two letters may begin a number. */
function leadingCountry(text: string): string | undefined {
  const words = text.split(/\s+/, MOST_COUNTRY_WORDS + 1);
  for (let n = Math.min(MOST_COUNTRY_WORDS, words.length - 1); n > 0; n--) {
    const name = words.slice(0, n).join(' ');
    if (name.length > 3 && countryCode(name)) return name;
  }
  return undefined;
}
