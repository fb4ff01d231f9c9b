import type { Journey, JourneyEvent, KeptSegment, Leg, MessageHead } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import { finishTraveller, type TravellerDraft } from '../travel/draft.ts';
import type { TitleHabit } from '../travel/names.ts';
import { assignDocuments, type DocumentRequest } from './documents.ts';
import type { Place } from './groups.ts';
import { type LegDraft, onPushedFlight } from './itinerary.ts';
import { assignSeats, type SeatRequest } from './seats-and-bags.ts';

/** One booking while its segments are read. */
export interface Booking {
  readonly offset: number;
  end: number;
  readonly locators: string[];
  readonly dividedFrom: string[];
  readonly travellers: TravellerDraft[];
  readonly legs: LegDraft[];
  readonly seats: SeatRequest[];
  readonly docs: DocumentRequest[];
  readonly kept: KeptSegment[];
  originator: boolean;
  emptyOriginator: boolean;
  /** Where the reader is, of whom the next segments tell, and when that one checked in. */
  place: Place;
  traveller: TravellerDraft | undefined;
  checkIn: string | undefined;
}

/** What the segments of all bookings of one message are read with. */
export interface Reading {
  /** For two-digit years. */
  readonly year: number;
  readonly habit: TitleHabit;
  problem(segment: Segment, severity: 'mended' | 'unreadable' | 'noted', reason: string): void;
}

export const newBooking = (offset: number): Booking => ({
  offset,
  end: offset,
  locators: [],
  dividedFrom: [],
  travellers: [],
  legs: [],
  seats: [],
  docs: [],
  kept: [],
  originator: false,
  emptyOriginator: false,
  place: 'booking',
  traveller: undefined,
  checkIn: undefined,
});

/** All segments of the booking were read: what came apart from its traveller finds him or her. */
export function completeBooking(booking: Booking, end: number): void {
  booking.end = end;
  assignDocuments(booking);
  assignSeats(booking);
}

/** What the message says of all its bookings. */
export interface Push {
  readonly head: MessageHead;
  readonly event: JourneyEvent;
  /** The flight of which the bookings are told. */
  readonly pushed: Leg | undefined;
  readonly habit: TitleHabit;
}

export function journeyOf(booking: Booking, push: Push, kept: readonly KeptSegment[]): Journey {
  const { legs, travellers, locators, dividedFrom, offset, end } = booking;
  // A booking without originator is one that is gone: cancelled, or no longer on this flight.
  const gone = booking.emptyOriginator && !booking.originator;
  const event = gone ? 'cancellation' : push.event;
  const { head: message, pushed } = push;
  const told = {
    legs,
    travellers: travellers.map((draft) => finishTraveller(draft, push.habit)),
    locators,
    dividedFrom,
    offset,
    end,
    kept,
  };
  return pushed
    ? { kind: 'booking', event, message, transport: onPushedFlight(pushed, legs), ...told }
    : { kind: 'booking', event, message, ...told };
}
