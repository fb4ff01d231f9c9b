/** Numbers of witnessing, each with its reason. */

/**
 * How often a partner is asked to cosign a ledger that grew. What was written since the last cosignature could be taken back
 * unseen: five minutes are too short to notice that one should, and cost a partner 300 small messages a day.
 */
export const WITNESS_EVERY = 5 * 60_000;

/** After a refusal nothing of that partner is looked at for an hour: every refusal is an entry, and it must not fill our ledger. */
export const REFUSED_FOR = 60 * 60_000;

/** Longest checkpoint with its cosignatures: 27 of them, at 200 bytes each, with room. */
export const LONGEST_CHECKPOINT = 16_384;

/** Longest verifier key: a name of 250 bytes, an id and a key. */
export const LONGEST_KEY = 512;

/** Hashes of a consistency proof: at most two for each binary digit of a size that a number holds. */
export const LONGEST_PROOF = 2 * 53;

/** The same alarm, by the same service, is an entry once a day: a partner must not fill our ledger. */
export const ALARM_EVERY = 24 * 60 * 60_000;

/**
 * A partner that does not say whether two of its checkpoints go together may be switched off. After a day in which it showed
 * checkpoints, and gave no such proof, it is told of.
 */
export const UNPROVED_FOR = 24 * 60 * 60_000;

/** Ledgers whose heads are told at once: more partners than a service has. */
export const MOST_HEADS = 256;
