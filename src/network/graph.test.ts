import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from './graph.ts';

const pairs = fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 9 })), { maxLength: 60 });

test('a graph keeps every pair once, in order, whatever the order and direction of its input', () => {
  fc.assert(
    fc.property(pairs, fc.infiniteStream(fc.boolean()), (given, flips) => {
      const flipped = given.map(([a, b, w]) =>
        flips.next().value ? ([b, a, w] as const) : ([a, b, w] as const),
      );
      const graph = graphOf(given);
      expect(graphOf(flipped.reverse())).toEqual(graph);
      const expected = new Map<string, number>();
      for (const [a, b, w] of given) {
        if (a === b) continue;
        const key = `${Math.min(a, b)}-${Math.max(a, b)}`;
        expected.set(key, (expected.get(key) ?? 0) + w);
      }
      expect(graph.edgeCount).toBe(expected.size);
      for (let e = 0; e < graph.edgeCount; e++) {
        expect(graph.weights[e]).toBe(expected.get(`${graph.lower[e]}-${graph.higher[e]}`));
      }
      for (let v = 0; v < graph.nodeCount; v++) {
        const arcs = graph.targets.slice(graph.offsets[v], graph.offsets[v + 1]);
        expect([...arcs]).toEqual([...new Set(arcs)].sort((a, b) => a - b));
        for (let a = graph.offsets[v] as number; a < (graph.offsets[v + 1] as number); a++) {
          const e = graph.edges[a] as number;
          expect([graph.lower[e], graph.higher[e]].sort()).toEqual([v, graph.targets[a]].sort());
        }
      }
    }),
  );
});

test('ends beyond the nodes and weights that are not above 0 are refused', () => {
  expect(() => buildGraph(2, [0], [2])).toThrow(RangeError);
  expect(() => buildGraph(2, [0], [1], [0])).toThrow(RangeError);
  expect(() => buildGraph(2, [0], [1, 1])).toThrow(RangeError);
});

function graphOf(given: readonly (readonly [number, number, number])[]) {
  return buildGraph(
    12,
    given.map(([a]) => a),
    given.map(([, b]) => b),
    given.map(([, , w]) => w),
  );
}
