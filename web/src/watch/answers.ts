export type {
  HitDetail,
  HitStep,
  JourneyAnswer,
  KeptMessage,
  Outcome,
  Quarantine,
  QueueAnswer,
  QueueEntry,
  ReceiveReport,
  Shift,
  Unmasking,
  WatchQuality,
  WatchVerdict,
} from '../../../src/watch/index.ts';

import type { QueueEntry, REASONS, WatchVerdict } from '../../../src/watch/index.ts';

export type HitState = QueueEntry['state'];
/** Why, for one verdict. */
export type Reason<V extends WatchVerdict> = (typeof REASONS)[V][number];
