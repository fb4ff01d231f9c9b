import { type Leg, parsePartialDate } from '../../model/index.ts';
import { countryCode } from '../country-code.ts';
import { guessDelimiter, splitRow } from '../delimited.ts';
import { decodeWindows1252 } from '../edifact/index.ts';
import { flight, sex, state } from '../travel/codes.ts';
import { addDocument, addName, addOnce, addSourced, finishTraveller, newTraveller } from '../travel/draft.ts';
import type { TravelItem, TravelStreamReader } from '../travel/message.ts';
import { readOneDate } from '../written-date.ts';

/**
 * Passenger lists of buses, ferries and trains as tables: CSV with a header line, or NDJSON. One line is one traveller on
 * one leg; columns are recognised by their names, or named by a mapping (`{"surname": "Nachname", …}`).
 */

/**
 * What a column can mean, and the names by which it is recognised (letters only, small): those of common tables, and of the lists of
 * crew and passengers of ships (IMO FAL forms 5 and 6).
 */
const COLUMNS = {
  name: 'name fullname passengername passenger traveller',
  surname: 'surname lastname familyname nachname nom apellidos cognome',
  given: 'given givenname givennames firstname forename forenames vorname prenom nombre',
  second: 'secondname middlename middlenames secondgivenname',
  birthDate: 'birthdate dateofbirth dob born birthday geburtsdatum datedenaissance',
  sex: 'sex gender geschlecht sexe',
  nationality: 'nationality citizenship staatsangehorigkeit nationalite nationalitycode',
  birthPlace:
    'birthplace placeofbirth cityofbirth countryofbirth geburtsort lieudenaissance lugardenacimiento',
  residence: 'residence countryofresidence residencecountry',
  documentNumber:
    'documentnumber document documentno docnumber passport passportnumber passportno idnumber traveldocumentnumber traveldocumentno numberofidentitydocument serialnumberofidentityortraveldocument passnummer numerodepasaporte',
  documentType:
    'documenttype doctype traveldocumenttype typeofidentitydocument typeofidentityortraveldocument',
  documentIssuer:
    'documentissuer issuer issuingcountry issuingstate countryofissue issuecountry passportcountry passportissuingcountry issuingstateofidentitydocument issuingstateofidentityortraveldocument',
  documentExpires:
    'documentexpires expires expiry expirydate dateofexpiry passportexpiry passportexpirydate documentexpirydate expirationdate expirydateofidentitydocument expirydateofidentityortraveldocument',
  carrier: 'carrier operator company line shippingline',
  number:
    'number service servicenumber trip tripnumber voyage voyagenumber voyageno train trainnumber trainno busnumber flight flightnumber flightno',
  from: 'from origin departureport departurestation departureplace boardingport embarkation embarkationport portofembarkation',
  to: 'to destination arrivalport arrivalstation arrivalplace disembarkation disembarkationport portofdisembarkation',
  departs: 'departs departure departuretime departuredate departuredatetime dateofdeparture flightdate std',
  arrives: 'arrives arrival arrivaltime arrivaldate arrivaldatetime sta',
  seat: 'seat cabin seatnumber',
  locator: 'locator booking bookingreference bookingref bookingcode recordlocator pnr pnrlocator reservation',
  /** Who has one is of the crew. */
  rank: 'rank rating rankorrating crewposition',
} as const;
type Column = keyof typeof COLUMNS;

/** What a mapping can name a column for. */
export const MANIFEST_COLUMNS: readonly string[] = Object.keys(COLUMNS);

export type ManifestMapping = Readonly<Partial<Record<Column, string>>>;

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const MEANINGS = new Map(
  Object.entries(COLUMNS).flatMap(([column, names]) =>
    names.split(' ').map((name) => [name, column as Column] as const),
  ),
);

/** The first line is a JSON object, or a header with a column of names. */
export function looksLikeTable(head: string): boolean {
  const first = head.split('\n', 1)[0] ?? '';
  if (/^\s*\{.*\}\s*$/.test(first)) return true;
  const headers = (splitRow(first.replace(/\r$/, ''), guessDelimiter(first)) ?? []).map((header) =>
    MEANINGS.get(bare(header)),
  );
  return headers.length > 1 && headers.filter(Boolean).length > 1;
}

/** Bytes of one line; what is longer is no row. */
const LONGEST_LINE = 1_000_000;

const fullDay = (text: string): string | undefined => {
  const iso = parsePartialDate(text)?.day !== undefined ? text : readOneDate(text);
  if (iso && iso.length === 10) return parsePartialDate(iso) ? iso : undefined;
  // 14.03.1979, 14/03/1979: the day comes first wherever buses and ferries of Europe write figures.
  const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  const written =
    figures &&
    `${figures[3]}-${(figures[2] as string).padStart(2, '0')}-${(figures[1] as string).padStart(2, '0')}`;
  return written && parsePartialDate(written) ? written : undefined;
};

/** A code, or a name in words. */
const country = (text: string): string => (text.length > 3 ? (countryCode(text) ?? text) : state(text));

const moment = (text: string): string | undefined => {
  const found = /^(.{8,11}?)[T ](\d{1,2}):(\d{2})/.exec(text);
  const day = fullDay(found ? (found[1] as string) : text);
  if (!day) return undefined;
  return found ? `${day}T${(found[2] as string).padStart(2, '0')}:${found[3]}` : day;
};

/** Reads a table of travellers; travellers of one leg that stand together become one journey. */
export function createManifestReader(mapping?: ManifestMapping): TravelStreamReader {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  /** A line was no UTF-8: the office programs that write such tables write Windows-1252. */
  let windows = false;
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let line = 0;
  let json: boolean | undefined;
  let delimiter = ',';
  let columns: (Column | undefined)[] | undefined;
  let items: TravelItem[] = [];
  let open:
    | { key: string; leg: Leg; from: number; travellers: ReturnType<typeof newTraveller>[] }
    | undefined;
  const named = new Map(
    Object.entries(mapping ?? {}).map(([column, header]) => [bare(header), column as Column]),
  );
  const meaning = (header: string): Column | undefined =>
    named.get(bare(header)) ?? (mapping ? undefined : MEANINGS.get(bare(header)));

  const problem = (severity: 'mended' | 'unreadable' | 'noted', reason: string): void => {
    items.push({ type: 'problem', problem: { severity, offset, reason: `line ${line}: ${reason}` } });
  };

  const close = (end: number): void => {
    if (!open) return;
    const { leg, from, travellers } = open;
    open = undefined;
    items.push({
      type: 'journey',
      journey: {
        kind: 'manifest',
        event: 'list',
        message: { format: 'manifest', ...(leg.carrier && { sender: leg.carrier }) },
        ...(Object.keys(leg).length > 0 && { transport: leg }),
        legs: Object.keys(leg).length > 0 ? [leg] : [],
        travellers: travellers.map((draft) => finishTraveller(draft, { names: 0, glued: 0 })),
        locators: [],
        dividedFrom: [],
        offset: from,
        end,
        kept: [],
      },
    });
  };

  const take = (get: (column: Column) => string): void => {
    const [carrier, number, from, to] = (['carrier', 'number', 'from', 'to'] as const).map(get) as [
      string,
      string,
      string,
      string,
    ];
    const departs = moment(get('departs'));
    const arrives = moment(get('arrives'));
    if (get('departs') && !departs) problem('unreadable', 'this is no time of departure');
    const leg: Leg = {
      ...(number ? flight(number, carrier) : carrier && { carrier }),
      ...(from && { from }),
      ...(to && { to }),
      ...(departs && { departs }),
      ...(arrives && { arrives }),
    };
    const key = JSON.stringify(leg);
    if (open?.key !== key) {
      close(offset);
      open = { key, leg, from: offset, travellers: [] };
    }
    const traveller = newTraveller(get('rank') ? 'crew' : 'passenger');
    let [surname, given] = [get('surname'), get('given')];
    const whole = get('name');
    if (!surname && !given && whole) {
      const [before, after] = whole.split(',').map((part) => part.trim());
      if (after) [surname, given] = [before as string, after];
      else {
        const words = whole.split(/\s+/);
        surname = words.pop() ?? '';
        given = words.join(' ');
      }
    }
    addName(traveller, surname, given, get('second'), 'manifest');
    if (traveller.names.length === 0) problem('noted', 'a traveller without name');
    const born = fullDay(get('birthDate'));
    if (get('birthDate') && !born) problem('unreadable', 'this is no birth date');
    addSourced(traveller.birthDates, born, 'manifest');
    addSourced(traveller.sexes, sex(get('sex').slice(0, 1)), 'manifest');
    if (get('nationality')) addSourced(traveller.nationalities, country(get('nationality')), 'manifest');
    addSourced(traveller.birthPlaces, get('birthPlace'), 'manifest');
    if (get('residence')) addSourced(traveller.residences, country(get('residence')), 'manifest');
    if (get('documentNumber')) {
      const expires = fullDay(get('documentExpires'));
      addDocument(traveller, {
        ...(get('documentType') && { type: get('documentType') }),
        number: get('documentNumber'),
        ...(get('documentIssuer') && { issuer: country(get('documentIssuer')) }),
        ...(expires && { expires }),
        source: 'manifest',
      });
    }
    addSourced(traveller.seats, get('seat'), 'manifest');
    addOnce(traveller.locators, get('locator'));
    open.travellers.push(traveller);
  };

  const readLine = (row: string): void => {
    line++;
    if (!row.trim()) return;
    if (json === undefined) {
      json = row.trimStart().startsWith('{');
      if (!json) {
        delimiter = guessDelimiter(row);
        columns = (splitRow(row, delimiter) ?? []).map(meaning);
        if (!columns.includes('surname') && !columns.includes('name')) {
          columns = undefined;
          problem(
            'unreadable',
            'neither a travel message nor a table with a column of names (surname, name); map the columns',
          );
        }
        return;
      }
    }
    if (json) {
      let object: Record<string, unknown>;
      try {
        object = JSON.parse(row) as Record<string, unknown>;
      } catch {
        problem('unreadable', 'this line is no JSON');
        return;
      }
      const values = new Map<Column, string>();
      for (const [header, value] of Object.entries(object ?? {})) {
        const column = meaning(header);
        if (column && (typeof value === 'string' || typeof value === 'number'))
          values.set(column, String(value).trim());
      }
      if (values.size === 0) problem('unreadable', 'no field of this line is known');
      else take((column) => values.get(column) ?? '');
      return;
    }
    if (!columns) return;
    const fields = splitRow(row, delimiter);
    if (!fields) {
      problem('unreadable', 'a quote is not closed');
      return;
    }
    take((column) => fields[(columns as (Column | undefined)[]).indexOf(column)]?.trim() ?? '');
  };

  const textOf = (bytes: Uint8Array): string => {
    if (windows) return decodeWindows1252(bytes);
    try {
      return utf8.decode(bytes);
    } catch {
      windows = true;
      items.push({
        type: 'problem',
        problem: {
          severity: 'mended',
          offset,
          reason: `line ${line + 1}: from here on the table is not in UTF-8 and is read as Windows-1252`,
        },
      });
      return decodeWindows1252(bytes);
    }
  };

  const lines = (whole: boolean): void => {
    for (;;) {
      const end = rest.indexOf(10);
      if (end < 0) break;
      readLine(textOf(rest.subarray(0, end)).replace(/\r$/, ''));
      offset += end + 1;
      rest = rest.subarray(end + 1);
    }
    if (whole && rest.length > 0) readLine(textOf(rest));
    else if (rest.length > LONGEST_LINE) {
      problem('unreadable', `a line of more than ${LONGEST_LINE} bytes`);
      offset += rest.length;
      rest = rest.subarray(rest.length);
    }
    if (whole) close(offset + rest.length);
  };

  const handOut = (): readonly TravelItem[] => {
    const done = items;
    items = [];
    return done;
  };
  return {
    push(chunk) {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
      lines(false);
      return handOut();
    },
    end() {
      lines(true);
      return handOut();
    },
  };
}
