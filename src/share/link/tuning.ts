/** Numbers of the link, each with its reason. */

/** Largest message and answer, bytes, where a kind asks for no more: a question of 48 points is below 16 KiB. */
export const LARGEST_MESSAGE = 1024 * 1024;

/** The most that a kind may ask for: a sealed table of a million persons is 40 MB, and JSON in JWS writes 16 bytes for 9. */
export const LARGEST_OF_ALL = 96 * 1024 * 1024;

/** Longest body that is posted to arrive later, bytes: a message that its receiver cannot take would stop all behind it. */
export const LARGEST_POSTED = 512 * 1024;

/** Clocks of two services may differ by so much, ms; servers that keep time by NTP differ by less than a second. */
export const CLOCK_TOLERANCE = 120_000;

/** How long ids of messages are remembered, ms: beyond twice the tolerance their time refuses them. */
export const SEEN_FOR = 2 * CLOCK_TOLERANCE + 60_000;

/** Time for the TLS handshake, ms: three round trips of a satellite line take two seconds. */
export const HANDSHAKE_TIME = 10_000;

/** Time to receive a whole message, ms: 40 MB at 10 Mbit/s take 32 s. */
export const RECEIVE_TIME = 60_000;

/** How often slow connections are looked for, ms. */
export const SLOW_CHECK = 5_000;

/** Time to wait for a connection, and for an answer, ms. */
export const CONNECT_TIME = 5_000;
export const ANSWER_TIME = 30_000;

/** Idle connections are closed by the caller (ms) well before the listener closes them: a request never meets a closed one. */
export const IDLE_CALLER = 20_000;
export const IDLE_LISTENER = 60_000;

/** Connections at once, and requests of one partner at once: a partner's fault must not take all. */
export const MOST_CONNECTIONS = 256;
export const MOST_REQUESTS = 32;

/** Connections that a caller keeps to one partner. */
export const CALLER_CONNECTIONS = 8;

/** Tries of a message that may be repeated, and the wait before the second, ms; doubled each time. */
export const TRIES = 3;
export const FIRST_RETRY = 200;

/**
 * Waits between tries to bring posted messages to a partner that does not answer, ms: doubled from the first to the longest,
 * and shortened by chance. A try a minute is one connection that fails; a partner that is back has everything within that time.
 */
export const FIRST_POST_WAIT = 1_000;
export const LONGEST_POST_WAIT = 60_000;

/** A partner that was heard so lately, ms, is tried at once with a new message, though the last try failed: lines break for seconds. */
export const RECENTLY = 60_000;

/** How often a process looks for messages that others left in the outbox, ms. */
export const POST_SWEEP = 60_000;

/** That a partner was heard is written down once in so long, ms, while nothing else changes: people read it by the minute. */
export const CONTACT_EVERY = 60_000;

/** That it was not, as often as this, ms: people wait for it, and are told of the next try. */
export const FAILURE_EVERY = 1_000;

/** A certificate's dates, years. Nobody looks at them: the pin and the agreement's end decide. */
export const CERTIFICATE_YEARS = 20;
