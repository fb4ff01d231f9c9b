import type { Readable } from 'node:stream';
import type { Dataset, Grade, Marking, Said, SourceEntity } from '../model/index.ts';

/** One place in a list file that could not be read: kept, counted, shown; never silently dropped. */
export interface QuarantineEntry {
  readonly file: string;
  /** 1-based line, where the format has lines. */
  readonly line?: number;
  /** 0-based byte offset, where lines mean nothing. */
  readonly byte?: number;
  /** The record's own key, where it could be read. */
  readonly record?: string;
  /** What was wrong and what to do, in a sentence. */
  readonly reason: string;
  /** The first characters of what could not be read (at most 200), control characters escaped. */
  readonly excerpt?: string;
}

/** One file of a list (a list may come in several: OFAC's `sdn.csv`, `alt.csv`, `add.csv`). */
export interface ListFile {
  /** The name to show in messages and to recognise the file by. */
  readonly name: string;
  /** Opens the bytes from the start; may be called more than once. Already decompressed. */
  open(): Readable;
  /** Size in bytes where known, for progress. */
  readonly size?: number;
}

/** What a reader yields, in the order of the source. */
export type ReadEvent =
  /** A source entity with everything that was on the allow-list. */
  | {
      readonly type: 'entity';
      readonly entity: SourceEntity;
      /** Values as written, where cleaning changed them: keyed `property\u0000value`. */
      readonly originals?: ReadonlyMap<string, string>;
      /** BCP 47 tags where the source tells them: keyed `property\u0000value`. */
      readonly languages?: ReadonlyMap<string, string>;
      /** Grade and marking, where the source tells them; what is published has neither. */
      readonly said?: Said;
      /** The same of single values: keyed `property\u0000value`; they go before {@link said}. */
      readonly saidOf?: ReadonlyMap<string, Said>;
    }
  | { readonly type: 'quarantine'; readonly entry: QuarantineEntry }
  /** A property that is not on the allow-list was dropped; only its name is told. */
  | { readonly type: 'dropped'; readonly property: string; readonly count: number }
  /** The list's own version (a date or a number the publisher gives), once known. */
  | { readonly type: 'version'; readonly version: string }
  /** Bytes read so far, in all files together. */
  | { readonly type: 'progress'; readonly bytes: number };

/** The whole list cannot be read (truncated, not this format, hostile). A load stops and changes nothing. */
export class ListError extends Error {
  override readonly name = 'ListError';
  readonly file: string;
  readonly line: number | undefined;
  constructor(message: string, file: string, line?: number) {
    super(line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`);
    this.file = file;
    this.line = line;
  }
}

/** One list format. A new format is one new folder that exports one of these, and one line in `registry.ts`. */
export interface ListFormat {
  /** `un-xml`, `ofac-csv`, `ofac-xml`, `eu-xml`, `eu-csv`, `uk-csv`, `ftm-ndjson` … */
  readonly name: string;
  readonly title: string;
  /** The dataset that files of this format hold, where the format belongs to one publisher. */
  readonly dataset?: Dataset;
  /** Whether these files look like this format, from their names and the first 64 KiB of each. */
  recognises(files: readonly { readonly name: string; readonly head: string }[]): boolean;
  /** Streams the list. Throws {@link ListError} if the whole cannot be read. Bounded memory for any one record. */
  read(files: readonly ListFile[], options: ReadListOptions): AsyncIterable<ReadEvent>;
}

export interface ReadListOptions {
  /** The dataset name that entities are made for, where the format does not name one itself. */
  readonly dataset?: string;
  /** A mapping (see the `mapping` folder) for CSV and NDJSON files of any make. */
  readonly mapping?: unknown;
  /** Of charts: what holds where they do not say it. */
  readonly chart?: ChartTerms;
  /** ISO date of today, for refusing dates in the future; passed in because readers have no clock. */
  readonly today: string;
}

/** What whoever brings a chart says of it: it counts where the chart does not say it itself. */
export interface ChartTerms {
  /** The service whose chart it is; the one that loads it where absent. */
  readonly owner?: string;
  /** F6, "cannot be judged", where absent. */
  readonly grade?: Grade;
  /** Sealed (TLP:RED, originator control) where absent. */
  readonly marking?: Marking;
  /** Our name of a field → the column or attribute that has it; see `charts/fields.ts`. */
  readonly columns?: Readonly<Record<string, string>>;
}
