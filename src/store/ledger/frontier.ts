import { type CompactRange, EMPTY_RANGE, rangeOf, withLeaf } from './merkle.ts';
import { rootInTile, TILE_WIDTH } from './tiles.ts';

/** A tile that is full: it never changes again. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Buffer[];
  readonly root: Buffer;
}

/** The right edge of a growing tree: its compact range, and the hashes of the tiles that are not full yet, lowest level first. */
export interface Frontier {
  readonly range: CompactRange;
  readonly open: readonly (readonly Buffer[])[];
}

export const EMPTY_FRONTIER: Frontier = { range: EMPTY_RANGE, open: [] };

/** The frontier with these open tiles. */
export const frontierOf = (size: number, open: readonly (readonly Buffer[])[]): Frontier => ({
  range: { size, hashes: open.toReversed().flatMap((hashes) => rangeOf(hashes).hashes) },
  open,
});

/** Adds leaf hashes one by one; changes what it was made from only by making it anew. */
export interface Growth {
  readonly frontier: () => Frontier;
  readonly range: () => CompactRange;
  /** Gives the tiles that this leaf filled, lowest first. */
  add(leaf: Buffer): readonly FullTile[];
}

const NONE: readonly FullTile[] = [];

export function growFrom(begin: Frontier): Growth {
  let range = begin.range;
  const open = begin.open.map((hashes) => hashes.slice());
  return {
    frontier: () => ({ range, open: open.map((hashes) => hashes.slice()) }),
    range: () => range,
    add(leaf) {
      range = withLeaf(range, leaf);
      let node = leaf;
      let full: FullTile[] | undefined;
      for (let level = 0; ; level++) {
        const hashes = open[level] ?? [];
        open[level] = hashes;
        hashes.push(node);
        if (hashes.length < TILE_WIDTH) return full ?? NONE;
        const index = range.size / TILE_WIDTH ** (level + 1) - 1;
        node = rootInTile(hashes, 0, TILE_WIDTH);
        full = [...(full ?? []), { level, index, hashes, root: node }];
        open[level] = [];
      }
    },
  };
}
