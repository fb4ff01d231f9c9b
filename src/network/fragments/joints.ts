import type { Graph } from '../graph.ts';
import { depthFirst } from '../structure/index.ts';
import { holdersOfEdge, type Network } from './network.ts';
import { graphOf, linksSeen } from './views.ts';

/** How many pairs a service sees that hang on this one link, or person. */
export interface SeenAlone {
  readonly service: string;
  readonly pairs: number;
}

/** A link that parts the joined network if it is cut. */
export interface JoinedBridge {
  /** Number of the edge in the network's graph. */
  readonly edge: number;
  readonly persons: readonly [string, string];
  /** Persons on the side of each of the two. */
  readonly sides: readonly [number, number];
  /** Pairs that are connected by nothing else. */
  readonly pairs: number;
  readonly holders: readonly string[];
  /** The single service for which most hangs on it; absent where no service holds it. */
  readonly bestAlone?: SeenAlone;
  /** Pairs beyond what the best single view sees: what joining made of it. */
  readonly gained: number;
}

/** A person whose loss parts the joined network. */
export interface JoinedCutPoint {
  readonly person: string;
  /** Persons in each part that would be left, most first. */
  readonly parts: readonly number[];
  readonly pairs: number;
  readonly bestAlone?: SeenAlone;
  readonly gained: number;
  /** No single service sees that anything hangs on this person. */
  readonly appeared: boolean;
}

export interface Joints {
  /** Those that joining made most of come first. */
  readonly bridges: readonly JoinedBridge[];
  readonly cutPoints: readonly JoinedCutPoint[];
}

/**
 * Bridges and cut points of the joined network, beside what single services see of them. A bridge is a bridge to whoever
 * holds it; what joining adds is how much hangs on it. A person can be between two fragments that nobody holds both of:
 * such a cut point appears only on joining. Linear in the links of each view.
 */
export function joints(network: Network): Joints {
  const whole = partings(network.graph);
  const bestOfLink = new Map<number, SeenAlone>();
  const bestOfPerson = new Map<number, SeenAlone>();
  for (const [i, service] of network.services.entries()) {
    const links = linksSeen(network, [i]);
    const own = partings(graphOf(network, links));
    for (const [link, { sides }] of own.bridges) {
      better(bestOfLink, links[link] as number, { service, pairs: sides[0] * sides[1] });
    }
    for (const [person, parts] of own.cutPoints)
      better(bestOfPerson, person, { service, pairs: pairsOf(parts) });
  }
  const bridges = [...whole.bridges].map(([edge, { sides }]): JoinedBridge => {
    const pairs = sides[0] * sides[1];
    const best = bestOfLink.get(edge);
    return {
      edge,
      persons: [idOf(network, network.graph.lower[edge]), idOf(network, network.graph.higher[edge])],
      sides,
      pairs,
      holders: holdersOfEdge(network, edge),
      ...(best && { bestAlone: best }),
      gained: pairs - (best?.pairs ?? 0),
    };
  });
  const cutPoints = [...whole.cutPoints].map(([person, parts]): JoinedCutPoint => {
    const pairs = pairsOf(parts);
    const best = bestOfPerson.get(person);
    return {
      person: idOf(network, person),
      parts: [...parts].sort((a, b) => b - a),
      pairs,
      ...(best && { bestAlone: best }),
      gained: pairs - (best?.pairs ?? 0),
      appeared: best === undefined,
    };
  });
  return {
    bridges: bridges.sort((a, b) => b.gained - a.gained || a.edge - b.edge),
    cutPoints: cutPoints.sort((a, b) => b.gained - a.gained || (a.person < b.person ? -1 : 1)),
  };
}

const idOf = ({ persons }: Network, person: number | undefined): string =>
  persons[person as number]?.id as string;

function better(best: Map<number, SeenAlone>, at: number, one: SeenAlone): void {
  if ((best.get(at)?.pairs ?? -1) < one.pairs) best.set(at, one);
}

/** Pairs of persons in different parts. */
function pairsOf(parts: readonly number[]): number {
  const all = parts.reduce((sum, part) => sum + part, 0);
  return parts.reduce((pairs, part) => pairs + part * (all - part), 0) / 2;
}

interface Partings {
  /** Edge → persons on the side of its lower and of its higher end. */
  readonly bridges: ReadonlyMap<number, { readonly sides: readonly [number, number] }>;
  /** Person → persons in each part that the loss leaves. */
  readonly cutPoints: ReadonlyMap<number, readonly number[]>;
}

/** What one depth-first forest says of every bridge and cut point: how much lies on each side. */
function partings(graph: Graph): Partings {
  const { order, place, parent, parentEdge, low, size } = depthFirst(graph);
  const root = new Uint32Array(graph.nodeCount);
  const below = new Map<number, number[]>();
  const bridges = new Map<number, { readonly sides: readonly [number, number] }>();
  for (const v of order) {
    const up = parent[v] as number;
    root[v] = up < 0 ? v : (root[up] as number);
    if (up < 0) continue;
    const here = size[v] as number;
    if (low[v] === place[v]) {
      const edge = parentEdge[v] as number;
      const there = (size[root[v] as number] as number) - here;
      bridges.set(edge, { sides: graph.lower[edge] === v ? [here, there] : [there, here] });
    }
    if ((low[v] as number) >= (place[up] as number)) {
      const parts = below.get(up);
      if (parts) parts.push(here);
      else below.set(up, [here]);
    }
  }
  const cutPoints = new Map<number, readonly number[]>();
  for (const [v, parts] of below) {
    const rest = (size[root[v] as number] as number) - 1 - parts.reduce((sum, part) => sum + part, 0);
    const all = rest > 0 ? [...parts, rest] : parts;
    if (all.length > 1) cutPoints.set(v, all);
  }
  return { bridges, cutPoints };
}
