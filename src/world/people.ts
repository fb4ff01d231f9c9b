import type { Random } from '../model/index.ts';
import { NAMINGS, type Naming, type Weighted } from './namings.ts';

/** Travellers of the simulated world, alone, as couples, families and groups. Nobody is meant. */
export interface Person {
  readonly surname: string;
  readonly given: string;
  readonly second?: string;
  readonly female: boolean;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  readonly kind: 'adult' | 'child' | 'infant';
  /** ISO 3166 alpha-3, as documents write it. */
  readonly nationality: string;
  readonly passport: string;
  readonly expires: string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const dayIn = (random: Random, first: number, last: number): string =>
  `${first + random.below(last - first + 1)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ'];

export const passport = (random: Random): string =>
  `${random.pick(LETTERS)}${String(random.below(100_000_000)).padStart(8, '0')}`;
export const expiry = (random: Random, year: number): string => dayIn(random, year + 1, year + 9);

/** One of the names by its share; `undefined` for all who bear a rarer one. */
function byShare({ names, sums, of }: Weighted, random: Random): string | undefined {
  const at = random.next() * of;
  const place = sums.findIndex((sum) => at < sum);
  return place < 0 ? undefined : names[place];
}

/** Each naming as often as of 1,000 travellers are of its country. */
const NATIONS = NAMINGS.flatMap((naming) => Array.from({ length: naming.travellers }, () => naming));
export const nation = (random: Random): Naming => random.pick(NATIONS);

function surnameOf(naming: Naming, random: Random): string {
  const [beginnings, endings] = naming.rare;
  const rare = (): string => `${random.pick(beginnings)}${random.pick(endings)}`;
  return byShare(naming.surnames, random) ?? rare().replaceAll('_', ' ');
}

/** Those whose name is in no ranking bear one of the list all the same: the rarest of a country are not known here. */
function givenOf(naming: Naming, female: boolean, random: Random): string {
  const list = female ? naming.female : naming.male;
  const found = byShare(list, random) ?? random.pick(list.names);
  if (naming.country !== 'CHN' || found.length > 5) return found;
  // Given names of China are made of two syllables at will.
  const [first, last] = [random.pick(list.names), found];
  return first !== last && first.length < 5 ? first + last : found;
}

/** As a woman of the family bears it, where names have a form for women. */
function feminine(surname: string): string {
  if (/(?:OV|EV|IN)$/.test(surname)) return `${surname}A`;
  return /(?:SKI|CKI)$/.test(surname) ? `${surname.slice(0, -1)}A` : surname;
}

const SECOND_NAME = 0.22;

function person(
  naming: Naming,
  surname: string,
  kind: Person['kind'],
  years: readonly [number, number],
  year: number,
  random: Random,
  female = random.chance(0.48),
): Person {
  const given = givenOf(naming, female, random);
  const second =
    naming.country !== 'CHN' && random.chance(SECOND_NAME) ? givenOf(naming, female, random) : given;
  return {
    surname: female && naming.custom === 'feminine-ending' ? feminine(surname) : surname,
    given,
    ...(second !== given && { second }),
    female,
    birthDate: dayIn(random, year - years[1], year - years[0]),
    kind,
    nationality: naming.country,
    passport: passport(random),
    expires: expiry(random, year),
  };
}

const ADULT = [19, 75] as const;

/** The family name of a new household; Spain's are of two. */
const household = (naming: Naming, random: Random): string =>
  naming.custom === 'two-surnames'
    ? `${surnameOf(naming, random)} ${surnameOf(naming, random)}`
    : surnameOf(naming, random);

/** Father, mother and children of one household. */
function family(naming: Naming, year: number, random: Random): Person[] {
  const fathers = household(naming, random);
  const own = naming.custom === 'own' || naming.custom === 'chain' || naming.custom === 'two-surnames';
  // Of the others, most wives bear the husband's name.
  const mothers = own || random.chance(0.25) ? household(naming, random) : fathers;
  const parents = [
    person(naming, fathers, 'adult', [26, 55], year, random, false),
    person(naming, mothers, 'adult', [24, 50], year, random, true),
  ];
  const father = parents[0] as Person;
  const childrens =
    naming.custom === 'two-surnames'
      ? `${fathers.split(' ')[0]} ${mothers.split(' ')[0]}`
      : naming.custom === 'chain' || naming.custom === 'own'
        ? father.given
        : fathers;
  const children = Array.from({ length: 1 + random.below(3) }, () => {
    const infant = random.chance(0.15);
    return infant
      ? person(naming, childrens, 'infant', [1, 1], year, random)
      : person(naming, childrens, 'child', [3, 11], year, random);
  });
  return random.chance(0.25) ? [random.pick(parents), ...children] : [...parents, ...children];
}

/** Who books together: most alone, some as couples, families, colleagues, and now and then a group. */
export function party(year: number, random: Random): readonly Person[] {
  const naming = nation(random);
  const lot = random.next();
  const adult = (of: Naming = naming, surname = household(of, random)): Person =>
    person(of, surname, 'adult', ADULT, year, random);
  if (lot < 0.58) return [adult()];
  if (lot < 0.76) {
    const surname = household(naming, random);
    return [adult(naming, surname), random.chance(0.6) ? adult(naming, surname) : adult()];
  }
  if (lot < 0.92) return family(naming, year, random);
  // Colleagues and groups are not of one family, and not always of one country.
  const size = lot < 0.99 ? 2 + random.below(3) : 8 + random.below(12);
  return Array.from({ length: size }, () => adult(random.chance(0.8) ? naming : nation(random)));
}

export const grownUp = (year: number, random: Random): Person => {
  const naming = nation(random);
  return person(naming, household(naming, random), 'adult', [22, 60], year, random);
};
