import { startThread } from '../threads/index.ts';
import type { MatchIndex, SearchOptions, SearchResult } from './match-index.ts';
import type { LiveSegment, SegmentHeader } from './segment.ts';
import type { MatchEntity } from './types.ts';

/** What one worker is told; answers come back under the same number. */
export type WorkerRequest =
  | { readonly type: 'segments'; readonly segments: readonly SharedSegment[] }
  | {
      readonly type: 'search';
      readonly number: number;
      readonly queries: readonly MatchEntity[];
      readonly options: readonly SearchOptions[];
    };

export type WorkerAnswer =
  | { readonly number: number; readonly results: readonly SearchResult[] }
  | { readonly number: number; readonly error: string };

/** A segment as it travels to another thread: the memory is shared, nothing is copied. */
export interface SharedSegment {
  readonly header: SegmentHeader;
  readonly buffer: SharedArrayBuffer;
  readonly gone: Uint8Array;
}

/** Worker threads that answer from one index in shared memory. */
export interface SearchPool {
  readonly threads: number;
  /** Answers in the order of the queries; `options` are one a query, or one for all. */
  search(
    queries: readonly MatchEntity[],
    options: SearchOptions | readonly SearchOptions[],
  ): Promise<readonly SearchResult[]>;
  /** Tells the workers of the index's present segments; call after `index.update`. */
  refresh(): void;
  close(): Promise<void>;
}

const share = (segments: readonly LiveSegment[]): SharedSegment[] =>
  segments.map(({ segment, gone }) => ({ header: segment.header, buffer: segment.buffer, gone }));

/** Starts `threads` workers on the index. Removals reach them at once, additions with {@link SearchPool.refresh}. */
export function startPool(index: MatchIndex, threads: number): SearchPool {
  const waiting = new Map<
    number,
    { readonly resolve: (results: readonly SearchResult[]) => void; readonly reject: (error: Error) => void }
  >();
  let next = 0;
  let closed = false;

  const workers = Array.from({ length: threads }, () => {
    const worker = startThread('search-worker', import.meta.url);
    const own = new Set<number>();
    worker.on('message', (answer: WorkerAnswer) => {
      const pending = waiting.get(answer.number);
      waiting.delete(answer.number);
      own.delete(answer.number);
      if ('error' in answer) pending?.reject(new Error(answer.error));
      else pending?.resolve(answer.results);
    });
    const fail = (error: Error): void => {
      for (const number of own) {
        waiting.get(number)?.reject(error);
        waiting.delete(number);
      }
      own.clear();
    };
    worker.on('error', fail);
    worker.on('exit', (code) => {
      if (!closed) fail(new Error(`a search thread ended with code ${code}`));
    });
    return { worker, own };
  });

  const refresh = (): void => {
    const message: WorkerRequest = { type: 'segments', segments: share(index.segments) };
    for (const { worker } of workers) worker.postMessage(message);
  };
  refresh();

  return {
    threads,
    refresh,
    search(queries, options) {
      if (closed) return Promise.reject(new Error('the search threads are closed'));
      const each: readonly SearchOptions[] = isList(options) ? options : queries.map(() => options);
      // The thread with the least to do takes the batch.
      const { worker, own } = workers.reduce((a, b) => (b.own.size < a.own.size ? b : a));
      const number = next++;
      own.add(number);
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        worker.postMessage({ type: 'search', number, queries, options: each } satisfies WorkerRequest);
      });
    },
    async close() {
      closed = true;
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
      for (const { reject } of waiting.values()) reject(new Error('the search threads are closed'));
      waiting.clear();
    },
  };
}

const isList = (options: SearchOptions | readonly SearchOptions[]): options is readonly SearchOptions[] =>
  Array.isArray(options);
