/** Sets that only ever merge (union by size, path halving; Tarjan & van Leeuwen 1984). */
export interface DisjointSets {
  find(a: number): number;
  /** Merges the sets of both, and says whether they were two. */
  merge(a: number, b: number): boolean;
  sizeOf(a: number): number;
}

export function disjointSets(count: number): DisjointSets {
  const parent = new Uint32Array(count);
  const size = new Uint32Array(count).fill(1);
  for (let i = 0; i < count; i++) parent[i] = i;
  const find = (a: number): number => {
    let at = a;
    for (let up = parent[at] as number; up !== at; up = parent[at] as number) {
      const above = parent[up] as number;
      parent[at] = above;
      at = above;
    }
    return at;
  };
  return {
    find,
    merge(a, b) {
      let large = find(a);
      let small = find(b);
      if (large === small) return false;
      if ((size[large] as number) < (size[small] as number)) [large, small] = [small, large];
      parent[small] = large;
      size[large] = (size[large] as number) + (size[small] as number);
      return true;
    },
    sizeOf: (a) => size[find(a)] as number,
  };
}
