/**
 * The sound skeleton of a token: what is left when the choices that romanisation makes are taken away.
 *
 * Vowels go (but for the mark of an initial one), as do `w` and `y` inside a word, which stand for vowels as often
 * (Yousef, Ywsf); letters that the usual systems exchange fall together: q, k, c, g, gh, kh (Qaddafi, Gadhafi), s, z, ts
 * (Hussein, Huzein), sh, ch, sch, tch; f, v, ph; t, th; d, dh; j, dj, zh, dzh. Doubled letters are one; a final h is mute.
 */

const VOWEL = 'aeiou';
const isVowel = (letter: string | undefined): boolean => letter !== undefined && VOWEL.includes(letter);

/** Open (a), front (i), round (o, u); e may be open or front. */
const VOWEL_CLASS: Readonly<Record<string, number>> = { a: 1, e: 3, i: 2, y: 2, o: 4, u: 4, w: 4 };
/** Gaps between the letters of a key whose vowels are kept: three bits each in 32. */
const GAPS = 10;

export interface Sound {
  readonly key: string;
  /**
   * The vowels that the key leaves out, as classes open (1), front (2) and round (4): three bits for each gap between
   * the letters of the key, that before the first lowest.
   */
  readonly vowels: number;
}

export const soundKey = (text: string): string => soundOf(text).key;

/** `text` is a folded token (`a`–`z`, `0`–`9`). */
export function soundOf(text: string): Sound {
  const n = text.length;
  let vowels = 0;
  const noteVowel = (letter: string, gap: number): void => {
    if (gap < GAPS) vowels |= VOWEL_CLASS[letter]! << (gap * 3);
  };
  let key = '';
  let last = '';
  let i = 0;
  // An initial vowel, or ye- that some write and some do not (Yevgeny, Evgeni), is one mark.
  if (isVowel(text[0]) || (text[0] === 'y' && text[1] === 'e')) {
    const glide = text[0] === 'i' && (text[1] === 'o' || text[1] === 'u' || text[1] === 'a');
    key = glide ? 'y' : 'a';
    if (isVowel(text[0]) && !glide) noteVowel(text[0]!, 0);
    last = '';
    i = 1;
  }
  while (i < n) {
    const c = text[i]!;
    const next = text[i + 1];
    let sound = '';
    let width = 1;
    switch (c) {
      case 'a':
      case 'e':
      case 'i':
      case 'o':
      case 'u':
        last = '';
        // A long e is heard as i: Saeed, Said.
        noteVowel(c === 'e' && next === 'e' ? 'i' : c, key.length);
        i += c === 'e' && next === 'e' ? 2 : 1;
        continue;
      case 'w':
      case 'y':
        // W is v in German, Polish and Persian spellings: Wladimir, Wahid, and -owski inside a word.
        if (c === 'w' && (i === 0 || (next === 's' && text[i + 2] === 'k'))) sound = 'f';
        else if (i === 0) sound = c;
        else {
          last = '';
          noteVowel(c, key.length);
          i++;
          continue;
        }
        break;
      case 'b':
      case 'f':
      case 'l':
      case 'm':
      case 'n':
      case 'r':
        sound = c;
        break;
      case 'p':
        sound = next === 'h' ? 'f' : 'p';
        width = next === 'h' ? 2 : 1;
        break;
      case 'v':
        sound = 'f';
        break;
      case 't':
        if (next === 'c' && text[i + 2] === 'h') {
          sound = 'S';
          width = 3;
        } else if (next === 's' && (text[i + 2] === 'h' || text.startsWith('ch', i + 2))) {
          sound = 'S';
          width = text[i + 2] === 'h' ? 3 : 4;
        } else if (next === 's' || next === 'z') {
          sound = 's';
          width = 2;
        } else {
          sound = 't';
          width = next === 'h' ? 2 : 1;
        }
        break;
      case 'd':
        if (next === 'z' && text[i + 2] === 'h') {
          sound = 'j';
          width = 3;
        } else if (next === 'j') {
          sound = 'j';
          width = 2;
        } else if (next === 'z') {
          sound = 's';
          width = 2;
        } else {
          sound = 'd';
          width = next === 'h' ? 2 : 1;
        }
        break;
      case 'z':
        sound = next === 'h' ? 'j' : 's';
        width = next === 'h' ? 2 : 1;
        break;
      case 'j':
        sound = 'j';
        break;
      case 's':
        if (next === 'c' && text[i + 2] === 'h') {
          sound = 'S';
          width = text.startsWith('tsch', i + 3) ? 7 : 3;
        } else if (next === 'h') {
          // Shch, the one Cyrillic letter, is heard as the simple sound as often.
          sound = 'S';
          width = text.startsWith('ch', i + 2) ? 4 : 2;
        } else sound = 's';
        break;
      case 'c':
        if (next === 'h') {
          sound = text[i + 2] === 'r' ? 'k' : 'S';
          width = 2;
        } else if (next === 'z') {
          sound = 'S';
          width = 2;
        } else if (next === 'k') {
          sound = 'k';
          width = 2;
        } else sound = next === 'e' || next === 'i' || next === 'y' ? 's' : 'k';
        break;
      case 'g':
      case 'k':
      case 'q':
        sound = 'k';
        width = next === 'h' ? 2 : 1;
        break;
      case 'x':
        // Pinyin and Portuguese write it for sh at the beginning of a word: Xi, Ximenes.
        if (i === 0) sound = 'S';
        else {
          if (last !== 'k') key += 'k';
          sound = 's';
        }
        break;
      case 'h':
        if (i === n - 1) {
          i++;
          continue;
        }
        sound = 'h';
        break;
      default:
        sound = c;
    }
    if (sound !== last) key += sound;
    last = sound;
    i += width;
  }
  return { key, vowels };
}
