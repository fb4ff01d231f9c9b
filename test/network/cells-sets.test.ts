import { describe, expect, it } from 'vitest';
import { closestPairs, findCells, hiddenLinks, stableCells } from '../../src/network/index.ts';
import { committedSet, type NetworkSet, networkSets } from '../support/network-sets.ts';

describe('the committed set: persons of Paris and Brussels, under pseudonyms', () => checks(committedSet()));

/** The other sets name people and stay where they are. */
const sets = networkSets();
describe.skipIf(sets.length === 0)('all sets (set TOCSIN_DATA to the folder that has networks/)', () => {
  describe.each(sets.map((set) => [set.name, set] as const))('%s', (_, set) => checks(set));
});

function checks({ graph, ids, expected }: NetworkSet): void {
  it('is the network that was measured', () => {
    expect([graph.nodeCount, graph.edgeCount]).toEqual([expected.n, expected.m]);
  });

  it('reaches the best modularity that 200 runs of igraph reached', () => {
    // 20 of the large set, as there.
    const runs = graph.nodeCount > 1000 ? 20 : 200;
    let best = 0;
    for (let seed = 1; seed <= runs; seed++) best = Math.max(best, findCells(graph, { seed }).quality);
    expect(Math.round(best * 1e6) / 1e6).toBeGreaterThanOrEqual(expected.best_modularity_200_leiden_runs);
  });

  it.each([
    ['adamic-adar', expected.adamic_adar_top15_nonadjacent],
    ['resource-allocation', expected.resource_allocation_top15_nonadjacent],
  ] as const)('gives the best pairs by %s, to the digit', (by, best) => {
    const scores = new Map(
      closestPairs(graph, { by, top: 100_000 }).map(({ a, b, score }) => [
        [ids[a] as string, ids[b] as string].sort().join(' | '),
        Math.round(score * 1e6) / 1e6,
      ]),
    );
    expect([...scores.values()].slice(0, best.length)).toEqual(best.map(([, , score]) => score));
    for (const [a, b, score] of best) expect(scores.get([a, b].sort().join(' | '))).toBe(score);
  });
}

it('hidden links of the committed set are found better by the stack than by any plain score', () => {
  const { graph } = committedSet();
  const [plain, walks, stacked] = hiddenLinks(graph, ['resource-allocation', 'katz', 'stacked'], {
    runs: 15,
  });
  // Measured elsewhere: 0.790 and 0.724 with other random choices.
  expect(Math.abs(plain!.auc - 0.79)).toBeLessThan(0.03);
  expect(Math.abs(walks!.auc - 0.724)).toBeLessThan(0.04);
  expect(stacked!.auc).toBeGreaterThan(plain!.auc + 0.02);
});

it('the committed set has the same cells with every seed, its smallest cells have not', () => {
  const { graph } = committedSet();
  const cells = stableCells(graph);
  expect([cells.cellCount, Math.min(...cells.certainty), cells.ambiguous.length]).toEqual([14, 1, 0]);
  const small = stableCells(graph, { measure: 'cpm', resolution: 0.2 });
  expect(small.cellCount).toBeGreaterThan(25);
  expect(small.certainty.filter((share) => share >= 0.9).length).toBeGreaterThan(graph.nodeCount / 2);
  expect(Math.min(...small.certainty)).toBeLessThan(0.7);
  expect(small.ambiguous.length).toBeGreaterThan(5);
});
