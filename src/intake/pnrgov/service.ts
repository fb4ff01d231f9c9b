import type { TravelDocument } from '../../model/index.ts';
import { sex, state } from '../travel/codes.ts';
import { type DateOf, monthByName, yearFirst } from '../travel/dates.ts';
import type { DocumentDraft } from '../travel/draft.ts';
import { TICKET } from '../travel/forms.ts';

/**
 * Special service requests that carry identity (IATA resolution 4030 / AIRIMP): `DOCS`, `DOCO`, `DOCA`, `PSPT`, `INFT`, `FOID`. Their content
 * is one text with `/` between fields; senders leave fields out, shift them, and leave out the first `/`.
 */

export interface DocsContent {
  readonly source: 'DOCS' | 'PSPT';
  readonly document: TravelDocument | undefined;
  readonly nationality: string | undefined;
  /** `YYYY-MM-DD` */
  readonly birthDate: string | undefined;
  readonly sex: string | undefined;
  /** Sex `MI` or `FI`: an infant's document under the adult who carries it. */
  readonly infant: boolean;
  readonly surname: string;
  readonly given: string;
  readonly second: string;
  /** What was not where it belongs. */
  readonly note: string | undefined;
}

const DAY = /^(?:\d{1,2}[A-Z]{3}\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2})$/i;
const SEX = /^[MFUX]I?$/i;
/** Of a `DOCO`: visa, redress number, known traveller. */
const KIND = /^[VRK]$/i;

/** Flight, class and day (`0001Y28JUN`), which automated requests have before their text, or status and number of them (`HK1`). */
const BEFORE = /^(?:\d{3,4}[A-Z]\d{2}[A-Z]{3}|HK\d{1,2})(?=[/\s.-])/;
/** Whose it is, in words, after the text: `-1SMITH/JOHN`. */
const ASSOCIATED = /-\d{1,2}\p{L}[^/\d]*\/[^/\d]*$/u;

const fieldsOf = (text: string): string[] => {
  const own = text.includes('-') ? text.replace(ASSOCIATED, '') : text;
  const fields = own.replace(BEFORE, '').split('/');
  for (let at = 0; at < fields.length; at++) fields[at] = (fields[at] as string).trim();
  if (fields[0] === '') fields.shift();
  return fields;
};

const dayOf = (text: string, of: DateOf, year: number): string | undefined =>
  text.length === 10 ? yearFirst(text, of, year) : monthByName(text, of, year);

/** Fields: type, issuer, number, nationality, birth date, sex, expiry, surname, given, second given, holder. */
export function readDocs(text: string, year: number): DocsContent {
  let fields = fieldsOf(text);
  let note: string | undefined;
  const [, , , , at4 = '', at5 = ''] = fields;
  if (!DAY.test(at4) || !(at5 === '' || SEX.test(at5))) {
    // The sex stands right after the birth date: the pair tells where the fields really begin.
    const birth = fields.findIndex((field, place) => DAY.test(field) && SEX.test(fields[place + 1] ?? ''));
    if (birth > 4) {
      note = `fields are ${birth - 4} too far to the right`;
      fields = [...placed(fields.slice(0, birth)), ...fields.slice(birth)];
    } else if (birth >= 0 && birth < 4) {
      note = `fields are ${4 - birth} too far to the left`;
      fields = [...placed(fields.slice(0, birth)), ...fields.slice(birth)];
    }
  }
  const field = (place: number): string => fields[place] ?? '';
  const born = field(4);
  const gender = field(5);
  const birthDate = born ? dayOf(born, 'birth', year) : undefined;
  if (born && !birthDate) note = 'this is no birth date';
  const nationality = field(3);
  let document: DocumentDraft | undefined;
  if (field(2)) {
    document = { number: field(2), source: 'DOCS' };
    if (field(0)) document.type = field(0);
    if (field(1)) document.issuer = state(field(1));
    const expires = dayOf(field(6), 'travel', year);
    if (expires) document.expires = expires;
  }
  return {
    source: 'DOCS',
    document,
    nationality: nationality ? state(nationality) : undefined,
    birthDate,
    sex: sex(gender),
    infant: gender.length === 2 && SEX.test(gender),
    surname: field(7),
    given: field(8),
    // H: of several in one passport, the one who holds it; its field moves up where there is no second name.
    second: field(9) === 'H' && !field(10) ? '' : field(9),
    note,
  };
}

/** Type, issuer, number and nationality, where there are more fields or fewer: each is told by its form and its place. */
function placed(before: readonly string[]): string[] {
  const told = before.filter(Boolean);
  if (told.length >= 4) return told.slice(-4);
  const number = told.findIndex((field) => /\d/.test(field));
  const fields = ['', '', '', ''];
  told.forEach((field, at) => {
    // D is Germany after the number, and a type of document before it.
    const isType = at === 0 && number !== 0 && /^(?:[A-Z]|[A-Z]{4,})$/i.test(field);
    fields[at === number ? 2 : isType ? 0 : at < number ? 1 : 3] = field;
  });
  return fields;
}

/** Fields: birth place, type (V visa, R redress, K known traveller), number, place of issue, date, country it is for. */
export function readDoco(
  text: string,
  year: number,
): { readonly birthPlace?: string; readonly document?: TravelDocument } {
  let fields = fieldsOf(text);
  // "/K/KT123///USA": without birth place, and without its field.
  if (KIND.test(fields[0] ?? '') && !KIND.test(fields[1] ?? '')) fields = ['', ...fields];
  const [birthPlace = '', type = '', number = '', place = '', date = '', country = ''] = fields;
  const issued = monthByName(date, 'travel', year);
  return {
    ...(birthPlace && { birthPlace }),
    ...(number && {
      document: {
        ...(type && { type }),
        number,
        ...(country && { issuer: state(country) }),
        ...(issued && { issued }),
        ...(place && { issuedAt: place }),
        source: 'DOCO',
      },
    }),
  };
}

/** Fields: R residence or D destination, country, street, city … Only the country of residence says who somebody is. */
export function readDoca(text: string): string | undefined {
  const [kind = '', country = ''] = fieldsOf(text);
  return kind.toUpperCase() === 'R' && country ? state(country) : undefined;
}

/** Fields of `PSPT`, which `DOCS` has replaced: number, issuer, birth date, surname, given, sex. */
export function readPspt(text: string, year: number): DocsContent {
  const [number = '', issuer = '', born = '', surname = '', given = '', gender = ''] = fieldsOf(text);
  const birthDate = born ? monthByName(born, 'birth', year) : undefined;
  return {
    source: 'PSPT',
    document: number ? { number, ...(issuer && { issuer: state(issuer) }), source: 'PSPT' } : undefined,
    nationality: undefined,
    birthDate,
    sex: sex(gender),
    infant: gender.length === 2 && SEX.test(gender),
    surname,
    given,
    second: '',
    note: born && !birthDate ? 'this is no birth date' : undefined,
  };
}

/** `FOID`: a passport (PP), an identity card (NI), another number of identity (ID). A card of payment (CC) is none. */
export function readFoid(text: string): TravelDocument | undefined {
  const found = /^(PP|NI|ID)[\s/]?([A-Z0-9<-]{4,20})$/i.exec(fieldsOf(text.trim()).join('/'));
  return found
    ? { type: (found[1] as string).toUpperCase(), number: found[2] as string, source: 'FOID' }
    : undefined;
}

/** An infant: surname, given names and birth date, `ALI/ZAYD/01JAN26` or, as AIRIMP has it, `ALI/ZAYD MSTR 01JAN26`. */
export function readInft(text: string): {
  readonly surname: string;
  readonly given: string;
  readonly born: string;
} {
  const own = text.replace(BEFORE, '').replace(/^[\s./-]+/, '');
  const slash = own.indexOf('/');
  const surname = (slash < 0 ? own : own.slice(0, slash)).trim();
  const rest = slash < 0 ? '' : own.slice(slash + 1);
  const date = /(?:^|[\s/.])(\d{1,2}[A-Z]{3}\d{2}(?:\d{2})?)(?![A-Z0-9])/i.exec(rest);
  const [given = ''] = (date ? rest.slice(0, date.index) : rest).split('/');
  return { surname, given: given.trim(), born: date?.[1] ?? '' };
}

/** Seats as text, one after another, each with `N` or `S` for smoking: `.03BN03AN`. */
export const readSeats = (text: string): readonly string[] =>
  /^\.?(?:\d{1,3}[A-Z][NS]?)+$/.test(text) ? (text.match(/\d{1,3}[A-Z]/g) ?? []) : [];

/** Text of each request as it may be kept; a request that is not here is dropped, its code as well. */
export const KEPT_TEXTS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    DOCS: /^\/?(?:[A-Z0-9<-]{0,14}\/){0,9}\D{0,70}/i,
    PSPT: /^\/?(?:[A-Z0-9<-]{0,14}\/){0,3}\D{0,70}/i,
    DOCO: /^\/?[^\d/]{0,40}(?:\/(?:[A-Z0-9<-]{0,14}(?=\/|$)|[^\d/]{0,30})){0,5}/i,
    // Its street is dropped, and so all of it.
    DOCA: /^(?!)/,
    FOID: /^\/?(?:PP|NI|ID)[\s/]?[A-Z0-9<-]{4,20}$/i,
    INFT: /^[^\d/]{1,40}\/(?:[^\d/]{1,40}[\s/]\d{1,2}[A-Z]{3}\d{2}(?:\d{2})?(?![A-Z0-9])|[A-Z-]{1,40})/i,
    CHLD: /^\/?\d{1,2}[A-Z]{3}\d{2}(?:\d{2})?(?![A-Z0-9])/i,
    SEAT: /^\.?(?:\d{1,3}[A-Z][NS]?)+$/,
    TKNE: TICKET,
    TKNM: TICKET,
    TKNA: TICKET,
  }),
);
