import type { JWK } from 'jose';
import { type SigningKey, sign, verify } from '../link/index.ts';
import type { Agreement, AgreementTerms } from './agreement.ts';
import { readTerms, same } from './terms.ts';

/** The terms of an agreement without its signatures. */
export const termsOf = ({ signatures: _, ...terms }: Agreement): AgreementTerms => terms;

export const signTerms = (terms: AgreementTerms, key: SigningKey): Promise<string> =>
  sign('agreement', terms, key);

/** Whether a signature is over these very terms, by one of these keys. */
export async function isSigned(
  terms: AgreementTerms,
  signature: string | undefined,
  keys: readonly JWK[],
): Promise<boolean> {
  if (signature === undefined) return false;
  const signed = await verify('agreement', signature, keys);
  return signed !== undefined && same(signed, terms);
}

/**
 * Whether an agreement holds: this service and the partner have signed exactly these terms. `isOurs` knows our own keys, also
 * those of earlier years, from where nobody without the master key can put one; the partner's key stands in the terms, which
 * our own signature covers.
 */
export async function holds(
  agreement: Agreement,
  self: string,
  isOurs: (key: JWK) => Promise<boolean>,
): Promise<boolean> {
  try {
    const terms = readTerms(termsOf(agreement));
    for (const { id, signingKey } of terms.parties) {
      if (id === self && !(await isOurs(signingKey))) return false;
      if (!(await isSigned(terms, agreement.signatures[id], [signingKey]))) return false;
    }
    return terms.parties.some(({ id }) => id === self);
  } catch {
    return false;
  }
}
