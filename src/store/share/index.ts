/** What is kept of the questions between services. */
export { type AskStore, openAskStore } from './ask.ts';
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
  PersonRecord,
  RecordValue,
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
