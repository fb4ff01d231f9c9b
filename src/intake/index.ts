/**
 * How it arrives: one folder a format.
 *
 * Every format turns files into a stream of source entities on the allow-list, and says what it could not read. Begin
 * with {@link openListFiles} and {@link detectFormat}; {@link readRecords} reads people to screen from any table.
 */

export * as charts from './charts/index.ts';
export { countryCode } from './country-code.ts';
export { detectFormat } from './detect.ts';
export { fetchFile } from './fetch.ts';
export * as json from './json.ts';
export { MANIFEST_COLUMNS, type ManifestMapping } from './manifest/index.ts';
export { type QueryRecord, readRecords } from './mapping/index.ts';
export * as misp from './misp/index.ts';
export { closeListFiles, type OpenedFile, openListFiles } from './open-file.ts';
export {
  type ChartTerms,
  ListError,
  type ListFile,
  type ListFormat,
  type QuarantineEntry,
  type ReadEvent,
  type ReadListOptions,
} from './reader.ts';
export { FALLBACK_FORMAT, formatNamed, LIST_FORMATS } from './registry.ts';
export { LIST_SOURCES, type ListSource } from './sources.ts';
export * as stix from './stix/index.ts';
export type { TravelItem, TravelProblem, TravelReply } from './travel/message.ts';
export { createTravelReader } from './travel/read.ts';
export { REPLY_KINDS, type ReplyKind, repliesTo } from './travel/replies.ts';
