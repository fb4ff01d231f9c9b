import type { Problem } from './kinds.ts';

/** What a pattern compares: object types and the first step of each path. */
export interface Comparison {
  readonly type: string;
  readonly property: string;
}

const TOKEN =
  /\s*(?:(t?'(?:[^'\\]|\\.)*')|([bh]'[^']*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*)|(<=|>=|!=|<>|[[\]():=<>.,*]))/y;

interface Tokens {
  peek(): string | undefined;
  take(): string | undefined;
  expect(what: string): void;
}

class Unreadable extends Error {}

/**
 * Reads a pattern of the STIX patterning language (§9), enough to say whether it is one and what it compares. Throws
 * nothing: a pattern that cannot be read is a problem.
 */
export function readPattern(text: string): { readonly comparisons: readonly Comparison[] } | Problem {
  const comparisons: Comparison[] = [];
  try {
    const tokens = tokensOf(text);
    observations(tokens, comparisons, 0);
    if (tokens.peek() !== undefined) throw new Unreadable(`unexpected ${tokens.peek()}`);
    return { comparisons };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { reason: `not a STIX pattern: ${error.message.slice(0, 80)}` };
  }
}

function tokensOf(text: string): Tokens {
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) {
      if (text.slice(at).trim() === '') break;
      throw new Unreadable(`cannot be read from "${text.slice(at, at + 20)}"`);
    }
    found.push(match[0].trim());
    at = TOKEN.lastIndex;
  }
  let next = 0;
  return {
    peek: () => found[next],
    take: () => found[next++],
    expect(what) {
      const token = found[next++];
      if (token !== what) throw new Unreadable(`${what} expected, found ${token ?? 'the end'}`);
    },
  };
}

/** Brackets in brackets; what is nested deeper is an attack on the reader. */
const MOST_DEPTH = 50;

function observations(tokens: Tokens, into: Comparison[], depth: number): void {
  if (depth > MOST_DEPTH) throw new Unreadable('nested too deeply');
  for (;;) {
    if (tokens.peek() === '(') {
      tokens.take();
      observations(tokens, into, depth + 1);
      tokens.expect(')');
    } else {
      tokens.expect('[');
      comparison(tokens, into, depth);
      tokens.expect(']');
    }
    qualifiers(tokens);
    if (!['AND', 'OR', 'FOLLOWEDBY'].includes(tokens.peek() ?? '')) return;
    tokens.take();
  }
}

function qualifiers(tokens: Tokens): void {
  for (;;) {
    const word = tokens.peek();
    if (word === 'REPEATS' || word === 'WITHIN') {
      tokens.take();
      if (!/^\d/.test(tokens.take() ?? '')) throw new Unreadable(`a number expected after ${word}`);
      tokens.expect(word === 'REPEATS' ? 'TIMES' : 'SECONDS');
    } else if (word === 'START') {
      tokens.take();
      literal(tokens);
      tokens.expect('STOP');
      literal(tokens);
    } else return;
  }
}

function comparison(tokens: Tokens, into: Comparison[], depth: number): void {
  if (depth > MOST_DEPTH) throw new Unreadable('nested too deeply');
  for (;;) {
    if (tokens.peek() === '(') {
      tokens.take();
      comparison(tokens, into, depth + 1);
      tokens.expect(')');
    } else proposition(tokens, into);
    if (tokens.peek() !== 'AND' && tokens.peek() !== 'OR') return;
    tokens.take();
  }
}

function proposition(tokens: Tokens, into: Comparison[]): void {
  if (tokens.peek() === 'NOT') tokens.take();
  const exists = tokens.peek() === 'EXISTS' && tokens.take() !== undefined;
  const type = name(tokens);
  tokens.expect(':');
  const property = name(tokens);
  into.push({ type, property });
  for (;;) {
    if (tokens.peek() === '.') {
      tokens.take();
      name(tokens);
    } else if (tokens.peek() === '[') {
      tokens.take();
      if (!/^(?:\*|\d+)$/.test(tokens.take() ?? '')) throw new Unreadable('[*] or [number] expected');
      tokens.expect(']');
    } else break;
  }
  if (exists) return;
  if (tokens.peek() === 'NOT') tokens.take();
  const operator = tokens.take() ?? '';
  if (operator === 'IN') {
    tokens.expect('(');
    literal(tokens);
    while (tokens.peek() === ',') {
      tokens.take();
      literal(tokens);
    }
    tokens.expect(')');
  } else if (/^(?:=|!=|<>|<|>|<=|>=|LIKE|MATCHES|ISSUBSET|ISSUPERSET)$/.test(operator)) literal(tokens);
  else throw new Unreadable(`an operator expected, found ${operator || 'the end'}`);
}

function name(tokens: Tokens): string {
  const token = tokens.take();
  if (token === undefined) throw new Unreadable('a name expected, found the end');
  if (/^'.*'$/s.test(token)) return token.slice(1, -1);
  if (!/^[A-Za-z_][\w-]*$/.test(token)) throw new Unreadable(`a name expected, found ${token}`);
  return token;
}

function literal(tokens: Tokens): void {
  const token = tokens.take() ?? 'the end';
  if (!/^(?:[tbh]?'.*'|-?\d.*|true|false)$/s.test(token))
    throw new Unreadable(`a value expected, found ${token}`);
}
