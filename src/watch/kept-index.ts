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
  /** Ids of travellers that may match one of these entries with this score, each once. */
  candidates(entries: readonly MatchEntity[], threshold: number): Promise<readonly string[]>;
  /** Ids of travellers with a name that begins so, or has words that do. */
  begins(text: string, limit: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

export type KeptQuestion =
  | { readonly type: 'add'; readonly travellers: readonly IndexedEntity[] }
  | { readonly type: 'find'; readonly entries: readonly MatchEntity[]; readonly threshold: number }
  | { readonly type: 'begins'; readonly text: string; readonly limit: number };
export type KeptRequest = KeptQuestion & { readonly number: number };

export type KeptAnswer = { readonly number: number } & (
  | { readonly ids: readonly string[] }
  | { readonly error: string }
);

/** Travellers are shared out to `threads`; each question is asked of all of them. */
export function openKeptIndex(threads: number): KeptIndex {
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
      if (waiting.size === 0) for (const one of workers) one.unref();
      if ('error' in answer) pending?.reject(new Error(answer.error));
      else pending?.resolve(answer.ids);
    });
    worker.on('error', failAll);
    worker.on('exit', (code) => failAll(new Error(`the thread of kept travellers ended with code ${code}`)));
    // Nobody's end waits for it while it has nothing to do.
    worker.unref();
    return worker;
  });
  type Thread = (typeof workers)[number];
  const ask = (worker: Thread, question: KeptQuestion): Promise<readonly string[]> => {
    const number = next++;
    return new Promise((resolve, reject) => {
      waiting.set(number, { resolve, reject });
      worker.ref();
      worker.postMessage({ ...question, number } satisfies KeptRequest);
    });
  };
  const askAll = async (question: KeptQuestion): Promise<readonly string[]> => {
    const answers = await Promise.all(workers.map((worker) => ask(worker, question)));
    return [...new Set(answers.flat())];
  };
  return {
    async add(travellers) {
      if (travellers.length === 0) return;
      const worker = workers[turn++ % workers.length] as Thread;
      await ask(worker, {
        type: 'add',
        travellers: travellers.map((traveller) => ({ ...traveller, datasets: [] })),
      });
    },
    candidates: async (entries, threshold) =>
      entries.length === 0 ? [] : askAll({ type: 'find', entries, threshold }),
    begins: (text, limit) => askAll({ type: 'begins', text, limit }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
