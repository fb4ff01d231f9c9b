import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { StoreError } from './database.ts';

/**
 * One process at a time in a data folder. PGlite itself lets two processes open one folder and damage it.
 *
 * The lock is a file beside the folder, made with O_EXCL, that names the process. It is taken over only when that process
 * is no longer alive (never because of its age).
 */
export function takeLock(path: string, startedAt: string): () => void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, JSON.stringify({ pid: process.pid, startedAt }));
      closeSync(file);
      return () => {
        if (holderOf(path)?.pid === process.pid) unlinkSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(path, error);
    }
    const holder = holderOf(path);
    if (holder && isAlive(holder.pid)) {
      throw new StoreError(
        `the data folder is in use by process ${holder.pid} (since ${holder.startedAt}); stop it, or use its server`,
      );
    }
    // The process is gone: it was killed. What it had committed is in the write-ahead log.
    try {
      unlinkSync(path);
    } catch {
      // Somebody else took the dead lock away first; the next attempt tells.
    }
  }
  throw new StoreError(`the lock ${path} could not be taken: another process was faster; try again`);
}

/** The process that holds a lock; `undefined` where there is none, or it was cut short while being written. */
export function holderOf(path: string): { readonly pid: number; readonly startedAt: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; startedAt: string };
  } catch {
    return undefined;
  }
}

/** A process of this user or another one that still runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function cannotWrite(path: string, error: unknown): StoreError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError(`cannot write ${path}: ${reason}; check the folder's permissions and free space`);
}
