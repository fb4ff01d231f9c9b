import type { Graph } from '../graph.ts';
import { type Components, componentsWithout } from './components.ts';
import { depthFirst } from './depth-first.ts';

/** Single persons and single links whose loss parts those who are connected now. */
export interface Cuts {
  /** Nodes whose removal leaves more components, ascending. */
  readonly cutPoints: Uint32Array;
  /** Edges whose removal leaves more components, ascending. */
  readonly bridges: Uint32Array;
  /** What holds together whichever single edge is lost (2-edge-connected components). */
  readonly firm: Components;
}

/** Cut points and bridges of one depth-first forest (Hopcroft & Tarjan 1973; Tarjan 1974), O(nodes + edges). */
export function cuts(graph: Graph): Cuts {
  const { order, place, parent, parentEdge, low } = depthFirst(graph);
  const isCut = new Uint8Array(graph.nodeCount);
  const isBridge = new Uint8Array(graph.edgeCount);
  const children = new Uint32Array(graph.nodeCount);
  for (const v of order) {
    const up = parent[v] as number;
    if (up < 0) continue;
    // Nothing below v reaches above v, or not above its parent.
    if (low[v] === place[v]) isBridge[parentEdge[v] as number] = 1;
    if ((parent[up] as number) >= 0) {
      if ((low[v] as number) >= (place[up] as number)) isCut[up] = 1;
      continue;
    }
    // A root parts its subtrees, where it has more than one.
    children[up] = (children[up] as number) + 1;
    if ((children[up] as number) > 1) isCut[up] = 1;
  }
  return { cutPoints: marked(isCut), bridges: marked(isBridge), firm: componentsWithout(graph, isBridge) };
}

function marked(flags: Uint8Array): Uint32Array {
  const found: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) found.push(i);
  return Uint32Array.from(found);
}
