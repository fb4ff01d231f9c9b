import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * The `next` of a page: the counter of its last object, sealed (AES-256-GCM). Counters of objects that a reader may not have
 * show as gaps, so they are not told; what it belongs to (collection, reader, filters) is sealed in, so that a `next` of
 * another question is refused.
 */
export function sealCursor(key: Buffer, counter: number, question: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(question));
  const plain = Buffer.alloc(8);
  plain.writeBigUInt64BE(BigInt(counter));
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64url');
}

/** `undefined` for anything that {@link sealCursor} did not make for this question. */
export function openCursor(key: Buffer, next: string, question: string): number | undefined {
  const bytes = Buffer.from(next, 'base64url');
  if (bytes.length !== 36) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(question))
    .setAuthTag(bytes.subarray(20));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, 20)), decipher.final()]);
    return Number(plain.readBigUInt64BE());
  } catch {
    return undefined;
  }
}
