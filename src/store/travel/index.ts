import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import { type ListChange, lastChange, markLookedBack, notLookedBack } from '../list-changes.ts';
import { type Arrivals, openArrivals } from './arrivals.ts';
import { type Held, openHeld } from './held.ts';
import { type Hits, openHits } from './hits.ts';
import { identityKey } from './identity-key.ts';
import { openRetention, type Retention } from './retention.ts';

export type {
  Arrival,
  Arrivals,
  FilePart,
  KeptJourneys,
  Outdated,
  Page,
  RouteDue,
  UnreadablePiece,
} from './arrivals.ts';
export type { Pulse, QueueFilter } from './hits.ts';
export type { Erased, Over, Unmasking } from './retention.ts';
export type {
  ClearedPair,
  HitChange,
  HitEvent,
  HitNews,
  HitState,
  JoinedTravellers,
  JourneyMarks,
  JourneyState,
  Judged,
  PoisonedDelivery,
  QueuedHit,
  StoredHit,
  StoredJourney,
  StoredTraveller,
  TravelFile,
  TravellerPart,
  TravellerState,
} from './types.ts';

/** Travellers, hits and what was decided. Only the gate (`law`) hands this out. */
export interface Travel extends Arrivals, Hits, Held, Retention {
  lastListChange(): Promise<number>;
  /** Changes of the lists that kept travellers were not matched against. */
  notLookedBack(): Promise<readonly ListChange[]>;
  markLookedBack(upTo: number): Promise<void>;
  /** With it a traveller's identity is made, so that nobody guesses it from a name and a birth date. */
  identityKey(): Promise<Buffer>;
  /**
   * Runs alone among all processes on this store; gives `undefined` at once where another one is at it. `part` of the work,
   * where its parts may run beside each other.
   */
  alone<T>(work: keyof typeof LOCKS, run: () => Promise<T>, part?: string): Promise<T | undefined>;
}

/** Any numbers; held by the one process that does this work. */
const LOCKS = { 'look-back': 7_406_789, notices: 7_406_790 } as const;
/** Leaves the numbers of parts below 2^53. */
const PARTS = 2 ** 24;

const lockOf = (work: keyof typeof LOCKS, part: string | undefined): number =>
  part === undefined
    ? LOCKS[work]
    : LOCKS[work] * PARTS + createHash('sha256').update(part).digest().readUIntBE(0, 3);

export function openTravel(database: Database): Travel {
  return {
    ...openArrivals(database),
    ...openHits(database),
    ...openHeld(database),
    ...openRetention(database),
    lastListChange: () => lastChange(database),
    notLookedBack: () => notLookedBack(database),
    markLookedBack: (upTo) => markLookedBack(database, upTo),
    identityKey: () => identityKey(database),
    alone: (work, run, part) => database.alone(lockOf(work, part), run),
  };
}
