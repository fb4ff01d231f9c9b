/**
 * What partners may learn: whether a service knows a person (`ask`), and nothing about a miss; then what people of the owning
 * service decide to answer. Partners and what is agreed with them: {@link PartnersRoom}; how services speak: {@link Link}.
 * {@link openTocsin} puts everything together.
 */
export * as ask from './ask/index.ts';
export { type Changes, TOPICS, type Topic } from './changes.ts';
export * as chartsOut from './charts/index.ts';
export * as ftmOut from './ftm/index.ts';
export { type Contact, type Link, LinkError, type Message, type Outbox } from './link/index.ts';
export * as mispOut from './misp/index.ts';
export {
  type LinkPlace,
  type OpenedTocsin,
  openShare,
  openTocsin,
  type Share,
  type ShareOptions,
  type Slots,
  type WholeShare,
} from './open.ts';
export {
  type Agreement,
  type AgreementTerms,
  type AgreementUse,
  type InvitationFile,
  type InviteRequest,
  type KeysRoom,
  type OpenInvitation,
  type PartnerCheck,
  PartnerError,
  type PartnerStep,
  type Partners,
  type PartnersRoom,
  type PartnerView,
  type Party,
  type PreparedStep,
  type QuestionUse,
  readInvitation,
  type StepOutcome,
  type UnreachablePartner,
} from './partners/index.ts';
export {
  type AnswerChoice,
  type AskablePartner,
  type Cooperation,
  type CooperationOptions,
  type Feedback,
  type FollowedAnswer,
  type FollowedAsk,
  figuresCsv,
  type NewRequest,
  openCooperation,
  openRequests,
  type PartnerFigures,
  REFUSALS,
  type RefusalCode,
  RequestError,
  type RequestFilter,
  type RequestGround,
  type RequestPage,
  type RequestRow,
  type RequestsRoom,
} from './requests/index.ts';
export type { ShareGround } from './share-ground.ts';
export * as stixOut from './stix/index.ts';
export * as taxii from './taxii/index.ts';
export type { Cosigned, WitnessEvent, WitnessRoom } from './witness/index.ts';
