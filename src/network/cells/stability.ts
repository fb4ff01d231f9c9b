import { buildGraph, type Graph } from '../graph.ts';
import { type CellOptions, findCells } from './leiden.ts';
import { modularity, type Partition, pottsQuality } from './partition.ts';
import { AMBIGUOUS, CONSENSUS_ROUNDS, RUNS, TOGETHER } from './tuning.ts';

export interface StabilityOptions extends CellOptions {
  /** How many seeds are tried, from `seed` on. */
  readonly runs?: number;
}

/** Cells that many runs agree on, and how far they agree. */
export interface StableCells extends Partition {
  readonly runs: number;
  /**
   * By person, 0 to 1: with what share of the others of the cell a run put this person together, averaged over runs. Of
   * somebody who is alone: in what share of runs.
   */
  readonly certainty: Float64Array;
  /** By edge, 0 to 1: in what share of runs both ends were in one cell. */
  readonly together: Float64Array;
  /** Edges of which runs disagree whether they are inside a cell or between two: here a cell may end elsewhere. */
  readonly ambiguous: Uint32Array;
  /** The lowest and highest quality of a run. */
  readonly qualities: readonly [number, number];
}

/**
 * Finds the cells that many seeds agree on (consensus clustering, Lancichinetti & Fortunato 2012, Scientific Reports 2:336, on the
 * links of the network only, as Tandon et al. 2019 do to keep it sparse).
 *
 * Every link weighs the share of runs in which its ends were together; links below one half fall away; cells are sought in
 * what is left, again with every seed, until all agree. A single division does not say how easily it could have been another; so
 * every cell is told with its certainty.
 */
export function stableCells(graph: Graph, options: StabilityOptions = {}): StableCells {
  const { runs = RUNS, seed = 1, measure = 'modularity' } = options;
  if (!(runs >= 1)) throw new RangeError(`${runs} runs were asked for; at least 1 is needed.`);
  const divisions = divide(graph, { ...options, seed }, runs);
  const together = togetherness(graph, divisions);
  const agreed = agree(graph, together, runs, seed);
  const resolution = options.resolution ?? 1;
  const qualities = divisions.map(({ quality }) => quality);
  return {
    ...agreed,
    quality:
      measure === 'modularity'
        ? modularity(graph, agreed.cellOf, resolution)
        : pottsQuality(graph, agreed.cellOf, resolution),
    runs,
    certainty: certaintyOf(agreed, divisions),
    together,
    ambiguous: ambiguousEdges(together),
    qualities: [Math.min(...qualities), Math.max(...qualities)],
  };
}

function divide(graph: Graph, options: CellOptions & { readonly seed: number }, runs: number): Partition[] {
  return Array.from({ length: runs }, (_, run) => findCells(graph, { ...options, seed: options.seed + run }));
}

/** By edge, the share of divisions in which both ends share a cell. */
function togetherness(graph: Graph, divisions: readonly Partition[]): Float64Array {
  const shares = new Float64Array(graph.edgeCount);
  for (const { cellOf } of divisions) {
    for (let e = 0; e < graph.edgeCount; e++) {
      if (cellOf[graph.lower[e] as number] === cellOf[graph.higher[e] as number]) {
        shares[e] = (shares[e] as number) + 1;
      }
    }
  }
  for (let e = 0; e < shares.length; e++) shares[e] = (shares[e] as number) / divisions.length;
  return shares;
}

/** Divides what is together again and again until all runs agree, or takes the best run of the last round. */
function agree(graph: Graph, together: Float64Array, runs: number, seed: number): Partition {
  let held = heldBy(graph, together);
  for (let round = 1; ; round++) {
    const divisions = divide(held, { seed: seed + round * runs }, runs);
    const shares = togetherness(held, divisions);
    if (shares.every((share) => share === 0 || share === 1) || round === CONSENSUS_ROUNDS) {
      return divisions.reduce((best, one) => (one.quality > best.quality ? one : best));
    }
    held = heldBy(held, shares);
  }
}

/** The graph of the links that hold: as heavy as their ends are often together. */
function heldBy(graph: Graph, shares: Float64Array): Graph {
  const kept: number[] = [];
  for (let e = 0; e < graph.edgeCount; e++) if ((shares[e] as number) >= TOGETHER) kept.push(e);
  return buildGraph(
    graph.nodeCount,
    kept.map((e) => graph.lower[e] as number),
    kept.map((e) => graph.higher[e] as number),
    kept.map((e) => shares[e] as number),
  );
}

function certaintyOf({ cellOf, cellCount }: Partition, divisions: readonly Partition[]): Float64Array {
  const nodeCount = cellOf.length;
  const certainty = new Float64Array(nodeCount);
  const members = membersByCell(cellOf, cellCount);
  const met = new Uint32Array(nodeCount);
  const sizes = new Uint32Array(nodeCount);
  for (const { cellOf: there } of divisions) {
    sizes.fill(0);
    for (let v = 0; v < nodeCount; v++) sizes[there[v] as number] = (sizes[there[v] as number] as number) + 1;
    for (let cell = 0; cell < cellCount; cell++) {
      const from = members.starts[cell] as number;
      const to = members.starts[cell + 1] as number;
      for (let i = from; i < to; i++) {
        const group = there[members.nodes[i] as number] as number;
        met[group] = (met[group] as number) + 1;
      }
      for (let i = from; i < to; i++) {
        const v = members.nodes[i] as number;
        const group = there[v] as number;
        const share =
          to - from === 1 ? Number(sizes[group] === 1) : ((met[group] as number) - 1) / (to - from - 1);
        certainty[v] = (certainty[v] as number) + share;
      }
      for (let i = from; i < to; i++) met[there[members.nodes[i] as number] as number] = 0;
    }
  }
  for (let v = 0; v < nodeCount; v++) certainty[v] = (certainty[v] as number) / divisions.length;
  return certainty;
}

/** Who is in which cell, in one array: cell `c` has `nodes[starts[c]]` to `nodes[starts[c + 1]]` (exclusive), ascending. */
export function membersByCell(
  cellOf: Uint32Array,
  cellCount: number,
): { readonly starts: Uint32Array; readonly nodes: Uint32Array } {
  const starts = new Uint32Array(cellCount + 1);
  for (const cell of cellOf) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  for (let cell = 0; cell < cellCount; cell++) {
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  }
  const next = starts.slice(0, cellCount);
  const nodes = new Uint32Array(cellOf.length);
  for (let v = 0; v < cellOf.length; v++) {
    const cell = cellOf[v] as number;
    nodes[next[cell] as number] = v;
    next[cell] = (next[cell] as number) + 1;
  }
  return { starts, nodes };
}

function ambiguousEdges(together: Float64Array): Uint32Array {
  const [least, most] = AMBIGUOUS;
  const edges: number[] = [];
  for (let e = 0; e < together.length; e++) {
    if ((together[e] as number) > least && (together[e] as number) < most) edges.push(e);
  }
  return Uint32Array.from(edges);
}
