/** JSON of strangers: read whole, within bounds, with the place of what is wrong. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isPlainObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text is not JSON, or JSON that nobody writes in good faith. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  /** From 1. */
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Levels of nesting. Real bundles and events have a dozen; walks through what was read are recursive. */
export const MOST_DEPTH = 100;

/** Parses a text. Throws {@link JsonError} that says what is wrong and in which line. */
export function parseJson(text: string): Json {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  refuseDepth(bare);
  try {
    return JSON.parse(bare) as Json;
  } catch (error) {
    const [place, what] = placeOf(bare, (error as Error).message);
    throw new JsonError(`not JSON: ${what}`, lineAt(bare, place));
  }
}

function refuseDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MOST_DEPTH)
        throw new JsonError(`nested deeper than ${MOST_DEPTH} levels`, lineAt(text, i));
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

/** V8 tells the position, except of an end that came too early, and quotes the text, which may be of a person. */
function placeOf(text: string, message: string): readonly [number, string] {
  const position = /at position (\d+)/.exec(message);
  if (position) {
    const i = Number(position[1]);
    if (i >= text.length) return [text.length, 'the text ends too early'];
    return [i, `unexpected ${JSON.stringify(text.slice(i, i + 1))}`];
  }
  const token = /^Unexpected token '(.)', (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(message);
  if (token) {
    const around = text.indexOf(token[2] ?? '');
    const i = Math.max(0, text.indexOf(token[1] ?? '', Math.max(0, around)));
    return [i, `unexpected ${JSON.stringify(token[1])}`];
  }
  return [text.length, 'the text ends too early'];
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < position; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
