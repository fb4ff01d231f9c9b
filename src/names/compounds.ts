/**
 * Names that are one but are written as one, two or three words: servant-of names (Abd al-Rahman, Abdulrahman, Abdur
 * Rahman) and names that end in Allah (Saif Allah, Saifullah). All spellings come to one token.
 */
import { slipsOf } from './slips.ts';
import { PARTICLES } from './word-lists.ts';

/** Spellings of abd with or without the article, as a word of its own. */
const SERVANT = new Set(
  'abd abdul abdel abdal abdol abdoul abdu abde abdur abdus abdush abdun abdud abduz abdut abder abdes abden abdelal'.split(
    ' ',
  ),
);
/** The same at the beginning of a word, the longest first. */
const SERVANT_PREFIX = /^abd(?:(?:ou|[ueaio])l?)?/;
/** Words that are one slip from these and are names of their own. */
const NOT_SLIPS = new Set(
  'aidul abidul abula abdula abdulo abdullahi abdallahi abdollahi abdulai abdulla abdalla'.split(' '),
);

function slips(words: string): ReadonlySet<string> {
  const all = new Set(words.split(' ').flatMap((word) => [...slipsOf(word)]));
  for (const name of NOT_SLIPS) all.delete(name);
  return all;
}

const SERVANT_SLIPS = slips('abdul abdel');
const GOD_SLIPS = slips('abdullah abdallah abdollah abdellah');
const isServant = (word: string): boolean => SERVANT.has(word) || word === 'abdl' || SERVANT_SLIPS.has(word);

const ARTICLES = new Set('al el ul ar as ash ad an az at ur us il'.split(' '));
/** Words that begin with abd and are no such name. */
const NOT_SERVANT = new Set([
  'abdi',
  'abdo',
  'abdu',
  'abdou',
  'abdul',
  'abdel',
  'abd',
  'abdullahi',
  'abdallahi',
]);

/** The token of "servant of X", from X's token. */
const servantOf = (rest: string): string => `abd${rest}`;

/** Abdulrahman, Abdurrahman, Abdessalam → abdrahman, abdsalam; other words unchanged. */
function normaliseServant(word: string): string {
  if (word.length < 7 || NOT_SERVANT.has(word)) return word;
  if (GOD_SLIPS.has(word)) return 'abdallah';
  if (!word.startsWith('abd')) {
    for (const length of [5, 6]) {
      if (word.length >= length + 3 && SERVANT_SLIPS.has(word.slice(0, length)))
        return servantOf(word.slice(length));
    }
    return word;
  }
  // Abdullah, Abdallah, Abdollah: the article is part of the name of God.
  const god = /^abd[uaoie]l+ah?$/.exec(word);
  if (god) return 'abdallah';
  if (/^abd[uaoie]?llah/.test(word)) return word.replace(/^abd[uaoie]?llah/, 'abdallah');
  const rest = word.replace(SERVANT_PREFIX, '');
  if (rest.length < 3) return word;
  // Abdulatif: the one l is that of Latif.
  if (/^at[ie]+f/.test(rest)) return servantOf(`l${rest}`);
  // Before a sun letter the article is heard as that letter: abdurrahman is abdu, r, rahman; abdushshakur, abdu, sh, shakur.
  const doubled = /^(sh|[rsndtz])\1/.exec(rest);
  return servantOf(doubled ? rest.slice(doubled[1]!.length) : rest);
}

/** Saifullah, Nasrallah → saifallah, nasrallah. */
function normaliseGod(word: string): string {
  if (word.length < 7) return word;
  return word.replace(/[uaoe]ll?ah$/, 'allah');
}

/** Salahuddin, Salaheddine, Salahaldin → salahuddin: names that end in "of the faith". */
const OF_FAITH = /(?:[uaei]dd|[uae]ld|ud)(?:ee|ie|i|y)ne?$/;
const FAITH = /^(?:[uaei]d)?d(?:ee|ie|i|y)ne?$/;

const normaliseFaith = (word: string): string => (word.length < 7 ? word : word.replace(OF_FAITH, 'uddin'));

/** One word in its common form. */
export const normaliseCompound = (word: string): string =>
  normaliseFaith(normaliseGod(normaliseServant(word)));

export interface CompoundWord {
  readonly text: string;
  readonly written: string;
  readonly vowelless: boolean;
}

/**
 * A name that was turned, so that one of these names was torn: `Hadi Abdul`, `RAHMAN/ABDUL`, `Din Mustafa Badr al`.
 * The words in an order in which it is whole, or `undefined`.
 */
export function turnedWhole<Word extends CompoundWord>(words: readonly Word[]): Word[] | undefined {
  const last = words.at(-1);
  if (!last || words.length < 2) return undefined;
  if (isServant(last.text)) return [last, ...words.slice(0, -1)];
  const isArticle = (word: Word | undefined): boolean => word !== undefined && ARTICLES.has(word.text);
  if (words.length > 2 && isArticle(last)) return [...words.slice(1), words[0]!];
  if (words.length > 2 && isArticle(words[0]) && FAITH.test(words[1]!.text)) {
    return [...words.slice(2), words[0]!, words[1]!];
  }
  return undefined;
}

/** Essaadi, Errahmani, Ennaji: the article as it is heard before a sun letter, the way North Africa writes it. */
const SUN_ARTICLE = /^e(?=(ss|rr|nn|zz|tt|dd)[aeiou])/;

/** The name with such articles as words of their own, or `undefined`. */
export function withSunArticles<Word extends CompoundWord>(words: readonly Word[]): Word[] | undefined {
  const apart = words.flatMap((word) =>
    SUN_ARTICLE.test(word.text)
      ? [
          { ...word, text: 'al' },
          { ...word, text: word.text.slice(2) },
        ]
      : [word],
  );
  return apart.length > words.length ? apart : undefined;
}

/** Allah Dad, Allah Bakhsh: names of their own, though a name before them would end in Allah. */
const GIFTS = new Set(
  'dad bakhsh baksh bux bakhash ditta yar nazar noor nur wasaya rakha mohammad muhammad gul'.split(' '),
);

/** Joins the words of names that are one (`abd al rahman` → `abdrahman`). Other words stay as they are. */
export function joinCompounds(words: readonly CompoundWord[]): CompoundWord[] {
  const joined: CompoundWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (isServant(word.text)) {
      const article = words[i + 1] !== undefined && ARTICLES.has(words[i + 1]!.text) ? 1 : 0;
      const next = words[i + 1 + article];
      if (next && next.text.length > 2 && !PARTICLES.has(next.text)) {
        const isGod = /^al+ah$/.test(next.text) || next.text === 'lah' || next.text === 'llah';
        joined.push({
          text: isGod ? 'abdallah' : servantOf(normaliseGod(next.text)),
          written: words
            .slice(i, i + 2 + article)
            .map((part) => part.written)
            .join(' '),
          vowelless: word.vowelless || next.vowelless,
        });
        i += 1 + article;
        continue;
      }
    }
    const next = words[i + 1];
    if (next && (word.text === 'mc' || word.text === 'mac') && next.text.length > 2) {
      joined.push({ ...word, text: word.text + next.text, written: `${word.written} ${next.written}` });
      i++;
      continue;
    }
    const gift = words[i + 2] !== undefined && GIFTS.has(words[i + 2]!.text);
    if (next && /^[au]l+ah$/.test(next.text) && !gift && word.text.length > 2 && !PARTICLES.has(word.text)) {
      joined.push({
        text: `${word.text}allah`,
        written: `${word.written} ${next.written}`,
        vowelless: word.vowelless,
      });
      i++;
      continue;
    }
    const article =
      next !== undefined && (ARTICLES.has(next.text) || next.text === 'ud' || next.text === 'ed') ? 1 : 0;
    const faith = words[i + 1 + article];
    const glued = faith !== undefined && faith.text.length > 4;
    if (
      faith &&
      (article === 1 || glued) &&
      FAITH.test(faith.text) &&
      word.text.length > 2 &&
      !PARTICLES.has(word.text)
    ) {
      const written = words.slice(i, i + 2 + article).map((part) => part.written);
      joined.push({ ...word, text: `${word.text}uddin`, written: written.join(' ') });
      i += 1 + article;
      continue;
    }
    joined.push(word);
  }
  return joined;
}
