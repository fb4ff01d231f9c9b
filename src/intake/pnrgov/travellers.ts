import type { TravellerKind } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import { addName, addOnce, newTraveller, type TravellerDraft } from '../travel/draft.ts';
import * as form from '../travel/forms.ts';
import { noteHabit } from '../travel/names.ts';
import type { Booking, Reading } from './booking.ts';

/** Group 2: who travels (`TIF`), and how the carrier calls each of them (`REF`). */

/** Types of travellers, PADIS 6353. */
const KINDS = new Map<string, TravellerKind>([
  ['IN', 'infant'],
  ['INF', 'infant'],
  ['INS', 'infant'],
  ['G', 'group'],
  ['ZZ', 'group'],
]);

/** Types that may follow one another in one `TIF`. */
const SEVERAL = new Set(['', 'A', 'C', 'IN', 'ADT', 'CHD', 'CNN', 'INF', 'INS']);

export function readTravellers(into: Booking, segment: Segment, reading: Reading): void {
  let surname = segment.text(1);
  const surnameKind = segment.text(1, 1);
  const several = Math.max(segment.elements - 1, 2);
  for (let element = 2; element <= several; element++) {
    let given = segment.text(element);
    const type = segment.text(element, 1) || surnameKind;
    if (element > 2 && !isTraveller(segment, element)) {
      reading.problem(segment, 'unreadable', 'what follows the name of a traveller is none');
      break;
    }
    // "SMITH/JOHN MR:A:1", with nothing after it.
    const told = segment.text(element, 2) || (segment.elements === 2 ? segment.text(1, 2) : '');
    const reference = told && form.REFERENCE.test(told) ? told : '';
    // "SMITH/JOHN MR": both in one element, as the ticket has them.
    const slash = given ? -1 : surname.indexOf('/');
    if (slash > 0) [surname, given] = [surname.slice(0, slash).trim(), surname.slice(slash + 1).trim()];
    if (into.place === 'history') continue;
    // Names the one who checked in; the booking has named everybody before.
    const known = into.place === 'check-in' ? named(into, surname, given, reference) : undefined;
    if (into.place !== 'check-in') into.place = 'traveller';
    into.traveller = known ?? openTraveller(into, surname, given, type, reference, reading);
  }
  if (into.place === 'check-in' && into.traveller && into.checkIn) into.traveller.checkedIn = into.checkIn;
}

export function readReferences({ place, traveller }: Booking, segment: Segment): void {
  if (place !== 'traveller' || !traveller) return;
  for (let element = 1; element < segment.elements; element++) {
    const reference = segment.text(element, 1) || segment.text(element);
    if (form.REFERENCE.test(reference)) addOnce(traveller.references, reference);
  }
}

/** Whoever the carrier calls so. */
export const byReference = (
  travellers: readonly TravellerDraft[],
  reference: string,
): TravellerDraft | undefined =>
  reference ? travellers.find(({ references }) => references.includes(reference)) : undefined;

const named = (
  { travellers }: Booking,
  surname: string,
  given: string,
  reference: string,
): TravellerDraft | undefined =>
  byReference(travellers, reference) ??
  travellers.find(({ names }) =>
    names.some((name) => name.surname === surname && name.given === given && name.source === 'TIF'),
  );

function openTraveller(
  { travellers }: Booking,
  surname: string,
  given: string,
  type: string,
  reference: string,
  { habit }: Reading,
): TravellerDraft {
  // The infant may be there already, from the adult's INFT.
  const infant =
    type === 'IN'
      ? travellers.find(
          (one) =>
            one.kind === 'infant' &&
            one.names.every(({ source }) => source !== 'TIF') &&
            isNamed(one, surname, given),
        )
      : undefined;
  const opened = infant ?? newTraveller(KINDS.get(type) ?? (surname || given ? 'passenger' : 'unnamed'));
  addName(opened, surname, given, '', 'TIF');
  if (opened.kind === 'passenger') noteHabit(habit, given.toUpperCase());
  addOnce(opened.references, reference);
  if (!infant) travellers.push(opened);
  return opened;
}

/** Infants are told under the adult who carries them. */
export function infantOf({ travellers }: Booking, surname: string, given: string): TravellerDraft {
  const found = travellers.find((one) => one.kind === 'infant' && isNamed(one, surname, given));
  if (found) return found;
  const infant = newTraveller('infant');
  travellers.push(infant);
  return infant;
}

/** Further travellers of one surname; anything else is the rest of a segment whose begin is lost. */
export const isTraveller = (segment: Segment, element: number): boolean =>
  SEVERAL.has(segment.text(element, 1)) &&
  segment.count(element) <= 4 &&
  form.NAME.test(segment.text(element)) &&
  /^[A-Z0-9._-]{0,14}$/i.test(segment.text(element, 2)) &&
  /^\d?$/.test(segment.text(element, 3));

/** Some name of the traveller is this one, as booking systems and documents write the same name. */
export function isNamed({ names }: TravellerDraft, surname: string, given: string): boolean {
  for (const name of names)
    if (sameSurname(name.surname, surname) && sameGiven(name.given, given)) return true;
  return false;
}

/** A hard line break may have put a blank into one of them; booking systems leave hyphens and apostrophes out. */
const sameSurname = (a: string, b: string): boolean =>
  a === b || a.replaceAll(/[ '-]/g, '') === b.replaceAll(/[ '-]/g, '');

/** One may be the other with a title, or with further names. */
const sameGiven = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
