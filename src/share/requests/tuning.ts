export const DAY = 86_400_000;

/** A request that nobody answered is late after this; a month is what mutual assistance commonly allows (Directive 2014/41/EU art. 12: 30 days to recognise). */
export const DEADLINE_DAYS = 30;
/** The longest deadline that can be asked for. */
export const LONGEST_DEADLINE = 366 * DAY;
/** An asker reminds after a week, and three times at most: an inbox that is nagged is not read. */
export const REMINDER_DAYS = 7;
export const MOST_REMINDERS = 3;
/** What is due is looked for once an hour. */
export const SWEEP_EVERY = 3_600_000;
/** Statements of one answer: a record of the largest public list has 200; 300 of the longest fit into a posted message. */
export const MOST_STATEMENTS = 300;
/** Characters: two pages of text, a long value of a list, a note. */
export const LONGEST_QUESTION = 4_000;
export const LONGEST_VALUE = 1_000;
export const LONGEST_NOTE = 2_000;
/** Open requests of one partner: more is a mistake or an attack, and nobody could answer them. */
export const MOST_OPEN = 500;
/**
 * Requests that one partner may make in a day (UTC). Each follows a hit of the blind question, of which 200 a day are agreed where
 * nothing else is said; those for references that stand for nobody count as well, or they would fill the store.
 */
export const REQUESTS_A_DAY = 200;
/** Consents that one partner may ask for in a day: one for each answer that holds something of this service. */
export const CONSENTS_A_DAY = 200;
/**
 * Corrections of one partner in a day: each is a new version of its list here, a few milliseconds. Withdrawals are not counted: there
 * are no more than statements, and what is withdrawn must go.
 */
export const CORRECTIONS_A_DAY = 2_000;
/** Steps of one request that its page shows; of people's some twenty. A partner that goes on saying "not now" ends here. */
export const MOST_STEPS = 200;
/** Words of a name that are looked for in a text; shorter ones stand in any text. */
export const SHORTEST_WORD = 3;
/** Ledger entries read at once for figures. */
export const LEDGER_PAGE = 1_000;
