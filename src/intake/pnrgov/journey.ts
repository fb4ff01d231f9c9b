import type { Journey, JourneyEvent, KeptSegment, Leg, MessageHead } from '../../model/index.ts';
import { finishTraveller } from '../travel/draft.ts';
import type { TitleHabit } from '../travel/names.ts';
import type { Booking } from './booking.ts';
import { onPushedFlight } from './itinerary.ts';

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
