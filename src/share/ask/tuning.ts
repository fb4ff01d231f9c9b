/** Numbers of the blind question, each with its reason. Those that stand in the protocol are not for changing alone. */

/** Points in every question: 95 of 100 records have 22 keys or less (bench/ask.ts). Fixed, so that all look the same. */
export const QUESTION_KEYS = 48;

/** Keys of a record in a table. */
export const RECORD_KEYS = 64;

/**
 * Two words and a year of birth identify only if so small a share of persons bears both; three words likewise. With these,
 * 0.4 pairs of 100,000 on the UN list share a key, and recall is 0.95 (bench/ask.ts); without, 40 of 100,000. Three words at
 * 2e-7 would find one pair more of 151, at 3e-7 two, with twice as many by chance; at 1e-6 chance passes 1 of 100,000. One rare word
 * with a full date would find one, two years of birth three, with three times as many by chance. All of it is too little for
 * another canon.
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

/**
 * Bytes of a question's or an answer's JSON before it is signed: points take 2,048, names and purposes up to 1,000. Always
 * filled up to it, so that all have the same length.
 */
export const QUESTION_BYTES = 3072;

/** Characters of a signed question: header `{"alg":"EdDSA","typ":"tocsin-question"}` (39 bytes), JSON, signature, in base64url. */
export const SIGNED_QUESTION_CHARACTERS = 4236;

/** How far the clocks of two services may be apart; questions are remembered for twice as long, so none is taken again. */
export const CLOCK_MILLISECONDS = 5 * 60_000;

/** The next epoch is made so long before the end of the last: three hours make 60 million keys on one core. */
export const EPOCH_LEAD_MILLISECONDS = 3 * 3_600_000;

/** Records that are read at once while a table is made: their keys take a few hundredths of a second, in which nothing else runs. */
export const RECORDS_AT_ONCE = 400;

/** Parts of a table before it is sent whole again; and references that one part withdraws, which stand in its header. */
export const MOST_PARTS = 24;
export const MOST_WITHDRAWN = 600;

/** Bytes of a table in one message: a third more as text, below the usual limits of HTTP servers (1 MiB). */
export const TABLE_MESSAGE_BYTES = 720 * 1024;

/** Tables beyond this are not taken: 10 million rows. */
export const LARGEST_TABLE = 420 * 1024 * 1024;

/** What is regular (new epochs, table updates, what is past its time) is looked after so often. */
export const KEEP_MILLISECONDS = 60_000;
