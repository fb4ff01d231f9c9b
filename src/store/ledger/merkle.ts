import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 §2.1 (the same in RFC 9162 §2.1) with SHA-256: hashes, proofs that an entry is in the tree and
 * that one tree continues another, and the little that is needed to go on adding to it. Pure: whoever calls brings the hashes.
 */

export const HASH_BYTES = 32;

/** The root of the tree without entries. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** Domain separation of RFC 6962: no entry can pass for two nodes. */
const LEAF = Buffer.from([0]);
/** One node at a time is hashed, and nothing waits in between: a buffer of its own for each would take a third of the time. */
const nodeBytes = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export const leafHash = (data: Uint8Array): Buffer => hash('sha256', Buffer.concat([LEAF, data]), 'buffer');

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 1 + HASH_BYTES);
  return hash('sha256', nodeBytes, 'buffer');
}

/**
 * A tree without what lies inside it: the roots of its complete subtrees, largest first, one for each 1 in the binary form of
 * its size. Enough to add entries and to say the root.
 */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Buffer[];
}

export const EMPTY_RANGE: CompactRange = { size: 0, hashes: [] };

/** The tree with one entry more, given by its leaf hash. */
export function withLeaf({ size, hashes }: CompactRange, leaf: Buffer): CompactRange {
  const next = hashes.slice();
  let node = leaf;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(next.pop() as Buffer, node);
  next.push(node);
  return { size: size + 1, hashes: next };
}

/** The root of what stands beside one another, largest first. */
const joined = (hashes: readonly Buffer[]): Buffer =>
  hashes.reduceRight<Buffer | undefined>(
    (right, left) => (right ? nodeHash(left, right) : left),
    undefined,
  ) ?? EMPTY_ROOT;

export const rootOf = ({ hashes }: CompactRange): Buffer => joined(hashes);

/** The tree of some leaf hashes. */
export const rangeOf = (leaves: readonly Buffer[]): CompactRange => leaves.reduce(withLeaf, EMPTY_RANGE);

/** The root of the complete or cut subtree over the entries from `start` up to, not with, `end`. */
export type SubtreeReader = (start: number, end: number) => Promise<Buffer>;

/** A complete subtree: the entries from `index * 2^level` on, `2^level` of them. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** The complete subtrees that entries from `start` to `end` fall into, largest first; `start` is where a subtree may begin. */
export function nodesOf(start: number, end: number): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** Makes a {@link SubtreeReader} of what gives the hashes of complete subtrees. */
export const subtrees =
  (node: (one: TreeNode) => Promise<Buffer>): SubtreeReader =>
  async (start, end) =>
    joined(await Promise.all(nodesOf(start, end).map(node)));

/** The largest power of two below `n`: where RFC 6962 splits a tree of `n` entries. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Not in the tree, or not a tree: nothing can be proved. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
}

/** The audit path PATH(m, D[n]) of RFC 6962 §2.1.1. Throws {@link ProofError} where `index` is not in the tree. */
export async function inclusionProof(read: SubtreeReader, index: number, size: number): Promise<Buffer[]> {
  if (!isSize(size) || !isSize(index) || index >= size)
    throw new ProofError(`there is no entry at index ${index} in a tree of ${size}`);
  const path = async (start: number, end: number): Promise<Buffer[]> => {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...(await path(start, middle)), await read(middle, end)]
      : [...(await path(middle, end)), await read(start, middle)];
  };
  return path(0, size);
}

/** PROOF(m, D[n]) of RFC 6962 §2.1.2. Throws {@link ProofError} where the older tree is larger. */
export async function consistencyProof(read: SubtreeReader, older: number, newer: number): Promise<Buffer[]> {
  if (!isSize(older) || !isSize(newer) || older > newer)
    throw new ProofError(`a tree of ${newer} cannot continue one of ${older}`);
  if (older === 0 || older === newer) return [];
  const proof = async (start: number, end: number, whole: boolean): Promise<Buffer[]> => {
    if (end === older) return whole ? [] : [await read(start, end)];
    const middle = start + splitOf(end - start);
    return older <= middle
      ? [...(await proof(start, middle, whole)), await read(middle, end)]
      : [...(await proof(middle, end, false)), await read(start, middle)];
  };
  return proof(0, newer, true);
}

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (one: Uint8Array): boolean => one.length === HASH_BYTES;
const half = (n: number): number => Math.floor(n / 2);

/** Whether the proof shows that `leaf` stands at `index` in the tree of `size` entries with this root: RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, root, ...proof].every(isHash)) return false;
  let at = index;
  let last = size - 1;
  let node = leaf;
  for (const step of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(step, node);
      while (at % 2 === 0 && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else node = nodeHash(node, step);
    at = half(at);
    last = half(last);
  }
  return last === 0 && node.equals(root);
}

/** Whether the proof shows that the tree of `newer` entries begins with the tree of `older` ones: RFC 9162 §2.1.4.2. */
export function verifyConsistency(
  older: number,
  newer: number,
  proof: readonly Buffer[],
  olderRoot: Buffer,
  newerRoot: Buffer,
): boolean {
  if (!isSize(older) || !isSize(newer) || older > newer || ![olderRoot, newerRoot, ...proof].every(isHash))
    return false;
  if (older === newer) return proof.length === 0 && olderRoot.equals(newerRoot);
  // Every tree begins with the empty one.
  if (older === 0) return proof.length === 0 && olderRoot.equals(EMPTY_ROOT);
  let at = older - 1;
  let last = newer - 1;
  while (at % 2 === 1) {
    at = half(at);
    last = half(last);
  }
  // An older tree that is complete is its own first step.
  const [first, ...steps] = at === 0 ? [olderRoot, ...proof] : proof;
  if (!first) return false;
  let old = first;
  let young = first;
  for (const step of steps) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(step, old);
      young = nodeHash(step, young);
      while (at % 2 === 0 && at !== 0) {
        at = half(at);
        last = half(last);
      }
    } else young = nodeHash(young, step);
    at = half(at);
    last = half(last);
  }
  return last === 0 && old.equals(olderRoot) && young.equals(newerRoot);
}
