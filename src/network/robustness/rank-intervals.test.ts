import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../graph.ts';
import { rankIntervals, tellRank, trialGraphs } from './rank-intervals.ts';

const degrees = ({ nodeCount, offsets }: Graph): number[] =>
  Array.from({ length: nodeCount }, (_, v) => (offsets[v + 1] as number) - (offsets[v] as number));
/** 0 knows eleven others; 1 and 2 know three each. */
const star = buildGraph(
  12,
  [...Array.from({ length: 11 }, () => 0), 1, 1, 2],
  [...Array.from({ length: 11 }, (_, i) => i + 1), 3, 4, 5],
);

test('who is far ahead stays first; who is not has an interval', () => {
  const ranks = rankIntervals(star, degrees);
  expect(tellRank(ranks, 0)).toBe('1st (1)');
  expect(ranks.first[0]).toBeGreaterThan(0.98);
  expect(tellRank(ranks, 1)).toMatch(/^2nd \(2-\d+\)$/);
  expect(ranks.rank[2]).toBe(3);
  expect(rankIntervals(star, degrees)).toEqual(ranks);
});

test('what is certain and complete has no interval, and equal values share a place', () => {
  const ranks = rankIntervals(star, degrees, { wrong: 0, missing: 0, trials: 3 });
  expect([...ranks.best]).toEqual([...ranks.rank]);
  expect([...ranks.worst]).toEqual([...ranks.rank]);
  expect([...ranks.rank]).toEqual([1, 2, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7]);
});

test('intervals hold the rank, and grow with what they cover', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 3, maxLength: 30 }),
      fc.double({ min: 0.05, max: 0.3, noNaN: true }),
      (pairs, share) => {
        const graph = buildGraph(
          10,
          pairs.map(([a]) => a),
          pairs.map(([, b]) => b),
        );
        const options = { wrong: share, missing: share, trials: 30 };
        const some = rankIntervals(graph, degrees, { ...options, coverage: 0.5 });
        const most = rankIntervals(graph, degrees, { ...options, coverage: 1 });
        for (let v = 0; v < 10; v++) {
          const [best, rank, worst] = [most.best[v]!, most.rank[v]!, most.worst[v]!];
          expect(best <= some.best[v]! && some.best[v]! <= rank).toBe(true);
          expect(rank <= some.worst[v]! && some.worst[v]! <= worst).toBe(true);
          expect(rank).toBe(1 + degrees(graph).filter((d) => d > degrees(graph)[v]!).length);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('trials leave out and add as many links as told, and never a pair twice', () => {
  const graphs = [...trialGraphs(star, { wrong: 0.3, missing: 0.5, trials: 400, seed: 3 })];
  const isKnown = (a: number, b: number): boolean =>
    star.targets.subarray(star.offsets[a], star.offsets[a + 1]).includes(b);
  let left = 0;
  for (const graph of graphs) {
    const added = [...graph.lower].filter((a, e) => !isKnown(a, graph.higher[e] as number)).length;
    expect(added).toBe(7);
    expect([...graph.weights].every((weight) => weight === 1)).toBe(true);
    left += graph.edgeCount - added;
  }
  // 14 links, each kept with a chance of 0.7: 3,920 in 400 trials, standard deviation 34.
  expect(Math.abs(left - 3920)).toBeLessThan(140);
  const complete = buildGraph(3, [0, 0, 1], [1, 2, 2]);
  expect([...trialGraphs(complete, { wrong: 0, missing: 1, trials: 1 })]).toEqual([complete]);
});

test('a link with its own probability is left out as often as that says', () => {
  const probability = Array.from({ length: star.edgeCount }, (_, e) => (e === 0 ? 0 : e === 1 ? 0.5 : 1));
  let kept = 0;
  for (const graph of trialGraphs(star, { probability, missing: 0, trials: 400 })) {
    const others = [...graph.lower].map((a, e) => `${a}-${graph.higher[e]}`);
    expect(others).not.toContain('0-1');
    if (others.includes('0-2')) kept++;
    expect(graph.edgeCount).toBe(others.includes('0-2') ? 13 : 12);
  }
  expect(Math.abs(kept - 200)).toBeLessThan(40);
});

test('lowest first, values that are none, and places as people say them', () => {
  const ranks = rankIntervals(
    star,
    () => [5, Number.NaN, 1, 2, 3, 4, 6, 7, 8, 9, 10, Number.POSITIVE_INFINITY],
    {
      lowestFirst: true,
      trials: 2,
    },
  );
  expect([...ranks.rank]).toEqual([5, 11, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
  expect(tellRank(ranks, 3)).toBe('2nd (2)');
  expect(tellRank(ranks, 11)).toBe('11th (11)');
  const told = (place: number): string =>
    tellRank(
      { ...ranks, rank: Uint32Array.of(place), best: Uint32Array.of(1), worst: Uint32Array.of(200) },
      0,
    );
  expect([3, 12, 13, 21, 102, 111].map(told)).toEqual(
    ['3rd', '12th', '13th', '21st', '102nd', '111th'].map((place) => `${place} (1-200)`),
  );
});

test('shares and probabilities outside their range are refused', () => {
  const ask = (options: Parameters<typeof rankIntervals>[2]) => () => rankIntervals(star, degrees, options);
  expect(ask({ wrong: 1 })).toThrow('below 1');
  expect(ask({ missing: -0.1 })).toThrow('from 0 to 1');
  expect(ask({ coverage: 0 })).toThrow('above 0');
  expect(ask({ trials: 0 })).toThrow('from 1');
  expect(ask({ probability: [0.5] })).toThrow('Every link');
  expect(ask({ probability: new Float64Array(14).fill(2) })).toThrow('from 0 to 1');
  expect(() => rankIntervals(star, () => [1])).toThrow('1 values for 12');
});
