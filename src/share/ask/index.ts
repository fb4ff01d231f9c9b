/** The blind question: whether a partner knows a person, without telling who is asked for (docs/protocol.md). */
export { answerQuestion } from './answer.ts';
export type { Ground, Subject } from './asking.ts';
export type { AlarmKind, AskEvent, Holding } from './ground.ts';
export { AskError, type Refusal } from './messages.ts';
export {
  type AskedHit,
  type AskOptions,
  type AskRequest,
  type AskRoom,
  openAsk,
  type PartnerAnswer,
  type Resolved,
} from './open-ask.ts';
export { ownOutputs } from './own-outputs.ts';
export { type Family, type PersonKey, personKeys, type Strength } from './person-keys.ts';
export {
  commitmentOf,
  type Evaluation,
  finishQuestion,
  type HitAtPartner,
  type Opening,
  openingHolds,
  prepareQuestion,
  type Question,
} from './question.ts';
export type { Standing, WatchRequest } from './standing.ts';
export { openTable, type SealedTable, sealTable, TableError, type TableHead } from './table.ts';
export { QUESTION_KEYS, RECORD_KEYS } from './tuning.ts';
