import { CHART_LISTS } from './charts/index.ts';
import { euCsv } from './eu/eu-csv.ts';
import { euXml } from './eu/eu-xml.ts';
import { ftmNdjson } from './ftm/index.ts';
import { ftmStatementsCsv } from './ftm/statements-csv.ts';
import { mappedTable } from './mapping/index.ts';
import { mispJson } from './misp/index.ts';
import { ofacConsCsv, ofacCsv } from './ofac/index.ts';
import { ofacConsXml, ofacXml } from './ofac-xml/index.ts';
import { ListError, type ListFormat } from './reader.ts';
import { senzingJson } from './senzing/index.ts';
import { stixJson } from './stix/index.ts';
import { ofsiCsv, ukCsv } from './uk/uk-csv.ts';
import { ukXml } from './uk/uk-xml.ts';
import { unXml } from './un/index.ts';

/** All list formats, in the order in which they are asked whether they know a file. A new one is one line here. */
export const LIST_FORMATS: readonly ListFormat[] = [
  unXml,
  ofacCsv,
  ofacConsCsv,
  ofacXml,
  ofacConsXml,
  euXml,
  euCsv,
  ukXml,
  ukCsv,
  ofsiCsv,
  ftmNdjson,
  ftmStatementsCsv,
  senzingJson,
  stixJson,
  mispJson,
  ...CHART_LISTS,
  mappedTable,
];

/** What reads files of any make, when no format knows them. */
export const FALLBACK_FORMAT: ListFormat = mappedTable;

/** The format of that name. Throws {@link ListError} with the names there are. */
export function formatNamed(name: string): ListFormat {
  const format = LIST_FORMATS.find((one) => one.name === name);
  if (format) return format;
  throw new ListError(`no such format; there are: ${LIST_FORMATS.map((one) => one.name).join(', ')}`, name);
}
