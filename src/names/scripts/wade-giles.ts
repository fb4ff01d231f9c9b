/**
 * Wade–Giles, in which Chinese names were written before pinyin and are in Taiwan still: Tse-tung, Hsiao-p'ing. Printed
 * without its apostrophes, as it mostly is, p stands for p and b alike; then both are given.
 */

/** Pinyin syllables, by initial. */
const SYLLABLES = `
  b a o ai ei ao an en ang eng i ie iao ian in ing u
  p a o ai ei ao ou an en ang eng i ie iao ian in ing u
  m a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u
  f a o ei ou an en ang eng u
  d a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un
  t a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un
  n a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ue
  l a e ai ei ao ou an ang eng ong i ie iao iu ian in iang ing u uo uan un ue
  g a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
  k a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
  h a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
  j i ia ie iao iu ian in iang ing iong u ue uan un
  q i ia ie iao iu ian in iang ing iong u ue uan un
  x i ia ie iao iu ian in iang ing iong u ue uan un
  zh a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
  ch a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
  sh a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang
  r e i ao ou an en ang eng ong u uo ui uan un
  z a e i ai ao ou an en ang eng ong u uo ui uan un
  c a e i ai ao ou an en ang eng ong u uo ui uan un
  s a e i ai ao ou an en ang eng ong u uo ui uan un
  y a an ang ao e i in ing ong ou u uan ue un
  w a ai an ang ei en eng o u
`;
const PINYIN = new Set(
  SYLLABLES.trim()
    .split('\n')
    .flatMap((line) => {
      const [initial, ...finals] = line.trim().split(' ');
      return finals.map((final) => initial + final);
    })
    .concat('a ai an ang ao e ei en er ou'.split(' ')),
);

/** Wade–Giles initials with what they are unaspirated and aspirated; longer ones first. */
const INITIALS: readonly (readonly [string, string, string])[] = [
  ['hs', 'x', 'x'],
  ['sh', 'sh', 'sh'],
  ['ch', 'zh', 'ch'],
  ['ts', 'z', 'c'],
  ['tz', 'z', 'c'],
  ['ss', 's', 's'],
  ['sz', 's', 's'],
  ['p', 'b', 'p'],
  ['t', 'd', 't'],
  ['k', 'g', 'k'],
  ['j', 'r', 'r'],
  ...'mfnlhswy'.split('').map((same) => [same, same, same] as const),
  ['', '', ''],
];

const FINALS: Readonly<Record<string, string>> = {
  ih: 'i',
  ieh: 'ie',
  ueh: 'ue',
  ien: 'ian',
  iung: 'iong',
  ung: 'ong',
  uei: 'ui',
  erh: 'er',
  eh: 'e',
  yu: 'you',
};
/** Finals that only pinyin has: a word with one of them is none of Wade–Giles. */
const PINYIN_ONLY = new Set(['ong', 'iong', 'ian', 'ie', 'ue']);

function syllable(text: string, aspirated: boolean): string | undefined {
  const found = INITIALS.find(([initial]) => text.startsWith(initial))!;
  const rest = text.slice(found[0].length);
  if (PINYIN_ONLY.has(rest)) return undefined;
  let initial = aspirated ? found[2] : found[1];
  let final = FINALS[rest] ?? rest;
  switch (found[0]) {
    case 'ch':
      if (/^i(?!h)/.test(rest)) initial = aspirated ? 'q' : 'j';
      break;
    case 'tz':
    case 'ss':
    case 'sz':
      if (rest === 'u') final = 'i';
      break;
    case 'k':
    case 'h':
      if (rest === 'o') final = 'e';
      break;
    case 'y':
      if (rest === 'en') final = 'an';
      if (rest === 'u') final = 'ou';
      break;
    case '':
      if (rest === 'i' || rest === 'in' || rest === 'ing') initial = 'y';
      break;
  }
  if (final === 'o' && /^(?:d|t|n|l|zh|ch|sh|r|z|c|s)$/.test(initial)) final = 'uo';
  const pinyin = initial + final;
  return PINYIN.has(pinyin) ? pinyin : undefined;
}

/** One word (`Teng`, `Hsiao-p'ing`) in pinyin: as strictly read, and with all stops aspirated; none if it is no such word. */
function wordInPinyin(word: string): readonly string[] {
  const strict = /['’‘ʼ`]/.test(word);
  const read = (all: boolean): string | undefined => {
    let text = '';
    for (const part of word.toLowerCase().split('-')) {
      const plain = part.replace(/['’‘ʼ`]/g, '');
      const one = syllable(plain, all || plain !== part);
      if (one === undefined) return undefined;
      text += one;
    }
    return text;
  };
  const readings = strict ? [read(false)] : [read(false), read(true)];
  return [...new Set(readings.filter((reading) => reading !== undefined))];
}

const LETTERS = "a-zA-Z'’‘ʼ`";
/** Two syllables with a hyphen, the second in small letters, or all in capitals. */
const HYPHENATED = new RegExp(
  `(?<![${LETTERS}-])[A-Z][${LETTERS}]{0,5}-(?:[a-z'’‘ʼ\`]{1,6}|[A-Z'’‘ʼ\`]{1,6})(?![${LETTERS}-])`,
);

/** The name with its Wade–Giles words in pinyin, in at most four ways; none where there is no hyphenated one. */
export function inPinyin(text: string): readonly string[] {
  const hyphenated = text.includes('-') ? HYPHENATED.exec(text)?.[0] : undefined;
  if (hyphenated === undefined || wordInPinyin(hyphenated).length === 0) return [];
  let ways = [''];
  for (const piece of text.split(/([\s,/]+)/)) {
    const inner = wordInPinyin(piece);
    const choices = piece === '' || inner.length === 0 ? [piece] : inner;
    ways = ways.flatMap((way) => choices.map((choice) => way + choice)).slice(0, 4);
  }
  return ways.filter((way) => way.toLowerCase() !== text.replace(/-/g, '').toLowerCase());
}
