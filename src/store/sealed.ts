import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const MARK_BYTES = 16;

/** JSON under AES-256-GCM, bound to what it is; `key` has 32 bytes and comes from the key ring. */
export function seal(key: Uint8Array, what: string, value: unknown): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(what));
  return Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(value), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** Throws where the key is another, or a byte was changed. */
export function unseal(key: Uint8Array, what: string, sealed: Buffer): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES)).setAAD(
    Buffer.from(what),
  );
  decipher.setAuthTag(sealed.subarray(-MARK_BYTES));
  return JSON.parse(
    Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -MARK_BYTES)), decipher.final()]).toString(
      'utf8',
    ),
  ) as unknown;
}
