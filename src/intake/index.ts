/**
 * How it arrives: one folder a format.
 *
 * Every format turns files into a stream of source entities on the allow-list, and says what it could not read.
 */
export {
  ListError,
  type ListFile,
  type ListFormat,
  type QuarantineEntry,
  type ReadEvent,
  type ReadListOptions,
} from './reader.ts';
