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
export type { ChartRecord, ChartRecordKind, ChartRecords } from './chart-records.ts';
export { StoreError } from './database.ts';
export {
  type AccountRow,
  type ClosePersons,
  type HeldText,
  type HeldTexts,
  KEPT_KINDS,
  type Keeping,
  type KeptCount,
  type KeptKind,
  NOT_ANSWERED,
  type StoredClosePerson,
  TABLES,
} from './held/index.ts';
export { uuidV7 } from './ids.ts';
export { keyFile } from './key-file.ts';
export type { KeyRing } from './key-ring.ts';
export type { LawRecords, StoredEmergency, StoredPolicy } from './law-records.ts';
export {
  type BareCheckpoint,
  bareCheckpoint,
  type Checkpoints,
  type ConsistencyProof,
  type CosignAnswer,
  type CosignRequest,
  ERASE_ENTRIES,
  type ErasureAct,
  type Evidence,
  EXPORT_FORMAT,
  type ExportCheck,
  ExportError,
  type Exported,
  type ExportedEntry,
  type ExportVerification,
  type Finding,
  type InclusionProof,
  type KeptCheckpoint,
  LEDGER_ALARM,
  type Ledger,
  type LedgerEntry,
  type LedgerFilter,
  LedgerForkError,
  NoteError,
  ProofError,
  REFUSE_CHECKPOINT,
  REFUSED_CHECKPOINT,
  type RecordedEntry,
  readTilePath,
  type SeenCheckpoint,
  type SeenPartner,
  type TilePlace,
  type Verification,
  verifyExport,
  wholeCheckpoint,
  writeExport,
} from './ledger/index.ts';
export type { ListChange } from './list-changes.ts';
export type { ListDifference } from './list-difference.ts';
export type { ListVersion, SourceFile } from './list-version.ts';
export type { ListContent, ListLoad } from './load-list.ts';
export { holderOf, isAlive } from './lock.ts';
export { type MasterKey, openMasterKey } from './master-key.ts';
export type { OutboxMessage, PartnerRecords, RecordKind } from './partner-records.ts';
export type { StoredPasskey } from './passkeys.ts';
export { seal, unseal } from './sealed.ts';
export type {
  ActiveCase,
  AskStore,
  Deconfliction,
  Limits,
  MarkedBy,
  PersonRecord,
  ReceivedStatement,
  RequestEvent,
  RequestStep,
  RequestStore,
  SharedStatement,
  Spent,
  StandingOutputs,
  StoredEpoch,
  StoredOpening,
  StoredOutputs,
  StoredPart,
  StoredReceipt,
  StoredReference,
  StoredRequest,
  StoredStanding,
  SuppressedPair,
  TableId,
} from './share/index.ts';
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
} from './share/index.ts';
export { openStore, type People, type Store } from './store.ts';
export type { Ties } from './ties.ts';
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
  JoinedTravellers,
  JourneyMarks,
  JourneyState,
  Judged,
  KeptJourneys,
  Over,
  PoisonedDelivery,
  Pulse,
  QueuedHit,
  QueueFilter,
  RouteDue,
  StoredHit,
  StoredJourney,
  StoredTraveller,
  Travel,
  TravelFile,
  TravellerPart,
  TravellerState,
  Unmasking,
  UnreadablePiece,
} from './travel/index.ts';
