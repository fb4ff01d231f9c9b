/** The oblivious pseudorandom function of RFC 9497, with proofs: what the blind question rests on. */
export { manyOutputs } from './many.ts';
export {
  addKeys,
  addPoints,
  type Blinded,
  blind,
  checkPoint,
  deriveKeyPair,
  evaluate,
  evaluateOwn,
  finalize,
  type KeyPair,
  OprfError,
  OUTPUT_BYTES,
  oprfReady,
  POINT_BYTES,
  prove,
  verify,
} from './oprf.ts';
export { rawSodium } from './raw.ts';
