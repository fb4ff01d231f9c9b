import { expect, test } from 'vitest';
import { buildGraph } from '../graph.ts';
import { stableCells } from './stability.ts';

/** Two cliques of five, and somebody who knows two of each. */
const between = (() => {
  const from: number[] = [];
  const to: number[] = [];
  for (const base of [0, 5]) {
    for (let a = 0; a < 5; a++)
      for (let b = a + 1; b < 5; b++) {
        from.push(base + a);
        to.push(base + b);
      }
  }
  return buildGraph(11, [...from, 10, 10, 10, 10], [...to, 0, 1, 5, 6]);
})();

test('who stands between two cells is told as uncertain, the others as certain', () => {
  const cells = stableCells(between, { runs: 40 });
  expect([...cells.cellOf.slice(0, 10)]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  for (let v = 0; v < 10; v++) expect(cells.certainty[v]).toBeGreaterThan(0.85);
  expect(cells.certainty[10]).toBeLessThan(0.85);
  const ends = [...cells.ambiguous].map((e) => [between.lower[e], between.higher[e]]);
  expect(ends).toEqual([
    [0, 10],
    [1, 10],
    [5, 10],
    [6, 10],
  ]);
  expect(cells.qualities[0]).toBeLessThanOrEqual(cells.qualities[1]);
  expect(stableCells(between, { runs: 40 })).toEqual(cells);
});

test('where all runs agree, everything is certain, also to be alone', () => {
  const cells = stableCells(buildGraph(5, [0, 1, 0], [1, 2, 2]), { runs: 5 });
  expect([...cells.cellOf]).toEqual([0, 0, 0, 1, 2]);
  expect([...cells.certainty]).toEqual([1, 1, 1, 1, 1]);
  expect(cells.ambiguous).toHaveLength(0);
});

test('the constant Potts model is asked with its resolution and told by it', () => {
  const cells = stableCells(between, { runs: 5, measure: 'cpm', resolution: 0.6 });
  expect([...cells.cellOf]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2]);
  expect(cells.quality).toBeCloseTo(2 * (10 - 0.6 * 10), 9);
  expect(() => stableCells(between, { runs: 0 })).toThrow('from 1');
});
