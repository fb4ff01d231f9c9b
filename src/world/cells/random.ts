import { type Random, seeded } from '../../model/index.ts';

/** A stream of random numbers for each part of a world: what one part draws does not change another. */
export function streamOf(seed: number, part: string): Random {
  // FNV-1a: near seeds and like names come far apart.
  let hash = 2_166_136_261 ^ seed;
  for (const letter of part) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  return seeded((hash ^ (hash >>> 13)) >>> 0);
}

export const between = (random: Random, [low, high]: readonly [number, number]): number =>
  low + random.next() * (high - low);

export const wholeBetween = (random: Random, [low, high]: readonly [number, number]): number =>
  low + random.below(high - low + 1);

/** Log-normal: durations and delays are positive, most short, some very long. */
export function logNormal(
  random: Random,
  { median, spread }: { readonly median: number; readonly spread: number },
): number {
  // Box and Muller 1958.
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * random.next()));
}

export function byWeight<T>(random: Random, items: readonly (readonly [T, number])[]): T {
  let at = random.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    at -= weight;
    if (at < 0) return item;
  }
  return (items.at(-1) as readonly [T, number])[0];
}
