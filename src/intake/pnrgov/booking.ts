import type { KeptSegment, Leg } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import type { TravellerDraft } from '../travel/draft.ts';
import type { TitleHabit } from '../travel/names.ts';
import type { Place } from './groups.ts';
import type { DocsContent } from './service.ts';

export type LegDraft = { -readonly [K in keyof Leg]: Leg[K] };

/** A document of a `DOCS` or `PSPT`, the traveller under whom it stands and the reference it names. */
export interface DocumentRequest {
  readonly content: DocsContent;
  readonly under: TravellerDraft | undefined;
  readonly reference: string;
}

/** A request for service, as it is written, and of whom it is told. */
export interface ServiceRequest {
  readonly offset: number;
  readonly service: string;
  readonly text: string;
  /** The traveller under whom it stands, and the reference it names. */
  readonly under: TravellerDraft | undefined;
  readonly reference: string;
}

/** A seat that was asked for, and of whom that is told. */
export interface SeatRequest {
  readonly seat: string;
  /** Place among the seats of one request, of so many. */
  readonly place: number;
  readonly of: number;
  readonly reference: string;
  readonly under: TravellerDraft | undefined;
}

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
  /** Requests of travellers who were not named yet: they stand before the names where they are of the whole booking (group 1). */
  readonly requests: ServiceRequest[];
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
  problem(at: Pick<Segment, 'offset'>, severity: 'mended' | 'unreadable' | 'noted', reason: string): void;
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
  requests: [],
  kept: [],
  originator: false,
  emptyOriginator: false,
  place: 'booking',
  traveller: undefined,
  checkIn: undefined,
});
