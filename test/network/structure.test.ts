import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, components, coreNumbers, cuts, type Graph } from '../../src/network/index.ts';
import { drawn, graphOf, neighbours, rename, renamed, union } from './graphs.ts';

const withoutNode = (graph: Graph, gone: number): number => {
  const kept = [...graph.lower.keys()].filter((e) => graph.lower[e] !== gone && graph.higher[e] !== gone);
  return components(subset(graph, kept)).count - 1;
};

const subset = (graph: Graph, kept: readonly number[]): Graph =>
  buildGraph(
    graph.nodeCount,
    kept.map((e) => graph.lower[e]!),
    kept.map((e) => graph.higher[e]!),
  );

test('a component is whoever reaches one another, numbered by the lowest node', () => {
  fc.assert(
    fc.property(drawn(14), (one) => {
      const graph = graphOf(one);
      const { of, count, sizes } = components(graph);
      const lists = neighbours(graph);
      lists.forEach((list, v) => {
        for (const w of list) expect(of[w]).toBe(of[v]);
      });
      // Merging ties one by one leaves as many parts.
      const part = lists.map((_, v) => v);
      for (let e = 0; e < graph.edgeCount; e++) {
        const [a, b] = [part[graph.lower[e]!]!, part[graph.higher[e]!]!];
        part.forEach((p, v) => {
          if (p === b) part[v] = a;
        });
      }
      expect(count).toBe(new Set(part).size);
      expect([...new Set(of)]).toEqual(Array.from({ length: count }, (_, c) => c));
      expect([...sizes]).toEqual([...sizes.keys()].map((c) => of.filter((own) => own === c).length));
    }),
  );
});

test('cut points and bridges are those whose loss leaves more components', () => {
  fc.assert(
    fc.property(drawn(12), (one) => {
      const graph = graphOf(one);
      const { cutPoints, bridges, firm } = cuts(graph);
      const before = components(graph).count;
      const nodes = Array.from({ length: graph.nodeCount }, (_, v) => v);
      expect([...cutPoints]).toEqual(nodes.filter((v) => withoutNode(graph, v) > before));
      const edges = [...graph.lower.keys()];
      const parts = (e: number): boolean =>
        components(
          subset(
            graph,
            edges.filter((other) => other !== e),
          ),
        ).count > before;
      expect([...bridges]).toEqual(edges.filter(parts));
      const kept = subset(
        graph,
        edges.filter((e) => !bridges.includes(e)),
      );
      expect(firm).toEqual(components(kept));
    }),
  );
});

test('a core number is the last round in which a node still has enough ties', () => {
  fc.assert(
    fc.property(drawn(14), (one) => {
      const graph = graphOf(one);
      const lists = neighbours(graph);
      const core = lists.map(() => 0);
      for (let k = 1; k < graph.nodeCount; k++) {
        let left = lists.map((_, v) => v);
        for (let size = -1; size !== left.length; ) {
          size = left.length;
          left = left.filter((v) => lists[v]!.filter((w) => left.includes(w)).length >= k);
        }
        for (const v of left) core[v] = k;
      }
      expect([...coreNumbers(graph)]).toEqual(core);
    }),
  );
});

test('other numbers for the nodes, and another order, change nothing but the numbers', () => {
  fc.assert(
    fc.property(renamed(14), ([one, to]) => {
      const a = graphOf(one);
      const b = graphOf(rename(one, to));
      expect([...cuts(b).cutPoints]).toEqual([...cuts(a).cutPoints].map((v) => to[v]!).sort((x, y) => x - y));
      expect(cuts(b).bridges.length).toBe(cuts(a).bridges.length);
      const cores = coreNumbers(b);
      expect([...coreNumbers(a)]).toEqual(to.map((v) => cores[v]));
    }),
  );
});

test('two networks beside each other have what each has', () => {
  fc.assert(
    fc.property(drawn(9), drawn(9), (one, other) => {
      const [a, b, both] = [graphOf(one), graphOf(other), graphOf(union(one, other))];
      expect(components(both).count).toBe(components(a).count + components(b).count);
      const shifted = [...cuts(b).cutPoints].map((v) => v + a.nodeCount);
      expect([...cuts(both).cutPoints]).toEqual([...cuts(a).cutPoints, ...shifted]);
      expect([...coreNumbers(both)]).toEqual([...coreNumbers(a), ...coreNumbers(b)]);
    }),
  );
});

test('a chain of 200,000 is walked to its end: nothing recurses', () => {
  const n = 200_000;
  const chain = buildGraph(
    n,
    Array.from({ length: n - 1 }, (_, v) => v),
    Array.from({ length: n - 1 }, (_, v) => v + 1),
  );
  const { cutPoints, bridges } = cuts(chain);
  expect([cutPoints.length, bridges.length]).toEqual([n - 2, n - 1]);
  expect(coreNumbers(chain).every((core) => core === 1)).toBe(true);
});
