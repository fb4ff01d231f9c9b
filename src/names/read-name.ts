import anyAscii from 'any-ascii';
import {
  type CompoundWord,
  joinCompounds,
  normaliseCompound,
  turnedWhole,
  withSunArticles,
} from './compounds.ts';
import { fold, foldAsTwo, isGermanSlavic, slavicInEnglish } from './fold.ts';
import type { NameReading, NameToken, ReadOptions, TokenKind } from './reading.ts';
import { isPersianStyle, romaniseArabic } from './scripts/arabic.ts';
import { romaniseCyrillic } from './scripts/cyrillic.ts';
import { romaniseEastAsian } from './scripts/east-asian.ts';
import { romaniseGreek } from './scripts/greek.ts';
import { romaniseHebrew } from './scripts/hebrew.ts';
import { type Script, scriptOf } from './scripts/script.ts';
import { romaniseThai } from './scripts/thai.ts';
import { inPinyin } from './scripts/wade-giles.ts';
import {
  GENERATIONS,
  GENERIC,
  GENERIC_SPELLINGS,
  HONORIFICS,
  LEGAL_FORMS,
  LONGEST_LEGAL_FORM,
  MISSPELT_FORMS,
  NUMBER_WORDS,
  PARTICLES,
  PARTICLES_AND_NAMES,
  ROMAN_NUMERALS,
  SHIP_PREFIXES,
  TENS,
} from './word-lists.ts';

/** Longer names are cut: no name of a person or company needs more, and hostile input must not cost time. */
const MOST_LETTERS = 600;
const MOST_TOKENS = 16;
const MOST_TOKEN_LETTERS = 40;
const MOST_READINGS = 8;

interface Word {
  /** As written. */
  readonly written: string;
  readonly part?: 'given' | 'family';
  /** Stood with a dot behind a single letter, or alone as one. */
  readonly single: boolean;
}

/** A word in Latin letters. */
interface RomanWord extends CompoundWord {
  readonly part?: 'given' | 'family';
  /** Read from Chinese, Japanese or Korean characters: never a particle or a title of another language. */
  readonly syllable?: true;
}

const ASCII = /^[\x20-\x7e]*$/;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{Nd}]/u;

/** Controls, soft hyphens, zero-width characters and bidirectional marks: never part of a name. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const APOSTROPHES = /['’‘ʼʻ`´ʹʾʿ]/g;
const NOT_WORD = /[^\p{L}\p{M}\p{Nd}.]+/u;

/**
 * Reads a name in any script. The first reading is the likeliest; none if nothing in the text can be read.
 * Never throws; the same text always gives the same readings.
 */
export function readName(raw: string, options: ReadOptions): NameReading[] {
  const steps: string[] = [];
  let text = raw;
  if (text.length > MOST_LETTERS) {
    text = text.slice(0, MOST_LETTERS);
    steps.push(`only the first ${MOST_LETTERS} characters were read`);
  }
  const ascii = ASCII.test(text);
  if (!ascii) text = text.normalize('NFKC').replace(INVISIBLE, (c) => (/\s/.test(c) ? ' ' : ''));
  const words = splitWords(text, options, steps);
  if (words.length === 0) return [];

  const readings: NameReading[] = [];
  const add = (roman: readonly RomanWord[], more: readonly string[], unglued?: true): void => {
    const tokens = classify(joinParts(roman), options);
    if (tokens.length === 0 || readings.length >= MOST_READINGS) return;
    const key = tokens.map((token) => `${token.kind} ${token.text}`).join();
    if (readings.some((reading) => keyOf(reading) === key)) return;
    readings.push({ tokens, steps: [...steps, ...more], ...(unglued && { unglued }) });
  };

  const romanised = (written: readonly Word[]): Romanised =>
    ascii ? { main: written.map(asciiWord), others: [] } : romanise(written, options, steps);
  const { main, others } = romanised(words);
  add(main, []);
  for (const { roman, step } of others) add(roman, [step]);
  if (main.some(({ text: word }) => isGermanSlavic(word))) {
    const slavic = main.map((word) => ({ ...word, text: slavicInEnglish(word.text) }));
    add(slavic, ['a German spelling of a Slavic name read as English writes it']);
  }
  if (CAPITAL_BEHIND_SMALL.test(text)) {
    const apart = words.flatMap(splitCapitals);
    if (apart.length > words.length) {
      add(romanised(apart).main, ['taken apart where a capital letter stands inside a word']);
    }
  }
  if (options.kind === 'person') {
    const unglued = withoutGluedTitle(main);
    if (unglued) add(unglued.roman, [unglued.step], true);
    const apart = withSunArticles(main);
    if (apart) add(apart, ['an Arabic article written as it is heard was taken apart']);
    const whole = turnedWhole(main);
    if (whole) add(whole, [`read as ${whole.map(({ written }) => written).join(' ')}`]);
    for (const pinyin of ascii ? inPinyin(text) : []) {
      add(splitWords(pinyin, options, []).map(asciiWord), [`Wade–Giles read as pinyin: ${pinyin}`]);
    }
  }
  return readings;
}

const keyOf = (reading: NameReading): string =>
  reading.tokens.map((token) => `${token.kind} ${token.text}`).join();

/** Words as written; the order `FAMILY, Given`, `FAMILY/GIVEN` and `FAMILY<<GIVEN` tells the parts. */
function splitWords(text: string, { kind }: ReadOptions, steps: string[]): Word[] {
  const person = kind === 'person' || kind === 'unknown';
  let parts: string[] = [text];
  if (person) {
    const divider = text.includes('<<')
      ? '<<'
      : text.includes(',')
        ? ','
        : text.includes('/')
          ? '/'
          : undefined;
    if (divider !== undefined) {
      const [family, ...given] = text.split(divider);
      const rest = given.join(' ');
      if (LETTER_OR_DIGIT.test(family!) && LETTER_OR_DIGIT.test(rest)) {
        parts = [family!, rest];
        if (divider === '<<') steps.push('read as a machine-readable zone: family name first');
      }
    }
  }
  const words: Word[] = [];
  parts.forEach((piece, at) => {
    const part = parts.length === 2 ? (at === 0 ? 'family' : 'given') : undefined;
    const bare = piece.replace(APOSTROPHES, '').replace(/&/g, ' and ');
    for (const chunk of bare.split(NOT_WORD)) {
      for (const written of splitDots(chunk, kind)) {
        const single = [...written].length === 1;
        words.push(part ? { written, part, single } : { written, single });
      }
    }
  });
  return words;
}

/** `J.R.` is two initials of a person, `I.R.I.S.L.` one acronym of an organisation, `St.Petersburg` two words. */
function splitDots(chunk: string, kind: ReadOptions['kind']): string[] {
  if (chunk === '') return [];
  if (!chunk.includes('.')) return [chunk];
  const pieces = chunk.split('.').filter((piece) => piece !== '');
  if (kind !== 'person' && pieces.length > 1 && pieces.every((piece) => [...piece].length === 1)) {
    return [pieces.join('')];
  }
  return pieces;
}

const asciiWord = (word: Word): RomanWord => {
  const roman = { text: fold(word.written), written: word.written, vowelless: false };
  return word.part ? { ...roman, part: word.part } : roman;
};

const SCRIPT_STEPS: Readonly<Partial<Record<Script, string>>> = {
  Cyrillic: 'Cyrillic script read by BGN/PCGN',
  Greek: 'Greek script read by ELOT 743',
  Arabic: 'Arabic script read letter by letter; it leaves vowels out',
  Hebrew: 'Hebrew script read letter by letter; it leaves vowels out',
  Han: 'Chinese characters read as pinyin',
  Kana: 'Kana read by Hepburn',
  Hangul: 'Hangul read by Revised Romanisation and the usual spellings of family names',
  Indic: 'Indic script read letter by letter; its inherent vowel is not written',
  Thai: 'Thai script read letter by letter',
  Other: 'another script read by a general table',
};

const CAPITAL_BEHIND_SMALL = /\p{Ll}\p{Lu}/u;
/** Two words that lost their space. McX and DeX are one. */
const CAPITAL_INSIDE = /^([\p{L}\p{M}]{2,}\p{Ll})(\p{Lu}[\p{L}\p{M}]+)$/u;

function splitCapitals(word: Word): Word[] {
  const halves = CAPITAL_INSIDE.exec(word.written);
  return halves ? [halves[1]!, halves[2]!].map((written) => ({ ...word, written, single: false })) : [word];
}

interface Romanised {
  readonly main: RomanWord[];
  readonly others: { readonly roman: RomanWord[]; readonly step: string }[];
}

/** Words of any script in Latin letters: the likeliest reading, and others with what makes them differ. */
function romanise(words: readonly Word[], options: ReadOptions, steps: string[]): Romanised {
  const main: RomanWord[] = [];
  const alternative: RomanWord[] = [];
  let differs: string | undefined;
  const persian = words.some(({ written }) => isPersianStyle(written));
  const tellScript = (script: Script): void => {
    const step = SCRIPT_STEPS[script];
    if (step !== undefined && !steps.includes(step)) steps.push(step);
  };
  for (const word of words) {
    const script = scriptOf(word.written.codePointAt(0)!);
    tellScript(script);
    const give = (text: string, vowelless = false): RomanWord => {
      const roman = { text: fold(text), written: word.written, vowelless };
      return word.part ? { ...roman, part: word.part } : roman;
    };
    const first: RomanWord[] = [];
    let second: RomanWord[] | undefined;
    switch (script) {
      case 'Latin': {
        first.push(give(word.written));
        const asTwo = foldAsTwo(word.written);
        if (asTwo !== undefined) {
          second = [give(asTwo)];
          differs ??= 'letters with marks written as two';
        }
        break;
      }
      case 'Cyrillic':
        first.push(give(romaniseCyrillic(word.written)));
        break;
      case 'Greek':
        first.push(give(romaniseGreek(word.written)));
        break;
      case 'Arabic': {
        const read = romaniseArabic(word.written, persian);
        if (read.article) first.push({ ...give('al'), written: 'ال' });
        const stem = give(read.text, read.vowelless);
        first.push(read.article ? { ...stem, written: word.written.slice(2) } : stem);
        break;
      }
      case 'Hebrew': {
        const read = romaniseHebrew(word.written);
        first.push(give(read.text, read.vowelless));
        break;
      }
      case 'Indic':
        first.push(give(anyAscii(word.written), true));
        break;
      case 'Thai':
        first.push(give(romaniseThai(word.written), true));
        break;
      case 'Han':
      case 'Kana':
      case 'Hangul': {
        const japanese = options.language?.startsWith('ja') ?? false;
        const [usual, official] = romaniseEastAsian(
          word.written,
          script === 'Han' && japanese ? 'Kana' : script,
        );
        const syllable = (part: string): RomanWord => ({ ...give(part), syllable: true });
        first.push(...usual!.map(syllable));
        if (official) {
          second = official.map(syllable);
          differs ??= 'another romanisation of the same characters';
        }
        break;
      }
      default:
        first.push(give(anyAscii(word.written)));
    }
    main.push(...first);
    alternative.push(...(second ?? first));
  }
  return { main, others: differs === undefined ? [] : [{ roman: alternative, step: differs }] };
}

/** Drops what romanised to nothing, cuts what is too long, and joins compounds. */
function joinParts(words: readonly RomanWord[]): RomanWord[] {
  const kept: RomanWord[] = [];
  for (const word of words) {
    if (word.text === '') continue;
    kept.push(
      word.text.length > MOST_TOKEN_LETTERS
        ? { ...word, text: word.text.slice(0, MOST_TOKEN_LETTERS) }
        : word,
    );
    if (kept.length === MOST_TOKENS * 2) break;
  }
  return joinCompounds(kept);
}

const DIGITS = /^\d+$/;
const ORDINAL = /^(\d+)(?:st|nd|rd|th)$/;

function kindOf(text: string, kind: ReadOptions['kind'], at: number): TokenKind {
  if (DIGITS.test(text) || ORDINAL.test(text)) return 'number';
  if (text.length === 1 && kind !== 'person' && at > 0 && ROMAN_NUMERALS.has(text)) return 'number';
  if (PARTICLES.has(text)) return 'particle';
  if (text.length === 1) return 'initial';
  if (kind === 'person' || kind === 'unknown') {
    if (HONORIFICS.has(text)) return 'honorific';
    if (GENERATIONS.has(text)) return 'honorific';
  }
  if (kind === 'vessel' && SHIP_PREFIXES.has(text)) return 'honorific';
  if (kind !== 'person') {
    if (GENERIC.has(text)) return 'generic';
    if (NUMBER_WORDS.has(text) || ROMAN_NUMERALS.has(text) || TENS.has(text)) return 'number';
  }
  return 'word';
}

/** Kinds of the words; legal forms of several words become one token. A name without any word keeps all as words. */
function classify(words: readonly RomanWord[], { kind }: ReadOptions): NameToken[] {
  const tokens: NameToken[] = [];
  for (let i = 0; i < words.length && tokens.length < MOST_TOKENS; i++) {
    const word = words[i]!;
    const part = word.part;
    // In front (OOO Lanprint) only where it is known to be an organisation: Sal and Ag are beginnings of names, too.
    if (kind === 'organisation' || (kind === 'unknown' && i > 0)) {
      const form = legalFormAt(words, i);
      if (form && (i > 0 || form.words < words.length)) {
        const written = words.slice(i, i + form.words).map((one) => one.written);
        tokens.push({ text: form.text, kind: 'legal', written: written.join(' '), vowelless: false });
        i += form.words - 1;
        continue;
      }
    }
    const tens = kind === 'person' ? undefined : TENS.get(word.text);
    if (tens !== undefined) {
      const unit = unitOf(words[i + 1]?.text);
      const written = unit === 0 ? word.written : `${word.written} ${words[i + 1]!.written}`;
      tokens.push({ text: String(tens + unit), kind: 'number', written, vowelless: false });
      if (unit > 0) i++;
      continue;
    }
    const last = i === words.length - 1 && i > 0 && PARTICLES_AND_NAMES.has(word.text);
    const tokenKind = last || word.syllable ? 'word' : kindOf(word.text, kind, i);
    const text = textOf(word.text, tokenKind, kind);
    const token = {
      text,
      kind: tokenKind,
      written: word.written,
      vowelless: word.vowelless && tokenKind === 'word',
    };
    tokens.push(part ? { ...token, part } : token);
  }
  if (tokens.some((token) => token.kind === 'word' || token.kind === 'number' || token.kind === 'generic')) {
    return tokens;
  }
  return tokens.map((token) => (token.text.length > 1 ? { ...token, kind: 'word' as const } : token));
}

/** What a word adds to the tens before it: forty four, forty 4. */
function unitOf(text: string | undefined): number {
  const unit = Number(NUMBER_WORDS.get(text ?? '') ?? text);
  return Number.isInteger(unit) && unit < 10 ? unit : 0;
}

function textOf(text: string, kind: TokenKind, nameKind: ReadOptions['kind']): string {
  if (kind === 'number') {
    const digits = ORDINAL.exec(text)?.[1] ?? NUMBER_WORDS.get(text) ?? ROMAN_NUMERALS.get(text) ?? text;
    return digits.replace(/^0+(?=\d)/, '');
  }
  if (kind === 'generic') return GENERIC_SPELLINGS.get(text) ?? text;
  return kind === 'word' && nameKind !== 'organisation' ? normaliseCompound(text) : text;
}

/** The longest legal form that begins at a word. */
function legalFormAt(
  words: readonly RomanWord[],
  at: number,
): { readonly text: string; readonly words: number } | undefined {
  let phrase = '';
  let found: { text: string; words: number } | undefined;
  for (let k = 0; k < LONGEST_LEGAL_FORM && at + k < words.length; k++) {
    phrase = k === 0 ? words[at]!.text : `${phrase} ${words[at + k]!.text}`;
    const text = LEGAL_FORMS.get(phrase) ?? MISSPELT_FORMS.get(phrase);
    if (text !== undefined) found = { text, words: k + 1 };
  }
  return found;
}

/** What airlines glue to the given name, which stands last (IATA Resolution 722g; DOCS and name elements). */
const GLUED_TITLES = ['mstr', 'miss', 'prof', 'chd', 'inf', 'mrs', 'mr', 'ms', 'dr'];
/** What is left of the name must be this long: AMR and OMR are names. */
const UNGLUED_FROM = 3;

/** The name without a title that was glued to a word of the given name, as another reading; the first stays. */
function withoutGluedTitle(
  words: readonly RomanWord[],
): { readonly roman: RomanWord[]; readonly step: string } | undefined {
  if (words.length < 2) return undefined;
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i]!;
    if (word.part === 'family' || !ASCII.test(word.written)) break;
    const title = GLUED_TITLES.find(
      (end) => word.text.endsWith(end) && word.text.length >= end.length + UNGLUED_FROM,
    );
    if (title !== undefined) {
      const text = word.text.slice(0, -title.length);
      const written = word.written.slice(0, -title.length);
      const roman = [...words];
      roman[i] = { ...word, text, written };
      return {
        roman,
        step: `${title.toUpperCase()} removed from ${word.written}: a title that airlines glue to names`,
      };
    }
    if (word.part === undefined && i < words.length - 1) break;
  }
  return undefined;
}
