import type { Actor } from '../../screening/index.ts';
import type { TaxiiRoot } from '../../store/index.ts';

/** Why a request is not answered; the edge makes the status of HTTP of it. */
export class TaxiiError extends Error {
  override readonly name = 'TaxiiError';
  readonly code: 'not-found' | 'forbidden' | 'bad-request' | 'unprocessable';
  constructor(code: TaxiiError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A collection as TAXII shows it (§5.2). */
export interface CollectionResource {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly can_read: boolean;
  readonly can_write: boolean;
  readonly media_types: readonly string[];
}

/** Parameters of a request as they came (§3.4, §5). */
export type Parameters = Readonly<Record<string, string | undefined>>;

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly more: boolean;
  /** Opaque; absent on the last page. */
  readonly next?: string;
  /** Instants with microseconds, of the first and the last; absent where there is none. */
  readonly first?: string;
  readonly last?: string;
}

export interface ManifestRecord {
  readonly id: string;
  readonly date_added: string;
  readonly version: string;
  readonly media_type: string;
}

/** What became of objects that somebody sent (§4.3). */
export interface StatusResource {
  readonly id: string;
  readonly status: 'complete';
  readonly request_timestamp: string;
  readonly total_count: number;
  readonly success_count: number;
  readonly successes?: readonly StatusDetail[];
  readonly failure_count: number;
  readonly failures?: readonly StatusDetail[];
  readonly pending_count: number;
}
export interface StatusDetail {
  readonly id: string;
  readonly version: string;
  readonly message?: string;
}

/** A collection as whoever runs the service sees it. */
export interface CollectionView {
  readonly id: string;
  readonly root: string;
  readonly title: string;
  readonly dataset?: string;
  readonly readers: readonly string[];
  readonly writers: readonly string[];
}

export interface NewCollection {
  readonly title: string;
  /** The list that fills it; absent for an inbox. */
  readonly dataset?: string;
  /** Accounts, or `*` for all that may exchange at all. */
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  /** `main` when absent. */
  readonly root?: string;
}

/** What holds for one collection and one reader. */
export interface Place {
  readonly root: string;
  readonly collection: string;
}

/** The TAXII 2.1 server without HTTP. Everything passes the gate and stands in the ledger. */
export interface TaxiiRoom {
  /** Makes a collection, and fills it where it has a list. */
  open(actor: Actor, collection: NewCollection): Promise<CollectionView>;
  all(actor: Actor): Promise<readonly CollectionView[]>;
  /** Takes a collection away, with everything in it. */
  close(actor: Actor, id: string): Promise<void>;
  /** Everything that was sent to an inbox, as a bundle of STIX; ready to be loaded as a list. */
  received(actor: Actor, id: string): Promise<string>;

  roots(actor: Actor): Promise<readonly TaxiiRoot[]>;
  root(actor: Actor, name: string): Promise<TaxiiRoot>;
  collections(actor: Actor, root: string): Promise<readonly CollectionResource[]>;
  collection(actor: Actor, place: Place): Promise<CollectionResource>;
  /** JSON texts of objects, as they came. */
  objects(
    actor: Actor,
    place: Place,
    id: string | undefined,
    parameters: Parameters,
  ): Promise<PageOf<string>>;
  manifest(actor: Actor, place: Place, parameters: Parameters): Promise<PageOf<ManifestRecord>>;
  versions(actor: Actor, place: Place, id: string, parameters: Parameters): Promise<PageOf<string>>;
  add(actor: Actor, place: Place, body: string): Promise<StatusResource>;
  remove(actor: Actor, place: Place, id: string, parameters: Parameters): Promise<void>;
  status(actor: Actor, root: string, id: string): Promise<object>;

  /** Waits until what follows changes of lists is done. */
  settled(): Promise<void>;
}
