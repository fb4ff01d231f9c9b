/** Numbers of the ledger, each with its reason. */

/** Entries that are read at once: about 2 MB. */
export const PAGE = 4_096;

/** Numbers that one entry about an erasure names; larger erasures make several entries. Keeps an entry under 16 kB. */
export const ERASED_PER_ENTRY = 1_000;

/** Any number; the same one for every process that carries the older chain over. */
export const CARRY_LOCK = 7_406_785;

/**
 * Entries say when their act began, and stand in the order in which they ended: a large export takes minutes. What goes back
 * further than this (in ms) is the clock.
 */
export const CLOCK_BACK = 15 * 60_000;
