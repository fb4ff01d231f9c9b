/** Numbers of this room, each with its reason. */

/** Rows that one statement of bulk insertion carries: above 200 the gain is small, above 10,000 memory is wasted. */
export const BATCH = 4_000;

/** Statements that one page of a long read holds: some 10 MB; larger pages do not read faster. */
export const PAGE = 20_000;

/** Entities that one page of a long read holds: like {@link PAGE}, at a dozen statements an entity. */
export const ENTITIES = 2_000;

/** Entities of one page of everything that is said: with history and what hangs on them, some megabytes. */
export const TOLD = 500;

/** Entities of one page of what is said of ties: some ten statements each, so that others on the embedded store wait a tenth of a second. */
export const TIES = 1_000;

/** Characters of an entity's id. An index entry of PostgreSQL takes 2,704 bytes; a character up to three of UTF-8 a unit. */
export const LONGEST_ID = 800;

/** Sign-ins that wait for their answer at once: bounds the table, and is more than a service has people. */
export const MOST_SIGN_IN_ATTEMPTS = 10_000;
