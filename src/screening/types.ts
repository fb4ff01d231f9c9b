import type { QuarantineEntry } from '../intake/index.ts';
import type { Comparison, MatchEntity } from '../match/index.ts';
import type { Dataset, Entity, Judgement, Marking, Statement, Verdict } from '../model/index.ts';
import type { ListDifference, ListVersion } from '../store/index.ts';
import type { ChartRequest } from './chart-load.ts';
import type { Released, ReleaseTerms, Withheld } from './release.ts';

/** Who asks, why, and on what legal basis: no read of a person without all three (promise 5). */
export interface Actor {
  /** Account name, or `local:<user>` for the command line on the machine itself. */
  readonly account: string;
  readonly roles: readonly string[];
  /** One of the policy's purposes: `screening`, `review`, `administration`. */
  readonly purpose: string;
  /** The law or agreement relied on, as the policy lists it. */
  readonly legalBasis: string;
}

export interface SearchRequest {
  readonly query: MatchEntity;
  /** Datasets to look in; all when absent. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Entity ids (canonical or source) not to return: people already cleared this query against them. */
  readonly excludeEntities?: readonly string[];
  /** Only hits at or above; 0.5 to 1. */
  readonly threshold: number;
  /** At most this many hits; a cut is told in the answer. */
  readonly limit: number;
}

export interface Hit {
  readonly entity: Entity;
  readonly comparison: Comparison;
}

export interface SearchAnswer {
  /** Sorted by score, then evidence grade, then id. */
  readonly hits: readonly Hit[];
  /** All hits at or above the threshold, also those beyond `limit`. */
  readonly total: number;
  /** dataset name → list version that was searched. */
  readonly versions: Readonly<Record<string, string>>;
  /** The last change of lists and judgements that was searched, as the store counts them. */
  readonly listsSeen: number;
}

export interface DatasetState {
  readonly dataset: Dataset;
  readonly current?: ListVersion;
  readonly versions: readonly ListVersion[];
}

export interface LoadRequest {
  /** Paths of files that make up one list (OFAC: the three CSV files, or their folder), plain or gzip. */
  readonly paths: readonly string[];
  /** Format name; recognised from the files when absent. */
  readonly format?: string;
  /** Dataset name, where the format does not say it. */
  readonly dataset?: string;
  /** Title, publisher and terms of the dataset, where the caller knows them (the shipped lists). */
  readonly describes?: Dataset;
  /** The publisher's version, where the files do not say it. */
  readonly version?: string;
  readonly mappingPath?: string;
  /** How its statements are marked; as the version before, and public without one, where absent. */
  readonly marking?: Marking;
  /** Load although the list shrank by more than the set share. */
  readonly confirmShrink?: boolean;
  readonly onProgress?: (done: {
    readonly bytes: number;
    readonly total?: number;
    readonly entities: number;
  }) => void;
}

export interface LoadReport extends ListVersion {
  /** Empty for the first version of a list, which adds everything. */
  readonly difference: ListDifference;
  readonly quarantine: readonly QuarantineEntry[];
  /** True where the files are byte for byte the current version: nothing was written. */
  readonly unchanged: boolean;
}

export interface EntityView {
  readonly entity: Entity;
  readonly statements: readonly Statement[];
  readonly judgements: readonly Judgement[];
  /** Entities that point to this one or that it points to (documents, addresses, sanctions, links). */
  readonly adjacent: readonly { readonly property: string; readonly entity: Entity }[];
  /** Record times at which something about it changed, oldest first: the stops of the "as of" slider. */
  readonly changes: readonly string[];
}

export interface JudgeRequest {
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

export interface ServiceStatus {
  /** True once the index answers for all current list versions. */
  readonly ready: boolean;
  /** Entities in the index. */
  readonly indexed: number;
  readonly ledgerLength: number;
  /** The current version of each list. */
  readonly lists: readonly {
    readonly dataset: string;
    readonly version: string;
    readonly recordedAt: string;
    readonly entities: number;
  }[];
}

/** Everything the edges can ask for. Every method that reads a person goes through the gate and into the ledger. */
export interface Screening {
  load(actor: Actor, request: LoadRequest): Promise<LoadReport>;
  /** Takes a chart in as a dataset of its own: persons, and what ties them. */
  loadChart(actor: Actor, request: ChartRequest): Promise<LoadReport>;
  /** Loads a held version after a person looked at it, or drops it. */
  confirm(actor: Actor, dataset: string, version: string, accept: boolean): Promise<ListVersion>;
  lists(actor: Actor): Promise<readonly DatasetState[]>;
  difference(actor: Actor, dataset: string, version: string): Promise<ListDifference>;
  quarantine(actor: Actor, dataset: string, version: string): Promise<readonly QuarantineEntry[]>;

  search(actor: Actor, request: SearchRequest): Promise<SearchAnswer>;
  /** Many at once; answers come in the order of the requests. One ledger entry for the batch with its size. */
  searchMany(actor: Actor, requests: AsyncIterable<SearchRequest>): AsyncIterable<SearchAnswer>;
  /** Names that begin so or sound so, for an answer while typing. */
  suggest(actor: Actor, text: string, limit: number): Promise<readonly Hit[]>;

  /** `undefined` where no such entity exists. `redirect` is set where a merge gave it another id. */
  entity(
    actor: Actor,
    id: string,
    asOf?: string,
  ): Promise<{ readonly view: EntityView; readonly redirect?: string } | undefined>;

  /** A query set beside one record, below any threshold. `undefined` where no such entity exists. */
  compare(actor: Actor, query: MatchEntity, id: string): Promise<Hit | undefined>;

  judge(actor: Actor, request: JudgeRequest): Promise<Judgement>;
  undoJudgement(actor: Actor, id: string, reason: string): Promise<Judgement>;

  /**
   * What may leave by an exit to a recipient, entity by entity, things before the links between them. The ledger has one
   * entry a batch, written before the batch is handed on. `onWithheld` is told what stayed, with the last batch; that is for
   * the operator only.
   */
  release(
    actor: Actor,
    terms: ReleaseTerms,
    onWithheld?: (withheld: Withheld) => void,
  ): AsyncIterable<readonly Released[]>;

  /** What the index holds of entities with these canonical or source ids; those that are gone are absent. */
  indexed(actor: Actor, ids: readonly string[]): Promise<readonly MatchEntity[]>;
  /** Takes in what other processes on the same store changed. */
  follow(): Promise<void>;
  /** Called after a list, a judgement or a confirmation changed something, when the index answers for it. */
  onChange(listener: () => void): void;

  /** Figures for readiness and commands; says nothing about any person. */
  status(): Promise<ServiceStatus>;
  /**
   * The same for a program that asks every few seconds: the gate decides whether it may see which lists there are, but for a
   * refusal nothing is written down.
   */
  figures(actor: Actor): Promise<ServiceStatus>;

  /** Waits for running work, closes store and workers. */
  close(): Promise<void>;
}
