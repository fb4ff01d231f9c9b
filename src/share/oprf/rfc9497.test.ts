import { readFileSync } from 'node:fs';
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

/** The order of a suite's group, and how it writes scalars. */
const NOBLE = {
  'ristretto255-SHA512': { suite: ristretto255_oprf, littleEndian: true },
  'decaf448-SHAKE256': { suite: decaf448_oprf, littleEndian: true },
  'P256-SHA256': { suite: p256_oprf, littleEndian: false },
  'P384-SHA384': { suite: p384_oprf, littleEndian: false },
  'P521-SHA512': { suite: p521_oprf, littleEndian: false },
} as const;

/** Bytes that the library takes for this scalar: it makes `1 + bytes mod (order - 1)` of what its source of randomness gives. */
const randomOf = (scalar: string, littleEndian: boolean) => (length?: number) => {
  const big = littleEndian ? hex(bytes(scalar).reverse()) : scalar;
  const less = bytes((BigInt(`0x${big}`) - 1n).toString(16).padStart(2 * (length as number), '0'));
  return littleEndian ? less.reverse() : less;
};

describe('@noble/curves', () => {
  it.each(casesOf(suites))('agrees with %s', (_, { identifier, mode, seed, keyInfo, skSm, pkSm }, vector) => {
    const { suite, littleEndian } = NOBLE[identifier as keyof typeof NOBLE];
    const { oprf, voprf } = suite;
    const poprf = suite.poprf(bytes(vector.Info ?? ''));
    const { secretKey, publicKey } = [oprf, voprf, poprf][mode]!.deriveKeyPair(bytes(seed), bytes(keyInfo));
    expect(hex(secretKey)).toBe(skSm);
    if (pkSm) expect(hex(publicKey)).toBe(pkSm);
    const inputs = several(vector.Input);
    const random = several(vector.Blind).map((one) => randomOf(hex(one), littleEndian));
    const blinded = inputs.map((input, i) =>
      mode === 2 ? poprf.blind(input, publicKey, random[i]) : [oprf, voprf][mode]!.blind(input, random[i]),
    );
    expect(joined(blinded.map((one) => one.blind))).toBe(vector.Blind);
    const elements = blinded.map((one) => one.blinded);
    expect(joined(elements)).toBe(vector.BlindedElement);

    const r = vector.Proof && randomOf(vector.Proof.r, littleEndian);
    const answer =
      mode === 0
        ? { evaluated: elements.map((one) => oprf.blindEvaluate(secretKey, one)), proof: bytes('') }
        : mode === 1
          ? voprf.blindEvaluateBatch(secretKey, publicKey, elements, r)
          : poprf.blindEvaluateBatch(secretKey, elements, r);
    expect(joined(answer.evaluated)).toBe(vector.EvaluationElement);
    expect(hex(answer.proof)).toBe(vector.Proof?.proof ?? '');

    const items = inputs.map((input, i) => ({
      input,
      blind: blinded[i]!.blind,
      evaluated: answer.evaluated[i]!,
      blinded: elements[i]!,
    }));
    const [first] = blinded;
    const outputs =
      mode === 0
        ? items.map((one) => oprf.finalize(one.input, one.blind, one.evaluated))
        : mode === 1
          ? voprf.finalizeBatch(items, publicKey, answer.proof)
          : poprf.finalizeBatch(
              items,
              answer.proof,
              first && 'tweakedKey' in first ? first.tweakedKey : publicKey,
            );
    expect(joined(outputs)).toBe(vector.Output);
    expect(joined(inputs.map((input) => [oprf, voprf, poprf][mode]!.evaluate(secretKey, input)))).toBe(
      vector.Output,
    );
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
