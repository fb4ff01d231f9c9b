import { readFileSync } from 'node:fs';
import type {
  OPRF,
  OPRFBlind,
  OPRFBlindEvalBatch,
  OPRFFinalizeItem,
  OPRFKeys,
} from '@noble/curves/abstract/oprf.js';
import { decaf448_oprf } from '@noble/curves/ed448.js';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { p256_oprf, p384_oprf, p521_oprf } from '@noble/curves/nist.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { blind, deriveKeyPair, evaluate, evaluateOwn, finalize, oprfReady, prove, verify } from './index.ts';

/*
 * Every test vector of RFC 9497, appendix A: 40 in 15 groups. `src/share/oprf` has one suite and the two modes without a public
 * input, and passes their 5. @noble/curves, which the tests of this room check it against, passes all 40: what we compare with
 * is what the RFC says, in every suite.
 */

interface Vector {
  readonly Batch: number;
  readonly Blind: string;
  readonly BlindedElement: string;
  readonly EvaluationElement: string;
  readonly Info?: string;
  readonly Input: string;
  readonly Output: string;
  readonly Proof?: { readonly proof: string; readonly r: string };
}
interface Suite {
  readonly identifier: string;
  readonly mode: 0 | 1 | 2;
  readonly seed: string;
  readonly keyInfo: string;
  readonly skSm: string;
  readonly pkSm?: string;
  readonly vectors: readonly Vector[];
}
const { suites } = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/exchange/rfc9497.json', import.meta.url), 'utf8'),
) as { readonly suites: readonly Suite[] };

const MODES = ['oprf', 'voprf', 'poprf'] as const;
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');
const several = (list: string): Buffer[] => list.split(',').map(bytes);
const joined = (values: readonly Uint8Array[]): string => values.map(hex).join();
const named = (suite: Suite): string => `${suite.identifier} ${MODES[suite.mode].toUpperCase()}`;
/** One line a vector, for the name of its test. */
const casesOf = (those: readonly Suite[]) =>
  those.flatMap((suite) =>
    suite.vectors.map((vector, at) => [`${named(suite)} ${at + 1}`, suite, vector] as const),
  );

const OWN_SUITE = 'ristretto255-SHA512';
const own = suites.filter(({ identifier, mode }) => identifier === OWN_SUITE && mode !== 2);

beforeAll(() => oprfReady);

describe('src/share/oprf', () => {
  it.each(casesOf(own))('agrees with %s', (_, suite, vector) => {
    const mode = suite.mode === 0 ? 'oprf' : 'voprf';
    const key = deriveKeyPair(bytes(suite.seed), bytes(suite.keyInfo), mode);
    expect(hex(key.secretKey)).toBe(suite.skSm);
    if (suite.pkSm) expect(hex(key.publicKey)).toBe(suite.pkSm);
    const inputs = several(vector.Input);
    const blinds = several(vector.Blind);
    const elements = inputs.map((input, i) => blind(input, mode, () => blinds[i] as Buffer).element);
    expect(joined(elements)).toBe(vector.BlindedElement);
    const evaluated = evaluate(key, elements);
    expect(joined(evaluated)).toBe(vector.EvaluationElement);
    const outputs = inputs.map((input, i) =>
      finalize(input, blinds[i] as Buffer, evaluated[i] as Uint8Array),
    );
    expect(joined(outputs)).toBe(vector.Output);
    expect(joined(inputs.map((input) => evaluateOwn(key, input, mode)))).toBe(vector.Output);
    if (!vector.Proof) return;
    const { proof, r } = vector.Proof;
    expect(hex(prove(key, elements, evaluated, 'voprf', () => bytes(r)))).toBe(proof);
    expect(verify(key.publicKey, elements, evaluated, bytes(proof))).toBe(true);
  });
});

/** The library's name of a suite, and how the suite writes scalars. */
const NOBLE = {
  'ristretto255-SHA512': { suite: ristretto255_oprf, littleEndian: true },
  'decaf448-SHAKE256': { suite: decaf448_oprf, littleEndian: true },
  'P256-SHA256': { suite: p256_oprf, littleEndian: false },
  'P384-SHA384': { suite: p384_oprf, littleEndian: false },
  'P521-SHA512': { suite: p521_oprf, littleEndian: false },
} as const;

type Random = (length?: number) => Uint8Array<ArrayBuffer>;

/** Bytes that the library takes for this scalar: it makes `1 + bytes mod (order - 1)` of what its source of randomness gives. */
const randomOf =
  (scalar: string, littleEndian: boolean): Random =>
  (length) => {
    const big = littleEndian ? hex(bytes(scalar).reverse()) : scalar;
    const less = bytes((BigInt(`0x${big}`) - 1n).toString(16).padStart(2 * (length as number), '0'));
    return Uint8Array.from(littleEndian ? less.reverse() : less);
  };

interface Protocol {
  deriveKeyPair(seed: Uint8Array, info: Uint8Array): OPRFKeys;
  blind(input: Uint8Array, publicKey: Uint8Array, random: Random): OPRFBlind;
  answer(key: OPRFKeys, elements: readonly Uint8Array[], random?: Random): OPRFBlindEvalBatch;
  outputs(
    items: readonly OPRFFinalizeItem[],
    publicKey: Uint8Array,
    proof: Uint8Array,
  ): readonly Uint8Array[];
}

/** The three modes of the library in one form. */
function protocolOf({ oprf, voprf, poprf }: OPRF, mode: Suite['mode'], info: Uint8Array): Protocol {
  switch (mode) {
    case 0:
      return {
        deriveKeyPair: oprf.deriveKeyPair,
        blind: (input, _, random) => oprf.blind(input, random),
        answer: ({ secretKey }, elements) => ({
          evaluated: elements.map((one) => oprf.blindEvaluate(secretKey, one)),
          proof: new Uint8Array(),
        }),
        outputs: (items) =>
          items.map(({ input, blind, evaluated }) => oprf.finalize(input, blind, evaluated)),
      };
    case 1:
      return {
        deriveKeyPair: voprf.deriveKeyPair,
        blind: (input, _, random) => voprf.blind(input, random),
        answer: ({ secretKey, publicKey }, elements, random) =>
          voprf.blindEvaluateBatch(secretKey, publicKey, [...elements], random),
        outputs: (items, publicKey, proof) => voprf.finalizeBatch([...items], publicKey, proof),
      };
    case 2: {
      const bound = poprf(info);
      const tweaked = (publicKey: Uint8Array) => bound.blind(Buffer.from('any'), publicKey).tweakedKey;
      return {
        deriveKeyPair: bound.deriveKeyPair,
        blind: bound.blind,
        answer: ({ secretKey }, elements, random) =>
          bound.blindEvaluateBatch(secretKey, [...elements], random),
        outputs: (items, publicKey, proof) => bound.finalizeBatch([...items], proof, tweaked(publicKey)),
      };
    }
  }
}

describe('@noble/curves', () => {
  it.each(casesOf(suites))('agrees with %s', (_, { identifier, mode, seed, keyInfo, skSm, pkSm }, vector) => {
    const { suite, littleEndian } = NOBLE[identifier as keyof typeof NOBLE];
    const protocol = protocolOf(suite, mode, bytes(vector.Info ?? ''));
    const key = protocol.deriveKeyPair(bytes(seed), bytes(keyInfo));
    expect(hex(key.secretKey)).toBe(skSm);
    if (pkSm) expect(hex(key.publicKey)).toBe(pkSm);

    const inputs = several(vector.Input);
    const scalars = vector.Blind.split(',');
    const blinded = inputs.map((input, i) =>
      protocol.blind(input, key.publicKey, randomOf(scalars[i] as string, littleEndian)),
    );
    expect(joined(blinded.map(({ blind }) => blind))).toBe(vector.Blind);
    expect(joined(blinded.map((one) => one.blinded))).toBe(vector.BlindedElement);

    const { evaluated, proof } = protocol.answer(
      key,
      blinded.map((one) => one.blinded),
      vector.Proof && randomOf(vector.Proof.r, littleEndian),
    );
    expect(joined(evaluated)).toBe(vector.EvaluationElement);
    expect(hex(proof)).toBe(vector.Proof?.proof ?? '');

    const items = inputs.map((input, i) => ({
      ...(blinded[i] as OPRFBlind),
      input,
      evaluated: evaluated[i] as Uint8Array,
    }));
    expect(joined(protocol.outputs(items, key.publicKey, proof))).toBe(vector.Output);
  });
});

it('leaves no vector out', () => {
  const count = (those: readonly Suite[]): number =>
    those.reduce((sum, { vectors }) => sum + vectors.length, 0);
  expect(suites).toHaveLength(15);
  expect(new Set(suites.map(named)).size).toBe(15);
  expect(new Set(suites.map(({ identifier }) => identifier))).toEqual(new Set(Object.keys(NOBLE)));
  expect([count(own), count(suites)]).toEqual([5, 40]);
});
