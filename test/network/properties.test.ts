import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../src/model/index.ts';
import {
  betweenness,
  blockModel,
  brokerage,
  buildGraph,
  closestPairs,
  components,
  coreNumbers,
  cuts,
  findCells,
  type Graph,
  hopDistances,
  joinNetwork,
  katz,
  keyPlayers,
  linkCells,
  minimumCut,
  modularity,
  mostReliablePaths,
  pageRank,
  percolatedCells,
  pottsQuality,
  type Relation,
  rankIntervals,
  sampleBetweenness,
  shortestPaths,
  stableCells,
  structuralHoles,
  triangles,
} from '../../src/network/index.ts';
import { type Drawn, drawn, graphOf, neighbours, rename, renamed, union } from './graphs.ts';

/*
 * What holds of every algorithm of the room: other numbers for the persons and another order of the links change nothing but the
 * numbers; a network beside another one has what it had; the same seed gives the same.
 */

type Values = ArrayLike<number>;
const groups = (nodeCount: number): number[][] => Array.from({ length: nodeCount }, (_, v) => [v % 3]);
const scoresOf = (graph: Graph, by: 'adamic-adar' | 'resource-allocation' | 'common-neighbours'): Values => {
  const sums = new Float64Array(graph.nodeCount);
  for (const { a, b, score } of closestPairs(graph, { by, top: 10_000 })) {
    sums[a] = (sums[a] as number) + score;
    sums[b] = (sums[b] as number) + score;
  }
  return sums;
};
const degrees = (graph: Graph): Values => neighbours(graph).map(({ length }) => length);

/** One number for every person. */
const BY_PERSON: Readonly<Record<string, (graph: Graph) => Values>> = {
  degree: degrees,
  betweenness,
  pagerank: (graph) => pageRank(graph),
  constraint: (graph) => structuralHoles(graph).constraint,
  'effective size': (graph) => structuralHoles(graph).effectiveSize,
  core: coreNumbers,
  'cut point': (graph) => {
    const { cutPoints } = cuts(graph);
    return Array.from({ length: graph.nodeCount }, (_, v) => Number(cutPoints.includes(v)));
  },
  bridges: (graph) => {
    const ends = new Float64Array(graph.nodeCount);
    for (const e of cuts(graph).bridges)
      for (const v of [graph.lower[e], graph.higher[e]] as number[]) ends[v] = (ends[v] as number) + 1;
    return ends;
  },
  'size of the component': (graph) => {
    const { of, sizes } = components(graph);
    return Array.from(of, (c) => sizes[c] as number);
  },
  'cells of cliques': (graph) => timesIn(graph, percolatedCells(graph)),
  'cells of links': (graph) => timesIn(graph, linkCells(graph).members),
  'Adamic-Adar': (graph) => scoresOf(graph, 'adamic-adar'),
  'resource allocation': (graph) => scoresOf(graph, 'resource-allocation'),
  'common neighbours': (graph) => scoresOf(graph, 'common-neighbours'),
  Katz: (graph) => {
    const walks = katz(graph);
    return Array.from({ length: graph.nodeCount }, (_, v) =>
      walks.from(v).reduce((sum, one) => sum + one, 0),
    );
  },
};
function timesIn(graph: Graph, cells: readonly Uint32Array[]): Values {
  const times = new Uint32Array(graph.nodeCount);
  for (const v of cells.flatMap((cell) => [...cell])) times[v] = (times[v] as number) + 1;
  return times;
}

/** One number for the whole. */
const OF_ALL: Readonly<Record<string, (graph: Graph) => number>> = {
  triangles: (graph) => triangles(graph).count,
  transitivity: (graph) => triangles(graph).transitivity,
  'density of cells of links': (graph) => linkCells(graph).density,
  fragmentation: (graph) => keyPlayers(graph, { goal: 'fragmentation', count: 1 }).value,
  distance: (graph) => keyPlayers(graph, { goal: 'distance', count: 1 }).value,
  closeness: (graph) => keyPlayers(graph, { goal: 'closeness', count: 1 }).value,
  reach: (graph) => keyPlayers(graph, { goal: 'reach', steps: 2, count: 1 }).value,
  'fragmentation of nobody': (graph) => keyPlayers(graph, { goal: 'fragmentation', count: 1 }).before,
  'distance of nobody': (graph) => keyPlayers(graph, { goal: 'distance', count: 1 }).before,
};

const near = (a: number, b: number): void => {
  if (Number.isNaN(a) || Number.isNaN(b)) expect([a, b]).toEqual([Number.NaN, Number.NaN]);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a)));
};

describe('other numbers for the persons, another order of the links', () => {
  test.each(Object.entries(BY_PERSON))('%s', (_, of) => {
    fc.assert(
      fc.property(renamed(9), ([one, to]) => {
        const before = of(graphOf(one));
        const after = of(graphOf(rename(one, to)));
        for (let v = 0; v < one.nodeCount; v++) near(before[v] as number, after[to[v] as number] as number);
      }),
      { numRuns: 60 },
    );
  });

  test.each(Object.entries(OF_ALL))('%s', (_, of) => {
    fc.assert(
      fc.property(renamed(9), ([one, to]) => near(of(graphOf(one)), of(graphOf(rename(one, to))))),
      { numRuns: 60 },
    );
  });

  test('the order of the links alone changes not a digit', () => {
    fc.assert(
      fc.property(renamed(9), ([one]) => {
        const turned: Drawn = { ...one, pairs: one.pairs.map(([a, b]) => [b, a] as const).reverse() };
        const [a, b] = [graphOf(one), graphOf(turned)];
        expect(a).toEqual(b);
        for (const of of Object.values(BY_PERSON))
          expect([...Array.from(of(a))]).toEqual([...Array.from(of(b))]);
      }),
      { numRuns: 25 },
    );
  });

  test('roles between groups, cuts, distances, ways and their reliability', () => {
    fc.assert(
      fc.property(renamed(8), fc.nat(7), fc.nat(7), ([one, to], x, y) => {
        const [a, b] = [x % one.nodeCount, y % one.nodeCount];
        const [there, here] = [graphOf(rename(one, to)), graphOf(one)];
        const [p, q] = [to[a] as number, to[b] as number];
        near(hopDistances(here, [a])[b] as number, hopDistances(there, [p])[q] as number);
        const lengths = (graph: Graph, from: number, end: number): readonly number[] =>
          shortestPaths(graph, from, end, 4).map(({ length }) => length);
        expect(lengths(here, a, b)).toEqual(lengths(there, p, q));
        if (a !== b) expect(minimumCut(here, [a], [b]).value).toBe(minimumCut(there, [p], [q]).value);
        // By what both ends have, so that a link is as reliable under other numbers.
        const reliability = (graph: Graph): number[] => {
          const known = degrees(graph);
          return Array.from(
            graph.lower,
            (v, e) => 1 / ((known[v] as number) + (known[graph.higher[e] as number] as number)),
          );
        };
        const best = (graph: Graph, from: number, end: number): readonly number[] =>
          mostReliablePaths(graph, from, end, 3, reliability(graph)).map(({ probability }) => probability);
        const [mine, other] = [best(here, a, b), best(there, p, q)];
        expect(mine).toHaveLength(other.length);
        for (const [i, value] of mine.entries()) near(value, other[i] as number);
        const known = groups(one.nodeCount);
        const moved: number[][] = [];
        for (const [v, of] of known.entries()) moved[to[v] as number] = of;
        const [roles, turned] = [brokerage(here, known), brokerage(there, moved)];
        for (let v = 0; v < one.nodeCount; v++)
          near(roles.liaison[v] as number, turned.liaison[to[v] as number] as number);
      }),
      { numRuns: 60 },
    );
  });
});

describe('beside another network', () => {
  // PageRank is shared by all; Katz goes by the largest eigenvalue of all, and cells of links by the best level for all.
  const shared = ['pagerank', 'Katz', 'cells of links'];
  test.each(Object.entries(BY_PERSON).filter(([name]) => !shared.includes(name)))('%s', (_, of) => {
    fc.assert(
      fc.property(drawn(7), drawn(7), (one, other) => {
        const both = of(graphOf(union(one, other)));
        const apart = [...Array.from(of(graphOf(one))), ...Array.from(of(graphOf(other)))];
        for (const [v, value] of apart.entries()) near(both[v] as number, value);
      }),
      { numRuns: 60 },
    );
  });

  test('triangles add up; no way, no cut and no link worth asking about leads over', () => {
    fc.assert(
      fc.property(drawn(7), drawn(7), (one, other) => {
        const both = graphOf(union(one, other));
        expect(triangles(both).count).toBe(triangles(graphOf(one)).count + triangles(graphOf(other)).count);
        expect(shortestPaths(both, 0, one.nodeCount, 1)).toEqual([]);
        expect(minimumCut(both, [0], [one.nodeCount])).toMatchObject({ value: 0, edges: [] });
        for (const { a, b } of closestPairs(both, { by: 'adamic-adar', top: 1_000 }))
          expect(a < one.nodeCount).toBe(b < one.nodeCount);
      }),
      { numRuns: 60 },
    );
  });
});

test('triangles and transitivity are what their definition says', () => {
  fc.assert(
    fc.property(drawn(10), (one) => {
      const lists = neighbours(graphOf(one));
      const pairs = lists.flatMap((list) =>
        list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const)),
      );
      const closed = pairs.filter(([a, b]) => lists[a]?.includes(b)).length;
      const found = triangles(graphOf(one));
      expect(found.count).toBe(closed / 3);
      near(found.transitivity, pairs.length === 0 ? 0 : closed / pairs.length);
    }),
  );
});

test('the same seed gives the same, of everything that draws', () => {
  const random = seeded(3);
  const ends = (): number[] => Array.from({ length: 90 }, () => random.below(30));
  const graph = buildGraph(30, ends(), ends());
  const draws: Readonly<Record<string, (seed: number) => unknown>> = {
    leiden: (seed) => findCells(graph, { seed }),
    'many seeds': (seed) => stableCells(graph, { seed, runs: 5 }),
    'Potts model': (seed) => findCells(graph, { seed, measure: 'cpm', resolution: 0.2 }),
    'block model': (seed) => blockModel(graph, { seed, samples: 5 }).reliability(0, 1),
    intervals: (seed) => rankIntervals(graph, betweenness, { seed, trials: 5 }),
    'drawn betweenness': (seed) =>
      sampleBetweenness(graph, { random: seeded(seed), error: 0.1, confidence: 0.9 }).values,
  };
  for (const [name, draw] of Object.entries(draws)) expect([name, draw(5)]).toEqual([name, draw(5)]);
  const { cellOf, quality } = findCells(graph, { seed: 5 });
  near(modularity(graph, cellOf), quality);
  const potts = findCells(graph, { seed: 5, measure: 'cpm', resolution: 0.2 });
  near(pottsQuality(graph, potts.cellOf, 0.2), potts.quality);
});

test('a joined network does not depend on the order of its tellings: weights, origins, holders', () => {
  const told = fc.record({
    ends: fc.tuple(fc.nat(4), fc.nat(4)),
    kind: fc.constantFrom('met', 'called'),
    owners: fc.subarray(['be', 'fr']),
    reports: fc.subarray(['r1', 'r2', 'r3'], { maxLength: 2 }),
    derivedFrom: fc.subarray(['r0', 'r1'], { maxLength: 1 }),
    weight: fc.constantFrom(1, 2, 5),
  });
  const persons = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, caption: id, knownTo: [], withheldBy: [] }));
  const relations = fc.array(told, { maxLength: 12 }).map((all) =>
    all.map(
      ({ ends: [a, b], ...one }): Relation => ({
        from: persons[a]?.id as string,
        to: persons[b]?.id as string,
        sources: [],
        grade: 'F6',
        marking: { tlp: 'CLEAR', originatorControl: false },
        ...one,
      }),
    ),
  );
  fc.assert(
    fc.property(relations, (given) => {
      const turned = given.map((one) => ({ ...one, from: one.to, to: one.from })).reverse();
      const [one, other] = [joinNetwork(persons, given), joinNetwork([...persons].reverse(), turned)];
      expect(one.graph).toEqual(other.graph);
      expect(one.independent).toEqual(other.independent);
      expect(one.holders).toEqual(other.holders);
      expect(one.services).toEqual(other.services);
    }),
    { numRuns: 150 },
  );
});
