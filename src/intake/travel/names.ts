import type { Sourced, TravellerName } from '../../model/index.ts';
import { partGlued } from '../../names/index.ts';

/**
 * Titles that booking systems write into names (`JOHNMR`, `MRSTANYA`, `ISABELLE MRS`).
 *
 * A name is never cut because it ends like a title: NASIR, AMR, YASIR, BADR, SIRAJ are names. A form without title is
 * added beside the sent one where the same message gives evidence: the title stands apart, another source gives the
 * name without it, the traveller's sex agrees, or the sender glues titles to most of its names.
 */

const MALE = ['MSTR', 'MR'];
const FEMALE = ['MRS', 'MISS', 'MS'];
/** Longest first: MRS is not MR and an S. */
const GLUED = ['MSTR', 'MISS', 'MRS', 'MR', 'MS'];
/** Believed only where they stand apart. */
const APART = new Set([
  ...GLUED,
  'MASTER',
  'CHD',
  'INF',
  'DR',
  'PROF',
  'SIR',
  'REV',
  'CAPT',
  'MME',
  'MLLE',
  'HERR',
  'FRAU',
  'SR',
  'SRA',
  'SRTA',
]);
const SUFFIXES = new Set(['JR', 'SR', 'II', 'III', 'IV']);

export type SentName = Omit<TravellerName, 'derived'>;

/** How many names of a message end with a title glued to them. */
export interface TitleHabit {
  names: number;
  glued: number;
}

/** Given names from this length may be several that run together. */
const LONG_GIVEN = 9;

/** From this many names, and this share, it is the sender's way of writing. */
const HABIT_NAMES = 3;
const HABIT_SHARE = 0.6;

/** All titles end in one of these. */
const endsLikeTitle = (text: string): boolean => text.endsWith('R') || text.endsWith('S');

export const gluedTitle = (given: string): string | undefined =>
  !endsLikeTitle(given) || given.includes(' ')
    ? undefined
    : GLUED.find((title) => given.endsWith(title) && given.length >= title.length + 2);

const leadingTitle = (given: string): string | undefined =>
  !given.startsWith('M')
    ? undefined
    : GLUED.find((title) => given.startsWith(title) && given.length >= title.length + 3);

/** Counts a given name as booked (not as a document gives it). */
export function noteHabit(habit: TitleHabit, given: string): void {
  if (given.length === 0) return;
  habit.names++;
  if (gluedTitle(given)) habit.glued++;
}

const words = (text: string): string[] =>
  text.includes(' ') ? text.split(' ').filter(Boolean) : text ? [text] : [];
const whole = (given: string, second: string | undefined, surname: string): string =>
  [given, second ?? '', surname].filter(Boolean).join(' ');

/** The given name without titles that stand apart; `undefined` where none does. */
function withoutApart(given: string): string | undefined {
  if (!given.includes(' ')) return undefined;
  const all = words(given);
  const rest = [...all];
  while (rest.length > 1 && APART.has(rest.at(-1) as string)) rest.pop();
  while (rest.length > 1 && APART.has(rest[0] as string)) rest.shift();
  return rest.length < all.length ? rest.join(' ') : undefined;
}

/** Arabic names end in a vowel and MR (AMR, NIMR) or in MISS (KHAMISS), English ones in a vowel and MS; none in these. */
const isNoEnding = (bare: string, title: string): boolean =>
  title === 'MRS' ||
  title === 'MSTR' ||
  (title === 'MISS' && bare.length >= 4) ||
  (title === 'MR' && /[BCDFGHJKLNPQRSTVWXZ]$/.test(bare) && bare.length >= 3);

/** First or last name unknown: written where a document has one name only. */
const PLACEHOLDERS = new Set(['FNU', 'LNU', 'NFN', 'NLN']);

/**
 * The name without what booking systems write into it: the traveller's figure (`SMITH-1`, `1SMITH`), a placeholder for a
 * name that is not known, a slash where a blank is meant, a surname of one letter written twice, because systems refuse one.
 */
function withoutMarks(
  given: string,
  surname: string,
): { given: string; surname: string; evidence: string } | undefined {
  const evidence: string[] = [];
  let [first, last] = [given, surname];
  const change = (a: string, b: string, reason: string): void => {
    if (a === first && b === last) return;
    [first, last] = [a, b];
    evidence.push(reason);
  };
  change(first.replaceAll('/', ' ').trim(), last.replaceAll('/', ' ').trim(), 'a slash stands for a blank');
  const unnumbered = (name: string): string => name.replace(/^\d{1,2}(?=\D)|(?<=\D)-?\d{1,2}$/g, '').trim();
  change(unnumbered(first), unnumbered(last), 'a figure of the booking');
  const known = (name: string): string => {
    const all = words(name);
    const rest = all.filter((word) => !PLACEHOLDERS.has(word));
    // "FNU MR": nothing is left but the title.
    return rest.length < all.length && rest.every((word) => APART.has(word)) ? '' : rest.join(' ');
  };
  change(known(first), known(last), 'a placeholder stands for an unknown name');
  if (/^([A-Z])\1$/.test(last)) change(first, last.slice(1), 'a surname of one letter is written twice');
  return evidence.length > 0 && (first || last)
    ? { given: first, surname: last, evidence: evidence.join('; ') }
    : undefined;
}

/** Something for `withoutMarks` to look for; asked of every name. */
const MARK = /^\d|\d$|\/|\b(?:FNU|LNU|NFN|NLN)\b/;
const hasMarks = (surname: string, given: string): boolean =>
  (surname.length === 2 && surname[0] === surname[1]) || hasMark(surname) || hasMark(given);

/** Letters alone have a mark only where they are a placeholder; nearly all names are letters alone. */
const hasMark = (name: string): boolean => (name.length === 3 || !isLetters(name)) && MARK.test(name);

function isLetters(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const small = text.charCodeAt(at) | 32;
    if (small < 97 || small > 122) return false;
  }
  return true;
}

/** A name in which nothing can be derived from anything: no title, no suffix, no other telling that differs. */
function isPlain(name: SentName, all: readonly SentName[]): boolean {
  const { given, surname } = name;
  if (
    given.length >= LONG_GIVEN ||
    given.startsWith('M') ||
    endsLikeTitle(given) ||
    surname.endsWith('R') ||
    surname.endsWith('I') ||
    surname.endsWith('V') ||
    given.includes(' ') ||
    surname.includes(' ') ||
    given !== given.toUpperCase()
  )
    return false;
  for (const other of all) if (other.given !== given || other.surname !== surname) return false;
  return true;
}

const NO_FORMS: TravellerName['derived'] = [];

const withDerived = (
  { asSent, surname, given, second, source }: SentName,
  derived: TravellerName['derived'],
): TravellerName =>
  second === undefined
    ? { asSent, surname, given, source, derived }
    : { asSent, surname, given, second, source, derived };

/** Names with their derived forms. `all` are the names of one traveller, from every source in the message. */
export function deriveNames(
  all: readonly SentName[],
  sexes: readonly Sourced[],
  habit: TitleHabit,
): TravellerName[] {
  const names: TravellerName[] = [];
  for (const name of all) {
    const marked = hasMarks(name.surname, name.given);
    names.push(
      withDerived(
        name,
        !marked && isPlain(name, all) ? NO_FORMS : derivedForms(name, all, sexes, habit, marked),
      ),
    );
  }
  return names;
}

function derivedForms(
  name: SentName,
  all: readonly SentName[],
  sexes: readonly Sourced[],
  habit: TitleHabit,
  marked: boolean,
): TravellerName['derived'] {
  const derived = new Map<string, string>();
  const [sentGiven, sentSurname] = [name.given.toUpperCase(), name.surname.toUpperCase()];
  const clean = marked ? withoutMarks(sentGiven, sentSurname) : undefined;
  const given = clean?.given ?? sentGiven;
  const surname = clean?.surname ?? sentSurname;
  const last = clean?.surname ?? name.surname;
  const add = (form: string, evidence: string): void => {
    if (form && !derived.has(form)) derived.set(form, clean ? `${evidence}; ${clean.evidence}` : evidence);
  };
  if (clean) derived.set(whole(clean.given, name.second, clean.surname), clean.evidence);
  const others = all
    .filter((other) => other !== name)
    .map((other) => ({ other, given: other.given.toUpperCase() }));
  /** Another source begins with this given name and does not carry the same title. */
  const elsewhere = (rest: string): SentName | undefined =>
    others.find(({ given: has }) => {
      const bare = withoutApart(has) ?? has;
      const trailing = gluedTitle(bare);
      const leading = leadingTitle(bare);
      return (
        bare === rest ||
        words(bare)[0] === rest ||
        (trailing !== undefined && bare.slice(0, -trailing.length) === rest && bare !== given) ||
        (leading !== undefined && bare.slice(leading.length) === rest && bare !== given)
      );
    })?.other;
  const said = (sex: string): boolean => sexes.some(({ value }) => value === sex);
  const agrees = (title: string): boolean =>
    (MALE.includes(title) && said('male')) || (FEMALE.includes(title) && said('female'));

  const apart = withoutApart(given);
  if (apart) add(whole(apart, name.second, last), 'a title stands apart from the name');
  const trailing = gluedTitle(given);
  const bare = trailing && given.slice(0, -trailing.length);
  if (trailing && bare) {
    const source = elsewhere(bare);
    if (source) add(whole(bare, name.second, last), `${source.source} gives ${bare}`);
    else if (agrees(trailing)) add(whole(bare, name.second, last), `${trailing} agrees with the sex`);
    else if (isNoEnding(bare, trailing))
      add(whole(bare, name.second, last), `no name ends in ${given.slice(-trailing.length - 1)}`);
    else if (habit.names >= HABIT_NAMES && habit.glued >= habit.names * HABIT_SHARE)
      add(whole(bare, name.second, last), `the sender adds titles to ${habit.glued} of ${habit.names} names`);
  }
  const leading = leadingTitle(given);
  const after = leading && given.slice(leading.length);
  if (leading && after) {
    const source = elsewhere(after);
    if (source) add(whole(after, name.second, last), `${source.source} gives ${after}`);
    else if (agrees(leading) && leading !== 'MR' && leading !== 'MS')
      add(whole(after, name.second, last), `${leading} agrees with the sex`);
    else {
      // MRINAL is a name, and so it stands before its title in MRINALMR.
      const carrier = others.find(
        ({ given: has }) => has.endsWith(leading) && has !== given && !has.startsWith(given),
      );
      if (carrier) add(whole(after, name.second, last), `${carrier.other.source} carries ${leading}`);
    }
  }
  // A document runs given names together that the booking keeps apart: JOHNALVA beside JOHN.
  for (const { other, given: has } of others) {
    const cut = gluedTitle(has);
    const first =
      words(withoutApart(has) ?? (cut && derived.size === 0 ? has.slice(0, -cut.length) : has))[0] ?? '';
    const begin = cut ? has.slice(0, -cut.length) : first;
    if (
      begin.length >= 3 &&
      given.length >= begin.length + 3 &&
      given.startsWith(begin) &&
      given[begin.length] !== ' ' &&
      !(trailing && bare === begin)
    )
      add(
        whole(`${begin} ${given.slice(begin.length)}`, name.second, last),
        `${other.source} gives ${begin}`,
      );
  }
  // Given names run together: SANTOSISIDRORIVERA.
  const long = (bare && derived.size > 0 ? bare : given).toLowerCase();
  const glued = long.length >= LONG_GIVEN && !long.includes(' ') ? partGlued(long) : undefined;
  if (glued)
    add(whole(glued.join(' ').toUpperCase(), name.second, last), 'its parts are given names, run together');
  // JR and SR belong to no surname.
  const parts = words(surname);
  if (parts.length > 1 && SUFFIXES.has(parts.at(-1) as string))
    add(
      whole(clean?.given ?? name.given, name.second, parts.slice(0, -1).join(' ')),
      'a suffix stands apart from the surname',
    );
  const suffix = ['JR', 'SR'].find((ending) => surname.endsWith(ending) && surname.length > 4);
  const root = suffix && surname.slice(0, -2);
  const rootOf = root && all.find((other) => other.surname.toUpperCase() === root);
  if (root && rootOf)
    add(whole(clean?.given ?? name.given, name.second, root), `${rootOf.source} gives ${root}`);
  // A line break put a blank into the name.
  const close = all.find(
    (other) =>
      other !== name && surname.includes(' ') && other.surname.toUpperCase() === surname.replaceAll(' ', ''),
  );
  if (close)
    add(
      whole(clean?.given ?? name.given, name.second, close.surname),
      `${close.source} gives ${close.surname}`,
    );
  if (derived.size === 0) return NO_FORMS;
  return Array.from(derived, ([form, evidence]) => ({ name: form, evidence }));
}
