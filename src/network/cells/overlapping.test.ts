import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../graph.ts';
import { percolatedCells } from './clique-percolation.ts';
import { linkCells } from './link-communities.ts';

const NODES = 9;
const graphs = fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { maxLength: 26 }).map((pairs) =>
  buildGraph(
    NODES,
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  ),
);
const knows = (graph: Graph, a: number, b: number): boolean =>
  graph.targets.subarray(graph.offsets[a], graph.offsets[a + 1]).includes(b);

test('cliques percolate as their definition says', () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 2, max: 5 }), (graph, size) => {
      expect(percolatedCells(graph, size).map((cell) => [...cell])).toEqual(byDefinition(graph, size));
    }),
  );
});

test('two families that share one person are two cells, and the person is in both', () => {
  const bowTie = buildGraph(5, [0, 0, 1, 2, 2, 3], [1, 2, 2, 3, 4, 4]);
  const families = [
    [0, 1, 2],
    [2, 3, 4],
  ];
  expect(percolatedCells(bowTie).map((cell) => [...cell])).toEqual(families);
  const cells = linkCells(bowTie);
  expect(cells.members.map((cell) => [...cell])).toEqual(families);
  expect(cells.density).toBe(1);
});

test('two links are as alike as what their other ends know, each of which is counted once', () => {
  // Links of 3 to 0 and to 2: both know 0, 2, 3 and 4, and 2 knows 1 as well. Everybody knows much of the same.
  const pairs = '04 23 03 14 24 02 15 12 05'.split(' ').map((pair) => [...pair].map(Number));
  const graph = buildGraph(
    6,
    pairs.map(([a]) => a as number),
    pairs.map(([, b]) => b as number),
  );
  const found = linkCells(graph);
  expect(found.likeness).toBeCloseTo(0.4, 12);
  expect(found.density).toBeCloseTo(0.4, 12);
  const turned = [2, 1, 5, 3, 0, 4];
  const other = linkCells(
    buildGraph(
      6,
      pairs.map(([a]) => turned[a as number] as number),
      pairs.map(([, b]) => turned[b as number] as number),
    ),
  );
  expect([other.likeness, other.density]).toEqual([found.likeness, found.density]);
});

test('links are joined as single linkage says, at the level of the highest density', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const found = linkCells(graph);
      expect(found.density).toBeCloseTo(densityOf(graph, found.cellOf), 9);
      const levels = levelsByDefinition(graph);
      const best = Math.max(0, ...levels.map(({ cellOf }) => densityOf(graph, cellOf)));
      expect(found.density).toBeCloseTo(best, 9);
      const level = levels.find(({ cellOf }) => densityOf(graph, cellOf) > best - 1e-9);
      if (best > 1e-9) expect([...found.cellOf]).toEqual(level?.cellOf);
      else expect(found.cellCount).toBe(graph.edgeCount);
    }),
  );
});

test('what does not fit is refused, with a way out', () => {
  const star = buildGraph(
    7000,
    Array.from({ length: 6999 }, () => 0),
    Array.from({ length: 6999 }, (_, i) => i + 1),
  );
  expect(() => linkCells(star)).toThrow('ask for a part of the network');
  expect(() => percolatedCells(star, 1)).toThrow('from 2');
  expect(percolatedCells(star)).toEqual([]);
});

function byDefinition(graph: Graph, size: number): readonly (readonly number[])[] {
  const cliques: number[][] = [];
  const grow = (clique: number[], from: number): void => {
    if (clique.length === size) cliques.push(clique);
    else {
      for (let v = from; v < NODES; v++) {
        if (clique.every((one) => knows(graph, one, v))) grow([...clique, v], v + 1);
      }
    }
  };
  grow([], 0);
  const cells: number[][][] = [];
  const left = new Set(cliques);
  for (const clique of cliques) {
    if (!left.delete(clique)) continue;
    const cell = [clique];
    for (const one of cell) {
      for (const other of left) {
        if (one.filter((v) => other.includes(v)).length < size - 1) continue;
        left.delete(other);
        cell.push(other);
      }
    }
    cells.push(cell);
  }
  return cells
    .map((cell) => [...new Set(cell.flat())].sort((a, b) => a - b))
    .sort((one, other) => {
      const at = one.findIndex((v, i) => v !== other[i]);
      return at < 0 || at >= other.length ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? 0);
    });
}

/** The division of links at every likeness, the most alike first. */
function levelsByDefinition(graph: Graph): readonly { readonly cellOf: readonly number[] }[] {
  const near = (v: number): Set<number> =>
    new Set([v, ...graph.targets.subarray(graph.offsets[v], graph.offsets[v + 1])]);
  const pairs: { readonly e: number; readonly f: number; readonly likeness: number }[] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    for (let f = e + 1; f < graph.edgeCount; f++) {
      const one = [graph.lower[e] as number, graph.higher[e] as number];
      const other = [graph.lower[f] as number, graph.higher[f] as number];
      const shared = one.find((v) => other.includes(v));
      if (shared === undefined) continue;
      const i = near(one.find((v) => v !== shared) as number);
      const j = near(other.find((v) => v !== shared) as number);
      const both = [...i].filter((v) => j.has(v)).length;
      pairs.push({ e, f, likeness: both / (i.size + j.size - both) });
    }
  }
  const likenesses = [...new Set(pairs.map(({ likeness }) => likeness))].sort((a, b) => b - a);
  return likenesses.map((least) => {
    const cellOf = Array.from({ length: graph.edgeCount }, (_, e) => e);
    for (const { e, f, likeness } of pairs) {
      if (likeness < least) continue;
      const [into, from] = [cellOf[e], cellOf[f]];
      cellOf.forEach((cell, edge) => {
        if (cell === from) cellOf[edge] = into as number;
      });
    }
    const numbers = [...new Set(cellOf)];
    return { cellOf: cellOf.map((cell) => numbers.indexOf(cell)) };
  });
}

function densityOf(graph: Graph, cellOf: ArrayLike<number>): number {
  let sum = 0;
  for (const cell of new Set(Array.from(cellOf))) {
    const links = Array.from({ length: graph.edgeCount }, (_, e) => e).filter((e) => cellOf[e] === cell);
    const m = links.length;
    const n = new Set(links.flatMap((e) => [graph.lower[e], graph.higher[e]])).size;
    if (n > 2) sum += (m * (m - (n - 1))) / ((n - 2) * (n - 1));
  }
  return graph.edgeCount === 0 ? 0 : (2 * sum) / graph.edgeCount;
}
