/** Numbers of the watch, each with its reason. */

/**
 * Hits of travellers are made from this score. With birth dates 12 of 10,000 innocents (made of the lists' own words) reach
 * it, and 99.3 % of listed persons with one misspelling do (docs/accuracy.md); verdict memory takes repeats away.
 */
export const WATCH_THRESHOLD = 0.8;

/** More hits than any name of the lists gives; a traveller with more is asked for again without limit. */
export const HIT_LIMIT = 500;

/** Travellers matched together: answers of so many are some MB. */
export const BATCH = 1000;

/** Travellers kept together: a durable commit takes some 5 ms, whatever it holds; larger groups gain little. */
export const GROUP = 3000;

/** Groups that may wait for the disk before reading stops: memory stays bounded. */
export const GROUPS_WAITING = 2;

/** Files of a folder that are received at once. */
export const FILES_AT_ONCE = 64;

/** Files up to this size are recognised as repeated before anything of them is written, bytes. */
export const WHOLE_FILE = 8 * 1024 * 1024;

/** A claim that nobody renews ends after this, minutes: an officer who went home blocks nobody. */
export const CLAIM_MINUTES = 30;

/** "Not the same" holds for so long, days; then somebody looks again. */
export const CLEARED_DAYS = 365;

/** Travellers are kept so long after their journey, days, unless a hit was judged the same (CJEU C-817/19). */
export const KEPT_DAYS = 183;

/** Problems of one file that are kept with it. */
export const KEPT_PROBLEMS = 1000;

/** Characters of a name field in PAXLST (C080: 35). A name of this length was probably longer. */
export const LONGEST_NAME = 35;

/** Files whose quality is shown together. */
export const QUALITY_FILES = 1000;
