import type { Grade } from './grade.ts';
import type { Marking } from './marking.ts';
import type { SchemaName } from './schema.ts';

/** What a source says beside a value, where it is not what all published lists have in common. */
export interface Said {
  readonly grade: Grade;
  readonly marking: Marking;
  /** The service whose word it is; the one that loads it where absent. */
  readonly sourceService?: string;
}

/**
 * The unit that is stored: somebody says that an entity has a value. Never overwritten; a correction is a new
 * statement, and the old one gets an end of record time.
 */
export interface Statement {
  readonly id: string;
  /** The entity as its source names it. */
  readonly entityId: string;
  /** The entity after judgements; equal to `entityId` where nothing was merged. */
  readonly canonicalId: string;
  readonly schema: SchemaName;
  /** A property of the schema, or `id` for the bare statement that the entity is on the list. */
  readonly property: string;
  readonly value: string;
  /** The value as the source wrote it, where cleaning changed it. */
  readonly originalValue?: string;
  /** BCP 47 language tag, where the source tells it. */
  readonly language?: string;
  readonly dataset: string;
  /** Where in the source the value stood: a file, a field. */
  readonly origin?: string;
  /** The service that holds the source. */
  readonly sourceService: string;
  readonly grade: Grade;
  readonly marking: Marking;
  /** Valid time: when it held in the world, where the source tells it (partial ISO dates). */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** Record time (ISO 8601 instants): known to us from `recordedFrom` until before `recordedUntil`. */
  readonly recordedFrom: string;
  readonly recordedUntil?: string;
  /** The list version (see store) in which it was first seen and in which it was last seen. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}
