/** Every number of the HTTP edge, with its reason. */

/** Largest JSON body, bytes. 16 MiB holds about 50,000 match queries of 300 bytes; larger jobs stream NDJSON. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** Largest line of an NDJSON stream, bytes: a query with hundreds of aliases is below 64 KiB. */
export const LINE_LIMIT = 256 * 1024;

/**
 * Queries of an NDJSON stream that are searched together: one ledger entry each batch. 256 keeps the workers
 * busy and bounds what is in memory to a few MB of answers.
 */
export const STREAM_BATCH = 256;

/** Time for one request, ms, from its first byte to its answer; a stream has {@link STREAM_TIMEOUT}. */
export const REQUEST_TIMEOUT = 60_000;

/** Time for a body to arrive whole, ms: 16 MiB at 2.7 Mbit/s. Shorter than a request's, so that the answer says what was late. */
export const BODY_TIMEOUT = 50_000;

/** A stream may run for a day: ten million rows at 1,000 rows a second take three hours. */
export const STREAM_TIMEOUT = 24 * 60 * 60 * 1000;

/** A connection on which nothing moves for so long (ms) is closed: clients that stall cannot hold sockets. */
export const IDLE_TIMEOUT = 120_000;

/** Time to receive all headers of a request, ms: the guard against clients that send one byte at a time. */
export const HEADERS_TIMEOUT = 15_000;

/** How long a clean shutdown waits for running requests, ms, before it closes their connections. */
export const CLOSE_GRACE = 10_000;

/** yente's defaults and limits, which existing clients rely on (yente 5.5, `settings.py`). */
export const MATCH_LIMIT = 5;
export const SEARCH_LIMIT = 10;
export const MAX_LIMIT = 500;
export const MAX_OFFSET = 9_499;
export const MATCH_THRESHOLD = 0.7;

/** The lowest threshold that the screening room accepts; lower ones are raised to it. */
export const LOWEST_THRESHOLD = 0.5;

/** Hits shown on the pages' search at once, and the most anybody may ask for. */
export const PAGE_LIMIT = 20;

/** Suggestions while typing: what fits under a search box. */
export const SUGGEST_LIMIT = 8;

/** Queries that OpenRefine sends in one request; yente says the same number in its manifest. */
export const RECONCILE_BATCH = 10;

/** Longest name that is searched, characters. The longest name on the UN and OFAC lists has 230. */
export const MAX_NAME_LENGTH = 1_000;

/** Most values of one property of a query: the richest list entries have about 150 names. */
export const MAX_VALUES = 500;

/** How long browsers keep the pages' assets, seconds: their names carry a hash of their content. */
export const ASSET_AGE = 365 * 24 * 60 * 60;

/** Bounds of the latency histogram, seconds: the goal is 10 ms at p99, a browser user notices 100 ms. */
export const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Largest file of travel messages, bytes: a day of a large carrier is some 100 MB. It is read as a stream. */
export const MESSAGE_LIMIT = 2 * 1024 * 1024 * 1024;

/** Hits of the watch in one answer: more than anybody works through in a shift; the next page has the next ones. */
export const WATCH_LIMIT = 1_000;

/** A sender whose message the stream did not take tries again after this, seconds: workers take some 100 deliveries a second. */
export const RETRY_AFTER = 30;

/** Rows that may be left out before a page: deeper ones are found by a filter. */
export const MOST_OFFSET = 1_000_000;

/**
 * A stream of changes ends after so long, ms, and browsers open it anew: whoever was signed out, or lost a role, hears nothing
 * from then on.
 */
export const STREAM_RENEWED = 15 * 60_000;

/** Proxies close streams on which nothing moves, ms; 60 s is the usual limit. */
export const KEEP_ALIVE = 25_000;
