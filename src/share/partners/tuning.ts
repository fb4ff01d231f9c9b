/** Numbers of agreements, each with its reason. */

/** An invitation holds so long, ms: time to carry it by hand to another country, and for somebody there to decide. */
export const INVITATION_TIME = 14 * 86_400_000;

/** What was prepared waits so long for its second person, ms: a leave; then somebody looks anew. */
export const PREPARED_TIME = 30 * 86_400_000;

/** Default terms: a liaison officer's day, not a machine's; the budget is what bounds guessing (docs/protocol.md). */
export const QUESTIONS_PER_DAY = 200;
export const QUESTIONS_PER_MINUTE = 10;
export const EPOCH_DAYS = 7;
/** After a year both look at it again. */
export const TERMS_DAYS = 365;

/** Bounds of a budget: 10,000 a day for a week are 70,000 persons, more than any case load. */
export const MOST_PER_DAY = 10_000;
export const MOST_PER_MINUTE = 1_000;

/** A partner that is not heard for so long, ms, is told of on every page: longer than a restart or an upgrade, within one shift. */
export const UNREACHABLE_FOR = 60 * 60_000;
