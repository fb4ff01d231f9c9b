import sodium from 'libsodium-wrappers-sumo';

/**
 * The C functions under libsodium's wrapper, by address: for what is done a million times in a row. The wrapper copies into
 * WebAssembly and out of it at every call, and an object of `node:crypto` for one hash costs three times the hash.
 *
 * `HEAPU8` is read anew after whatever may allocate: when the memory grows, it moves.
 */
export interface RawSodium {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _crypto_core_ristretto255_from_hash(point: number, bytes: number): number;
  _crypto_scalarmult_ristretto255(product: number, scalar: number, point: number): number;
  /** Lengths stand in two halves of 32 bits, the lower first. */
  _crypto_hash_sha256(digest: number, message: number, low: number, high: number): number;
  _crypto_hash_sha512(digest: number, message: number, low: number, high: number): number;
  _crypto_auth_hmacsha512_statebytes(): number;
  _crypto_auth_hmacsha512_init(state: number, key: number, bytes: number): number;
  _crypto_auth_hmacsha512_update(state: number, message: number, low: number, high: number): number;
  _crypto_auth_hmacsha512_final(state: number, digest: number): number;
}

/** Needs `oprfReady`. */
export const rawSodium = (): RawSodium => (sodium as unknown as { readonly libsodium: RawSodium }).libsodium;
