import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../graph.ts';
import { blockModel } from './block-model.ts';
import { closestPairs } from './closest.ts';
import { type ContactScore, contactScore, eachPairAtTwo } from './common-contacts.ts';
import { hiddenLinks } from './hidden.ts';
import { katz } from './katz.ts';
import { ln } from './logarithm.ts';

const NODES = 11;
const pairLists = fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { maxLength: 40 });
const contactScores = fc.constantFrom<ContactScore>(
  'common-neighbours',
  'adamic-adar',
  'resource-allocation',
);
const graphOf = (nodes: number, pairs: readonly (readonly [number, number])[]): Graph =>
  buildGraph(
    nodes,
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
const near = (graph: Graph, v: number): readonly number[] => [
  ...graph.targets.subarray(graph.offsets[v], graph.offsets[v + 1]),
];

test('common contacts count as their papers say, for all pairs, one person and one pair alike', () => {
  fc.assert(
    fc.property(pairLists, contactScores, fc.integer({ min: 1, max: 60 }), (pairs, by, top) => {
      const graph = graphOf(NODES, pairs);
      const expected = byDefinition(graph, by);
      const visited: { a: number; b: number; score: number }[] = [];
      eachPairAtTwo(graph, by, (a, b, score) => visited.push({ a, b, score }));
      expect(visited).toHaveLength(expected.length);
      for (const { a, b, score, contacts } of expected) {
        expect(contactScore(graph, a, b, by)).toBeCloseTo(score, 10);
        expect(visited.find((one) => one.a === a && one.b === b)?.score).toBeCloseTo(score, 10);
        expect(contacts).not.toEqual([]);
      }
      const best = closestPairs(graph, { by, top });
      expect(best.map(({ a, b, score }) => ({ a, b, score }))).toEqual(visited.sort(inRank).slice(0, top));
      for (const { a, b, contacts } of best) {
        expect([...contacts].sort((x, y) => x - y)).toEqual(
          near(graph, a).filter((v) => near(graph, b).includes(v)),
        );
      }
      for (let of = 0; of < NODES; of++) {
        expect(closestPairs(graph, { by, of, top: 100 })).toEqual(
          closestPairs(graph, { by, top: 100 }).filter(({ a, b }) => a === of || b === of),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('scores of common contacts are the same to the last digit however persons are numbered', () => {
  fc.assert(
    fc.property(pairLists, contactScores, fc.nat(1000), (pairs, by, turn) => {
      const renamed = (v: number): number => (v * 7 + turn) % NODES;
      const graph = graphOf(NODES, pairs);
      const other = graphOf(
        NODES,
        pairs.map(([a, b]) => [renamed(a), renamed(b)]),
      );
      for (let a = 0; a < NODES; a++) {
        for (let b = 0; b < NODES; b++) {
          expect(contactScore(other, renamed(a), renamed(b), by)).toBe(contactScore(graph, a, b, by));
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('reasons: the contact with fewest links first, or a chain where nobody is known to both', () => {
  // 0 and 1 share 2 (three links) and 3 (two links); 5 is three steps from 0.
  const graph = graphOf(7, [
    [0, 2],
    [1, 2],
    [0, 3],
    [1, 3],
    [2, 4],
    [4, 5],
  ]);
  const [first] = closestPairs(graph, { by: 'adamic-adar', of: 1, top: 1 });
  expect(first).toMatchObject({ a: 0, b: 1, contacts: [3, 2], chain: [3] });
  const far = closestPairs(graph, { by: 'katz', of: 0, top: 10 }).find(({ b }) => b === 5);
  expect(far).toMatchObject({ contacts: [], chain: [2, 4] });
  expect(closestPairs(graph, { by: 'katz', of: 6 })).toEqual([]);
});

test('Katz sums all walks, each step half of what the network could keep', () => {
  fc.assert(
    fc.property(pairLists, (pairs) => {
      const graph = graphOf(NODES, pairs);
      const walks = katz(graph);
      if (graph.edgeCount === 0) expect(walks.attenuation).toBe(0);
      // Sums of A^k by definition, and λ from the growth of long walks (A + I does not swing).
      let lambda = 0;
      let vector = Array.from({ length: NODES }, () => 1);
      for (let i = 0; i < 3000 && graph.edgeCount > 0; i++) {
        const next = vector.map(
          (x, v) => x + near(graph, v).reduce((sum, t) => sum + (vector[t] as number), 0),
        );
        const largest = Math.max(...next);
        lambda = largest / Math.max(...vector) - 1;
        vector = next.map((x) => x / largest);
      }
      if (graph.edgeCount > 0) expect(walks.attenuation).toBeCloseTo(0.5 / lambda, 4);
      for (let a = 0; a < NODES; a++) {
        let now = Array.from({ length: NODES }, (_, v) => Number(v === a));
        const total = now.map(() => 0);
        for (let step = 0; step < 60; step++) {
          now = now.map(
            (_, v) => walks.attenuation * near(graph, v).reduce((sum, t) => sum + (now[t] as number), 0),
          );
          now.forEach((x, v) => {
            total[v] = (total[v] as number) + x;
          });
        }
        walks.from(a).forEach((value, v) => {
          expect(value).toBeCloseTo(total[v] as number, 7);
        });
      }
    }),
    { numRuns: 25 },
  );
  expect(() => katz(graphOf(2, [[0, 1]]), 1)).toThrow('between 0 and 1');
});

test('the block model comes near the exact mean over all divisions', () => {
  const graph = graphOf(5, [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 3],
  ]);
  const exact = exactReliabilities(graph);
  const model = blockModel(graph, { samples: 20_000, seed: 4 });
  for (let a = 0; a < 5; a++) {
    for (let b = a + 1; b < 5; b++) {
      expect(Math.abs(model.reliability(a, b) - (exact[a * 5 + b] as number))).toBeLessThan(0.01);
      expect(model.reliability(b, a)).toBe(model.reliability(a, b));
    }
  }
});

test('a link that does not fit is the most spurious, a gap that does not fit the first missing', () => {
  // Two groups of six who all know one another; one pair is hidden, one link between them is wrong.
  const pairs: [number, number][] = [[5, 6]];
  for (const base of [0, 6]) {
    for (let a = 0; a < 6; a++) {
      for (let b = a + 1; b < 6; b++)
        if (!(base === 0 && a === 1 && b === 3)) pairs.push([base + a, base + b]);
    }
  }
  const graph = graphOf(12, pairs);
  const [spurious] = blockModel(graph).spurious(1);
  expect(spurious).toMatchObject({ a: 5, b: 6, contacts: [] });
  for (const by of ['block-model', 'stacked', 'resource-allocation'] as const) {
    expect(closestPairs(graph, { by, top: 1 })).toMatchObject([{ a: 1, b: 3, contacts: [0, 2, 4, 5] }]);
  }
  expect(blockModel(graph, { seed: 9 }).reliability(1, 3)).toBe(
    blockModel(graph, { seed: 9 }).reliability(1, 3),
  );
});

test('hidden links: cliques are found again, chance is one half, and nonsense is refused', () => {
  const cliques: [number, number][] = [];
  for (let base = 0; base < 30; base += 6) {
    for (let a = 0; a < 6; a++) for (let b = a + 1; b < 6; b++) cliques.push([base + a, base + b]);
  }
  const graph = graphOf(30, cliques);
  const [cliqueAuc, degree] = hiddenLinks(graph, ['resource-allocation', 'degree-product'], { runs: 5 });
  expect(cliqueAuc?.auc).toBe(1);
  expect(degree?.auc).toBeLessThan(0.5);
  expect(hiddenLinks(graph, ['stacked'], { runs: 2 })).toEqual(hiddenLinks(graph, ['stacked'], { runs: 2 }));
  expect(() => hiddenLinks(graphOf(3, [[0, 1]]), ['katz'])).toThrow('some must be, and some must stay');
  const triangle = graphOf(3, [
    [0, 1],
    [1, 2],
    [0, 2],
  ]);
  expect(() => hiddenLinks(triangle, ['katz'], { share: 0.4 })).toThrow('nothing can be missing');
});

test('what does not fit is refused, with a way out', () => {
  const graph = graphOf(20_000, [[0, 1]]);
  expect(() => blockModel(graph)).toThrow('ask for a part');
  expect(() => closestPairs(graph, { by: 'katz' })).toThrow('ask for one person');
  expect(() => closestPairs(graph, { of: 20_000 })).toThrow('Nobody has the number');
  expect(() => closestPairs(graph, { top: 0 })).toThrow('from 1');
});

test('the logarithm is right to the last digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (x) => {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))));
    }),
  );
  expect(ln(1)).toBe(0);
});

function inRank(one: { a: number; b: number; score: number }, other: typeof one): number {
  return other.score - one.score || one.a - other.a || one.b - other.b;
}

function byDefinition(graph: Graph, by: ContactScore) {
  const pairs: { a: number; b: number; score: number; contacts: readonly number[] }[] = [];
  for (let a = 0; a < NODES; a++) {
    for (let b = a + 1; b < NODES; b++) {
      const contacts = near(graph, a).filter((v) => near(graph, b).includes(v));
      if (near(graph, a).includes(b) || contacts.length === 0) continue;
      const score = contacts.reduce((sum, v) => {
        const degree = near(graph, v).length;
        return (
          sum + (by === 'common-neighbours' ? 1 : by === 'adamic-adar' ? 1 / Math.log(degree) : 1 / degree)
        );
      }, 0);
      pairs.push({ a, b, score, contacts });
    }
  }
  return pairs;
}

/** Guimerà & Sales-Pardo 2009, equation by equation, over all ways to give each person one of as many blocks. */
function exactReliabilities(graph: Graph): Float64Array {
  const n = graph.nodeCount;
  const binomial = (r: number, l: number): number => (l === 0 ? 1 : (binomial(r - 1, l - 1) * r) / l);
  const sums = new Float64Array(n * n);
  let all = 0;
  for (let code = 0; code < n ** n; code++) {
    const blockOf = Array.from({ length: n }, (_, v) => Math.floor(code / n ** v) % n);
    const pairs = new Float64Array(n * n);
    const links = new Float64Array(n * n);
    const cell = (a: number, b: number): number => {
      const [x, y] = [blockOf[a] as number, blockOf[b] as number];
      return Math.min(x, y) * n + Math.max(x, y);
    };
    for (let a = 0; a < n; a++) {
      for (let b = a + 1; b < n; b++) {
        pairs[cell(a, b)]!++;
        if (near(graph, a).includes(b)) links[cell(a, b)]!++;
      }
    }
    const likelihood = pairs.reduce(
      (product, r, i) => product / ((r + 1) * binomial(r, links[i] as number)),
      1,
    );
    all += likelihood;
    for (let a = 0; a < n; a++) {
      for (let b = a + 1; b < n; b++) {
        const at = cell(a, b);
        sums[a * n + b]! += (likelihood * ((links[at] as number) + 1)) / ((pairs[at] as number) + 2);
      }
    }
  }
  return sums.map((sum) => sum / all);
}
