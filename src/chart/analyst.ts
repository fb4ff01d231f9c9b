import type { Worker } from 'node:worker_threads';
import { startThread } from '../threads/index.ts';
import type { Analyses } from './analysis.ts';
import { KEPT_ANALYSES } from './tuning.ts';

export interface AnalysisRequest {
  readonly number: number;
  readonly name: keyof Analyses;
  readonly of: unknown;
}
export type AnalysisAnswer =
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly error: string };

/** Heavy analyses in one thread of their own, so that nobody who looks at a record waits for a ranking. */
export interface Analyst {
  /** `key` names the question with the version of the network: the same is answered once. */
  run<N extends keyof Analyses>(
    name: N,
    key: string,
    of: () => Parameters<Analyses[N]>[0],
  ): Promise<ReturnType<Analyses[N]>>;
  close(): Promise<void>;
}

/** The thread starts with the first question. */
export function openAnalyst(): Analyst {
  const kept = new Map<string, Promise<unknown>>();
  const waiting = new Map<number, (answer: AnalysisAnswer) => void>();
  let worker: Worker | undefined;
  let next = 0;
  const failAll = (reason: string): void => {
    worker = undefined;
    for (const [number, tell] of waiting) tell({ number, error: reason });
    waiting.clear();
  };
  const started = (): Worker => {
    if (worker) return worker;
    const fresh = startThread('analysis-worker', import.meta.url);
    fresh.on('message', (answer: AnalysisAnswer) => {
      waiting.get(answer.number)?.(answer);
      waiting.delete(answer.number);
      // It does not keep a command from ending.
      if (waiting.size === 0) fresh.unref();
    });
    fresh.on('error', (error) => worker === fresh && failAll(error.message));
    fresh.on('exit', (code) => worker === fresh && failAll(`the analysis thread ended with code ${code}`));
    worker = fresh;
    return fresh;
  };
  return {
    run<N extends keyof Analyses>(name: N, key: string, of: () => Parameters<Analyses[N]>[0]) {
      const whole = `${name} ${key}`;
      const known = kept.get(whole) as Promise<ReturnType<Analyses[N]>> | undefined;
      if (known) return known;
      const asked = new Promise<ReturnType<Analyses[N]>>((resolve, reject) => {
        const number = next++;
        waiting.set(number, (answer) => {
          if ('error' in answer) reject(new Error(answer.error));
          else resolve(answer.result as ReturnType<Analyses[N]>);
        });
        const thread = started();
        thread.ref();
        thread.postMessage({ number, name, of: of() } satisfies AnalysisRequest);
      });
      kept.set(whole, asked);
      asked.catch(() => kept.delete(whole));
      for (const oldest of kept.keys()) if (kept.size > KEPT_ANALYSES) kept.delete(oldest);
      return asked;
    },
    async close() {
      const ending = worker;
      failAll('the chart is closed');
      await ending?.terminate();
    },
  };
}
