/**
 * What people do after a hit: requests by reference, answers with markings, consents of originators, corrections and
 * withdrawals, feedback, deconfliction (docs/requests.md).
 */
export type { Feedback, NewRequest } from './asker.ts';
export { type Cooperation, type CooperationOptions, openCooperation } from './cooperation.ts';
export { RequestError } from './errors.ts';
export { figuresCsv, type PartnerFigures } from './figures.ts';
export type { RequestGround, TwoPersons } from './ground.ts';
export { REFUSALS, type RefusalCode } from './messages.ts';
export {
  type AskablePartner,
  type FollowedAnswer,
  type FollowedAsk,
  type FollowedHit,
  openRequests,
  type RequestFilter,
  type RequestsRoom,
} from './open-requests.ts';
export type { AnswerChoice } from './owner.ts';
export type { AdviceRow, Can, RequestPage, RequestRow, SharedRow, StatementRow } from './views.ts';
