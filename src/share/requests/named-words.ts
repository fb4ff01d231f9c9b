import { fold, readName } from '../../names/index.ts';
import { SHORTEST_WORD } from './tuning.ts';

/** What names and numbers look like in whatever script: folded words, and the words of each reading in Latin letters. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  const add = (word: string): void => {
    if (word.length >= SHORTEST_WORD) words.add(word);
  };
  for (const word of text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)) {
    add(word);
    add(fold(word));
    for (const { tokens } of readName(word, { kind: 'person' }))
      for (const { text: read, kind } of tokens) if (kind !== 'particle' && kind !== 'honorific') add(read);
  }
  return words;
}

/**
 * Words of a text that say whom the question is about: a request names nobody. Gives them as they stand among the values. This
 * finds slips, not intent: who wants to write a name in another way can.
 */
export function namedIn(text: string, values: readonly string[]): readonly string[] {
  const said = wordsOf(text);
  // A number or date may be written with other signs between.
  const digits = text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const found = values.flatMap((value) =>
    /\d/.test(value)
      ? value.length >= 6 && digits.includes(value.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase())
        ? [value]
        : []
      : [...wordsOf(value)].filter((word) => said.has(word)),
  );
  return [...new Set(found)];
}
