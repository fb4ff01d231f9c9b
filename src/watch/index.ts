/**
 * Who is on the move: travel messages become journeys, travellers are matched against the lists, people decide hits.
 *
 * Begin with {@link openWatch}. A hit says that a traveller may be a known person, and why; what follows is decided by
 * people only, in pairs where it leaves the house.
 */

export type { HitNews, Unmasking } from '../store/index.ts';
export { type CoTravel, coTravelOf } from './co-travel.ts';
export { type Delivery, decodeDelivery, encodeDelivery } from './delivery.ts';
export { type OpenedService, openService, type ServiceOptions, watchOn } from './open.ts';
export { QUALITY_COUNTS } from './quality.ts';
export type { Line } from './receive.ts';
export { seldom } from './seldom.ts';
export {
  type HitDetail,
  type HitStep,
  type JourneyAnswer,
  type JourneyEntry,
  type KeptMessage,
  OUTCOMES,
  type Outcome,
  type Quarantine,
  type QueueAnswer,
  type QueueEntry,
  REASONS,
  type ReceiveReport,
  type Shift,
  WATCH_VERDICTS,
  type Watch,
  WatchError,
  type WatchQuality,
  type WatchVerdict,
} from './types.ts';
export { openWatch, type WatchOptions } from './watch.ts';
