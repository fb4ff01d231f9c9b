import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../../src/model/index.ts';
import {
  betweenness,
  betweennessApart,
  brokerage,
  buildGraph,
  type Graph,
  type KeyPlayerGoal,
  keyPlayers,
  pageRank,
  sampleBetweenness,
  structuralHoles,
} from '../../src/network/index.ts';
import { allDistances, drawn, graphOf, neighbours, rename, renamed, union } from './graphs.ts';
import { readNetwork } from './networks.ts';

const everybody = (graph: Graph): readonly number[] => Array.from({ length: graph.nodeCount }, (_, v) => v);

/** Betweenness from its definition: paths through v are paths to v times paths from v. */
function plainBetweenness(graph: Graph): readonly number[] {
  const d = allDistances(graph);
  const lists = neighbours(graph);
  const count = (s: number, t: number): number =>
    s === t
      ? 1
      : d[s]![t] === Infinity
        ? 0
        : lists[t]!.filter((v) => d[s]![v]! + 1 === d[s]![t]).reduce((sum, v) => sum + count(s, v), 0);
  const all = everybody(graph);
  return all.map((v) => {
    let sum = 0;
    for (const s of all)
      for (const t of all)
        if (s < t && s !== v && t !== v && d[s]![v]! + d[v]![t]! === d[s]![t] && d[s]![t] !== Infinity)
          sum += (count(s, v) * count(v, t)) / count(s, t);
    return sum;
  });
}

const near = (values: Iterable<number>): unknown[] => [...values].map((value) => expect.closeTo(value, 8));

/** Sparse with hubs, as networks of people are. */
function madeGraph(nodes: number, ties: number, seed: number): Graph {
  const random = seeded(seed);
  const from = Array.from({ length: ties }, () => random.below(nodes));
  return buildGraph(
    nodes,
    from,
    from.map((v) => (random.chance(0.2) ? random.below(5) : (v + 1 + random.below(40)) % nodes)),
  );
}

test('betweenness is what its definition says', () => {
  fc.assert(
    fc.property(drawn(10), (one) => {
      const graph = graphOf(one);
      expect([...betweenness(graph)]).toEqual(near(plainBetweenness(graph)));
    }),
  );
});

test('in threads, betweenness is the same to the last digit, whatever their number', async () => {
  const graph = madeGraph(2_000, 8_000, 3);
  const alone = betweenness(graph);
  for (const threads of [1, 2, 3]) expect(await betweennessApart(graph, { threads })).toEqual(alone);
  expect(await betweennessApart(buildGraph(0, [], []), { threads: 2 })).toEqual(new Float64Array(0));
  const stop = new AbortController();
  const ended = betweennessApart(graph, { threads: 2, signal: stop.signal });
  stop.abort(new Error('nobody waits any more'));
  await expect(ended).rejects.toThrow('nobody waits');
});

test('a sample is off by no more than it says, and the same seed draws the same', () => {
  const graphs = [
    madeGraph(400, 1_200, 5),
    readNetwork('test/fixtures/network/paris-brussels', 'fixture').graph,
    // Many shortest paths of equal length, and two components.
    graphOf(
      union(
        { nodeCount: 8, pairs: [0, 1].flatMap((a) => [2, 3, 4, 5].map((b) => [a, b] as const)) },
        {
          nodeCount: 4,
          pairs: [
            [0, 1],
            [1, 2],
            [2, 3],
          ],
        },
      ),
    ),
  ];
  for (const graph of graphs) {
    const exact = betweenness(graph);
    for (let seed = 1; seed <= 10; seed++) {
      const options = { error: 0.03, confidence: 0.95 };
      const sample = sampleBetweenness(graph, { ...options, random: seeded(seed) });
      const pairs = (graph.nodeCount * (graph.nodeCount - 1)) / 2;
      expect(sample.error).toBeCloseTo(0.03 * pairs, 9);
      expect(Math.max(...exact.map((value, v) => Math.abs(value - sample.values[v]!)))).toBeLessThan(
        sample.error,
      );
      expect(sampleBetweenness(graph, { ...options, random: seeded(seed) })).toEqual(sample);
    }
  }
  // Without bias: the mean of many draws comes as near as chance lets it.
  const [, graph] = graphs as [Graph, Graph, Graph];
  const many = sampleBetweenness(graph, { random: seeded(9), error: 0.003, confidence: 0.9 });
  const exact = betweenness(graph);
  const pairs = (graph.nodeCount * (graph.nodeCount - 1)) / 2;
  exact.forEach((value, v) => {
    const share = value / pairs;
    const deviation = Math.sqrt((share * (1 - share)) / many.samples) * pairs;
    expect(Math.abs(value - many.values[v]!)).toBeLessThanOrEqual(4.5 * deviation);
  });
  expect(
    sampleBetweenness(graphOf({ nodeCount: 2, pairs: [[0, 1]] }), {
      random: seeded(1),
      error: 0.1,
      confidence: 0.9,
    }),
  ).toEqual({ values: new Float64Array(2), error: 0, confidence: 0.9, samples: 0 });
  expect(() => sampleBetweenness(graph, { random: seeded(1), error: 0, confidence: 0.9 })).toThrow(
    RangeError,
  );
});

test('PageRank is what a walk comes to, and adds up to 1', () => {
  fc.assert(
    fc.property(drawn(12), (one) => {
      const graph = graphOf(one);
      const lists = neighbours(graph);
      const n = graph.nodeCount;
      let ranks = lists.map(() => 1 / n);
      for (let pass = 0; pass < 250; pass++) {
        const lost = ranks.reduce((sum, rank, v) => sum + (lists[v]!.length === 0 ? rank : 0), 0);
        const given = ranks;
        ranks = lists.map(
          (list) =>
            0.15 / n + 0.85 * (lost / n + list.reduce((sum, w) => sum + given[w]! / lists[w]!.length, 0)),
        );
      }
      const found = pageRank(graph);
      expect([...found]).toEqual(near(ranks));
      expect(found.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test('constraint and effective size are what Burt’s formulas say, with and without weights', () => {
  fc.assert(
    fc.property(
      drawn(9),
      fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
      fc.boolean(),
      (one, stream, plain) => {
        const graph = graphOf(one);
        const weights = plain
          ? undefined
          : Array.from({ length: graph.edgeCount }, () => stream.next().value as number);
        const all = everybody(graph);
        const w = all.map(() => all.map(() => 0));
        for (let e = 0; e < graph.edgeCount; e++) {
          const [a, b] = [graph.lower[e]!, graph.higher[e]!];
          w[a]![b] = w[b]![a] = weights?.[e] ?? 1;
        }
        const sum = (v: number): number => w[v]!.reduce((total, x) => total + x, 0);
        const p = (i: number, j: number): number => w[i]![j]! / sum(i);
        const m = (j: number, q: number): number => w[j]![q]! / Math.max(...w[j]!);
        const { constraint, effectiveSize } = structuralHoles(graph, weights);
        for (const i of all) {
          const ties = all.filter((j) => w[i]![j]! > 0);
          const through = (j: number, f: (q: number) => number): number =>
            ties.filter((q) => q !== j).reduce((total, q) => total + f(q), 0);
          const c = ties.reduce(
            (total, j) => total + (p(i, j) + through(j, (q) => p(i, q) * p(q, j))) ** 2,
            0,
          );
          const size = ties.reduce((total, j) => total + 1 - through(j, (q) => p(i, q) * m(j, q)), 0);
          expect(constraint[i]).toEqual(ties.length === 0 ? Number.NaN : expect.closeTo(c, 9));
          expect(effectiveSize[i]).toBeCloseTo(size, 9);
        }
      },
    ),
  );
});

test('the five roles are counted as in the paper, with groups that overlap by expectation', () => {
  const groups = fc.infiniteStream(fc.uniqueArray(fc.nat(3), { maxLength: 3 }));
  fc.assert(
    fc.property(drawn(8), groups, fc.boolean(), (one, stream, single) => {
      const graph = graphOf(one);
      const lists = neighbours(graph);
      const of = lists.map(() => (stream.next().value as number[]).slice(0, single ? 1 : 3));
      const found = brokerage(graph, of);
      lists.forEach((list, v) => {
        const roles = { coordinator: 0, itinerant: 0, gatekeeper: 0, representative: 0, liaison: 0 };
        for (const a of list)
          for (const b of list) {
            if (a === b || lists[a]!.includes(b)) continue;
            const share = 1 / (of[a]!.length * of[v]!.length * of[b]!.length);
            for (const x of of[a]!)
              for (const g of of[v]!)
                for (const y of of[b]!) {
                  if (x === g && y === g) roles.coordinator += share;
                  else if (x === y) roles.itinerant += share;
                  else if (y === g) roles.gatekeeper += share;
                  else if (x === g) roles.representative += share;
                  else roles.liaison += share;
                }
          }
        for (const [role, value] of Object.entries(roles)) {
          expect(found[role as keyof typeof roles][v]).toBeCloseTo(value, 8);
          if (single) expect(found[role as keyof typeof roles][v]).toBe(value);
        }
      });
    }),
  );
  const graph = graphOf({ nodeCount: 2, pairs: [[0, 1]] });
  expect(() => brokerage(graph, [[0]])).toThrow('the graph has 2');
  expect(() => brokerage(graph, [[0], [1, 1]])).toThrow('there once');
});

/** The value of a set, from Borgatti's formulas. */
function plainValue(graph: Graph, set: readonly number[], goal: KeyPlayerGoal): number {
  const n = graph.nodeCount;
  const all = everybody(graph);
  if (goal.goal === 'reach' || goal.goal === 'closeness') {
    const d = allDistances(graph);
    const nearest = all.map((v) => Math.min(...set.map((s) => d[s]![v]!)));
    return goal.goal === 'reach'
      ? nearest.filter((hops) => hops <= goal.steps).length / n
      : nearest.reduce((sum, hops) => sum + 1 / Math.max(1, hops), 0) / n;
  }
  const d = allDistances(graph, set);
  const rest = all.filter((v) => !set.includes(v));
  if (rest.length < 2) return 1;
  let joined = 0;
  for (const a of rest)
    for (const b of rest)
      if (a !== b) joined += goal.goal === 'distance' ? 1 / d[a]![b]! : d[a]![b]! < Infinity ? 1 : 0;
  return 1 - joined / (rest.length * (rest.length - 1));
}

const setsOf = (from: readonly number[], count: number): readonly (readonly number[])[] =>
  count === 0
    ? [[]]
    : from.flatMap((v, i) => setsOf(from.slice(i + 1), count - 1).map((rest) => [v, ...rest]));

const goals: readonly KeyPlayerGoal[] = [
  { goal: 'fragmentation' },
  { goal: 'distance' },
  { goal: 'reach', steps: 2 },
  { goal: 'closeness' },
];

test.each(goals)('key players for $goal: no set is better, and greedy tells its true value', (goal) => {
  fc.assert(
    fc.property(drawn(9), fc.integer({ min: 1, max: 3 }), (one, wanted) => {
      const graph = graphOf(one);
      const count = Math.min(wanted, graph.nodeCount);
      const values = setsOf(everybody(graph), count).map((set) => plainValue(graph, set, goal));
      const best = Math.max(...values);
      const found = keyPlayers(graph, { ...goal, count });
      expect(found.value).toBeCloseTo(best, 9);
      expect(found.ties).toBe(values.filter((value) => best - value < 1e-9).length);
      expect(plainValue(graph, found.nodes, goal)).toBeCloseTo(best, 9);
      const greedy = keyPlayers(graph, { ...goal, count, exhaustiveSteps: 0 });
      expect(plainValue(graph, greedy.nodes, goal)).toBeCloseTo(greedy.value, 9);
      expect(new Set(greedy.nodes).size).toBe(count);
    }),
  );
});

test('more than 32 nodes: distances are counted in words', () => {
  const graph = madeGraph(70, 120, 2);
  const { nodes, value } = keyPlayers(graph, { goal: 'distance', count: 2, candidates: [0, 1, 2, 40, 69] });
  expect(plainValue(graph, nodes, { goal: 'distance' })).toBeCloseTo(value, 9);
  expect(nodes.every((v) => [0, 1, 2, 40, 69].includes(v))).toBe(true);
  expect(() => keyPlayers(graph, { goal: 'distance', count: 3, candidates: [1, 2] })).toThrow('2 candidates');
  expect(() => keyPlayers(graph, { goal: 'distance', count: 1, candidates: [70] })).toThrow('no node');
});

test('other numbers for the nodes change no rank', () => {
  fc.assert(
    fc.property(renamed(14), ([one, to]) => {
      const a = graphOf(one);
      const b = graphOf(rename(one, to));
      for (const rank of [betweenness, pageRank, (g: Graph) => structuralHoles(g).effectiveSize]) {
        const moved = rank(b);
        expect([...rank(a)]).toEqual(near(to.map((v) => moved[v]!)));
      }
      expect(keyPlayers(b, { goal: 'fragmentation', count: 1 }).value).toBeCloseTo(
        keyPlayers(a, { goal: 'fragmentation', count: 1 }).value,
        9,
      );
    }),
  );
});

test('beside another network, nobody stands more between than before', () => {
  fc.assert(
    fc.property(drawn(9), drawn(9), (one, other) => {
      const both = graphOf(union(one, other));
      const apart = [...betweenness(graphOf(one)), ...betweenness(graphOf(other))];
      expect([...betweenness(both)]).toEqual(near(apart));
    }),
  );
});
