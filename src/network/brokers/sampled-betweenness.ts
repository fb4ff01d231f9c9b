import type { Random } from '../../model/index.ts';
import type { Graph } from '../graph.ts';
import { type Components, components } from '../structure/index.ts';
import { SAMPLE_CONSTANT } from '../tuning.ts';

/** Betweenness as it was estimated, in the unit of {@link betweenness}. */
export interface SampledBetweenness {
  readonly values: Float64Array;
  /** With the given confidence no value, of any node, is further off than this. */
  readonly error: number;
  readonly confidence: number;
  /** Shortest paths that were drawn. */
  readonly samples: number;
}

export interface SampleOptions {
  readonly random: Random;
  /** The error as a share of all pairs of nodes, above 0 and below 1. */
  readonly error: number;
  /** How sure it is that no value is further off, above 0 and below 1. */
  readonly confidence: number;
}

/**
 * Betweenness from shortest paths that are drawn at random (Riondato & Kornaropoulos 2016): as many as their bound asks for,
 * which depends on the longest shortest path and not on the number of nodes. Paths are found from both ends, as in KADABRA
 * (Borassi & Natale 2016). The error holds for all nodes at once; most are far better.
 *
 * @throws RangeError where the error or the confidence is not between 0 and 1.
 */
export function sampleBetweenness(
  graph: Graph,
  { random, error, confidence }: SampleOptions,
): SampledBetweenness {
  for (const [name, share] of Object.entries({ error, confidence })) {
    if (!(share > 0 && share < 1))
      throw new RangeError(`The ${name} is ${share}; it is above 0 and below 1.`);
  }
  const { nodeCount } = graph;
  const values = new Float64Array(nodeCount);
  const pairs = (nodeCount * (nodeCount - 1)) / 2;
  const parts = components(graph);
  const samples = samplesFor(longestPath(graph, parts), error, confidence);
  if (samples === 0) return { values, error: 0, confidence, samples };
  const sampler = openPathSampler(graph, random);
  for (let i = 0; i < samples; i++) {
    const from = random.below(nodeCount);
    let to = random.below(nodeCount - 1);
    if (to >= from) to++;
    // A pair that nothing joins is a sample too: it lies on nobody's path.
    if (parts.of[from] === parts.of[to]) sampler.drawInto(from, to, values);
  }
  for (let v = 0; v < nodeCount; v++) values[v] = ((values[v] as number) * pairs) / samples;
  return { values, error: error * pairs, confidence, samples };
}

/** The bound of Riondato & Kornaropoulos, theorem 1; `nodes` on the longest shortest path. Below 3 nobody is between. */
function samplesFor(nodes: number, error: number, confidence: number): number {
  if (nodes < 3) return 0;
  const dimension = Math.floor(Math.log2(nodes - 2)) + 1;
  return Math.ceil((SAMPLE_CONSTANT / error ** 2) * (dimension - Math.log(1 - confidence)));
}

/** Nodes on the longest shortest path at most: from anybody in a component, the way to the farthest and to the second farthest. */
function longestPath({ nodeCount, offsets, targets }: Graph, { of, count }: Components): number {
  const hops = new Int32Array(nodeCount).fill(-1);
  const queue = new Uint32Array(nodeCount);
  const seen = new Uint8Array(count);
  let longest = 0;
  let tail = 0;
  for (let root = 0; root < nodeCount; root++) {
    const component = of[root] as number;
    if (seen[component] === 1) continue;
    seen[component] = 1;
    const begin = tail;
    hops[root] = 0;
    queue[tail++] = root;
    for (let head = begin; head < tail; head++) {
      const v = queue[head] as number;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        const w = targets[a] as number;
        if (hops[w] !== -1) continue;
        hops[w] = (hops[v] as number) + 1;
        queue[tail++] = w;
      }
    }
    const farthest = tail - 1 > begin ? (hops[queue[tail - 1] as number] as number) : 0;
    const second = tail - 2 > begin ? (hops[queue[tail - 2] as number] as number) : 0;
    longest = Math.max(longest, farthest + second + 1);
  }
  return longest;
}

/** Draws shortest paths, each of those between two nodes as likely as the others, in the same memory. */
function openPathSampler({ nodeCount, offsets, targets }: Graph, random: Random) {
  /** Depth from the end that reached a node: 1, 2 … from the first, -1, -2 … from the last; 0 not reached. */
  const depth = new Int32Array(nodeCount);
  /** Shortest paths from that end. */
  const paths = new Float64Array(nodeCount);
  const queues = [new Uint32Array(nodeCount), new Uint32Array(nodeCount)] as const;
  const heads = [0, 0];
  const tails = [0, 0];
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);

  return {
    /** Adds 1 for each node inside one shortest path between two that are connected. */
    drawInto(from: number, to: number, counts: Float64Array): void {
      begin(0, from, 1);
      begin(1, to, -1);
      const [a, b] = meet();
      walk(a, from, to, counts);
      walk(b, from, to, counts);
      for (const s of [0, 1] as const) {
        for (let i = 0; i < (tails[s] as number); i++) depth[queues[s][i] as number] = 0;
      }
    },
  };

  function begin(s: 0 | 1, node: number, at: number): void {
    queues[s][0] = node;
    heads[s] = 0;
    tails[s] = 1;
    depth[node] = at;
    paths[node] = 1;
  }

  /** Grows the side with fewer arcs by a layer until both meet; draws one edge where they do, by the paths that cross it. */
  function meet(): readonly [number, number] {
    for (;;) {
      const s = arcsAhead(0) <= arcsAhead(1) ? 0 : 1;
      const sign = s === 0 ? 1 : -1;
      const queue = queues[s];
      const end = tails[s] as number;
      let tail = end;
      let crossing = 0;
      let drawn: readonly [number, number] | undefined;
      for (let head = heads[s] as number; head < end; head++) {
        const v = queue[head] as number;
        const next = (depth[v] as number) + sign;
        for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
          const w = targets[a] as number;
          const at = depth[w] as number;
          if (at === next) {
            paths[w] = (paths[w] as number) + (paths[v] as number);
          } else if (at === 0) {
            depth[w] = next;
            paths[w] = paths[v] as number;
            queue[tail++] = w;
          } else if (at * sign < 0) {
            const cross = (paths[v] as number) * (paths[w] as number);
            crossing += cross;
            if (drawn === undefined || random.next() * crossing < cross) drawn = [v, w];
          }
        }
      }
      heads[s] = end;
      tails[s] = tail;
      if (drawn !== undefined) return drawn;
    }
  }

  function arcsAhead(s: 0 | 1): number {
    let arcs = 0;
    for (let i = heads[s] as number; i < (tails[s] as number); i++) arcs += degree(queues[s][i] as number);
    return arcs;
  }

  /** From a node back to the end that reached it, each step as likely as there are paths through it. */
  function walk(node: number, from: number, to: number, counts: Float64Array): void {
    let v = node;
    while (v !== from && v !== to) {
      counts[v] = (counts[v] as number) + 1;
      const before = (depth[v] as number) - Math.sign(depth[v] as number);
      let left = random.next() * (paths[v] as number);
      let chosen = -1;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number) && left >= 0; a++) {
        const w = targets[a] as number;
        if (depth[w] !== before) continue;
        chosen = w;
        left -= paths[w] as number;
      }
      v = chosen;
    }
  }
}
