import type { Worker } from 'node:worker_threads';
import { startThread } from '../../threads/index.ts';
import { type KeyPair, OUTPUT_BYTES } from '../oprf/index.ts';
import { OUTPUTS_AT_ONCE } from './tuning.ts';

/** What other key holders made of blinded keys, and what takes the blinding off. */
export interface Shares {
  readonly elements: Uint8Array;
  readonly blinds: Uint8Array;
  readonly others: readonly {
    readonly publicKey: Uint8Array;
    readonly evaluated: Uint8Array;
    readonly proof: Uint8Array;
  }[];
}

/** What a thread is to do with keys of persons as texts. */
export type OutputStep =
  | { readonly step: 'own' | 'blind'; readonly texts: readonly string[] }
  | { readonly step: 'finish'; readonly texts: readonly string[]; readonly shares: Shares };

export type OutputRequest = OutputStep & { readonly number: number };

export interface OutputAnswer {
  readonly number: number;
  /** Outputs one behind the other. */
  readonly outputs?: Uint8Array;
  readonly elements?: Uint8Array;
  readonly blinds?: Uint8Array;
}

/** Another holder of a share of the epoch's key, who evaluates points that tell it nothing. */
export interface OtherHolder {
  readonly publicKey: Uint8Array;
  /** Points one behind the other, and back. */
  evaluate(elements: Uint8Array): Promise<{ readonly evaluated: Uint8Array; readonly proof: Uint8Array }>;
}

interface Pool {
  /** Worked out by whichever thread is free. */
  run(step: OutputStep): Promise<OutputAnswer>;
  close(): Promise<void>;
}

function openPool(key: KeyPair, threads: number): Pool {
  const waiting = new Map<number, { resolve(answer: OutputAnswer): void; reject(error: Error): void }>();
  const idle: Worker[] = [];
  const queue: OutputRequest[] = [];
  let next = 0;
  let ended = false;
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const give = (): void => {
    while (idle.length > 0 && queue.length > 0) idle.pop()?.postMessage(queue.shift());
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = startThread('output-worker', import.meta.url, { key });
    worker.on('message', (answer: OutputAnswer) => {
      waiting.get(answer.number)?.resolve(answer);
      waiting.delete(answer.number);
      idle.push(worker);
      give();
    });
    worker.on('error', fail);
    worker.on('exit', (code) => {
      if (!ended) fail(new Error(`a thread that seals keys ended with code ${code}`));
    });
    idle.push(worker);
    return worker;
  });
  return {
    run(step) {
      const number = next++;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        queue.push({ ...step, number });
        give();
      });
    },
    async close() {
      ended = true;
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Threads that work out outputs under one key. */
export interface OutputWorkers {
  /** `texts.length` times 64 bytes, in order. `progress` is told how many are done. */
  of(texts: readonly string[], progress?: (done: number) => void): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * The function's outputs for the owner's own person keys, worked out once an epoch for all partners: about 6,500 a second on
 * one core. With other holders of the key it asks them, blindly: nobody can make or try a table alone.
 */
export function openOutputWorkers(
  key: KeyPair,
  threads: number,
  others: readonly OtherHolder[] = [],
): OutputWorkers {
  let pool: Pool | undefined;
  const outputsOf = async (some: readonly string[]): Promise<Uint8Array> => {
    pool ??= openPool(key, threads);
    const { run } = pool;
    if (others.length === 0) return (await run({ step: 'own', texts: some })).outputs as Uint8Array;
    const { elements, blinds } = (await run({ step: 'blind', texts: some })) as Required<OutputAnswer>;
    const answers = await Promise.all(
      others.map(async ({ publicKey, evaluate }) => ({ publicKey, ...(await evaluate(elements)) })),
    );
    const shares = { elements, blinds, others: answers };
    return (await run({ step: 'finish', texts: some, shares })).outputs as Uint8Array;
  };
  return {
    async of(texts, progress) {
      const all = Buffer.alloc(texts.length * OUTPUT_BYTES);
      let next = 0;
      let done = 0;
      const work = async (): Promise<void> => {
        while (next < texts.length) {
          const at = next;
          next += OUTPUTS_AT_ONCE;
          const outputs = await outputsOf(texts.slice(at, at + OUTPUTS_AT_ONCE));
          all.set(outputs, at * OUTPUT_BYTES);
          done += outputs.length / OUTPUT_BYTES;
          progress?.(done);
        }
      };
      // One more than threads, so that none waits for its next part.
      await Promise.all(Array.from({ length: threads + 1 }, work));
      return all;
    },
    close: async () => pool?.close(),
  };
}

/** As {@link openOutputWorkers}, for once. */
export async function ownOutputs(key: KeyPair, texts: readonly string[], threads: number): Promise<Buffer> {
  const workers = openOutputWorkers(key, threads);
  try {
    return await workers.of(texts);
  } finally {
    await workers.close();
  }
}
