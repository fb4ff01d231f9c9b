import { createHash, timingSafeEqual } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';
import { expandMessage } from './expand-message.ts';

/**
 * The oblivious pseudorandom function of RFC 9497, suite ristretto255-SHA512. The asker learns F(key, input) and nothing of
 * the key; whoever holds the key learns nothing of the input. Points and scalars are 32 bytes each, as the RFC serialises
 * them; what is not a canonical point, or is the identity, is refused.
 *
 * Group operations are libsodium's, which are constant in time for secrets as far as WebAssembly allows.
 */

/** RFC 9497 §3.1: without and with a proof that the key on record was used. */
export type Mode = 'oprf' | 'voprf';

export const POINT_BYTES = 32;
const PROOF_BYTES = 64;
export const OUTPUT_BYTES = 64;
/** RFC 9497 §1.2: lengths stand in two bytes. */
const LONGEST_INPUT = 65_535;

/** Input that the protocol forbids: from another implementation, or from an attacker. */
export class OprfError extends Error {
  override readonly name = 'OprfError';
}

export interface KeyPair {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface Blinded {
  readonly blind: Uint8Array;
  readonly element: Uint8Array;
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const sized = (bytes: Uint8Array): Uint8Array[] => [short(bytes.length), bytes];
const sha512 = (parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const IDENTIFIER = 'ristretto255-SHA512';
const contextOf = (mode: Mode): Buffer =>
  Buffer.concat([utf8('OPRFV1-'), Buffer.from([mode === 'oprf' ? 0 : 1]), utf8(`-${IDENTIFIER}`)]);
const FINALIZE = utf8('Finalize');
const CHALLENGE = utf8('Challenge');
const COMPOSITE = utf8('Composite');
/** Domain separation tags by mode. */
const TAGS = Object.fromEntries(
  (['oprf', 'voprf'] as const).map((mode) => {
    const context = contextOf(mode);
    const tag = (name: string): Buffer => Buffer.concat([utf8(`${name}-`), context]);
    return [
      mode,
      {
        group: tag('HashToGroup'),
        scalar: tag('HashToScalar'),
        seed: tag('Seed'),
        // RFC 9497 §3.2.1 writes this one without a hyphen.
        derive: Buffer.concat([utf8('DeriveKeyPair'), context]),
      },
    ];
  }),
) as unknown as Readonly<Record<Mode, Readonly<Record<'group' | 'scalar' | 'seed' | 'derive', Buffer>>>>;

/** Resolves when the library below is loaded; everything else here needs that. */
export const oprfReady: Promise<void> = sodium.ready;

const multiply = (scalar: Uint8Array, point: Uint8Array): Uint8Array => {
  try {
    return sodium.crypto_scalarmult_ristretto255(scalar, point);
  } catch {
    throw new OprfError('a point is not canonical, or is the identity');
  }
};
const add = (a: Uint8Array, b: Uint8Array): Uint8Array => sodium.crypto_core_ristretto255_add(a, b);

const isIdentity = (point: Uint8Array): boolean => point.every((byte) => byte === 0);

/** Throws unless these bytes are a point of the group other than the identity (RFC 9497 §2.1, DeserializeElement). */
export function checkPoint(point: Uint8Array): void {
  if (
    point.length !== POINT_BYTES ||
    isIdentity(point) ||
    !sodium.crypto_core_ristretto255_is_valid_point(point)
  )
    throw new OprfError('a point is not canonical, or is the identity');
}

const hashToScalar = (parts: readonly Uint8Array[], tag: Buffer): Uint8Array =>
  sodium.crypto_core_ristretto255_scalar_reduce(expandMessage(parts, tag, 64));

export const hashToGroup = (input: Uint8Array, mode: Mode): Uint8Array => {
  if (input.length > LONGEST_INPUT) throw new OprfError('an input is longer than 65,535 bytes');
  const point = sodium.crypto_core_ristretto255_from_hash(expandMessage([input], TAGS[mode].group, 64));
  if (isIdentity(point)) throw new OprfError('an input gives the identity');
  return point;
};

/** RFC 9497 §3.2.1; `seed` is 32 random bytes, `info` says what the key is for. */
export function deriveKeyPair(seed: Uint8Array, info: Uint8Array, mode: Mode): KeyPair {
  for (let counter = 0; counter < 256; counter++) {
    const secretKey = hashToScalar([seed, ...sized(info), Uint8Array.of(counter)], TAGS[mode].derive);
    if (!isIdentity(secretKey))
      return { secretKey, publicKey: sodium.crypto_scalarmult_ristretto255_base(secretKey) };
  }
  throw new OprfError('no key can be derived from this seed');
}

/** `random` is called for a scalar of 32 bytes; tests give those of the RFC. */
export function blind(
  input: Uint8Array,
  mode: Mode,
  random: () => Uint8Array = sodium.crypto_core_ristretto255_scalar_random,
): Blinded {
  const scalar = random();
  return { blind: scalar, element: multiply(scalar, hashToGroup(input, mode)) };
}

/** The holder's step: as many points as came in, in the same order. */
export function evaluate({ secretKey }: KeyPair, elements: readonly Uint8Array[]): Uint8Array[] {
  for (const element of elements) checkPoint(element);
  return elements.map((element) => multiply(secretKey, element));
}

/** Sums of several holders' evaluations of the same blinded points: the function under the sum of their keys. */
export const addPoints = (several: readonly (readonly Uint8Array[])[]): readonly Uint8Array[] =>
  several.reduce((sum, those) => sum.map((point, i) => add(point, those[i] as Uint8Array)));

export const addKeys = (several: readonly KeyPair[]): KeyPair =>
  several.reduce((sum, { secretKey, publicKey }) => ({
    secretKey: sodium.crypto_core_ristretto255_scalar_add(sum.secretKey, secretKey),
    publicKey: add(sum.publicKey, publicKey),
  }));

interface Composites {
  readonly m: Uint8Array;
  /** Absent when the holder works it out with his key. */
  readonly z: Uint8Array | undefined;
}

/** RFC 9497 §2.2.1: many pairs of points as one. */
function composites(
  publicKey: Uint8Array,
  c: readonly Uint8Array[],
  d: readonly Uint8Array[],
  mode: Mode,
  withZ: boolean,
): Composites {
  const seed = sha512([...sized(publicKey), ...sized(TAGS[mode].seed)]);
  let m: Uint8Array | undefined;
  let z: Uint8Array | undefined;
  for (let i = 0; i < c.length; i++) {
    const [ci, di] = [c[i] as Uint8Array, d[i] as Uint8Array];
    const weight = hashToScalar(
      [...sized(seed), short(i), ...sized(ci), ...sized(di), COMPOSITE],
      TAGS[mode].scalar,
    );
    const weighed = multiply(weight, ci);
    m = m ? add(m, weighed) : weighed;
    if (!withZ) continue;
    const weighedZ = multiply(weight, di);
    z = z ? add(z, weighedZ) : weighedZ;
  }
  if (!m) throw new OprfError('a proof needs at least one point');
  return { m, z };
}

const challengeOf = (points: readonly Uint8Array[], mode: Mode): Uint8Array =>
  hashToScalar([...points.flatMap(sized), CHALLENGE], TAGS[mode].scalar);

/** Proves that `evaluated` is `blinded` times the key whose public half is known (RFC 9497 §2.2.1): 64 bytes. */
export function prove(
  { secretKey, publicKey }: KeyPair,
  blinded: readonly Uint8Array[],
  evaluated: readonly Uint8Array[],
  mode: Mode = 'voprf',
  random: () => Uint8Array = sodium.crypto_core_ristretto255_scalar_random,
): Uint8Array {
  const { m } = composites(publicKey, blinded, evaluated, mode, false);
  const z = multiply(secretKey, m);
  const r = random();
  const c = challengeOf(
    [publicKey, m, z, sodium.crypto_scalarmult_ristretto255_base(r), multiply(r, m)],
    mode,
  );
  const s = sodium.crypto_core_ristretto255_scalar_sub(
    r,
    sodium.crypto_core_ristretto255_scalar_mul(c, secretKey),
  );
  return Buffer.concat([c, s]);
}

/** Whether the proof holds (RFC 9497 §2.2.2). Points that are none make it false, not an error. */
export function verify(
  publicKey: Uint8Array,
  blinded: readonly Uint8Array[],
  evaluated: readonly Uint8Array[],
  proof: Uint8Array,
  mode: Mode = 'voprf',
): boolean {
  if (proof.length !== PROOF_BYTES || blinded.length !== evaluated.length || blinded.length === 0)
    return false;
  try {
    for (const point of [publicKey, ...evaluated]) checkPoint(point);
    const { m, z } = composites(publicKey, blinded, evaluated, mode, true);
    const [c, s] = [proof.subarray(0, 32), proof.subarray(32)];
    // Scalars are canonical: below the order of the group.
    for (const scalar of [c, s]) if (!isCanonicalScalar(scalar)) return false;
    const expected = challengeOf(
      [
        publicKey,
        m,
        z as Uint8Array,
        add(sodium.crypto_scalarmult_ristretto255_base(s), multiply(c, publicKey)),
        add(multiply(s, m), multiply(c, z as Uint8Array)),
      ],
      mode,
    );
    return timingSafeEqual(c, expected);
  } catch {
    // What libsodium refuses (a zero scalar, a sum that is the identity) proves nothing.
    return false;
  }
}

const isCanonicalScalar = (scalar: Uint8Array): boolean =>
  Buffer.compare(
    sodium.crypto_core_ristretto255_scalar_reduce(Buffer.concat([scalar, Buffer.alloc(32)])),
    scalar,
  ) === 0;

const outputOf = (input: Uint8Array, point: Uint8Array): Buffer =>
  sha512([...sized(input), ...sized(point), FINALIZE]);

/** The asker's last step: 64 bytes. `evaluated` must have been proved where the mode has proofs. */
export const finalize = (input: Uint8Array, blindScalar: Uint8Array, evaluated: Uint8Array): Buffer =>
  outputOf(input, multiply(sodium.crypto_core_ristretto255_scalar_invert(blindScalar), evaluated));

/** What the holder works out for inputs of his own: the same 64 bytes. */
export const evaluateOwn = (
  { secretKey }: Pick<KeyPair, 'secretKey'>,
  input: Uint8Array,
  mode: Mode,
): Buffer => outputOf(input, multiply(secretKey, hashToGroup(input, mode)));
