import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A key of 32 bytes in a file of the data folder, as 64 hexadecimal digits that only the owner may read; made where there is
 * none. Two processes of one folder get the same.
 */
export function keyFile(folder: string, name: string): Buffer {
  const path = join(folder, name);
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(32).toString('hex');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return Buffer.from(made, 'hex');
  } catch (error) {
    // Another process of this folder was quicker.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return keyFile(folder, name);
    throw error;
  }
}
