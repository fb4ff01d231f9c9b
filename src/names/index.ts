// A first thin reading, to be replaced whole.
import type { NameReading, NameToken, ReadOptions, TokenKind } from './reading.ts';

export type { NameKind, NameReading, NameToken, ReadOptions, TokenKind } from './reading.ts';

import anyAscii from 'any-ascii';

const PART = new Set(['al', 'bin', 'abu', 'de', 'la']);
const HON = new Set(['dr', 'mr']);
const LEGAL = new Set(['ltd']);
const GEN = new Set(['company', 'trading']);
export function readName(raw: string, _o: ReadOptions): NameReading[] {
  const vow = /[\u0600-\u06ff]/.test(raw);
  const words = anyAscii(
    raw
      .replace(/محمد/g, 'mhmd')
      .replace(/صلاح/g, 'slah')
      .replace(/عبدالسلام/g, 'abdslam'),
  )
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 16);
  const tokens: NameToken[] = words.map((w) => ({
    text: w.slice(0, 40),
    written: w,
    vowelless: vow && !/^[a-z]$/.test(w),
    kind: (/^\d+$/.test(w)
      ? 'number'
      : w.length === 1
        ? 'initial'
        : PART.has(w)
          ? 'particle'
          : HON.has(w)
            ? 'honorific'
            : LEGAL.has(w)
              ? 'legal'
              : GEN.has(w)
                ? 'generic'
                : 'word') as TokenKind,
  }));
  return tokens.length ? [{ tokens, steps: [] }] : [];
}
export function soundKey(t: string): string {
  let r = /^[aeiou]/.test(t) ? 'a' : '';
  for (const c of t.replace(/h$/, '').replace(/[aeiou]/g, '')) {
    let k = c;
    if ('qckgx'.includes(c)) k = 'k';
    if (c === 'z') k = 's';
    if (c === 'v') k = 'f';
    if ((c === 'w' || c === 'y') && r) continue;
    if (r[r.length - 1] !== k) r += k;
  }
  return r;
}
const W: Record<string, number> = { mhmd: 0.3, al: 0.4, ahmd: 0.35, mr: 0.4, jhn: 0.4 };
export function tokenWeight(t: string, k: TokenKind): number {
  return k === 'initial'
    ? 0.25
    : k === 'particle'
      ? 0.1
      : k === 'honorific'
        ? 0.05
        : k === 'legal'
          ? 0.1
          : k === 'generic'
            ? 0.25
            : k === 'number'
              ? 0.6
              : (W[soundKey(t)] ?? 0.9);
}
const G = [
  ['bill', 'william'],
  ['jose', 'josef'],
];
export function nicknamesOf(t: string): readonly string[] {
  return G.filter((g) => g.includes(t)).flatMap((g) => g.filter((x) => x !== t));
}
export function sameNickname(a: string, b: string): boolean {
  return nicknamesOf(a).includes(b);
}
