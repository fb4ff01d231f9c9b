import { HASH_BYTES, rangeOf, rootOf, type TreeNode } from './merkle.ts';

/**
 * Tiles of C2SP (https://c2sp.org/tlog-tiles): the tree cut into pieces of 256 hashes that never change once they are full, so
 * that files and caches can hold it. Tile `n` of level `l` holds the roots over 256^l entries each.
 */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** A tile of hashes, or with `level` `entries` a bundle of entries. */
export interface TilePlace {
  readonly level: number | 'entries';
  readonly index: number;
  /** Hashes or entries in it; 256 where it is full. */
  readonly width: number;
}

/** Levels above are not reached: 256^6 is the largest power that a number holds exactly. */
const HIGHEST_LEVEL = 6;

/** `tile/0/x001/x234/067.p/8` */
export function tilePath({ level, index, width }: TilePlace): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/.{3}/g) as string[];
  const name = parts.map((part, at) => (at === parts.length - 1 ? part : `x${part}`)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The place of a path; `undefined` where it is none, or not written in the one way that is allowed. */
export function readTilePath(path: string): TilePlace | undefined {
  const [, level = '', name = '', width] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? [];
  const place: TilePlace = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  if (name === '' || place.width < 1 || !Number.isSafeInteger(place.index)) return undefined;
  if (place.level !== 'entries' && place.level > HIGHEST_LEVEL) return undefined;
  return tilePath(place) === path ? place : undefined;
}

/** Hashes of a level that a tree of some size has: those over complete subtrees only. */
export const hashesAt = (size: number, level: number): number => Math.floor(size / TILE_WIDTH ** level);

/** All tiles of hashes of a tree, level by level. */
export function* tilesOf(size: number): Iterable<TilePlace & { readonly level: number }> {
  for (let level = 0; hashesAt(size, level) > 0; level++) {
    const count = hashesAt(size, level);
    for (let index = 0; index * TILE_WIDTH < count; index++)
      yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
  }
}

/** The hashes of a tile. Throws where the bytes are no whole number of hashes. */
export function readTile(bytes: Uint8Array): readonly Buffer[] {
  if (bytes.length % HASH_BYTES !== 0) throw new Error(`a tile of ${bytes.length} bytes is none`);
  const whole = Buffer.from(bytes);
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    whole.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** Where the root of a complete subtree comes from: the tile, and the hashes in it from `from` to `to`. */
export function tileOf({ level, index }: TreeNode): {
  readonly level: number;
  readonly index: number;
  readonly from: number;
  readonly to: number;
} {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const width = 2 ** (level % TILE_HEIGHT);
  const first = index * width;
  const from = first % TILE_WIDTH;
  return { level: tileLevel, index: Math.floor(first / TILE_WIDTH), from, to: from + width };
}

/** The root over some hashes of a tile. */
export const rootInTile = (hashes: readonly Buffer[], from: number, to: number): Buffer =>
  rootOf(rangeOf(hashes.slice(from, to)));

/** A bundle: each entry behind its length in two bytes, big-endian. */
export const writeBundle = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );

/** Throws where the bytes end in the middle of an entry. */
export function readBundle(bytes: Uint8Array): readonly Buffer[] {
  const whole = Buffer.from(bytes);
  const entries: Buffer[] = [];
  for (let at = 0; at < whole.length; ) {
    if (at + 2 > whole.length) throw new Error('a bundle of entries ends in the middle of one');
    const end = at + 2 + whole.readUInt16BE(at);
    if (end > whole.length) throw new Error('a bundle of entries ends in the middle of one');
    entries.push(whole.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
