import { countryCode } from '../intake/index.ts';
import { type PropertyType, parsePartialDate } from '../model/index.ts';
import { MAX_NAME_LENGTH } from './tuning.ts';

/**
 * Values as people and programs write them, read into the forms that records have: `Russia` → `ru`,
 * `7 March 1961` → `1961-03-07`, `F` → `female`. What cannot be read is said, never guessed.
 */
export type QueryValue =
  | { readonly read: true; readonly value: string }
  | { readonly read: false; readonly reason: string };

function readCountry(text: string): QueryValue {
  const code = countryCode(text);
  if (code !== undefined) return { read: true, value: code };
  return { read: false, reason: 'is not a country name in English or an ISO 3166-1 code' };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const two = (text: string): string => text.padStart(2, '0');

function isoOf(text: string): string | undefined {
  const iso = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ].*)?$/.exec(text);
  if (iso) return iso[1];
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
  // Dots stand between day, month and year everywhere; slashes do not, so they are not read.
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotted) return `${dotted[3]}-${two(dotted[2]!)}-${two(dotted[1]!)}`;
  const worded = /^(?:(\d{1,2})[ -])?([a-z]{3,9})\.?[ -](\d{4})$/i.exec(text);
  const month = worded ? MONTHS.indexOf(worded[2]!.slice(0, 3).toLowerCase()) + 1 : 0;
  if (!worded || month === 0) return undefined;
  const day = worded[1] === undefined ? '' : `-${two(worded[1])}`;
  return `${worded[3]}-${two(String(month))}${day}`;
}

function readDate(text: string): QueryValue {
  const iso = isoOf(text);
  if (iso !== undefined && parsePartialDate(iso)) return { read: true, value: iso };
  return { read: false, reason: 'is not a date such as 1961, 1961-03 or 1961-03-07' };
}

const GENDERS: Readonly<Record<string, string>> = {
  m: 'male',
  male: 'male',
  man: 'male',
  f: 'female',
  female: 'female',
  w: 'female',
  woman: 'female',
  x: 'other',
  other: 'other',
};

function readGender(text: string): QueryValue {
  const key = text.toLowerCase();
  const value = Object.hasOwn(GENDERS, key) ? GENDERS[key] : undefined;
  if (value !== undefined) return { read: true, value };
  return { read: false, reason: 'is not male, female or other' };
}

/** Control and format characters, which carry no letters; line breaks in a name count as spaces. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]+/gu;
/** These join or separate letters in Persian, Urdu and Indic names, so they stay. */
const JOINERS = /[\u200c\u200d]/;

function readText(text: string): QueryValue {
  const value = text
    .normalize('NFC')
    .replace(INVISIBLE, (found) => (JOINERS.test(found) ? found.replace(/[^\u200c\u200d]/gu, '') : ' '))
    .replace(/\s+/gu, ' ')
    .trim();
  if (value === '') return { read: false, reason: 'is empty' };
  if (value.length > MAX_NAME_LENGTH) {
    return { read: false, reason: `is longer than ${MAX_NAME_LENGTH} characters` };
  }
  return { read: true, value };
}

/** Reads one value of a query by the type of its property. */
export function readQueryValue(type: PropertyType, text: string): QueryValue {
  const cleaned = readText(text);
  if (!cleaned.read) return cleaned;
  if (type === 'country') return readCountry(cleaned.value);
  if (type === 'date') return readDate(cleaned.value);
  if (type === 'gender') return readGender(cleaned.value);
  return cleaned;
}
