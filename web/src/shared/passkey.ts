import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Me, Passkey } from './answers.ts';
import { post } from './http.ts';

/** Browsers say little on purpose, so that no page learns which passkeys somebody has. */
const inWords = (error: unknown): never => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') throw new Error('This device has a passkey for your account already.');
  if (name === 'NotAllowedError') throw new Error('No passkey was used: it was cancelled, or took too long.');
  throw new Error('This browser could not use a passkey here. Sign in another way.');
};

/** Lets the person choose a passkey; nobody types a name. */
export async function signInWithPasskey(): Promise<Me> {
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options');
  return post<Me>('/api/sign-in/passkey', await startAuthentication({ optionsJSON }).catch(inWords));
}

/** Makes a passkey on a device of the person, and keeps its public half under a name. */
export async function addPasskey(name: string): Promise<Passkey> {
  const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>('/api/account/passkeys/options');
  const credential = await startRegistration({ optionsJSON }).catch(inWords);
  return post<Passkey>('/api/account/passkeys', { name, credential });
}
