/**
 * The fixed phrases of OFAC's remarks, as they stand in the lists of 2019 to 2025. A phrase that is not here makes its
 * remark "unknown", which is reported: add it to the table that it belongs to.
 */

/** Facts that are one value of one property. */
export const VALUE_PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^DOB:?\s/, 'birthDate'],
  [/^POB:?\s/, 'birthPlace'],
  [/^nationality:? (?:of )?/i, 'nationality'],
  [/^citizen (?:of )?/i, 'citizenship'],
  [/^Gender /, 'gender'],
  // In the remarks stand the aliases that OFAC calls weak (https://ofac.treasury.gov/faqs/122).
  [/^a\.k\.a\. /i, 'weakAlias'],
  [/^d\.b\.a\. /i, 'alias'],
  [/^[fn]\.k\.a\. /i, 'previousName'],
  [/^(?:Website:?\s|(?=https?:\/\/|www\.))/i, 'website'],
  [/^(?:E-?mail(?: Address)?:?\s|(?=[^\s@]+@[^\s@]+\.))/i, 'email'],
  [/^(?:Phone|Tele?phone|Cell(?:ular)? Phone|Tel|Fax)(?: (?:No\.|Number))?[:.]?\s/i, 'phone'],
  [/^Organization Established Date /, 'incorporationDate'],
  [/^SWIFT\/BIC /, 'swiftBic'],
  [/^ISIN /, 'isinCode'],
  [/^Equity Ticker /, 'ticker'],
  [/^MICEX Code /, 'ticker'],
  [/^MMSI /, 'mmsi'],
  [/^(?:Other )?Vessel Call Sign /, 'callSign'],
  [/^(?:Former|Other) Vessel Flag /, 'pastFlags'],
  [/^(?:Other )?Vessel Type /, 'type'],
  [/^Vessel Year of Build /, 'buildDate'],
  [/^Aircraft Model /, 'model'],
  [/^Aircraft Type /, 'type'],
  [/^Aircraft Manufacture Date /, 'buildDate'],
  [/^(?:Previous )?Aircraft Tail Number /, 'registrationNumber'],
  [/^Aircraft Manufacturer's Serial Number \(MSN\) /, 'serialNumber'],
  [/^Aircraft Construction Number \(also called L\/N or S\/N or F\/N\) /, 'serialNumber'],
  [/^Aircraft Serial Identification /, 'serialNumber'],
  [/^Aircraft Mode S Transponder Code /, 'icaoCode'],
  [/^Nationality of Registration /, 'jurisdiction'],
  [/^Registration Country /, 'jurisdiction'],
];

/** Papers and registrations; each is followed by its number. */
const DOCUMENT_WORDS = [
  // Persons.
  '(?:British National Overseas |Diplomatic |Stateless Person )?Passport(?: Booklet| No\\.)?',
  '(?:Stateless Person|Refugee|Personal|Tazkira National) ID Card',
  '(?:National|Bosnian Personal|Kenyan|Moroccan Personal) ID No\\.',
  'National Foreign ID Number',
  'Turkish Identifici?ation Number',
  'UAE Identification',
  'Identification Number',
  'Birth Certificate Number',
  'Residency Number',
  'Romanian Permanent Resident',
  'Travel Document Number',
  "Seafarer's Identification Document",
  "Citizen's Card Number",
  "Driver's License No\\.",
  'Pilot License Number',
  'VisaNumberID',
  'Immigration No\\.',
  'Public Security and Immigration No\\.',
  'Electoral Registry No\\.',
  'Credencial electoral',
  'Cartilla de Servicio Militar Nacional',
  'Tarjeta Profesional',
  'Numero de Identidad',
  'Numero Unico de Identificacao Tributaria \\(NUIT\\)',
  'CNP \\(Personal Numerical Code\\)',
  'Cedula No\\.',
  'LE Number',
  'SSN',
  'D\\.N\\.I\\.',
  'N\\.I\\.E\\.',
  'C\\.U\\.I\\.(?:P\\.|T\\.)?',
  'C\\.U\\.R\\.P\\.(?: #)?',
  'I\\.F\\.E\\.',
  'Temporary suspension of deportation No\\.',
  // Taxes.
  'Tax ID No\\.',
  'V\\.A\\.T\\. Number',
  '(?:Italian )?Fiscal Code',
  'US FEIN',
  'Paraguayan tax identification number',
  'Romanian Tax Registration',
  'NIT #',
  'RIF #',
  'RUC #',
  'RTN',
  'RFC',
  'R\\.F\\.C\\.(?: #)?',
  'C\\.I\\.F\\.',
  // Registers.
  '(?:UK )?Company Number',
  'Company ID(?:: No\\.)?',
  'Registration (?:ID|Number)',
  'Registered Charity No\\.',
  'Business (?:Number|Registration Number|Registration Document #)',
  'Enterprise Number',
  'Branch Unit Number',
  'Commercial Registry Number',
  'Public Registration Number',
  'C\\.R\\. No\\.',
  'Romanian C\\.R\\.',
  'Chamber of Commerce Number',
  'Istanbul Chamber of Comm\\. No\\.',
  'Dubai Chamber of Commerce Membership No\\.',
  'Central Registration System Number',
  'Economic Register Number \\(CBLS\\)',
  'Certificate of Incorporation Number',
  'Folio Mercantil No\\.',
  'Matricula Mercantil No\\.?',
  'File Number',
  'Serial No\\.',
  'SRE Permit No\\.',
  'Trade License No\\.',
  'Tourism License No\\.',
  'Afghan Money Service Provider License Number',
  'MSB Registration Number',
  'License',
  'Organization Code',
  'Unified Social Credit Code \\(USCC\\)',
  'United Social Credit Code Certificate \\(USCCC\\)',
  'Government ?Gazette Number',
  'Legal Entity Number',
  'D-U-N-S Number',
  'RSIN',
  'BIK \\(RU\\)',
  'International Maritime Organization No\\.',
  'Vessel Registration Identification',
];

/** A paper or registration at the beginning of a remark; the longest phrase wins. */
export const DOCUMENT_PHRASE = new RegExp(
  `^(?:${[...DOCUMENT_WORDS].sort((a, b) => b.length - a.length).join('|')})(?=[\\s:#]|$)`,
);

/** Phrases that are understood and say nothing by which anybody is recognised. Counted as dropped, by these names. */
export const NOTE_PHRASES: readonly (readonly [RegExp, string])[] = [
  // What the law forbids, and since when.
  [
    /^(?:Additional Sanctions Information|Secondary sanctions risk|Transactions Prohibited For|Executive Order|CAATSA Section|PEESA Information|IFCA Determination|For more information|Listing Date|Effective Date|Purchase\/Sales For Divestment|Issuer Name|This designation refers|United States financial institutions)/i,
    'legal note',
  ],
  // Of what kind an organisation is, where it works.
  [
    /^(?:(?:Organization|Target) Type|all (?:offices|branches|locations)|(?:and )?(?:all )?other (?:offices|locations)|Only locations|Operations in|Also operations in|.* Branch only$|<Head Office>|Aircraft Operator|UN\/LOCODE|TELEX|TGMS|founded by|.* (?:manufacturer|consultancy)$|\(.* subsidiar(?:y|ies) of .*\))/i,
    'remark on an organisation',
  ],
  // Where a person is or comes from, what became of them, papers without a number.
  // The Chinese commercial code is the telegraph code of a name: namesakes share it, so it is no number of a person.
  [
    /^(?:Chinese Commercial Code|Interpol: Red Notice|arrested|currently (?:in|incarcerated)|In custody|ICTY indictee|Wanted by|Believed to be|Possibly located|From:? |named in UNSCR|Holder of a |Organization: |(?:FDLR|RPF|ETA)$|\(Following data|passport place of issue|Driver's License is issued|(?:U\.S\.A\. )?Passport (?:and National ID were )?issued|.* Passport Laissez-Passer$)/i,
    'remark on a person',
  ],
];

/** What never enters: descent, creed, opinion, the body. Counted as dropped, by name only. */
export const SENSITIVE_PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ethnicity|(?:sub)?tribe|race|Kurdish$|\w+ (?:Serb|Croat|Kurd|Arab)$)/i, 'ethnicity'],
  [/^religion/i, 'religion'],
  // The Palestinian Legislative Council list names the party that a member stood for.
  [/^(?:HAMAS|PFLP|DFLP)(?: - .+)?$/, 'political'],
  [/^(?:Individual's height|height|weight|hair|eyes?|build|complexion|physical)/i, 'appearance'],
];

/** Kinship, where the remark names the other person: `wife of NAME`, `NAME's eldest son`. */
const KIN =
  'wife|husband|spouse|son|daughter|child|brother|sister|half-brother|half-sister|father|mother|nephew|niece|uncle|aunt|cousin';
export const KIN_OF = new RegExp(`^((?:${KIN})(?:-in-law)?) of (.+)$`, 'i');
export const KIN_OF_POSSESSIVE = new RegExp(`^(.+)'s (?:\\w+ )?((?:${KIN})(?:-in-law)?)$`, 'i');

/** How somebody is addressed; not an office. */
export const TITLE =
  /^(?:Dr|Doctor|Professor|Haji|Maulana|Moulana|Maulawi|Mulawi|Mufti or Maulana|Mullah|Qari|Shaykh|Sheikh|Ustadz?|Ayatollah|Hojjatoleslam|Engineer)\.?$/i;

/** Words of offices and work, by one of which a remark in free words is known to say what a person does or did. */
export const OFFICE =
  /\b(?:accountant|administrator|admiral|advis[eo]r|aide|ambassador|associated?|assocated|attorney|brig\.?|brigadier|businessman|businesswoman|CEO|chair|chairman|chairperson|chairwoman|chef|chemist|chief|co-founder|colonel|col|commander|commanded|commanding|commissar(?:iat)?|commissioner|congressman|constituent|consul|coordinator|counsell?or|dealer|dean|deputy|diplomat|director|editor|employee|engineer|envoy|figure|founder|general|governor|head|inspector|judge|leader|led|lieutenant|lt\.?|magistrate|major|manager|marshal|mayor|member|minister|minster|MP|national assembly|officer|official|ombudsman|oversaw|owner|partner|politburo|president|professor|prosecutor|rector|registrar|representative|second-in-command|secretary|senator|speaker|spokesperson|superintendent|supervisor|treasurer|warden)\b|^#2 in /i;
