import { CARRY_OVER, type Content, ERASE_ENTRIES, fits, type Leaf, leafHashOf } from './entry.ts';
import { EMPTY_FRONTIER, type FullTile, growFrom } from './frontier.ts';
import { type CompactRange, rootOf, withLeaf } from './merkle.ts';
import { CLOCK_BACK } from './tuning.ts';

/** One entry as it is found, in a database or in an export. */
export interface FoundEntry {
  readonly seq: number;
  readonly leaf: Leaf;
  /** The leaf hash that was written down with the entry; exports in a folder have none. */
  readonly hash?: Buffer;
  /** The root that was written down with the entry, where it was the last of those that were written at one time. */
  readonly root?: Buffer;
  /** Absent where it was erased. */
  readonly content?: Content;
}

/** A root that the first `size` entries must have, and who says so. */
export interface KnownHead {
  readonly size: number;
  readonly root: Buffer;
  /** For people: `the checkpoint of 2026-03-01`. */
  readonly said: string;
}

/** What does not fit. */
export interface Finding {
  /** The first entry that it is about. */
  readonly seq: number;
  readonly what:
    | 'changed'
    | 'removed'
    | 'reordered'
    | 'rolled-back'
    | 'not-erased-by-rule'
    | 'tile'
    | 'checkpoint'
    | 'clock';
  /** For people. */
  readonly message: string;
}

export type Verification = {
  /**
   * Where the clock went back. The tree says in which order entries were written, and no clock changes that: it may have been
   * put right, or somebody may have wanted a look to seem older.
   */
  readonly clock: readonly Finding[];
} & (
  | { readonly intact: true; readonly size: number; readonly root: string; readonly erased: number }
  | {
      readonly intact: false;
      readonly seq: number;
      readonly why: string;
      readonly findings: readonly Finding[];
    }
);

/** Goes through a whole ledger from its first entry, and tells what does not fit. */
export interface Walk {
  /** The next entries, in the order in which they stand. Gives the tiles that were filled, for comparison. */
  take(entries: readonly FoundEntry[]): readonly FullTile[];
  /** Something that only the caller can see; `vague` where it is about many entries, and others may say more exactly which. */
  find(finding: Finding, vague?: boolean): void;
  readonly range: () => CompactRange;
  /** Hashes of the tiles that are not full, lowest level first. */
  readonly open: () => readonly (readonly Buffer[])[];
  end(): Verification;
}

/** More than these are not told: one change of the tree may make everything after it wrong. */
const MOST_FINDINGS = 100;

/** Begins a walk that must agree with some heads. */
export function beginWalk(heads: readonly KnownHead[]): Walk {
  const growth = growFrom(EMPTY_FRONTIER);
  const findings: Finding[] = [];
  const vague: Finding[] = [];
  const told = new Set<number>();
  const wanted = heads.toSorted((a, b) => a.size - b.size);
  const erased = new Set<number>();
  const named = new Set<number>();
  /** The last size at which everything agreed with somebody else's word. */
  let agreed = 0;
  let nextHead = 0;
  let expected = 1;
  /** Once one root differs, all after it do. */
  let rootsDiffer = false;
  /** The first head that is not the one that the entries make. */
  let wrongHead: Finding | undefined;

  const clock: Finding[] = [];
  let before: FoundEntry['leaf'] | undefined;
  const checkClock = ({ seq, leaf }: FoundEntry): void => {
    const back = before ? Date.parse(before.at) - Date.parse(leaf.at) : 0;
    // What was carried over from an older ledger is older than the entry that says so.
    if (back > CLOCK_BACK && before?.kind !== CARRY_OVER && clock.length < MOST_FINDINGS)
      clock.push({
        seq,
        what: 'clock',
        message: `the clock went back: entry ${seq} says ${leaf.at}, and the one before it ${before?.at}`,
      });
    before = leaf;
  };

  const find = (finding: Finding, isVague = false): void => {
    const list = isVague ? vague : findings;
    if (list.length < MOST_FINDINGS) list.push(finding);
    told.add(finding.seq);
  };

  const checkPlace = (seq: number): void => {
    // What stands at another place than it was written at makes another tree: that tells nothing more.
    if (seq !== expected) rootsDiffer = true;
    if (seq > expected) {
      const last = seq - 1;
      find({
        seq: expected,
        what: 'removed',
        message: expected === last ? `entry ${expected} is gone` : `entries ${expected} to ${last} are gone`,
      });
    } else if (seq < expected)
      find({ seq, what: 'reordered', message: `entry ${seq} stands where ${expected} should` });
    expected = seq + 1;
  };

  const checkContent = ({ seq, leaf, content }: FoundEntry): void => {
    if (!content) erased.add(seq);
    else if (!fits(leaf, content))
      find({ seq, what: 'changed', message: `entry ${seq} is not what was written down` });
    else if (content.entry.action === ERASE_ENTRIES)
      for (const subject of content.entry.subjects) named.add(Number(subject));
  };

  const checkHash = ({ seq, hash }: FoundEntry, made: Buffer): void => {
    if (!hash || hash.equals(made)) return;
    // The roots after it tell nothing more.
    rootsDiffer = true;
    if (!told.has(seq))
      find({ seq, what: 'changed', message: `entry ${seq} is not the one that the tree was made of` });
  };

  const checkHeads = (range: CompactRange): void => {
    for (let head = wanted[nextHead]; head && head.size <= range.size; head = wanted[++nextHead]) {
      if (head.size === range.size && rootOf(range).equals(head.root)) agreed = head.size;
      else if (!wrongHead) {
        const first = agreed + 1;
        const where = first >= head.size ? `entry ${first}` : `an entry from ${first} to ${head.size}`;
        wrongHead = {
          seq: first,
          what: 'changed',
          message: `${where} was changed, removed or moved: the first ${head.size} entries are not those of ${head.said}`,
        };
      }
    }
  };

  /** The last entry whose root is the one that was written down. */
  let rooted = 0;
  /** Finds the first root of a batch that is not the one that was written down: one of the entries since the root before. */
  const findRoot = (
    begin: CompactRange,
    batch: readonly { seq: number; hash: Buffer; root?: Buffer }[],
  ): void => {
    let range = begin;
    for (const { seq, hash, root } of batch) {
      range = withLeaf(range, hash);
      if (!root) continue;
      if (rootOf(range).equals(root)) {
        rooted = seq;
        continue;
      }
      rootsDiffer = true;
      const first = rooted + 1;
      const where = first === seq ? `entry ${seq}` : `one of the entries ${first} to ${seq}`;
      find({ seq: first, what: 'changed', message: `${where} is not the one that the tree was made of` });
      return;
    }
  };

  checkHeads(growth.range());
  return {
    range: growth.range,
    open: () => growth.frontier().open,
    find,
    take(entries) {
      const begin = growth.range();
      const full: FullTile[] = [];
      const lastRoot = entries.findLastIndex(({ root }) => root !== undefined);
      let differs = false;
      const batch = entries.map((entry, at) => {
        checkPlace(entry.seq);
        checkContent(entry);
        checkClock(entry);
        const hash = leafHashOf(entry.leaf);
        checkHash(entry, hash);
        full.push(...growth.add(hash));
        if (wanted[nextHead]?.size === growth.size()) checkHeads(growth.range());
        // All roots fit where the last one does: only where it does not they are looked at one by one.
        if (at === lastRoot) differs = !(entry.root && rootOf(growth.range()).equals(entry.root));
        return { seq: entry.seq, hash, ...(entry.root && { root: entry.root }) };
      });
      if (differs && !rootsDiffer) findRoot(begin, batch);
      if (!differs && lastRoot >= 0) rooted = batch[lastRoot]?.seq ?? rooted;
      return full;
    },
    end() {
      const size = growth.size();
      for (const head of wanted.slice(nextHead))
        find({
          seq: size + 1,
          what: 'rolled-back',
          message: `the ledger ends at ${size}; ${head.said} had ${head.size} entries: entries ${size + 1} to ${head.size} are gone`,
        });
      const first = findings.toSorted((a, b) => a.seq - b.seq);
      // What may only follow from the findings above comes behind them: they say more exactly where.
      const then = [...vague, ...(wrongHead ? [wrongHead] : []), ...unruly(erased, named)];
      const all = [...first, ...then].slice(0, MOST_FINDINGS);
      const [worst] = all;
      return worst
        ? { intact: false, seq: worst.seq, why: worst.message, findings: all, clock }
        : { intact: true, clock, size, root: rootOf(growth.range()).toString('base64'), erased: erased.size };
    },
  };
}

/** Contents that are gone, and no entry says that they were erased. */
const unruly = (erased: ReadonlySet<number>, named: ReadonlySet<number>): readonly Finding[] =>
  [...erased]
    .filter((seq) => !named.has(seq))
    .map((seq) => ({
      seq,
      what: 'not-erased-by-rule',
      message: `the content of entry ${seq} is gone, and no entry says that it was erased`,
    }));
