import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { startThread } from '../threads/index.ts';
import { type Database, type Queryable, type Row, StoreError } from './database.ts';
import { takeLock } from './lock.ts';

export type PgliteRequest =
  | {
      readonly type: 'query';
      readonly number: number;
      readonly sql: string;
      /** Absent: several statements without parameters. */
      readonly params?: readonly unknown[];
    }
  | { readonly type: 'close'; readonly number: number }
  | { readonly type: 'syncs'; readonly number: number };

type PgliteCall =
  | { readonly type: 'query'; readonly sql: string; readonly params?: readonly unknown[] }
  | { readonly type: 'close' }
  | { readonly type: 'syncs' };

export type PgliteAnswer =
  | { readonly number: number; readonly rows: readonly Record<string, unknown>[] }
  | { readonly number: number; readonly error: string; readonly code?: string };

export interface EmbeddedDatabase extends Database {
  /** How often a file, and the names in a folder, were forced to disk; for the test of durability. */
  syncs(): Promise<{ readonly files: number; readonly folders: number }>;
}

/** Opens the embedded PostgreSQL in a folder (made if missing), or in memory without one. Throws {@link StoreError}. */
export async function openPglite(path: string | undefined, now: string): Promise<EmbeddedDatabase> {
  let unlock = (): void => {};
  if (path !== undefined) {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new StoreError(`cannot make the data folder ${dirname(path)}: ${(error as Error).message}`);
    }
    unlock = takeLock(`${path}.lock`, now);
  }
  const worker = startThread('pglite-worker', import.meta.url, { path });
  const waiting = new Map<
    number,
    { readonly resolve: (rows: Row[]) => void; readonly reject: (error: Error) => void }
  >();
  let next = 1;
  let ended: Error | undefined;

  const failAll = (error: Error): void => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (message: PgliteAnswer) => {
    const pending = waiting.get(message.number);
    waiting.delete(message.number);
    if ('error' in message) pending?.reject(new StoreError(explain(message.error, path), message.code));
    else pending?.resolve(message.rows as Row[]);
  });
  // The disk may be full, or memory: what was committed is in the write-ahead log, and is there at the next start.
  worker.on('error', (error) =>
    failAll(
      new StoreError(
        `the embedded database has stopped: ${error.message}; nothing that was committed is lost; start again`,
      ),
    ),
  );
  worker.on('exit', () => {
    if (!ended) failAll(new StoreError('the embedded database has ended'));
  });

  const wait = (number: number): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      if (ended) reject(ended);
      else waiting.set(number, { resolve, reject });
    });
  const send = (request: PgliteCall): Promise<Row[]> => {
    const number = next++;
    const answer = wait(number);
    worker.postMessage({ ...request, number } satisfies PgliteRequest);
    return answer;
  };

  try {
    await wait(0);
  } catch (error) {
    await worker.terminate();
    unlock();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`the embedded database in ${path ?? 'memory'} does not open: ${reason}`);
  }

  const raw: Queryable = {
    query: async <T extends Row>(sql: string, params?: readonly unknown[]) =>
      (await send(params ? { type: 'query', sql, params } : { type: 'query', sql })) as T[],
  };
  // One session: what is not part of a transaction waits until it has ended.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const result = turn.then(run);
    turn = result.catch(() => {});
    return result;
  };

  const held = new Set<number>();

  return {
    description: path === undefined ? 'PGlite in memory' : `PGlite in ${path}`,
    query: (sql, params) => inTurn(() => raw.query(sql, params)),
    transaction: (run) =>
      inTurn(async () => {
        await raw.query('BEGIN');
        try {
          const result = await run(raw);
          await raw.query('COMMIT');
          return result;
        } catch (error) {
          await raw.query('ROLLBACK').catch(() => {});
          throw error;
        }
      }),
    async alone(lock, run) {
      // One process holds an embedded database.
      if (held.has(lock)) return undefined;
      held.add(lock);
      try {
        return await run();
      } finally {
        held.delete(lock);
      }
    },
    scrub: (tables) =>
      inTurn(async () => {
        // Rewritten whole, so that no page holds what was deleted; then the same for the write-ahead log.
        for (const table of tables) await raw.query(`VACUUM FULL ${table}`);
        for (let i = 0; i < 2; i++) {
          await raw.query('SELECT pg_switch_wal()');
          await raw.query('CHECKPOINT');
        }
      }),
    async syncs() {
      const [row] = await send({ type: 'syncs' });
      return { files: Number(row?.files ?? 0), folders: Number(row?.folders ?? 0) };
    },
    async close() {
      try {
        await inTurn(async () => {
          if (!ended) await send({ type: 'close' });
        });
      } finally {
        await worker.terminate();
        unlock();
      }
    },
  };
}

/** What PostgreSQL says, in words of the person who has to act where that is known. */
function explain(message: string, path: string | undefined): string {
  return message.includes('No space left on device')
    ? `the disk of ${path ?? 'the store'} is full; nothing was changed; make room and try again (${message})`
    : message;
}
