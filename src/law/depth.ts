import { DEEPEST, MOST_ARITHMETIC, MOST_CONDITIONALS } from './tuning.ts';

/** Strings and comments of Cedar, and the signs that make a rule deep; all else is passed over. */
const SIGN = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|[([{]|[)\]}]|[-+*]|\bif\b|;/g;

/** Whether rules are nested deeper than people write and than Cedar's stack holds; said in a sentence. */
export function tooDeep(text: string): string | undefined {
  let depth = 0;
  let arithmetic = 0;
  let conditionals = 0;
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (sign.length === 1 && '([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (sign.length === 1 && '-+*'.includes(sign)) arithmetic++;
    else if (sign === 'if') conditionals++;
    else if (sign === ';') depth = arithmetic = conditionals = 0;
    if (depth > DEEPEST || arithmetic > MOST_ARITHMETIC || conditionals > MOST_CONDITIONALS)
      return `line ${text.slice(0, index).split('\n').length}: the rule is nested too deep; part it into several`;
  }
  return undefined;
}
