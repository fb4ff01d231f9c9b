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
/** Similarities beside what is kept of the sink. */
let accepted = new Uint16Array(4096);
const textSink = keySink();
const textBytes = new Uint8Array(128);
const encoder = new TextEncoder();

/** The vocabulary's tokens of this text, of any kind. */
export function tokensOfText(segment: Segment, text: string): readonly number[] {
  const { read, written } = encoder.encodeInto(text, textBytes);
  if (read < text.length) return [];
  const tokens: number[] = [];
  eachToken(segment, NOTHING, textBytes, 0, written, (token) => {
    if (!tokens.includes(token)) tokens.push(token);
  });
  return tokens;
}

const NOTHING = new Uint8Array(0);

/** Calls `found` for the vocabulary's tokens, of any kind, of the text `before` + `bytes[from, to)`; some of them twice. */
function eachToken(
  { keys, vocabulary }: Segment,
  before: Uint8Array,
  bytes: Uint8Array,
  from: number,
  to: number,
  found: (token: number) => void,
): void {
  textSink.count = 0;
  getKey(keys, wholeHash(bytes, from, to, before), textSink);
  const length = before.length + to - from;
  for (let k = 0; k < textSink.count; k++) {
    const token = textSink.tokens[k]!;
    const at = vocabulary.offset[token]!;
    if (vocabulary.offset[token + 1]! - at !== length) continue;
    let same = true;
    for (let i = 0; same && i < before.length; i++) same = vocabulary.bytes[at + i] === before[i];
    const rest = at + before.length - from;
    for (let i = from; same && i < to; i++) same = vocabulary.bytes[rest + i] === bytes[i];
    if (same) found(token);
  }
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
    const { bytes } = query;
    for (const particle of GLUED_PARTICLES) {
      eachToken(segment, particle, bytes, from, to, pushToken);
      if (particle.every((letter, k) => bytes[from + k] === letter)) {
        eachToken(segment, NOTHING, bytes, from + particle.length, to, pushToken);
      }
    }
    if (kind & HAS_NICKNAMES) {
      for (const other of nicknamesOf(textOf(query, i))) tokensOfText(segment, other).forEach(pushToken);
    }
    if (code === KIND_CODES.word) eachToken(segment, NOTHING, bytes, from, from + 1, pushToken);
  }

  const candidates = sink.tokens.subarray(0, sink.count).sort();
  if (accepted.length < candidates.length) accepted = new Uint16Array(candidates.length * 2);
  let kept = 0;
  let last = -1;
  for (let k = 0; k < candidates.length; k++) {
    const token = candidates[k]!;
    if (token === last) continue;
    last = token;
    const similarity = similarityOf(tokenSimilarity(query, i, vocabulary, token));
    if (similarity === 0) continue;
    // What is kept is never ahead of what is read.
    candidates[kept] = token;
    accepted[kept++] = similarity;
  }
  return {
    tokens: candidates.slice(0, kept),
    similarities: accepted.slice(0, kept),
    splits: code === KIND_CODES.word ? findSplits(segment, query.bytes, from, to) : [],
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

function findSplits(segment: Segment, bytes: Uint8Array, from: number, to: number): number[] {
  const splits: number[] = [];
  if (to - from < JOINED_FROM) return splits;
  for (let at = from + JOINED_HALF_FROM; at + JOINED_HALF_FROM <= to; at++) {
    const left = wordOf(segment, NOTHING, bytes, from, at);
    if (left < 0) continue;
    const right = wordOf(segment, NOTHING, bytes, at, to);
    if (right >= 0 && mayStandTogether(segment, left, right)) splits.push(at - from);
  }
  return splits;
}

/** A word (not particle, number …) of the vocabulary of this text; -1 where it has none. */
function wordOf(segment: Segment, before: Uint8Array, bytes: Uint8Array, from: number, to: number): number {
  let word = -1;
  eachToken(segment, before, bytes, from, to, (token) => {
    if ((segment.vocabulary.kind[token]! & KIND_MASK) === KIND_CODES.word) word = token;
  });
  return word;
}

/** Whether tokens `i` and `j` of a table are, written together, a word of the vocabulary. */
export function isWordTogether(
  segment: Segment,
  { bytes, offset }: TokenTable,
  i: number,
  j: number,
): boolean {
  const before = bytes.subarray(offset[i]!, offset[i + 1]!);
  return wordOf(segment, before, bytes, offset[j]!, offset[j + 1]!) >= 0;
}

/** The key under which a searcher remembers a token's variants. */
export const variantKey = (query: TokenTable, i: number): string =>
  String.fromCharCode(65 + query.kind[i]!) + textOf(query, i);
