import { nicknamesOf } from '../names/index.ts';
import { deletionHashes, deletionScratch, wholeHash } from './deletions.ts';
import { getKey, keySink } from './key-table.ts';
import { JOINED_FROM, JOINED_HALF_FROM } from './name-score.ts';
import { mayStandTogether, type Segment } from './segment.ts';
import { hasSoundVariants, soundTableHash } from './segment-build.ts';
import { GLUED_PARTICLES, similarityOf, tokenSimilarity } from './token-similarity.ts';
import { HAS_NICKNAMES, KIND_CODES, KIND_MASK, type TokenTable, textOf } from './token-table.ts';

/** Every token of a segment's vocabulary that {@link tokenSimilarity} pairs with one token, with what that needs. */
export interface Variants {
  /** Vocabulary numbers. */
  readonly tokens: Uint32Array;
  /** Similarities in thousandths, beside `tokens`. */
  readonly similarities: Uint16Array;
  /** After how many letters the token is two words that stand in one row of the segment. */
  readonly splits: readonly number[];
}

const hashes = deletionScratch();
const sink = keySink();
const textSink = keySink();
const textBytes = new Uint8Array(128);
const encoder = new TextEncoder();

/** The vocabulary's tokens of this text, of any kind. */
export function tokensOfText(segment: Segment, text: string): readonly number[] {
  const { read, written } = encoder.encodeInto(text, textBytes);
  if (read < text.length) return [];
  const bytes = textBytes.subarray(0, written);
  textSink.count = 0;
  getKey(segment.keys, wholeHash(bytes, 0, written), textSink);
  const tokens: number[] = [];
  for (let k = 0; k < textSink.count; k++) {
    const token = textSink.tokens[k]!;
    if (!tokens.includes(token) && textIs(segment.vocabulary, token, bytes)) tokens.push(token);
  }
  return tokens;
}

function textIs(table: TokenTable, token: number, bytes: Uint8Array): boolean {
  const from = table.offset[token]!;
  if (table.offset[token + 1]! - from !== bytes.length) return false;
  for (let k = 0; k < bytes.length; k++) if (table.bytes[from + k] !== bytes[k]) return false;
  return true;
}

/**
 * All variants of token `i` of a query.
 *
 * Complete for every rule of `tokenSimilarity`, each by its own way in: edits through deletions, sounds through the
 * sound key, particles and nicknames by writing them out, initials by their letter. One rule has none: a query's
 * initial against all words that begin with it; the search bounds that from above instead.
 */
export function findVariants(segment: Segment, query: TokenTable, i: number): Variants {
  const { vocabulary, keys } = segment;
  const from = query.offset[i]!;
  const to = query.offset[i + 1]!;
  const kind = query.kind[i]!;
  const code = kind & KIND_MASK;
  sink.count = 0;
  const exactOnly = code === KIND_CODES.number || code === KIND_CODES.legal || code === KIND_CODES.initial;
  const count = exactOnly ? 1 : deletionHashes(query.bytes, from, to, hashes);
  if (exactOnly) hashes[0] = wholeHash(query.bytes, from, to);
  for (let k = 0; k < count; k++) getKey(keys, hashes[k]!, sink);
  if (hasSoundVariants(query, i)) getKey(keys, soundTableHash(query.sound[i]!), sink);
  if (!exactOnly) {
    const text = textOf(query, i);
    const add = (other: string): void => {
      for (const token of tokensOfText(segment, other)) pushToken(token);
    };
    for (const particle of GLUED_PARTICLES) {
      add(particle + text);
      if (text.startsWith(particle)) add(text.slice(particle.length));
    }
    if (kind & HAS_NICKNAMES) for (const other of nicknamesOf(text)) add(other);
    if (code === KIND_CODES.word) add(text[0]!);
  }

  const candidates = sink.tokens.subarray(0, sink.count).slice().sort();
  const tokens: number[] = [];
  const similarities: number[] = [];
  for (let k = 0; k < candidates.length; k++) {
    const token = candidates[k]!;
    if (k > 0 && candidates[k - 1] === token) continue;
    const similarity = similarityOf(tokenSimilarity(query, i, vocabulary, token));
    if (similarity === 0) continue;
    tokens.push(token);
    similarities.push(similarity);
  }
  return {
    tokens: Uint32Array.from(tokens),
    similarities: Uint16Array.from(similarities),
    splits: code === KIND_CODES.word ? findSplits(segment, textOf(query, i)) : [],
  };
}

function pushToken(token: number): void {
  if (sink.count === sink.tokens.length) {
    const larger = new Uint32Array(sink.count * 2);
    larger.set(sink.tokens);
    sink.tokens = larger;
  }
  sink.tokens[sink.count++] = token;
}

function findSplits(segment: Segment, text: string): number[] {
  const splits: number[] = [];
  if (text.length < JOINED_FROM) return splits;
  for (let at = JOINED_HALF_FROM; at + JOINED_HALF_FROM <= text.length; at++) {
    const left = wordOf(segment, text.slice(0, at));
    if (left < 0) continue;
    const right = wordOf(segment, text.slice(at));
    if (right >= 0 && mayStandTogether(segment, left, right)) splits.push(at);
  }
  return splits;
}

/** The vocabulary's word (not particle, number …) of this text, written with vowels; -1 where it has none. */
export function wordOf(segment: Segment, text: string): number {
  for (const token of tokensOfText(segment, text)) {
    if (segment.vocabulary.kind[token]! & KIND_MASK) continue;
    return token;
  }
  return -1;
}

/** The key under which a searcher remembers a token's variants. */
export const variantKey = (query: TokenTable, i: number): string =>
  String.fromCharCode(65 + query.kind[i]!) + textOf(query, i);
