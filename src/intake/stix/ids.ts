import { createHash } from 'node:crypto';

/** Namespace of all ids that we make: a random UUID, drawn once for this purpose. */
const NAMESPACE = 'e0b1b8a6-5f1d-4c0e-9d0c-3a7f2f0d9c41';

/** UUIDv5 (RFC 9562 §5.5) of some words, in our namespace: the same words give the same id in every program. */
export function uuidV5(...words: readonly string[]): string {
  const name = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(words.join('\u0000'))
    .digest()
    .subarray(0, 16);
  name[6] = ((name[6] ?? 0) & 0x0f) | 0x50;
  name[8] = ((name[8] ?? 0) & 0x3f) | 0x80;
  const hex = name.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
