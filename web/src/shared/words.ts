import type { EvidenceGrade, FieldOutcome, TokenAgreement } from './answers.ts';

const PROPERTY_WORDS: Readonly<Record<string, string>> = {
  weakAlias: 'Weak alias',
  birthDate: 'Birth date',
  idNumber: 'ID number',
  imoNumber: 'IMO number',
  mmsi: 'MMSI',
  innCode: 'INN',
  ogrnCode: 'OGRN',
  kppCode: 'KPP',
  okpoCode: 'OKPO',
  leiCode: 'LEI',
  dunsCode: 'DUNS',
  vatCode: 'VAT number',
  swiftBic: 'BIC',
  icaoCode: 'ICAO code',
  isinCode: 'ISIN',
  cikCode: 'CIK',
  programId: 'Programme',
  program: 'Programme',
  programUrl: 'Programme page',
  unscId: 'UN reference',
  authorityId: "Publisher's number",
  sourceUrl: 'Source page',
  topics: 'Topic',
  addressEntity: 'Address',
  id: 'Listed',
};

/** A FollowTheMoney property or schema as people read it: `birthPlace` → `Birth place`. */
export function inWords(name: string): string {
  const known = PROPERTY_WORDS[name];
  if (known !== undefined) return known;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The order in which properties are read: who, when and where born, of which country, which papers, the rest. */
const FIRST = [
  ...['name', 'alias', 'weakAlias', 'previousName', 'abbreviation'],
  ...['firstName', 'secondName', 'middleName', 'lastName', 'fatherName', 'motherName', 'title'],
  ...['birthDate', 'birthPlace', 'birthCountry', 'deathDate', 'gender'],
  ...['nationality', 'citizenship', 'country', 'jurisdiction', 'flag', 'pastFlags'],
  ...['passportNumber', 'idNumber', 'imoNumber', 'registrationNumber', 'taxNumber', 'socialSecurityNumber'],
  ...['type', 'position', 'address', 'topics', 'program', 'programId'],
];

/** Compares two properties by the order in which people read them. */
export function byReadingOrder(a: string, b: string): number {
  const place = (name: string): number => {
    const found = FIRST.indexOf(name);
    return found < 0 ? FIRST.length : found;
  };
  return place(a) - place(b) || a.localeCompare(b);
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** `fr` → `France`; what is not a country code stays as it is. */
export function countryName(code: string): string {
  if (!/^[a-z]{2}$/i.test(code)) return code;
  try {
    return regions.of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

const COUNTRY_PROPERTIES: ReadonlySet<string> = new Set([
  ...['country', 'nationality', 'citizenship', 'birthCountry', 'jurisdiction'],
  ...['mainCountry', 'flag', 'pastFlags'],
]);

/** A value as people read it, by its property. */
export const valueInWords = (property: string, value: string): string =>
  COUNTRY_PROPERTIES.has(property) ? countryName(value) : value;

export const GRADE_WORDS: Readonly<Record<EvidenceGrade, string>> = {
  'name-only': 'Name only',
  'name-and-attribute': 'Name + attribute',
  'name-and-year': 'Name + birth year',
  'name-and-date': 'Name + full date',
  document: 'Document',
};

/** How strong evidence is, 1 (name only) to 5 (document). */
export const GRADE_STRENGTH: Readonly<Record<EvidenceGrade, number>> = {
  'name-only': 1,
  'name-and-attribute': 2,
  'name-and-year': 3,
  'name-and-date': 4,
  document: 5,
};

export const OUTCOME_WORDS: Readonly<Record<FieldOutcome, string>> = {
  agrees: 'agrees',
  close: 'close',
  contradicts: 'contradicts',
  'not-compared': 'not compared',
};

/** Signs beside the colours, so that nothing is said by colour alone. */
export const OUTCOME_SIGNS: Readonly<Record<FieldOutcome, string>> = {
  agrees: '=',
  close: '≈',
  contradicts: '≠',
  'not-compared': '·',
};

export const AGREEMENT_WORDS: Readonly<Record<TokenAgreement, string>> = {
  same: 'same',
  spelling: 'spelling',
  sound: 'sound',
  script: 'script',
  joined: 'joined',
  article: 'article',
  nickname: 'nickname',
  initial: 'initial',
  missing: 'missing',
};

/** What an agreement of two tokens is worth, for colour: as good as equal, close, or missing. */
export const agreementOutcome = (agreement: TokenAgreement): FieldOutcome =>
  agreement === 'missing' ? 'contradicts' : agreement === 'same' ? 'agrees' : 'close';
