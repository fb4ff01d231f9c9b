import { countryCode } from '../country-code.ts';

/**
 * The names in one alias element of the UN list. Mostly it is one; but several may stand there, parted by semicolons or
 * `b)`, in brackets behind the name in its own script, or in the note.
 */
export interface AliasNames {
  readonly names: readonly string[];
  /** Short forms in capitals behind a longer name: `… (ISIL-GS)`. */
  readonly abbreviations: readonly string[];
}

const TRAILING_BRACKET = /^(.*\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/s;
const ABBREVIATION = /^\p{Lu}[\p{Lu}&/-]{1,9}$/u;
/** In brackets, but no short form; nor are the names of countries. */
const NO_ABBREVIATION = new Set(['NGO', 'LTD', 'INC']);
/** Said of a name, not part of it. */
const LABEL = /\b(?:in Arabic(?: script)?|original script):\s*/i;
const REMARK = /(?:\s*\(original script\)|\s+-\s+sub-unit name|,\s+born\b.*)$/i;
const LATIN = /\p{Script=Latin}/u;
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

/** The longest text that is taken apart (published ones are below 700 characters); a longer one is no name. */
const MAX_TEXT = 2_000;

/** Splits the text of `ALIAS_NAME` (or of a name of an entity). */
export function aliasNames(text: string): AliasNames {
  if (text.length > MAX_TEXT) return { names: [text], abbreviations: [] };
  const parts = outsideBrackets(text).map(namesOfPart);
  return {
    names: [...new Set(parts.flatMap((part) => part.names))],
    abbreviations: parts.flatMap((part) => part.abbreviations),
  };
}

/** Splits at semicolons that stand outside of brackets. */
function outsideBrackets(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    else if (text[at] === ';' && depth <= 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function namesOfPart(text: string): AliasNames {
  const names: string[] = [];
  const abbreviations: string[] = [];
  const bracket = TRAILING_BRACKET.exec(text.trim());
  const inner = bracket?.[2]?.trim() ?? '';
  if (bracket && ABBREVIATION.test(inner) && !NO_ABBREVIATION.has(inner) && !countryCode(inner)) {
    abbreviations.push(inner);
    names.push(...listed(bracket[1]!));
  } else if (bracket) {
    // In front of the bracket stands the name; inside stand others, or a remark that is not kept.
    const outer = namesOfPart(bracket[1]!);
    names.push(...outer.names);
    abbreviations.push(...outer.abbreviations);
    if (inner.includes(';') || inOtherScript(bracket[1]!, inner)) names.push(...listed(inner));
  } else {
    names.push(...listed(text));
  }
  return { names, abbreviations };
}

/** The names that a note tells: `In Arabic: …`, or spellings in Latin letters of a name in another script. */
export function noteNames(note: string, alias: string): readonly string[] {
  if (note.length > MAX_TEXT) return [];
  const label = LABEL.exec(note);
  if (label) return listed(note.slice(label.index + label[0].length));
  return OTHER_SCRIPT.test(alias) && note.includes(';') && !/[()\d]/.test(note) ? listed(note) : [];
}

/** `FAMILY, Given` as `Given FAMILY`; other names as they are. */
export function givenFirst(name: string): string {
  const found = /^([^,]+), ([^,]+)$/.exec(name);
  return found && !/^(?:jr|sr|junior|senior|i{1,3}|iv)\b/i.test(found[2]!) ? `${found[2]} ${found[1]}` : name;
}

function listed(text: string): readonly string[] {
  return text
    .split(/;|\s\/\s|\s[b-h]\)\s/)
    .map((name) => {
      const label = LABEL.exec(name);
      return (label ? name.slice(label.index + label[0].length) : name)
        .trim()
        .replace(/^a\)\s/, '')
        .replace(REMARK, '')
        .replace(/[“”"]/g, '')
        .trim();
    })
    .filter((name) => name !== '');
}

function inOtherScript(a: string, b: string): boolean {
  return (OTHER_SCRIPT.test(a) && LATIN.test(b)) || (LATIN.test(a) && OTHER_SCRIPT.test(b));
}
