import { addDocument, addName, addSourced, newTraveller, type TravellerDraft } from '../travel/draft.ts';
import type { Booking } from './booking.ts';
import type { DocsContent } from './service.ts';
import { byReference, isNamed } from './travellers.ts';

/** Puts each document to the traveller it is of: by reference, by name, by where it stands. */
export function assignDocuments({ docs, travellers }: Booking): void {
  for (const { content, under, reference } of docs) {
    const { surname, given, second, source } = content;
    const whose = content.infant
      ? infantWith(content, travellers)
      : holderOf(content, travellers, byReference(travellers, reference) ?? under);
    addName(whose, surname, given, second, source);
    addSourced(whose.birthDates, content.birthDate, source);
    addSourced(whose.sexes, content.sex, source);
    addSourced(whose.nationalities, content.nationality, source);
    if (content.document) addDocument(whose, content.document);
  }
}

const hasName = (one: TravellerDraft, { surname, given }: DocsContent): boolean =>
  given !== '' && isNamed(one, surname, given);

function infantWith(content: DocsContent, travellers: TravellerDraft[]): TravellerDraft {
  const infants = travellers.filter(({ kind }) => kind === 'infant');
  const born = infants.filter(
    ({ documents, birthDates }) =>
      documents.length === 0 && birthDates.some(({ value }) => value === content.birthDate),
  );
  return (
    infants.find((one) => hasName(one, content)) ??
    (born.length === 1 ? born[0] : undefined) ??
    added(travellers, newTraveller('infant'))
  );
}

function holderOf(
  content: DocsContent,
  travellers: TravellerDraft[],
  pointed: TravellerDraft | undefined,
): TravellerDraft {
  if (pointed && (!content.surname || hasName(pointed, content))) return pointed;
  return (
    travellers.find((one) => hasName(one, content)) ??
    pointed ??
    (travellers.length === 1 ? travellers[0] : undefined) ??
    added(travellers, newTraveller('passenger'))
  );
}

function added(travellers: TravellerDraft[], one: TravellerDraft): TravellerDraft {
  travellers.push(one);
  return one;
}
