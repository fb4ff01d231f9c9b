import type { Graph } from '../graph.ts';
import { type CellOptions, findCells } from './leiden.ts';
import type { Partition } from './partition.ts';
import { AMBIGUOUS, RUNS } from './tuning.ts';

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
 * Finds the cells that many seeds agree on: of all runs the one that the others agree with most, link by link (the median
 * partition of Barthélemy & Leclerc 1995, sought among the runs), and how far they do.
 *
 * A single run does not say how easily it could have been another, so every cell is told with its certainty. The cells are those of
 * a run, so they are connected and as good as runs are. Clustering the agreement anew (Lancichinetti & Fortunato 2012)
 * leaves persons alone whom every run puts somewhere, but each elsewhere: on the real sets cells were then worse than the worst run's.
 */
export function stableCells(graph: Graph, options: StabilityOptions = {}): StableCells {
  const { runs = RUNS, seed = 1 } = options;
  if (!(Number.isInteger(runs) && runs >= 1)) {
    throw new RangeError(`${runs} runs were asked for; a whole number from 1 is needed.`);
  }
  const divisions = Array.from({ length: runs }, (_, run) =>
    findCells(graph, { ...options, seed: seed + run }),
  );
  const together = togetherness(graph, divisions);
  const agreed = median(graph, divisions, together);
  const qualities = divisions.map(({ quality }) => quality);
  return {
    ...agreed,
    runs,
    certainty: certaintyOf(agreed, divisions),
    together,
    ambiguous: ambiguousEdges(together),
    qualities: [Math.min(...qualities), Math.max(...qualities)],
  };
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

/** The division that most others agree with, link by link; the better one of equals, then the earlier. */
function median(graph: Graph, divisions: readonly Partition[], together: Float64Array): Partition {
  let best = divisions[0] as Partition;
  let most = Number.NEGATIVE_INFINITY;
  for (const division of divisions) {
    let agreement = 0;
    for (let e = 0; e < graph.edgeCount; e++) {
      const isInside =
        division.cellOf[graph.lower[e] as number] === division.cellOf[graph.higher[e] as number];
      agreement += isInside ? (together[e] as number) : 1 - (together[e] as number);
    }
    if (agreement < most || (agreement === most && division.quality <= best.quality)) continue;
    best = division;
    most = agreement;
  }
  return best;
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
function membersByCell(
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
