import { type KeyPair, OprfError, OUTPUT_BYTES, POINT_BYTES } from './oprf.ts';
import { rawSodium } from './raw.ts';

/**
 * The function for very many inputs of one's own under one key: the same values as `evaluateOwn`, with everything from the
 * input to the output inside WebAssembly, and the parts of the hashes that never change laid out once. Of the 120 µs that a
 * key takes on one core, 96 are the multiplication by the secret and 21 the way from the hash to the group; two threads
 * together do twice as much as one (bench/ask.ts). What is left to win would be arithmetic of our own: decision 0062.
 */

const BLOCK = 128;
const DIGEST = 64;
const TAG = Buffer.from(`HashToGroup-OPRFV1-\u0001-ristretto255-SHA512`, 'latin1');
const TAG_PRIME = Buffer.concat([TAG, Uint8Array.of(TAG.length)]);
const FINALIZE = Buffer.from('Finalize', 'latin1');
/** Longer inputs are none that a person key can be. */
const LONGEST = 8_192;

interface ManyOutputs {
  /** Writes the 64 bytes of an input's output. */
  write(input: Uint8Array, into: Uint8Array, at: number): void;
  /** Wipes the key. */
  close(): void;
}

/** For mode VOPRF. Needs `oprfReady`. */
function openManyOutputs({ secretKey }: Pick<KeyPair, 'secretKey'>): ManyOutputs {
  const raw = rawSodium();
  // expand_message_xmd: a block of zeros, the input, the length of the result, the tag.
  const firstBytes = BLOCK + LONGEST + 3 + TAG_PRIME.length;
  const secondBytes = DIGEST + 1 + TAG_PRIME.length;
  const lastBytes = 2 + LONGEST + 2 + POINT_BYTES + FINALIZE.length;
  const size = DIGEST + 3 * POINT_BYTES + firstBytes + secondBytes + lastBytes;
  const address = raw._malloc(size);
  const [wide, point, product, scalar] = [address, address + 64, address + 96, address + 128];
  const first = scalar + POINT_BYTES;
  const second = first + firstBytes;
  const last = second + secondBytes;
  raw.HEAPU8.set(secretKey, scalar);
  raw.HEAPU8.fill(0, first, first + BLOCK);
  raw.HEAPU8[second + DIGEST] = 1;
  raw.HEAPU8.set(TAG_PRIME, second + DIGEST + 1);
  return {
    write(input, into, at) {
      if (input.length > LONGEST) throw new OprfError(`a key is longer than ${LONGEST} bytes`);
      const heap = raw.HEAPU8;
      heap.set(input, first + BLOCK);
      let end = first + BLOCK + input.length;
      heap[end++] = 0;
      heap[end++] = DIGEST;
      heap[end++] = 0;
      heap.set(TAG_PRIME, end);
      raw._crypto_hash_sha512(second, first, end + TAG_PRIME.length - first, 0);
      raw._crypto_hash_sha512(wide, second, secondBytes, 0);
      raw._crypto_core_ristretto255_from_hash(point, wide);
      if (raw._crypto_scalarmult_ristretto255(product, scalar, point) !== 0)
        throw new OprfError('an input gives the identity');
      heap[last] = input.length >> 8;
      heap[last + 1] = input.length & 255;
      heap.set(input, last + 2);
      end = last + 2 + input.length;
      heap[end++] = 0;
      heap[end++] = POINT_BYTES;
      heap.copyWithin(end, product, product + POINT_BYTES);
      heap.set(FINALIZE, end + POINT_BYTES);
      raw._crypto_hash_sha512(wide, last, end + POINT_BYTES + FINALIZE.length - last, 0);
      into.set(heap.subarray(wide, wide + OUTPUT_BYTES), at);
    },
    close() {
      raw.HEAPU8.fill(0, address, address + size);
      raw._free(address);
    },
  };
}

/** Outputs of several inputs, one behind the other. */
export function manyOutputs(key: Pick<KeyPair, 'secretKey'>, inputs: readonly Uint8Array[]): Uint8Array {
  const outputs = new Uint8Array(inputs.length * OUTPUT_BYTES);
  const many = openManyOutputs(key);
  try {
    inputs.forEach((input, i) => {
      many.write(input, outputs, i * OUTPUT_BYTES);
    });
  } finally {
    many.close();
  }
  return outputs;
}
