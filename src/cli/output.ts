import { writeSync } from 'node:fs';

/** How long a full pipe is left alone before the next try. */
const PIPE_WAIT_MS = 5;
const waiter = new Int32Array(new SharedArrayBuffer(4));

/** Writes all bytes at a position, or (`null`) at the end of a pipe, waiting for its reader. */
export function writeWhole(file: number, bytes: Buffer, position: number | null): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(file, bytes, at, bytes.length - at, position === null ? null : position + at);
    } catch (error) {
      // A pipe that does not block says so when it is full.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(waiter, 0, 0, PIPE_WAIT_MS);
    }
  }
}
