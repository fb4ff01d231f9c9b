import { startThread } from '../threads/index.ts';
import type { Cooperation, Outcome } from './cells/measure.ts';
import { type ArmSummary, summarise } from './cells/summary.ts';

export interface MeasureJob {
  readonly seed: number;
  readonly services: number;
  readonly organised: boolean;
  readonly conditions: readonly Cooperation[];
}

export interface MeasureOptions {
  /** Seed of the first world; the others follow. */
  readonly seed: number;
  readonly worlds: number;
  readonly services: number;
  /** Default true; a world without any organisation shows what is found in nothing. */
  readonly organised?: boolean;
  readonly conditions: readonly Cooperation[];
  readonly threads: number;
  readonly onWorld?: (done: number) => void;
}

/** Measures many worlds on several threads; gives what they say together under each condition. The same whatever the threads. */
export async function measureCooperation({
  seed,
  worlds,
  services,
  organised = true,
  conditions,
  threads,
  onWorld,
}: MeasureOptions): Promise<readonly (readonly ArmSummary[])[]> {
  const outcomes: (readonly (readonly Outcome[])[])[] = [];
  let next = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: Math.min(threads, worlds) }, async () => {
      const worker = startThread('measure-worker', import.meta.url);
      try {
        while (next < worlds) {
          const at = next++;
          const job: MeasureJob = { seed: seed + at, services, organised, conditions };
          outcomes[at] = await new Promise((resolve, reject) => {
            worker.once('error', reject);
            worker.once('message', (answer: { readonly outcomes: readonly (readonly Outcome[])[] }) => {
              worker.off('error', reject);
              resolve(answer.outcomes);
            });
            worker.postMessage(job);
          });
          onWorld?.(++done);
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return conditions.map((_, place) => summarise(outcomes.map((world) => world[place] as readonly Outcome[])));
}
