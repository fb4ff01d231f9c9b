import type { Random } from '../model/index.ts';
import { expiry, nation, type Person, passport } from './people.ts';
import { latin, misspelt, otherwise } from './spelling.ts';

/** A person of a list, as the world needs to know: names as listed, first the main one. */
export interface ListedPerson {
  readonly id: string;
  readonly names: readonly string[];
  readonly birthDate?: string;
  readonly female?: boolean;
  readonly passports?: readonly string[];
}

/** How a listed person's name is told by the carrier. */
export const ALTERATIONS = [
  'as-listed',
  'alias',
  'one-misspelling',
  'reordered',
  'word-left-out',
  'title-glued',
  'other-birth-date-order',
  'year-of-birth-only',
  'other-transliteration',
  'cut-by-the-message',
  'married-name-with-passport',
] as const;
export type Alteration = (typeof ALTERATIONS)[number];

/** Characters that a name field of PAXLST holds (C080: 35); some systems keep fewer. */
const CUT_AT = 20;

/** A listed person as a traveller; `undefined` where the name cannot be altered so. */
export function listedTraveller(
  listed: ListedPerson,
  alteration: Alteration,
  random: Random,
  year: number,
): Person | undefined {
  const [main = '', ...aliases] = listed.names;
  let all = latin(alteration === 'alias' ? (aliases[random.below(aliases.length)] ?? '') : main);
  if (all.length < 2 || !listed.birthDate || listed.birthDate.length < 10) return undefined;
  let { birthDate } = listed;
  let number = passport(random);
  switch (alteration) {
    case 'one-misspelling': {
      const longest = all.reduce(
        (best, word, place) => (word.length > (all[best] ?? '').length ? place : best),
        0,
      );
      all = all.map((word, place) => (place === longest ? misspelt(word, random) : word));
      break;
    }
    case 'word-left-out':
      if (all.length < 3) return undefined;
      all = all.filter((_, place) => place !== 1);
      break;
    case 'reordered':
      all = [...all.slice(1), all[0] as string];
      break;
    case 'other-birth-date-order': {
      const [y = '', m = '', d = ''] = birthDate.split('-');
      if (Number(d) > 12 || m === d) return undefined;
      birthDate = `${y}-${d}-${m}`;
      break;
    }
    case 'year-of-birth-only':
      birthDate = `${birthDate.slice(0, 4)}-01-01`;
      break;
    case 'other-transliteration': {
      const before = all.join(' ');
      all = all.map(otherwise);
      if (all.join(' ') === before) return undefined;
      break;
    }
    case 'cut-by-the-message': {
      const cut = all.slice(0, -1).join(' ');
      if (cut.length <= CUT_AT) return undefined;
      all = [...cut.slice(0, CUT_AT).trim().split(' '), all.at(-1) as string];
      break;
    }
    case 'married-name-with-passport': {
      const listedNumber = listed.passports?.[0]?.toUpperCase().replace(/[^A-Z0-9]/g, '');
      if (!listed.female || !listedNumber || listedNumber.length < 6) return undefined;
      number = listedNumber;
      all = [...all.slice(0, -1), random.pick(nation(random).surnames.names).replaceAll(' ', '')];
      break;
    }
    default:
  }
  const surname = all.at(-1) as string;
  const given = all.slice(0, -1).join(' ');
  return {
    surname,
    given:
      alteration === 'title-glued' ? `${given.replaceAll(' ', '')}${listed.female ? 'MRS' : 'MR'}` : given,
    female: listed.female ?? false,
    birthDate,
    kind: 'adult',
    nationality: nation(random).country,
    passport: number,
    expires: expiry(random, year),
  };
}
