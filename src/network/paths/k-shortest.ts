import type { Graph } from '../graph.ts';
import type { Path } from './path.ts';
import { openSearch, type Search } from './search.ts';

interface Branch extends Path {
  /** The place of the node at which it leaves the paths that were found before it. */
  readonly leaves: number;
}

/**
 * The `k` shortest paths that meet nobody twice, shortest first; fewer where there are no more.
 *
 * Yen 1971 with Lawler's saving (1972: a path is branched off only behind the place where it left its parent). Equal lengths
 * are ordered by number of edges and then by node numbers.
 */
export function shortestPaths(
  graph: Graph,
  from: number,
  to: number,
  k: number,
  costs?: ArrayLike<number>,
): readonly Path[] {
  const search = openSearch(graph, costs);
  const first = search.find(from, to);
  if (first === undefined || k < 1) return [];
  const branches: Branch[] = [{ ...first, leaves: 0 }];
  const found: Path[] = [];
  while (found.length < k) {
    const next = takeFirst(branches);
    if (next === undefined) break;
    const { leaves, ...path } = next;
    found.push(path);
    if (found.length < k) branchOff(graph, search, costs, found, path, leaves, branches);
  }
  return found;
}

/** From every node of `path`, from the `leaves`th on: the shortest way on that no path found so far has taken. */
function branchOff(
  graph: Graph,
  search: Search,
  costs: ArrayLike<number> | undefined,
  found: readonly Path[],
  path: Path,
  leaves: number,
  branches: Branch[],
): void {
  const closed = { nodes: new Uint8Array(graph.nodeCount), edges: new Uint8Array(graph.edgeCount) };
  const to = path.nodes[path.nodes.length - 1] as number;
  for (let i = 0; i < path.edges.length; i++) {
    if (i >= leaves) {
      const taken = found.filter((one) => sharesBeginning(one, path, i)).map((one) => one.edges[i] as number);
      for (const e of taken) closed.edges[e] = 1;
      const rest = search.find(path.nodes[i] as number, to, closed);
      for (const e of taken) closed.edges[e] = 0;
      if (rest !== undefined) branches.push(branch(path, i, rest, costs));
    }
    closed.nodes[path.nodes[i] as number] = 1;
  }
}

/** Whether both have the same first `edges` edges, and another one after them. */
function sharesBeginning(one: Path, other: Path, edges: number): boolean {
  if (one.edges.length <= edges) return false;
  for (let i = 0; i < edges; i++) if (one.edges[i] !== other.edges[i]) return false;
  return true;
}

function branch(path: Path, at: number, rest: Path, costs: ArrayLike<number> | undefined): Branch {
  const edges = [...path.edges.slice(0, at), ...rest.edges];
  // Added up from the first edge on, so that equal paths have equal lengths however they were found.
  const length = edges.reduce((sum, e) => sum + (costs === undefined ? 1 : (costs[e] as number)), 0);
  return { nodes: [...path.nodes.slice(0, at), ...rest.nodes], edges, length, leaves: at };
}

function takeFirst(branches: Branch[]): Branch | undefined {
  let best = 0;
  for (let i = 1; i < branches.length; i++) if (compare(branches[i]!, branches[best]!) < 0) best = i;
  return branches.splice(best, 1)[0];
}

function compare(a: Path, b: Path): number {
  const difference = a.length - b.length || a.edges.length - b.edges.length;
  if (difference !== 0) return difference;
  const at = a.nodes.findIndex((node, i) => node !== b.nodes[i]);
  return at < 0 ? 0 : (a.nodes[at] as number) - (b.nodes[at] as number);
}
