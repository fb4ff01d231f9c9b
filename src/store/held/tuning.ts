export const YEAR = 366;
/** As long as travellers may be kept (Directive (EU) 2016/681 art. 12). */
export const FIVE_YEARS = 5 * 366;

/** How many days things are kept, each with its reason. The rooms that erase them count by these, too. */
export const KEPT = {
  /** After their journey, unless a hit was judged the same (CJEU C-817/19). */
  traveller: 183,
  /** Nobody is kept longer than this after they were told of: five years (Directive (EU) 2016/681 art. 12(1)). */
  longestTraveller: 1826,
  /** "Not the same" holds for so long; then somebody looks again. */
  cleared: 365,
  /** An epoch of the blind question at most (agreements may say less): a key that evaluates more loses strength (RFC 9497 §7.2.3). */
  longestEpoch: 30,
  /** After the end of its epoch a partner may still come with a reference: people need days to answer. */
  referenceGrace: 30,
  /** Overseers have so long to have a question opened. */
  opening: 90,
  /** Requests that are over, unless the setting says otherwise; the ledger stays, and so does which statement went where, for withdrawals. */
  request: FIVE_YEARS,
  /** After nobody can accept it any more: whoever asks what became of an invitation still sees who wrote it. */
  invitation: 30,
} as const;
