import type { ChartAnswer, ChartEdge, ChartNode } from './answers.ts';
import {
  isAbout,
  isAboutPerson,
  isRedacted,
  type Lens,
  STRIPES,
  STROKES,
  type Stroke,
  serviceOf,
  strokeOfGrade,
  WITHHELD,
} from './lens.ts';
import { standsTo } from './months.ts';
import { blend, type Palette, serviceColour } from './palette.ts';
import { meanOf, type Point } from './places.ts';
import type { Group, Work } from './work.ts';

/** What is selected: one for the chart, the tables, the time and the inspector. */
export interface Selection {
  readonly persons: readonly string[];
  /** Id of a tie. */
  readonly edge?: string;
  /** A place of the map, with the ties there. */
  readonly at?: { readonly place: string; readonly name: string; readonly ties: readonly string[] };
}
export const NOBODY: Selection = { persons: [] };

/** A mark on the chart: a person, or a folded group. */
export interface SceneNode extends Point {
  readonly id: string;
  readonly label: string;
  readonly size: number;
  readonly color: string;
  readonly zIndex: number;
  /** The name stands there however many others do. */
  readonly forceLabel: boolean;
  readonly labelColor: string;
  readonly persons: readonly string[];
  readonly folded: boolean;
  readonly pinned: boolean;
  readonly withheld: boolean;
  readonly selected: boolean;
  readonly noted: boolean;
  /** Who knows this person, in a letter or two; how many, where several do. Colour is never the only sign. */
  readonly sign: string;
}

export interface SceneEdge extends Stroke {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly size: number;
  readonly color: string;
  /** The second colour of the stroke; none is a gap. */
  readonly other: string | undefined;
  readonly zIndex: number;
  /** Ties behind it: several where an end is folded. */
  readonly ties: readonly string[];
}

export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Groups that are drawn as hulls, with the places of their members. */
  readonly hulls: readonly { readonly group: Group; readonly points: readonly Point[] }[];
}

/** Marks and lines are as large as given up to so many persons, and thinner beyond: thousands must not become one stain. */
const ROOMY = 300;
const SMALLEST = 0.25;

/** How much is left of what a lens or a time is not about. */
const FADED = 0.16;

/** What is drawn: people, ties, and how, from what is told, what was made of it, and what is selected. */
export function sceneOf(
  { nodes, edges }: Pick<ChartAnswer, 'nodes' | 'edges'>,
  work: Work,
  selection: Selection,
  services: readonly string[],
  palette: Palette,
): Scene {
  const shown = nodes.filter(({ id }) => Object.hasOwn(work.places, id));
  const tiesOf = tiesByPerson(edges);
  const selected = new Set(selection.persons);
  const onWay = new Set(work.way?.persons);
  const wayEdges = new Set(work.way?.edges);
  const atPlace = new Set(selection.at?.ties);
  const noted = new Set(work.notes.flatMap(({ on }) => ('person' in on ? on.person : [])));
  const folded = new Map<string, Group>();
  for (const group of work.groups) {
    if (!group.folded) continue;
    for (const id of group.persons) if (!work.places[id]?.pinned && !folded.has(id)) folded.set(id, group);
  }
  const signs = signsOf(services);
  const scale = Math.max(Math.min(Math.sqrt(ROOMY / Math.max(shown.length, 1)), 1), SMALLEST);
  const markOf = (id: string): string => (folded.has(id) ? `group:${folded.get(id)?.id}` : id);

  const people = shown
    .filter(({ id }) => !folded.has(id))
    .map((node): SceneNode => {
      const { id } = node;
      const ties = tiesOf.get(id) ?? [];
      const strong = selected.has(id) || onWay.has(id);
      const clear =
        strong ||
        (isAboutPerson(work.lens, node, ties) &&
          (!work.span || ties.length === 0 || ties.some((edge) => isDuring(edge, work))));
      const color = colourOf(node, services, palette);
      const { x, y, pinned = false } = work.places[id] as Point & { readonly pinned?: boolean };
      return {
        id,
        x,
        y,
        label: node.caption,
        size: Math.min(4 + Math.sqrt(node.links) * 1.3, 13) * scale,
        color: clear ? color : blend(color, palette.ground, FADED + 0.06),
        zIndex: strong ? 3 : clear ? 2 : 1,
        forceLabel: strong || noted.has(id),
        labelColor: clear ? palette.ink : blend(palette.quiet, palette.ground, 0.5),
        persons: [id],
        folded: false,
        pinned,
        withheld: node.withheldBy.length > 0,
        selected: selected.has(id),
        noted: noted.has(id),
        sign:
          node.knownTo.length === 1
            ? (signs.get(node.knownTo[0] as string) ?? '')
            : String(node.knownTo.length || ''),
      };
    });

  const there = new Set(shown.map(({ id }) => id));
  const groups = [...new Set(folded.values())].flatMap((group): SceneNode[] => {
    const persons = group.persons.filter((id) => folded.get(id) === group && there.has(id));
    const middle = meanOf(persons.map((id) => work.places[id] as Point));
    if (!middle) return [];
    const held = persons.some((id) => selected.has(id));
    return [
      {
        id: `group:${group.id}`,
        ...middle,
        label: `${group.name} (${persons.length})`,
        size: 10 + Math.sqrt(persons.length) * 2.5,
        color: blend(palette.ink, palette.ground, 0.55),
        zIndex: 3,
        forceLabel: true,
        labelColor: palette.ink,
        persons,
        folded: true,
        pinned: false,
        withheld: false,
        selected: held,
        noted: false,
        sign: '',
      },
    ];
  });

  const drawn: SceneEdge[] = [];
  const bundles = new Map<
    string,
    { readonly source: string; readonly target: string; readonly ties: ChartEdge[] }
  >();
  for (const edge of edges) {
    if (!there.has(edge.a) || !there.has(edge.b)) continue;
    const [source, target] = [markOf(edge.a), markOf(edge.b)];
    if (source === target) continue;
    if (source !== edge.a || target !== edge.b) {
      const key = JSON.stringify([source, target].sort());
      const bundle = bundles.get(key);
      if (bundle) bundle.ties.push(edge);
      else bundles.set(key, { source, target, ties: [edge] });
      continue;
    }
    const strong = selection.edge === edge.id || wayEdges.has(edge.id) || atPlace.has(edge.id);
    const near = selected.has(edge.a) || selected.has(edge.b);
    const clear = strong || (isAbout(work.lens, edge) && isDuring(edge, work));
    const fresh = work.span?.clock === 'known' && standsTo(edge, work.span) === 'before';
    const { first, second, stroke } = look(edge, work.lens, services, palette);
    const part = clear ? (fresh && !strong ? 0.45 : near || strong ? 1 : 0.8) : FADED;
    const fade = (colour: string): string => blend(colour, palette.ground, part);
    drawn.push({
      id: edge.id,
      source,
      target,
      ...stroke,
      size:
        strong || near || (work.lens === 'nobody' && clear)
          ? (strong ? 4 : work.lens === 'nobody' && clear ? 3 : 2.2) + Math.min(edge.independent, 4) * 0.25
          : (1.5 + Math.min(edge.independent, 4) * 0.25) * Math.max(scale, 0.5),
      color: strong && wayEdges.has(edge.id) ? palette.act : fade(first),
      other: second === undefined ? undefined : fade(second),
      zIndex: strong ? 3 : clear ? 2 : 1,
      ties: [edge.id],
    });
  }
  for (const [key, { source, target, ties }] of bundles) {
    const clear = ties.some((edge) => isAbout(work.lens, edge) && isDuring(edge, work));
    drawn.push({
      id: `bundle:${key}`,
      source,
      target,
      period: 0,
      duty: 1,
      size: 1.5 + Math.min(Math.sqrt(ties.length), 5),
      color: blend(palette.ink, palette.ground, clear ? 0.45 : FADED),
      other: undefined,
      zIndex: clear ? 2 : 1,
      ties: ties.map(({ id }) => id),
    });
  }
  return {
    nodes: [...people, ...groups],
    edges: drawn,
    hulls: work.groups
      .filter((one) => !one.folded)
      .map((one) => ({
        group: one,
        points: one.persons.flatMap((id) => {
          const place = there.has(id) ? work.places[id] : undefined;
          return place ? [{ x: place.x, y: place.y }] : [];
        }),
      }))
      .filter(({ points }) => points.length > 0),
  };
}

/** The shortest beginnings by which services differ, two letters at most. */
export function signsOf(services: readonly string[]): ReadonlyMap<string, string> {
  const firsts = services.map((name) => name.slice(0, 1));
  return new Map(
    services.map((name, i) => [
      name,
      name.slice(0, firsts.some((first, j) => i !== j && first === firsts[i]) ? 2 : 1),
    ]),
  );
}

/** The ties of each person. */
export function tiesByPerson(edges: readonly ChartEdge[]): ReadonlyMap<string, readonly ChartEdge[]> {
  const ties = new Map<string, ChartEdge[]>();
  for (const edge of edges) {
    for (const end of [edge.a, edge.b]) {
      const row = ties.get(end);
      if (row) row.push(edge);
      else ties.set(end, [edge]);
    }
  }
  return ties;
}

const isDuring = (edge: ChartEdge, { span }: Work): boolean => !span || standsTo(edge, span) !== 'out';

/** A person has the colour of the one service that knows it; ink where several do. */
function colourOf({ knownTo }: ChartNode, services: readonly string[], palette: Palette): string {
  const [only, ...more] = knownTo;
  if (only === undefined) return palette.quiet;
  return more.length > 0 ? palette.ink : serviceColour(palette, services.indexOf(only));
}

interface Look {
  readonly first: string;
  readonly second?: string;
  readonly stroke: Stroke;
}

function look(edge: ChartEdge, lens: Lens, services: readonly string[], palette: Palette): Look {
  const colour = (service: string): string => serviceColour(palette, services.indexOf(service));
  if (isRedacted(edge)) return { first: palette.quiet, stroke: WITHHELD };
  if (lens === 'grade') return { first: palette.ink, stroke: strokeOfGrade(edge.grade) };
  if (lens === 'kind') {
    const at = KINDS.indexOf(edge.kinds[0] ?? '');
    return { first: serviceColour(palette, at), stroke: STROKES[at] ?? (STROKES[0] as Stroke) };
  }
  const service = serviceOf(lens);
  const holders = service !== undefined && edge.services.includes(service) ? [service] : edge.services;
  const [one, two] = holders.length > 0 ? holders : (edge.halves[0] ?? []);
  if (one === undefined) return { first: palette.ink, stroke: STROKES[1] as Stroke };
  if (two === undefined) {
    const at = services.indexOf(one);
    return { first: colour(one), stroke: STROKES[at] ?? (STROKES[0] as Stroke) };
  }
  return { first: colour(one), second: colour(two), stroke: STRIPES };
}

/** Kinds that have a stroke of their own, in its order; the rest share the first one's, in grey. */
export const KINDS: readonly string[] = ['associate', 'family', 'membership', 'event', 'telephone', 'travel'];
