import {
  DOCUMENT_PHRASE,
  KIN_OF,
  KIN_OF_POSSESSIVE,
  NOTE_PHRASES,
  OFFICE,
  SENSITIVE_PHRASES,
  TITLE,
  VALUE_PHRASES,
} from './remark-phrases.ts';

/**
 * One fact of the remarks column of OFAC's CSV files: fixed phrases joined by `; `, with offices in free words between
 * them (https://ofac.treasury.gov/sanctions-list-service, "SDN data specification").
 */
export type Remark =
  | { readonly type: 'value'; readonly property: string; readonly value: string }
  | {
      readonly type: 'document';
      /** As OFAC names it: `Passport`, `National ID No.` … */
      readonly kind: string;
      readonly number: string;
      /** What stands in brackets after the number: the issuing country, sometimes a town. */
      readonly issuers: readonly string[];
      readonly issued?: string;
      readonly expires?: string;
    }
  | { readonly type: 'wallet'; readonly currency: string; readonly address: string }
  /** The name of another entry. */
  | { readonly type: 'linked-to'; readonly name: string }
  | { readonly type: 'kin'; readonly relation: string; readonly name: string }
  /** An office or work, in free words. */
  | { readonly type: 'office'; readonly value: string }
  /** Understood, and not kept: counted as dropped by this name. */
  | { readonly type: 'dropped'; readonly property: string }
  | { readonly type: 'unknown'; readonly value: string };

/** Takes remarks apart. A full stop ends the last one; within others it belongs to a name (`S.A.`). */
export function splitRemarks(text: string): readonly string[] {
  return text
    .split(/;\s*/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && piece !== '.');
}

const DATE = String.raw`(\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\d{4})`;
const ISSUED = new RegExp(String.raw`\b(?:issued(?: on)?|Issue Date|Date of Issue:?) ${DATE}`, 'i');
const EXPIRES = new RegExp(String.raw`\b(?:expire[sd](?: on)?|Expire Date|valid until) ${DATE}`, 'i');
const AFTER_NUMBER = /(?:\s+\(|\s*,|\s+(?:and|issued?|expire[sd]?|at|valid)\b).*$/i;
/** Brackets after a space: those that touch the number belong to it (`D489833(9)`). A long text is no issuer. */
const IN_BRACKETS = /\s\(([^()]{1,60})\)/g;
const MAX_NUMBER = 60;
/** The longest remark that is a fact; longer ones are notes on the law, or an attack on the expressions below. */
const MAX_FACT = 2_000;

/** One piece of the remarks, from {@link splitRemarks}. */
export function readRemark(piece: string): Remark {
  const text = piece.replace(/^alt(?:ernate|\.)?\s+/i, '').replace(/\.$/, '');
  if (text.length > MAX_FACT) {
    const note = NOTE_PHRASES.find(([phrase]) => phrase.test(text.slice(0, MAX_FACT)));
    return note ? { type: 'dropped', property: note[1] } : { type: 'unknown', value: text };
  }
  const linked = /^Linked To: (.+)$/i.exec(text);
  // Only here the full stop may be part of a name: who looks the name up tries both.
  if (linked) return { type: 'linked-to', name: linked[1]! };
  for (const [phrase, property] of VALUE_PHRASES) {
    const found = phrase.exec(text);
    if (found) return { type: 'value', property, value: bare(property, text.slice(found[0].length)) };
  }
  const wallet = /^Digital Currency Address - (\S+) (\S+)$/.exec(text);
  if (wallet) return { type: 'wallet', currency: wallet[1]!, address: wallet[2]! };
  for (const [phrase, property] of SENSITIVE_PHRASES) {
    if (phrase.test(text)) return { type: 'dropped', property };
  }
  for (const [phrase, property] of NOTE_PHRASES) {
    if (phrase.test(text)) return { type: 'dropped', property };
  }
  return readDocument(text) ?? readPerson(text);
}

/** Quotes around aliases, `(website)` behind an address, doubt in front of a nationality. */
function bare(property: string, raw: string): string {
  const text = raw.trim().replace(/^['"](.*)['"]$/, '$1');
  if (property === 'website' || property === 'email') return text.replace(/[\s.]*\(\w+\)$/, '');
  return property === 'nationality' ? text.replace(/^possibly /, '') : text;
}

function readDocument(text: string): Remark | undefined {
  const kind = DOCUMENT_PHRASE.exec(text)?.[0];
  if (kind === undefined) return undefined;
  // Behind the phrase may stand what the number is called at home: `National ID No. CNIC: 33301…`.
  const rest = text.slice(kind.length).replace(/^[\s:#]*(?:[A-Za-z.]{2,8}:\s*)?/, '');
  const bracketed = /^\(([^()\s]+)\)$/.exec(rest)?.[1];
  const number = bracketed ?? rest.replace(AFTER_NUMBER, '').trim();
  if (!/\d/.test(number) && !/^[A-Z]{4,}$/.test(number)) {
    return { type: 'dropped', property: 'document without a number' };
  }
  if (number.length > MAX_NUMBER) return undefined;
  const issued = ISSUED.exec(rest)?.[1];
  const expires = EXPIRES.exec(rest)?.[1];
  return {
    type: 'document',
    kind: kind.replace(/[\s:#]+$/, ''),
    number,
    issuers: bracketed === undefined ? [...rest.matchAll(IN_BRACKETS)].map((found) => found[1]!.trim()) : [],
    ...(issued !== undefined && { issued }),
    ...(expires !== undefined && { expires }),
  };
}

/** What is left are offices, titles and kin of persons. */
function readPerson(text: string): Remark {
  const of = KIN_OF.exec(text);
  if (of) return { type: 'kin', relation: of[1]!.toLowerCase(), name: of[2]! };
  const possessive = KIN_OF_POSSESSIVE.exec(text);
  if (possessive) return { type: 'kin', relation: possessive[2]!.toLowerCase(), name: possessive[1]! };
  const value = text.replace(/^(?:Title|Rank|Position|Occupation)[:,]?\s+/i, '');
  if (TITLE.test(value)) return { type: 'value', property: 'title', value };
  if (OFFICE.test(value)) return { type: 'office', value };
  return { type: 'unknown', value: text };
}
