import { isCommonWord } from './frequency.ts';

/**
 * Booking systems run given names together: SANTOSISIDRORIVERA. Such a word is parted where every part but one at most is
 * a common name.
 */

const PARTICLES = new Set(['al', 'el', 'bin', 'ibn', 'abu', 'ben', 'abd', 'de', 'la', 'von', 'van']);
/** Shorter words are names of their own more often. */
const SHORTEST = 9;
const LONGEST = 45;
const SHORTEST_PART = 3;
const SHORTEST_UNKNOWN = 4;
const MOST_PARTS = 6;
/** Cost of a part: few long known parts are believed before many short ones. */
const KNOWN = 1;
const PARTICLE = 0.9;
const UNKNOWN = 2.2;

interface Way {
  readonly cost: number;
  readonly parts: readonly string[];
  readonly unknown: number;
  readonly known: number;
}

/** The parts of a word of small plain letters; `undefined` where it is one name, or nothing that can be parted. */
export function partGlued(word: string): readonly string[] | undefined {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word) || isCommonWord(word))
    return undefined;
  const ways: (Way | undefined)[] = [{ cost: 0, parts: [], unknown: 0, known: 0 }];
  for (let to = 2; to <= word.length; to++) {
    let best: Way | undefined;
    for (let from = Math.max(0, to - 16); from <= to - 2; from++) {
      const way = ways[from];
      if (!way || way.parts.length === MOST_PARTS) continue;
      const part = word.slice(from, to);
      const particle = PARTICLES.has(part);
      const known = !particle && part.length >= SHORTEST_PART && isCommonWord(part);
      if (!particle && !known && (part.length < SHORTEST_UNKNOWN || way.unknown > 0)) continue;
      const cost = way.cost + (particle ? PARTICLE : known ? KNOWN : UNKNOWN);
      if (best && best.cost <= cost) continue;
      best = {
        cost,
        parts: [...way.parts, part],
        unknown: way.unknown + (particle || known ? 0 : 1),
        known: way.known + (known ? 1 : 0),
      };
    }
    ways[to] = best;
  }
  const whole = ways[word.length];
  // One known name and a rest is any long name; two are names run together.
  if (!whole || whole.parts.length < 2 || whole.known < (whole.unknown > 0 ? 2 : 1)) return undefined;
  return whole.parts;
}
