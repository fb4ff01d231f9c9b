/**
 * Every number of the matcher, with its reason. A change here changes scores: the frozen table in
 * `frozen-scores.test.ts` shows which, and CHANGELOG.md tells users.
 */

/** Pairs of tokens below this are not a pair at all: two different words of six letters share half by chance. */
export const SIMILARITY_FLOOR = 0.5;

/**
 * Similarity after one edit (insert, delete, replace, swap neighbours), by the length of the longer token.
 * Index = length. One letter in three is a different name more often than a slip; one in eight is a slip.
 */
export const ONE_EDIT = [0, 0, 0, 0.55, 0.68, 0.8, 0.84, 0.87, 0.89] as const;

/** Similarity after two edits, by the length of the longer token; not believed below six letters. */
export const TWO_EDITS = [0, 0, 0, 0, 0, 0, 0.6, 0.68, 0.75, 0.79, 0.81, 0.83] as const;

/**
 * Both tokens must have this many letters for two edits to be believed. Shorter ones become other names, and would
 * make the deletion table several times as slow: every four letters share a pair with thousands.
 */
export const TWO_EDITS_FROM = 6;

/** People seldom mistake the first letter; applied to edits when it differs and the sounds differ too. */
export const FIRST_LETTER_DIFFERS = 0.93;

/**
 * Similarity of tokens that sound alike, by edits (0–3, more). Transliteration changes vowels and doubles
 * letters, so a shared sound weighs more than its edits alone.
 */
export const SAME_SOUND = [1, 0.94, 0.92, 0.87, 0.8] as const;
/** The same for a sound of only two letters (Said, Sadi), which many different names share. */
export const SAME_SHORT_SOUND = [1, 0.88, 0.78, 0.6, 0] as const;

/**
 * Factor on the above by the gaps in which one side has an open and the other a round vowel, or the like (0–3, more):
 * romanisation writes e for a or i, and o for u, but seldom a for u. Hassan is not Hussein.
 */
export const VOWELS_CLASH = [1, 0.95, 0.85, 0.75] as const;
/** The same where the sound has only two letters: Yan, Yun; Sami, Sumo. */
export const SHORT_VOWELS_CLASH = [1, 0.8, 0.65, 0.5] as const;
/** Factor where one ends in a vowel and the other does not: Mohammad, Mohammadi; Ivan, Ivana. */
export const LAST_VOWEL_APART = 0.95;
/** Factor where both are common names, though different ones: Jamal and Jamil, Samir and Amir. */
export const BOTH_COMMON = 0.85;
/** A word of at most this weight (thousandths) is common in its own right, not just like a common one. */
export const COMMON_WEIGHT = 900;

/** Two or three letters with one consonant in common and vowels that agree: Ko, Ku; Qi, Ki. */
export const SAME_ONE_CONSONANT = 0.62;

/** A token whose script writes no vowels against a romanised one with the same consonants. */
export const SAME_CONSONANTS = 0.92;
/** The same with only two consonants. */
export const SAME_TWO_CONSONANTS = 0.8;
/** What each long vowel that is written and agrees adds to that, up to the certainty of three consonants. */
export const LONG_VOWEL_GAIN = 0.05;
/** Two tokens without vowels, one letter apart, four letters or more. */
export const ONE_CONSONANT_APART = 0.75;

/** Alharbi against Harbi: the article was glued or left out. */
export const ARTICLE_APART = 0.95;
/** Shortest word that an article is split from: Ali must not become "al" and "i". */
export const ARTICLE_STEM_FROM = 4;
/** Bill against William. */
export const NICKNAME = 0.9;
/** J against John: agrees, but so does every second name. */
export const INITIAL = 0.6;

/** Cost of mass that stands alone on both sides (Salah Abdeslam, Brahim Abdeslam): names that differ. */
export const CONFLICT_COST = 1.3;
/** Factor on that where both last words are among it: another family, clan or home town (al-Tikriti, al-Mosuli). */
export const LAST_WORDS_DIFFER = 1.45;
/** Cost of mass that stands alone on one side only: a middle name left out. */
export const MISSING_COST = 0.3;

/**
 * Least weight (thousandths) of a token without a partner where the other side has one, too, by kind: word, number,
 * generic word, initial, particle, honorific, legal form. Vessel 5 is not vessel 6, Gas Company not Oil Company, William
 * G. not William W., though none of these would say who somebody is.
 */
export const ALONE_AGAINST = [0, 2000, 700, 800, 0, 0, 0] as const;

/**
 * What two names share, in rare words (sum of weight times similarity): less than this is shared by chance, and what
 * differs beside it counts up to `LITTLE_SHARED_GAIN` more. Mohammed Ali is in many names, Ayman al-Zawahiri in one.
 */
export const ENOUGH_SHARED = 1.3;
export const LITTLE_SHARED_GAIN = 1.6;

/** Only one word agrees while a side has more: a shared family name is not a person. */
export const ONE_WORD_FACTOR = 0.8;
/** The same, but an initial agrees beside it: J. Smith. */
export const ONE_WORD_AND_INITIAL_FACTOR = 0.9;
/** The words stand in another order that is not a mere turn (family name first). */
export const ORDER_FACTOR = 0.97;
/** One written word equals two of the other side. */
export const JOINED_FACTOR = 0.98;
/** A weak alias, by its list's own word, identifies less. */
export const WEAK_ALIAS_FACTOR = 0.9;

/** The lowest threshold that the index answers; below it half the world is a hit. */
export const LOWEST_THRESHOLD = 0.5;
export const DEFAULT_THRESHOLD = 0.7;
export const DEFAULT_LIMIT = 50;

/** The full birth date agrees: half of what the name left open is believed (1 in 20,000 by chance). */
export const DATE_AGREES_GAIN = 0.5;
/** A name below this is not lifted by a date: two people with nothing in common share birthdays. */
export const DATE_AGREES_FROM = 0.5;
/** Day and month swapped, or one digit apart: clerks' slips. */
export const DATE_SLIP_FACTOR = 0.98;
/** Same year, other day: registers of many countries know only the year and fill in the rest. */
export const DATE_SAME_YEAR_FACTOR = 0.92;
/** A year apart: ages turned into years. */
export const DATE_YEAR_APART_FACTOR = 0.94;
/** Further apart: another person, unless a list is wrong. Below the default threshold even for equal names. */
export const DATE_CONTRADICTS_FACTOR = 0.66;
/** Sex differs. */
export const SEX_CONTRADICTS_FACTOR = 0.69;
/** No country in common: people hold several, so little. */
export const COUNTRY_CONTRADICTS_FACTOR = 0.94;
/** A document number agrees and so does everything else, from this score on: nothing can make it surer. */
export const DOCUMENT_SETTLES_FROM = 0.7;
/** A document number agrees: what the score is at least, where the names do not contradict … */
export const DOCUMENT_SCORE = 0.97;
/** … and where they do: numbers are mistyped and reused. */
export const DOCUMENT_OTHER_NAME_SCORE = 0.8;
/** Names below this contradict a document. */
export const DOCUMENT_NAME_FROM = 0.45;
/** Shortest number that is compared as a document: "12" is no number of a document. */
export const DOCUMENT_LENGTH_FROM = 5;
/** Birth places agree when their words do, scored like names. */
export const PLACE_AGREES_FROM = 0.85;

/** Most words of a name that are compared; matches the limit of `names`. */
export const MOST_TOKENS = 16;

/** Letters from the front of a token that the deletion table covers (Garbe's SymSpell, prefix variant). */
export const DELETION_PREFIX = 8;
/** Segments of an index before small ones are merged: each costs every query a look. */
export const MOST_SEGMENTS = 8;
/**
 * Bytes of variants and of their rankings that a searcher remembers: a stream of travellers repeats its names. Finding the
 * variants of a word costs several times what ranking them does, and they take a seventh of the room.
 */
export const MEMO_VARIANTS = 96e6;
export const MEMO_RANKED = 160e6;
/** What an entry costs beside what it holds: its key, its place in a map, its arrays. */
export const MEMO_ENTRY = 400;
