import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../model/index.ts';
import { buildGraph, type Graph } from '../graph.ts';
import { findCells } from './leiden.ts';
import { type Measure, modularity, pottsQuality } from './partition.ts';

type Pair = readonly [number, number, number];
const pairsOf = (nodes: number) =>
  fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 4 })), { maxLength: 40 });
const measures = fc.constantFrom<readonly [Measure, number]>(
  ['modularity', 1],
  ['modularity', 2.5],
  ['cpm', 0.3],
  ['cpm', 1.5],
);

const graphOf = (nodes: number, pairs: readonly Pair[]): Graph =>
  buildGraph(
    nodes,
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
    pairs.map(([, , w]) => w),
  );
const qualityOf = (graph: Graph, cellOf: ArrayLike<number>, measure: Measure, resolution: number): number =>
  measure === 'modularity' ? modularity(graph, cellOf, resolution) : pottsQuality(graph, cellOf, resolution);

test('every cell is connected, none is worse than everybody alone, and numbers go by first members', () => {
  fc.assert(
    fc.property(pairsOf(24), measures, fc.nat(1000), (pairs, [measure, resolution], seed) => {
      const graph = graphOf(24, pairs);
      const { cellOf, cellCount, quality } = findCells(graph, { measure, resolution, seed });
      const alone = Array.from({ length: 24 }, (_, v) => v);
      expect(quality).toBeGreaterThanOrEqual(qualityOf(graph, alone, measure, resolution) - 1e-12);
      expect([...new Set(cellOf)]).toEqual(Array.from({ length: cellCount }, (_, cell) => cell));
      expect(piecesOf(graph, cellOf)).toBe(cellCount);
      expect(findCells(graph, { measure, resolution, seed })).toEqual({ cellOf, cellCount, quality });
    }),
  );
});

test('on networks of seven, a few seeds find the best of all 877 divisions', () => {
  const divisions = [...everyDivision(7)];
  expect(divisions).toHaveLength(877);
  fc.assert(
    fc.property(pairsOf(7), measures, (pairs, [measure, resolution]) => {
      const graph = graphOf(7, pairs);
      const best = Math.max(...divisions.map((cells) => qualityOf(graph, cells, measure, resolution)));
      const found = Array.from({ length: 30 }, (_, seed) => findCells(graph, { measure, resolution, seed }));
      expect(Math.max(...found.map(({ quality }) => quality))).toBeCloseTo(best, 9);
      for (const { cellOf, quality } of found) {
        expect(quality).toBeCloseTo(qualityOf(graph, cellOf, measure, resolution), 9);
      }
    }),
    { numRuns: 60 },
  );
});

test('quality does not depend on numbers, and adds up over networks that nothing joins', () => {
  fc.assert(
    fc.property(pairsOf(9), pairsOf(9), fc.nat(1000), (one, other, seed) => {
      const order = shuffled(9, seed);
      const cells = Array.from({ length: 9 }, (_, v) => v % 3);
      const renamed = one.map(([a, b, w]): Pair => [order[a] as number, order[b] as number, w]);
      const there = Array.from({ length: 9 }, (_, v) => cells[order.indexOf(v)] as number);
      for (const measure of ['modularity', 'cpm'] as const) {
        expect(qualityOf(graphOf(9, renamed), there, measure, 0.7)).toBeCloseTo(
          qualityOf(graphOf(9, one), cells, measure, 0.7),
          9,
        );
      }
      const both = graphOf(18, [...one, ...other.map(([a, b, w]): Pair => [a + 9, b + 9, w])]);
      const { cellOf, quality } = findCells(both, { measure: 'cpm', resolution: 0.7, seed });
      const [left, right] = [cellOf.slice(0, 9), cellOf.slice(9)];
      expect([...left].filter((cell) => right.includes(cell))).toEqual([]);
      // Cells are numbered by first members, so those of the other half follow.
      const first = Math.min(...right);
      const parts =
        pottsQuality(graphOf(9, one), left, 0.7) +
        pottsQuality(
          graphOf(9, other),
          right.map((cell) => cell - first),
          0.7,
        );
      expect(parts).toBeCloseTo(quality, 9);
    }),
  );
});

test('a ring of small cliques: modularity joins neighbours, the constant Potts model does not', () => {
  const ring: Pair[] = [];
  for (let clique = 0; clique < 30; clique++) {
    for (let a = 0; a < 5; a++)
      for (let b = a + 1; b < 5; b++) ring.push([clique * 5 + a, clique * 5 + b, 1]);
    ring.push([clique * 5, ((clique + 1) % 30) * 5 + 1, 1]);
  }
  const graph = graphOf(150, ring);
  expect(findCells(graph).cellCount).toBeLessThan(30);
  const cells = findCells(graph, { measure: 'cpm', resolution: 0.5 });
  expect([...cells.cellOf]).toEqual(Array.from({ length: 150 }, (_, v) => Math.floor(v / 5)));
});

test('a seed gives the same cells on every machine', () => {
  const random = seeded(5);
  const pairs = Array.from({ length: 400 }, (): Pair => {
    const a = random.below(120);
    return [a, random.chance(0.7) ? a - (a % 8) + random.below(8) : random.below(120), 0.1 + random.next()];
  });
  const graph = graphOf(120, pairs);
  const prints = [{ seed: 3 }, { seed: 3, measure: 'cpm', resolution: 0.05 } as const].map((options) => {
    const { cellOf, cellCount, quality } = findCells(graph, options);
    return { cellCount, print: cellOf.reduce((sum, cell) => (Math.imul(sum, 31) + cell) >>> 0, 7), quality };
  });
  expect(prints).toMatchInlineSnapshot(`
    [
      {
        "cellCount": 12,
        "print": 4017162658,
        "quality": 0.640273591736545,
      },
      {
        "cellCount": 17,
        "print": 4143786105,
        "quality": 130.82608045404774,
      },
    ]
  `);
});

test('a network without links, and one without persons', () => {
  expect([...findCells(buildGraph(3, [], [])).cellOf]).toEqual([0, 1, 2]);
  expect(findCells(buildGraph(0, [], []))).toMatchObject({ cellCount: 0, quality: 0 });
});

test('options that make no sense are refused', () => {
  const graph = buildGraph(2, [0], [1]);
  expect(() => findCells(graph, { measure: 'cpm' })).toThrow('needs a resolution');
  expect(() => findCells(graph, { resolution: 0 })).toThrow('above 0');
  expect(() => findCells(graph, { resolution: Number.NaN })).toThrow('above 0');
  expect(() => findCells(graph, { rounds: 0 })).toThrow('at least 1');
});

/** How many connected pieces all cells have together. */
function piecesOf(graph: Graph, cellOf: ArrayLike<number>): number {
  const seen = new Set<number>();
  let pieces = 0;
  for (let root = 0; root < graph.nodeCount; root++) {
    if (seen.has(root)) continue;
    pieces++;
    const open = [root];
    seen.add(root);
    for (const v of open) {
      for (const target of graph.targets.slice(graph.offsets[v], graph.offsets[v + 1])) {
        if (cellOf[target] !== cellOf[v] || seen.has(target)) continue;
        seen.add(target);
        open.push(target);
      }
    }
  }
  return pieces;
}

function* everyDivision(nodes: number, cells: readonly number[] = []): Generator<readonly number[]> {
  if (cells.length === nodes) {
    yield cells;
    return;
  }
  const next = cells.length === 0 ? 0 : Math.max(...cells) + 1;
  for (let cell = 0; cell <= next; cell++) yield* everyDivision(nodes, [...cells, cell]);
}

function shuffled(count: number, seed: number): readonly number[] {
  const random = seeded(seed);
  const order = Array.from({ length: count }, (_, v) => v);
  return order
    .map((v) => [random.next(), v] as const)
    .sort(([a], [b]) => a - b)
    .map(([, v]) => v);
}
