import type { Graph } from '../graph.ts';

export interface Triangles {
  /** Three persons who all know one another. */
  readonly count: number;
  /** The share of open and closed triples that are closed (three times the triangles); 0 where nobody has two ties. */
  readonly transitivity: number;
}

/**
 * Triangles and transitivity (Newman, Strogatz & Watts 2002). Every edge leads from the end with fewer ties to the one with more, so
 * that a hub looks at few: O(edges^1.5) (Chiba & Nishizeki 1985).
 */
export function triangles({ nodeCount, edgeCount, offsets, targets, lower, higher }: Graph): Triangles {
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  const leads = (v: number, w: number): boolean =>
    degree(v) < degree(w) || (degree(v) === degree(w) && v < w);
  const marked = new Uint8Array(nodeCount);
  let count = 0;
  for (let v = 0; v < nodeCount; v++) {
    const end = offsets[v + 1] as number;
    for (let a = offsets[v] as number; a < end; a++) {
      if (leads(v, targets[a] as number)) marked[targets[a] as number] = 1;
    }
    for (let a = offsets[v] as number; a < end; a++) {
      const w = targets[a] as number;
      if (!leads(v, w)) continue;
      for (let b = offsets[w] as number; b < (offsets[w + 1] as number); b++) {
        if (marked[targets[b] as number] === 1 && leads(w, targets[b] as number)) count++;
      }
    }
    for (let a = offsets[v] as number; a < end; a++) marked[targets[a] as number] = 0;
  }
  let triples = -edgeCount;
  for (let e = 0; e < edgeCount; e++) {
    triples += (degree(lower[e] as number) + degree(higher[e] as number)) / 2;
  }
  return { count, transitivity: triples > 0 ? (3 * count) / triples : 0 };
}
