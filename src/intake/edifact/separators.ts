import { HEAD_BYTES } from './tuning.ts';

/** The service characters of one interchange (ISO 9735 §7), as byte values. */
export interface Separators {
  readonly component: number;
  readonly element: number;
  /** -1 where the interchange has none. */
  readonly release: number;
  readonly terminator: number;
  /** The terminator is U+2019 in UTF-8, of which this is the last byte: a word processor was in between. */
  readonly curly: boolean;
}

export interface Detected {
  readonly separators: Separators;
  /** Index of the first service segment (`UNB`, or `UNH` where the header is missing). */
  readonly start: number;
  /** What did not fit, in a sentence. */
  readonly notes: readonly string[];
}

const code = (character: string): number => character.charCodeAt(0);
const escaped = (character: string): string => character.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const shown = (character: string): string => (character === '\n' ? 'a line break' : `"${character}"`);
const isMark = (character: string | undefined): character is string =>
  character !== undefined && /^[!-/:-@[-`{-~\u0080-\u00ff]$/.test(character);

/** A service segment's tag: its letters may be cut by a hard line break, and a blank may follow. */
const BREAK = '[\\r\\n]*';
const HEADER = new RegExp(
  `U${BREAK}N${BREAK}(?:A${BREAK}[^A-Za-z0-9\\s]|[BH]${BREAK} ?${BREAK}[^A-Za-z0-9\\s])`,
);

/** Index of the first thing that looks like the begin of an interchange; -1 where there is none. */
export function findInterchange(text: string): number {
  return text.search(HEADER);
}

/**
 * Tells the separators from the text itself: what follows `UNB` is the element separator, what follows the syntax
 * identifier the component separator, what stands before `UNG` or `UNH` the terminator. `UNA` says what cannot be
 * seen (the release character) and decides where the text is silent: senders write it wrongly, but they cannot write
 * their own segments wrongly and be read by anybody. `undefined`: more bytes are needed.
 *
 * @param head Latin-1 text that begins with `UNA`, `UNB` or `UNH`.
 * @param whole Nothing follows.
 */
export function detectSeparators(head: string, whole: boolean): Detected | undefined {
  const notes: string[] = [];
  const una = new RegExp(`^U${BREAK}N${BREAK}A`).exec(head);
  const first = new RegExp(`U${BREAK}N${BREAK}([BH])${BREAK} ?${BREAK}([^A-Za-z0-9\\s])`).exec(head);
  if (!first) return undefined;
  const element = first[2] as string;
  const start = first.index;
  const declared = una ? [...head.slice(una[0].length, start).replace(/[\r\n]+$/, '')] : [];
  // One character too few: which one is missing cannot be known, so only the first two are believed.
  const full = declared.length >= 6;
  if (una && !full) notes.push(`UNA has ${declared.length} characters instead of 6`);

  const rest = head.slice(start + first[0].length);
  const next =
    first[1] === 'B'
      ? new RegExp(`U${BREAK}N${BREAK}[GH]${BREAK} ?${BREAK}${escaped(element)}`).exec(rest)
      : new RegExp(`(?:BGM|MSG|ORG|TVL|EQN|SRC|CTA|RFF)${BREAK}${escaped(element)}`).exec(rest);
  if (!next && !whole && head.length < HEAD_BYTES) return undefined;

  const marked = first[1] === 'B' ? /^[\s]*[A-Z]{3}[A-Z0-9]([^A-Za-z0-9\s])/ : /[A-Z]{6}([^A-Za-z0-9\s])/;
  let component = marked.exec(rest)?.[1];
  if (component === undefined || component === element) component = declared[0] ?? ':';

  let terminator: string | undefined;
  let curly = false;
  if (next) {
    const before = rest.slice(0, next.index);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of Type B come between segments
    const body = before.replace(/[\s\u0000-\u001f]+$/, '');
    const last = body.at(-1);
    if (body.endsWith('\u00e2\u0080\u0099')) {
      terminator = '\u0099';
      curly = true;
    } else if (last !== undefined && !/[A-Za-z0-9]/.test(last)) terminator = last;
    else if (before.includes('\n')) terminator = '\n';
  }
  if (terminator === undefined || terminator === element || terminator === component) {
    terminator = full && isMark(declared[5]) ? declared[5] : "'";
    if (next)
      notes.push(`the segment terminator cannot be told from the text; ${shown(terminator)} is assumed`);
  }
  const saidRelease = declared[3];
  const taken = [component, element, terminator];
  const release =
    saidRelease === undefined
      ? code('?')
      : saidRelease === ' ' || taken.includes(saidRelease)
        ? -1
        : isMark(saidRelease)
          ? code(saidRelease)
          : -1;
  if (full) {
    const said = [declared[0], declared[1], declared[5]];
    const seen = [component, element, terminator];
    if (said.some((character, place) => character !== seen[place]))
      notes.push(
        `UNA declares ${said.map((c) => shown(c ?? '')).join(' ')}, the text uses ${seen.map(shown).join(' ')}`,
      );
  }
  return {
    separators: {
      component: code(component),
      element: code(element),
      release: release === code(terminator) ? -1 : release,
      terminator: code(terminator),
      curly,
    },
    start,
    notes,
  };
}
