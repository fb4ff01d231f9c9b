import type { Segment } from '../edifact/index.ts';
import { monthByName } from '../travel/dates.ts';
import { addDocument, addName, addOnce, addSourced, type TravellerDraft } from '../travel/draft.ts';
import * as form from '../travel/forms.ts';
import type { Booking, Reading } from './booking.ts';
import {
  KEPT_TEXTS,
  readDoca,
  readDoco,
  readDocs,
  readFoid,
  readInft,
  readPspt,
  readSeats,
} from './service.ts';
import { byReference, infantOf } from './travellers.ts';

/** Special service requests (`SSR`): of them those that carry identity, a seat or a ticket; see `service.ts` for their texts. */
export function readRequest(into: Booking, segment: Segment, { year, problem }: Reading): void {
  if (into.place === 'history') return;
  const service = segment.text(1);
  if (!KEPT_TEXTS.has(service)) return;
  const text = segment.rest(1, 8);
  const reference = referenceOf(segment);
  const { travellers, traveller: under } = into;
  if (service === 'DOCS' || service === 'PSPT') {
    const content = service === 'DOCS' ? readDocs(text, year) : readPspt(text, year);
    if (content.note) problem(segment, 'mended', `${service}: ${content.note}`);
    into.docs.push({ content, reference, under });
    return;
  }
  const subject = byReference(travellers, reference) ?? under;
  const whose = subject ?? (travellers.length === 1 ? travellers[0] : undefined);
  switch (service) {
    case 'DOCO': {
      const { birthPlace, document } = readDoco(text, year);
      if (!whose) {
        problem(segment, 'unreadable', 'DOCO: it is not told whose it is');
        return;
      }
      addSourced(whose.birthPlaces, birthPlace, 'DOCO');
      if (document) addDocument(whose, document);
      return;
    }
    case 'FOID': {
      const document = readFoid(text);
      if (!document) return;
      if (whose) addDocument(whose, document);
      else problem(segment, 'unreadable', 'FOID: it is not told whose it is');
      return;
    }
    case 'DOCA':
      if (subject) addSourced(subject.residences, readDoca(text), 'DOCA');
      return;
    case 'INFT': {
      const { surname, given, born } = readInft(text);
      if (!surname) return;
      const infant = infantOf(into, surname, given);
      addName(infant, surname, given, '', 'INFT');
      addSourced(infant.birthDates, monthByName(born, 'birth', year), 'INFT');
      return;
    }
    case 'CHLD':
      if (subject)
        addSourced(subject.birthDates, monthByName(text.replaceAll('/', '').trim(), 'birth', year), 'CHLD');
      return;
    case 'SEAT':
      readSeatRequest(into, segment, text, reference, under);
      return;
    default: {
      // "1392178947000C2": ticket and coupon; INF before it is the infant's.
      const ticket = /^\.?(INF)?(\d{10,14})(?!\d)/.exec(text);
      if (ticket && subject && !ticket[1]) addOnce(subject.tickets, ticket[2]);
    }
  }
}

function readSeatRequest(
  into: Booking,
  segment: Segment,
  text: string,
  reference: string,
  under: TravellerDraft | undefined,
): void {
  const seats: [seat: string, reference: string][] = readSeats(text).map((seat) => [seat, reference]);
  for (let element = 2; element < segment.elements; element++)
    // "XXX": a seat that is not assigned yet.
    if (form.SEAT.test(segment.text(element))) seats.push([segment.text(element), segment.text(element, 2)]);
  seats.forEach(([seat, of], place) => {
    into.seats.push({ seat, place, of: seats.length, reference: of, under });
  });
}

/** `TKT`: the number of a ticket. */
export function readTicket({ place, traveller }: Booking, segment: Segment): void {
  if (place === 'traveller' && traveller && form.CODE.test(segment.text(1)))
    addOnce(traveller.tickets, segment.text(1));
}

/** The traveller reference of an `SSR`: third component of the second element; guide §5.28. */
function referenceOf(segment: Segment): string {
  for (let element = 2; element < segment.elements; element++) {
    const reference = segment.text(element, 2);
    if (reference) return reference;
  }
  return '';
}
