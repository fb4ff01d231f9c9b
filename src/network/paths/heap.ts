/** A heap of node numbers by keys that are kept outside; nothing is allocated after it is opened. */
export interface Heap {
  /** Puts a node in, or moves it up after its key became smaller. */
  put(node: number): void;
  /** Takes the node of the least key out (the lower number where keys are equal), or -1. */
  take(): number;
  clear(): void;
}

/** A binary heap over `keys`, which the caller changes before {@link Heap.put} and never makes larger meanwhile. */
export function openHeap(keys: Float64Array): Heap {
  const nodes = new Uint32Array(keys.length);
  /** Where each node is, plus 1; 0 where it is not in the heap. */
  const place = new Uint32Array(keys.length);
  let size = 0;

  const before = (a: number, b: number): boolean => {
    const difference = (keys[a] as number) - (keys[b] as number);
    return difference < 0 || (difference === 0 && a < b);
  };
  const set = (at: number, node: number): void => {
    nodes[at] = node;
    place[node] = at + 1;
  };

  return {
    put(node) {
      let at = place[node] as number;
      at = at === 0 ? size++ : at - 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        const other = nodes[up] as number;
        if (!before(node, other)) break;
        set(at, other);
        at = up;
      }
      set(at, node);
    },
    take() {
      if (size === 0) return -1;
      const first = nodes[0] as number;
      place[first] = 0;
      size--;
      if (size === 0) return first;
      const last = nodes[size] as number;
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= size) break;
        if (down + 1 < size && before(nodes[down + 1] as number, nodes[down] as number)) down++;
        const other = nodes[down] as number;
        if (!before(other, last)) break;
        set(at, other);
        at = down;
      }
      set(at, last);
      return first;
    },
    clear() {
      for (let i = 0; i < size; i++) place[nodes[i] as number] = 0;
      size = 0;
    },
  };
}
