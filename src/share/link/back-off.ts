import type { LinkLimits } from './limits.ts';

/**
 * How long to wait, ms, after so many tries that failed: doubled from the first to the longest, and of that between a half and
 * all by chance. Without chance all partners of a service that was away would come to it in the same second, again and again.
 *
 * @param chance between 0 and 1
 */
export const waitAfter = (
  tries: number,
  { firstPostWait, longestPostWait }: Pick<LinkLimits, 'firstPostWait' | 'longestPostWait'>,
  chance: number,
): number => Math.round(Math.min(firstPostWait * 2 ** (tries - 1), longestPostWait) * (0.5 + chance / 2));
