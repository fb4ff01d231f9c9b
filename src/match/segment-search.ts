import { memoOf } from './memo.ts';
import { joinAt, type NameScore, scoreNames, splitAt, type TokenList } from './name-score.ts';
import { ALL_BITS, type Ranked, rankVariants } from './ranked-variants.ts';
import { mayStandTogether, pairBucket, pairHash, type Segment, WEAK_ROW } from './segment.ts';
import { KIND_CODES, KIND_MASK, LAST_ANCHOR_KIND, textOf } from './token-table.ts';
import {
  CONFLICT_COST,
  MEMO_ENTRY,
  MEMO_RANKED,
  MEMO_VARIANTS,
  MISSING_COST,
  ONE_WORD_AND_INITIAL_FACTOR,
  ONE_WORD_FACTOR,
  WEAK_ALIAS_FACTOR,
} from './tuning.ts';
import { findVariants, isWordTogether, tokensOfText, type Variants, variantKey } from './variants.ts';

/**
 * Finds every row of a segment whose name score reaches a threshold t.
 *
 * Why nothing is missed. `scoreTokens` gives agreed / (agreed + differing + conflict + missing), times factors of at
 * most 1. It reaches t only if (1 - t) * agreed - t * (differing + conflict + missing) >= 0. Both sides are sums over
 * the query's tokens, so every token has a *gain*: weight * (similarity - t) for the variant it is paired with, or
 * -t * MISSING_COST * weight if it stands alone (conflict costs more). A row is out as soon as the gains of what it
 * has, with the best gain of every other token, stay below 0. So:
 *
 * 1. Any two of the query's anchors: look up the pairs of their variants whose gains allow it, or walk the postings of
 *    one of them, whichever is less work. Two or three anchors are enough if a row that holds fewer than two of them
 *    is out by its gains.
 * 2. Rows with a single anchor in common: the same gains, at t / ONE_WORD_FACTOR; where they do not rule it out, the
 *    postings of the variants are walked.
 *
 * Every row found is scored by `scoreNames` itself. `match-index.test.ts` holds this against a scan of all rows.
 */
export interface SegmentSearcher {
  readonly segment: Segment;
  /** Calls `found` once for each row that reaches the threshold (weak aliases counted as such). */
  search(query: TokenList, threshold: number, found: (row: number, score: number) => void): void;
  /** The name score of one row. */
  scoreRow(query: TokenList, row: number): NameScore;
}

/** A token of the query. */
interface Slot {
  readonly ranked: Ranked;
  readonly anchor: boolean;
  /** The token counts as two words: it stands for two that were written. */
  readonly double: boolean;
}

/** How to find the rows that hold two of some anchors, and what that costs (in pair look-ups). */
interface Plan {
  /** The cheapest first: a row is looked for by the first two that it holds, and most rows by no more. */
  readonly chosen: readonly Slot[];
  /** Anchors whose variants' postings are walked; other pairs are looked up. */
  readonly walked: readonly boolean[];
  readonly cost: number;
}

/** Rounding of scores to three places, and floating point, must not cost a hit. */
const SLACK = 0.6;

/** A number of four bytes and one of two. */
const VARIANT_BYTES = 6;

/** Looking at one row of a posting costs about as much as trying this many pairs (measured: 100 ns, 4 ns). */
const WALK_COST = 25;

export function segmentSearcher(segment: Segment): SegmentSearcher {
  const { vocabulary, rowOffset, rowTokens, rowFlags, companionOffset, companionBits } = segment;
  const variantsMemo = memoOf<Variants>(
    MEMO_VARIANTS,
    ({ tokens }) => MEMO_ENTRY + tokens.length * VARIANT_BYTES,
  );
  const rankedMemo = memoOf<Ranked>(MEMO_RANKED, ({ bytes }) => MEMO_ENTRY + bytes);
  const seen = new Uint32Array(segment.header.rows);
  let epoch = 0;

  const variantsOf = (query: TokenList, i: number, key: string): Variants => {
    const known = variantsMemo.get(key);
    if (known) return known;
    const variants = findVariants(segment, query.table, query.ids[query.from + i]!);
    variantsMemo.set(key, variants);
    return variants;
  };

  const rankedOf = (query: TokenList, i: number, t: number, kind: 'plain' | 'raised'): Ranked => {
    const key = variantKey(query.table, query.ids[query.from + i]!);
    const rank = (): Ranked =>
      rankVariants(segment, query, i, variantsOf(query, i, key), t, kind === 'plain');
    // A token that stands for two is ranked by their weight, and seldom seen again.
    if (query.joined?.has(i)) return rank();
    const rankedKey = kind === 'plain' ? key : `${key}+`;
    const known = rankedMemo.get(rankedKey);
    if (known?.t === t) return known;
    const ranked = rank();
    rankedMemo.set(rankedKey, ranked);
    return ranked;
  };

  const rowList = (row: number): TokenList => ({
    table: vocabulary,
    ids: rowTokens,
    from: rowOffset[row]!,
    to: rowOffset[row + 1]!,
  });

  const slotsOf = (query: TokenList, t: number, kind: 'plain' | 'raised'): Slot[] => {
    const length = query.to - query.from;
    let any = false;
    for (let i = 0; i < length; i++) any ||= isAnchor(query, i);
    const slots: Slot[] = [];
    for (let i = 0; i < length; i++) {
      slots.push({
        ranked: rankedOf(query, i, t, kind),
        anchor: !any || isAnchor(query, i),
        double: query.joined?.has(i) ?? false,
      });
    }
    return slots;
  };

  /** One way of writing the query. */
  const searchAs = (written: TokenList, threshold: number, found: (row: number) => void): void => {
    const t = threshold * 1000 - SLACK;
    const slots = slotsOf(written, t, 'plain');
    let total = 0;
    for (const slot of slots) total += slot.ranked.best;
    if (total < 0) return;
    const anchors = slots.filter((slot) => slot.anchor);
    const promising = rowFilter(written, slots, t, total);
    const visit = (row: number): void => {
      if (promising(row) && seen[row] !== epoch) found(row);
    };

    const { chosen, all } = cheapestEnough(anchors, total);
    if (chosen.length > 1) visitSharers(planFor(chosen, total), total, visit);
    if (anchors.length === 1) probeAlone(anchors[0]!, total, visit);
    if (all) walkSingles(written, slots, anchors, threshold, visit);
  };

  /** Token → which of the query's tokens it is a variant of (16 bits), if `slotEpoch` stands above them. */
  const slotMarks = new Uint32Array(segment.header.tokens);
  let slotEpoch = 0;
  const nextSlotEpoch = (): number => {
    slotEpoch = (slotEpoch + 1) & 0xffff;
    if (slotEpoch === 0) {
      slotMarks.fill(0);
      slotEpoch = 1;
    }
    return slotEpoch;
  };

  /**
   * A quick look at a row before it is scored: the best gain of every token of the query that has a variant in it, less
   * what the rest of both sides costs at least. Scoring a row costs about twenty times as much.
   */
  const rowFilter = (
    written: TokenList,
    slots: readonly Slot[],
    t: number,
    total: number,
  ): ((row: number) => boolean) => {
    const weights = slots.map(
      (_, i) => written.joined?.get(i) ?? written.table.weight[written.ids[written.from + i]!]!,
    );
    // Words that begin with a query's initial are not among its variants; and a mark has room for sixteen tokens.
    const unmarked = slots.length > 16 || slots.some((_, i) => isInitial(written, i));
    let marked = 0;
    const mark = (): void => {
      marked = nextSlotEpoch();
      slots.forEach(({ ranked: { tokens, gains, best } }, i) => {
        // Variants that gain too little for any hit are words that stand alone.
        for (let k = 0; k < tokens.length && gains[k]! + total - best >= 0; k++) {
          const token = tokens[k]!;
          const known = slotMarks[token]!;
          slotMarks[token] = (known >>> 16 === marked ? known : marked << 16) | (1 << i);
        }
      });
    };
    return (row) => {
      if (unmarked) return true;
      if (marked === 0) mark();
      let covered = 0;
      let aloneC = 0;
      const to = rowOffset[row + 1]!;
      for (let at = rowOffset[row]!; at < to; at++) {
        const token = rowTokens[at]!;
        const known = slotMarks[token]!;
        if (known >>> 16 === marked) covered |= known;
        else aloneC += vocabulary.weight[token]!;
      }
      let gain = 0;
      let aloneQ = 0;
      for (let i = 0; i < slots.length; i++) {
        if (covered & (1 << i)) gain += slots[i]!.ranked.best;
        else aloneQ += weights[i]!;
      }
      const conflict = aloneQ < aloneC ? aloneQ : aloneC;
      const missing = aloneQ < aloneC ? aloneC - aloneQ : aloneQ - aloneC;
      return gain >= t * 2 * (CONFLICT_COST * conflict + MISSING_COST * missing);
    };
  };

  /**
   * The cheapest two or three anchors of which every hit must hold two (1. above), else all; `all` tells that rows
   * with a single anchor in common have to be looked at as well.
   */
  const cheapestEnough = (
    anchors: readonly Slot[],
    total: number,
  ): { readonly chosen: readonly Slot[]; readonly all: boolean } => {
    let best: readonly Slot[] | undefined;
    let lowest = Number.POSITIVE_INFINITY;
    const consider = (...some: Slot[]): void => {
      if (withoutTwoOf(some, total) >= 0) return;
      const { cost } = planFor(some, total);
      if (cost < lowest) {
        lowest = cost;
        best = some;
      }
    };
    const count = anchors.length;
    if (count > 2) {
      for (let a = 0; a < count; a++) {
        for (let b = a + 1; b < count; b++) consider(anchors[a]!, anchors[b]!);
      }
      if (!best && count > 3) {
        for (let a = 0; a < count; a++) {
          for (let b = a + 1; b < count; b++) {
            for (let c = b + 1; c < count; c++) consider(anchors[a]!, anchors[b]!, anchors[c]!);
          }
        }
      }
    }
    return best ? { chosen: best, all: false } : { chosen: anchors, all: true };
  };

  /** The most that a row can gain which holds at most one of `chosen` as an anchor, others allowed. */
  const withoutTwoOf = (chosen: readonly Slot[], total: number): number => {
    let none = total;
    let regained = 0;
    for (const slot of chosen) {
      const lost = slot.ranked.best - slot.ranked.aside;
      none -= lost;
      if (lost > regained) regained = lost;
    }
    return none + regained;
  };

  const planFor = (some: readonly Slot[], total: number): Plan => {
    const ordered = some
      .map((slot) => ({ slot, walk: walkCost(slot, total) }))
      .sort((x, y) => x.walk - y.walk);
    const chosen = ordered.map(({ slot }) => slot);
    const walked = chosen.map(() => false);
    let cost = 0;
    for (let b = 1; b < chosen.length; b++) {
      for (let a = 0; a < b; a++) {
        if (walked[a] || walked[b]) continue;
        const { walk } = ordered[a]!;
        const reach = mostOfPair(chosen, walked, a, b, total);
        const probes = probeCost(chosen[a]!.ranked, chosen[b]!.ranked, reach, walk);
        if (probes <= walk) cost += probes;
        else {
          walked[a] = true;
          cost += walk;
        }
      }
    }
    return { chosen, walked, cost };
  };

  /**
   * The most that a row can gain for which the anchors `a` and `b` are the first two that it holds. Rows that hold an
   * earlier one are found by that one's pairs, rows that hold a walked one by the walk.
   */
  const mostOfPair = (
    chosen: readonly Slot[],
    walked: readonly boolean[],
    a: number,
    b: number,
    total: number,
  ): number => {
    let most = total;
    for (let k = 0; k < chosen.length; k++) {
      if (k === a || k === b || (k > b && !walked[k])) continue;
      most -= chosen[k]!.ranked.best - chosen[k]!.ranked.aside;
    }
    return most;
  };

  /** Rows of the variants that the gains allow, weighed against a pair look-up. */
  const walkCost = ({ ranked }: Slot, total: number): number => {
    const others = total - ranked.best;
    const { gains, rows } = ranked;
    // The last variant whose gain allows it, by halving.
    let low = 0;
    let high = gains.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (gains[middle]! + others >= 0) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : rows[low - 1]! * WALK_COST;
  };

  /** Pairs of variants that the gains allow; counted no further than `most`. */
  const probeCost = (a: Ranked, b: Ranked, total: number, most: number): number => {
    const others = total - a.best - b.best;
    let pairs = 0;
    let y = b.tokens.length;
    for (let x = 0; x < a.tokens.length && pairs <= most; x++) {
      const gain = a.gains[x]! + others;
      while (y > 0 && gain + b.gains[y - 1]! < 0) y--;
      if (y === 0) break;
      pairs += y;
    }
    return pairs;
  };

  const visitSharers = ({ chosen, walked }: Plan, total: number, visit: (row: number) => void): void => {
    for (let b = 0; b < chosen.length; b++) {
      if (walked[b]) walkBeside(chosen[b]!, chosen, total, visit);
      for (let a = 0; a < b && !walked[b]; a++) {
        if (walked[a]) continue;
        const most = mostOfPair(chosen, walked, a, b, total);
        probePairs(chosen[a]!.ranked, chosen[b]!.ranked, most, visit);
      }
    }
  };

  const marks = new Uint32Array(segment.header.tokens);
  let markEpoch = 0;

  /** Rows that hold a variant of `slot` and one of any other of `chosen`. */
  const walkBeside = (
    slot: Slot,
    chosen: readonly Slot[],
    total: number,
    visit: (row: number) => void,
  ): void => {
    markEpoch++;
    for (const other of chosen) {
      if (other === slot) continue;
      const { tokens, gains, best } = other.ranked;
      for (let y = 0; y < tokens.length && gains[y]! + total - best >= 0; y++) marks[tokens[y]!] = markEpoch;
    }
    const { tokens, gains, best } = slot.ranked;
    for (let x = 0; x < tokens.length && gains[x]! + total - best >= 0; x++) {
      const token = tokens[x]!;
      const end = segment.postingOffset[token + 1]!;
      for (let at = segment.postingOffset[token]!; at < end; at++) {
        const row = segment.postingRows[at]!;
        const to = rowOffset[row + 1]!;
        let own = 0;
        for (let k = rowOffset[row]!; k < to; k++) {
          const here = rowTokens[k]!;
          // The walked token itself counts for another anchor only where it stands twice.
          if (marks[here] === markEpoch && (here !== token || own++ > 0)) {
            visit(row);
            break;
          }
        }
      }
    }
  };

  const probePairs = (a: Ranked, b: Ranked, total: number, visit: (row: number) => void): void => {
    const others = total - a.best - b.best;
    const bestOfB = b.gains[0];
    if (bestOfB === undefined) return;
    const { byBit } = b;
    const tryPair = (x: number, y: number): void => {
      const hash = a.hashes[x]!;
      if (((b.folds[y]! >>> (hash & 31)) & 1) === 0) return;
      const left = a.tokens[x]!;
      const right = b.tokens[y]!;
      if (mayStandTogether(segment, right, left)) visitPair(left, right, visit);
    };
    for (let x = 0; x < a.tokens.length; x++) {
      const gain = a.gains[x]! + others;
      if (gain + bestOfB < 0) break;
      const left = a.tokens[x]!;
      const from = companionOffset[left]!;
      const mask = companionOffset[left + 1]! - from - 1;
      const fold = a.folds[x]!;
      if (fold === ALL_BITS) {
        for (let y = 0; y < b.tokens.length && gain + b.gains[y]! >= 0; y++) {
          const hash = b.hashes[y]!;
          if ((companionBits[from + ((hash >>> 5) & mask)]! >>> (hash & 31)) & 1) tryPair(x, y);
        }
        continue;
      }
      // Only variants of b whose bit is among this one's companions are looked at: nearly all pairs end here.
      for (let beside = fold; beside !== 0; beside &= beside - 1) {
        const bit = 31 - Math.clz32(beside & -beside);
        const end = byBit.from[bit + 1]!;
        for (let k = byBit.from[bit]!; k < end; k++) {
          if (gain + byBit.gains[k]! < 0) break;
          if ((companionBits[from + ((byBit.hashes[k]! >>> 5) & mask)]! >>> bit) & 1)
            tryPair(x, byBit.place[k]!);
        }
      }
    }
  };

  /** Rows whose only anchor is a variant of the query's only anchor. */
  const probeAlone = ({ ranked }: Slot, total: number, visit: (row: number) => void): void => {
    for (let x = 0; x < ranked.tokens.length; x++) {
      if (ranked.gains[x]! + total - ranked.best < 0) break;
      const token = ranked.tokens[x]!;
      if (mayStandTogether(segment, token, token)) visitPair(token, token, visit);
    }
  };

  const visitPair = (left: number, right: number, visit: (row: number) => void): void => {
    const bucket = pairBucket(segment, pairHash(left, right));
    const end = segment.pairOffset[bucket + 1]!;
    // Rows of other pairs that share the bucket are turned away like any that do not score.
    for (let at = segment.pairOffset[bucket]!; at < end; at++) visit(segment.pairRows[at]!);
  };

  /** Rows that share one anchor with the query (2. above). */
  const walkSingles = (
    written: TokenList,
    slots: readonly Slot[],
    anchors: readonly Slot[],
    threshold: number,
    visit: (row: number) => void,
  ): void => {
    const meets = slots.some((_, i) => mayMeetInitial(written, i));
    const t = (threshold * 1000 - SLACK) / (meets ? ONE_WORD_AND_INITIAL_FACTOR : ONE_WORD_FACTOR);
    // Nothing scores above 1: past that, only a token that stands for two words can do it alone.
    const raised = t <= 1000 ? slotsOf(written, t, 'raised') : undefined;
    for (const slot of anchors) {
      const i = slots.indexOf(slot);
      const used = slot.double ? slots : raised;
      if (!used) continue;
      const { ranked } = used[i]!;
      let others = 0;
      for (let k = 0; k < used.length; k++) {
        if (k !== i) others += used[k]!.anchor ? used[k]!.ranked.aside : used[k]!.ranked.best;
      }
      for (let x = 0; x < ranked.tokens.length; x++) {
        if (ranked.gains[x]! + others < 0) break;
        const token = ranked.tokens[x]!;
        const end = segment.postingOffset[token + 1]!;
        for (let at = segment.postingOffset[token]!; at < end; at++) visit(segment.postingRows[at]!);
      }
    }
  };

  /** Whether token `i` is an initial, or may be paired with one. */
  const mayMeetInitial = (query: TokenList, i: number): boolean => {
    const id = query.ids[query.from + i]!;
    const code = query.table.kind[id]! & KIND_MASK;
    return (
      code === KIND_CODES.initial || (code === KIND_CODES.word && hasInitial(textOf(query.table, id)[0]!))
    );
  };

  const initialsKnown = new Map<string, boolean>();
  const hasInitial = (letter: string): boolean => {
    let known = initialsKnown.get(letter);
    if (known === undefined) {
      known = tokensOfText(segment, letter).some(
        (token) => (vocabulary.kind[token]! & KIND_MASK) === KIND_CODES.initial,
      );
      initialsKnown.set(letter, known);
    }
    return known;
  };

  const scoreRow = (query: TokenList, row: number): NameScore => {
    const score = scoreNames(query, rowList(row));
    return rowFlags[row]! & WEAK_ROW ? { ...score, score: score.score * WEAK_ALIAS_FACTOR } : score;
  };

  return {
    segment,
    scoreRow,
    search(query, threshold, found) {
      epoch++;
      const visit = (row: number): void => {
        if (seen[row] === epoch) return;
        seen[row] = epoch;
        const { score } = scoreRow(query, row);
        if (Math.round(score * 1000) >= Math.round(threshold * 1000)) found(row, score);
      };
      searchAs(query, threshold, visit);
      for (const other of otherWritings(query)) searchAs(other, threshold, visit);
    },
  };

  /** The query with two neighbouring words as one, or one as two, where the segment has such words. */
  function otherWritings(query: TokenList): TokenList[] {
    const others: TokenList[] = [];
    const length = query.to - query.from;
    for (let i = 0; i < length; i++) {
      const id = query.ids[query.from + i]!;
      if ((query.table.kind[id]! & KIND_MASK) !== KIND_CODES.word) continue;
      const { splits } = variantsOf(query, i, variantKey(query.table, id));
      for (const at of splits) others.push(splitAt(query, i, at));
      if (i + 1 < length) {
        const next = query.ids[query.from + i + 1]!;
        if ((query.table.kind[next]! & KIND_MASK) !== KIND_CODES.word) continue;
        if (isWordTogether(segment, query.table, id, next)) others.push(joinAt(query, i));
      }
    }
    return others;
  }
}

const isInitial = (query: TokenList, i: number): boolean =>
  (query.table.kind[query.ids[query.from + i]!]! & KIND_MASK) === KIND_CODES.initial;

const isAnchor = (query: TokenList, i: number): boolean =>
  (query.table.kind[query.ids[query.from + i]!]! & KIND_MASK) <= LAST_ANCHOR_KIND;
