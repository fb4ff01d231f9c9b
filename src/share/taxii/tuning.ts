/** Every number of TAXII, with its reason. */

/** Largest body that is taken, bytes; some 20,000 objects. The same as medallion's, which clients are tried on. */
export const MAX_CONTENT_LENGTH = 9_765_625;

/** Objects in an answer where the client names no number, and the most that it gets: about 1 and 10 MB. */
export const PAGE = 1_000;
export const MOST_OBJECTS = 10_000;

/** Objects that are written together when a collection is filled: one transaction each. */
export const FILL_BATCH = 500;

/** Largest answer of a server that the client takes, bytes. */
export const MOST_ANSWER = 64 * 1024 * 1024;

/** Time for one answer of a server, ms: large pages of slow servers take most of a minute. */
export const ANSWER_TIMEOUT = 120_000;

/** Objects that the client asks for at once, and sends at once. */
export const CLIENT_PAGE = 1_000;
export const CLIENT_PUSH = 500;

/** Pages of one pull: 10 million objects. A server that says `more` for ever is left there. */
export const MOST_PAGES = 10_000;
