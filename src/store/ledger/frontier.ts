import { type CompactRange, EMPTY_RANGE, nodeHash, rangeOf } from './merkle.ts';
import { TILE_HEIGHT, TILE_WIDTH } from './tiles.ts';

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
  readonly size: () => number;
  /** Gives the tiles that this leaf filled, lowest first. */
  add(leaf: Buffer): readonly FullTile[];
}

const NONE: readonly FullTile[] = [];

export function growFrom(begin: Frontier): Growth {
  let size = begin.range.size;
  const hashes = begin.range.hashes.slice();
  const open = begin.open.map((tile) => tile.slice());
  const range = (): CompactRange => ({ size, hashes: hashes.slice() });
  const push = (level: number, node: Buffer): void => {
    const tile = open[level] ?? [];
    open[level] = tile;
    tile.push(node);
  };
  return {
    frontier: () => ({ range: range(), open: open.map((tile) => tile.slice()) }),
    range,
    size: () => size,
    add(leaf) {
      push(0, leaf);
      let node = leaf;
      let full: FullTile[] | undefined;
      let height = 0;
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        node = nodeHash(hashes.pop() as Buffer, node);
        height++;
        if (height % TILE_HEIGHT !== 0) continue;
        // What was joined now is the root of a tile: no hash of it is made twice.
        const level = height / TILE_HEIGHT - 1;
        const index = (size + 1) / TILE_WIDTH ** (level + 1) - 1;
        full = [...(full ?? []), { level, index, hashes: open[level] ?? [], root: node }];
        open[level] = [];
        push(level + 1, node);
      }
      hashes.push(node);
      size++;
      return full ?? NONE;
    },
  };
}
