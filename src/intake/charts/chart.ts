import type { Grade, Marking } from '../../model/index.ts';
import type { Person, Relation, UnfoldedHub } from '../../network/index.ts';
import type { ListFile, QuarantineEntry } from '../reader.ts';

/** What a chart of others tells: persons, ties, and everything that was not taken over, with the reason. */
export interface Chart {
  readonly persons: readonly Person[];
  readonly relations: readonly Relation[];
  /** Things that too many share to tie anybody. */
  readonly unfolded: readonly UnfoldedHub[];
  readonly problems: readonly QuarantineEntry[];
  /** Problems beyond those that are kept. */
  readonly moreProblems: number;
  /** Reason, or name of what has no place here → how many. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** What holds where a chart does not say it. */
export interface ChartDefaults {
  /** The service whose chart it is. */
  readonly owner?: string;
  /** What says nothing of its marking is sealed (TLP:RED, originator control): it may forbid anything. */
  readonly marking: Marking;
  readonly grade: Grade;
}

export interface ReadChartOptions {
  readonly defaults: ChartDefaults;
  /** Our name of a field → the column or attribute that has it; see `FIELDS`. */
  readonly columns?: Readonly<Record<string, string>>;
  /**
   * A property of persons that makes fragments: a tie is held by those for whom it has one value at both ends, where the
   * chart names no owner. `citizenship` gives the views of states.
   */
  readonly ownerBy?: string;
  /** With `ownerBy`: one end is enough. */
  readonly oneEnd?: boolean;
  /** Every node is a person, whatever its type says. */
  readonly everyNode?: boolean;
  readonly mostInHub?: number;
  /** ISO date; readers have no clock. */
  readonly today: string;
}

/** Where readers put what they find. */
export interface ChartSink {
  /** A node, by the fields of `FIELDS.node`. What a file says of one node in several places is put together. */
  node(fields: Fields, at: Place): void;
  /** A tie, by the fields of `FIELDS.link`. */
  link(fields: Fields, at: Place): void;
  problem(entry: QuarantineEntry): void;
  /** Something of which there is no place for. */
  leftOut(what: string, count?: number): void;
  /** What comes as persons and ties already. */
  told(persons: readonly Person[], relations: readonly Relation[], unfolded: readonly UnfoldedHub[]): void;
}

export type Fields = Readonly<Record<string, string | undefined>>;

export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** One format of charts. A new one is one file that exports one of these, and one line in `read-charts.ts`. */
export interface ChartFormat {
  readonly name: string;
  readonly title: string;
  /** Whether a file looks like it, from its name and its first 64 KiB. */
  recognises(file: { readonly name: string; readonly head: string }): boolean;
  /** Throws `ListError` where the whole cannot be read. */
  read(file: ListFile, sink: ChartSink, options: ReadChartOptions): Promise<void>;
}
