import { BATCH } from './tuning.ts';

/** Runs over a long list part by part, one after the other. */
export async function inBatches<T>(
  items: readonly T[],
  run: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH) await run(items.slice(at, at + BATCH));
}
