/**
 * The groups of a booking (PNRGOV implementation guide §5): what a segment means depends on the group in which it stands.
 */
export type Place =
  /** Group 1: the booking itself. */
  | 'booking'
  /** Group 2 and those in it: a traveller, tickets, payment. */
  | 'traveller'
  /** Group 5: a leg. */
  | 'leg'
  /** Groups 6 and 7: check-in, seat and bags on a leg. */
  | 'check-in'
  /** Group 8: bookings that it was divided from or into. */
  | 'divided'
  /** Group 9: hotels and cars. */
  | 'other-service'
  /** Groups 10 to 12: what it was before. */
  | 'history';

/** Segments of fares, payment, contacts and remarks: dropped on arrival. */
export const DROPPED_TAGS: ReadonlySet<string> = new Set(
  'IFT EBD FAR ADD FTI MON PTK TXD FOP LTS APD DAT SAC ABI ORG STS ITC PSI CRI EQI FDQ TFF'.split(' '),
);
