/**
 * What partners may learn: whether a service knows a person (`ask`), and nothing about a miss; then what people of the owning
 * service decide to answer. Partners and what is agreed with them: {@link PartnersRoom}; how services speak: {@link Link}.
 * {@link openTocsin} puts everything together.
 */
export * as ask from './ask/index.ts';
export * as ftmOut from './ftm/index.ts';
export { type Link, LinkError, type Message, type Outbox } from './link/index.ts';
export * as mispOut from './misp/index.ts';
export {
  type LinkPlace,
  type OpenedTocsin,
  openShare,
  openTocsin,
  type Share,
  type ShareGround,
  type ShareOptions,
  type Slots,
} from './open.ts';
export {
  type Agreement,
  type AgreementTerms,
  type InvitationFile,
  type InviteRequest,
  type KeysRoom,
  type OpenInvitation,
  type PartnerCheck,
  PartnerError,
  type Partners,
  type PartnersRoom,
  type PartnerView,
  type Party,
  readInvitation,
} from './partners/index.ts';
export * as stixOut from './stix/index.ts';
export type { Cosigned, WitnessEvent, WitnessRoom } from './witness/index.ts';
