import type { Database, Queryable } from './database.ts';

/** What is counted: requests with all that belongs to them, and partners with what is agreed. */
export type Beat = 'requests' | 'partners';

/**
 * Tells that something changed, in this process or another one on the same store: each kind has a counter that is counted up in
 * the transaction of the change. The row is locked until then, so whoever reads a number sees everything that it counts.
 */
export interface Beats {
  /** A transaction that changes something of this kind. Listeners are told when it is on disk. */
  change<T>(beat: Beat, run: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Looks whether another process changed something. */
  follow(): Promise<void>;
  /** Gives the function that ends it. */
  onChange(listener: (beat: Beat) => void): () => void;
}

export function openBeats(database: Database): Beats {
  const listeners = new Set<(beat: Beat) => void>();
  const told = new Map<Beat, number>();
  let begun = false;
  const tell = (beat: Beat, count: number): void => {
    if (count <= (told.get(beat) ?? 0)) return;
    told.set(beat, count);
    for (const listener of listeners) listener(beat);
  };
  return {
    async change(beat, run) {
      const { result, count } = await database.transaction(async (tx) => {
        const done = await run(tx);
        // Last: it is held for the shortest time, and nothing is waited for while it is.
        const [row] = await tx.query<{ count: number }>(
          `INSERT INTO beats VALUES ($1, 1) ON CONFLICT (beat) DO UPDATE SET count = beats.count + 1 RETURNING count`,
          [beat],
        );
        return { result: done, count: Number(row?.count) };
      });
      tell(beat, count);
      return result;
    },
    async follow() {
      const rows = await database.query<{ beat: Beat; count: number }>('SELECT beat, count FROM beats');
      // Whoever begins to listen reads what is there by itself.
      if (!begun)
        for (const { beat, count } of rows) told.set(beat, Math.max(Number(count), told.get(beat) ?? 0));
      begun = true;
      for (const { beat, count } of rows) tell(beat, Number(count));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
