import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ChartAnswer } from '../../../web/src/network/answers.ts';
import { isAbout, type Lens } from '../../../web/src/network/lens.ts';
import { paletteOf } from '../../../web/src/network/palette.ts';
import { lineAt } from '../../../web/src/network/pick.ts';
import { firstPlaces } from '../../../web/src/network/places.ts';
import { NOBODY, sceneOf, signsOf } from '../../../web/src/network/scene.ts';
import { svgOf } from '../../../web/src/network/svg.ts';
import {
  during,
  fold,
  group,
  look,
  mark,
  NOTHING,
  pin,
  put,
  type Work,
} from '../../../web/src/network/work.ts';

const ANSWER = JSON.parse(readFileSync('test/fixtures/network/chart-answer.json', 'utf8')) as ChartAnswer;
const SERVICES = ['be', 'de', 'fr', 'nl'];
const PALETTE = paletteOf('light');
const ALL = put(
  firstPlaces(
    ANSWER.nodes.map(({ id }) => id),
    ANSWER.edges,
    {},
  ),
)(NOTHING);
const scene = (work: Work, selection = NOBODY) => sceneOf(ANSWER, work, selection, SERVICES, PALETTE);
const edge = (id: string, work: Work = ALL) => scene(work).edges.find((one) => one.id === id)!;

test('everybody on the chart is drawn, and ties only between those', () => {
  expect(scene(ALL).nodes).toHaveLength(ANSWER.nodes.length);
  expect(scene(ALL).edges).toHaveLength(ANSWER.edges.length);
  const { hazel: _, ...places } = ALL.places;
  const without = scene({ ...ALL, places });
  expect(without.nodes.map(({ id }) => id)).not.toContain('hazel');
  expect(without.edges.some(({ source, target }) => [source, target].includes('hazel'))).toBe(false);
});

describe('what a tie looks like', () => {
  test('a redacted one is drawn, in sparse dots, under every lens', () => {
    for (const lens of ['owners', 'grade', 'kind', 'withheld'] satisfies Lens[]) {
      const drawn = edge('elm hazel', look(lens)(ALL));
      expect(drawn.period).toBe(8);
      expect(drawn.zIndex).toBe(2);
    }
  });
  test('two services, and two halves, take turns in colour', () => {
    expect(edge('acacia birch').other).toBeDefined();
    expect(edge('alder larch').other).toBeDefined();
    expect(edge('acacia alder').other).toBeUndefined();
  });
  test('services differ by stroke, not by colour alone', () => {
    expect(edge('birch cedar').period).not.toBe(edge('hazel larch').period);
  });
  test('a lens fades what it is not about, and takes nothing away', () => {
    const nobody = look('nobody')(ALL);
    expect(edge('alder larch', nobody).zIndex).toBe(2);
    expect(edge('birch cedar', nobody).zIndex).toBe(1);
    expect(scene(nobody).edges).toHaveLength(ANSWER.edges.length);
  });
});

test('lenses are about what they say', () => {
  const about = (lens: Lens) => ANSWER.edges.filter((one) => isAbout(lens, one)).map(({ id }) => id);
  expect(about('shared')).toEqual(['acacia birch']);
  expect(about('nobody')).toEqual(['alder larch']);
  expect(about('withheld')).toEqual(['elm hazel']);
  expect(about('only:fr')).toEqual(['acacia alder', 'acacia birch']);
});

test('a folded group is one mark; a pinned person is never folded; ties go to the mark', () => {
  const cell = group([{ id: 'g', name: 'Cell', persons: ['birch', 'cedar', 'elm'], folded: true }]);
  const folded = scene(cell(ALL));
  expect(folded.nodes.find(({ folded: is }) => is)?.persons).toEqual(['birch', 'cedar', 'elm']);
  expect(folded.nodes).toHaveLength(ANSWER.nodes.length - 2);
  expect(folded.edges.find(({ id }) => id.startsWith('bundle:'))).toBeDefined();
  expect(scene(cell(pin(['elm'])(ALL))).nodes.map(({ id }) => id)).toContain('elm');
  expect(scene(fold('g', false)(cell(ALL))).hulls[0]?.points).toHaveLength(3);
});

test('a time fades what was not known then', () => {
  const work = during({ clock: 'known', from: '2015-05', until: '2015-06' })(ALL);
  expect(edge('acacia alder', work).zIndex).toBe(2);
  expect(edge('hazel larch', work).zIndex).toBe(1);
});

test('what is selected and what lies on a way stands out', () => {
  const way = mark({ persons: ['acacia', 'birch'], edges: ['acacia birch'] })(ALL);
  expect(scene(way).edges.find(({ id }) => id === 'acacia birch')?.color).toBe(PALETTE.act);
  expect(scene(ALL, { persons: ['elm'] }).nodes.find(({ id }) => id === 'elm')?.selected).toBe(true);
});

test('signs of services differ', () => {
  expect([...signsOf(['be', 'bg', 'fr']).values()]).toEqual(['be', 'bg', 'f']);
});

test('the nearest line is found, and none where none is near', () => {
  const lines = [
    { id: 'ab', source: 'a', target: 'b', zIndex: 1 },
    { id: 'bc', source: 'b', target: 'c', zIndex: 1 },
  ];
  const places: Record<string, { x: number; y: number }> = {
    a: { x: 0, y: 0 },
    b: { x: 10, y: 0 },
    c: { x: 10, y: 10 },
  };
  const at = (x: number, y: number) => lineAt({ x, y }, lines, (id) => places[id], 2)?.id;
  expect(at(5, 1)).toBe('ab');
  expect(at(11, 6)).toBe('bc');
  expect(at(5, 5)).toBeUndefined();
  expect(at(-5, 0)).toBeUndefined();
});

test('a picture carries its marking twice, and no markup of names', () => {
  const nodes = ANSWER.nodes.map((node) =>
    node.id === 'elm' ? { ...node, caption: '<script>alert(1)</script>' } : node,
  );
  const svg = svgOf(
    sceneOf({ nodes, edges: ANSWER.edges }, ALL, NOBODY, SERVICES, PALETTE),
    PALETTE,
    'TLP:AMBER',
    'Network',
  );
  expect(svg.match(/TLP:AMBER<\/text>/g)).toHaveLength(2);
  expect(svg).not.toContain('<script');
  expect(svg.match(/<circle/g)!.length).toBeGreaterThanOrEqual(nodes.length);
});
