import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './database.ts';
import { keyFile } from './key-file.ts';
import type { KeyRing } from './key-ring.ts';

/** The key that all secrets of the service are encrypted under; it lies outside of the database. */
export interface MasterKey {
  /** The one ring of the service: another one would go on with the old key after a change. */
  readonly ring: KeyRing;
  /** For people: where it comes from. */
  readonly place: string;
  /**
   * Encrypts everything under another key (a random one where none is given) and keeps that; killed at any moment, one of the
   * two opens everything. A key that comes from the settings can only be changed to one that somebody has.
   */
  change(next: Buffer | undefined): Promise<number>;
}

const NAME = 'master.key';
/** The next key lies here from before the change until after it. */
const NEXT = 'master.key.next';

const read = (path: string): Buffer | undefined => {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Opens the key; `given` is the setting, 64 hexadecimal digits. */
export async function openMasterKey(
  folder: string,
  given: string | undefined,
  ringOf: (key: Buffer) => KeyRing,
): Promise<MasterKey> {
  const path = join(folder, NAME);
  const nextPath = join(folder, NEXT);
  if (given !== undefined) {
    const ring = ringOf(Buffer.from(given, 'hex'));
    return {
      ring,
      place: 'setting masterKey (TOCSIN_MASTER_KEY)',
      async change(next) {
        if (!next)
          throw new StoreError(
            'the master key comes from the settings: put the next one into a file and name it by --to, then set it',
          );
        if (next.toString('hex') === given.toLowerCase())
          throw new StoreError('this is the master key that is in use');
        return ring.changeMasterKey(next);
      },
    };
  }
  const next = read(nextPath);
  // A change was cut off: the key that opens the secrets is the one.
  if (next && (await opens(ringOf(next)))) renameSync(nextPath, path);
  else if (next) rmSync(nextPath);
  const ring = ringOf(keyFile(folder, NAME));
  return {
    ring,
    place: path,
    async change(to = randomBytes(32)) {
      writeWhole(nextPath, `${to.toString('hex')}\n`);
      const count = await ring.changeMasterKey(to);
      renameSync(nextPath, path);
      return count;
    },
  };
}

function writeWhole(path: string, text: string): void {
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whether a ring opens its first secret; an empty one opens nothing. */
async function opens(ring: KeyRing): Promise<boolean> {
  const [first] = await ring.list();
  if (!first) return false;
  try {
    return (await ring.find(first.name)) !== undefined;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}
