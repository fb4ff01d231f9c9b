/**
 * Travel, as carriers' messages tell it: who travels, on which legs, with which documents.
 *
 * Only identity and itinerary are here. Payment, contact, meals, medical codes and free text have no place in these
 * types, so nothing that reads a message can keep them (Directive (EU) 2016/681 art. 13(4)).
 */

/** A value and the segment or service code that gave it (`NAD`, `TIF`, `DOCS`, `column birth`). */
export interface Sourced {
  readonly value: string;
  readonly source: string;
}

/** A name as it was sent, and the forms that evidence in the same message supports. The sent form always stays. */
export interface TravellerName {
  /** The letters of the message, character by character: `SMITH/JOHNMR`. */
  readonly asSent: string;
  readonly surname: string;
  readonly given: string;
  /** Further given names, where the message keeps them apart. */
  readonly second?: string;
  readonly source: string;
  /** Whole names to screen beside the sent one, each with the reason why it may be meant. */
  readonly derived: readonly { readonly name: string; readonly evidence: string }[];
}

/** A travel document as the message names it. Codes are the message's own (`P`, `V`, `I` …); nothing is guessed. */
export interface TravelDocument {
  readonly type?: string;
  readonly number: string;
  /** ISO 3166 alpha-2 in small letters, or the code as sent where it is none. */
  readonly issuer?: string;
  /** `YYYY-MM-DD`. */
  readonly expires?: string;
  /** `YYYY-MM-DD`. */
  readonly issued?: string;
  readonly issuedAt?: string;
  readonly source: string;
}

/** One movement of one vehicle between two stops. */
export interface Leg {
  /** Carrier as sent: an IATA or ICAO designator, or a name. */
  readonly carrier?: string;
  /** Without leading zeros; with a letter where the carrier writes one (`988A`). */
  readonly number?: string;
  /** Where another carrier flies it. */
  readonly operatedBy?: string;
  /** Stop codes as sent, mostly IATA airports. */
  readonly from?: string;
  readonly to?: string;
  /** Local time of the stop: `YYYY-MM-DDTHH:MM`, or `YYYY-MM-DD`. */
  readonly departs?: string;
  readonly arrives?: string;
  /** The booking's word for it (`HK` confirmed, `XX` cancelled …). */
  readonly status?: string;
}

export type TravellerKind = 'passenger' | 'crew' | 'transit' | 'infant' | 'group' | 'unnamed';

export interface Traveller {
  readonly kind: TravellerKind;
  readonly names: readonly TravellerName[];
  /** `YYYY-MM-DD`, or `YYYY` or `YYYY-MM` where the day is not known; several where the message contradicts itself. */
  readonly birthDates: readonly Sourced[];
  /** `male`, `female`, or `other` (ICAO 9303 `X`). */
  readonly sexes: readonly Sourced[];
  /** Alpha-2 in small letters, or as sent where it is no country. */
  readonly nationalities: readonly Sourced[];
  readonly birthPlaces: readonly Sourced[];
  readonly residences: readonly Sourced[];
  readonly documents: readonly TravelDocument[];
  /** Where this traveller gets on and off, when the message says so. */
  readonly boards?: string;
  readonly leaves?: string;
  readonly seats: readonly Sourced[];
  readonly tickets: readonly string[];
  /** Bag tags. */
  readonly bags: readonly string[];
  /** Booking locators of this traveller. */
  readonly locators: readonly string[];
  /** The carrier's own reference of this traveller: joins API, PNR and close-out of one traveller. */
  readonly references: readonly string[];
  /** Of these the one that the carrier calls unique (`RFF+ABO`): an answer names the traveller by it. */
  readonly uniqueReference?: string;
  /** When he or she checked in, as sent (`YYYY-MM-DDTHH:MM`, UTC). */
  readonly checkedIn?: string;
  /** Known at the close of the flight. */
  readonly onBoard?: boolean;
}

/** What kind of news the message is. */
export type JourneyEvent =
  /** Passengers or crew as known now. */
  | 'list'
  /** Values of travellers told before have changed. */
  | 'change'
  /** The reservation of these travellers is cancelled. */
  | 'cancellation'
  | 'flight-cancellation'
  | 'flight-change'
  /** Who was on board when the doors closed, or who was not. */
  | 'close-out';

/** The message that told it. */
export interface MessageHead {
  readonly format: string;
  /** Edition: `D:02B`, `13:1`. */
  readonly edition?: string;
  readonly sender?: string;
  readonly receiver?: string;
  /** `YYYY-MM-DDTHH:MM`, UTC by convention. */
  readonly sent?: string;
  readonly interchange?: string;
  readonly reference?: string;
  /** Common access reference: joins the parts of one message. */
  readonly access?: string;
  /** The carrier's number of the transaction (`RFF+TN`): an answer names it. */
  readonly transaction?: string;
  /** Application reference of the interchange: `APIS`, `IAPI`. */
  readonly application?: string;
  /** 1-based part of a message in several parts. */
  readonly part?: number;
  readonly lastPart?: boolean;
}

/**
 * One journey as one message tells it: a whole passenger list of a flight (API), or one booking with all its legs (PNR).
 */
export interface Journey {
  readonly kind: 'manifest' | 'booking';
  readonly event: JourneyEvent;
  readonly message: MessageHead;
  /** The leg that the message is about: the flight that lands. */
  readonly transport?: Leg;
  readonly legs: readonly Leg[];
  readonly travellers: readonly Traveller[];
  /** Locators of the booking with the system they belong to: `DL:MFN4TI`. */
  readonly locators: readonly string[];
  /** Locators of the bookings it was divided from or into. */
  readonly dividedFrom: readonly string[];
  /** Byte offset of its first segment in the stream, and of the end of its last. */
  readonly offset: number;
  readonly end: number;
  /** The message as it may be kept, dropped content blacked out; see `docs/travel.md`. */
  readonly kept: readonly KeptSegment[];
}

/** One segment as it may be kept. */
export interface KeptSegment {
  /** Byte offset in the stream. */
  readonly offset: number;
  /** Elements and components with the standard separators; content that was dropped on arrival is `█`. */
  readonly text: string;
}
