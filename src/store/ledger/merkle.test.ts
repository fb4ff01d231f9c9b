import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_RANGE,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  nodeHash,
  nodesOf,
  rangeOf,
  rootOf,
  type SubtreeReader,
  verifyConsistency,
  verifyInclusion,
  withLeaf,
} from './merkle.ts';

interface Vectors {
  readonly leaves: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { index: number; size: number; proof: string[] }[];
  readonly consistency: readonly { older: number; newer: number; proof: string[] }[];
  readonly argon2020: { older: number; newer: number; olderRoot: string; newerRoot: string; proof: string[] };
}

const vectors: Vectors = JSON.parse(readFileSync('test/fixtures/ledger/merkle.json', 'utf8'));
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const leaves = vectors.leaves.map((leaf) => leafHash(hex(leaf)));
const readerOf =
  (hashes: readonly Buffer[]): SubtreeReader =>
  async (start, end) =>
    recursiveRoot(hashes.slice(start, end));

/** MTH of RFC 6962 §2.1, written down as it stands there: a second way to the same root. */
function recursiveRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0] as Buffer;
  const k = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return nodeHash(recursiveRoot(hashes.slice(0, k)), recursiveRoot(hashes.slice(k)));
}

describe('the reference vectors of RFC 6962', () => {
  it('give the same roots, leaf by leaf', () => {
    let range = EMPTY_RANGE;
    expect(rootOf(range).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    for (const [at, leaf] of leaves.entries()) {
      range = withLeaf(range, leaf);
      expect(rootOf(range).toString('hex')).toBe(vectors.roots[at]);
    }
  });

  it('give the same proofs, and no altered one holds', async () => {
    for (const { index, size, proof } of vectors.inclusion) {
      const steps = proof.map(hex);
      const root = hex(vectors.roots[size - 1] as string);
      const leaf = leaves[index] as Buffer;
      expect(await inclusionProof(readerOf(leaves), index, size)).toEqual(steps);
      expect(verifyInclusion(leaf, index, size, steps, root)).toBe(true);
      for (const [at, n] of [
        [index - 1, size],
        [index + 1, size],
        [index ^ 2, size],
        [index, size * 2],
        [index, Math.floor(size / 2)],
      ] as const)
        expect(verifyInclusion(leaf, at, n, steps, root)).toBe(false);
      expect(verifyInclusion(leaf, index, size, [...steps, root], root)).toBe(false);
      expect(verifyInclusion(leaf, index, size, [root, ...steps], root)).toBe(false);
      expect(verifyInclusion(leaf, index, size, [...steps, Buffer.alloc(0)], root)).toBe(false);
      expect(verifyInclusion(leaf, index, size, steps, EMPTY_ROOT)).toBe(false);
      if (steps.length > 0) expect(verifyInclusion(leaf, index, size, steps.slice(0, -1), root)).toBe(false);
    }
    for (const { older, newer, proof } of vectors.consistency) {
      const steps = proof.map(hex);
      const a = hex(vectors.roots[older - 1] as string);
      const b = hex(vectors.roots[newer - 1] as string);
      expect(await consistencyProof(readerOf(leaves), older, newer)).toEqual(steps);
      expect(verifyConsistency(older, newer, steps, a, b)).toBe(true);
      if (older === newer) continue;
      for (const [m, n] of [
        [older - 1, newer],
        [older + 1, newer],
        [older ^ 2, newer],
        [older, newer * 2],
        [older, Math.floor(newer / 2)],
      ] as const)
        expect(verifyConsistency(m, n, steps, a, b)).toBe(false);
      expect(verifyConsistency(older, newer, steps, b, a)).toBe(false);
      expect(verifyConsistency(older, newer, [], a, b)).toBe(false);
      expect(verifyConsistency(older, newer, [...steps, a], a, b)).toBe(false);
      expect(verifyConsistency(older, newer, [a, ...steps], a, b)).toBe(false);
      expect(verifyConsistency(older, newer, steps.slice(0, -1), a, b)).toBe(false);
    }
  });

  it('hold for a public log of 961,984,013 entries', () => {
    const { older, newer, ...rest } = vectors.argon2020;
    const base64 = (text: string): Buffer => Buffer.from(text, 'base64');
    const proof = rest.proof.map(base64);
    const roots = [base64(rest.olderRoot), base64(rest.newerRoot)] as const;
    expect(verifyConsistency(older, newer, proof, ...roots)).toBe(true);
    expect(verifyConsistency(older + 1, newer, proof, ...roots)).toBe(false);
  });
});

describe('any tree', () => {
  const hashes = Array.from({ length: 300 }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)));
  const sizes = fc.integer({ min: 1, max: hashes.length });

  it('has the root that the definition gives', () => {
    fc.assert(
      fc.property(sizes, (n) => {
        expect(rootOf(rangeOf(hashes.slice(0, n)))).toEqual(recursiveRoot(hashes.slice(0, n)));
      }),
      { numRuns: 50 },
    );
  });

  it('proves every entry and every beginning, and nothing with a flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (n, a, b) => {
        const index = a % n;
        const root = rootOf(rangeOf(hashes.slice(0, n)));
        const path = await inclusionProof(readerOf(hashes), index, n);
        const leaf = hashes[index] as Buffer;
        expect(verifyInclusion(leaf, index, n, path, root)).toBe(true);
        const older = 1 + (b % n);
        const proof = await consistencyProof(readerOf(hashes), older, n);
        const before = rootOf(rangeOf(hashes.slice(0, older)));
        expect(verifyConsistency(older, n, proof, before, root)).toBe(true);
        for (const steps of [path, proof]) {
          if (steps.length === 0) continue;
          const wrong = steps.map((step) => Buffer.from(step));
          const flipped = wrong[(a + b) % wrong.length] as Buffer;
          flipped[b % 32] = (flipped[b % 32] as number) ^ (1 << (a % 8));
          if (steps === path) expect(verifyInclusion(leaf, index, n, wrong, root)).toBe(false);
          else expect(verifyConsistency(older, n, wrong, before, root)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is cut into complete subtrees without gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (end) => {
        let at = 0;
        for (const { level, index } of nodesOf(0, end)) {
          expect(index * 2 ** level).toBe(at);
          at += 2 ** level;
        }
        expect(at).toBe(end);
      }),
    );
  });

  it('refuses sizes that are none', async () => {
    const read = readerOf(hashes);
    await expect(inclusionProof(read, 5, 5)).rejects.toThrow('no entry at index 5');
    await expect(inclusionProof(read, -1, 5)).rejects.toThrow('no entry at index -1');
    await expect(consistencyProof(read, 6, 5)).rejects.toThrow('cannot continue');
    expect(verifyConsistency(0, 5, [], EMPTY_ROOT, hashes[0] as Buffer)).toBe(true);
    expect(verifyConsistency(0, 5, [], hashes[0] as Buffer, hashes[0] as Buffer)).toBe(false);
    expect(verifyInclusion(hashes[0] as Buffer, 0.5, 1, [], hashes[0] as Buffer)).toBe(false);
  });
});
