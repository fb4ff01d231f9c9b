/**
 * Where it is kept: PostgreSQL, list versions, judgements, the ledger.
 *
 * One dialect, two places: embedded in a folder (PGlite) or a server by URL. Statements are only added; what is gone gets an
 * end of record time, so that what was known at any instant can be read again.
 */
export type {
  AccountChange,
  Accounts,
  OpenidIdentity,
  SignInWay,
  StoredAccount,
  StoredKey,
  StoredSession,
} from './accounts.ts';
export { StoreError } from './database.ts';
export { uuidV7 } from './ids.ts';
export { keyFile } from './key-file.ts';
export type { KeyRing } from './key-ring.ts';
export type { LawRecords, StoredEmergency, StoredPolicy } from './law-records.ts';
export type { Ledger, LedgerEntry, RecordedEntry } from './ledger.ts';
export type { ListChange } from './list-changes.ts';
export type { ListDifference } from './list-difference.ts';
export type { ListVersion, SourceFile } from './list-version.ts';
export type { ListContent, ListLoad } from './load-list.ts';
export { holderOf, isAlive } from './lock.ts';
export type { StoredPasskey } from './passkeys.ts';
export {
  digestOf,
  fromMicroseconds,
  microseconds,
  type NewTaxiiObject,
  type StoredTaxiiObject,
  type TaxiiCollection,
  type TaxiiRoot,
  type TaxiiStore,
  type TaxiiVersion,
} from './share/taxii.ts';
export { openStore, type People, type Store } from './store.ts';
export type { Told } from './told.ts';
export type {
  Arrival,
  ClearedPair,
  Erased,
  FilePart,
  HitChange,
  HitEvent,
  HitNews,
  HitState,
  JourneyState,
  KeptJourneys,
  PoisonedDelivery,
  QueuedHit,
  StoredHit,
  StoredJourney,
  StoredTraveller,
  Travel,
  TravelFile,
  TravellerPart,
  TravellerState,
  Unmasking,
} from './travel/index.ts';
