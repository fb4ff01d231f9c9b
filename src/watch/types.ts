import type { Comparison } from '../match/index.ts';
import type { Leg, Sourced, Traveller, TravellerName } from '../model/index.ts';
import type { Actor } from '../screening/index.ts';
import type { HitState, JourneyState, TravellerState } from '../store/index.ts';
import type { SenderQuality } from './quality.ts';

export const WATCH_VERDICTS = ['same', 'not-same', 'unsure'] as const;
export type WatchVerdict = (typeof WATCH_VERDICTS)[number];

/** Why; a verdict names one of them. */
export const REASONS: Readonly<Record<WatchVerdict, readonly string[]>> = {
  same: ['document-agrees', 'date-and-names-agree', 'known-to-the-service', 'other'],
  'not-same': [
    'other-birth-date',
    'other-document',
    'other-name',
    'other-sex',
    'other-nationality',
    'seen-before',
    'other',
  ],
  unsure: ['too-little-told', 'awaiting-answer', 'contradictions', 'other'],
};

/** What became of a hit that was passed on. */
export const OUTCOMES = [
  'stopped',
  'let-go',
  'support-programme',
  'wrong-person',
  'did-not-arrive',
  'no-answer',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What was received of one file. */
export interface ReceiveReport {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Passenger lists and bookings. */
  readonly journeys: number;
  readonly travellers: number;
  readonly problems: readonly {
    readonly severity: string;
    readonly offset: number;
    readonly reason: string;
    readonly message?: string;
  }[];
  /** The same bytes came before: nothing was done. */
  readonly repeated: boolean;
}

/** A hit in the queue. */
export interface QueueEntry {
  readonly id: string;
  readonly state: HitState;
  readonly score: number;
  readonly grade: string;
  readonly traveller: {
    readonly id: string;
    readonly name: string;
    readonly birthDates: readonly string[];
    readonly state: TravellerState;
    readonly kind: string;
  };
  readonly entity: { readonly id: string; readonly caption: string; readonly datasets: readonly string[] };
  readonly leg: Leg;
  /** Instant of the arrival, as far as it is known. */
  readonly dueAt: string;
  readonly journeyState: JourneyState;
  readonly verdict?: string;
  readonly claimedBy?: string;
  readonly updatedAt: string;
  /** How many messages gave it. */
  readonly seen: number;
}

export interface QueueAnswer {
  readonly hits: readonly QueueEntry[];
  readonly total: number;
  readonly counts: {
    readonly journeys: number;
    readonly travellers: number;
    readonly open: number;
    readonly suppressed: number;
  };
  readonly now: string;
}

export interface HitStep {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface HitDetail extends QueueEntry {
  readonly comparison: Comparison;
  /** dataset → list version that was searched. */
  readonly versions: Readonly<Record<string, string>>;
  readonly told: Traveller;
  readonly names: readonly TravellerName[];
  readonly legs: readonly Leg[];
  readonly locators: readonly string[];
  /** The messages that told of this traveller. */
  readonly messages: readonly {
    readonly format: string;
    readonly message: string;
    readonly receivedAt: string;
  }[];
  readonly steps: readonly HitStep[];
  /** Others in the same booking: a fact, not a suspicion. */
  readonly sameBooking: readonly {
    readonly name: string;
    readonly kind: string;
    readonly birthDates: readonly Sourced[];
  }[];
  readonly earlier: readonly QueueEntry[];
  /** Positions of stops that are known. */
  readonly places: Readonly<
    Record<
      string,
      { readonly name: string; readonly latitude: number; readonly longitude: number; readonly zone: string }
    >
  >;
}

/** A traveller on a journey. */
export interface JourneyEntry {
  readonly leg: Leg;
  readonly dueAt: string;
  readonly journeyState: JourneyState;
  readonly traveller: QueueEntry['traveller'];
  readonly told: Traveller;
  readonly locators: readonly string[];
}

export interface WatchQuality {
  readonly verdicts: readonly {
    readonly dataset: string;
    readonly grade: string;
    readonly verdict: string;
    readonly count: number;
  }[];
  readonly senders: readonly SenderQuality[];
  readonly files: readonly {
    readonly name: string;
    readonly receivedAt: string;
    readonly bytes: number;
    readonly journeys: number;
    readonly travellers: number;
    readonly mended: number;
    readonly unreadable: number;
    readonly noted: number;
    readonly problems: readonly object[];
  }[];
}

/** Who is on the way: messages in, hits, human verdicts. Every method passes the gate. */
export interface Watch {
  receive(
    actor: Actor,
    file: { readonly name: string; readonly content: AsyncIterable<Uint8Array> },
  ): Promise<ReceiveReport>;
  /** A file, or all files of a folder. */
  receivePath(actor: Actor, path: string): Promise<readonly ReceiveReport[]>;
  queue(
    actor: Actor,
    filter: { readonly states: readonly HitState[]; readonly limit: number },
  ): Promise<QueueAnswer>;
  hit(actor: Actor, id: string): Promise<HitDetail | undefined>;
  /** "I am looking at this". Throws {@link WatchError} where somebody else is. */
  claim(actor: Actor, id: string): Promise<HitStep>;
  release(actor: Actor, id: string): Promise<HitStep>;
  decide(
    actor: Actor,
    id: string,
    decision: { readonly verdict: WatchVerdict; readonly reason: string; readonly note?: string },
  ): Promise<HitStep>;
  reopen(actor: Actor, id: string, note: string): Promise<HitStep>;
  /** Proposes to pass a hit judged the same to an authority; a second person decides. */
  propose(
    actor: Actor,
    id: string,
    proposal: { readonly to: string; readonly note?: string },
  ): Promise<HitStep>;
  /** The second pair of eyes; never the one who proposed. */
  approve(
    actor: Actor,
    id: string,
    approval: { readonly accept: boolean; readonly note?: string },
  ): Promise<HitStep>;
  outcome(
    actor: Actor,
    id: string,
    outcome: { readonly outcome: Outcome; readonly note?: string },
  ): Promise<HitStep>;
  /** Travellers of a flight, or by name, document or locator. */
  journeys(actor: Actor, text: string, limit: number): Promise<readonly JourneyEntry[]>;
  quality(actor: Actor): Promise<WatchQuality>;
  /** Matches all travellers that are kept against the lists as they are now; done by itself when a list changes. */
  lookBack(): Promise<void>;
  /** Erases what is kept too long; gives how many travellers. */
  erase(actor: Actor): Promise<{ readonly travellers: number; readonly journeys: number }>;
  /** Called after anything in the queue changed; gives a function that ends it. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** What was asked for is not possible in this state; the message says why. */
export class WatchError extends Error {
  override readonly name = 'WatchError';
}
