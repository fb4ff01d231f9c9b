/** Scripts that are told apart; `Other` is read by a general table. */
export type Script =
  | 'Latin'
  | 'Cyrillic'
  | 'Greek'
  | 'Arabic'
  | 'Hebrew'
  | 'Han'
  | 'Kana'
  | 'Hangul'
  | 'Indic'
  | 'Thai'
  | 'Other';

const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x0370, 0x03ff, 'Greek'],
  [0x0400, 0x052f, 'Cyrillic'],
  [0x0590, 0x05ff, 'Hebrew'],
  [0x0600, 0x06ff, 'Arabic'],
  [0x0750, 0x077f, 'Arabic'],
  [0x08a0, 0x08ff, 'Arabic'],
  [0x0900, 0x0dff, 'Indic'],
  [0x0e00, 0x0e7f, 'Thai'],
  [0x1100, 0x11ff, 'Hangul'],
  [0x1e00, 0x1eff, 'Latin'],
  [0x1f00, 0x1fff, 'Greek'],
  [0x3040, 0x30ff, 'Kana'],
  [0x3400, 0x4dbf, 'Han'],
  [0x4e00, 0x9fff, 'Han'],
  [0xac00, 0xd7af, 'Hangul'],
  [0xf900, 0xfaff, 'Han'],
  [0xfb1d, 0xfb4f, 'Hebrew'],
  [0xfb50, 0xfdff, 'Arabic'],
  [0xfe70, 0xfeff, 'Arabic'],
  [0x20000, 0x3134f, 'Han'],
];

/** The script of one character; digits and Latin letters are `Latin`. */
export function scriptOf(codePoint: number): Script {
  if (codePoint < 0x0250) return 'Latin';
  for (const [from, to, script] of RANGES) if (codePoint >= from && codePoint <= to) return script;
  return 'Other';
}

/** The script in which a name is mostly written. */
export function describeScript(text: string): Script {
  const counts = new Map<Script, number>();
  for (const letter of text) {
    if (!/\p{L}/u.test(letter)) continue;
    const script = scriptOf(letter.codePointAt(0)!);
    counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  let best: Script = 'Latin';
  let most = 0;
  for (const [script, count] of counts) {
    if (count > most) {
      best = script;
      most = count;
    }
  }
  return best;
}
