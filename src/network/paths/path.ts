import type { Graph } from '../graph.ts';

/** A way through the graph that meets nobody twice. */
export interface Path {
  /** From the first node to the last. */
  readonly nodes: readonly number[];
  /** The edges between them: one fewer than nodes. */
  readonly edges: readonly number[];
  /** The sum of its edges' costs, or their number where no costs were given. */
  readonly length: number;
}

/** @throws RangeError where a node is not one of the graph. */
export function checkNode({ nodeCount }: { readonly nodeCount: number }, node: number): void {
  if (!(Number.isInteger(node) && node >= 0 && node < nodeCount)) {
    throw new RangeError(`There is no node ${node}; nodes are numbered from 0 to ${nodeCount - 1}.`);
  }
}

/** @throws RangeError where values are not one an edge, each 0 or more. */
export function checkEdgeValues({ edgeCount }: Graph, values: ArrayLike<number>, word: string): void {
  if (values.length !== edgeCount) {
    throw new RangeError(
      `${values.length} values of ${word} were given for ${edgeCount} edges; give one an edge.`,
    );
  }
  for (let e = 0; e < edgeCount; e++) {
    if (!((values[e] as number) >= 0)) {
      throw new RangeError(`Edge ${e} has the ${word} ${values[e]}; it is 0 or more.`);
    }
  }
}

/** The end of an edge that is not `node`. */
export const otherEnd = ({ lower, higher }: Graph, edge: number, node: number): number =>
  (lower[edge] as number) + (higher[edge] as number) - node;
