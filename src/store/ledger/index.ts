/**
 * The ledger: who looked at what, why, under which rule; so that tampering shows and erasure leaves every proof as it was.
 *
 * A Merkle tree (RFC 6962) over salted hashes, signed checkpoints and tiles (C2SP), cosigned by partners. The format is in
 * docs/ledger.md. {@link openLedger} adds and reads; {@link openCheckpoints} signs and witnesses; {@link verifyExport} needs no
 * store.
 */
export { type BareCheckpoint, bareCheckpoint, wholeCheckpoint } from './checkpoint.ts';
export {
  type Checkpoints,
  type CosignAnswer,
  type CosignRequest,
  type Evidence,
  type KeptCheckpoint,
  LedgerForkError,
  openCheckpoints,
  type SeenCheckpoint,
  type SeenPartner,
} from './checkpoints.ts';
export {
  ERASE_ENTRIES,
  LEDGER_ALARM,
  type LedgerEntry,
  REFUSE_CHECKPOINT,
  REFUSED_CHECKPOINT,
} from './entry.ts';
export { EXPORT_FORMAT, type Exported, writeExport } from './export.ts';
export {
  type ConsistencyProof,
  type ErasureAct,
  type ExportedEntry,
  type InclusionProof,
  type Ledger,
  openLedger,
  type RecordedEntry,
} from './ledger.ts';
export { ProofError } from './merkle.ts';
export { carryOver } from './old-chain.ts';
export { type ExportCheck, ExportError, type ExportVerification, verifyExport } from './read-export.ts';
export type { LedgerFilter } from './rows.ts';
export { NoteError } from './signed-note.ts';
export { readTilePath, type TilePlace } from './tiles.ts';
export type { Finding, KnownHead, Verification } from './walk.ts';
