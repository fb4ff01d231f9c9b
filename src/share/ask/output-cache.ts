import { createHash } from 'node:crypto';
import type { AskStore } from '../../store/index.ts';
import { OUTPUT_BYTES } from '../oprf/index.ts';
import type { OutputWorkers } from './own-outputs.ts';

/** Outputs of an epoch, kept so that each key is worked out once: for all partners, and over restarts. */
export interface OutputCache {
  /** Outputs for records by their keys; what is missing is worked out, and what a record has no more is forgotten. */
  of(
    records: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, (text: string) => Uint8Array>>;
}

const HASH_BYTES = 16;
const ENTRY_BYTES = HASH_BYTES + OUTPUT_BYTES;

const nameOf = (text: string): string =>
  createHash('sha256').update(text).digest().toString('latin1', 0, HASH_BYTES);

const entriesOf = (outputs: Buffer): Map<string, Uint8Array> =>
  new Map(
    Array.from({ length: outputs.length / ENTRY_BYTES }, (_, i) => {
      const entry = outputs.subarray(i * ENTRY_BYTES, (i + 1) * ENTRY_BYTES);
      return [entry.toString('latin1', 0, HASH_BYTES), entry.subarray(HASH_BYTES)];
    }),
  );

export function openOutputCache(store: AskStore, epoch: number, workers: OutputWorkers): OutputCache {
  return {
    async of(records) {
      const kept = new Map(
        (await store.outputs(epoch, [...records.keys()])).map(({ record, outputs }) => [
          record,
          entriesOf(outputs),
        ]),
      );
      const changed = new Set<string>();
      const missing = new Map<string, string>();
      for (const [record, texts] of records) {
        const entries = kept.get(record) ?? new Map<string, Uint8Array>();
        kept.set(record, entries);
        const names = new Set(texts.map(nameOf));
        for (const name of entries.keys())
          if (!names.has(name)) {
            entries.delete(name);
            changed.add(record);
          }
        for (const text of texts)
          if (!entries.has(nameOf(text))) {
            missing.set(nameOf(text), text);
            changed.add(record);
          }
      }
      const outputs = await workers.of([...missing.values()]);
      const fresh = new Map(
        [...missing.keys()].map((name, i) => [
          name,
          outputs.subarray(i * OUTPUT_BYTES, (i + 1) * OUTPUT_BYTES),
        ]),
      );
      for (const record of changed) {
        const entries = kept.get(record) as Map<string, Uint8Array>;
        for (const name of (records.get(record) ?? []).map(nameOf)) {
          const output = fresh.get(name);
          if (output) entries.set(name, output);
        }
      }
      await store.putOutputs(
        epoch,
        [...changed].map((record) => ({
          record,
          outputs: Buffer.concat(
            [...(kept.get(record) as Map<string, Uint8Array>)].flatMap(([name, output]) => [
              Buffer.from(name, 'latin1'),
              output,
            ]),
          ),
        })),
      );
      return new Map(
        [...records.keys()].map((record) => [
          record,
          (text) => kept.get(record)?.get(nameOf(text)) as Uint8Array,
        ]),
      );
    },
  };
}
