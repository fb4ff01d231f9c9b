import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from './errors.ts';
import type { Summary } from './screen-summary.ts';

/**
 * Where a run of `screen` stands. It is written after the output up to there is on disk, and replaces the one before in one
 * step: whatever is killed when, the output up to `outputBytes` belongs to the first `summary.rows` rows of the input.
 */
export interface Checkpoint {
  /** Fingerprint of input, lists and options: another run must not go on with this one. */
  readonly run: string;
  readonly outputBytes: number;
  readonly seconds: number;
  readonly summary: Summary;
}

export const checkpointOf = (output: string): string => `${output}.progress`;

export function writeCheckpoint(output: string, checkpoint: Checkpoint): void {
  const path = checkpointOf(output);
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(checkpoint));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}

/** The checkpoint of a run; `undefined` where there is none. Throws {@link UsageError} where it is another run's. */
export function readCheckpoint(output: string, run: string): Checkpoint | undefined {
  const path = checkpointOf(output);
  let found: Checkpoint;
  try {
    found = JSON.parse(readFileSync(path, 'utf8')) as Checkpoint;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${path} cannot be read; delete it to begin anew`);
  }
  if (found.run !== run) {
    throw new UsageError(
      `${path} is of another input, other lists or other options; delete it to begin anew`,
    );
  }
  return found;
}

export const removeCheckpoint = (output: string): void => rmSync(checkpointOf(output), { force: true });
