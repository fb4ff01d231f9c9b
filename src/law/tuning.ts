/** Numbers of this room, each with its reason. */

/** OWASP Password Storage Cheat Sheet: scrypt N = 2^17, r = 8, p = 1. 128 MiB and about 0.4 s a guess. */
export const SCRYPT_COST = 17;

/** NIST SP 800-63B-4: long passwords, no rules of composition. */
export const PASSWORD_MIN = 12;
/** A limit, so that nobody makes the server normalise megabytes. */
export const PASSWORD_MAX = 1024;

/** 256 bits: not to be guessed, so a fast hash of it is enough at rest (NIST SP 800-63B-4 §5.1). */
export const TOKEN_BYTES = 32;
/** 100 bits in 20 characters that can be read out and typed. */
export const CODE_CHARACTERS = 20;

/** A session's last use is written at most this often: else every request would be a write. Milliseconds. */
export const SESSION_TOUCH = 60_000;

/** Wrong passwords before an account waits. */
export const FREE_FAILURES = 5;
/** First wait, doubled with each further failure up to the longest: slows guessing down without shutting the owner out for a day. */
export const FIRST_WAIT = 30_000;
export const LONGEST_WAIT = 15 * 60_000;

/** Failures from one address within the window before it waits; more than one account's, since offices share addresses. */
export const ADDRESS_FAILURES = 30;
export const ADDRESS_WINDOW = 10 * 60_000;
/** Sign-ins begun from one address within the window: an office behind one address, and no flood that pushes out those of others. */
export const ADDRESS_BEGUN = 300;
/** Addresses remembered at once: bounds memory against an attacker with many. */
export const ADDRESSES = 10_000;

/** How long "the ledger is intact" is believed before it is worked out again: a page of it asks each time. */
export const LEDGER_CHECK_AGE = 60_000;
/** A long ledger takes longer to check: it is believed for so many times that, so that checking takes 1 % of the time at most. */
export const LEDGER_CHECK_SHARE = 100;
/** A page waits for a check that took less than this last time, in ms; 100,000 entries take two to five seconds. */
export const LEDGER_CHECK_WAIT = 500;

/** A checkpoint that is asked for again within this time is the one from before: every look at it would be one more, in ms. */
export const CHECKPOINT_AGE = 60_000;

/** Acts by which somebody sees records of persons. */
export const LOOK_ACTIONS: readonly string[] = ['search', 'read-entity', 'read-travellers'];
/** Acts by which somebody does something with what was seen. An action that is added to the policy belongs here if it does. */
export const FOLLOW_UP_ACTIONS: readonly string[] = [
  'judge',
  'decide-hits',
  'ask-unmasking',
  'ask-partners',
  'request',
  'answer-request',
];
/** Two weeks: longer than most cases rest between a look and what comes of it; the auditor can choose another time. */
export const FOLLOW_UP_DAYS = 14;
/** How far back the view of anomalies goes, days, unless the auditor asks for another span. */
export const ANOMALY_DAYS = 90;
/** Acts that are looked through at most; of more, the newest. 200,000 take about a second and 60 MB. */
export const MOST_ACTS = 200_000;
/** Looks that one anomaly names by number. */
export const NAMED_LOOKS = 20;
/** Looks at persons close to staff that are shown, newest first. */
export const CLOSE_LOOKS = 500;
/** Persons that one account declares: a family and a household. Each costs a search whenever an auditor looks. */
export const MOST_CLOSE_PERSONS = 30;
/** Ten minutes: long enough for a case of several names, short enough that a list read through stands out. */
export const BURST_WINDOW = 600_000;
/** Fewer looks than this in ten minutes are ordinary work. */
export const BURST_LEAST = 30;
/** So many times the usual rate of the account. */
export const BURST_TIMES = 5;
/** Windows with looks that it takes to know what is usual. */
export const USUAL_WINDOWS = 5;
/** Looks in ten minutes of an account of which nothing usual is known: one every six seconds. */
export const BURST_ALONE = 100;

/**
 * How long a key that was found to work is believed, in milliseconds. A revocation in this process counts at once; one by another
 * process on the same database, after this.
 */
export const KEY_TRUSTED = 1_000;

/** How long the OpenID provider may take for one answer, in seconds: somebody waits, and can use another way. */
export const PROVIDER_TIMEOUT = 5;
/** How long what the provider says of itself (endpoints) is believed, in milliseconds. */
export const PROVIDER_TRUSTED = 3_600_000;
/** Time to sign in at the provider, second factor and a forgotten telephone included. Milliseconds. */
export const PROVIDER_SIGN_IN_TIME = 10 * 60_000;

/** WebAuthn Level 3 §15.1 recommends 5 to 10 minutes where the user is verified. Milliseconds. */
export const CHALLENGE_TIME = 5 * 60_000;
/** A new passkey opens the account for good, so whoever adds it has signed in this lately; an unattended screen is not enough. */
export const RECENT_SIGN_IN = 10 * 60_000;
/** Passkeys of one account: several devices and a spare one; bounds what one account can write. */
export const MOST_PASSKEYS = 20;
/**
 * Decisions that are remembered before all are forgotten: some 200 bytes each. An officer asks the same for an hour; a decision of
 * Cedar takes 0.12 ms, a remembered one 0.002 ms.
 */
export const REMEMBERED_DECISIONS = 20_000;

/** How long the policy in force is believed to be the one that was found, in milliseconds: one small query a second. */
export const POLICY_TRUSTED = 1_000;

/** What falls due within so many days is told beforehand: a month to object. */
export const SOON_DAYS = 30;

/** Alarms are told of for so many days, to an address that took none before: after a holiday they still say something. */
export const ALARM_LOOKBACK_DAYS = 7;

/** How long emergency access lasts: long enough for one matter, short enough that nobody works under it. */
export const EMERGENCY_MINUTES = 60;

/** Entries of the ledger that a policy is tried on, newest first: about half a minute where all of them differ. */
export const PAST_ENTRIES = 200_000;
/** Changed decisions that are shown one by one; all are counted. */
export const PAST_SHOWN = 200;
/** Entries that are read at once. */
export const PAST_PAGE = 2_000;

/**
 * Limits of one rule. Cedar's parser and its validator (WebAssembly, a stack of one megabyte) break off at some hundred brackets or additions and
 * some five hundred conditionals; people write five, and none.
 */
export const DEEPEST = 30;
export const MOST_ARITHMETIC = 30;
export const MOST_CONDITIONALS = 30;

/** Cases of tests.json: a quarter of a second in which nobody else is answered. */
export const MOST_CASES = 2_000;
