import { createHash, createHmac } from 'node:crypto';
import type { MatchEntity } from '../match/index.ts';
import type { Entity, Traveller, TravellerName } from '../model/index.ts';
import type { StoredTraveller, TravellerPart } from '../store/index.ts';

/** One traveller as several messages tell it: told to be one, merged, asked for, remembered. */

const wholeName = ({ given, second, surname }: TravellerName): string =>
  [given, second, surname].filter(Boolean).join(' ');

const letters = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

/** A carrier's references are unique; "1" and "2.1" count travellers within one booking. */
const isOwnReference = (reference: string): boolean => reference.length >= 4;

const nameKeys = new WeakMap<Traveller, ReadonlySet<string>>();

/** Forms under which a name may stand elsewhere: sorted words, as sent and derived. Asked for again and again. */
function keysOfNames(traveller: Traveller): ReadonlySet<string> {
  const known = nameKeys.get(traveller);
  if (known) return known;
  const made = makeNameKeys(traveller);
  nameKeys.set(traveller, made);
  return made;
}

const makeNameKeys = ({ names }: Traveller): ReadonlySet<string> =>
  new Set(
    names.flatMap((name) =>
      [wholeName(name), `${name.given} ${name.surname}`, ...name.derived.map((form) => form.name)].map(
        (form) => letters(form).split(' ').sort().join(' '),
      ),
    ),
  );

const shares = <T>(a: Iterable<T>, b: ReadonlySet<T>): boolean => {
  for (const one of a) if (b.has(one)) return true;
  return false;
};
/** The reference without the system that it belongs to. */
const bareLocator = (locator: string): string => locator.slice(locator.indexOf(':') + 1);

interface Telling {
  readonly traveller: Traveller;
  readonly locators: readonly string[];
}

/** Asked for every pair that shares anything: lists of one or two values, for which sets would cost more. */
const bookings = ({ traveller, locators }: Telling): readonly string[] =>
  traveller.locators.length === 0 ? locators : [...traveller.locators, ...locators];
const sameBooked = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((one) => b.some((other) => one === other || bareLocator(one) === bareLocator(other)));

/** Of a birth a message may know the year or the month alone: that is no other date than the whole one. */
export const isSameBirth = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Whether two tellings on one journey are of one traveller. Two dates of birth that differ always say no. */
export function isSameTraveller(tellingA: Telling, tellingB: Telling): boolean {
  const [a, b] = [tellingA.traveller, tellingB.traveller];
  const sameBirth = a.birthDates.some((one) =>
    b.birthDates.some((other) => isSameBirth(one.value, other.value)),
  );
  const unborn = a.birthDates.length === 0 || b.birthDates.length === 0;
  if (!unborn && !sameBirth) return false;
  if (a.references.some((one) => isOwnReference(one) && b.references.includes(one))) return true;
  const sameName = shares(keysOfNames(a), keysOfNames(b));
  const sameDocument = a.documents.some((one) => b.documents.some((other) => one.number === other.number));
  if (sameDocument && (sameBirth || sameName || unborn)) return true;
  const [bookedA, bookedB] = [bookings(tellingA), bookings(tellingB)];
  const sameBooking = sameBooked(bookedA, bookedB);
  if (sameName) return sameBirth || sameBooking || bookedA.length === 0 || bookedB.length === 0;
  return sameBooking && sameBirth && sameSurname(a, b);
}

/** Two tellings that share none of these are of two travellers, whatever {@link isSameTraveller} says: it needs one of them. */
export function joinKeys({ traveller }: { readonly traveller: Traveller }): readonly string[] {
  return [
    ...traveller.references.filter(isOwnReference).map((reference) => `reference ${reference}`),
    ...traveller.documents.map(({ number }) => `document ${number}`),
    ...[...keysOfNames(traveller)].map((name) => `name ${name}`),
    ...traveller.birthDates.flatMap(({ value }) =>
      // By the year: a date may be known no further.
      traveller.names.map(({ surname }) => `born ${value.slice(0, 4)} ${letters(surname)}`),
    ),
  ];
}

const sameSurname = (a: Traveller, b: Traveller): boolean =>
  shares(
    new Set(a.names.map(({ surname }) => letters(surname))),
    new Set(b.names.map(({ surname }) => letters(surname))),
  );

export const partsOf = (stored: Pick<StoredTraveller, 'parts'>): readonly TravellerPart[] =>
  Object.values(stored.parts);

/** Fields of a traveller that hold several values. */
type Several = {
  [K in keyof Traveller]-?: Traveller[K] extends readonly unknown[] ? K : never;
}[keyof Traveller];

const SEVERAL: readonly Several[] = [
  'names',
  'birthDates',
  'sexes',
  'nationalities',
  'birthPlaces',
  'residences',
  'documents',
  'seats',
  'tickets',
  'bags',
  'locators',
  'references',
];

/** All values of all parts, each once with its source. */
export function mergedTraveller(parts: readonly TravellerPart[]): Traveller {
  const told = parts.map(({ traveller }) => traveller);
  const first = told[0];
  if (!first) throw new Error('a traveller has at least one part');
  if (told.length === 1) return first;
  const several = Object.fromEntries(
    SEVERAL.map((field) => [
      field,
      unique(told.flatMap((traveller): readonly unknown[] => traveller[field])),
    ]),
  );
  return { ...Object.assign({}, ...told), ...several, kind: first.kind } as Traveller;
}

function unique<T>(all: readonly T[]): T[] {
  if (all.length < 2) return [...all];
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = JSON.stringify(one);
    return !seen.has(key) && seen.add(key);
  });
}

/** What is asked of the lists for a traveller: every form of the name, and what can confirm or clear it. */
export function questionOf(id: string, parts: readonly TravellerPart[]): MatchEntity {
  const found = {
    name: new Set<string>(),
    birthDate: new Set<string>(),
    gender: new Set<string>(),
    nationality: new Set<string>(),
    passportNumber: new Set<string>(),
    idNumber: new Set<string>(),
  };
  for (const { traveller } of parts) {
    for (const name of traveller.names) {
      const whole = wholeName(name);
      if (whole) found.name.add(whole);
      for (const form of name.derived) found.name.add(form.name);
    }
    for (const { value } of traveller.birthDates) found.birthDate.add(value);
    for (const { value } of traveller.sexes) found.gender.add(value);
    for (const { value } of traveller.nationalities)
      if (/^[a-z]{2}$/.test(value)) found.nationality.add(value);
    for (const { type, number } of traveller.documents)
      (type === undefined || type.startsWith('P') ? found.passportNumber : found.idNumber).add(number);
  }
  const properties: Record<string, string[]> = {};
  for (const [property, values] of Object.entries(found))
    if (values.size > 0) properties[property] = [...values];
  return { id, schema: 'Person', properties };
}

/** Whether two questions ask the same, in whatever order. */
export function sameQuestion(a: MatchEntity, b: MatchEntity): boolean {
  const properties = Object.keys(a.properties);
  return (
    properties.length === Object.keys(b.properties).length &&
    properties.every((property) => {
      const [of, other] = [a.properties[property] ?? [], b.properties[property] ?? []];
      return of.length === other.length && of.every((value) => other.includes(value));
    })
  );
}

/** `YYYY-MM-DD`; shorter where the message does not know the day. */
const WHOLE_DATE = 10;

/**
 * Who a traveller is across journeys, for the memory of verdicts: names and birth date. Without a whole birth date nobody is
 * remembered: "not the same Mohammed Ali" would clear every one of them. Keyed: names and dates are few enough to be tried one by one.
 */
export function identityOf(parts: readonly TravellerPart[], key: Uint8Array): string | undefined {
  let born = '';
  let name = '';
  for (const { traveller } of parts) {
    for (const { value } of traveller.birthDates)
      if (value.length === WHOLE_DATE && (born === '' || value < born)) born = value;
    // The shortest, by the alphabet where several are.
    for (const key of keysOfNames(traveller))
      if (name === '' || key.length < name.length || (key.length === name.length && key < name)) name = key;
  }
  if (!born || !name) return undefined;
  return createHmac('sha256', key).update(`${name}\n${born}`).digest('hex');
}

/** Properties of an entry that tell persons apart. A change in others (a programme, a note) reopens nothing. */
const TELLING = [
  'name',
  'alias',
  'weakAlias',
  'birthDate',
  'gender',
  'nationality',
  'citizenship',
  'birthPlace',
  'passportNumber',
  'idNumber',
];

export function fingerprintOf(entity: Entity): string {
  const telling = TELLING.map((property) => [...(entity.properties[property] ?? [])].sort());
  return createHash('sha256').update(JSON.stringify(telling)).digest('hex');
}
