import type { ManifestMapping } from '../intake/index.ts';
import type { Comparison } from '../match/index.ts';
import type { KeptSegment, Leg, Sourced, Traveller } from '../model/index.ts';
import type { Actor } from '../screening/index.ts';
import type {
  HitNews,
  HitState,
  JourneyState,
  PoisonedDelivery,
  TravellerState,
  Unmasking,
  UnreadablePiece,
} from '../store/index.ts';
import type { Delivery } from './delivery.ts';
import type { MissingMessages, SenderQuality } from './quality.ts';

export const WATCH_VERDICTS = ['same', 'not-same', 'unsure'] as const;
export type WatchVerdict = (typeof WATCH_VERDICTS)[number];

/** Why; a verdict names one of them. */
export const REASONS = {
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
} as const satisfies Readonly<Record<WatchVerdict, readonly string[]>>;

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

/** A file of messages as it comes. */
export interface ReceivedFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** Which columns of a table mean what, where their names do not say it. */
  readonly mapping?: ManifestMapping;
  /** Read it although the same bytes came before: the program may understand more by now. */
  readonly again?: boolean;
}

/** What masking and erasing did: how much of each. */
export interface Kept {
  readonly travellers: number;
  readonly journeys: number;
  readonly texts: number;
  readonly masked: number;
}

/** Which hits somebody wants to see. */
export interface QueueView {
  readonly states: readonly HitState[];
  /** Only of those who have landed, or only of those who have not. */
  readonly landed?: boolean;
  /** A flight (`ZX88`) or a carrier (`ZX`). */
  readonly flight?: string;
  readonly dataset?: string;
  readonly grade?: string;
  /** Only those in one's own hands. */
  readonly mine?: boolean;
  readonly limit: number;
  /** Leaves out so many before: the page that follows. */
  readonly offset?: number;
}

export interface PageView {
  readonly limit?: number;
  readonly offset?: number;
}

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
  /** What was judged does not hold as it did: open it again before anything is done on it. */
  readonly outdated?: 'gone' | 'changed';
  readonly outcome?: string;
  /** The matter is over. */
  readonly closedAt?: string;
  readonly claimedBy?: string;
  /** Who handed it to `claimedBy`, until they have taken it. */
  readonly handedBy?: string;
  readonly updatedAt: string;
  /** How many messages gave it. */
  readonly seen: number;
}

export interface QueueAnswer {
  readonly hits: readonly QueueEntry[];
  /** Of all pages. */
  readonly total: number;
  /** Of `total` those who have landed. */
  readonly landed: number;
  readonly counts: {
    readonly journeys: number;
    readonly travellers: number;
    readonly open: number;
    readonly suppressed: number;
    /** Open hits of those who have landed. */
    readonly landed: number;
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
  /** Absent once the traveller is masked: it tells names. */
  readonly comparison?: Comparison;
  /** dataset → list version that was searched. */
  readonly versions: Readonly<Record<string, string>>;
  readonly told: Traveller;
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
  /** What was decided of this traveller before. */
  readonly earlier: readonly QueueEntry[];
  /** What was decided of others who may be this record: how often, never who. */
  readonly decidedOfRecord: readonly { readonly verdict: string; readonly count: number }[];
  /** Since then only the itinerary is shown; who has an approval sees the rest for a day. */
  readonly maskedAt?: string;
  readonly unmaskings: readonly Unmasking[];
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
  /** Since then only the itinerary is shown. */
  readonly maskedAt?: string;
  readonly unmaskings: readonly Unmasking[];
}

export interface JourneyAnswer {
  readonly journeys: readonly JourneyEntry[];
  /** Of all pages. */
  readonly total: number;
}

export interface WatchQuality {
  readonly verdicts: readonly {
    readonly dataset: string;
    readonly grade: string;
    readonly verdict: string;
    readonly count: number;
  }[];
  /** What became of what was passed on. */
  readonly outcomes: readonly {
    readonly dataset: string;
    readonly outcome: string;
    readonly count: number;
  }[];
  /** Of the last 30 days. */
  readonly senders: readonly SenderQuality[];
  /** Journeys of the last 30 days of which a message never came. */
  readonly missing: readonly MissingMessages[];
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
  /** Files of all pages. */
  readonly filesTotal: number;
}

/** One message that told of a traveller, as it may be kept. */
export interface KeptMessage {
  readonly format: string;
  /** As `sender interchange reference sent`. */
  readonly message: string;
  readonly receivedAt: string;
  /** Empty where the format has none. */
  readonly segments: readonly KeptSegment[];
  /** Its time is over. */
  readonly erased: boolean;
}

/** What could not be read, and deliveries that no worker could take. */
export interface Quarantine {
  readonly pieces: readonly UnreadablePiece[];
  /** Of all pages. */
  readonly piecesTotal: number;
  readonly deliveries: readonly PoisonedDelivery[];
}

/** What one shift leaves to the next. */
export interface Shift {
  readonly since: string;
  readonly open: number;
  /** In somebody's hands, whatever was decided. */
  readonly claimed: readonly QueueEntry[];
  /** Judged the same, and not passed on yet. */
  readonly decided: readonly QueueEntry[];
  /** Passed on by one person; a second has to look. */
  readonly proposed: readonly QueueEntry[];
  /** Who did how much of what since then. */
  readonly steps: readonly { readonly by: string; readonly what: string; readonly count: number }[];
}

/** Who is on the way: messages in, hits, human verdicts. Every method that shows or changes anything passes the gate. */
export interface Watch {
  receive(actor: Actor, file: ReceivedFile): Promise<ReceiveReport>;
  /** A file, or all files of a folder. */
  receivePath(
    actor: Actor,
    path: string,
    how?: Pick<ReceivedFile, 'mapping' | 'again'>,
  ): Promise<readonly ReceiveReport[]>;
  queue(actor: Actor, view: QueueView): Promise<QueueAnswer>;
  hit(actor: Actor, id: string): Promise<HitDetail | undefined>;
  /** "I am looking at this". Throws {@link WatchError} where somebody else is. */
  claim(actor: Actor, id: string): Promise<HitStep>;
  release(actor: Actor, id: string): Promise<HitStep>;
  /** Accounts that a hit can be handed over to. */
  officers(actor: Actor): Promise<readonly string[]>;
  /** Gives the hit to another officer: it is theirs until they take it, decide it or let it go. */
  handOver(actor: Actor, id: string, over: { readonly to: string; readonly note?: string }): Promise<HitStep>;
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
  /** The matter is over without an outcome: it keeps the traveller no longer than others. */
  closeMatter(actor: Actor, id: string, note: string): Promise<HitStep>;
  /** Travellers of a flight, or by name, document or locator. */
  journeys(
    actor: Actor,
    text: string,
    page: { readonly limit: number; readonly offset?: number },
  ): Promise<JourneyAnswer>;
  /** The messages that told of a traveller, segment by segment. */
  messages(actor: Actor, traveller: string): Promise<readonly KeptMessage[] | undefined>;
  quality(actor: Actor, page?: PageView): Promise<WatchQuality>;
  quarantine(actor: Actor, page?: PageView): Promise<Quarantine>;
  /** Tries a delivery again that no worker could take. Throws NotFoundError, or {@link WatchError} where it cannot be tried. */
  retry(actor: Actor, part: { readonly file: string; readonly part: number }): Promise<void>;
  /** Gives a delivery up that no worker could take; the ledger keeps which and who. Throws NotFoundError. */
  setAside(actor: Actor, part: { readonly file: string; readonly part: number }): Promise<void>;
  /** What happened since an instant, and what waits: for who takes over. */
  shift(actor: Actor, since: string): Promise<Shift>;
  /** Asks to see a masked traveller; an independent authority decides. */
  askUnmasking(actor: Actor, traveller: string, reason: string): Promise<Unmasking>;
  decideUnmasking(
    actor: Actor,
    id: string,
    decision: { readonly accept: boolean; readonly note?: string },
  ): Promise<Unmasking>;
  unmaskings(actor: Actor): Promise<readonly Unmasking[]>;
  /** Matches kept travellers against what changed on the lists; done by itself when a list changes. */
  lookBack(): Promise<void>;
  /** Makes the look back ready, so that it is quick when a list changes. */
  prepare(): Promise<void>;
  /** Masks and erases what is kept long enough; gives how much. */
  erase(actor: Actor): Promise<Kept>;
  /** For workers: takes what a door delivered into a stream. */
  take(delivery: Delivery): Promise<unknown>;
  /** Whether the store answers. */
  isWell(): Promise<boolean>;
  /** For workers: keeps a delivery that cannot be taken, for people to look at. */
  quarantineDelivery(
    part: { readonly file: string; readonly part: number },
    reason: string,
    tries: number,
    content: Uint8Array,
  ): Promise<void>;
  /**
   * Gives somebody the news since they were told last, and remembers that they were told when `tell` resolves. Nothing of a
   * traveller is in it. Does nothing where another process is telling.
   */
  tellNews(target: string, tell: (news: readonly HitNews[], id: string) => Promise<void>): Promise<void>;
  /** Hears of what other processes changed; for one that shows pages, every second. */
  follow(): Promise<void>;
  /** Called after anything in the queue changed; gives a function that ends it. */
  onChange(listener: () => void): () => void;
  /**
   * The same for somebody: throws RefusedError for whoever may not read travellers. When the queue changes tells a carrier
   * that there was a hit among those whom it sent.
   */
  hear(actor: Actor, listener: () => void): Promise<() => void>;
  close(): Promise<void>;
}

/** What was asked for is not possible in this state; the message says why. */
export class WatchError extends Error {
  override readonly name = 'WatchError';
}
