/**
 * A world of names to measure in: as many as wanted, from a seed, with the properties that make real lists hard.
 *
 * Words are learnt from a list of real names: the frequent ones stay as frequent as there (the commonest word, a
 * spelling of Mohammed, is in about one name in seventy), and a long tail of words that look like names is made by
 * a Markov chain over letters, so that nearly every word has near neighbours. About 290,000 different words in a
 * million names.
 */

import { allFakers } from '@faker-js/faker';

/** Uniform numbers in [0, 1) from a seed (Mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

export interface NameWorld {
  /** A new name of two to four words. */
  name(): string;
  /** A birth date, 1940 to 2005. */
  date(): string;
  word(): string;
  readonly uniform: () => number;
}

const ORDER = 3;

/** Learns from real names, in Latin letters. */
export function nameWorld(real: readonly string[], seed: number): NameWorld {
  const uniform = random(seed);
  const counts = new Map<string, number>();
  for (const name of real) {
    for (const word of name.toLowerCase().split(/[^a-z]+/)) {
      if (word.length > 2) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const common = [...counts].filter(([, n]) => n >= 4).sort((a, b) => b[1] - a[1]);
  const cumulative: number[] = [];
  let sum = 0;
  for (const [, n] of common) {
    sum += n;
    cumulative.push(sum);
  }
  const next = new Map<string, string>();
  for (const [word, n] of counts) {
    const text = `${'^'.repeat(ORDER)}${word}$`;
    for (let i = ORDER; i < text.length; i++) {
      const key = text.slice(i - ORDER, i);
      next.set(key, (next.get(key) ?? '') + text[i]!.repeat(Math.min(n, 3)));
    }
  }
  const invent = (): string => {
    for (;;) {
      let text = '^'.repeat(ORDER);
      while (text.length < 14 + ORDER) {
        const letters = next.get(text.slice(-ORDER))!;
        const letter = letters[Math.floor(uniform() * letters.length)]!;
        if (letter === '$') break;
        text += letter;
      }
      if (text.length >= ORDER + 3) return text.slice(ORDER);
    }
  };
  const frequent = (): string => {
    const at = uniform() * sum;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return common[low]![0];
  };
  const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  const word = (): string => (uniform() < 0.72 ? frequent() : invent());
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    uniform,
    word,
    name() {
      const r = uniform();
      const words = r < 0.45 ? 2 : r < 0.85 ? 3 : 4;
      return Array.from({ length: words }, () => capital(word())).join(' ');
    },
    date() {
      const year = 1940 + Math.floor(uniform() * 66);
      return `${year}-${two(1 + Math.floor(uniform() * 12))}-${two(1 + Math.floor(uniform() * 28))}`;
    },
  };
}

/** One slip in one word of at least four letters: insert, drop, replace or swap. */
export function misspell(name: string, uniform: () => number): string {
  const words = name.split(' ');
  const candidates = words.map((_, i) => i).filter((i) => words[i]!.length >= 4);
  if (candidates.length === 0) return name;
  const i = candidates[Math.floor(uniform() * candidates.length)]!;
  const word = words[i]!;
  const at = 1 + Math.floor(uniform() * (word.length - 1));
  const letter = String.fromCharCode(97 + Math.floor(uniform() * 26));
  const what = uniform();
  words[i] =
    what < 0.25
      ? word.slice(0, at) + letter + word.slice(at)
      : what < 0.5
        ? word.slice(0, at) + word.slice(at + 1)
        : what < 0.75 || at + 1 >= word.length
          ? word.slice(0, at) + letter + word.slice(at + 1)
          : word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
  return words.join(' ');
}

/** The words in another order. */
export function reorder(name: string, uniform: () => number): string {
  const words = name.split(' ');
  const turn = 1 + Math.floor(uniform() * (words.length - 1));
  return [...words.slice(turn), ...words.slice(0, turn)].join(' ');
}

/** One word left out of three or more. */
export function leaveOut(name: string, uniform: () => number): string {
  const words = name.split(' ');
  if (words.length < 3) return name;
  words.splice(Math.floor(uniform() * words.length), 1);
  return words.join(' ');
}

const SOUND_CHANGES: readonly (readonly [RegExp, string])[] = [
  [/ou/g, 'u'],
  [/oo/g, 'u'],
  [/ee/g, 'i'],
  [/kh/g, 'h'],
  [/q/g, 'k'],
  [/y\b/g, 'i'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/([^aeiou])\1/g, '$1'],
  [/e/g, 'i'],
  [/o/g, 'u'],
  [/(?<=[aeiou])h\b/g, ''],
  [/v/g, 'f'],
];

/** Another romanisation of the same sounds: one or two of the usual changes, where any applies. */
export function respell(name: string, uniform: () => number): string {
  let text = name.toLowerCase();
  let left = 1 + Math.floor(uniform() * 2);
  const start = Math.floor(uniform() * SOUND_CHANGES.length);
  for (let k = 0; k < SOUND_CHANGES.length && left > 0; k++) {
    const [from, to] = SOUND_CHANGES[(start + k) % SOUND_CHANGES.length]!;
    const changed = text.replace(from, to);
    if (changed !== text) left--;
    text = changed;
  }
  return text;
}

/** Locales of faker whose names are no names of other locales under another label. */
const COUNTRIES = [
  'ar',
  'fa',
  'tr',
  'ur',
  'he',
  'az',
  'ku_ckb',
  'uz_UZ_latin',
  'ru',
  'uk',
  'sr_RS_latin',
  'hr',
  'pl',
  'cs_CZ',
  'sk',
  'ro',
  'hu',
  'el',
  'hy',
  'ka_GE',
  'de',
  'fr',
  'it',
  'es',
  'es_MX',
  'pt_BR',
  'nl',
  'sv',
  'fi',
  'en_GB',
  'en_US',
  'en_IN',
  'en_NG',
  'id_ID',
  'vi',
  'zh_CN',
  'ja',
  'ko',
  'th',
  'fr_SN',
] as const;

/**
 * Travellers of 40 countries, each equally often, as faker makes them: given and family names that are common there, in the
 * script of the country. Titles are left out.
 */
export function travellers(seed: number): { readonly name: () => string; readonly country: () => string } {
  let at = 0;
  for (const country of COUNTRIES) allFakers[country].seed(seed);
  return {
    country: () => COUNTRIES[(at - 1 + COUNTRIES.length) % COUNTRIES.length]!,
    name() {
      const { person } = allFakers[COUNTRIES[at++ % COUNTRIES.length]!];
      return person
        .fullName()
        .replace(/\b(?:Mr|Mrs|Ms|Miss|Dr|Jr|Sr|I|II|III|IV|V|DVM|PhD|MD|DDS)\b\.? ?/g, '')
        .trim();
    },
  };
}
