import anyAscii from 'any-ascii';

/** Chinese family names of two characters; all others have one. */
const TWO_CHARACTER_NAMES = new Set([
  '欧阳',
  '歐陽',
  '司马',
  '司馬',
  '诸葛',
  '諸葛',
  '上官',
  '夏侯',
  '东方',
  '東方',
  '皇甫',
  '尉迟',
  '尉遲',
  '公孙',
  '公孫',
  '慕容',
  '长孙',
  '長孫',
  '宇文',
  '司徒',
  '南宫',
  '南宮',
  '令狐',
  '轩辕',
  '軒轅',
  '端木',
  '百里',
  '呼延',
  '独孤',
  '獨孤',
]);

/** Usual spellings of Korean family names beside the official one (Revised Romanisation, 2000). */
const KOREAN_NAMES: Readonly<Record<string, string>> = {
  김: 'kim',
  이: 'lee',
  리: 'ri',
  박: 'park',
  최: 'choi',
  정: 'jung',
  강: 'kang',
  조: 'cho',
  윤: 'yoon',
  장: 'jang',
  임: 'lim',
  오: 'oh',
  한: 'han',
  신: 'shin',
  서: 'seo',
  권: 'kwon',
  황: 'hwang',
  안: 'ahn',
  송: 'song',
  류: 'ryu',
  유: 'yoo',
  홍: 'hong',
  전: 'jeon',
  고: 'ko',
  문: 'moon',
  손: 'son',
  양: 'yang',
  배: 'bae',
  백: 'paek',
  허: 'huh',
  남: 'nam',
  심: 'shim',
  노: 'noh',
  로: 'ro',
  하: 'ha',
  곽: 'kwak',
  성: 'sung',
  차: 'cha',
  주: 'joo',
  우: 'woo',
  구: 'koo',
  현: 'hyon',
  태: 'thae',
};

/** Consonants and vowels of Revised Romanisation that are often written otherwise in passports. */
const KOREAN_RESPELT: readonly (readonly [RegExp, string])[] = [
  [/eo/g, 'o'],
  [/eu/g, 'u'],
  [/^g/, 'k'],
  [/^d/, 't'],
  [/^b/, 'p'],
];

const reading = (text: string): string =>
  anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Readings of a word in Han, Hangul or Kana as words in Latin letters; the family name stands first. */
export function romaniseEastAsian(
  word: string,
  script: 'Han' | 'Hangul' | 'Kana',
): readonly (readonly string[])[] {
  const characters = [...word];
  if (script === 'Kana') {
    const text = reading(word);
    // Long vowels are written long, short or not at all: Satou, Satoh, Sato.
    const short = text.replace(/ou/g, 'o').replace(/oo/g, 'o').replace(/uu/g, 'u');
    return short === text ? [[text]] : [[short], [text]];
  }
  if (script === 'Han') {
    const family = TWO_CHARACTER_NAMES.has(word.slice(0, 2)) && characters.length > 2 ? 2 : 1;
    if (characters.length === 1 || characters.length > 5) return [characters.map(reading)];
    return [[reading(characters.slice(0, family).join('')), reading(characters.slice(family).join(''))]];
  }
  if (characters.length === 1 || characters.length > 4) return [[reading(word)]];
  const family = characters[0]!;
  const given = characters.slice(1).map(reading);
  const official = [reading(family), given.join('')];
  const usual = [KOREAN_NAMES[family] ?? reading(family), given.map(respelt).join('')];
  return official.join() === usual.join() ? [official] : [usual, official];
}

const respelt = (syllable: string): string =>
  KOREAN_RESPELT.reduce((text, [from, to]) => text.replace(from, to), syllable);
