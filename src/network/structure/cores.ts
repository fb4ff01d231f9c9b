import type { Graph } from '../graph.ts';

/**
 * The k-core number of each node: the largest k for which the node is in a group where everybody has at least k ties
 * inside the group. Buckets by degree (Batagelj & Zaveršnik 2003), O(nodes + edges).
 */
export function coreNumbers({ nodeCount, offsets, targets }: Graph): Uint32Array {
  const core = new Uint32Array(nodeCount);
  let highest = 0;
  for (let v = 0; v < nodeCount; v++) {
    const degree = (offsets[v + 1] as number) - (offsets[v] as number);
    core[v] = degree;
    if (degree > highest) highest = degree;
  }
  // Nodes in order of their degree; `starts[d]` is where those of degree d begin.
  const starts = new Uint32Array(highest + 2);
  for (let v = 0; v < nodeCount; v++) starts[(core[v] as number) + 1]!++;
  for (let d = 1; d < starts.length; d++) starts[d]! += starts[d - 1] as number;
  const order = new Uint32Array(nodeCount);
  const place = new Uint32Array(nodeCount);
  const next = starts.slice();
  for (let v = 0; v < nodeCount; v++) {
    const at = next[core[v] as number]!++;
    order[at] = v;
    place[v] = at;
  }
  for (let i = 0; i < nodeCount; i++) {
    const v = order[i] as number;
    const own = core[v] as number;
    const end = offsets[v + 1] as number;
    for (let a = offsets[v] as number; a < end; a++) {
      const w = targets[a] as number;
      const degree = core[w] as number;
      if (degree <= own) continue;
      // w loses a tie: it changes places with the first of its degree, which then begins one later.
      const first = starts[degree] as number;
      const other = order[first] as number;
      const at = place[w] as number;
      order[first] = w;
      place[w] = first;
      order[at] = other;
      place[other] = at;
      starts[degree] = first + 1;
      core[w] = degree - 1;
    }
  }
  return core;
}
