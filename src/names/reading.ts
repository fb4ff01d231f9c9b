/** What the name belongs to; legal forms are looked for in organisations only, honorifics in persons only. */
export type NameKind = 'person' | 'organisation' | 'vessel' | 'unknown';

/**
 * - `word`: carries identity (given name, family name, patronymic, the distinctive words of an organisation)
 * - `initial`: one letter that stands for a word
 * - `particle`: al, bin, abu, de, van … carries little
 * - `honorific`: Mr, Dr, Sheikh, Hajji, General …
 * - `legal`: legal form of an organisation (ltd, gmbh, ooo …), `text` is the common form of all its spellings
 * - `generic`: a word that very many organisations share (company, bank, trading, foundation, of, and …)
 * - `number`: digits, or a number word or Roman numeral brought to digits
 */
export type TokenKind = 'word' | 'initial' | 'particle' | 'honorific' | 'legal' | 'generic' | 'number';

export interface NameToken {
  /** Lower-case `a`–`z` and `0`–`9` only, 1 to 40 characters. */
  readonly text: string;
  readonly kind: TokenKind;
  /** Which part of a person's name it is, only where the writer said so (a comma, a property) . */
  readonly part?: 'given' | 'family' | 'patronymic';
  /** The token as it was written, in its own script. */
  readonly written: string;
  /** True where the script leaves short vowels out (Arabic, Hebrew …): `text` then holds the written letters. */
  readonly vowelless: boolean;
}

export interface NameReading {
  /** 1 to 16 tokens; a reading with no token is not given. */
  readonly tokens: readonly NameToken[];
  /**
   * What was done to reach this reading, for people: `Arabic script read letter by letter`,
   * `MR removed: an airline's title glued to the name`.
   */
  readonly steps: readonly string[];
  /** A title that airlines glue to names was taken off: worth comparing with a name as it is, not with another of these. */
  readonly unglued?: true;
}

export interface ReadOptions {
  readonly kind: NameKind;
  /** BCP 47 tag of the name's language where known (`ja` reads Han as Japanese, `fa` Arabic script as Persian). */
  readonly language?: string;
}
