import type { Dataset, Entity, Judgement, Statement, Verdict } from '../model/index.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { canonicalOf } from './canonical.ts';
import { type ChartRecords, openChartRecords } from './chart-records.ts';
import type { Database } from './database.ts';
import { adjacent, entities, streamEntities } from './entities.ts';
import {
  type ClosePersons,
  type HeldTexts,
  type Keeping,
  openClosePersons,
  openHeldTexts,
  openStoreKeeping,
} from './held/index.ts';
import { judge, judgementsOf, undoJudgement } from './judgements.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { type LawRecords, openLawRecords } from './law-records.ts';
import { type Checkpoints, carryOver, type Ledger, openCheckpoints, openLedger } from './ledger/index.ts';
import { changesAfter, type ListChange, lastChange } from './list-changes.ts';
import { type ListDifference, readDifference } from './list-difference.ts';
import { datasets, type ListVersion, readQuarantine, versionsOf } from './list-version.ts';
import { confirmHeld, type ListLoad, loadList } from './load-list.ts';
import { migrate } from './migrations.ts';
import { openPartnerRecords, type PartnerRecords } from './partner-records.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import {
  type AskStore,
  openAskStore,
  openRequestStore,
  openTaxiiStore,
  type RequestStore,
  type TaxiiStore,
} from './share/index.ts';
import { statementsOf } from './statements.ts';
import { openTies, type Ties } from './ties.ts';
import { type Told, tellAll } from './told.ts';
import { openTravel, type Travel } from './travel/index.ts';

/** Everything that says something about a person. Only the gate (`law`) hands this out. */
export interface People {
  /** Current entities by canonical or source id; under a source id stands the entity that it belongs to. */
  entities(ids: readonly string[], asOf?: string): Promise<ReadonlyMap<string, Entity>>;
  statements(
    id: string,
    time: { readonly all: true } | { readonly asOf?: string },
  ): Promise<readonly Statement[]>;
  adjacent(
    id: string,
    asOf?: string,
  ): Promise<readonly { readonly property: string; readonly entity: Entity }[]>;
  canonicalOf(id: string): Promise<string>;
  judgements(id: string): Promise<readonly Judgement[]>;
  /** All that an index needs, in batches. */
  stream(): AsyncIterable<readonly Entity[]>;
  difference(dataset: string, version: string): Promise<ListDifference | undefined>;
  quarantine(dataset: string, version: string): Promise<readonly object[] | undefined>;
  /** Everything that lists said, with what ended; of all lists, or of some. */
  tellAll(datasets?: readonly string[]): AsyncIterable<readonly Told[]>;
}

export interface Store {
  readonly description: string;
  readonly people: People;
  /** Says who travels: only the gate hands this out, too. */
  readonly travel: Travel;
  /** Who is tied to whom, and what people wrote on it: only the gate hands these out, too. */
  readonly ties: Ties;
  readonly charts: ChartRecords;
  /** What the blind question keeps: it says of whom the service knows. */
  readonly ask: AskStore;
  /** What is asked of partners by people, and what they gave. */
  readonly requests: RequestStore;
  readonly ledger: Ledger;
  readonly accounts: Accounts;
  readonly law: LawRecords;
  /** How long things are kept, and their erasure. */
  readonly keeping: Keeping;
  /** Words of others in which somebody may be named: only the right of access reads them. */
  readonly texts: HeldTexts;
  readonly closePersons: ClosePersons;
  /** Partners, agreements and messages between services. */
  readonly partners: PartnerRecords;
  /** What partners can fetch, and what they left: only the gate hands this out, too. */
  readonly taxii: TaxiiStore;
  /** Secrets of the service, encrypted under a master key of 32 bytes; `now` is the clock. */
  keyRing(masterKey: Uint8Array, now: () => Date): KeyRing;
  /** Signs and witnesses the ledger; `origin` names it to others. */
  checkpoints(keyRing: KeyRing, origin: string, now: () => Date): Checkpoints;
  datasets(): Promise<readonly Dataset[]>;
  versions(dataset: string): Promise<readonly ListVersion[]>;
  /** Changes of lists and judgements after one, by whichever process; oldest first. */
  changesAfter(seq: number): Promise<readonly ListChange[]>;
  lastChange(): Promise<number>;
  load(load: ListLoad): Promise<{ readonly version: ListVersion; readonly unchanged: boolean }>;
  confirmHeld(
    dataset: string,
    version: string,
    decision: { readonly accept: boolean; readonly at: string; readonly sourceService: string },
  ): Promise<ListVersion>;
  judge(
    judgement: {
      readonly left: string;
      readonly right: string;
      readonly verdict: Verdict;
      readonly by: string;
      readonly reason: string;
    },
    now: Date,
  ): Promise<{ readonly judgement: Judgement; readonly touched: readonly string[] }>;
  undoJudgement(
    id: string,
    by: string,
    reason: string,
    now: Date,
  ): Promise<{ readonly judgement: Judgement; readonly touched: readonly string[] } | undefined>;
  close(): Promise<void>;
}

/**
 * Opens the store: embedded in a folder (`path`), embedded in memory (neither), or on a PostgreSQL server (`url`), and
 * brings its schema up to date. Throws `StoreError` with what to do.
 */
export async function openStore(
  where: { readonly path?: string; readonly url?: string },
  now: Date,
): Promise<Store> {
  const database =
    where.url === undefined ? await openPglite(where.path, now.toISOString()) : await openPostgres(where.url);
  try {
    await migrate(database);
    await carryOver(database, now.toISOString());
  } catch (error) {
    await database.close();
    throw error;
  }
  return storeOn(database);
}

/** The store on an open database whose schema is up to date. */
export function storeOn(database: Database): Store {
  const ledger = openLedger(database);
  return {
    description: database.description,
    people: {
      entities: (ids, asOf) => entities(database, ids, asOf),
      statements: (id, time) => statementsOf(database, id, time),
      adjacent: (id, asOf) => adjacent(database, id, asOf),
      canonicalOf: (id) => canonicalOf(database, id),
      judgements: (id) => judgementsOf(database, id),
      stream: () => streamEntities(database),
      difference: (dataset, version) => readDifference(database, dataset, version),
      quarantine: (dataset, version) => readQuarantine(database, dataset, version),
      tellAll: (datasets) => tellAll(database, datasets),
    },
    travel: openTravel(database),
    ties: openTies(database),
    charts: openChartRecords(database),
    ask: openAskStore(database),
    requests: openRequestStore(database),
    ledger,
    accounts: openAccounts(database),
    law: openLawRecords(database),
    keeping: openStoreKeeping(database),
    texts: openHeldTexts(database),
    closePersons: openClosePersons(database),
    partners: openPartnerRecords(database),
    taxii: openTaxiiStore(database),
    keyRing: (masterKey, now) => openKeyRing(database, masterKey, now),
    checkpoints: (keyRing, origin, now) => openCheckpoints(database, ledger, keyRing, origin, now),
    datasets: () => datasets(database),
    versions: (dataset) => versionsOf(database, dataset),
    changesAfter: (seq) => changesAfter(database, seq),
    lastChange: () => lastChange(database),
    async load(load) {
      const result = await loadList(database, load);
      // After a bulk load the planner knows nothing of the new rows, and would sort the whole table for every page.
      if (!result.unchanged) await database.query('ANALYZE statements');
      return result;
    },
    confirmHeld: (dataset, version, decision) => confirmHeld(database, dataset, version, decision),
    judge: (judgement, now) => judge(database, judgement, now),
    undoJudgement: (id, by, reason, now) => undoJudgement(database, id, by, reason, now),
    close: () => database.close(),
  };
}
