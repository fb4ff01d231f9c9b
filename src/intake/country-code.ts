import { createRequire } from 'node:module';
import { NATIONALITY_WORDS } from './nationality-words.ts';

/**
 * Country codes as FollowTheMoney writes them: ISO 3166-1 alpha-2 in lower case, and four letters (ISO 3166-3) for
 * states of the past. Names come from `i18n-iso-countries` (English), other spellings of lists from the table below.
 */

interface Names {
  readonly countries: Readonly<Record<string, string | readonly string[]>>;
}

/** Spellings in the published lists that the ISO names do not have. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ae: 'UAE',
  ba: 'Bosnia and Herzegovina|Bosnia',
  bo: 'Bolivia',
  bs: 'Bahamas|Bahamas, The',
  bn: 'Brunei',
  cd: 'Congo (Democratic Republic)|Democratic Republic of Congo|Democratic Republic of the Congo|DR Congo|DRC|Zaire|Congo, Democratic Republic of the (former Zaire)|Congo, Democratic Republic of the|Democratic Republic of the Congo (formerly Zaire)',
  cg: 'Congo|Republic of Congo|Republic of the Congo|Congo, Republic of the',
  ci: "Ivory Coast|Cote d'Ivoire",
  cv: 'Cape Verde|Cabo Verde',
  cz: 'Czechia',
  fm: 'Micronesia',
  gb: 'UK|Great Britain|England|Scotland|Wales|Northern Ireland|Britain|United Kingdom of Great Britain and Northern Ireland',
  gm: 'The Gambia|Gambia, The',
  ir: 'Iran|Islamic Republic of Iran|Iran, Islamic Republic of|Iran (Islamic Republic of)',
  kn: 'St Kitts and Nevis|Saint Kitts and Nevis|St. Kitts & Nevis',
  kp: "North Korea|Democratic People's Republic of Korea|DPRK|Korea, Democratic People's Republic of|Korea, North|Korea (North)",
  kr: 'South Korea|Republic of Korea|Korea, Republic of|Korea, South|Korea (South)',
  hk: 'Hong Kong|China, Hong Kong Special Administrative Region',
  im: 'Isle of Man|Man, Isle of',
  km: 'Comoros Islands',
  la: "Laos|Lao People's Democratic Republic",
  md: 'Moldova|Republic of Moldova|Moldova, Republic of',
  mk: 'Macedonia|North Macedonia|The former Yugoslav Republic of Macedonia|North Macedonia, The Republic of|Macedonia, The Former Yugoslav Republic of|Republic of North Macedonia',
  mo: 'Macau|Macao|China, Macao Special Administrative Region',
  mm: 'Burma|Myanmar|Myanmar (Burma)|Myanmar/Burma',
  ps: 'Palestine|State of Palestine|Occupied Palestinian Territories|Palestinian Territories|Palestinian Territory, Occupied|Palestinian|West Bank|Gaza|Gaza Strip|North Gaza|Northern Gaza|Palestinian Authority',
  ru: 'Russia|Russian Federation',
  st: 'Sao Tome and Principe',
  sy: 'Syria|Syrian Arab Republic',
  sz: 'Swaziland|Eswatini',
  tl: 'East Timor|Timor-Leste',
  tr: 'Turkey|Turkiye|Türkiye',
  tw: 'Taiwan|Taiwan, Province of China',
  tz: 'Tanzania|United Republic of Tanzania|Tanzania, United Republic of',
  us: 'USA|US|United States of America|United States',
  va: 'Vatican|Holy See',
  vc: 'St. Vincent and the Grenadines|St Vincent and the Grenadines',
  ve: 'Venezuela|Venezuela, Bolivarian Republic of',
  vg: 'British Virgin Islands|Virgin Islands, British',
  vi: 'US Virgin Islands|Virgin Islands, U.S.',
  vn: 'Vietnam|Viet Nam',
  xk: 'Kosovo',
  suhh: 'USSR|Soviet Union|Union of Soviet Socialist Republics|former Soviet Union|former USSR|ex-USSR',
  yucs: 'Yugoslavia|former Yugoslavia|ex-Yugoslavia|Socialist Federal Republic of Yugoslavia',
  cshh: 'Czechoslovakia',
  ddde: 'East Germany|German Democratic Republic',
  csxx: 'Serbia and Montenegro',
  an: 'Netherlands Antilles',
};

const PAST_AND_PARTS = /^(?:suhh|yucs|cshh|ddde|csxx|[a-z]{2}-[a-z]{2,4})$/;
/** Codes that lists use beside ISO 3166-1: Kosovo, the European Union, states of the past. */
const OTHER_CODES: Readonly<Record<string, string>> = {
  xk: 'xk',
  eu: 'eu',
  an: 'an',
  dd: 'ddde',
  su: 'suhh',
  yu: 'yucs',
  cs: 'csxx',
  uk: 'gb',
  el: 'gr',
};

let table: ReadonlyMap<string, string> | undefined;

/** The code of a country by its code (two or three letters), its English name, or the English word for its people; `undefined` where it is not known. */
export function countryCode(text: string): string | undefined {
  table ??= makeTable();
  return table.get(text) ?? table.get(plain(text)) ?? (PAST_AND_PARTS.test(text) ? text : undefined);
}

function makeTable(): ReadonlyMap<string, string> {
  const require = createRequire(import.meta.url);
  const names = (require('i18n-iso-countries/langs/en.json') as Names).countries;
  const codes = require('i18n-iso-countries/codes.json') as readonly (readonly [string, string])[];
  const made = new Map<string, string>();
  for (const [two, three] of codes) {
    made.set(two.toLowerCase(), two.toLowerCase());
    made.set(three.toLowerCase(), two.toLowerCase());
  }
  for (const [two, given] of Object.entries(names)) {
    for (const name of [given].flat()) made.set(plain(name), two.toLowerCase());
  }
  for (const [code, given] of [...Object.entries(NATIONALITY_WORDS), ...Object.entries(OTHER_NAMES)]) {
    for (const name of given.split('|')) made.set(plain(name), code);
  }
  for (const [code, is] of Object.entries(OTHER_CODES)) made.set(code, is);
  return made;
}

/** Without case, accents, signs and a leading article. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}
