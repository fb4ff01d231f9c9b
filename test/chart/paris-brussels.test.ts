import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fragments, joinNetwork, type Relation } from '../../src/network/index.ts';
import { ANALYST, associates, type ChartRoom, chartRoom, type Line, person } from './chart-room.ts';

// The network behind the attacks of Paris and Brussels, under pseudonyms: a service holds a link if both persons are citizens of its state
// (see test/fixtures/network/README.md). What nobody holds is the word of the press here.

const rows = (name: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = readFileSync(`test/fixtures/network/paris-brussels/${name}.tsv`, 'utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
};
const NODES = rows('nodes');
const EDGES = rows('edges');
const SERVICES = [...new Set(EDGES.map(({ owner }) => owner as string))].filter((one) => one !== '').sort();

let room: ChartRoom;
beforeAll(async () => {
  room = await chartRoom();
  for (const service of [...SERVICES, '']) {
    const own = EDGES.filter(({ owner }) => owner === service);
    const ends = new Set(own.flatMap(({ source, target }) => [source, target]));
    // Our own records say by themselves whose they are.
    const said =
      service === 'fr' ? {} : { source_service: service || 'press', grade: 'B2', marking: 'TLP:GREEN' };
    const lines: Line[] = [
      ...NODES.filter(({ id }) => service === '' || ends.has(id)).map(({ id = '', caption = '' }) =>
        person(id, caption, said),
      ),
      ...own.map(({ source = '', target = '', reports = '' }) =>
        associates(source, target, {
          ...said,
          properties: { sourceUrl: reports.split(';').filter(Boolean) },
        }),
      ),
    ];
    await room.load(`of_${service || 'press'}`, lines);
  }
});
afterAll(() => room.close());

it('shows what each service sees alone as the core does on the file', async () => {
  const relations = EDGES.map(
    ({ source = '', target = '', owner = '' }): Relation => ({
      ...{ from: source, to: target, kind: 'associate', owners: owner === '' ? [] : [owner] },
      ...{ sources: [], reports: [], derivedFrom: [], grade: 'B2', weight: 1 },
      marking: { tlp: 'GREEN', originatorControl: false },
    }),
  );
  const persons = NODES.map(({ id = '', caption = '' }) => ({ id, caption, knownTo: [], withheldBy: [] }));
  const core = fragments(joinNetwork(persons, relations));
  const { alone, union } = await room.chart.fragments(ANALYST);
  for (const view of core.alone) {
    const here = alone.find(({ services }) => services[0] === view.services[0]);
    expect(here).toMatchObject({ links: view.links, pairs: view.pairs, largest: view.largest });
  }
  expect(union).toMatchObject({ links: 126, pairs: 2081 });
  expect(core.pairsAlone).toBe(190);
});

it('finds the most between as igraph does', async () => {
  const expected = JSON.parse(readFileSync('test/fixtures/network/paris-brussels/expected.json', 'utf8'));
  const { ranks } = await room.chart.ranks(ANALYST, { measure: 'between' });
  const values = new Map(ranks.map(({ person: id, value }) => [id, value]));
  const best = expected.betweenness_top15 as readonly (readonly [string, number])[];
  expect(best).toHaveLength(15);
  for (const [id, value] of best) expect(values.get(id)).toBeCloseTo(value, 6);
  expect(ranks.slice(0, 2).map(({ person: id }) => id)).toEqual(best.slice(0, 2).map(([id]) => id));
});

it('opens on a question whose persons make a small chart', async () => {
  const { openings } = await room.chart.overview(ANALYST, {});
  expect(openings.length).toBeGreaterThan(0);
  for (const { persons, why } of openings) {
    expect(why).toMatch(/\.$/);
    expect(persons.length).toBeLessThanOrEqual(60);
    const { nodes, unknown } = await room.chart.chart(ANALYST, { persons });
    expect(nodes).toHaveLength(persons.length);
    expect(unknown).toEqual([]);
  }
});
