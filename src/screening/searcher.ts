import {
  type MatchEntity,
  type MatchIndex,
  type SearchOptions,
  type SearchPool,
  type SearchResult,
  startPool,
} from '../match/index.ts';

/** Searches the index of an instant, in this thread or, where many ask at once, in several. */
export interface Searcher {
  search(
    queries: readonly MatchEntity[],
    options: readonly SearchOptions[],
  ): Promise<readonly SearchResult[]>;
  close(): Promise<void>;
}

/** What the searcher looks at; `changes` counts what happened to the index since it was opened. */
export interface Searched {
  readonly index: MatchIndex;
  readonly changes: number;
}

/** Fewer queries are answered sooner than threads could be asked. */
const POOL_FROM = 50;
/** Queries that a thread takes at once: small enough that all threads end together. */
const PART = 64;

/** Without threads all is searched here; the pool starts with the first large batch, because a single search should not wait for it. */
export function openSearcher(searched: Searched, threads: number): Searcher {
  let pool: (SearchPool & { readonly of: MatchIndex; changes: number }) | undefined;
  /** Pools of an index that was replaced end when what they were asked is answered. */
  let running: readonly Promise<unknown>[] = [];

  const present = (): SearchPool => {
    const { index, changes } = searched;
    if (pool && pool.of !== index) {
      const old = pool;
      pool = undefined;
      void Promise.allSettled(running).then(() => old.close());
      running = [];
    }
    if (!pool) pool = Object.assign(startPool(index, threads), { of: index, changes });
    else if (pool.changes !== changes) {
      pool.refresh();
      pool.changes = changes;
    }
    return pool;
  };

  return {
    async search(queries, options) {
      if (threads === 0 || queries.length < POOL_FROM) {
        return queries.map((query, i) => searched.index.search(query, options[i]));
      }
      const threaded = present();
      const parts: Promise<readonly SearchResult[]>[] = [];
      for (let at = 0; at < queries.length; at += PART) {
        parts.push(threaded.search(queries.slice(at, at + PART), options.slice(at, at + PART)));
      }
      const all = Promise.all(parts);
      running = [...running, all];
      try {
        return (await all).flat();
      } finally {
        running = running.filter((one) => one !== all);
      }
    },
    async close() {
      await Promise.allSettled(running);
      await pool?.close();
      pool = undefined;
    },
  };
}
