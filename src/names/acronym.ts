import type { NameReading } from './reading.ts';

/** Fewer letters than this name nothing. */
const SHORTEST = 3;

/** First letters of an organisation's words, legal form and particles left out; `undefined` below three words. */
export function acronymOf({ tokens }: NameReading): string | undefined {
  let letters = '';
  for (const { text, kind } of tokens) {
    if ((kind === 'word' || kind === 'generic') && text !== 'and' && text !== 'for') letters += text[0]!;
  }
  return letters.length < SHORTEST ? undefined : letters;
}
