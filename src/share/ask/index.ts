/** The blind question: whether a partner knows a person, without telling who is asked for (docs/protocol.md). */
export { answerQuestion } from './answer.ts';
export { ownOutputs } from './own-outputs.ts';
export { type Family, type PersonKey, personKeys, type Strength } from './person-keys.ts';
export {
  commitmentOf,
  type Evaluation,
  finishQuestion,
  type HitAtPartner,
  type Opening,
  prepareQuestion,
  type Question,
} from './question.ts';
export { openTable, type SealedTable, sealTable, TableError, type TableHead } from './table.ts';
export { QUESTION_KEYS, RECORD_KEYS } from './tuning.ts';
