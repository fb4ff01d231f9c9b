import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { SERVICE, type SigningKey, sign, verify } from '../link/index.ts';
import type { Party } from './agreement.ts';
import { PartnerError } from './partner-error.ts';
import { type Offer, readOffer, readParty, same } from './terms.ts';

/** What an invitation says, signed by who invites. */
export interface Invitation {
  readonly from: Party;
  /** Name of the service that is invited, and its address where that is known. */
  readonly to: { readonly id: string; readonly url?: string };
  readonly offer: Offer;
  readonly until: string;
}

/** An invitation with its one-time secret: whoever has the file can accept it once. */
export interface InvitationFile extends Invitation {
  readonly secret: string;
}

const FORM = 'tocsin-invitation/1';

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
export const isSecret = (secret: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(hash, 'hex'));

/** The text that goes to the other service, by a way that both trust. */
export async function writeInvitation(
  invitation: Invitation,
  secret: string,
  key: SigningKey,
): Promise<string> {
  const signed = await sign('invitation', invitation, key);
  return `${JSON.stringify({ form: FORM, ...invitation, secret, signed }, null, 2)}\n`;
}

/**
 * Reads the text of an invitation. What counts is what was signed; the rest of the file is for people to read, and must say the
 * same. Throws {@link PartnerError}.
 */
export async function readInvitation(text: string): Promise<InvitationFile> {
  const refuse = (why: string): never => {
    throw new PartnerError('invalid', `this is no invitation that can be accepted: ${why}`);
  };
  let file: Partial<Record<string, unknown>>;
  try {
    file = JSON.parse(text) as Partial<Record<string, unknown>>;
  } catch {
    return refuse('it is not JSON');
  }
  if (typeof file !== 'object' || file === null || file.form !== FORM)
    return refuse(`it is not of the form ${FORM}`);
  const { form: _, secret, signed, ...said } = file;
  if (typeof secret !== 'string' || typeof signed !== 'string')
    return refuse('it has no secret or no signature');
  const from = readParty(said.from);
  const proved = await verify('invitation', signed, [from.signingKey]);
  if (!same(proved ?? null, said)) return refuse('it was changed after it was signed');
  const { to, until } = said as unknown as Invitation;
  if (typeof to?.id !== 'string' || !SERVICE.test(to.id) || typeof until !== 'string')
    return refuse('it does not say whom it invites, or until when');
  return { from, to, offer: readOffer(said.offer), until, secret };
}
