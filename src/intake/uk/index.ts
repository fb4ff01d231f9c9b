export { ofsiCsv, ukCsv } from './uk-csv.ts';
export { ukXml } from './uk-xml.ts';
