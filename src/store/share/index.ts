/** What is kept of the questions between services. */
export { type AskStore, openAskStore } from './ask.ts';
export {
  type ActiveCase,
  type Deconfliction,
  openRequestStore,
  type ReceivedStatement,
  type RequestEvent,
  type RequestStep,
  type RequestStore,
  type SharedStatement,
  type StoredRequest,
  type SuppressedPair,
} from './requests.ts';
export {
  digestOf,
  fromMicroseconds,
  microseconds,
  type NewTaxiiObject,
  openTaxiiStore,
  type StoredTaxiiObject,
  type TaxiiCollection,
  type TaxiiRoot,
  type TaxiiStore,
  type TaxiiVersion,
} from './taxii.ts';
export type {
  EpochRole,
  Limits,
  MarkedBy,
  PersonRecord,
  Spent,
  StandingOutputs,
  StoredEpoch,
  StoredOpening,
  StoredOutputs,
  StoredPart,
  StoredReceipt,
  StoredReference,
  StoredStanding,
  TableId,
} from './types.ts';
