/** The bounds of charts that are read, each with its reason. */

/** Links of all files: each takes some 300 to 600 bytes, and V8 has 4 GB; what is larger is no chart that people made. */
export const MOST_LINKS = 5_000_000;
export const MOST_NODES = 2_000_000;
/** Longest id or caption; those of i2 charts are sentences at times. */
export const LONGEST_NAME = 1_000;
/** Longest note. */
export const LONGEST_NOTE = 4_000;
/** Longest line of a table. */
export const LONGEST_LINE = 1024 * 1024;
/** Problems that are kept whole; the others are counted. */
export const MOST_PROBLEMS = 1_000;
/** Values in one list (owners, reports): more are an attack. */
export const MOST_IN_LIST = 1_000;
/** Names of what is left out that are counted each for itself. */
export const MOST_LEFT_OUT_NAMES = 200;
/** Texts whose reading is remembered: owners, reports and dates of a large chart, in some 10 MB. */
export const MOST_REMEMBERED = 50_000;
