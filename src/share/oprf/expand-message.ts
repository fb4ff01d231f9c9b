import { createHash } from 'node:crypto';

/** SHA-512: bytes of a block and of a digest. */
const BLOCK = 128;
const DIGEST = 64;
const ZEROES = Buffer.alloc(BLOCK);

/**
 * `expand_message_xmd` of RFC 9380 §5.3.1 with SHA-512: `length` (at most 64) uniform bytes of a message, kept apart from
 * other uses by `tag` (at most 255 bytes). One digest is all that the suites of RFC 9497 need.
 */
export function expandMessage(message: readonly Uint8Array[], tag: Uint8Array, length: number): Buffer {
  if (length > DIGEST || tag.length > 255)
    throw new RangeError('longer than one digest, or a tag of 256 bytes');
  const tagPrime = Buffer.concat([tag, Uint8Array.of(tag.length)]);
  const first = createHash('sha512').update(ZEROES);
  for (const part of message) first.update(part);
  const b0 = first
    .update(Uint8Array.of(0, length, 0))
    .update(tagPrime)
    .digest();
  return createHash('sha512')
    .update(b0)
    .update(Uint8Array.of(1))
    .update(tagPrime)
    .digest()
    .subarray(0, length);
}
