import type { JourneyEvent, KeptSegment, Leg } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import type { MessageReader, MessageType, ReaderContext } from '../travel/message.ts';
import { type Booking, newBooking, type Reading } from './booking.ts';
import { assignDocuments } from './documents.ts';
import { DROPPED_TAGS } from './groups.ts';
import { readLeg, readOperator, readStatus, readTravel } from './itinerary.ts';
import { journeyOf } from './journey.ts';
import { keptInBooking } from './kept.ts';
import { addLocators, hasLocator, locatorsOf } from './locators.ts';
import { readRequest, readTicket, settleRequests } from './requests.ts';
import { assignSeats, readBags, readCheckIn, readSeat } from './seats-and-bags.ts';
import { readReferences, readTravellers } from './travellers.ts';

/**
 * PNRGOV, bookings pushed by carriers: IATA PADIS 10:1 to 21:1. This file knows where a booking begins and who reads
 * which segment; group numbers in comments are those of the implementation guide. Fares, payment, contacts, remarks and
 * meals are dropped as they come.
 */
export const PNRGOV: MessageType = { name: 'PNRGOV', open: openPnrgov };

/** Bookings held back so that what is learnt of the sender's way of writing serves the first of them as well. */
const HELD_BOOKINGS = 64;

function openPnrgov({ head, out, year, keep }: ReaderContext): MessageReader {
  let event: JourneyEvent = 'list';
  let pushed: Leg | undefined;
  let said: number | undefined;
  let booking: Booking | undefined;
  let bookings = 0;
  /** An `RCI` of another booking inside this one: its `SRC` may have been lost. */
  let suspect: { readonly locators: readonly string[]; readonly offset: number } | undefined;
  const held: Booking[] = [];
  const front: KeptSegment[] = [];
  const reading: Reading = {
    year,
    habit: { names: 0, glued: 0 },
    problem: ({ offset }, severity, reason) => out.problem({ severity, offset, reason }),
  };

  const openBooking = (offset: number): Booking => {
    closeBooking(offset);
    suspect = undefined;
    bookings++;
    booking = newBooking(offset);
    return booking;
  };

  const closeBooking = (offset: number): void => {
    if (!booking) return;
    booking.end = offset;
    settleRequests(booking, reading);
    assignDocuments(booking);
    assignSeats(booking);
    held.push(booking);
    booking = undefined;
    if (held.length >= HELD_BOOKINGS) flush();
  };

  const flush = (): void => {
    const push = { head, event, pushed, habit: reading.habit };
    for (const done of held) out.journey(journeyOf(done, push, keep ? [...front, ...done.kept] : []));
    held.length = 0;
  };

  const beginLost = (locators: readonly string[], offset: number): Booking => {
    out.problem({ severity: 'mended', offset, reason: 'a booking begins without SRC' });
    const begun = openBooking(offset);
    begun.locators.push(...locators);
    return begun;
  };

  const readLocators = (into: Booking, segment: Segment): void => {
    const locators = locatorsOf(segment);
    switch (into.place) {
      case 'history':
        beginLost(locators, segment.offset);
        return;
      case 'divided':
        addLocators(into.dividedFrom, locators);
        return;
      case 'other-service':
        return;
      case 'booking':
        addLocators(into.locators, locators);
        return;
      default: {
        const known = locators.some((locator) => hasLocator(into.locators, locator));
        if (!known && into.locators.length > 0) suspect = { locators, offset: segment.offset };
        else addLocators(into.locators, locators);
      }
    }
  };

  /** The booking that a segment is of, once it is clear whether one began with the `RCI` before it. */
  const settleSuspect = (current: Booking, segment: Segment): Booking => {
    if (!suspect || segment.tag === 'SSR') return current;
    const { locators, offset } = suspect;
    suspect = undefined;
    if (showsLostBegin(segment, current)) return beginLost(locators, offset);
    addLocators(current.locators, locators);
    return current;
  };

  const inBooking = (into: Booking, segment: Segment): void => {
    switch (segment.tag) {
      case 'RCI':
        readLocators(into, segment);
        return;
      case 'ORG':
        if (into.place !== 'booking') return;
        if (hasContent(segment)) into.originator = true;
        else into.emptyOriginator = true;
        return;
      case 'TIF':
        readTravellers(into, segment, reading);
        return;
      case 'REF':
        readReferences(into, segment);
        return;
      case 'TKT':
        readTicket(into, segment);
        return;
      case 'SSR':
        readRequest(into, segment, reading);
        return;
      case 'TVL':
        if (into.place !== 'history') readLeg(into, segment, reading);
        return;
      case 'RPI':
        readStatus(into, segment, reading);
        return;
      case 'TRA':
        readOperator(into, segment);
        return;
      case 'DAT':
        readCheckIn(into, segment, reading);
        return;
      case 'TRI':
        if (into.place !== 'leg' && into.place !== 'check-in') return;
        into.place = 'check-in';
        into.traveller = undefined;
        return;
      case 'SSD':
        readSeat(into, segment);
        return;
      case 'TBD':
        readBags(into, segment);
        return;
      case 'EQN':
        if (into.place !== 'history') into.place = 'divided';
        return;
      case 'MSG':
        // 1: a flight (PADIS 4025); 8 and others: a hotel, a car, a tour.
        if (into.place !== 'history') into.place = /^0*1$/.test(segment.text(1)) ? 'leg' : 'other-service';
        into.traveller = undefined;
        return;
      case 'ABI':
      case 'SAC':
        into.place = 'history';
        into.traveller = undefined;
        return;
      default:
        if (!DROPPED_TAGS.has(segment.tag))
          reading.problem(
            segment,
            'mended',
            `segment ${segment.tag} has no place in PNRGOV and was passed over`,
          );
    }
  };

  const inFront = (segment: Segment): void => {
    switch (segment.tag) {
      case 'MSG':
        if (segment.text(1, 1) === '141' || segment.text(1) === '141') event = 'change';
        return;
      case 'TVL':
        pushed = readTravel(segment, reading);
        return;
      case 'EQN': {
        const count = Number(segment.text(1));
        if (Number.isInteger(count) && segment.text(1)) said = count;
        return;
      }
      case 'RCI':
        beginLost(locatorsOf(segment), segment.offset);
    }
  };

  return {
    segment(segment) {
      if (segment.tag === 'SRC') openBooking(segment.offset);
      else if (booking) inBooking(settleSuspect(booking, segment), segment);
      else inFront(segment);
      if (booking) booking.end = segment.end;
      if (keep) (booking?.kept ?? front).push(keptInBooking(segment, booking?.place ?? 'booking'));
    },
    end(offset) {
      closeBooking(offset);
      flush();
      if (bookings === 0) out.problem({ severity: 'noted', offset, reason: 'the message holds no booking' });
      return { of: 'bookings', held: bookings, ...(said !== undefined && { said }) };
    },
  };
}

/** Whether this segment shows that another booking began with the suspected `RCI`. */
const showsLostBegin = (segment: Segment, { place }: Booking): boolean =>
  (segment.tag === 'DAT' && segment.text(1) === '700') ||
  ((segment.tag === 'TIF' || segment.tag === 'ORG') && place === 'leg');

function hasContent(segment: Segment): boolean {
  for (let element = 1; element < segment.elements; element++)
    for (let component = 0; component < segment.count(element); component++)
      if (segment.text(element, component)) return true;
  return false;
}
