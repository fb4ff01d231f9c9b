import type { Dataset } from '../model/index.ts';

/** Where a publisher keeps a list, for `tocsin update`. */
export interface ListSource {
  readonly dataset: string;
  /** The format's name in the registry. */
  readonly format: string;
  /** All files of the list; `name` is what the file is saved as, which its format recognises it by. */
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

const OFAC = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports';
/** Part of the public address that the Commission hands out; not a secret. */
const EU_TOKEN = 'dG9rZW4tMjAxNw';

const ofac = (names: readonly string[]): ListSource['files'] =>
  names.map((name) => ({ name: name.toLowerCase(), url: `${OFAC}/${name}` }));

/**
 * The publishers' official addresses. `docs/formats/sources.md` says when and how each was last checked. A source
 * with a second edition (OFAC's advanced XML, the EU's and UK's other format) is listed once, with the edition that
 * says most about a person in the fewest bytes.
 */
export const LIST_SOURCES: readonly ListSource[] = [
  {
    dataset: 'un_sc_sanctions',
    format: 'un-xml',
    files: [
      { name: 'consolidated.xml', url: 'https://scsanctions.un.org/resources/xml/en/consolidated.xml' },
    ],
  },
  {
    dataset: 'us_ofac_sdn',
    format: 'ofac-csv',
    files: ofac(['SDN.CSV', 'ALT.CSV', 'ADD.CSV', 'SDN_COMMENTS.CSV']),
  },
  {
    dataset: 'us_ofac_cons',
    format: 'ofac-cons-csv',
    files: ofac(['CONS_PRIM.CSV', 'CONS_ALT.CSV', 'CONS_ADD.CSV', 'CONS_COMMENTS.CSV']),
  },
  {
    dataset: 'eu_fsf',
    format: 'eu-xml',
    files: [
      {
        name: 'xmlFullSanctionsList_1_1.xml',
        url: `https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=${EU_TOKEN}`,
      },
    ],
  },
  {
    dataset: 'gb_fcdo_sanctions',
    format: 'uk-csv',
    files: [
      {
        name: 'UK-Sanctions-List.csv',
        url: 'https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv',
      },
    ],
  },
];

/** The EU consolidated list of financial sanctions. */
export const EU_DATASET: Dataset = {
  name: 'eu_fsf',
  title: 'EU Consolidated List of Financial Sanctions',
  publisher: 'European Commission, DG FISMA',
  url: 'https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions',
  terms: 'Reuse allowed with attribution (Commission Decision 2011/833/EU).',
};

/** The UK Sanctions List, since 28 January 2026 the only one of the United Kingdom. */
export const UK_DATASET: Dataset = {
  name: 'gb_fcdo_sanctions',
  title: 'UK Sanctions List',
  publisher: 'Foreign, Commonwealth and Development Office',
  url: 'https://www.gov.uk/government/publications/the-uk-sanctions-list',
  terms: 'Open Government Licence v3.0.',
};

/** The list of asset freeze targets that the Treasury published until 28 January 2026. */
export const OFSI_DATASET: Dataset = {
  name: 'gb_hmt_sanctions',
  title: 'OFSI Consolidated List of Asset Freeze Targets',
  publisher: 'Office of Financial Sanctions Implementation, HM Treasury',
  url: 'https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets',
  terms: 'Open Government Licence v3.0.',
};

/** The consolidated list of the United Nations Security Council. */
export const UN_DATASET: Dataset = {
  name: 'un_sc_sanctions',
  title: 'UN Security Council Consolidated List',
  publisher: 'United Nations Security Council',
  url: 'https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list',
  terms: 'Public document of the United Nations; attribute the Security Council.',
};

/** The list of Specially Designated Nationals and Blocked Persons of the United States. */
export const OFAC_SDN_DATASET: Dataset = {
  name: 'us_ofac_sdn',
  title: 'OFAC Specially Designated Nationals and Blocked Persons',
  publisher: 'Office of Foreign Assets Control, US Department of the Treasury',
  url: 'https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists',
  terms: 'Work of the United States Government; public domain.',
};

/** The other sanctions lists that OFAC publishes together. */
export const OFAC_CONS_DATASET: Dataset = {
  name: 'us_ofac_cons',
  title: 'OFAC Consolidated Non-SDN List',
  publisher: 'Office of Foreign Assets Control, US Department of the Treasury',
  url: 'https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists',
  terms: 'Work of the United States Government; public domain.',
};
