import { countryCode } from '../intake/index.ts';
import type { StatedPlace } from '../network/index.ts';
import { countrySpot, type Spot, townNamed, townOfCode } from '../places/index.ts';

/** Short names of states that are no names of anything else; "CA" and "IN" are of two. */
const SHORT: readonly string[] = ['usa', 'uk', 'uae', 'drc'];
/** States whose name another place bears: the town has to be in it. */
const OF_TWO: readonly string[] = ['ge'];

/**
 * Where a stated place is on the map: its town where that is known, else its country, else nowhere. Whatever is finer is left out. A town is
 * looked for in the country that is said, never in all the world: there are many Alexandrias.
 */
export function spotOf({ airport, text = '', country }: StatedPlace): Spot | undefined {
  if (airport !== undefined) return townOfCode(airport);
  const parts = text
    .split(/[,;|/\n]+/)
    .map(plainPart)
    .filter(Boolean);
  const said = country ?? stateOf(parts.at(-1));
  if (said === undefined) return undefined;
  for (const part of parts.toReversed()) {
    const town = townNamed(part, said);
    if (town) return town;
  }
  return country === undefined && OF_TWO.includes(said) ? undefined : countrySpot(said);
}

/** Without words that have a figure in them: numbers of houses, postal codes. */
const plainPart = (part: string): string =>
  part
    .split(/\s+/)
    .filter((word) => !/\p{N}/u.test(word))
    .join(' ')
    .trim();

const stateOf = (part: string | undefined): string | undefined =>
  part !== undefined && (part.length > 3 || SHORT.includes(part.toLowerCase()))
    ? countryCode(part)
    : undefined;
