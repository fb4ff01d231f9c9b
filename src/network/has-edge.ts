import type { Graph } from './graph.ts';

/** Whether two nodes are linked: a search among the sorted targets of the one with fewer. */
export function hasEdge({ offsets, targets }: Graph, a: number, b: number): boolean {
  const fewer =
    (offsets[a + 1] as number) - (offsets[a] as number) <=
    (offsets[b + 1] as number) - (offsets[b] as number);
  const at = fewer ? a : b;
  const sought = fewer ? b : a;
  let low = offsets[at] as number;
  let high = offsets[at + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((targets[middle] as number) < sought) low = middle + 1;
    else high = middle;
  }
  return low < (offsets[at + 1] as number) && targets[low] === sought;
}
