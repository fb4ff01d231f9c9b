import { CompactSign, compactVerify, importJWK, type JWK } from 'jose';
import { canonicalJson } from '../../model/index.ts';
import { type SigningKey, thumbprint } from './keys.ts';

/**
 * What a signature is for. It stands in the header of the JWS, so that what was signed as one thing cannot be shown as another.
 */
export type SignedAs = 'message' | 'answer' | 'agreement' | 'invitation' | 'keys';

const typOf = (as: SignedAs): string => `tocsin-${as}+jws`;

/** A value in canonical JSON (RFC 8785), signed with Ed25519: JWS in compact form (RFC 7515). */
export async function sign(as: SignedAs, value: unknown, { jwk, kid }: SigningKey): Promise<string> {
  return new CompactSign(Buffer.from(canonicalJson(value)))
    .setProtectedHeader({ alg: 'EdDSA', typ: typOf(as), kid })
    .sign(await importJWK(jwk, 'EdDSA'));
}

/**
 * The value that one of these keys signed; `undefined` for everything else: another purpose, another algorithm, a key that is
 * not among them, bytes that were changed, JSON that is not in canonical form.
 */
export async function verify(as: SignedAs, jws: string, keys: readonly JWK[]): Promise<unknown> {
  for (const key of keys) {
    try {
      const { payload, protectedHeader } = await compactVerify(jws, await importJWK(key, 'EdDSA'), {
        algorithms: ['EdDSA'],
      });
      if (protectedHeader.typ !== typOf(as) || protectedHeader.kid !== (await thumbprint(key)))
        return undefined;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
      const value: unknown = JSON.parse(text);
      return canonicalJson(value) === text ? value : undefined;
    } catch {
      // The next key may fit: two are known while they are changed.
    }
  }
  return undefined;
}
