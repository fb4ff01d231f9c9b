import type { TravelDocument } from '../../model/index.ts';
import { sex, state } from '../travel/codes.ts';
import { monthByName } from '../travel/dates.ts';

/**
 * Special service requests that carry identity (IATA resolution 4030 / AIRIMP): `DOCS`, `DOCO`, `DOCA`. Their content
 * is one text with `/` between fields; senders leave fields out, shift them, and leave out the first `/`.
 */

export interface DocsContent {
  readonly document?: TravelDocument;
  readonly nationality?: string;
  /** `YYYY-MM-DD` */
  readonly birthDate?: string;
  readonly sex?: string;
  /** Sex `MI` or `FI`: an infant's document under the adult who carries it. */
  readonly infant: boolean;
  readonly surname: string;
  readonly given: string;
  readonly second: string;
  /** What was not where it belongs. */
  readonly note?: string;
}

const DAY = /^\d{1,2}[A-Z]{3}\d{2}(?:\d{2})?$/;
const SEX = /^[MFUX]I?$/;

const fieldsOf = (text: string): string[] => {
  const fields = text.split('/').map((field) => field.trim());
  if (fields[0] === '') fields.shift();
  return fields;
};

/** Fields: type, issuer, number, nationality, birth date, sex, expiry, surname, given, second given, holder. */
export function readDocs(text: string, year: number): DocsContent {
  let fields = fieldsOf(text);
  let note: string | undefined;
  const isDay = (field: string | undefined): boolean => field !== undefined && DAY.test(field.toUpperCase());
  if (!isDay(fields[4])) {
    // The sex stands right after the birth date: the pair tells where the fields really begin.
    const birth = fields.findIndex(
      (field, place) => isDay(field) && SEX.test((fields[place + 1] ?? '').toUpperCase()),
    );
    if (birth > 4) {
      note = `fields are ${birth - 4} too far to the right`;
      // The surplus is an empty field somewhere before: the last empty one goes.
      const surplus = fields.slice(0, birth).lastIndexOf('');
      fields =
        surplus >= 0 && birth === 5
          ? [...fields.slice(0, surplus), ...fields.slice(surplus + 1)]
          : fields.slice(birth - 4);
    } else if (birth >= 0 && birth < 4) {
      note = `fields are ${4 - birth} too far to the left`;
      fields = [...Array<string>(4 - birth).fill(''), ...fields];
    }
  }
  const [type = '', issuer = '', number = '', nationality = '', born = '', gender = '', expiry = ''] = fields;
  const [surname = '', given = '', second = ''] = fields.slice(7);
  const birthDate = monthByName(born, 'birth', year);
  const expires = monthByName(expiry, 'travel', year);
  if (born && !birthDate) note = 'this is no birth date';
  const genders = sex(gender);
  return {
    ...(number && {
      document: {
        ...(type && { type }),
        number,
        ...(issuer && { issuer: state(issuer) }),
        ...(expires && { expires }),
        source: 'DOCS',
      },
    }),
    ...(nationality && { nationality: state(nationality) }),
    ...(birthDate && { birthDate }),
    ...(genders && { sex: genders }),
    infant: /^[MFUX]I$/.test(gender.toUpperCase()),
    surname,
    given,
    second,
    ...(note && { note }),
  };
}

/** Fields: birth place, type (V visa, R redress, K known traveller), number, place of issue, date, country it is for. */
export function readDoco(
  text: string,
  year: number,
): { readonly birthPlace?: string; readonly document?: TravelDocument } {
  const [birthPlace = '', type = '', number = '', place = '', date = '', country = ''] = fieldsOf(text);
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
