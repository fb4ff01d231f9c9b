import type { KeyObject } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { oprfReady } from '../oprf/index.ts';
import { type PackedRecords, unpacked } from './seal-apart.ts';
import { sealTable, type TableHead } from './table.ts';

/** The thread of {@link sealApart}. */
const { records, head, signingKey } = workerData as {
  readonly records: PackedRecords;
  readonly head: Omit<TableHead, 'rows' | 'salt'>;
  readonly signingKey: KeyObject;
};
await oprfReady;
const { bytes } = sealTable(unpacked(records), head, signingKey);
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
