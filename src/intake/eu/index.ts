export { euCsv } from './eu-csv.ts';
export { euXml } from './eu-xml.ts';
