import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { StoreError } from './database.ts';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  /** ISO 8601 instant. */
  readonly startedAt: string;
  /** When the system started the process, in its own units: tells it from a later one with the same number. */
  readonly born?: string;
}

/** Locks of this very process: its own number says nothing about whether it has one. */
const ours = new Set<string>();

/**
 * One process at a time in a data folder. PGlite itself lets two processes open one folder and damage it.
 *
 * The lock is a file beside the folder that names the process. It appears whole or not at all (a link to a finished file
 * fails where one is already), and is taken over only when its process has ended, never because of its age. Gives the
 * function that lets go. Throws {@link StoreError} that names the process.
 */
export function takeLock(path: string, startedAt: string): () => void {
  if (ours.has(path)) throw new StoreError(`this process has ${path} already: the store is open`);
  const own = `${path}.${process.pid}`;
  const born = bornOf(process.pid);
  const holder: Holder = { pid: process.pid, startedAt, ...(born === undefined ? {} : { born }) };
  try {
    writeFileSync(own, JSON.stringify(holder), { mode: 0o600 });
  } catch (error) {
    throw cannotWrite(path, error);
  }
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(own, path);
        ours.add(path);
        return () => {
          if (ours.delete(path)) unlinkSync(path);
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(path, error);
      }
      takeAway(path);
    }
    throw new StoreError(`the lock ${path} could not be taken: another process was faster; try again`);
  } finally {
    unlinkSync(own);
  }
}

/** Takes the lock of a process that has ended away. Throws if it has not. */
function takeAway(path: string): void {
  const refuse = (holder: Holder): never => {
    throw new StoreError(
      `the data folder is in use by process ${holder.pid} (since ${holder.startedAt}); stop it, or use its server`,
    );
  };
  const seen = holderOf(path);
  if (seen && isHeld(seen)) refuse(seen);
  const aside = `${path}.${process.pid}.ended`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = holderOf(aside);
  if (taken && isHeld(taken)) {
    // Between the look and the move another process took the dead lock over: it gets its own back.
    linkSync(aside, path);
    unlinkSync(aside);
    refuse(taken);
  }
  unlinkSync(aside);
}

/** Whether the process that wrote a lock still runs. */
function isHeld({ pid, born }: Holder): boolean {
  // In a container every start may have the same number: then it is we, and we hold nothing.
  if (pid === process.pid || !isAlive(pid)) return false;
  const now = bornOf(pid);
  return born === undefined || now === undefined || born === now;
}

/** The process that holds a lock; `undefined` where there is none. */
export function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether a process runs, of this user or another one. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Clock ticks from boot to the start of a process (proc(5), field 22 of `stat`); `undefined` where there is no /proc. */
function bornOf(pid: number): string | undefined {
  try {
    // The name of the program, in parentheses, may hold blanks: fields are counted behind it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}

function cannotWrite(path: string, error: unknown): StoreError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError(`cannot write ${path}: ${reason}; check the folder's permissions and free space`);
}
