/** Partners, and what is agreed with them. */
export type { Agreement, AgreementTerms, Partners, Party } from './agreement.ts';
export { answerPartners } from './answers.ts';
export { openDirectory } from './directory.ts';
export { openIdentity } from './identity.ts';
export { type InvitationFile, readInvitation } from './invitation.ts';
export { openKeeping } from './keeping.ts';
export { type KeysRoom, openKeys } from './key-room.ts';
export { PartnerError } from './partner-error.ts';
export type {
  AgreementUse,
  AskedOf,
  InviteRequest,
  PartnerView,
  QuestionUse,
  UnreachablePartner,
} from './partner-view.ts';
export {
  type OpenInvitation,
  openPartners,
  type PartnerCheck,
  type PartnersRoom,
} from './partners.ts';
export type { PartnerStep, PreparedStep, StepOutcome } from './prepared.ts';
export { refusing } from './refusing.ts';
export { answerRotations, openRotation } from './rotation.ts';
