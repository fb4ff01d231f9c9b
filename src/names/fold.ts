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

/** Letters that passports and English texts write as two. */
const AS_TWO: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  č: 'ch',
  ć: 'ch',
  ç: 'ch',
  š: 'sh',
  ş: 'sh',
  ș: 'sh',
  ž: 'zh',
  đ: 'dj',
};
const LETTERS_AS_TWO = new RegExp(`[${Object.keys(AS_TWO).join('')}]`, 'g');
/** Of these languages j is the y of English, too (Čajkovskij). */
const SLAVIC = /[čćšžđ]/;

/** The word with such letters written as two; `undefined` if it has none. */
export function foldAsTwo(text: string): string | undefined {
  const composed = text.normalize('NFC').toLowerCase();
  const two = composed.replace(LETTERS_AS_TWO, (letter) => AS_TWO[letter]!);
  if (two === composed) return undefined;
  return fold(SLAVIC.test(composed) ? two.replace(/j/g, 'y') : two);
}

/** Endings of Slavic family names as German and Polish write them. */
const SLAVIC_WITH_W = /[oe]w(?:a|itsch|sk[iy]j?|skaja)?$/;

/** Whether a folded word is a Slavic family name as German or Polish writes it: Chodorkowski, Lawrow. */
export const isGermanSlavic = (text: string): boolean => SLAVIC_WITH_W.test(text);

/** Such a word as English writes it (Khodorkovski, Lavrov); others stay. */
export function slavicInEnglish(text: string): string {
  if (!isGermanSlavic(text)) return text;
  return text
    .replace(/w/g, 'v')
    .replace(/tsch/g, 'č')
    .replace(/sch/g, 'sh')
    .replace(/ch/g, 'kh')
    .replace(/č/g, 'ch')
    .replace(/j/g, 'y');
}
