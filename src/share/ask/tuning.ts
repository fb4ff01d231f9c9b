/** Numbers of the blind question, each with its reason. Those that stand in the protocol are not for changing alone. */

/** Points in every question: 95 of 100 records have 22 keys or less (bench/ask.ts). Fixed, so that all look the same. */
export const QUESTION_KEYS = 48;

/** Keys of a record in a table. */
export const RECORD_KEYS = 64;

/**
 * Two words and a year of birth identify only if so small a share of persons bears both; three words likewise. With these,
 * 0.4 pairs of 100,000 on the UN list share a key, and recall is 0.95 (bench/ask.ts); without, 40 of 100,000.
 */
export const MOST_COMMON_PAIR = 2e-6;
export const MOST_COMMON_THREE = 1e-7;

/** Records that one key leads to; a key of more identifies nobody. */
export const RECORDS_OF_KEY = 4;

/** Tables are filled with random rows up to a step of this ladder: the count of rows tells little of the count of records. */
export const SMALLEST_TABLE = 1024;
export const TABLE_STEP = 1.25;

/** Keys that a thread takes at once: about a tenth of a second. */
export const OUTPUTS_AT_ONCE = 500;
