import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FRONTIER, type FullTile, frontierOf, growFrom } from './frontier.ts';
import { leafHash, rangeOf, rootOf } from './merkle.ts';
import { hashesAt, readBundle, readTilePath, tilePath, tilesOf, writeBundle } from './tiles.ts';

describe('paths of tiles', () => {
  it('are those of the specification', () => {
    // The example of c2sp.org/tlog-tiles: index 1234067 is x001/x234/067.
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 2, index: 1, width: 5 })).toBe('tile/2/001.p/5');
    expect(tilePath({ level: 'entries', index: 0, width: 256 })).toBe('tile/entries/000');
  });

  it('are read back, and nothing else is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<number | 'entries'>(0, 1, 6, 'entries'),
        fc.nat(999_999_999),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          expect(readTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
        },
      ),
    );
    for (const bad of [
      'tile/0/1',
      'tile/0/x000/001',
      'tile/00/001',
      'tile/0/001.p/0',
      'tile/0/001.p/256',
      'tile/0/001.p/05',
      'tile/0/123/456/078',
      'tile/-1/001',
      'tile/64/001',
      'tile/0/001/../../../etc/passwd',
      'tile/entries/',
      '/tile/0/001',
    ])
      expect(readTilePath(bad), bad).toBeUndefined();
  });

  it('make up a tree as the specification counts them', () => {
    const tiles = [...tilesOf(70_000)];
    const count = (level: number) => tiles.filter((tile) => tile.level === level);
    expect(count(0)).toHaveLength(274);
    expect(count(0).at(-1)).toEqual({ level: 0, index: 273, width: 112 });
    expect(count(1).map(({ width }) => width)).toEqual([256, 17]);
    expect(count(2).map(({ width }) => width)).toEqual([1]);
    expect([...tilesOf(256)].map(({ level, width }) => [level, width])).toEqual([
      [0, 256],
      [1, 1],
    ]);
    expect([...tilesOf(0)]).toEqual([]);
  });
});

describe('a growing tree', () => {
  it('fills tiles, and can be gone on with from any size', () => {
    const leaves = Array.from({ length: 1_000 }, (_, n) => leafHash(Buffer.from(String(n))));
    let growth = growFrom(EMPTY_FRONTIER);
    const full: FullTile[] = [];
    for (const [at, leaf] of leaves.entries()) {
      full.push(...growth.add(leaf));
      if (at % 97 === 0) {
        const { range, open } = growth.frontier();
        growth = growFrom(frontierOf(range.size, open));
      }
    }
    expect(rootOf(growth.range())).toEqual(rootOf(rangeOf(leaves)));
    expect(full.map(({ level, index }) => [level, index])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
    ]);
    expect(full[1]?.root).toEqual(rootOf(rangeOf(leaves.slice(256, 512))));
    expect(growth.frontier().open.map((hashes) => hashes.length)).toEqual([1_000 - 768, 3]);
    expect(hashesAt(1_000, 1)).toBe(3);
  });

  it('fills tiles of the next level', () => {
    const growth = growFrom(EMPTY_FRONTIER);
    const leaf = randomBytes(32);
    const full: FullTile[] = [];
    for (let n = 0; n < 65_536; n++) full.push(...growth.add(leaf));
    expect(full).toHaveLength(257);
    expect(full.at(-1)).toMatchObject({ level: 1, index: 0, root: rootOf(growth.range()) });
    expect(growth.frontier().open.map((hashes) => hashes.length)).toEqual([0, 0, 1]);
  });
});

it('bundles entries behind their lengths', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (entries) => {
      const bytes = writeBundle(entries);
      expect(readBundle(bytes)).toEqual(entries.map((entry) => Buffer.from(entry)));
      if (bytes.length > 0) expect(() => readBundle(bytes.subarray(0, -1))).toThrow('middle');
    }),
  );
});
