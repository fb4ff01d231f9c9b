import { type Ground, type OpenedScreening, type OpenOptions, openAll } from '../screening/index.ts';
import { keyFile } from '../store/index.ts';
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

/** The role whose accounts decide hits. */
const OFFICER = 'watch-officer';

/** The watch on the rooms below it. */
export function watchOn(
  { screening, travel, gate, law, accountsWith }: Ground,
  options: ServiceOptions,
): Promise<Watch> {
  const { now, onError, retention = 'erase', looksBack = true, line } = options;
  return openWatch({
    screening,
    travel,
    gate,
    registerHeld: law.registerHeld,
    now,
    officers: () => accountsWith(OFFICER),
    onError,
    retention,
    looksBack,
    maskKey:
      options.maskKey === undefined
        ? keyFile(options.folder, 'mask.key')
        : Buffer.from(options.maskKey, 'hex'),
    ...(line && { line }),
  });
}

/** Opens store, index, accounts and watch together. */
export async function openService(options: ServiceOptions): Promise<OpenedService> {
  const { upper, ...opened } = await openAll(options, (ground) => watchOn(ground, options));
  return { ...opened, watch: upper };
}
