import type { KeyObject } from 'node:crypto';
import { startThread } from '../../threads/index.ts';
import { OUTPUT_BYTES } from '../oprf/index.ts';
import { FAMILIES } from './person-keys.ts';
import { REFERENCE_BYTES } from './rows.ts';
import { type SealedRecord, sealTable, type TableHead } from './table.ts';

/** Records as plain bytes: what goes to a thread without being taken apart. */
export interface PackedRecords {
  readonly references: Uint8Array;
  readonly handling: Uint8Array;
  readonly flags: Uint8Array;
  /** Keys of each record. */
  readonly counts: Uint16Array;
  readonly families: Uint8Array;
  readonly outputs: Uint8Array;
}

export function packed(records: readonly SealedRecord[]): PackedRecords {
  const keys = records.flatMap(({ outputs }) => outputs);
  const outputs = new Uint8Array(keys.length * OUTPUT_BYTES);
  keys.forEach(({ output }, i) => {
    outputs.set(output, i * OUTPUT_BYTES);
  });
  const references = new Uint8Array(records.length * REFERENCE_BYTES);
  records.forEach(({ reference }, i) => {
    references.set(reference, i * REFERENCE_BYTES);
  });
  return {
    references,
    handling: Uint8Array.from(records, ({ handling }) => handling),
    flags: Uint8Array.from(records, ({ flags = 0 }) => flags),
    counts: Uint16Array.from(records, (one) => one.outputs.length),
    families: Uint8Array.from(keys, ({ family }) => FAMILIES.indexOf(family)),
    outputs,
  };
}

export function* unpacked(all: PackedRecords): Iterable<SealedRecord> {
  let key = 0;
  for (let i = 0; i < all.counts.length; i++) {
    const outputs = Array.from({ length: all.counts[i] as number }, () => {
      const family = FAMILIES[all.families[key] as number] as (typeof FAMILIES)[number];
      const output = all.outputs.subarray(key * OUTPUT_BYTES, ++key * OUTPUT_BYTES);
      return { family, output };
    });
    const reference = all.references.subarray(i * REFERENCE_BYTES, (i + 1) * REFERENCE_BYTES);
    yield { reference, handling: all.handling[i] as number, flags: all.flags[i] as number, outputs };
  }
}

/** Pages of records as one. */
export const joined = (pages: readonly PackedRecords[]): PackedRecords => ({
  references: Buffer.concat(pages.map(({ references }) => references)),
  handling: Buffer.concat(pages.map(({ handling }) => handling)),
  flags: Buffer.concat(pages.map(({ flags }) => flags)),
  counts: Uint16Array.from(pages.flatMap(({ counts }) => [...counts])),
  families: Buffer.concat(pages.map(({ families }) => families)),
  outputs: Buffer.concat(pages.map(({ outputs }) => outputs)),
});

/** Up to so many records a table is made at once: a few milliseconds. */
const FEW = 200;

/** {@link sealTable} in a thread of its own: half a second for 200,000 rows, in which questions are answered. */
export function sealApart(
  records: PackedRecords,
  head: Omit<TableHead, 'rows' | 'salt'>,
  signingKey: KeyObject,
): Promise<Buffer> {
  if (records.counts.length <= FEW)
    return Promise.resolve(sealTable(unpacked(records), head, signingKey).bytes);
  const worker = startThread('seal-worker', import.meta.url, { records, head, signingKey });
  return new Promise((resolve, reject) => {
    worker.on('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    );
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread that seals a table ended with code ${code}`)));
  });
}
