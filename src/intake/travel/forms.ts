/**
 * Forms of what carriers send, loose enough for what is really sent, and tight enough that a card number or a remark has
 * none of them.
 */

/** A name: at most two figures (`SMITH-1`), never a whole sentence. */
export const NAME = /^(?=.{1,70}$)(?:\D*\d?\D*){1,2}$/u;
/** Letters and figures without blanks, shorter than a card number. */
export const CODE = /^[A-Za-z0-9<.*/-]{1,14}$/;
export const CARRIER = /^[A-Z0-9]{2,3}$/;
/** `ZX88`, `0412A`, `OPEN`, `ARNK`. */
export const FLIGHT = /^[A-Z0-9]{1,3} ?[A-Z0-9]{1,7}$/;
/** A stop: a code, or a name where a carrier has none. */
export const STOP = /^[A-Za-z][A-Za-z .-]{1,34}$/;
export const LOCATOR = /^[A-Z0-9-]{3,14}$/i;
/** The carrier's reference of a traveller: `1`, `1.1`, `43578I`. */
export const REFERENCE = /^[A-Z0-9._-]{1,14}$/i;
/** `HK`, `XX` … */
export const STATUS = /^[A-Z]{2}$/;
export const SEAT = /^\d{1,3}[A-Z]$/;
export const FIGURES = /^\d{1,4}$/;
/** A day or a time, as figures, with a month by name, or in ISO's form. */
export const TIME = /^(?:\d{4,12}|\d{1,2}[A-Z]{3}\d{2,4}|\d{4}-\d{2}-\d{2})$/;
/** A ticket and its coupon: `1392178947000C2`, `INF1392178947000/1`, with a point before it. */
export const TICKET = /^\.?(?:INF)?\d{10,14}(?!\d)(?:C\d|\/\d)?/;
