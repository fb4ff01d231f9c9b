import type { IndexedEntity, MatchEntity } from '../match/index.ts';
import { startThread } from '../threads/index.ts';

/**
 * The reverse index: kept travellers, found by entries of lists. What is new on a list is asked of the travellers, not every
 * traveller of the lists. It only ever gives candidates, who are then matched as always: travellers that changed or went
 * stay in it until it is made again.
 */
export interface KeptIndex {
  /** Takes travellers in; they are found when this resolves. */
  add(travellers: readonly MatchEntity[]): Promise<void>;
  /** Ids of travellers that may match one of these entries, each once. */
  candidates(entries: readonly MatchEntity[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type KeptRequest = { readonly number: number } & (
  | { readonly type: 'add'; readonly travellers: readonly IndexedEntity[] }
  | { readonly type: 'find'; readonly entries: readonly MatchEntity[]; readonly threshold: number }
);

export type KeptAnswer = { readonly number: number } & (
  | { readonly ids: readonly string[] }
  | { readonly error: string }
);

/** Travellers are shared out to `threads`; each entry is asked of all of them. */
export function openKeptIndex(threads: number, threshold: number): KeptIndex {
  const waiting = new Map<
    number,
    { readonly resolve: (ids: readonly string[]) => void; readonly reject: (error: Error) => void }
  >();
  let next = 0;
  let turn = 0;
  const workers = Array.from({ length: threads }, () => {
    const worker = startThread('kept-worker', import.meta.url);
    const failAll = (error: Error): void => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', (answer: KeptAnswer) => {
      const pending = waiting.get(answer.number);
      waiting.delete(answer.number);
      if ('error' in answer) pending?.reject(new Error(answer.error));
      else pending?.resolve(answer.ids);
    });
    worker.on('error', failAll);
    worker.on('exit', (code) => failAll(new Error(`the thread of kept travellers ended with code ${code}`)));
    // Whoever wants to end does not wait for it.
    worker.unref();
    return worker;
  });
  const ask = (
    worker: (typeof workers)[number],
    request:
      | { readonly type: 'add'; readonly travellers: readonly IndexedEntity[] }
      | {
          readonly type: 'find';
          readonly entries: readonly MatchEntity[];
          readonly threshold: number;
        },
  ): Promise<readonly string[]> => {
    const number = next++;
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      worker.postMessage({ ...request, number } satisfies KeptRequest);
    });
  };
  return {
    async add(travellers) {
      if (travellers.length === 0) return;
      const worker = workers[turn++ % workers.length] as (typeof workers)[number];
      await ask(worker, {
        type: 'add',
        travellers: travellers.map((traveller) => ({ ...traveller, datasets: [] })),
      });
    },
    async candidates(entries) {
      if (entries.length === 0) return [];
      const answers = await Promise.all(
        workers.map((worker) => ask(worker, { type: 'find', entries, threshold })),
      );
      return [...new Set(answers.flat())];
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
