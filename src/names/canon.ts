import { CANON_DROPPED, CANON_LETTERS, CANON_SHARES } from './canon-tables.ts';

/**
 * Canon 1: how two services that never show each other a name come to the same letters. Its keys are compared sealed, so a
 * difference of one letter is a miss: nothing here and in `canon-tables.ts` may change for canon 1, and `canon.test.ts`
 * holds it against keys that are published with the protocol (docs/protocol.md §2). It stands apart from the reading of
 * names for matching, which gets better every month.
 */

/** How a skeleton is made of a word in `a`–`z`: in this order, each everywhere. */
export const CANON_RULES: readonly (readonly [pattern: RegExp, by: string])[] = [
  // Abdul Rahman, Abdurrahman, Abdel-Rahman: the article goes, its doubled letter falls with the doubles below.
  [/^abd[aeiou]l(?=[a-z]{3})/, 'abd'],
  [/chr/g, 'kr'],
  [/tsch|shch|sch|tch|sh|ch|cz/g, 'S'],
  [/dzh|dj|zh/g, 'j'],
  [/ts|tz|dz/g, 's'],
  [/kh|gh|ck/g, 'k'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/c(?=[eiy])/g, 's'],
  [/x/g, 'ks'],
  [/^y/, 'j'],
  [/^w/, 'f'],
  [/w(?=sk)/g, 'f'],
  [/[qcg]/g, 'k'],
  [/v/g, 'f'],
  [/z/g, 's'],
  [/p/g, 'b'],
  [/^[aeiou]+/, 'A'],
  [/[aeiouwyh]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** Longer names are cut: no person needs more, and all pairs of the words are made. */
const MOST_WORDS = 12;
const MOST_CHARACTERS = 300;

const letters = new Map(CANON_LETTERS.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]));
const dropped = new Set(CANON_DROPPED.split(' '));
const shares = new Map(CANON_SHARES.split(' ').map((entry) => [entry.slice(0, -1), Number(entry.slice(-1))]));

/** Abd al-X and Abdul X are one word: the servant of X. */
const SERVANT = /^abd(?:[aeiou]l?)?$/;

/** The words of a name in `a`–`z`, without particles, titles and single letters. */
function wordsOf(name: string): string[] {
  const plain = name
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKD')
    .toLowerCase()
    // The Arabic article, written as one with its word.
    .replace(/(^|[^\p{L}\p{M}])ال(?=\p{L}{3})/gu, '$1')
    .replace(/[\p{M}'’‘ʼʻ`´ʹʾʿ]/gu, '');
  let roman = '';
  for (const letter of plain) roman += /[a-z]/.test(letter) ? letter : (letters.get(letter) ?? ' ');
  const words: string[] = [];
  let servant = false;
  for (const word of roman.split(' ')) {
    if (SERVANT.test(word)) {
      servant = true;
      continue;
    }
    if (word.length < 2 || dropped.has(word)) continue;
    words.push(servant ? `abd${word}` : word);
    servant = false;
    if (words.length === MOST_WORDS) break;
  }
  return words;
}

/** The skeleton of a word in `a`–`z`: itself where less than two letters would be left. */
function skeletonOf(word: string): string {
  let text = word;
  for (const [pattern, by] of CANON_RULES) text = text.replace(pattern, by);
  return text.length < 2 ? word : text;
}

/** The skeletons of a name in any order that sorts the same everywhere, each once; none where nothing can be read. */
export const canonSkeletons = (name: string): readonly string[] =>
  [...new Set(wordsOf(name).map(skeletonOf))].sort();

/** Share of a skeleton that stands in no table: one name of 5,000 or less; of two letters, one of 1,000. */
const RARE = 2e-4;
const RARE_SHORT = 1e-3;

/** How many persons bear words of this skeleton, in (0, 1): steps from one of 1,000 (1) to one of 50 and more (7 to 9). */
export function canonShare(skeleton: string): number {
  const step = shares.get(skeleton);
  if (step !== undefined) return 0.001 * 20 ** ((step - 1) / 6);
  return skeleton.length <= 2 ? RARE_SHORT : RARE;
}
