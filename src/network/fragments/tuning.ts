/** The numbers of the fragments, each with its reason. */

/**
 * Persons who share a thing, at most, for the thing to tie them. A cell has 3 to 8 members; the largest activity of the
 * Paris-Brussels set has 6 and the largest event of the kidnappings of Abu Sayyaf below 25. What more people share (a large
 * organisation, a block of flats, a hotline) ties nobody, and n people make n (n - 1) / 2 edges.
 */
export const MOST_IN_HUB = 25;

/** Digits of a telephone number, at least: shorter ones are extensions and emergency numbers. */
export const LEAST_TELEPHONE_DIGITS = 7;

/** Services of which every two are looked at together: 66 views. Beyond, those that hold the most. */
export const MOST_SERVICES_IN_TWOS = 12;

/** Steps that counting pairs of several views may take before it is given up: about a second. */
export const PAIR_STEPS = 20_000_000;

/** Persons for whom a table of pairs, one bit each, is made: 25 MB. */
export const MOST_PERSONS_IN_TABLE = 20_000;

/** Ways that the search for the smallest set of services keeps open; sets of real partners need a few hundred. */
export const MOST_OPEN_WAYS = 200_000;

/** Smallest sets that are told; more say the same. */
export const MOST_SMALLEST_SETS = 8;

/** Days for which a suggestion stands. Partners answer within days; after a month fragments have changed. */
export const SUGGESTION_DAYS = 30;

/** Persons of other services that are looked at for one: whoever has a name that so many have is not found by it. */
export const MOST_ALIKE = 20;

/** Contacts in common that make up for names that are only alike: one can be chance where everybody knows the same broker. */
export const CONTACTS_FOR_WEAK_NAME = 2;

/**
 * How likely a telling is true, by the figure of its Admiralty grade: what the words mean where they are given numbers. 1 "confirmed"
 * is read as "almost certain", 2 "probably true" as the middle of "likely" of ICD 203 (55 to 80 %), 3 "possibly true" as PHIA's
 * "realistic possibility" (40 to 50 %), 4 "doubtful" as "unlikely" (20 to 45 %), 5 "improbable" as "very unlikely" (5 to 20 %);
 * 6, "cannot be judged", is not knowing.
 */
export const TRUTH_BY_FIGURE = { 1: 0.95, 2: 0.675, 3: 0.45, 4: 0.325, 5: 0.125, 6: 0.5 } as const;

/**
 * How much of that is believed, by the letter of the source: the rest is not knowing, one half. The letters are an order without
 * numbers, so the steps are even; of F nobody knows where in that order it is, so it has the middle.
 */
export const TRUST_BY_LETTER = { A: 1, B: 0.8, C: 0.6, D: 0.4, E: 0.2, F: 0.5 } as const;
