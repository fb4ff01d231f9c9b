import type { Sourced, TravelDocument, Traveller, TravellerKind } from '../../model/index.ts';
import { deriveNames, type SentName, type TitleHabit } from './names.ts';

/** A document while its segments are read. */
export type DocumentDraft = { -readonly [K in keyof TravelDocument]: TravelDocument[K] };

/** A traveller while the message is read. */
export interface TravellerDraft {
  kind: TravellerKind;
  readonly names: SentName[];
  readonly birthDates: Sourced[];
  readonly sexes: Sourced[];
  readonly nationalities: Sourced[];
  readonly birthPlaces: Sourced[];
  readonly residences: Sourced[];
  readonly documents: TravelDocument[];
  boards?: string;
  leaves?: string;
  readonly seats: Sourced[];
  readonly tickets: string[];
  readonly bags: string[];
  readonly locators: string[];
  readonly references: string[];
  uniqueReference?: string;
  checkedIn?: string;
  onBoard?: boolean;
}

export const newTraveller = (kind: TravellerKind): TravellerDraft => ({
  kind,
  names: [],
  birthDates: [],
  sexes: [],
  nationalities: [],
  birthPlaces: [],
  residences: [],
  documents: [],
  seats: [],
  tickets: [],
  bags: [],
  locators: [],
  references: [],
});

/** Adds a value once for each source. */
export function addSourced(to: Sourced[], value: string | undefined, source: string): void {
  if (!value) return;
  for (const has of to) if (has.value === value && has.source === source) return;
  to.push({ value, source });
}

export function addOnce(to: string[], value: string | undefined): void {
  if (value && !to.includes(value)) to.push(value);
}

export function addName(
  to: TravellerDraft,
  surname: string,
  given: string,
  second: string,
  source: string,
): void {
  if (!surname && !given) return;
  for (const has of to.names)
    if (
      has.surname === surname &&
      has.given === given &&
      (has.second ?? '') === second &&
      has.source === source
    )
      return;
  const asSent = second ? `${surname}/${given}/${second}` : given ? `${surname}/${given}` : surname;
  to.names.push(second ? { asSent, surname, given, second, source } : { asSent, surname, given, source });
}

export function addDocument(to: TravellerDraft, document: TravelDocument): void {
  const { number, type, source } = document;
  for (const has of to.documents)
    if (has.number === number && has.type === type && has.source === source) return;
  to.documents.push(document);
}

export function finishTraveller(draft: TravellerDraft, habit: TitleHabit): Traveller {
  return Object.assign(draft, { names: deriveNames(draft.names, draft.sexes, habit) });
}
