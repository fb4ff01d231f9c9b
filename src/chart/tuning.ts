/** The numbers of the chart, each with its reason. */

/** Persons of one question: sigma draws so many at 30 frames a second, and nobody reads more. */
export const MOST_ON_CHART = 5_000;

/** Persons that come on to the chart at once with "around": more is a hairball (Cambridge Intelligence: open on at most 300). */
export const MOST_AROUND = 300;

/** Newcomers of one expansion, where the page does not say. */
export const NEWCOMERS = 25;

/** Persons of an opening. */
export const MOST_IN_OPENING = 60;
export const OPENINGS = 6;

/** Suggestions while typing. */
export const SUGGESTED_PERSONS = 20;

/** Ways between two persons. */
export const PATHS = 3;
export const MOST_PATHS = 10;

/** Rows of a ranking, of bridges, of persons between fragments. */
export const MOST_ROWS = 100;

/** Whom to ask, and ties that may be missing: as many as somebody looks through. */
export const SUGGESTIONS = 50;
export const MISSING_LINKS = 20;
/** Days that such a question stands; as those of the fragments. */
export const SUGGESTION_DAYS = 30;

/** Proposals who may be one person, in one answer. */
export const PROPOSALS = 50;

/** Places of the clocks whose network is kept: back and forth on the time bar. A network of 20,000 ties takes some 10 MB. */
export const KEPT_LOOKS = 8;
/** Answers of the worker that are kept. */
export const KEPT_ANALYSES = 64;

/** A change is waited for so long, milliseconds; then what was known before it is answered, and said to be so. */
export const WAIT_FOR_CHANGE = 2_000;

/** Persons times links up to which ranks are intervals: 200 trials of betweenness take some seconds. */
export const INTERVAL_STEPS = 5e6;
/** Above it betweenness is drawn: no value is further off than this share of all pairs, with this confidence. */
export const EXACT_STEPS = 1e9;
export const SAMPLE = { error: 0.01, confidence: 0.95 } as const;
/** Seed of everything that draws: the same network gives the same answer. */
export const SEED = 7;
/** Links up to which cells are sought with 50 seeds; above with 5. */
export const CONSENSUS_LINKS = 50_000;

/** Characters of what a view keeps for the page, of a note, and of a name. */
export const MOST_PAGE_STATE = 100_000;

/** Statements that are kept in memory, so that a judgement is seen at once: some 200 MB. The shipped lists have 140,000 on ties. */
export const MOST_KEPT_STATEMENTS = 500_000;
/** Beyond so many changed entities all are read again. */
export const MOST_READ_AGAIN = 500;

/** Key players of one answer, where the page does not say: two are sought among all sets in most networks that people look at. */
export const KEY_PLAYERS = 2;
/** Ties within which `reach` counts. */
export const REACH_STEPS = 2;
/** Persons up to which key players by distance are looked for: every pair is looked at again for each of them. */
export const DISTANCE_PERSONS = 500;
/** Steps of one look at all candidates for nearness, and so how many of the best tied are candidates: with exchanges a few seconds in its thread. */
export const NEARNESS_STEPS = 2e8;

/**
 * How likely it is taken to be that a telling holds, by the figure of its grade: the confidence that STIX 2.1 (appendix A) gives for each Admiralty
 * credibility. 6, "cannot be judged", has none there; it stands between what is possibly true and what is doubtful.
 */
export const CREDIBLE: Readonly<Record<string, number>> = { 1: 0.9, 2: 0.7, 3: 0.5, 4: 0.3, 5: 0.1, 6: 0.4 };
/**
 * By its letter, as a factor. No standard has figures for the reliability of a source; these keep the order of the letters, and F, "cannot be judged",
 * with C. They order ways and are no measurement.
 */
export const RELIABLE: Readonly<Record<string, number>> = { A: 1, B: 0.9, C: 0.75, D: 0.5, E: 0.25, F: 0.75 };
/** Of a booking: carriers are usually reliable (B), and what they tell is probably true (2); that the travellers are these persons, people judged. */
export const BOOKING_GRADE = 'B2';
/** It stays in this service: whoever may see travel is decided by the gate, and nothing of it leaves by a chart. */
export const BOOKING_MARKING = { tlp: 'AMBER+STRICT', originatorControl: true } as const;
/** Bookings that nobody asks for stay in memory so long, milliseconds: they may be erased meanwhile. As long as somebody goes on looking. */
export const FORGOTTEN_AFTER = 600_000;

export const DAY_MS = 86_400_000;
