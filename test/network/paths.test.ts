import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildGraph,
  buildTimedGraph,
  components,
  earliestArrival,
  fewestContacts,
  type Graph,
  hopDistances,
  minimumCut,
  mostReliablePath,
  type Path,
  shortestPath,
  shortestPaths,
} from '../../src/network/index.ts';
import { allDistances, drawn, graphOf, neighbours, rename, renamed } from './graphs.ts';

/** Every path between two nodes that meets nobody twice. */
function allPaths(graph: Graph, from: number, to: number): readonly (readonly number[])[] {
  const lists = neighbours(graph);
  const go = (path: readonly number[]): readonly (readonly number[])[] => {
    const last = path.at(-1)!;
    if (last === to) return [path];
    return lists[last]!.filter((w) => !path.includes(w)).flatMap((w) => go([...path, w]));
  };
  return go([from]);
}

const edgeBetween = (graph: Graph, a: number, b: number): number =>
  [...graph.lower.keys()].find(
    (e) => graph.lower[e] === Math.min(a, b) && graph.higher[e] === Math.max(a, b),
  ) as number;

function isPath(graph: Graph, path: Path, from: number, to: number): void {
  expect(path.nodes[0]).toBe(from);
  expect(path.nodes.at(-1)).toBe(to);
  expect(new Set(path.nodes).size).toBe(path.nodes.length);
  expect(path.edges).toEqual(path.nodes.slice(1).map((w, i) => edgeBetween(graph, path.nodes[i]!, w)));
}

const costsOf = (graph: Graph, stream: Iterator<number>): number[] =>
  Array.from({ length: graph.edgeCount }, () => stream.next().value as number);

test('a shortest path is a path and as long as the distance', () => {
  fc.assert(
    fc.property(drawn(12), fc.nat(11), fc.nat(11), (one, a, b) => {
      const graph = graphOf(one);
      const [from, to] = [a % one.nodeCount, b % one.nodeCount];
      const distances = allDistances(graph)[from]!;
      const path = shortestPath(graph, from, to);
      expect(path?.length ?? Number.POSITIVE_INFINITY).toBe(distances[to]);
      if (path) isPath(graph, path, from, to);
      expect([...hopDistances(graph, [from])]).toEqual(distances.map((d) => (d === Infinity ? -1 : d)));
      expect([...hopDistances(graph, [from], 1)]).toEqual(distances.map((d) => (d > 1 ? -1 : d)));
    }),
  );
});

test('the k shortest paths are the first of all paths, by edges and by cost', () => {
  fc.assert(
    fc.property(
      drawn(7),
      fc.nat(6),
      fc.nat(6),
      fc.infiniteStream(fc.nat(5)),
      fc.boolean(),
      (one, a, b, stream, plain) => {
        const graph = graphOf(one);
        const [from, to] = [a % one.nodeCount, b % one.nodeCount];
        const costs = plain ? undefined : costsOf(graph, stream);
        const lengthOf = (nodes: readonly number[]): number =>
          nodes.slice(1).reduce((sum, w, i) => sum + (costs?.[edgeBetween(graph, nodes[i]!, w)] ?? 1), 0);
        const lengths = allPaths(graph, from, to)
          .map(lengthOf)
          .sort((x, y) => x - y);
        const found = shortestPaths(graph, from, to, 12, costs);
        expect(found.map(({ length }) => length)).toEqual(lengths.slice(0, 12));
        expect(new Set(found.map(({ nodes }) => nodes.join())).size).toBe(found.length);
        for (const path of found) {
          isPath(graph, path, from, to);
          expect(path.length).toBe(lengthOf(path.nodes));
        }
        expect(shortestPath(graph, from, to, costs)?.length).toBe(lengths[0]);
      },
    ),
  );
});

test('the most reliable path has the largest product', () => {
  fc.assert(
    fc.property(
      drawn(7),
      fc.nat(6),
      fc.nat(6),
      fc.infiniteStream(fc.integer({ min: 0, max: 10 })),
      (one, a, b, stream) => {
        const graph = graphOf(one);
        const [from, to] = [a % one.nodeCount, b % one.nodeCount];
        const p = costsOf(graph, stream).map((tenths) => tenths / 10);
        const products = allPaths(graph, from, to).map((nodes) =>
          nodes.slice(1).reduce((product, w, i) => product * p[edgeBetween(graph, nodes[i]!, w)]!, 1),
        );
        const best = Math.max(0, ...products);
        const path = mostReliablePath(graph, from, to, p);
        expect(path?.probability ?? 0).toBeCloseTo(best, 9);
      },
    ),
  );
  expect(() => mostReliablePath(graphOf({ nodeCount: 2, pairs: [[0, 1]] }), 0, 1, [1.1])).toThrow(RangeError);
});

const contacts = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(9), fc.integer({ min: 1, max: 5 })), {
  maxLength: 14,
});

test('paths in the order of time: no other arrives earlier, none has fewer contacts', () => {
  fc.assert(
    fc.property(contacts, fc.nat(3), fc.nat(2), (given, start, delay) => {
      const graph = buildTimedGraph(
        6,
        given.map(([a]) => a),
        given.map(([, b]) => b),
        given.map(([, , begin]) => begin),
        given.map(([, , begin, length]) => begin + length),
      );
      // Every way through the contacts, each taken as early as it can be.
      const arrivals = new Map<number, number>([[0, start]]);
      const go = (node: number, time: number, visited: readonly number[]): void => {
        given.forEach(([a, b, begin, length]) => {
          if (a !== node && b !== node) return;
          const next = a === node ? b : a;
          const at = Math.max(time, begin);
          if (at >= begin + length || visited.includes(next)) return;
          const used = visited.length;
          if (next === 5) arrivals.set(used, Math.min(arrivals.get(used) ?? Infinity, at + delay));
          go(next, at + delay, [...visited, next]);
        });
      };
      arrivals.clear();
      go(0, start, [0]);
      const options = { start, delay };
      const earliest = earliestArrival(graph, 0, 5, options);
      const fewest = fewestContacts(graph, 0, 5, options);
      const least = Math.min(...arrivals.values());
      expect(earliest?.arrival ?? Infinity).toBe(least);
      expect(earliest?.contacts.length ?? -1).toBe(
        arrivals.size === 0 ? -1 : Math.min(...[...arrivals].filter(([, t]) => t === least).map(([n]) => n)),
      );
      const few = Math.min(...arrivals.keys());
      expect(fewest?.contacts.length ?? Infinity).toBe(few);
      if (fewest) expect(fewest.arrival).toBe(arrivals.get(few));
      for (const path of [earliest, fewest]) {
        path?.contacts.forEach((c, i) => {
          const [a, b, begin, length] = given[c]!;
          expect([a, b].sort()).toEqual([path.nodes[i]!, path.nodes[i + 1]!].sort());
          expect(path.times[i]).toBeGreaterThanOrEqual(
            Math.max(begin, i === 0 ? start : path.times[i - 1]! + delay),
          );
          expect(path.times[i]).toBeLessThan(begin + length);
        });
      }
    }),
    { numRuns: 300 },
  );
});

test('contacts without a known time are always open, and a contact that ends before it begins is refused', () => {
  const always = buildTimedGraph(3, [0, 1], [1, 2], [-Infinity, 4], [Infinity, 5]);
  expect(earliestArrival(always, 0, 2)).toEqual({
    nodes: [0, 1, 2],
    contacts: [0, 1],
    times: [-Infinity, 4],
    arrival: 4,
  });
  expect(earliestArrival(always, 0, 2, { start: 5 })).toBeUndefined();
  expect(earliestArrival(always, 2, 2, { start: 3 })).toMatchObject({ nodes: [2], arrival: 3 });
  expect(() => buildTimedGraph(2, [0], [1], [5], [5])).toThrow('ends after it begins');
});

test('a minimum cut parts two groups, and no cheaper set of edges does', () => {
  fc.assert(
    fc.property(renamed(7), fc.infiniteStream(fc.nat(3)), fc.boolean(), ([one, to], stream, plain) => {
      fc.pre(one.nodeCount >= 4);
      const graph = graphOf(one);
      const capacities = plain ? undefined : costsOf(graph, stream);
      const [a, b] = [[0, 1], [one.nodeCount - 1]];
      const cut = minimumCut(graph, a, b, capacities);
      const kept = [...graph.lower.keys()].filter(
        (e) => !cut.edges.includes(e) && (capacities?.[e] ?? 1) > 0,
      );
      const rest = components(
        buildGraph(
          one.nodeCount,
          kept.map((e) => graph.lower[e]!),
          kept.map((e) => graph.higher[e]!),
        ),
      ).of;
      expect(a.some((v) => rest[v] === rest[b[0]!])).toBe(false);
      // Every way to divide the others between both sides.
      const others = Array.from({ length: one.nodeCount }, (_, v) => v).filter(
        (v) => ![...a, ...b].includes(v),
      );
      let least = Infinity;
      for (let sides = 0; sides < 2 ** others.length; sides++) {
        const near = new Set([...a, ...others.filter((_, i) => sides & (1 << i))]);
        let sum = 0;
        for (let e = 0; e < graph.edgeCount; e++)
          if (near.has(graph.lower[e]!) !== near.has(graph.higher[e]!)) sum += capacities?.[e] ?? 1;
        least = Math.min(least, sum);
      }
      expect(cut.value).toBe(least);
      if (!plain) return;
      const other = minimumCut(
        graphOf(rename(one, to)),
        a.map((v) => to[v]!),
        b.map((v) => to[v]!),
      );
      expect(to.map((v) => other.near[v])).toEqual([...cut.near]);
    }),
  );
});

test('hostile ends and values are refused with what is wrong', () => {
  const graph = graphOf({ nodeCount: 3, pairs: [[0, 1]] });
  for (const wrong of [-1, 3, 0.5, Number.NaN]) {
    expect(() => shortestPath(graph, wrong, 0)).toThrow('There is no node');
    expect(() => minimumCut(graph, [wrong], [0])).toThrow('There is no node');
  }
  expect(() => shortestPath(graph, 0, 1, [-1])).toThrow('it is 0 or more');
  expect(() => shortestPath(graph, 0, 1, [])).toThrow('give one an edge');
  expect(() => minimumCut(graph, [0], [0])).toThrow('is in both groups');
  expect(() => minimumCut(graph, [], [0])).toThrow('nobody in it');
  expect(() => minimumCut(graph, [0], [1], [Infinity])).toThrow('infinite capacity');
  expect(shortestPaths(graph, 0, 2, 5)).toEqual([]);
});
