import { type OpenedScreening, type OpenOptions, openAll } from '../screening/index.ts';
import type { Watch } from './types.ts';
import { openWatch } from './watch.ts';

/** A service of one's own, with the watch. */
export interface OpenedService extends OpenedScreening {
  readonly watch: Watch;
}

/** Opens store, index, accounts and watch together. */
export async function openService(
  options: OpenOptions & { readonly onError: (error: unknown) => void },
): Promise<OpenedService> {
  const { upper, ...opened } = await openAll(options, ({ screening, travel, gate }) =>
    openWatch({ screening, travel, gate, now: options.now, onError: options.onError }),
  );
  return { ...opened, watch: upper };
}
