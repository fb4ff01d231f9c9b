import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  components,
  coreNumbers,
  cuts,
  fragments,
  joinNetwork,
  joints,
  type Network,
} from '../../src/network/index.ts';
import { readTexts } from './charts.ts';

const FOLDER = 'test/fixtures/network/paris-brussels';
const text = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');

async function joined(
  edges: string,
  nodes: string,
  options?: Parameters<typeof readTexts>[1],
): Promise<Network> {
  const chart = await readTexts({ 'nodes.tsv': nodes, 'edges.tsv': edges }, options);
  expect(chart.problems).toEqual([]);
  return joinNetwork(chart.persons, chart.relations);
}

const withoutOwner = (): string =>
  text('edges.tsv')
    .split('\n')
    .map((line) =>
      line
        .split('\t')
        .filter((_, i) => i !== 3)
        .join('\t'),
    )
    .join('\n');

/** France and Belgium hold what one of their citizens has an end of; everybody else holds what lies among them. */
function softOwners(): string {
  const citizenship = new Map(
    text('nodes.tsv')
      .split('\n')
      .map((line) => [line.split('\t')[0], line.split('\t')[2]] as const),
  );
  const rows = text('edges.tsv').trim().split('\n').slice(1);
  return ['source\ttarget\towner', ...rows.map(owned)].join('\n');

  function owned(row: string): string {
    const [a = '', b = ''] = row.split('\t');
    const states = ['be', 'fr'].filter((one) => [citizenship.get(a), citizenship.get(b)].includes(one));
    return [a, b, states.join(';') || 'others'].join('\t');
  }
}

test('national views: 47 of 126 links are held, 190 of 2,081 connected pairs are seen by a single service', async () => {
  for (const network of [
    await joined(text('edges.tsv'), text('nodes.tsv')),
    // The same fragments by the rule instead of the column.
    await joined(withoutOwner(), text('nodes.tsv'), { ownerBy: 'citizenship' }),
  ]) {
    const found = fragments(network);
    expect(found).toMatchObject({
      linksHeld: 47,
      linksOfNobody: 79,
      pairsAlone: 190,
      pairsOnlyJoined: 1891,
      whole: { persons: 72, links: 126, pairs: 2081, largest: 65 },
      all: { links: 47, pairs: 190 },
    });
    expect(found.alone.map(({ services: [name], links, pairs }) => [name, links, pairs])).toEqual([
      ['be', 30, 155],
      ['dz', 2, 2],
      ['fr', 13, 31],
      ['sy', 1, 1],
      ['unknown', 1, 1],
    ]);
  }
});

test('where one end is enough, and France, Belgium and everybody else are services: 1,948 of 2,081', async () => {
  const network = await joined(softOwners(), text('nodes.tsv'));
  expect(network.services).toEqual(['be', 'fr', 'others']);
  expect(fragments(network)).toMatchObject({
    linksHeld: 126,
    linksOfNobody: 0,
    pairsAlone: 1948,
    whole: { pairs: 2081 },
  });
});

test('one end is enough by the rule, too: every link is held', async () => {
  const network = await joined(withoutOwner(), text('nodes.tsv'), { ownerBy: 'citizenship', oneEnd: true });
  // Counted by a script of its own (union-find in Python).
  expect(fragments(network)).toMatchObject({ linksHeld: 126, pairsAlone: 1950 });
});

test('structure is as igraph has it', async () => {
  const network = await joined(text('edges.tsv'), text('nodes.tsv'));
  const expected = JSON.parse(text('expected.json')) as {
    readonly m: number;
    readonly components: readonly number[];
    readonly bridges: readonly (readonly [string, string])[];
    readonly articulation_points: readonly string[];
    readonly coreness_max: number;
  };
  const { graph, persons } = network;
  const id = (v: number): string => persons[v]?.id as string;
  const pair = (a: string, b: string): string => [a, b].sort().join(' ');
  expect(graph.edgeCount).toBe(expected.m);
  expect([...components(graph).sizes].sort((a, b) => b - a)).toEqual(expected.components);
  const bridges = expected.bridges.map(([a, b]) => pair(a, b)).sort();
  expect(
    [...cuts(graph).bridges]
      .map((e) => pair(id(graph.lower[e] as number), id(graph.higher[e] as number)))
      .sort(),
  ).toEqual(bridges);
  const { bridges: joinedBridges, cutPoints } = joints(network);
  expect(joinedBridges.map(({ persons: [a, b] }) => pair(a, b)).sort()).toEqual(bridges);
  expect(cutPoints.map(({ person }) => person).sort()).toEqual([...expected.articulation_points].sort());
  expect(Math.max(...coreNumbers(graph))).toBe(expected.coreness_max);
});
