import { agreementOf, similarityOf, tokenSimilarity } from './token-similarity.ts';
import {
  KIND_CODES,
  KIND_MASK,
  LAST_ANCHOR_KIND,
  type TokenTable,
  textOf,
  tokenTable,
} from './token-table.ts';
import {
  ALONE_AGAINST,
  CONFLICT_COST,
  ENOUGH_SHARED,
  JOINED_FACTOR,
  LAST_WORDS_DIFFER,
  LITTLE_SHARED_GAIN,
  MISSING_COST,
  MOST_TOKENS,
  ONE_WORD_AND_INITIAL_FACTOR,
  ONE_WORD_FACTOR,
  ORDER_FACTOR,
} from './tuning.ts';

/** One reading of a name: some tokens of a table, in written order. */
export interface TokenList {
  readonly table: TokenTable;
  /** Rows of the table; `ids[from, to)` are this name's tokens. */
  readonly ids: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
  /**
   * Where a token stands for two written ones (`joined.get(position) = weight of both`), that weight, in
   * thousandths, counts on both sides.
   */
  readonly joined?: ReadonlyMap<number, number>;
}

/** A whole table as one name. */
export function wholeTable(table: TokenTable, joined?: ReadonlyMap<number, number>): TokenList {
  const count = table.kind.length;
  const ids = Uint32Array.from({ length: count }, (_, i) => i);
  return joined ? { table, ids, from: 0, to: count, joined } : { table, ids, from: 0, to: count };
}

/** Whether tokens of this kind count as words on which a hit can rest. */
const isAnchorKind = (kind: number): boolean => (kind & KIND_MASK) <= LAST_ANCHOR_KIND;

/** Whether any token of the list carries identity; where none does, all of them must. */
export function hasAnchor(list: TokenList): boolean {
  for (let i = list.from; i < list.to; i++) if (isAnchorKind(list.table.kind[list.ids[i]!]!)) return true;
  return false;
}

const SIZE = MOST_TOKENS * 2;
const packed = new Int32Array(SIZE * SIZE);
const weightQ = new Int32Array(SIZE);
const weightC = new Int32Array(SIZE);
const anchorQ = new Uint8Array(SIZE);
const anchorC = new Uint8Array(SIZE);
const partnerQ = new Int8Array(SIZE);
const partnerC = new Int8Array(SIZE);

/** The alignment that the last call of {@link scoreTokens} made, for explanations. */
export interface Alignment {
  readonly pairs: readonly {
    readonly q: number;
    readonly c: number;
    readonly packed: number;
    readonly weight: number;
  }[];
  readonly order: 'same' | 'different';
}

/**
 * Score of two names, 0 to 1: the mass of the tokens that agree, against the mass that differs, stands alone on both
 * sides (other names), or on one side only (a name left out).
 *
 * Tokens are paired best first. Symmetric up to ties. 0 unless at least one word agrees.
 * The index proves what it may skip from this formula (see `bounds.ts`): every factor here is at most 1.
 */
export function scoreTokens(q: TokenList, c: TokenList): number {
  const m = Math.min(q.to - q.from, SIZE);
  const n = Math.min(c.to - c.from, SIZE);
  const qAny = hasAnchor(q);
  const cAny = hasAnchor(c);
  let anchorsQ = 0;
  let anchorsC = 0;
  for (let i = 0; i < m; i++) {
    const id = q.ids[q.from + i]!;
    weightQ[i] = q.joined?.get(i) ?? q.table.weight[id]!;
    anchorQ[i] = !qAny || isAnchorKind(q.table.kind[id]!) ? (q.joined?.has(i) ? 2 : 1) : 0;
    anchorsQ += anchorQ[i]!;
    partnerQ[i] = -1;
  }
  for (let j = 0; j < n; j++) {
    const id = c.ids[c.from + j]!;
    weightC[j] = c.table.weight[id]!;
    anchorC[j] = !cAny || isAnchorKind(c.table.kind[id]!) ? 1 : 0;
    anchorsC += anchorC[j]!;
    partnerC[j] = -1;
  }
  let any = false;
  for (let i = 0; i < m; i++) {
    const id = q.ids[q.from + i]!;
    const joined = q.joined?.has(i);
    for (let j = 0; j < n; j++) {
      let p = tokenSimilarity(q.table, id, c.table, c.ids[c.from + j]!);
      // Two words written as one count only where they are letter for letter the other side's word.
      if (joined && similarityOf(p) < 1000) p = 0;
      packed[i * SIZE + j] = p;
      if (p > 0) any = true;
    }
  }
  if (!any) return 0;

  let agreed = 0;
  let differing = 0;
  let words = 0;
  let initials = 0;
  for (;;) {
    let bestGain = 0;
    let bestI = -1;
    let bestJ = -1;
    for (let i = 0; i < m; i++) {
      if (partnerQ[i]! >= 0) continue;
      for (let j = 0; j < n; j++) {
        const p = packed[i * SIZE + j]!;
        if (p === 0 || partnerC[j]! >= 0) continue;
        const gain = pairWeight(q, i, j) * similarityOf(p);
        if (gain > bestGain || (gain === bestGain && Math.abs(i - j) < Math.abs(bestI - bestJ))) {
          bestGain = gain;
          bestI = i;
          bestJ = j;
        }
      }
    }
    if (bestI < 0) break;
    partnerQ[bestI] = bestJ;
    partnerC[bestJ] = bestI;
    const p = packed[bestI * SIZE + bestJ]!;
    agreed += bestGain;
    differing += pairWeight(q, bestI, bestJ) * (1000 - similarityOf(p));
    if (agreementOf(p) === 'initial') initials++;
    else if (anchorQ[bestI]! && anchorC[bestJ]!) words += anchorQ[bestI]!;
  }
  if (words === 0) return 0;

  const differ = meansSomethingAlone(q, m, partnerQ) && meansSomethingAlone(c, n, partnerC);
  const aloneQ = massAlone(q, m, weightQ, partnerQ, differ);
  const aloneC = massAlone(c, n, weightC, partnerC, differ);
  // A pair's weight is the sum of both sides' (up to 2,000), so what stands alone counts twice as well.
  const last = lastAlone(m, anchorQ, partnerQ) && lastAlone(n, anchorC, partnerC) ? LAST_WORDS_DIFFER : 1;
  const conflict = 2000 * CONFLICT_COST * last * Math.min(aloneQ, aloneC);
  const missing = 2000 * MISSING_COST * Math.abs(aloneQ - aloneC);
  let score = agreed / (agreed + differing + conflict + missing);
  if (words === 1 && (anchorsQ > 1 || anchorsC > 1)) {
    score *= initials > 0 ? ONE_WORD_AND_INITIAL_FACTOR : ONE_WORD_FACTOR;
  }
  if (orderOf(m) === 'mixed') score *= ORDER_FACTOR;
  // Who asks for one word only (Abdeslam) wants all who bear it: the factor above has said how little that is.
  const askedByOneWord = (anchorsQ === 1) !== (anchorsC === 1);
  const lacking = askedByOneWord ? 0 : 1 - agreed / (ENOUGH_SHARED * 2_000_000);
  if (lacking > 0) score = Math.max(0, 1 - (1 - score) * (1 + LITTLE_SHARED_GAIN * lacking));
  return score;
}

/** Whether the last word has no partner. */
function lastAlone(count: number, anchors: Uint8Array, partner: Int8Array): boolean {
  for (let k = count - 1; k >= 0; k--) if (anchors[k]) return partner[k]! < 0;
  return false;
}

/** Whether a token that is more than a particle, title or legal form has no partner. */
function meansSomethingAlone(list: TokenList, count: number, partner: Int8Array): boolean {
  for (let k = 0; k < count; k++) {
    if (partner[k]! < 0 && (list.table.kind[list.ids[list.from + k]!]! & KIND_MASK) <= KIND_CODES.initial) {
      return true;
    }
  }
  return false;
}

/**
 * Weight of what has no partner, in thousandths. Where both sides have such (`differ`), what says little for an identity
 * says more against it: `ALONE_AGAINST`. Never less than the weights, on which the index's bounds rest.
 */
function massAlone(
  list: TokenList,
  count: number,
  weights: Int32Array,
  partner: Int8Array,
  differ: boolean,
): number {
  let mass = 0;
  for (let k = 0; k < count; k++) {
    if (partner[k]! >= 0) continue;
    const least = differ ? ALONE_AGAINST[list.table.kind[list.ids[list.from + k]!]! & KIND_MASK]! : 0;
    mass += Math.max(weights[k]!, least);
  }
  return mass;
}

/** Weight of a pair in thousandths, both sides together; a joined token's weight stands for both sides. */
function pairWeight(q: TokenList, i: number, j: number): number {
  return q.joined?.has(i) ? weightQ[i]! * 2 : weightQ[i]! + weightC[j]!;
}

/** `turned`: the same order, but begun at another word (family name first). Only words are looked at. */
function orderOf(m: number): 'same' | 'turned' | 'mixed' {
  let descents = 0;
  let first = -1;
  let last = -1;
  for (let i = 0; i < m; i++) {
    const j = partnerQ[i]!;
    if (j < 0 || !anchorQ[i]) continue;
    if (first < 0) first = j;
    else if (j < last) descents++;
    last = j;
  }
  if (descents === 0) return 'same';
  return descents === 1 && last < first ? 'turned' : 'mixed';
}

/** Reads the alignment of the last {@link scoreTokens} call; call it before any other. */
export function lastAlignment(q: TokenList): Alignment {
  const m = Math.min(q.to - q.from, SIZE);
  const pairs: { q: number; c: number; packed: number; weight: number }[] = [];
  for (let i = 0; i < m; i++) {
    const j = partnerQ[i]!;
    if (j >= 0) pairs.push({ q: i, c: j, packed: packed[i * SIZE + j]!, weight: pairWeight(q, i, j) / 2000 });
  }
  return { pairs, order: orderOf(m) === 'same' ? 'same' : 'different' };
}

/** Shortest word that is looked at as two written together, and shortest half. */
export const JOINED_FROM = 5;
export const JOINED_HALF_FROM = 2;

function sameAsTwo(one: TokenTable, id: number, two: TokenTable, left: number, right: number): boolean {
  const from = one.offset[id]!;
  const length = one.offset[id + 1]! - from;
  const leftFrom = two.offset[left]!;
  const leftLength = two.offset[left + 1]! - leftFrom;
  const rightFrom = two.offset[right]!;
  const rightLength = two.offset[right + 1]! - rightFrom;
  if (length !== leftLength + rightLength || length < JOINED_FROM) return false;
  if (leftLength < JOINED_HALF_FROM || rightLength < JOINED_HALF_FROM) return false;
  for (let k = 0; k < leftLength; k++) if (one.bytes[from + k] !== two.bytes[leftFrom + k]) return false;
  for (let k = 0; k < rightLength; k++) {
    if (one.bytes[from + leftLength + k] !== two.bytes[rightFrom + k]) return false;
  }
  return true;
}

const isWord = (table: TokenTable, id: number): boolean => (table.kind[id]! & KIND_MASK) === KIND_CODES.word;

/** The query with the words at `i` and `i + 1` written as one. */
export function joinAt(q: TokenList, i: number): TokenList {
  const tokens: { text: string; kind: 'word'; vowelless: boolean }[] = [];
  const all = copyTokens(q);
  const weight = q.table.weight[q.ids[q.from + i]!]! + q.table.weight[q.ids[q.from + i + 1]!]!;
  tokens.push({ text: all[i]!.text + all[i + 1]!.text, kind: 'word', vowelless: false });
  const joined = tokenTable([...all.slice(0, i), ...tokens, ...all.slice(i + 2)]);
  return wholeTable(joined, new Map([[i, weight]]));
}

/** The query with the word at `i` written as two, cut after `at` letters. */
export function splitAt(q: TokenList, i: number, at: number): TokenList {
  const all = copyTokens(q);
  const text = all[i]!.text;
  const halves = [text.slice(0, at), text.slice(at)].map((half) => ({
    text: half,
    kind: 'word' as const,
    vowelless: false,
  }));
  return wholeTable(tokenTable([...all.slice(0, i), ...halves, ...all.slice(i + 1)]));
}

const KIND_NAMES = ['word', 'number', 'generic', 'initial', 'particle', 'honorific', 'legal'] as const;

function copyTokens(list: TokenList) {
  return Array.from({ length: list.to - list.from }, (_, k) => {
    const id = list.ids[list.from + k]!;
    const kind = list.table.kind[id]!;
    return { text: textOf(list.table, id), kind: KIND_NAMES[kind & KIND_MASK]!, vowelless: (kind & 8) !== 0 };
  });
}

/** How a pair of names was best read: as written, or with two words of one side written as one. */
export interface NameScore {
  readonly score: number;
  /** The query's tokens as they were compared. */
  readonly query: TokenList;
  readonly joined: boolean;
}

/**
 * {@link scoreTokens} of the names as written and with two neighbouring words of either side taken for one
 * (Abdul Rahman, Abdulrahman), whichever is best.
 */
export function scoreNames(q: TokenList, c: TokenList): NameScore {
  let best: NameScore = { score: scoreTokens(q, c), query: q, joined: false };
  if (best.score > JOINED_FACTOR) return best;
  const consider = (query: TokenList): void => {
    const score = scoreTokens(query, c) * JOINED_FACTOR;
    if (score > best.score) best = { score, query, joined: true };
  };
  for (let i = q.from; i + 1 < q.to; i++) {
    const left = q.ids[i]!;
    const right = q.ids[i + 1]!;
    if (!isWord(q.table, left) || !isWord(q.table, right)) continue;
    for (let j = c.from; j < c.to; j++) {
      const id = c.ids[j]!;
      if (isWord(c.table, id) && sameAsTwo(c.table, id, q.table, left, right)) {
        consider(joinAt(q, i - q.from));
        break;
      }
    }
  }
  for (let j = c.from; j + 1 < c.to; j++) {
    const left = c.ids[j]!;
    const right = c.ids[j + 1]!;
    if (!isWord(c.table, left) || !isWord(c.table, right)) continue;
    for (let i = q.from; i < q.to; i++) {
      const id = q.ids[i]!;
      if (isWord(q.table, id) && sameAsTwo(q.table, id, c.table, left, right)) {
        consider(splitAt(q, i - q.from, c.table.offset[left + 1]! - c.table.offset[left]!));
        break;
      }
    }
  }
  return best;
}
