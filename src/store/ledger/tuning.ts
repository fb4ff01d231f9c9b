/** Numbers of the ledger, each with its reason. */

/** Entries that are read at once: about 2 MB. */
export const PAGE = 4_096;

/** Numbers that one entry about an erasure names; larger erasures make several entries. Keeps an entry under 16 kB. */
export const ERASED_PER_ENTRY = 1_000;

/** Any number; the same one for every process that carries the older chain over. */
export const CARRY_LOCK = 7_406_785;
