import type { Leg, Traveller } from '../../model/index.ts';

export type JourneyState = 'expected' | 'cancelled' | 'closed';
export type TravellerState = 'expected' | 'cancelled' | 'on-board' | 'not-on-board';
export type HitState = 'open' | 'suppressed' | 'decided' | 'proposed' | 'passed' | 'gone';

/** What one source says of a traveller: the newest message of its format, and the booking it came in. */
export interface TravellerPart {
  readonly traveller: Traveller;
  readonly legs: readonly Leg[];
  readonly locators: readonly string[];
  /** Message as `sender reference sent`. */
  readonly message: string;
  readonly receivedAt: string;
  /** When the sender says that it was sent; an older telling never takes the place of a newer. */
  readonly sent?: string;
  /** The file, its part, and the byte offset where the list or booking begins: what is kept of it stands there. */
  readonly file?: string;
  readonly part?: number;
  readonly offset?: number;
}

/** What holds against messages that it overtook; `sent` of the message that said it. */
export interface JourneyMarks {
  readonly cancelled?: string;
  readonly closed?: string;
  /** Bookings that were cancelled without naming anybody, by locator. */
  readonly bookings?: Readonly<Record<string, string>>;
}

export interface StoredJourney {
  readonly id: string;
  readonly key: string;
  readonly leg: Leg;
  readonly dueAt: string;
  readonly state: JourneyState;
  /** The latest `sent` of all messages that told of it. */
  readonly told: string;
  readonly marks: JourneyMarks;
  /** Formats that told of it: which are missing shows how a carrier sends. */
  readonly formats: readonly string[];
  /** Counts the changes of the journey and its travellers. */
  readonly version: number;
}

export interface StoredTraveller {
  readonly id: string;
  readonly journey: string;
  readonly parts: Readonly<Record<string, TravellerPart>>;
  readonly identity?: string;
  readonly state: TravellerState;
  /** `sent` of the message that gave the state; empty where none said. */
  readonly told: string;
  readonly updatedAt: string;
  /** Since then only the itinerary can be seen; what is sealed needs an approval. */
  readonly maskedAt?: string;
}

/** Two who were kept as two, and turned out to be one. */
export interface JoinedTravellers {
  /** Who is kept no more. */
  readonly from: string;
  readonly into: string;
}

/** What a person judged, and what it rested on then. */
export interface Judged {
  readonly at: string;
  readonly grade: string;
  readonly fingerprint: string;
  readonly datasets: readonly string[];
}

export interface StoredHit {
  readonly id: string;
  readonly traveller: string;
  readonly journey: string;
  readonly entityId: string;
  readonly caption: string;
  readonly datasets: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly score: number;
  readonly grade: string;
  readonly comparison: object;
  readonly fingerprint: string;
  readonly state: HitState;
  readonly verdict?: string;
  /** With a verdict of a person. */
  readonly judged?: Judged;
  /** What was judged does not hold as it did: look again before anything is done on it. */
  readonly outdated?: 'gone' | 'changed';
  /** What became of it after it was passed on. */
  readonly outcome?: string;
  /** Since then the matter is over: it keeps no traveller. */
  readonly closedAt?: string;
  readonly claimedBy?: string;
  readonly claimedAt?: string;
  /** Who gave it to `claimedBy`, until they have taken it. */
  readonly handedBy?: string;
  readonly firstAt: string;
  readonly updatedAt: string;
  /** Messages that gave it. */
  readonly seen: number;
}

export interface HitEvent {
  readonly hit: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What may be told outside of a step with a hit, or of an unmasking, which has none. */
export interface HitNews {
  readonly hit?: string;
  readonly what: string;
  readonly at: string;
  readonly grade?: string;
  readonly lists?: readonly string[];
  /** Instant of the arrival. */
  readonly dueAt: string;
}

export interface ClearedPair {
  readonly identity: string;
  readonly entityId: string;
  readonly fingerprint: string;
  /** What the likeness rested on when it was judged: stronger evidence is looked at. */
  readonly grade: string;
  readonly hit: string;
  readonly by: string;
  readonly at: string;
  readonly expiresAt: string;
}

export interface TravelFile {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly bytes: number;
  readonly journeys: number;
  readonly travellers: number;
  readonly problems: readonly object[];
  readonly quality: readonly object[];
}

/** A delivery that no worker could take. */
export interface PoisonedDelivery {
  readonly file: string;
  readonly part: number;
  readonly reason: string;
  readonly tries: number;
  readonly at: string;
}

export interface QueuedHit {
  readonly hit: StoredHit;
  readonly journey: StoredJourney;
  readonly traveller: StoredTraveller;
}

/** What one step does with a hit. */
export interface HitChange {
  readonly hit: StoredHit;
  readonly event: HitEvent;
  /** To be remembered: not the same. */
  readonly clear?: ClearedPair;
  readonly forget?: { readonly identity: string; readonly entityId: string };
}
