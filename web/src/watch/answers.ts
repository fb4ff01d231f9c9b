export type {
  HitDetail,
  HitStep,
  QueueAnswer,
  QueueEntry,
  WatchQuality,
  WatchVerdict,
} from '../../../src/watch/index.ts';

import type { QueueEntry } from '../../../src/watch/index.ts';

export type HitState = QueueEntry['state'];
