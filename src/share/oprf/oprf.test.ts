import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  addKeys,
  addPoints,
  blind,
  checkPoint,
  deriveKeyPair,
  evaluate,
  evaluateOwn,
  finalize,
  manyOutputs,
  OprfError,
  oprfReady,
  prove,
  verify,
} from './index.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const text = (value: string): Buffer => Buffer.from(value, 'utf8');
const scalar = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((random) => deriveKeyPair(random, text('scalar'), 'oprf').secretKey);

beforeAll(() => oprfReady);

describe('beside another implementation', () => {
  const other = ristretto255_oprf.voprf;

  it('gives the same for any key and inputs, each checking the proofs of the other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 4 }),
        scalar,
        (seed, inputs, blindScalar) => {
          const own = deriveKeyPair(seed, text('info'), 'voprf');
          const theirs = other.deriveKeyPair(seed, text('info'));
          expect(Buffer.compare(own.secretKey, theirs.secretKey)).toBe(0);
          expect(Buffer.compare(own.publicKey, theirs.publicKey)).toBe(0);
          const blinded = inputs.map((input) => blind(input, 'voprf', () => blindScalar));
          const elements = blinded.map(({ element }) => element);
          const evaluated = evaluate(own, elements);
          expect(verify(own.publicKey, elements, evaluated, prove(own, elements, evaluated))).toBe(true);
          const answered = other.blindEvaluateBatch(theirs.secretKey, theirs.publicKey, elements);
          expect(answered.evaluated.map((one) => Buffer.from(one))).toEqual(
            evaluated.map((one) => Buffer.from(one)),
          );
          expect(verify(own.publicKey, elements, answered.evaluated, answered.proof)).toBe(true);
          const outputs = other.finalizeBatch(
            inputs.map((input, i) => ({
              input,
              blind: blindScalar,
              evaluated: evaluated[i] as Uint8Array,
              blinded: elements[i] as Uint8Array,
            })),
            own.publicKey,
            prove(own, elements, evaluated),
          );
          inputs.forEach((input, i) => {
            const output = finalize(input, blindScalar, evaluated[i] as Uint8Array);
            expect(output).toEqual(evaluateOwn(own, input, 'voprf'));
            expect(output).toEqual(Buffer.from(outputs[i] as Uint8Array));
          });
        },
      ),
      { numRuns: 15 },
    );
  });
});

it('gives the same outputs for many inputs at once', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.array(fc.uint8Array({ maxLength: 300 })),
      (seed, inputs) => {
        const key = deriveKeyPair(seed, text('info'), 'voprf');
        expect(Buffer.from(manyOutputs(key, inputs))).toEqual(
          Buffer.concat(inputs.map((input) => evaluateOwn(key, input, 'voprf'))),
        );
      },
    ),
    { numRuns: 20 },
  );
  expect(() =>
    manyOutputs(deriveKeyPair(Buffer.alloc(32), text('info'), 'voprf'), [Buffer.alloc(9_000)]),
  ).toThrow(OprfError);
});

describe('what must not pass', () => {
  const input = text('tocsin-key/1|doc|passport|NOR|N4471882');
  const ask = () => {
    const key = deriveKeyPair(Buffer.alloc(32, 1), text('owner'), 'voprf');
    const { element } = blind(input, 'voprf');
    const [evaluated] = evaluate(key, [element]) as [Uint8Array];
    return { key, element, evaluated, proof: prove(key, [element], [evaluated]) };
  };

  it('refuses the identity, points that are none, and points of another length', () => {
    // RFC 9496 appendix A.3: encodings that are not canonical, negative, or no point.
    const bad = [
      Buffer.alloc(32),
      Buffer.alloc(32, 0xff),
      bytes('00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'),
      bytes('0100000000000000000000000000000000000000000000000000000000000000'),
      bytes('26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371'),
      Buffer.alloc(31, 2),
      Buffer.alloc(33, 2),
      Buffer.alloc(0),
    ];
    const { key } = ask();
    for (const point of bad) {
      expect(() => checkPoint(point)).toThrow(OprfError);
      expect(() => evaluate(key, [point])).toThrow(OprfError);
    }
  });

  it('takes no proof of another key, of other points, or altered by a bit', () => {
    const { key, element, evaluated, proof } = ask();
    expect(verify(key.publicKey, [element], [evaluated], proof)).toBe(true);
    const other = deriveKeyPair(Buffer.alloc(32, 2), text('owner'), 'voprf');
    const [elsewhere] = evaluate(other, [element]) as [Uint8Array];
    expect(verify(key.publicKey, [element], [elsewhere], prove(other, [element], [elsewhere]))).toBe(false);
    expect(verify(key.publicKey, [element], [elsewhere], prove(key, [element], [elsewhere]))).toBe(false);
    expect(verify(other.publicKey, [element], [evaluated], proof)).toBe(false);
    for (let bit = 0; bit < 512; bit++) {
      const altered = Buffer.from(proof);
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(verify(key.publicKey, [element], [evaluated], altered)).toBe(false);
    }
    expect(verify(key.publicKey, [element], [evaluated], proof.subarray(1))).toBe(false);
    expect(verify(key.publicKey, [], [], proof)).toBe(false);
    expect(verify(key.publicKey, [element], [Buffer.alloc(32)], proof)).toBe(false);
  });

  it('takes no proof for a batch in another order', () => {
    const { key } = ask();
    const elements = ['a', 'b', 'c'].map((one) => blind(text(one), 'voprf').element);
    const evaluated = evaluate(key, elements);
    const proof = prove(key, elements, evaluated);
    expect(verify(key.publicKey, elements, evaluated, proof)).toBe(true);
    expect(verify(key.publicKey, elements, [...evaluated].reverse(), proof)).toBe(false);
    expect(verify(key.publicKey, [...elements].reverse(), [...evaluated].reverse(), proof)).toBe(false);
  });
});

it('two key holders give the function under the sum of their keys, neither of them alone', () => {
  const [owner, oversight] = [1, 2].map((fill) => deriveKeyPair(Buffer.alloc(32, fill), text('x'), 'voprf'));
  if (!owner || !oversight) throw new Error('two keys');
  const input = text('tocsin-key/1|nd|…');
  const { blind: scalarUsed, element } = blind(input, 'voprf');
  const evaluations = [owner, oversight].map((key) => evaluate(key, [element]));
  const [sum] = addPoints(evaluations);
  const output = finalize(input, scalarUsed, sum as Uint8Array);
  expect(output).toEqual(evaluateOwn(addKeys([owner, oversight]), input, 'voprf'));
  for (const key of [owner, oversight]) expect(output).not.toEqual(evaluateOwn(key, input, 'voprf'));
});
