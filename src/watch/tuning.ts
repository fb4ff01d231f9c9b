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
export const GROUP = 1000;

/** Groups that may wait for the disk before reading stops: memory stays bounded. */
export const GROUPS_WAITING = 2;

/** Files of a folder that are received at once. */
export const FILES_AT_ONCE = 64;

/** A claim that nobody renews ends after this, minutes: an officer who went home blocks nobody. */
export const CLAIM_MINUTES = 30;

/** Hits in somebody's hands, or waiting for a step, that a hand-over shows: more than a shift works through. */
export const SHIFT_HITS = 1000;

/** Pages are told of changes at most so often, ms: they ask anew each time. */
export const TELL_EVERY_MS = 400;

/** Problems of one file that are kept with it. */
export const KEPT_PROBLEMS = 1000;

/** Characters of a name field in PAXLST (C080: 35). A name of this length was probably longer. */
export const LONGEST_NAME = 35;

/** Names from so many letters are counted by their length: no system was seen that keeps fewer. */
export const LENGTH_FROM = 12;

/**
 * A sender cuts where its longest names are at least so many, and so many times those of one letter less. Of names that are not
 * cut each length has some 0.6 times the names of the one below.
 */
export const PILE_NAMES = 10;
export const PILE = 3;

/** Journeys of so many days are looked at for messages that never came. */
export const QUALITY_DAYS = 30;

/** Files, or pieces of them, that are shown together; the next page has the next ones. */
export const QUALITY_FILES = 500;

/** Groups that are matched and written beside each other: one has the disk while the other has the search threads. */
export const LANES = 3;

/**
 * A score is mostly the same whichever of both asks; weak aliases and countries make it differ by less than this
 * (`test/watch/symmetry.test.ts`). Candidates have this much less.
 */
export const LOOK_BACK_MARGIN = 0.1;

/** Travellers whose name is so near to what was typed are shown. */
export const SEARCH_THRESHOLD = 0.75;

/** Travellers that a name's beginning finds, of each part of the reverse index: whoever finds more asks for more of the name. */
export const BEGINNINGS = 10_000;

/** Threads of the reverse index: small machines have two cores. */
export const KEPT_THREADS = 2;

/** Travellers that the reverse index takes in at once. */
export const KEPT_PAGE = 5000;

/**
 * Travellers in one part of the reverse index: each part costs every question a look, and while one is made its travellers
 * stand in memory a second time.
 */
export const KEPT_SEGMENT = 1_000_000;

/** Who changes flights takes another one of the route so many days before or after. */
export const CHANGED_WITHIN_DAYS = 2;

export const DAY_MS = 86_400_000;

/**
 * A journey further away than this, days, is not believed: bookings open 330 to 362 days ahead. Time runs from then at the latest,
 * whatever date a sender wrote.
 */
export const FURTHEST_DAYS = 365;

/** An approved unmasking holds so long, hours: one working day. */
export const UNMASKED_HOURS = 24;
