import type { Database } from '../database.ts';
import { type ListChange, lastChange, markLookedBack, notLookedBack } from '../list-changes.ts';
import { type Arrivals, openArrivals } from './arrivals.ts';
import { type Held, openHeld } from './held.ts';
import { type Hits, openHits } from './hits.ts';
import { openRetention, type Retention } from './retention.ts';

export type { Arrival, Arrivals, FilePart, KeptJourneys, Outdated } from './arrivals.ts';
export type { Erased, Unmasking } from './retention.ts';
export type {
  ClearedPair,
  HitChange,
  HitEvent,
  HitNews,
  HitState,
  JourneyState,
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
  /** Runs alone among all processes on this store; gives `undefined` at once where another one is at it. */
  alone<T>(work: keyof typeof LOCKS, run: () => Promise<T>): Promise<T | undefined>;
}

/** Any numbers; held by the one process that does this work. */
const LOCKS = { 'look-back': 7_406_789, notices: 7_406_790 } as const;

export function openTravel(database: Database): Travel {
  return {
    ...openArrivals(database),
    ...openHits(database),
    ...openHeld(database),
    ...openRetention(database),
    lastListChange: () => lastChange(database),
    notLookedBack: () => notLookedBack(database),
    markLookedBack: (upTo) => markLookedBack(database, upTo),
    alone: (work, run) => database.alone(LOCKS[work], run),
  };
}
