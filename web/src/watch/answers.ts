export type {
  HitDetail,
  HitStep,
  JourneyEntry,
  QueueAnswer,
  QueueEntry,
  WatchQuality,
  WatchVerdict,
} from '../../../src/watch/index.ts';

import type { QueueEntry } from '../../../src/watch/index.ts';

export type HitState = QueueEntry['state'];
