/** The link between two services. */
export type { Contact } from './contacts.ts';
export { SERVICE } from './envelope.ts';
export { makeSigningKey, makeTlsKey, type OwnKeys, publicJwk, type SigningKey, type TlsKey } from './keys.ts';
export type { LinkLimits } from './limits.ts';
export {
  type AnswerHow,
  type CallHow,
  type Handler,
  type Link,
  LinkError,
  type Message,
  type Outbox,
} from './link.ts';
export type { GuestDoor } from './listener.ts';
export { type LinkOptions, type LinkRoom, openLink } from './open.ts';
export type { Incident, Peer, Peers } from './peers.ts';
export { type SignedAs, sign, verify } from './signed.ts';
