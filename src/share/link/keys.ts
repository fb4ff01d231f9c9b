import { createHash, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { CERTIFICATE_YEARS } from './tuning.ts';

/** What a service shows in TLS; `key` and `certificate` are PEM. */
export interface TlsKey {
  /** SHA-256 of the SubjectPublicKeyInfo, base64url. */
  readonly spki: string;
  readonly key: string;
  readonly certificate: string;
}

/** What a service signs with: an Ed25519 private key (RFC 8037). */
export interface SigningKey {
  /** JWK thumbprint (RFC 7638). */
  readonly kid: string;
  readonly jwk: JWK;
}

/** A service's own keys as one partner knows them. */
export interface OwnKeys {
  readonly tls: TlsKey;
  readonly signing: SigningKey;
}

/** The pin of a certificate (RFC 7469 §2.4), from its DER or PEM form. */
export const pinOf = (certificate: Uint8Array | string): string =>
  createHash('sha256')
    .update(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');

/** ECDSA on P-256: the one signature that every TLS 1.3 must know (RFC 8446 §9.1). */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A new TLS key and a certificate that it signed itself: partners trust its pin, no authority. */
export async function makeTlsKey(service: string, now: Date): Promise<TlsKey> {
  // Read only when a certificate is made, which is rare; the library wants its polyfill first.
  await import('reflect-metadata');
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.createSelfSigned({
    // RFC 5280 §4.1.2.2: positive, at most 20 bytes.
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: `CN=${service}`,
    notBefore: new Date(now.getTime() - 86_400_000),
    notAfter: new Date(Date.UTC(now.getUTCFullYear() + CERTIFICATE_YEARS, 0, 1)),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const certificate = made.toString('pem');
  return {
    spki: pinOf(certificate),
    key: `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`,
    certificate,
  };
}

export async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return { kid: await thumbprint(jwk), jwk };
}

export const thumbprint = (jwk: JWK): Promise<string> => calculateJwkThumbprint(jwk, 'sha256');

/** What partners may see of a signing key. */
export const publicJwk = ({ jwk }: SigningKey): JWK => ({ kty: 'OKP', crv: 'Ed25519', x: jwk.x as string });
