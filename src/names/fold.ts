/**
 * Latin letters with any mark, and Latin letters beyond the alphabet, to plain `a`–`z`.
 *
 * Marks come off by Unicode decomposition; what does not decompose is in the table. Choices follow ICAO Doc 9303-3,
 * table 6 (what a passport's machine-readable zone prints), except where it doubles letters only for capitals.
 */
const BEYOND: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ħ: 'h',
  ŧ: 't',
  ə: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ƒ: 'f',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɣ: 'gh',
  ʒ: 'zh',
  ǥ: 'g',
  ɖ: 'd',
  ŀ: 'l',
  ĳ: 'ij',
  ƣ: 'gh',
  ɵ: 'o',
  ᵹ: 'g',
};

const MARKS = /\p{M}+/gu;

/** Lower-case letters `a`–`z` and digits; any other letter that is not in the tables is left out. */
export function fold(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length && plain; i++) {
    const code = text.charCodeAt(i);
    plain = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  }
  if (plain) return text;
  // İ lower-cases to i and a combining dot, which comes off with the marks.
  const bare = text.toLowerCase().normalize('NFKD').replace(MARKS, '');
  let out = '';
  for (const letter of bare) {
    const code = letter.charCodeAt(0);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) out += letter;
    else out += BEYOND[letter] ?? '';
  }
  return out;
}

const UMLAUTS = /[äöüåÄÖÜÅ]/;
const UMLAUT_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };

/** The word with ä, ö, ü, å written as two letters, as passports print them; `undefined` if it has none. */
export function foldUmlauts(text: string): string | undefined {
  const composed = text.normalize('NFC');
  if (!UMLAUTS.test(composed)) return undefined;
  return fold(composed.toLowerCase().replace(/[äöüå]/g, (letter) => UMLAUT_LETTERS[letter]!));
}
