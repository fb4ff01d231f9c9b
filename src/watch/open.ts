import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenedScreening, type OpenOptions, openAll } from '../screening/index.ts';
import type { Line } from './receive.ts';
import type { RetentionRule } from './retention.ts';
import type { Watch } from './types.ts';
import { openWatch } from './watch.ts';

/** A service of one's own, with the watch. */
export interface OpenedService extends OpenedScreening {
  readonly watch: Watch;
}

export interface ServiceOptions extends OpenOptions {
  readonly retention?: RetentionRule;
  /** 64 hexadecimal digits; one is made in the folder where none is given. */
  readonly maskKey?: string;
  /** Where received messages go instead of being taken here. */
  readonly line?: Line;
  /** Whether kept travellers are matched here against what changed on lists. */
  readonly looksBack?: boolean;
  readonly onError: (error: unknown) => void;
}

/** Opens store, index, accounts and watch together. */
export async function openService(options: ServiceOptions): Promise<OpenedService> {
  const { now, onError, retention = 'erase', looksBack = true, line } = options;
  const { upper, ...opened } = await openAll(options, ({ screening, travel, gate }) =>
    openWatch({
      screening,
      travel,
      gate,
      now,
      onError,
      retention,
      looksBack,
      maskKey: Buffer.from(options.maskKey ?? keyIn(options.folder), 'hex'),
      ...(line && { line }),
    }),
  );
  return { ...opened, watch: upper };
}

/** The key of this folder; made with the first start. Losing it loses what is masked, and nothing else. */
function keyIn(folder: string): string {
  const path = join(folder, 'mask.key');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(32).toString('hex');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    // Another process of this folder was quicker.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return keyIn(folder);
    throw error;
  }
}
