import type { Graph } from '../graph.ts';

/**
 * What a division into cells is measured by.
 *
 * `modularity`: more links inside than the degrees let expect (Newman & Girvan 2004; resolution: Reichardt & Bornholdt 2006).
 * `cpm`: the constant Potts model (Traag, Van Dooren & Nesterov 2011): inside a cell links are denser than the resolution,
 * between cells sparser. It has no resolution limit, so small cells stay apart however large the network is.
 */
export type Measure = 'modularity' | 'cpm';

/** Every person in one cell. Cells are numbered by their first member. */
export interface Partition {
  /** Length `nodeCount`: the cell of each node. */
  readonly cellOf: Uint32Array;
  readonly cellCount: number;
  /** By the measure and resolution that were asked for. */
  readonly quality: number;
}

/** Numbers groups by their first member, in place, and says how many there are. */
export function renumber(groupOf: Uint32Array, groupLimit: number): number {
  const numbers = new Uint32Array(groupLimit);
  let count = 0;
  for (let v = 0; v < groupOf.length; v++) {
    const group = groupOf[v] as number;
    if (numbers[group] === 0) numbers[group] = ++count;
    groupOf[v] = (numbers[group] as number) - 1;
  }
  return count;
}

/**
 * The modularity of a division: its share of weight inside cells, less `resolution` times what degrees let expect; 0 for a
 * graph without edges.
 */
export function modularity(graph: Graph, cellOf: ArrayLike<number>, resolution = 1): number {
  const strengths = strengthsOf(graph);
  const inside = new Float64Array(graph.nodeCount);
  const total = new Float64Array(graph.nodeCount);
  let all = 0;
  for (let v = 0; v < graph.nodeCount; v++) {
    const cell = cellOf[v] as number;
    total[cell] = (total[cell] as number) + (strengths[v] as number);
    all += strengths[v] as number;
  }
  if (all === 0) return 0;
  addInside(graph, cellOf, inside);
  let sum = 0;
  for (let cell = 0; cell < graph.nodeCount; cell++) {
    const share = (total[cell] as number) / all;
    sum += (2 * (inside[cell] as number)) / all - resolution * share * share;
  }
  return sum;
}

/** The constant Potts model: weight inside cells, less `resolution` for every pair of members. */
export function pottsQuality(graph: Graph, cellOf: ArrayLike<number>, resolution: number): number {
  const inside = new Float64Array(graph.nodeCount);
  const sizes = new Uint32Array(graph.nodeCount);
  for (let v = 0; v < graph.nodeCount; v++) {
    const cell = cellOf[v] as number;
    sizes[cell] = (sizes[cell] as number) + 1;
  }
  addInside(graph, cellOf, inside);
  let sum = 0;
  for (let cell = 0; cell < graph.nodeCount; cell++) {
    const size = sizes[cell] as number;
    sum += (inside[cell] as number) - (resolution * size * (size - 1)) / 2;
  }
  return sum;
}

/** The weight of each node's links. */
export function strengthsOf(graph: Graph): Float64Array {
  const strengths = new Float64Array(graph.nodeCount);
  for (let e = 0; e < graph.edgeCount; e++) {
    const weight = graph.weights[e] as number;
    const a = graph.lower[e] as number;
    const b = graph.higher[e] as number;
    strengths[a] = (strengths[a] as number) + weight;
    strengths[b] = (strengths[b] as number) + weight;
  }
  return strengths;
}

function addInside(graph: Graph, cellOf: ArrayLike<number>, inside: Float64Array): void {
  for (let e = 0; e < graph.edgeCount; e++) {
    const cell = cellOf[graph.lower[e] as number] as number;
    if (cell !== cellOf[graph.higher[e] as number]) continue;
    inside[cell] = (inside[cell] as number) + (graph.weights[e] as number);
  }
}
