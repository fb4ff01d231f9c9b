import { OUTPUT_BYTES, rawSodium } from '../oprf/index.ts';

/**
 * Rows of a sealed table, as docs/protocol.md §4 lays them out. Those of a table are made by the million, so their hashes run
 * inside WebAssembly on one piece of memory: 2 µs a row, where objects of `node:crypto` and their garbage took 11.
 */

export const TAG_BYTES = 8;
export const LABEL_BYTES = 32;
export const ROW_BYTES = TAG_BYTES + LABEL_BYTES;
export const REFERENCE_BYTES = 16;
/** The check at a label's end. */
const CHECK_BYTES = 12;
export const CHECKED_BYTES = LABEL_BYTES - CHECK_BYTES;
export const LABEL_DOMAIN = Buffer.from('tocsin-label/1', 'latin1');

export interface Label {
  /** Place in FAMILIES. */
  readonly family: number;
  readonly handling: number;
  readonly flags: number;
  readonly reference: Uint8Array;
}

export interface RowMaker {
  /** Writes the row of record number `place` of the key that gave this output. */
  write(output: Uint8Array, place: number, label: Label, into: Uint8Array, at: number): void;
  /** Wipes the memory. */
  close(): void;
}

/** Needs `oprfReady`. */
export function openRowMaker(salt: Uint8Array): RowMaker {
  const raw = rawSodium();
  const state = raw._crypto_auth_hmacsha512_statebytes();
  const size = 2 * state + OUTPUT_BYTES + 1 + 64 + LABEL_DOMAIN.length + ROW_BYTES + 32;
  const keyed = raw._malloc(size);
  const under = keyed + state;
  const input = under + state;
  const z = input + OUTPUT_BYTES + 1;
  const checked = z + 64;
  // What is checked is the domain, the tag and the label up to its check: the row in clear stands behind the domain.
  const row = checked + LABEL_DOMAIN.length;
  const label = row + TAG_BYTES;
  const digest = row + ROW_BYTES;
  raw.HEAPU8.set(salt, input);
  raw._crypto_auth_hmacsha512_init(keyed, input, salt.length);
  raw.HEAPU8.set(LABEL_DOMAIN, checked);
  return {
    write(output, place, { family, handling, flags, reference }, into, at) {
      const heap = raw.HEAPU8;
      heap.copyWithin(under, keyed, keyed + state);
      heap.set(output, input);
      heap[input + OUTPUT_BYTES] = place;
      raw._crypto_auth_hmacsha512_update(under, input, OUTPUT_BYTES + 1, 0);
      raw._crypto_auth_hmacsha512_final(under, z);
      heap.copyWithin(row, z, z + TAG_BYTES);
      heap[label] = 1;
      heap[label + 1] = family;
      heap[label + 2] = handling;
      heap[label + 3] = flags;
      heap.set(reference, label + CHECKED_BYTES - REFERENCE_BYTES);
      raw._crypto_hash_sha256(digest, checked, label + CHECKED_BYTES - checked, 0);
      heap.copyWithin(label + CHECKED_BYTES, digest, digest + CHECK_BYTES);
      for (let i = TAG_BYTES; i < ROW_BYTES; i++)
        heap[row + i] = (heap[row + i] as number) ^ (heap[z + i] as number);
      into.set(heap.subarray(row, row + ROW_BYTES), at);
    },
    close() {
      raw.HEAPU8.fill(0, keyed, keyed + size);
      raw._free(keyed);
    },
  };
}

const BUCKETS = 65_536;

/** Rows in the order of their tags' first six bytes, written to `into` from `at` on. Tags are spread evenly, so buckets by two bytes hold a few each. */
export function sortRows(rows: Buffer, into: Buffer, at: number): void {
  const count = rows.length / ROW_BYTES;
  const starts = new Uint32Array(BUCKETS + 1);
  const bucketOf = (row: number): number => rows.readUInt16BE(row * ROW_BYTES);
  for (let row = 0; row < count; row++) starts[bucketOf(row) + 1]!++;
  for (let i = 0; i < BUCKETS; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const order = new Uint32Array(count);
  for (let row = 0; row < count; row++) order[next[bucketOf(row)]!++] = row;
  const rankOf = (row: number): number => rows.readUInt32BE(row * ROW_BYTES + 2);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const [start, end] = [starts[bucket] as number, starts[bucket + 1] as number];
    if (end - start > 1) order.subarray(start, end).sort((a, b) => rankOf(a) - rankOf(b));
  }
  for (let i = 0; i < count; i++) {
    const from = (order[i] as number) * ROW_BYTES;
    into.set(rows.subarray(from, from + ROW_BYTES), at + i * ROW_BYTES);
  }
}
