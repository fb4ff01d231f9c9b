import type { NameReading } from './reading.ts';

/** Fewer letters stand for too many organisations. */
const SHORTEST = 4;
const LEFT_OUT = new Set(['and', 'for']);

/**
 * An organisation's name by the first letters of its words (legal form, particles and a leading article left out), as a
 * reading of one word; `undefined` where that names nothing.
 */
export function acronymOf({ tokens }: NameReading): NameReading | undefined {
  let text = '';
  for (const token of tokens) {
    const counts = token.kind === 'word' || token.kind === 'generic';
    if (counts && !LEFT_OUT.has(token.text)) text += token.text[0]!;
  }
  if (text.length < SHORTEST) return undefined;
  return {
    tokens: [{ text, kind: 'word', written: text.toUpperCase(), vowelless: false }],
    steps: [`${text.toUpperCase()}: the first letters of its words`],
  };
}
