import type { Random } from '../model/index.ts';

/** How names come to be written otherwise. */

/** The words of a name in capital Latin letters. */
export const latin = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z ]+/g, ' ')
    .split(' ')
    .filter((word) => word.length > 1);

/** One letter left out, put in or exchanged; never the first. */
export function misspelt(word: string, random: Random): string {
  const at = 1 + random.below(Math.max(word.length - 2, 1));
  const letter = random.pick([...'AEIOULNRST']);
  const kind = random.below(3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  return word.slice(0, at) + letter + word.slice(at + 1);
}

/** Letters that one office writes so and another otherwise (Arabic, Cyrillic, Persian into Latin letters). */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/KH/, 'H'],
  [/GH/, 'G'],
  [/Q/, 'K'],
  [/OU/, 'U'],
  [/U(?=[^AEIOU])/, 'OU'],
  [/DH/, 'D'],
  [/TH/, 'T'],
  [/ZH/, 'J'],
  [/EI|AI/, 'AY'],
  [/IY/, 'Y'],
  [/YA/, 'IA'],
  [/([A-Z])\1/, '$1'],
  [/V$/, 'FF'],
  [/I$/, 'Y'],
];

/** As another office writes it; the same where it has no other way. */
export function otherwise(word: string): string {
  const rule = OTHERWISE.find(([pattern]) => pattern.test(word));
  return rule ? word.replace(rule[0], rule[1]) : word;
}
