/**
 * The remarks column of OFAC's CSV files: facts in fixed phrases, joined by `; `. See OFAC's "SDN data specification".
 */

/** One fact of the remarks. `alternative` for `alt.`: another value of the same kind. */
export type Remark =
  | {
      readonly type: 'birth-date' | 'birth-place' | 'nationality' | 'citizenship' | 'gender';
      readonly value: string;
    }
  | { readonly type: 'weak-alias' | 'previous-name' | 'linked-to' | 'position'; readonly value: string }
  | {
      readonly type: 'document';
      /** As OFAC names it: `Passport`, `National ID No.` … */
      readonly kind: string;
      readonly number: string;
      readonly country?: string;
      readonly issued?: string;
      readonly expires?: string;
    }
  | { readonly type: 'value'; readonly property: string; readonly value: string }
  /** Understood, and nothing of an identity: notes on the law, on what is prohibited, on the kind of business. */
  | { readonly type: 'note'; readonly value: string }
  | { readonly type: 'unknown'; readonly value: string };

/** Phrases of documents and registrations, longest first where one begins another; each is followed by its number. */
const DOCUMENTS = [
  'Passport',
  'Stateless Person Passport',
  'Diplomatic Passport',
  'Stateless Person ID Card',
  'Travel Document Number',
  'Refugee ID Card',
  'National ID No.',
  'National Foreign ID Number',
  'Identification Number',
  'Personal ID Card',
  'Identity Card',
  'I.D. Card',
  'ID Card',
  'Residency Number',
  'Residence Permit',
  'Permanent Resident Card',
  'Moroccan Personal ID No.',
  'Birth Certificate Number',
  'Afghan Money Service Provider License Number',
  'Bosnian Personal ID No.',
  'Kenyan ID No.',
  'Turkish Identification Number',
  'Serial No.',
  'British National Overseas Passport',
  'Electoral Registry No.',
  'Voter ID',
  'Military Registration Number',
  'Cartilla de Servicio Militar Nacional',
  'Libreta Militar',
  'Chinese Commercial Code',
  'Pilot License Number',
  "Driver's License No.",
  'Drivers License No.',
  "Seaman's Book",
  "Seafarer's Identification Document",
  'SSN',
  'SSN#',
  'Social Security',
  'D.N.I.',
  'N.I.E.',
  'Cedula No.',
  'Cedula de Ciudadania',
  'Cedula de Residencia',
  'C.U.I.T.',
  'C.U.I.',
  'C.U.I.P.',
  'C.U.R.P.',
  'CURP',
  'R.F.C.',
  'RFC',
  'I.F.E.',
  'LE Number',
  'Tarjeta de Identidad',
  'Carne de Identidad',
  "Citizen's Card Number",
  'CNP (Personal Numerical Code)',
  'Tazkira National ID Card',
  'National Registration Identification Number',
  'Numero de Identidad',
  'Numero Unico de Identificacao',
  'C.I.N.',
  'CIN',
  'NIT',
  'NIT #',
  'RUC',
  'RUC #',
  'RIF',
  'RIF #',
  'RTN',
  'RNC',
  'RNC Number',
  'RSIN',
  'N.I.T.',
  'C.N.P.J.',
  'CNPJ',
  'CPF',
  'Numero de Registro Nacional',
  'Romanian C.R.',
  'Romanian Permanent Resident',
  'Romanian Tax Registration',
  'Fiscal Code',
  'Italian Fiscal Code',
  'Tax ID No.',
  'Tax ID Number',
  'V.A.T. Number',
  'VAT Number',
  'US FEIN',
  'Federal Employer Identification Number',
  'SRE Permit No.',
  'STR',
  'Stat. No.',
  'Registration Number',
  'Registration ID',
  'Registration Certificate Number',
  'Registered Charity No.',
  'Registered No.',
  'Business Registration Number',
  'Business Registration Document #',
  'Business Registration Document',
  'Business Number',
  'Company Number',
  'Company ID',
  'Enterprise Number',
  'Commercial Registry Number',
  'Commercial Registration Number',
  'C.R. No.',
  'Folio Mercantil No.',
  'Matricula Mercantil No.',
  'Matricula Mercantil No',
  'Matricula Mercantil',
  'Public Registration Number',
  'Public Security and Immigration No.',
  'Trade License No.',
  'Trade Mark number',
  'License',
  'Chamber of Commerce Number',
  'Istanbul Chamber of Comm. No.',
  'Istanbul Chamber of Commerce Number',
  'Dubai Chamber of Commerce Membership No.',
  'Central Registration System Number',
  'Certificate of Incorporation Number',
  'Unified Social Credit Code (USCC)',
  'Organization Code',
  'Legal Entity Number',
  'Government Gazette Number',
  'Global Intermediary Identification Number',
  'D-U-N-S Number',
  'Paraguayan tax identification number',
  'File Number',
  'Folio Number',
  'Economic Register Number (CBLS)',
  'Immigration No.',
  'Vessel Registration Identification',
  'Vessel Registration Number',
  'UK Company Number',
  'UAE Identification',
  'Ukrainian',
  'RIF (Venezuela)',
  'Tourism License No.',
  'Banking License',
  'Branch Unit Number',
  'Unique Identification Number',
  'Identification Number IMO',
  'BIK (RU)',
  'United Social Credit Code Certificate (USCCC)',
  'Pakistan Business Registration',
  'Credencial electoral',
  'Credencial Electoral',
  'Aircraft Tail Number',
  'MMSI',
  'Interpol: Red Notice. File No.',
  'INTERPOL: Red Notice. File No.',
  'Interpol Red Notice',
  'SWIFT/BIC',
  'Vehicle',
  'NIE',
  'C.I.',
  'C.C.',
  'Nomor',
  'Tax ID',
  'Numero',
  'Kuwaiti Civil ID',
  'Civil ID',
  'Iqama',
  'Iranian',
  'Digital Currency Address',
  'Unified',
].sort((a, b) => b.length - a.length);

const PREFIXED: readonly (readonly [RegExp, Exclude<Remark['type'], 'document' | 'value'>])[] = [
  [/^DOB /, 'birth-date'],
  [/^POB /, 'birth-place'],
  [/^nationality (?:of )?/i, 'nationality'],
  [/^citizen (?:of )?/i, 'citizenship'],
  [/^Gender /, 'gender'],
  [/^a\.k\.a\. /, 'weak-alias'],
  [/^f\.k\.a\. /, 'previous-name'],
  [/^Linked To: /i, 'linked-to'],
];

const VALUES: readonly (readonly [RegExp, string])[] = [
  [/^Website /i, 'website'],
  [/^(?:Email Address|E-?mail) /i, 'email'],
  [/^(?:Phone Number|Telephone:?|Phone No\.?|Tel\.?|Cellular Phone|Fax:?|Fax Number|Mobile) /i, 'phone'],
  [/^Organization Established Date /, 'incorporationDate'],
  [/^MMSI /, 'mmsi'],
  [/^SWIFT\/BIC /, 'swiftBic'],
  [/^Aircraft Manufacturer's Serial Number \(MSN\) /, 'serialNumber'],
  [/^Aircraft Construction Number \(also called L\/N or S\/N or F\/N\) /, 'serialNumber'],
  [/^Aircraft Model /, 'model'],
  [/^Aircraft Tail Number /, 'registrationNumber'],
  [/^Aircraft Manufacture Date /, 'buildDate'],
  [/^Vessel Year of Build /, 'buildDate'],
  [/^Former Vessel Flag /, 'pastFlags'],
  [/^(?:None Identified|Vessel Flag) /, 'flag'],
  [/^(?:Vessel )?Call Sign /, 'callSign'],
  [/^Other Vessel Call Sign /, 'callSign'],
  [/^Other Vessel Flag /, 'pastFlags'],
  [/^Vessel Type /, 'type'],
  [/^Other Vessel Type /, 'type'],
  [/^Aircraft Type /, 'type'],
  [/^Equity Ticker /, 'ticker'],
  [/^ISIN /, 'isinCode'],
];

const NOTES =
  /^(?:Additional Sanctions Information|Secondary sanctions risk|Transactions Prohibited|Executive Order|CAATSA Section|Organization Type|Target Type|For more information|Listing Date|Effective Date|Issuer Name|Aircraft Operator|Aircraft Mode S|all offices|All [Oo]ffices|All [Bb]ranches|and all other|Purchase\/Sales|IFCA Determination|arrested|ICTY indictee|PEESA|Sectoral|Bank Identifier|License \d|Vessel Owner|Vessel Operator|Beneficial Owner|Individual's|Nationality of Registration|Previous Aircraft Tail|Digital Currency Type|Not to be confused|includes |including |located |Location|Prohibited Transactions|Lane |Subject to|See |Sec\. |Secondary|Additional|Company is|NOTE|Note|This designation|Designated|Permanent resid|Married|Relation|Residency|Resident|Height|Weight|Hair|Eye|Complexion|Build |Physical|Religion|Ethnicity|Race |Languages?|Occupation|Profession|Reported|Believed|As of|Arrested|In custody|Incarcerated|Deceased|deceased|Deceas|Date of [Dd]eath|Effective|Entity|Member of the family|Listing|Acquisition|Bond|Loan|-0-)/;

const ISSUED = /\bissued (\d{1,2} [A-Z][a-z]{2} \d{4}|[A-Z][a-z]{2} \d{4}|\d{4})/;
const EXPIRES = /\bexpire[sd] (\d{1,2} [A-Z][a-z]{2} \d{4}|[A-Z][a-z]{2} \d{4}|\d{4})/;

/** Takes remarks apart; a semicolon inside quotes or brackets parts nothing. */
export function splitRemarks(text: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    else if (c === ';' && depth === 0) {
      pieces.push(text.slice(from, i));
      from = i + 1;
    }
    // A bracket that is never closed must not swallow what follows.
    if (depth > 0 && text.startsWith('; ', i) && !text.slice(i).includes(')')) depth = 0;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => piece.trim().replace(/\.$/, '')).filter((piece) => piece !== '');
}

const unquoted = (text: string): string => text.trim().replace(/^['"]|['"]$/g, '');

/** One piece of the remarks. */
export function readRemark(piece: string): Remark {
  const text = piece.replace(/^alt\. /, '').replace(/^Alt\. /, '');
  for (const [prefix, type] of PREFIXED) {
    const found = prefix.exec(text);
    if (found) return { type, value: unquoted(text.slice(found[0].length)) };
  }
  const imo = /^(?:Vessel Registration Identification|Identification Number|Company Number) IMO (\d+)/.exec(
    text,
  );
  if (imo) return { type: 'value', property: 'imoNumber', value: imo[1]! };
  const wallet = /^Digital Currency Address - (\S+) (\S+)/.exec(text);
  if (wallet) return { type: 'value', property: 'publicKey', value: wallet[2]! };
  for (const [prefix, property] of VALUES) {
    const found = prefix.exec(text);
    if (found) return { type: 'value', property, value: text.slice(found[0].length).trim() };
  }
  const kind = DOCUMENTS.find(
    (phrase) => text.startsWith(phrase) && /^[\s:#]/.test(text.slice(phrase.length)),
  );
  if (kind !== undefined) {
    const rest = text.slice(kind.length).replace(/^[\s:#]+/, '');
    const country = /\(([^()]+)\)/.exec(rest)?.[1];
    const issued = ISSUED.exec(rest)?.[1];
    const expires = EXPIRES.exec(rest)?.[1];
    const number = rest
      .replace(/\s*\([^()]*\).*$/, '')
      .replace(/\s*\b(?:issued|expire[sd])\b.*$/, '')
      .trim();
    if (/\d/.test(number) && number.length <= 60) {
      return {
        type: 'document',
        kind,
        number,
        ...(country !== undefined && { country }),
        ...(issued !== undefined && { issued }),
        ...(expires !== undefined && { expires }),
      };
    }
  }
  if (NOTES.test(text)) return { type: 'note', value: text };
  // What is left are offices that somebody holds or held, in free words.
  if (
    /\b(?:of|for|to|at|Minister|Member|General|Officer|Director|President|Chairman|Chief|Commander|Governor|Judge|Deputy|Head|Secretary|Ambassador|Advis[eo]r|Representative|Leader|Manager|Senator)\b/.test(
      text,
    )
  ) {
    return { type: 'position', value: text };
  }
  return { type: 'unknown', value: text };
}
