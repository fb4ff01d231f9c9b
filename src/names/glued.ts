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
/** Longest part; the longest names of one word that lists hold have fifteen letters. */
const LONGEST_PART = 16;
/**
 * From this length a word with one common name of so many letters in it is two names, the other one rare. Measured on the shipped
 * lists: of names run together two thirds are parted rightly, where it was two fifths; of their single words of nine letters and
 * more one in twenty is parted wrongly, which adds a form and takes none away, and no innocent traveller of 15,000 got a hit by it.
 */
const TWO_NAMES = 12;
const SURE_PART = 4;
/** A father's name in the Slavic form, which no given name ends like; known by its ending, whoever the father was. */
const PATRONYMIC = /^[a-z]{3,10}(?:[oe]v|yev|iev)(?:ich|ych|itch|na)$/;
const PATRONYMIC_FROM = 7;
/** Cost of a part: few long known parts are believed before many short ones. */
const KNOWN = 1;
/** Of a patronymic of an unknown father; where his name is common too, the cut is at the right place. */
const FATHER = 1.5;
const PARTICLE = 0.9;
/** Of a part that is no common name, and of each of its letters: a known name of four letters is cut off from it, one of three is not. */
const UNKNOWN = 1;
const UNKNOWN_LETTER = 0.33;

interface Way {
  readonly cost: number;
  readonly parts: readonly string[];
  readonly unknown: number;
  readonly known: number;
  /** Letters of the longest known part. */
  readonly sure: number;
}

const knownCost = (part: string, father: boolean): number =>
  father && !isOfCommonFather(part) ? FATHER : KNOWN;
const unknownCost = (part: string): number => UNKNOWN + UNKNOWN_LETTER * part.length;

/** Whether a patronymic is of a common name: NIKOLA-EVICH of NIKOLAI, IVAN-OVNA of IVAN. */
function isOfCommonFather(patronymic: string): boolean {
  const root = patronymic.replace(/(?:[oey]|ye|ie)v(?:ich|ych|itch|na)$/, '');
  return ['', 'i', 'y', 'iy', 'ey', 'ei'].some((ending) => isCommonWord(root + ending));
}

/** The parts of a word of small plain letters; `undefined` where it is one name, or nothing that can be parted. */
export function partGlued(word: string): readonly string[] | undefined {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word) || isCommonWord(word))
    return undefined;
  const ways: (Way | undefined)[] = [{ cost: 0, parts: [], unknown: 0, known: 0, sure: 0 }];
  for (let to = 2; to <= word.length; to++) {
    let best: Way | undefined;
    for (let from = Math.max(0, to - LONGEST_PART); from <= to - 2; from++) {
      const way = ways[from];
      if (!way || way.parts.length === MOST_PARTS) continue;
      const part = word.slice(from, to);
      const particle = PARTICLES.has(part);
      const father = part.length >= PATRONYMIC_FROM && from > 0 && PATRONYMIC.test(part);
      const known = !particle && (father || (part.length >= SHORTEST_PART && isCommonWord(part)));
      if (!particle && !known && (part.length < SHORTEST_UNKNOWN || part === word || way.unknown > 0))
        continue;
      const cost = way.cost + (particle ? PARTICLE : known ? knownCost(part, father) : unknownCost(part));
      if (best && best.cost <= cost) continue;
      best = {
        cost,
        parts: [...way.parts, part],
        unknown: way.unknown + (particle || known ? 0 : 1),
        known: way.known + (known ? 1 : 0),
        sure: known ? Math.max(way.sure, part.length) : way.sure,
      };
    }
    ways[to] = best;
  }
  const whole = ways[word.length];
  if (!whole || whole.parts.length < 2) return undefined;
  // One known name and a rest is any name that is not very long; two are names run together.
  const enough = whole.unknown === 0 || (word.length >= TWO_NAMES && whole.sure >= SURE_PART) ? 1 : 2;
  if (whole.known < enough) return undefined;
  // BURKHANOVICH is one name; IVANPETROVICH is two, since both are common.
  const isOne =
    PATRONYMIC.test(word) && (whole.unknown > 0 || !isOfCommonFather(whole.parts.at(-1) as string));
  return isOne ? undefined : whole.parts;
}
