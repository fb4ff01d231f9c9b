import type { MatchEntity } from '../../match/index.ts';
import { canonShare, canonSkeletons } from '../../names/index.ts';
import { MOST_COMMON_PAIR, MOST_COMMON_THREE } from './tuning.ts';

/**
 * Person keys of canon 1: what is asked for blindly. A record gives a set of keys; a key that two records share is a hit.
 * Nobody is asked for by a name alone, by a year alone, or by anything that is not identity.
 */

/** `doc`, `dn`, `nd` are strong; `n3y`, `n2y` are medium: about one in 100,000 other persons of the same crowd shares one. */
export const FAMILIES = ['doc', 'dn', 'nd', 'n3y', 'n2y'] as const;
export type Family = (typeof FAMILIES)[number];
export type Strength = 'strong' | 'medium';
export const strengthOf = (family: Family): Strength =>
  family === 'n3y' || family === 'n2y' ? 'medium' : 'strong';

export interface PersonKey {
  readonly family: Family;
  /** What goes into the function: `tocsin-key/1|family|part|…`. */
  readonly text: string;
  /** Product of the shares of its words: the smaller, the more it says. */
  readonly share: number;
}

const NAME_PROPERTIES = ['name', 'alias', 'weakAlias'] as const;
const COUNTRY_PROPERTIES = ['nationality', 'citizenship'] as const;

/** Upper case, letters and digits only, O and I as the digits they are mistaken for; at least six with a digit. */
function documentNumber(value: string): string | undefined {
  const number = value
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll('I', '1');
  const said = number.length >= 6 && number.length <= 32 && /\d/.test(number) && !/^(.)\1*$/.test(number);
  return said ? number : undefined;
}

interface Birth {
  readonly years: ReadonlySet<string>;
  readonly days: ReadonlySet<string>;
}

/** Years; and full dates, also with day and month exchanged. The first of January stands for a year of which no more is known. */
function birthOf(values: readonly string[]): Birth {
  const years = new Set<string>();
  const days = new Set<string>();
  for (const value of values) {
    const date = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value);
    if (!date) continue;
    const [, year = '', month, day] = date;
    years.add(year);
    if (!month || !day || (month === '01' && day === '01')) continue;
    days.add(value);
    if (day <= '12') days.add(`${year}-${day}-${month}`);
  }
  return { years, days };
}

/** All keys of a record, in the order in which they are cut: documents, then full dates, then the rarest words first. */
export function personKeys({ properties }: Pick<MatchEntity, 'properties'>): readonly PersonKey[] {
  const values = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => properties[name] ?? []);
  const keys = new Map<string, PersonKey>();
  const add = (family: Family, parts: readonly string[], share: number): void => {
    const text = ['tocsin-key/1', family, ...parts].join('|');
    if (!keys.has(text)) keys.set(text, { family, text, share });
  };
  const { years, days } = birthOf(values(['birthDate']));
  const numbers = new Set(
    values(['passportNumber', 'idNumber']).flatMap((value) => documentNumber(value) ?? []),
  );
  for (const number of numbers) {
    for (const country of values(COUNTRY_PROPERTIES))
      if (/^[a-z]{2}$/.test(country)) add('doc', [country, number], 0);
  }
  for (const name of values(NAME_PROPERTIES)) {
    const words = canonSkeletons(name);
    const shares = words.map(canonShare);
    for (const [i, a] of words.entries()) {
      for (const number of numbers) add('dn', [number, a], 0);
      for (let j = i + 1; j < words.length; j++) {
        const b = words[j] as string;
        const pair = (shares[i] as number) * (shares[j] as number);
        for (const day of days) add('nd', [a, b, day], pair);
        if (pair < MOST_COMMON_PAIR) for (const year of years) add('n2y', [a, b, year], pair);
        for (let k = j + 1; k < words.length; k++) {
          const three = pair * (shares[k] as number);
          if (three < MOST_COMMON_THREE)
            for (const year of years) add('n3y', [a, b, words[k] as string, year], three);
        }
      }
    }
  }
  const rank = ({ family }: PersonKey): number => FAMILIES.indexOf(family);
  return [...keys.values()].sort(
    (a, b) =>
      Math.min(rank(a), 3) - Math.min(rank(b), 3) ||
      a.share - b.share ||
      (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
}
