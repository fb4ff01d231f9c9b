import type { TokenList } from './name-score.ts';
import { companionHash, type Segment } from './segment.ts';
import { KIND_CODES, KIND_MASK, LAST_ANCHOR_KIND } from './token-table.ts';
import { INITIAL, MISSING_COST } from './tuning.ts';
import type { Variants } from './variants.ts';

/** The variants of a token by falling gain, at one threshold. */
export interface Ranked {
  readonly t: number;
  /** What its arrays take. */
  readonly bytes: number;
  readonly tokens: Uint32Array;
  readonly gains: Int32Array;
  /** How many postings the variants up to each have together. */
  readonly rows: Uint32Array;
  /** Beside `tokens`: the companion hash of each, and its companions' bits with all words of the filter laid over. */
  readonly hashes: Uint32Array;
  readonly folds: Uint32Array;
  /** The same variants by the low five bits of their hash, then by falling gain; bits k begin at `from[k]`. */
  readonly byBit: {
    readonly from: Uint32Array;
    readonly place: Uint32Array;
    readonly gains: Int32Array;
    readonly hashes: Uint32Array;
  };
  /** Best gain of all, standing alone included. */
  readonly best: number;
  /** Best gain where the token is no anchor of the row: it meets an initial or a particle, or stands alone. */
  readonly aside: number;
}

/** A fold that says nothing: anything may stand beside the token. */
export const ALL_BITS = 0xffffffff;
/** Filters of more words are not laid over one another: nearly all bits would be set. */
const FOLDED_WORDS = 4;
/** More variants than a token has: sort keys hold the gain above, the place below. */
const SORT_PLACES = 2 ** 24;
const BITS = 32;

let sortKeys = new Float64Array(4096);

/**
 * Ranks the variants of token `i` of a query; `t` is the threshold in thousandths. Without `forPairs` only `tokens` and
 * `gains` are filled: what walking along postings needs.
 */
export function rankVariants(
  segment: Segment,
  query: TokenList,
  i: number,
  variants: Variants,
  t: number,
  forPairs: boolean,
): Ranked {
  const { vocabulary, postingOffset } = segment;
  const id = query.ids[query.from + i]!;
  const weight = query.joined?.get(i) ?? query.table.weight[id]!;
  const double = query.joined?.has(i) ?? false;
  const alone = -t * 2 * MISSING_COST * weight;
  const count = variants.tokens.length;
  let best = alone;
  let aside = alone;
  let kept = 0;
  if (sortKeys.length < count) sortKeys = new Float64Array(count * 2);
  for (let k = 0; k < count; k++) {
    const similarity = variants.similarities[k]!;
    if (double && similarity < 1000) continue;
    const token = variants.tokens[k]!;
    const gain = (double ? weight * 2 : weight + vocabulary.weight[token]!) * (similarity - t);
    // Rounded up, so that no gain is taken for less than it is; the place in the low bits breaks ties alike anywhere.
    sortKeys[kept++] = -Math.ceil(gain) * SORT_PLACES + k;
    if (gain > best) best = gain;
    if ((vocabulary.kind[token]! & KIND_MASK) > LAST_ANCHOR_KIND && gain > aside) aside = gain;
  }
  if ((query.table.kind[id]! & KIND_MASK) === KIND_CODES.initial) {
    // Words that begin with a query's initial are not listed; the best of them is bounded instead.
    const against = INITIAL * 1000 - t;
    const bound = against > 0 ? (weight + 1000) * against : weight * against;
    if (bound > best) best = bound;
    if (bound > aside) aside = bound;
  }
  const keys = sortKeys.subarray(0, kept).sort();
  const extra = forPairs ? kept : 0;
  // One buffer for all arrays: hundreds of thousands of small ones cost more than what they hold.
  const buffer = new ArrayBuffer((kept * 2 + extra * 6 + BITS + 1) * 4);
  let at = 0;
  const section = (length: number): readonly [number, number] => {
    at += length * 4;
    return [at - length * 4, length];
  };
  const tokens = new Uint32Array(buffer, ...section(kept));
  const gains = new Int32Array(buffer, ...section(kept));
  const hashes = new Uint32Array(buffer, ...section(extra));
  const folds = new Uint32Array(buffer, ...section(extra));
  const rows = new Uint32Array(buffer, ...section(extra));
  let sum = 0;
  for (let k = 0; k < kept; k++) {
    const key = keys[k]!;
    const group = Math.floor(key / SORT_PLACES);
    const token = variants.tokens[key - group * SORT_PLACES]!;
    tokens[k] = token;
    gains[k] = -group;
    if (!forPairs) continue;
    hashes[k] = companionHash(token);
    folds[k] = foldOf(segment, token);
    sum += postingOffset[token + 1]! - postingOffset[token]!;
    rows[k] = sum;
  }
  const byBit = {
    from: new Uint32Array(buffer, ...section(BITS + 1)),
    place: new Uint32Array(buffer, ...section(extra)),
    gains: new Int32Array(buffer, ...section(extra)),
    hashes: new Uint32Array(buffer, ...section(extra)),
  };
  groupByBit(gains, hashes, byBit);
  return {
    t,
    bytes: buffer.byteLength,
    tokens,
    gains,
    hashes,
    folds,
    rows,
    byBit,
    best: Math.ceil(best),
    aside: Math.ceil(aside),
  };
}

function foldOf({ companionOffset, companionBits }: Segment, token: number): number {
  const to = companionOffset[token + 1]!;
  let at = companionOffset[token]!;
  if (to - at > FOLDED_WORDS) return ALL_BITS;
  let fold = 0;
  for (; at < to; at++) fold |= companionBits[at]!;
  return fold >>> 0;
}

/** Fills `out` with the variants by the low five bits of their hash; the order within is kept. */
function groupByBit(gains: Int32Array, hashes: Uint32Array, out: Ranked['byBit']): void {
  const { from } = out;
  for (const hash of hashes) from[(hash & 31) + 1]!++;
  for (let bit = 1; bit <= BITS; bit++) from[bit]! += from[bit - 1]!;
  const next = from.slice();
  for (let k = 0; k < hashes.length; k++) {
    const hash = hashes[k]!;
    const at = next[hash & 31]!++;
    out.place[at] = k;
    out.gains[at] = gains[k]!;
    out.hashes[at] = hash;
  }
}
