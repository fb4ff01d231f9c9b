import type { Graph } from '../graph.ts';
import { openHeap } from './heap.ts';
import { checkEdgeValues, checkNode, otherEnd, type Path } from './path.ts';

/** Nodes and edges that a search goes around: 1 for those. */
export interface Closed {
  readonly nodes: Uint8Array;
  readonly edges: Uint8Array;
}

/** Finds one path after another in the same memory. */
export interface Search {
  /**
   * The shortest path, or nothing where there is none. Of several that are equally short always the same one.
   *
   * @throws RangeError where an end is not a node.
   */
  find(from: number, to: number, closed?: Closed): Path | undefined;
}

/**
 * Shortest paths by number of edges, or by the sum of their costs where costs are given (0 or more, one an edge; an edge of
 * cost Infinity is not walked). The weights of a graph say how strong ties are and are no costs.
 */
export function openSearch(graph: Graph, costs?: ArrayLike<number>): Search {
  return costs === undefined ? openHopSearch(graph) : openCostSearch(graph, costs);
}

/** Breadth first from both ends at once, always from the smaller side: on a large graph it sees a few thousand nodes. */
function openHopSearch(graph: Graph): Search {
  const { nodeCount, offsets, targets, edges } = graph;
  const via = new Int32Array(nodeCount);
  /** 1 for nodes reached from the first end, 2 from the last. */
  const side = new Uint8Array(nodeCount);
  const queues = [new Uint32Array(nodeCount), new Uint32Array(nodeCount)] as const;

  return {
    find(from, to, closed) {
      checkNode(graph, from);
      checkNode(graph, to);
      if (from === to) return { nodes: [from], edges: [], length: 0 };
      const heads = [0, 0];
      const tails = [1, 1];
      queues[0][0] = from;
      queues[1][0] = to;
      side[from] = 1;
      side[to] = 2;
      const met = meet(heads, tails, closed);
      const path = met === undefined ? undefined : join(from, to, met);
      for (const s of [0, 1] as const) for (let i = 0; i < tails[s]!; i++) side[queues[s][i]!] = 0;
      return path;
    },
  };

  /** The edge at which both sides meet. Where they meet first, the path is shortest: all shorter ones would have met before. */
  function meet(heads: number[], tails: number[], closed: Closed | undefined): number | undefined {
    for (;;) {
      const ahead = [tails[0]! - heads[0]!, tails[1]! - heads[1]!] as const;
      if (ahead[0] === 0 || ahead[1] === 0) return undefined;
      const s = ahead[0] <= ahead[1] ? 0 : 1;
      const queue = queues[s];
      const end = tails[s]!;
      let tail = end;
      for (let head = heads[s]!; head < end; head++) {
        const v = queue[head] as number;
        for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
          const w = targets[a] as number;
          const reached = side[w] as number;
          if (reached === s + 1) continue;
          const e = edges[a] as number;
          if (closed !== undefined && (closed.nodes[w] === 1 || closed.edges[e] === 1)) continue;
          if (reached !== 0) {
            tails[s] = tail;
            return e;
          }
          side[w] = s + 1;
          via[w] = e;
          queue[tail++] = w;
        }
      }
      heads[s] = end;
      tails[s] = tail;
    }
  }

  function join(from: number, to: number, met: number): Path {
    const ends = [graph.lower[met] as number, graph.higher[met] as number];
    const near = side[ends[0]!] === 1 ? ends[0]! : ends[1]!;
    const nodes = [near];
    const walked: number[] = [];
    for (let v = near; v !== from; ) {
      walked.push(via[v] as number);
      v = otherEnd(graph, via[v] as number, v);
      nodes.push(v);
    }
    nodes.reverse();
    walked.reverse();
    walked.push(met);
    for (let v = otherEnd(graph, met, near); ; ) {
      nodes.push(v);
      if (v === to) break;
      walked.push(via[v] as number);
      v = otherEnd(graph, via[v] as number, v);
    }
    return { nodes, edges: walked, length: walked.length };
  }
}

/** Dijkstra 1959 with a heap; ends as soon as the last node is settled. */
function openCostSearch(graph: Graph, costs: ArrayLike<number>): Search {
  checkEdgeValues(graph, costs, 'cost');
  const { nodeCount, offsets, targets, edges } = graph;
  const distance = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(nodeCount);
  const touched = new Uint32Array(nodeCount);
  const heap = openHeap(distance);

  return {
    find(from, to, closed) {
      checkNode(graph, from);
      checkNode(graph, to);
      let reached = 0;
      touched[reached++] = from;
      distance[from] = 0;
      heap.put(from);
      let v = heap.take();
      while (v >= 0 && v !== to) {
        for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
          const w = targets[a] as number;
          const e = edges[a] as number;
          const length = (distance[v] as number) + (costs[e] as number);
          const known = distance[w] as number;
          if (length >= known) continue;
          if (closed !== undefined && (closed.nodes[w] === 1 || closed.edges[e] === 1)) continue;
          if (known === Number.POSITIVE_INFINITY) touched[reached++] = w;
          distance[w] = length;
          via[w] = e;
          heap.put(w);
        }
        v = heap.take();
      }
      const path = v === to ? back(from, to) : undefined;
      heap.clear();
      for (let i = 0; i < reached; i++) distance[touched[i]!] = Number.POSITIVE_INFINITY;
      return path;
    },
  };

  function back(from: number, to: number): Path {
    const nodes = [to];
    const walked: number[] = [];
    for (let v = to; v !== from; ) {
      walked.push(via[v] as number);
      v = otherEnd(graph, via[v] as number, v);
      nodes.push(v);
    }
    return { nodes: nodes.reverse(), edges: walked.reverse(), length: distance[to] as number };
  }
}
