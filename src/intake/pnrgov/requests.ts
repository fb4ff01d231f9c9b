import type { Segment } from '../edifact/index.ts';
import { firstDay } from '../travel/dates.ts';
import { addDocument, addName, addOnce, addSourced, type TravellerDraft } from '../travel/draft.ts';
import * as form from '../travel/forms.ts';
import type { Booking, Reading, ServiceRequest } from './booking.ts';
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
export function readRequest(into: Booking, segment: Segment, reading: Reading): void {
  if (into.place === 'history') return;
  const service = segment.text(1);
  if (!KEPT_TEXTS.has(service)) return;
  const request: ServiceRequest = {
    offset: segment.offset,
    service,
    text: segment.rest(1, 8),
    under: into.traveller,
    reference: referenceOf(segment),
  };
  if (service === 'SEAT') readSeatRequest(into, segment, request);
  else takeRequest(into, request, reading, false);
}

/** Takes the requests that waited for their travellers. */
export function settleRequests(into: Booking, reading: Reading): void {
  for (const request of into.requests) takeRequest(into, request, reading, true);
}

/** Takes what a request tells, or keeps it until the booking is whole: who it is of may be told after it. */
export function takeRequest(into: Booking, request: ServiceRequest, reading: Reading, whole: boolean): void {
  const { service, text, reference, under } = request;
  const { year, problem } = reading;
  const { travellers } = into;
  switch (service) {
    case 'DOCS':
    case 'PSPT': {
      const content = service === 'DOCS' ? readDocs(text, year) : readPspt(text, year);
      if (content.note) problem(request, 'mended', `${service}: ${content.note}`);
      into.docs.push({ content, reference, under });
      return;
    }
    case 'INFT': {
      const { surname, given, born } = readInft(text);
      if (!surname) return;
      const infant = infantOf(into, surname, given);
      addName(infant, surname, given, '', 'INFT');
      addSourced(infant.birthDates, firstDay(born, 'birth', year), 'INFT');
      return;
    }
  }
  const whose =
    byReference(travellers, reference) ??
    under ??
    (whole && travellers.length === 1 ? travellers[0] : undefined);
  if (whose) take(into, whose, request, reading, whole);
  else if (!whole) into.requests.push(request);
  else if (service === 'DOCO' || service === 'FOID')
    problem(request, 'unreadable', `${service}: it is not told whose it is`);
}

function take(
  into: Booking,
  whose: TravellerDraft,
  request: ServiceRequest,
  { year }: Reading,
  whole: boolean,
): void {
  const { service, text } = request;
  switch (service) {
    case 'DOCO': {
      const { birthPlace, document } = readDoco(text, year);
      addSourced(whose.birthPlaces, birthPlace, 'DOCO');
      if (document) addDocument(whose, document);
      return;
    }
    case 'FOID': {
      const document = readFoid(text);
      if (document) addDocument(whose, document);
      return;
    }
    case 'DOCA':
      addSourced(whose.residences, readDoca(text), 'DOCA');
      return;
    case 'CHLD':
      addSourced(whose.birthDates, firstDay(text, 'birth', year), 'CHLD');
      return;
    default: {
      // "1392178947000C2": ticket and coupon; INF before it is the infant's, though the adult may be named.
      const ticket = /^\.?(INF)?(\d{10,14})(?!\d)/.exec(text);
      if (!ticket) return;
      if (!ticket[1] || whose.kind === 'infant') addOnce(whose.tickets, ticket[2]);
      else if (!whole) into.requests.push(request);
      else {
        const [infant, another] = into.travellers.filter(({ kind }) => kind === 'infant');
        if (infant && !another) addOnce(infant.tickets, ticket[2]);
      }
    }
  }
}

function readSeatRequest(into: Booking, segment: Segment, { text, reference, under }: ServiceRequest): void {
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
